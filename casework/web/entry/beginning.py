"""The pages that begin a record: an application, a dispute, a mediation case, a ledger entry."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Max, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from casework.actions.actors import hand_for_new
from casework.kinds import KINDS
from casework.law.names import Act, InstanceLevel, Procedure, RecordKind
from casework.law.words.languages import is_chinese, spoken
from casework.models import Draft, LedgerEntry
from casework.reference import ledger_kinds
from casework.vocabulary import LedgerKind
from casework.web.entry import suits
from casework.web.entry.acting import ASIDE, Sent, answer, opened_form
from casework.web.entry.apart.separately import EACH, Applications
from casework.web.entry.beside.competence import outside_words
from casework.web.entry.beside.duplicates import Warned, duplicates_of
from casework.web.entry.entries import doubts, values_of
from casework.web.entry.forms.act_form import MORE, ActForm
from casework.web.entry.forms.making import Making
from casework.web.entry.forms.quantities import label_of_quantity, rate_words
from casework.web.shell.access import Visit
from casework.web.shell.formatting import day_words, joined, said_words
from casework.web.shell.pages import page

TEMPLATE = "entry/begin.html"
FIELDS = {
    RecordKind.RECONSIDERATION: "entry/forms/intake.html",
    RecordKind.LITIGATION: "entry/forms/litigation.html",
    RecordKind.LEDGER: "entry/forms/ledger.html",
}
ALIKE: dict[RecordKind, Callable[[ActForm, Visit], list[Warned]]] = {
    RecordKind.RECONSIDERATION: duplicates_of,
    RecordKind.LITIGATION: suits.alike,
    RecordKind.LEDGER: doubts,
}
"""What finds the records that a form may repeat, and what may be wrong with it."""
INITIAL: dict[RecordKind, dict[str, Any]] = {
    RecordKind.RECONSIDERATION: {"applicants-0-kind": "citizen", "applicants-0-count": 1},
    RecordKind.LITIGATION: {"instance": InstanceLevel.FIRST},
    RecordKind.RESPONDENT: {"procedure": Procedure.ORDINARY},
}
"""What is filled in at first, because it is mostly so."""
BEGUN_WITH: dict[RecordKind, tuple[str, ...]] = {
    RecordKind.RECONSIDERATION: ("channel", "handed_over_by", "referred_from"),
}
"""Fields that the address of the form may fill in."""
LAID_OUT: dict[RecordKind, dict[str, tuple[str, ...]]] = {
    RecordKind.RECONSIDERATION: {
        "receipt": ("on", "channel", "filed_on"),
        "asked": ("field", "request"),
        "further": (
            "third_parties",
            "enterprise_related",
            "compensation_claimed",
            "prior_mandatory",
            "prior_reason",
            "complex",
            "document_review",
            "claims_inaction",
            "jurisdiction",
            "organ_received_on",
            "passed_on",
            "handed_over_by",
            "handed_over_on",
            "referred_from",
            "number",
        ),
        "written": ("request_text", "facts_and_reasons", "evidence"),
        "term": ("right_known_on", "requested_on", "perform_by", "urgent", "real_estate"),
    },
    RecordKind.LITIGATION: {
        "notice": ("on", "court", "court_number", "instance", "cause"),
        "before": ("after_reconsideration", "role", "act_known_on", "prior_mandatory", "prior_reason"),
        "further": (
            "third_parties",
            "matter",
            "field",
            "compensation_claimed",
            "handlers",
            "lawyers",
            "claims",
        ),
    },
}
"""Fields that stand together on a form, in the order in which they are typed."""
TERM_GROUPS = ("obstacle", "longer_term")
"""Structures that the term to apply turns on."""
COUNTED = ("quantities", "names")
"""Keys of a ledger entry that have a field for each quantity."""


def begin(request: HttpRequest, visit: Visit, kind: RecordKind, ledger: str = "") -> HttpResponse:
    """`/reconsiderations/new/` and so on for each kind, `/ledger/new/<kind>/`."""
    chosen = request.POST.get(MORE, "")
    if kind is RecordKind.LITIGATION and chosen.startswith(suits.LINK):
        suits.linked(request, chosen)
    sent, ledger_kind = _form(request, visit, kind, ledger)
    form = sent.form
    title = KINDS[kind].begin.of(visit.language) if ledger_kind is None else spoken(ledger_kind, visit.language)
    if not request.POST.keys().isdisjoint(ASIDE):
        return answer(request, sent, TEMPLATE, {}, draft_title(form, title))
    found = ALIKE[kind](form, visit) if kind in ALIKE and form.is_bound else []
    outside = outside_words(form, visit) if kind is RecordKind.RECONSIDERATION and form.is_bound else []
    context = {
        "title": title,
        "organ_name": sent.actor.organ.name,
        "fields_template": FIELDS.get(kind, "entry/forms/plain.html"),
        "duplicates": found,
        "outside": outside,
        "had": getattr(form, "had", []),
        "rates": _rates(form),
        "ledger_kind": ledger,
        **_laid_out(form, kind),
        "draft_kept": Draft.objects.filter(person=visit.person, token=sent.token).exists(),
        "decided": suits.decided(form, visit) if kind is RecordKind.LITIGATION else [],
    }
    response = answer(request, sent, TEMPLATE, context, draft_title(form, title))
    warned = [f"{sentence} {number}".rstrip() for sentence, _url, number in found] + outside + _left_out(form)
    for sentence in warned if _recorded(request, response) else ():
        messages.warning(request, sentence)
    return response


def _left_out(form: ActForm) -> list[str]:
    """Who was not registered again, with the case that he has."""
    had = form.left_out if isinstance(form, Applications) else []
    return [_("Left out: %(name)s, who has the case %(number)s") % one._asdict() for one in had]


def _laid_out(form: ActForm, kind: RecordKind) -> dict[str, Any]:
    """The fields that stand together, and whether one of those that are mostly left alone is used."""
    laid_out = {name: [form[field] for field in fields] for name, fields in LAID_OUT.get(kind, {}).items()}
    groups = form.groups
    term = [group for group in groups if group.key in TERM_GROUPS]
    seldom = [f for name in ("further", "written", "term") for f in laid_out.get(name, ())]
    seldom += [f for group in term for f in group.rows[0]]
    return {
        "laid_out": laid_out,
        "term_groups": term,
        "further_used": any(field.errors or field.value() for field in seldom),
        "each": form[EACH] if EACH in form.fields else None,
        "counted": [field for group in groups if group.key in COUNTED for field in group.rows[0]],
        **{f"{group.key}_group": group for group in groups},
    }


def _recorded(request: HttpRequest, response: HttpResponse) -> bool:
    return request.method == "POST" and MORE not in request.POST and "Location" in response


def _form(request: HttpRequest, visit: Visit, kind: RecordKind, ledger: str) -> tuple[Sent, LedgerKind | None]:
    actor = hand_for_new(visit)
    ledger_kind = None
    if kind is RecordKind.LEDGER:
        ledger_kind = ledger_kinds().get(ledger)
        if ledger_kind is None:
            raise Http404
    act = Act.RECORD if kind is RecordKind.LEDGER else Act.REGISTER
    making = Making(visit, kind, act, actor.organ, ledger_kind=ledger_kind)
    initial = dict(INITIAL.get(kind, {}))
    initial |= {name: request.GET[name] for name in BEGUN_WITH.get(kind, ()) if name in request.GET}
    if kind is RecordKind.LITIGATION:
        initial["defendants-0"] = actor.organ.name
    shape = Applications if kind is RecordKind.RECONSIDERATION else ActForm
    return opened_form(request, making, actor, initial=initial, shape=shape), ledger_kind


NAMING = ("applicants-0-name", "applicant", "court_number", "body", EACH)
"""Fields that tell what a form is about."""


def draft_title(form: ActForm, title: str) -> str:
    """What the desk calls a draft: the form, and the first name typed into it."""
    said = [str(form[name].value() or "") for name in NAMING if name in form.fields]
    typed = next((text.split("\t")[0] for line in said for text in line.strip().splitlines()[:1]), "")
    return f"{title} · {typed}" if typed else title


def warn(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`/reconsiderations/new/duplicates/`: the warning of a form as it stands."""
    sent, _kind = _form(request, visit, RecordKind.RECONSIDERATION, "")
    outside = outside_words(sent.form, visit)  # reads the form
    had = getattr(sent.form, "had", [])
    context = {"duplicates": duplicates_of(sent.form, visit), "outside": outside, "had": had}
    return render(request, "entry/forms/duplicates.html", context)


def decided(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`/litigations/new/decided/`: the decided cases that the dispute, as it stands, may follow."""
    sent, _kind = _form(request, visit, RecordKind.LITIGATION, "")
    return render(request, "entry/forms/decided.html", {"decided": suits.decided(sent.form, visit)})


def rates(request: HttpRequest, visit: Visit, ledger: str) -> HttpResponse:
    """`/ledger/new/<kind>/rates/`: the rates of an entry as it stands, in words."""
    sent, _kind = _form(request, visit, RecordKind.LEDGER, ledger)
    context = {"rates": _rates(sent.form), "duplicates": doubts(sent.form, visit)}
    return render(request, "entry/forms/rates.html", context)


def _rates(form: ActForm) -> list[str]:
    kind = form.making.ledger_kind
    if kind is None or not form.is_bound:
        return []
    return rate_words(kind, values_of(form), form.making.language)


def ledger_menu(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`/ledger/new/`: the kinds of entry to choose from, with what each counts and its last entry in reach."""
    chinese, latest = is_chinese(visit.language), _latest(visit)
    kinds = []
    for kind in sorted(ledger_kinds().values(), key=lambda kind: not kind.in_force(visit.today)):
        counted = [label_of_quantity(kind, quantity, visit.language) for quantity in kind.quantities.values()]
        counted += [rate.zh if chinese else rate.en for rate in kind.rates]
        last = latest.get(kind.code)
        day = day_words(last.received_on, visit.language) if last is not None else ""
        term = "" if kind.in_force(visit.today) else said_words(kind.term.of(visit.language), visit.language)
        kinds.append((kind.code, spoken(kind, visit.language), joined(counted, visit.language), last, day, term))
    title = KINDS[RecordKind.LEDGER].begin.of(visit.language)
    context = {"kinds": kinds, "title": title, "may_keep": visit.may("ledger_kinds")}
    return page(request, "entry/ledger_kinds.html", context)


def _latest(visit: Visit) -> dict[str, LedgerEntry]:
    """Kind -> its last entry in reach; of one day the one recorded last."""
    seen = LedgerEntry.objects.visible_to(visit.reach).order_by()
    days = seen.values_list("entry_kind").annotate(Max("received_on"))
    last = Q(pk__in=())
    for code, day in days:
        last |= Q(entry_kind=code, received_on=day)
    return {entry.entry_kind: entry for entry in seen.filter(last).order_by("pk")}
