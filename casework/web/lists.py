"""The lists of records: newest first, by state, a page at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.choices import label_of
from casework.errors import named
from casework.law.names import MediationResult, Outcome, RecordKind
from casework.law.terms import TermCode
from casework.models import LedgerEntry, Litigation, Mediation, Reconsideration
from casework.vocabulary import ledger_kinds
from casework.web.access import Visit
from casework.web.asked import read
from casework.web.facts import party_names
from casework.web.keys import Showing
from casework.web.listing import one_page
from casework.web.masking import Names
from casework.web.pages import page
from casework.web.states import Badge, badge_of, due_badge, states_of
from casework.web.words import code_words, day_words, is_chinese, joined, listed_words, number_words

PAGE_ROWS = 50


@dataclass(frozen=True)
class ListLine:
    """One record: number, address, the cells of its kind, its state, its next last day."""

    number: str
    url: str
    received: str
    cells: list[str]
    state: Badge
    due: str = ""
    due_term: str = ""
    due_badge: Badge | None = None


Heads = tuple[str | Promise, ...]


@dataclass(frozen=True)
class Listed:
    """How one kind of record is listed."""

    kind: RecordKind
    model: Any
    title: str | Promise
    heads: Heads
    cells: Callable[[Any, Visit], list[str]]
    prefetched: tuple[str, ...] = field(default=())
    has_terms: bool = False


def _showing(record: Any, visit: Visit) -> Showing:
    return Showing(visit.language, visit.reference.vocabulary, Names(clear=visit.reads_names(record)), {}, {})


def _case_cells(case: Reconsideration, visit: Visit) -> list[str]:
    applicants = party_names(case.applicants.all(), "applicant", _showing(case, visit))
    respondents = joined([respondent.organ.name for respondent in case.respondents.all()], visit.language)
    matter = listed_words(visit.reference.vocabulary, "matter", case.matter, visit.language)
    outcome = code_words(Outcome, case.outcome, visit.language)
    return [applicants, respondents, matter, outcome]


def _suit_cells(suit: Litigation, visit: Visit) -> list[str]:
    defendants = joined([organ.name for organ in suit.defendants.all()], visit.language)
    courts = dict.fromkeys(instance.court for instance in suit.instances.all())
    return [_showing(suit, visit).cause(suit.cause), defendants, joined(list(courts), visit.language)]


def _mediation_cells(case: Mediation, visit: Visit) -> list[str]:
    dispute = listed_words(visit.reference.vocabulary, "dispute_type", case.dispute_type, visit.language)
    result = code_words(MediationResult, case.result, visit.language)
    return [case.body, dispute, number_words(case.parties), result]


def _entry_cells(entry: LedgerEntry, visit: Visit) -> list[str]:
    kind = ledger_kinds().get(entry.entry_kind)
    title = entry.entry_kind if kind is None else (kind.zh if is_chinese(visit.language) else kind.en)
    showing = _showing(entry, visit)
    quantities = [showing.quantity(q.quantity, q.value, entry.entry_kind) for q in entry.quantities.all()]
    return [title, showing.subject(entry.subject), joined(quantities, visit.language)]


LISTED: dict[str, Listed] = {
    "reconsiderations": Listed(
        RecordKind.RECONSIDERATION,
        Reconsideration,
        _("Reconsideration cases"),
        (_("Applicants"), _("Respondents"), _("Matter"), _("Outcome")),
        _case_cells,
        ("applicants", "respondents__organ"),
        has_terms=True,
    ),
    "litigations": Listed(
        RecordKind.LITIGATION,
        Litigation,
        _("Litigation cases"),
        (_("Cause"), _("Defendants"), _("Courts")),
        _suit_cells,
        ("defendants", "instances"),
    ),
    "mediations": Listed(
        RecordKind.MEDIATION,
        Mediation,
        _("Mediation cases"),
        (_("Mediation body"), _("Type of dispute"), _("Persons concerned"), _("Result")),
        _mediation_cells,
    ),
    "ledger": Listed(
        RecordKind.LEDGER,
        LedgerEntry,
        _("Work ledger"),
        (_("Kind"), _("Subject"), _("Quantities")),
        _entry_cells,
        ("quantities",),
    ),
}


def listing(request: HttpRequest, visit: Visit, what: str) -> HttpResponse:
    """`/reconsiderations/`, `/litigations/`, `/mediations/`, `/ledger/`."""
    listed = LISTED[what]
    asked = read(request.GET, ("state", "page"))
    state = _state(asked, states_of(listed.kind, visit.language))
    rows = listed.model.objects.visible_to(visit.person, visit.today)
    return listed_page(request, visit, listed, rows.filter(state=state) if state else rows)


def listed_page(request: HttpRequest, visit: Visit, listed: Listed, rows: Any) -> HttpResponse:
    """One page of these rows, as the address asks for it."""
    asked, states = request.GET.dict(), states_of(listed.kind, visit.language)
    state = _state(asked, states)
    shown = one_page(rows.select_related("organ").prefetch_related(*listed.prefetched), asked, PAGE_ROWS)
    context = {
        "listed": listed,
        "lines": [_line(record, listed, visit) for record in shown.object_list],
        "states": [(code, word, code == state) for code, word in states] if len(states) > 1 else [],
        "chosen": dict(states).get(state, ""),
        "shown": shown,
        "count": number_words(shown.paginator.count),
        "query": urlencode({"state": state} if state else {}),
        "masked": not all(visit.reads_names(record) for record in shown.object_list),
    }
    return page(request, "records/list.html", context)


def _state(asked: dict[str, str], states: list[tuple[str, str]]) -> str:
    wanted = asked.get("state", "")
    for code, word in states:
        if wanted in (code, word):
            return code
    if wanted:
        raise named("状态", "state", wanted, [code for code, _word in states], where="state")
    return ""


def _line(record: Any, listed: Listed, visit: Visit) -> ListLine:
    due = getattr(record, "next_due_on", None)
    return ListLine(
        number=record.number or f"#{record.pk}",
        url=record.get_absolute_url(),
        received=day_words(record.received_on, visit.language),
        cells=listed.cells(record, visit),
        state=badge_of(listed.kind, record.state, visit.language),
        due=day_words(due, visit.language) if due is not None else "",
        due_term=label_of(TermCode(record.next_term), visit.language) if due is not None else "",
        due_badge=due_badge(due, visit.today) if due is not None else None,
    )
