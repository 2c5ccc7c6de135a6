"""Which terms run in the records of other kinds than reconsideration, when each ends, and whose act settles it.

A kind declares its terms once (`TERMS_OF`); the desk, the pages, the explanations and the stories read them here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from casework.law.life import Doing
from casework.law.litigation import Instance, Suit, all_filed_on, appeal_against
from casework.law.mediation import Mediating
from casework.law.names import Act, Edition, MediationResult, Procedure, RecordKind
from casework.law.respondent import Responding
from casework.law.terms.calendar import CalendarMissing
from casework.law.terms.deadlines import Deadline, explain
from casework.law.terms.schedule import Running, due_of_case, picked
from casework.law.terms.terms import Term, get_term


def _running(
    record: Doing[Any], code: str, start: date | None, settled_on: date | None = None, term: Term | None = None
) -> Running:
    """A term with its last day, which is None without a start or a calendar."""
    fixed = record.general_due(term or get_term(code, record.edition), start)
    return Running(code, start, settled_on, fixed, term=term)


@dataclass(frozen=True)
class Terms:
    """The terms of a kind of record: `schedule` gives all that its facts have started, settled or not.

    `settled_by` names the act that settles each; those that are `ours` are still to be done when they have passed, the
    others bind the parties. `waiting` gives those that wait for somebody, `due` the last day of one, where they do not
    follow from the schedule.
    """

    schedule: Callable[[Any], Iterator[Running]]
    settled_by: Mapping[str, Act]
    ours: frozenset[str] = frozenset()
    waiting: Callable[[Any], list[Running]] | None = None
    due: Callable[[Any, str], date | None] | None = None

    def open(self, record: Any) -> list[Running]:
        """The terms that run and that nothing has settled; none of a void record."""
        if record.facts.voided_on is not None:
            return []
        if self.waiting is not None:
            return self.waiting(record)
        return [term for term in self.schedule(record) if term.settled_on is None]

    def last_day(self, record: Any, code: str) -> date | None:
        """The last day of a term: the earliest that nothing has settled, else the latest; None where it never ran."""
        if self.due is not None:
            return self.due(record, code)
        return picked([(term.settled_on is None, term.fixed) for term in self.schedule(record) if term.code == code])


# ---- Litigation ----


def schedule_of_suit(suit: Suit) -> Iterator[tuple[Instance, Running]]:
    """Every term of a dispute with its instance: the defence until all have filed it, the appeal where one lies.

    When a party appealed is not known from the copy that is received later, so that nothing settles that term.
    """
    facts = suit.facts
    for n, instance in enumerate(facts.instances, 1):
        filed = all_filed_on(instance.defences, facts.defendants)
        yield instance, _running(suit, "litigation_defence", instance.received_on, filed)
        code = appeal_against(facts.instances[:n])
        if code:
            yield instance, _running(suit, code, instance.ruling_on or instance.closed_on)


def _of_suit(suit: Suit) -> Iterator[Running]:
    return (term for _instance, term in schedule_of_suit(suit))


def _due_of_suit(suit: Suit, code: str) -> date | None:
    """The last day of a term of a dispute: of the instance that is open and waits for it, else the latest."""
    return picked(
        [
            (instance.closed_on is None and term.settled_on is None, term.fixed)
            for instance, term in schedule_of_suit(suit)
            if term.code == code
        ]
    )


def _open_in_suit(suit: Suit) -> list[Running]:
    """The term that runs in the last instance: to answer it until it is answered, heard or closed, then to appeal."""
    facts = suit.facts
    last = facts.instances[-1]
    if last.closed_on is None:
        answered = last.hearings or all_filed_on(last.defences, facts.defendants)
        return [] if answered else [_running(suit, "litigation_defence", last.received_on)]
    code = appeal_against(facts.instances)
    return [_running(suit, code, last.ruling_on or last.closed_on)] if code else []


# ---- Mediation ----


def _of_mediation(case: Mediating) -> Iterator[Running]:
    """The time in which the parties may ask for judicial confirmation (人民调解法 art. 33 ¶1)."""
    facts = case.facts
    if facts.result == MediationResult.SUCCEEDED and facts.agreed_on is not None:
        yield _running(case, "judicial_confirmation", facts.agreed_on, facts.asked_on)


# ---- As respondent ----


def _of_response(case: Responding) -> Iterator[Running]:
    """The reply from the copy on, the answer from the opinion letter on (Act art. 48, 54, 76; 2017 Act art. 23)."""
    facts = case.facts
    procedure = facts.procedure if case.edition is Edition.E2023 else Procedure.ORDINARY
    term = get_term("reply", case.edition, procedure)
    yield _running(case, "reply", facts.received_on, facts.replied_on, term)
    if facts.opinion_received_on is not None:
        yield _running(case, "opinion_feedback", facts.opinion_received_on, facts.opinion_answered_on)


def _open_in_response(case: Responding) -> list[Running]:
    """The terms that nothing has settled; after the decision there is nothing to reply to."""
    decided = case.facts.concluded_on is not None
    waiting = (term for term in _of_response(case) if term.settled_on is None)
    return [term for term in waiting if not (decided and term.code == "reply")]


# ---- All ----

TERMS_OF: dict[RecordKind, Terms] = {
    RecordKind.LITIGATION: Terms(
        _of_suit,
        {
            "litigation_defence": Act.FILE_DEFENCE,
            "appeal_judgment": Act.OPEN_INSTANCE,
            "appeal_ruling": Act.OPEN_INSTANCE,
        },
        frozenset({"litigation_defence"}),
        _open_in_suit,
        _due_of_suit,
    ),
    RecordKind.MEDIATION: Terms(_of_mediation, {"judicial_confirmation": Act.ASK_CONFIRMATION}),
    RecordKind.RESPONDENT: Terms(
        _of_response,
        {"reply": Act.REPLY, "opinion_feedback": Act.ANSWER_OPINION},
        frozenset({"reply", "opinion_feedback"}),
        _open_in_response,
    ),
}
"""Kind of record -> its terms; those of a reconsideration stand in `schedule`, and a ledger entry has none."""
WITH_TERMS = frozenset({RecordKind.RECONSIDERATION, *TERMS_OF})
"""Kinds whose records have terms, and so a life to be explained."""


def due_of(kind: RecordKind, record: Any, code: str) -> date | None:
    """The last day of a term of a record; None where it never ran, and for a kind without terms."""
    if kind is RecordKind.RECONSIDERATION:
        return due_of_case(record, code)
    return TERMS_OF[kind].last_day(record, code) if kind in TERMS_OF else None


def term_of_other(record: Doing[Any], running: Running) -> Term:
    """The term of the law that runs in a record of another kind."""
    return running.term or get_term(running.code, record.edition)


def explained_other(record: Doing[Any], running: Running) -> Deadline | None:
    """A term of a record of another kind with the steps to its last day; None without a start or a calendar."""
    if running.start is None:
        return None
    try:
        return explain(term_of_other(record, running), running.start, record.calendar)
    except CalendarMissing:
        return None
