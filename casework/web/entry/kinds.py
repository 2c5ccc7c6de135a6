"""台账种类: what the site counts in its work ledger; supervisors and administrators add kinds, mend and end them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib import messages
from django.db.models import Count, Max
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from casework.actions.reference.kinddefinition import ADDING
from casework.actions.reference.ledgerkinds import Uses, change_kind, make_kind, uses_of
from casework.errors import FaultyInput, StaleVersion
from casework.law.words.languages import spoken
from casework.models import EntryKindChange, LedgerEntry
from casework.reference import ledger_kinds
from casework.statistics.words.numbers import NOTHING, number_words
from casework.text.reading import whole_number
from casework.vocabulary import LedgerKind
from casework.web.entry.forms.kind import MORE, KindForm
from casework.web.entry.forms.quantities import label_of_quantity
from casework.web.shell.access import Visit
from casework.web.shell.asked import read
from casework.web.shell.formatting import day_words, joined, said_words, time_words, yes_no
from casework.web.shell.pages import page

MOST_CHANGES = 100
"""Changes that are told, the latest of them."""
SEEN = "seen"


def kinds(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`/ledger/kinds/`: every kind with its days, its entries and what it counts, and who changed which when."""
    read(request.GET, ())
    used = LedgerEntry.objects.order_by().values_list("entry_kind").annotate(Count("pk"), Max("received_on"))
    entries = {code: (many, last) for code, many, last in used}
    context = {
        "lines": [_line(kind, *entries.get(kind.code, (0, None)), visit) for kind in ledger_kinds().values()],
        "changes": _changes(visit),
        "may_count": visit.may("statistics"),
    }
    return page(request, "entry/kinds.html", context)


def kind(request: HttpRequest, visit: Visit, code: str = "") -> HttpResponse:
    """`/ledger/kinds/new/`, `/ledger/kinds/<code>/`: the form of a kind."""
    before = ledger_kinds().get(code)
    if code and before is None:
        raise Http404
    form = KindForm(request.POST if request.method == "POST" else None, visit.today, before, visit.language)
    refusal, here = "", reverse("ledger_kind", args=[code]) if code else ""
    if form.is_bound and MORE not in request.POST and form.is_valid():
        try:
            return _kept(request, visit, form, code)
        except FaultyInput as problem:
            form.refuse(problem, visit.language)
        except StaleVersion as problem:
            refusal = problem.sentence(visit.language)
    context = {
        "form": form,
        "refusal": refusal,
        "instead": [(_("See it as it is now"), here)],
        "kind": before,
        "title": spoken(before, visit.language) if before is not None else _("New kind of ledger entry"),
        "stands": _stands(uses_of(code), visit) if before is not None else "",
        "seen": request.POST.get(SEEN) or EntryKindChange.objects.filter(kind__code=code).count(),
    }
    status = 422 if MORE not in request.POST and (form.errors or refusal) else 200
    return page(request, "entry/kind.html", context, status)


def _kept(request: HttpRequest, visit: Visit, form: KindForm, code: str) -> HttpResponse:
    wanted = form.wanted(code)
    if code:
        seen = whole_number(request.POST.get(SEEN, ""))
        made = change_kind(code, wanted, -1 if seen is None else seen, by=visit.person, roles=visit.roles)
    else:
        made = make_kind(wanted, by=visit.person, roles=visit.roles)
    told = {"kind": spoken(made, visit.language), "code": made.code}
    messages.success(request, _("Kept: %(kind)s (%(code)s). It stands in table W1 and among the figures.") % told)
    return HttpResponseRedirect(reverse("ledger_kinds"))


def _stands(uses: Uses, visit: Visit) -> str:
    """What may still change where something rests on the kind."""
    if not uses.stands:
        return ""
    said = {"used": uses.words.of(visit.language)}
    return _("%(used)s: units, decimals, ways to add up and formulas stay as they are.") % said


def _line(kind: LedgerKind, many: int, last: Any, visit: Visit) -> dict[str, Any]:
    language = visit.language
    counted = [label_of_quantity(kind, each, language) for each in kind.quantities.values()]
    return {
        "code": kind.code,
        "label": spoken(kind, language),
        "counted": joined(counted + [spoken(rate, language) for rate in kind.rates], language),
        "term": said_words(kind.term.of(language), language) or _("always"),
        "entries": number_words(many),
        "last": day_words(last, language),
        "list": f"{reverse('ledger')}?kind={kind.code}" if visit.may("records") and many else "",
    }


# ---- Who changed what ----------------------------------------------------------------------------------------------


def _changes(visit: Visit) -> list[dict[str, Any]]:
    found = EntryKindChange.objects.select_related("person", "kind").order_by("-id")
    return [
        {
            "recorded": time_words(each.recorded_at, visit.language),
            "person": str(each.person or NOTHING),
            "kind": spoken(each.kind, visit.language),
            "moved": list(_moved(each.before, each.after, visit.language)),
        }
        for each in found[:MOST_CHANGES]
    ]


def _moved(before: Mapping[str, Any] | None, after: Mapping[str, Any], language: str) -> Iterator[str]:
    """What a change changed, a sentence each."""
    if before is None:
        yield _("New: %(what)s") % {"what": joined(list(_said(after, language).values()), language)}
        return
    was, now = _said(before, language), _said(after, language)
    for name in dict.fromkeys([*was, *now]):
        if was.get(name) != now.get(name):
            yield f"{was.get(name) or NOTHING} → {now.get(name) or NOTHING}"


def _said(data: Mapping[str, Any], language: str) -> dict[str, str]:
    """A kind as its changes keep it, in words, by what they are said of."""
    wholes = dict(data["parts"])
    first, last = (said_words(data[name] or "", language) for name in ("valid_from", "valid_to"))
    found = {
        "label": f"{data['zh']} · {data['en']}",
        "single": f"{_('one thing each')} {yes_no(data['single'])}" if data["single"] else "",
        "from": _("in use from %(day)s") % {"day": first} if first else "",
        "to": _("in use until %(day)s") % {"day": last} if last else "",
    }
    for each in data["quantities"]:
        how = ADDING[each["adds_up"]].of(language)
        more = f"{each['unit_zh']} · {each['unit']}, {each['decimals']}, {how}"
        part = f" ⊂ {wholes[each['code']]}" if each["code"] in wholes else ""
        found[f"q:{each['code']}"] = f"{each['zh']} · {each['en']} ({more}){part}"
    for each in data["rates"]:
        formula = f"{each['numerator']} / {each['denominator']}"
        found[f"r:{each['code']}"] = f"{each['zh']} · {each['en']} ({formula})"
    return {name: words for name, words in found.items() if words}
