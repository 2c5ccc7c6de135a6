"""The page of a record: its head, facts, terms, and the events newest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from casework.actions.linking import named_by_suits
from casework.choices import label_of
from casework.law.history import Done, Unlawful, play
from casework.law.names import Act, Edition, RecordKind
from casework.law.refusals import ActRefused
from casework.law.terms.terms import TermCode
from casework.law.words.languages import spoken
from casework.masking import Names
from casework.models import (
    Appearance,
    Applicant,
    Event,
    LedgerEntry,
    Litigation,
    Mediation,
    Reconsideration,
    Respondent,
    RespondentCase,
)
from casework.models.written import objects_of
from casework.permissions import IMPORTS
from casework.reference import ledger_kinds
from casework.registry import done_of
from casework.web.desk.plans import lines_of
from casework.web.record.available_acts import possible, restoring, strike_url
from casework.web.record.belongings.attachments import Attachments
from casework.web.record.belongings.common import address
from casework.web.record.belongings.notes import Notes
from casework.web.record.facts import (
    Said,
    declared_facts,
    facts_of_case,
    facts_of_entry,
    facts_of_suit,
    party_names,
    versus,
)
from casework.web.record.history import EventLine, Undone, named_in, told, undone_by
from casework.web.record.instances import advice_of, instances_of, rule_words
from casework.web.record.sisters import sisters_of_case, sisters_of_suit
from casework.web.record.terms import terms_of
from casework.web.shell.access import Visit
from casework.web.shell.asked import read
from casework.web.shell.formatting import day_words, joined
from casework.web.shell.keys import Showing
from casework.web.shell.pages import page
from casework.web.shell.states import DONE, Badge, badge_of, due_badge
from casework.worklist import left_of_case


@dataclass
class Opened:
    """A record opened by a reader: its events, their acts, the life they played, and how values are shown."""

    record: Any
    visit: Visit
    events: list[Any]
    history: list[Done]
    life: Any
    showing: Showing

    @property
    def kind(self) -> RecordKind:
        """The kind of record."""
        return RecordKind(self.record.kind)

    def context(self, title: str, facts: list[Said]) -> dict[str, Any]:
        """What every record's page shows."""
        terms = terms_of(self.kind, self.life, self.visit.today, self.visit.language)
        return {
            "record": self.record,
            "number": str(self.record),
            "title": title,
            "organ": self.record.organ.name,
            "state": self.state(),
            "facts": facts,
            "terms": [] if self.is_void else terms,
            "plans": lines_of(self.record, self.life, self.visit),
            "events": self.events_told(),
            "opens_imports": self.record.organ in self.visit.organs(IMPORTS),
            "voided": self.voided(),
            "unplayed": self.life is None,
            "masked": not self.showing.names.clear,
            **self.offered(),
            "attachments": Attachments(self.record, self.visit),
            "people_url": address(self.record, "people") if self.names_people else "",
            "notes": Notes(self.record, self.visit),
        }

    @property
    def names_people(self) -> bool:
        """Whether its reader may ask where else its parties stand."""
        return self.kind is not RecordKind.LEDGER and self.showing.names.clear and not self.is_void

    @property
    def is_void(self) -> bool:
        """Whether the record was voided: it is in no state, and no term of it runs."""
        return self.record.voided_on is not None

    def state(self) -> Badge:
        """The badge of its state."""
        if self.is_void:
            return Badge(DONE, _("void"))
        return badge_of(self.kind, self.record.state, self.visit.language)

    def events_told(self) -> list[EventLine]:
        """The events in sentences, newest first."""
        return told(self.kind, self.events, self.showing, partial(strike_url, self.record, self.life, self.visit))

    def offered(self) -> dict[str, Any]:
        """What may be done now; of a void record, that it is restored."""
        if self.is_void:
            return restoring(self.record, self.visit)
        return possible(self.record, self.life, self.visit)

    def voided(self) -> Undone | None:
        """By whom the record was voided, when and why; None while it stands."""
        voiding = [event for event in self.events if event.act == Act.VOID]
        return undone_by(voiding[-1], self.showing) if self.is_void and voiding else None


def opened(record: Any, visit: Visit) -> Opened:
    """Read the events once, play them, and look up all that they name in one query each."""
    kind = RecordKind(record.kind)
    events = objects_of(EVENTS[kind], record.pk)
    visit.reference.place([record.organ])
    showing = _showing([record], events, visit)(record)
    acts = [event for event in events if event.act != Act.RECOMPUTE]
    history = [done_of(kind, {"act": event.act, "on": event.on, "keys": event.keys}) for event in acts]
    life = played(record, history, visit)
    if life is not None:
        life.as_of = visit.today
    return Opened(record, visit, events, history, life, showing)


def _showing(records: Iterable[Any], events: list[Any], visit: Visit) -> Callable[[Any], Showing]:
    """How the values of records of one kind are shown, of each as its reader may read it; `events` are those of all."""
    told_of = list(records)
    named = set(named_in(RecordKind(told_of[0].kind), events))
    places = visit.reference.places({pk for what, pk in named if what == "organ"})
    organs = {pk: place.name for pk, place in places.items()}
    linked = {record.reconsideration_id for record in told_of if getattr(record, "reconsideration_id", None)}
    cases = _case_numbers({pk for what, pk in named if what == "case"} | linked, visit)
    return lambda record: Showing(
        language=visit.language,
        vocabulary=visit.reference.vocabulary,
        names=Names(clear=visit.reads_names(record)),
        organs=organs,
        cases=cases,
        edition=Edition(getattr(record, "edition", "") or Edition.E2023),
    )


def histories_told(kind: RecordKind, records: Sequence[Any], visit: Visit) -> dict[int, list[EventLine]]:
    """The events of many records of a kind in sentences, the oldest first, by the ids of the records."""
    found: dict[int, list[EventLine]] = {}
    for start in range(0, len(records), TOLD_AT_ONCE):
        batch = records[start : start + TOLD_AT_ONCE]
        events: dict[int, list[Any]] = {record.pk: [] for record in batch}
        for event in _events(**{f"{kind.value}__in": [record.pk for record in batch]}):
            events[getattr(event, f"{kind.value}_id")].append(event)
        showing = _showing(batch, [event for each in events.values() for event in each], visit)
        found |= {record.pk: told(kind, events[record.pk], showing(record))[::-1] for record in batch}
    return found


TOLD_AT_ONCE = 200
"""Records whose events are read in one query."""


def _events(**of: Any) -> QuerySet[Any]:
    return Event.objects.filter(**of).select_related("person", "organ").order_by("version")


def _events_of(kind: RecordKind, pk: int) -> QuerySet[Any]:
    return _events(**{kind.value: pk})


EVENTS: dict[RecordKind, Callable[[int], QuerySet[Any]]] = {kind: partial(_events_of, kind) for kind in RecordKind}


def _case_numbers(ids: set[int], visit: Visit) -> dict[int, str]:
    if not ids:
        return {}
    seen = Reconsideration.objects.visible_to(visit.reach).filter(pk__in=ids)
    return {pk: number or f"#{pk}" for pk, number in seen.order_by().values_list("pk", "number")}


def played(record: Any, history: Sequence[Done], visit: Visit) -> Any:
    """The record's life as its acts tell it; None where they cannot have happened."""
    try:
        return play(RecordKind(record.kind), history, visit.reference.setting_of(record.organ))
    except (Unlawful, ActRefused):
        return None


def case_context(visit: Visit, pk: int) -> dict[str, Any]:
    """What the page of a reconsideration case shows."""
    case: Reconsideration = visit.record(RecordKind.RECONSIDERATION, pk, void=True)
    parties, respondents = objects_of(_parties, pk), objects_of(_respondents, pk)
    visit.reference.place(r.organ for r in respondents)
    found = opened(case, visit)
    applicants = party_names(parties, "applicant", found.showing)
    against = joined([r.organ.name for r in respondents], visit.language)
    facts = facts_of_case(case, parties, respondents, found.life, found.showing)
    context = found.context(versus(applicants, against), facts)
    sisters = sisters_of_case(case, {r.organ_id for r in respondents}, visit)
    more = {"sisters": sisters, "lead": _lead_of(case, visit), "linked": _suits_of(case, visit)}
    return context | _due(case, visit) | more


def _parties(pk: int) -> QuerySet[Any]:
    return Applicant.objects.filter(case=pk)


def _respondents(pk: int) -> QuerySet[Any]:
    return Respondent.objects.filter(case=pk).select_related("organ")


def _due(case: Reconsideration, visit: Visit) -> dict[str, Any]:
    if case.next_due_on is None or case.voided_on is not None:
        return {}
    return {
        "due": day_words(case.next_due_on, visit.language),
        "due_term": label_of(TermCode(case.next_term), visit.language),
        "due_code": case.next_term,
        "due_badge": due_badge(left_of_case(case, visit.today, visit.reference)),
    }


def _lead_of(case: Reconsideration, visit: Visit) -> tuple[str, str, str] | None:
    """Number and address of the case that it is joined to, which the same organ keeps, and since when."""
    if case.joined_to_id is None:
        return None
    lead = Reconsideration.objects.get(pk=case.joined_to_id)
    return str(lead), lead.get_absolute_url(), day_words(case.joined_on, visit.language)


def _suits_of(case: Reconsideration, visit: Visit) -> list[tuple[str, str]]:
    if not named_by_suits(case.pk):
        return []
    suits = Litigation.objects.visible_to(visit.reach).filter(reconsideration=case)
    return [(str(suit), suit.get_absolute_url()) for suit in suits]


def suit_context(visit: Visit, pk: int) -> dict[str, Any]:
    """What the page of a dispute shows."""
    suit: Litigation = visit.record(RecordKind.LITIGATION, pk, void=True)
    prefetch_related_objects([suit], "instances__hearings", APPEARANCES)
    defendants = [organ.name for organ in suit.defendants.all()]
    found = opened(suit, visit)
    facts = facts_of_suit(suit, defendants, found.life, found.showing)
    context = found.context(found.showing.cause(suit.cause), facts)
    case = suit.reconsideration_id
    number = found.showing.cases.get(case, "") if case is not None else ""
    more = {
        "instances": instances_of(suit, found.life, visit),
        "advice": advice_of(found.life, visit),
        "rules": rule_words(visit.language),
        "logs": visit.may("logging") and suit.voided_on is None,
        "linked": [(number, Reconsideration(pk=case).get_absolute_url())] if number else [],
    }
    return context | more | {"sisters": sisters_of_suit(suit, number, visit)}


APPEARANCES: Prefetch[Any] = Prefetch(
    "instances__hearings__appearances", queryset=Appearance.objects.select_related("organ")
)


def mediation_context(visit: Visit, pk: int) -> dict[str, Any]:
    """What the page of a mediation case shows."""
    case: Mediation = visit.record(RecordKind.MEDIATION, pk, void=True)
    found = opened(case, visit)
    dispute = visit.reference.vocabulary.labels("dispute_type").get(case.dispute_type)
    title = f"{dispute.of(visit.language) if dispute is not None else ''} · {case.body}"
    return found.context(title, declared_facts(RecordKind.MEDIATION, case, found.life, found.showing))


def response_context(visit: Visit, pk: int) -> dict[str, Any]:
    """What the page of a case as respondent shows."""
    case: RespondentCase = visit.record(RecordKind.RESPONDENT, pk, void=True)
    found = opened(case, visit)
    title = versus(found.showing.names.name(case.applicant), case.respondent.name)
    return found.context(title, declared_facts(RecordKind.RESPONDENT, case, found.life, found.showing))


def entry_context(visit: Visit, pk: int) -> dict[str, Any]:
    """What the page of a ledger entry shows."""
    entry: LedgerEntry = visit.record(RecordKind.LEDGER, pk, void=True)
    found = opened(entry, visit)
    kind = ledger_kinds().get(entry.entry_kind)
    title = entry.entry_kind if kind is None else (spoken(kind, visit.language))
    context = found.context(title, facts_of_entry(entry, found.showing))
    if kind is not None and "acts" in context:  # its reader logs
        context["one_more"] = (reverse("ledger_entry_new", args=[kind.code]), title)
    return context


CONTEXTS: dict[RecordKind, Callable[[Visit, int], dict[str, Any]]] = {
    RecordKind.RECONSIDERATION: case_context,
    RecordKind.LITIGATION: suit_context,
    RecordKind.MEDIATION: mediation_context,
    RecordKind.LEDGER: entry_context,
    RecordKind.RESPONDENT: response_context,
}
"""What the page of a record shows, on the screen and on paper; raises Http404 for what its reader does not see."""

TEMPLATES: dict[RecordKind, str] = {
    RecordKind.RECONSIDERATION: "record/case.html",
    RecordKind.LITIGATION: "record/litigation.html",
    RecordKind.MEDIATION: "record/mediation.html",
    RecordKind.LEDGER: "record/ledger.html",
}
"""Kinds whose pages show more than every record's."""


def record_page(request: HttpRequest, visit: Visit, pk: int, *, kind: RecordKind) -> HttpResponse:
    """`/reconsiderations/<id>/`, `/litigations/<id>/`, and so on: `<place>/<id>/` of each kind."""
    read(request.GET, ())
    return page(request, TEMPLATES.get(kind, "record/record.html"), CONTEXTS[kind](visit, pk))
