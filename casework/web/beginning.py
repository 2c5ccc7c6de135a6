"""The pages that begin a record: an application, a dispute, a mediation case, a ledger entry."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.law.names import Act, InstanceLevel, RecordKind
from casework.models import Draft
from casework.vocabulary import LedgerKind, ledger_kinds
from casework.web.access import Visit
from casework.web.acting import SAVE_DRAFT, Sent, actor_for, answer, opened_form
from casework.web.duplicates import duplicates_of
from casework.web.forms.act_form import MORE, ActForm
from casework.web.forms.making import Making
from casework.web.pages import page
from casework.web.words import is_chinese

TITLES: dict[RecordKind, str | Promise] = {
    RecordKind.RECONSIDERATION: gettext_lazy("Register an application"),
    RecordKind.LITIGATION: gettext_lazy("Register a dispute"),
    RecordKind.MEDIATION: gettext_lazy("Register a mediation case"),
    RecordKind.LEDGER: gettext_lazy("Record a ledger entry"),
}
FIELDS = {RecordKind.RECONSIDERATION: "forms/intake.html"}
INITIAL: dict[RecordKind, dict[str, Any]] = {
    RecordKind.RECONSIDERATION: {"applicants-0-kind": "citizen", "applicants-0-count": 1},
    RecordKind.LITIGATION: {"instance": InstanceLevel.FIRST},
}
"""What is filled in at first, because it is mostly so."""
FURTHER = ("enterprise_related", "compensation_claimed", "prior_mandatory", "document_review", "claims_inaction")


def begin(request: HttpRequest, visit: Visit, kind: RecordKind, ledger: str = "") -> HttpResponse:
    """`/reconsiderations/new/`, `/litigations/new/`, `/mediations/new/`, `/ledger/new/<kind>/`."""
    sent, ledger_kind = _form(request, visit, kind, ledger)
    form = sent.form
    found = duplicates_of(form, visit) if kind is RecordKind.RECONSIDERATION and form.is_bound else []
    title = str(TITLES[kind]) if ledger_kind is None else _ledger_title(ledger_kind, visit.language)
    context = {
        "title": title,
        "organ_name": sent.actor.organ.name,
        "fields_template": FIELDS.get(kind, "forms/plain.html"),
        "duplicates": found,
        "further_used": any(form[name].value() for name in FURTHER if name in form.fields),
        "draft_kept": Draft.objects.filter(person=visit.person, token=sent.token).exists(),
        **{f"{group.key}_group": group for group in form.groups},
    }
    response = answer(request, sent, "records/begin.html", context, draft_title(form, title))
    for sentence, _url, number in found if _recorded(request, response) else ():
        messages.warning(request, f"{sentence} {number}")
    return response


def _recorded(request: HttpRequest, response: HttpResponse) -> bool:
    asked_more = SAVE_DRAFT in request.POST or MORE in request.POST
    return request.method == "POST" and not asked_more and "Location" in response


def _form(request: HttpRequest, visit: Visit, kind: RecordKind, ledger: str) -> tuple[Sent, LedgerKind | None]:
    actor = actor_for(visit, None)
    ledger_kind = None
    if kind is RecordKind.LEDGER:
        ledger_kind = ledger_kinds().get(ledger)
        if ledger_kind is None:
            raise Http404
    act = Act.RECORD if kind is RecordKind.LEDGER else Act.REGISTER
    making = Making(visit, kind, act, actor.organ, ledger_kind=ledger_kind)
    return opened_form(request, making, actor, initial=INITIAL.get(kind)), ledger_kind


def _ledger_title(kind: LedgerKind, language: str) -> str:
    return kind.zh if is_chinese(language) else kind.en


def draft_title(form: ActForm, title: str) -> str:
    """What the desk calls a draft: the form, and the first name typed into it."""
    typed = next(
        (str(form[n].value() or "") for n in ("applicants-0-name", "court_number", "body") if n in form.fields), ""
    )
    return f"{title} · {typed}" if typed else title


def warn(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`/reconsiderations/new/duplicates/`: the warning of a form as it stands."""
    sent, _kind = _form(request, visit, RecordKind.RECONSIDERATION, "")
    return render(request, "forms/duplicates.html", {"duplicates": duplicates_of(sent.form, visit)})


def ledger_menu(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`/ledger/new/`: the kinds of entry to choose from."""
    kinds = [(kind.code, _ledger_title(kind, visit.language)) for kind in ledger_kinds().values()]
    return page(request, "records/ledger_kinds.html", {"kinds": kinds, "title": _("Record a ledger entry")})
