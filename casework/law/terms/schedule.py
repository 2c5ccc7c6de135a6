"""Which terms run in a case, from which day, and when each ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from casework.law.documents.papers import Paper
from casework.law.facts import DocumentReview, Exchange, Phase
from casework.law.life import Life, stops_of
from casework.law.names import (
    MAY_TERMINATE_AFTER_60_DAYS,
    Edition,
    Outcome,
    Planned,
    Procedure,
    ReferKind,
    State,
)
from casework.law.reconsideration.hearings import noticed_of, noticed_on
from casework.law.reconsideration.service import respondents_receipt, suits_begin
from casework.law.terms.applying import terms_to_apply
from casework.law.terms.calendar import CalendarMissing
from casework.law.terms.deadlines import Deadline, FaultyDeadline, Stop, explain
from casework.law.terms.terms import Term, TermCode, Unit, UnknownTerm, get_term

About = tuple[str, int | str] | None
"""The key of an act that says which respondent, letter or document it is about, and the value; None: there is one."""


@dataclass(frozen=True)
class Running:
    """One term of a case: where it starts, the day that settled it, and a last day that a notice or order fixed.

    `party` names those whose own term it is, where the parties of one case have several. `term` stands in the place of
    the term of that code where the facts give it another article or start, `stops` are those of its own. `about` is the
    key, with its value, by which an act says that it answers this one of several terms of that code.
    """

    code: str
    start: date | None
    settled_on: date | None = None
    fixed: date | None = None
    length: int | None = None
    party: str = ""
    term: Term | None = None
    stops: tuple[Stop, ...] = ()
    about: About = None


def schedule(life: Life) -> Iterator[Running]:
    """Every term that the facts have started, settled or not; several with one code where it ran more than once."""
    for group in (_intake, _exchange, _review, _after):
        yield from group(life)


def _intake(life: Life) -> Iterator[Running]:
    facts = life.facts
    for term, start, length, stops in terms_to_apply(life):
        yield Running(term.code.value, start, facts.filed_on, length=length, term=term, stops=stops)
    phases = [phase for phase in facts.phases if phase.kind == "intake"]
    if not phases:
        return
    intake = phases[-1]
    asked = facts.supplements[-1].on if facts.supplements else None
    waiting = facts.state is State.CORRECTING
    yield Running("request_correction", facts.received_on, asked or intake.closed_on)
    yield Running("examine", facts.examine_from, asked if waiting else intake.closed_on)
    if intake.closed_by == "referred" and facts.intake_reason == ReferKind.SENT:
        yield Running("refer", facts.received_on, intake.closed_on)
    if facts.application.channel == "through_respondent":
        at_organ = facts.organ_received_on or facts.filed_on
        yield Running("pass_on_application", at_organ, facts.passed_on or facts.received_on)
    if facts.supplements:
        last = facts.supplements[-1]
        yield Running(TermCode.CORRECT, last.notice_received_on, last.received_on or intake.closed_on, last.due)


def _exchange(life: Life) -> Iterator[Running]:
    facts = life.facts
    review = facts.review
    if review is None:
        return
    for exchange in facts.respondents:
        about = ("respondent", exchange.organ) if len(facts.respondents) > 1 else None
        sent = exchange.sent_on or review.closed_on
        yield Running("send_copy", copy_from(review, exchange), sent, about=about)
        settled = exchange.replied_on or review.closed_on
        fixed = converted_reply(life, review, exchange.received_on)
        yield Running("reply", exchange.received_on, settled, fixed, about=about)


def copy_from(review: Phase, exchange: Exchange) -> date | None:
    """When the term to send a copy starts: acceptance, or the day on which that respondent joined (our reading)."""
    days = [day for day in (review.accepted_on, exchange.joined_on) if day is not None]
    return max(days, default=None)


def converted_reply(life: Life, phase: Phase, received_on: date | None) -> date | None:
    """A reply not yet due when the procedure was converted becomes the ordinary one (our reading of Act art. 55)."""
    if phase.converted_on is None or received_on is None:
        return None
    before = life.due("reply", received_on, simplified=True)
    return before if before is not None and before < phase.converted_on else None


def _review(life: Life) -> Iterator[Running]:
    facts = life.facts
    review = facts.review
    if review is None:
        return
    yield Running("decide", review.decide_from, review.closed_on)
    overdue = life.decision_due(review) if review.closed_on is None and life.as_of is not None else None
    if overdue is not None and life.as_of is not None and overdue < life.as_of:
        yield Running("sue", overdue)  # no decision in time: 行政诉讼法 art. 45; Act art. 34
    yield from _hearings(life)
    last = review.suspensions[-1] if review.suspensions else None
    if last is not None and last.ground in MAY_TERMINATE_AFTER_60_DAYS:
        yield Running("end_suspension", last.on, last.until)
    for document in facts.document_reviews:
        yield from _document_review(document)


def _hearings(life: Life) -> Iterator[Running]:
    """The notice of each hearing that was held, and of each that is planned (Act art. 51 ¶1; 2017 has no such term)."""
    for step in life.facts.steps:
        if step.act == "hold_hearing":
            yield Running("hearing_notice", step.on, noticed_on(life.facts, step) or step.on)
    if life.edition is Edition.E2023:
        about = ("paper", Paper.HEARING_NOTICE.value)
        for plan in life.facts.plans:
            if plan.what is Planned.HEARING and plan.stands:
                yield Running("hearing_notice", plan.on, noticed_of(life.facts, plan), about=about)


def _document_review(review: DocumentReview) -> Iterator[Running]:
    """Competence decides which terms run, from the suspension for the review (Act art. 56-60; 2017 Act art. 26, 27).

    Where it was not said, those of both ways run until an act says it.
    """
    start = review.suspended_on or review.on
    about = ("document", review.document) if review.document else None
    if review.competent is not False:
        yield Running("handle_document_review", start, review.result_on, about=about)
        yield Running("ask_issuer", start, review.asked_on or review.result_on, about=about)
    if review.competent is not True:
        yield Running("pass_on_document_review", start, review.passed_on or review.result_on, about=about)
    if review.asked_on is not None:
        settled = review.answered_on or review.result_on
        yield Running("issuer_answer", review.question_received_on, settled, about=about)
    if review.passed_on is not None:
        yield Running("organ_document_review", review.transfer_received_on, review.replied_on, about=about)


def _after(life: Life) -> Iterator[Running]:
    facts = life.facts
    opinions = [letter for letter in facts.letters if letter.kind == "opinion"]
    for letter in opinions:
        about = ("letter", letter.n) if len(opinions) > 1 else None
        yield Running("opinion_feedback", letter.received_on, letter.answered_on, about=about)
    begin = suits_begin(facts)
    for received_on, names in begin.items():
        yield Running("sue", received_on, party="、".join(names) if len(begin) > 1 else "")
    decision = facts.review.decision if facts.review is not None else None
    if decision is None or facts.state is not State.CONCLUDED:
        return
    if decision.redo_ordered and decision.outcome in REDO:
        yield Running("redo", respondents_receipt(facts), length=decision.redo_within_days)


REDO = frozenset({Outcome.REVOKE, Outcome.REVOKE_PART, Outcome.CONFIRM_ILLEGAL})


def orders(life: Life) -> Iterator[Running]:
    """The order to perform within a number of days of the service of the decision (Act art. 66, 77).

    It is no term of the law: its length is the decision's, counted like the term to make an act anew.
    """
    facts = life.facts
    decision = facts.review.decision if facts.review is not None else None
    if decision is None or facts.state is not State.CONCLUDED:
        return
    if decision.perform_within_days is None or decision.outcome not in ORDERING:
        return
    received_on = respondents_receipt(facts)
    fixed = life.due("redo", received_on, length=decision.perform_within_days)
    yield Running(PERFORM, received_on, decision.performed_on, fixed)


PERFORM = "perform"
ORDERING = frozenset({Outcome.ORDER_PERFORMANCE, Outcome.AGREEMENT_LIABILITY})
"""Outcomes that may order the respondent to perform (Act art. 66, 71)."""

SIMPLIFIED_TOO = frozenset({"send_copy", "reply", "decide"})


def last_day(life: Life, running_term: Running) -> date | None:
    """The last day of a running term; None while it has no start, no calendar, or a stopped clock."""
    if running_term.code == TermCode.CORRECT:
        return life.supplement_due()
    if running_term.fixed is not None:
        return running_term.fixed
    review = life.facts.review
    if running_term.code == "decide":
        return life.decision_due(review) if review is not None else None
    if running_term.term is not None:
        return life.due_in(running_term.term, running_term.start, stops=running_term.stops, length=running_term.length)
    return life.due(
        running_term.code,
        running_term.start,
        simplified=_simplified(life, running_term.code),
        length=running_term.length,
    )


def _simplified(life: Life, code: str) -> bool:
    review = life.facts.review
    return code in SIMPLIFIED_TOO and review is not None and review.procedure is Procedure.SIMPLIFIED


DOCUMENT_REVIEW = frozenset(
    {"handle_document_review", "pass_on_document_review", "ask_issuer", "issuer_answer", "organ_document_review"}
)
TERMS_IN: dict[State, frozenset[str]] = {
    State.EXAMINING: frozenset({"examine"}),
    State.CORRECTING: frozenset({TermCode.CORRECT}),
    State.REVIEWING: frozenset({"send_copy", "reply", "hearing_notice", "decide", "opinion_feedback"}),
    State.SUSPENDED: DOCUMENT_REVIEW | {"send_copy", "reply", "end_suspension", "opinion_feedback"},
    State.CONCLUDED: frozenset({"opinion_feedback"}),
    State.TRANSFERRED: frozenset({"opinion_feedback"}),
}
"""The terms that somebody has to keep while the case is in a state; the others only bind the parties."""


def open_terms(life: Life) -> list[Running]:
    """The terms that run in the case's state and that nothing has settled; none of a void record."""
    if life.facts.voided_on is not None:
        return []
    wanted = TERMS_IN.get(life.facts.state, frozenset())
    return [term for term in schedule(life) if term.settled_on is None and term.code in wanted]


def due_of_case(life: Life, code: str) -> date | None:
    """The last day of a term of the case: the earliest that nothing has settled, else the latest.

    None where the facts have not started it, or its clock stands still. The decision is open to suit until the last of
    the applicants that received it can sue no more, each within a term of its own.
    """
    if code == "sue":
        return max(filter(None, (last_day(life, t) for t in schedule(life) if t.code == code)), default=None)
    return picked([(t.settled_on is None, last_day(life, t)) for t in schedule(life) if t.code == code])


def picked(found: Sequence[tuple[bool, date | None]]) -> date | None:
    """Of the last days of a term that ran more than once: the earliest that is open, else the latest."""
    still_open = [day for is_open, day in found if is_open and day is not None]
    if still_open:
        return min(still_open)
    days = [day for _, day in found if day is not None]
    return max(days) if days and not any(is_open for is_open, _ in found) else None


def explained(life: Life, running_term: Running) -> Deadline | None:
    """A running term with the steps that lead to its last day; None without a start or a calendar."""
    term = term_of(life, running_term)
    if term is None or running_term.start is None:
        return None
    if running_term.fixed is not None and running_term.code == TermCode.CORRECT:
        return _as_fixed(life, term, running_term.start, running_term.fixed)
    review = life.facts.review
    deciding = running_term.code == "decide" and review is not None
    try:
        return explain(
            term,
            running_term.start,
            life.calendar,
            stops=stops_of(review) if deciding and review is not None else running_term.stops,
            extension=review.extension_days if deciding and review is not None else 0,
            length=running_term.length,
        )
    except (CalendarMissing, FaultyDeadline):
        return None


def _as_fixed(life: Life, term: Term, start: date, fixed: date) -> Deadline | None:
    """The days up to a last day that the notice or its extension fixed (Act art. 31 ¶2; 条例 art. 29)."""
    days = (fixed - start).days
    if days < 1:
        return None
    return explain(replace(term, unit=Unit.CALENDAR_DAY, rolls=False), start, life.calendar, length=days)


def term_of(life: Life, running_term: Running) -> Term | None:
    """The term of the law that runs, in the procedure that binds it; None where the edition has none.

    A reply that was due before the procedure was converted keeps the simplified term (our reading of Act art. 55).
    Against a refusal to accept the Act itself opens the way to court, where it had to be asked first (Act art. 34; 2017
    Act art. 19).
    """
    if running_term.term is not None:
        return running_term.term
    before = running_term.code == "reply" and running_term.fixed is not None
    simplified = before or _simplified(life, running_term.code)
    try:
        term = get_term(running_term.code, life.edition, Procedure.SIMPLIFIED if simplified else Procedure.ORDINARY)
    except UnknownTerm:
        return None
    if running_term.code == "sue" and life.facts.state is State.DECLINED:
        return replace(term, article="34" if life.edition is Edition.E2023 else "19")
    return term


def article_of(life: Life, running_term: Running) -> str:
    """The article of a running term; "" where the edition has none."""
    if running_term.code == PERFORM:
        return "66, 77" if life.edition is Edition.E2023 else "28 ¶1(2), 32"
    term = term_of(life, running_term)
    return term.article if term is not None else ""
