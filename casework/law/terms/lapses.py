"""What time alone has made due: proposed from the day it exists, confirmed by a person, never done silently."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from casework.law.life import Life
from casework.law.names import MAY_TERMINATE_AFTER_60_DAYS, PENDING, Act, Edition, LapseRule, State
from casework.law.terms.schedule import PERFORM, About, last_day, orders, schedule
from casework.law.terms.terms import TermCode
from casework.law.transitions import LETTERS_ANSWERED

NEXT_DAY = timedelta(days=1)


class Lapse(NamedTuple):
    """A proposal: its rule, the term that ran out and its last day, the first day it exists, the act that confirms it.

    `legal_on` is the legal date that the act would have or give: the last day of the examination term for a deemed
    acceptance; for the others the day on which a person puts it on record, so None. `optional`: the organ may, it
    need not. `about`: as of the term that ran out.
    """

    rule: LapseRule
    term: str
    article: str
    due: date
    since: date
    act: Act | None
    zh: str
    en: str
    legal_on: date | None = None
    optional: bool = False
    about: About = None


def lapses(life: Life, today: date) -> list[Lapse]:
    """The proposals of a case as at a day; computed from the facts, so a missed day loses nothing.

    One that a person set aside is not made again for the same term.
    """
    if life.facts.voided_on is not None:
        return []
    found = [lapse for find in FINDERS for lapse in find(life) if lapse.since <= today]
    return [lapse for lapse in found if not _set_aside(life, lapse)]


def _set_aside(life: Life, lapse: Lapse) -> bool:
    return any(
        step.act == Act.SET_ASIDE_LAPSE and step.particulars["lapse"] == lapse.rule and step.on >= lapse.since
        for step in life.facts.steps
    )


def _both(life: Life, article_2023: str, article_2017: str) -> str:
    return article_2023 if life.edition is Edition.E2023 else article_2017


def _deemed_acceptance(life: Life) -> Iterator[Lapse]:
    """Act art. 30 ¶3; 2017 Act art. 17 ¶2."""
    due = life.examination_due()
    if life.facts.state is State.EXAMINING and due is not None:
        legal_on = due if life.edition is Edition.E2023 else life.facts.received_on
        yield Lapse(
            LapseRule.DEEMED_ACCEPTANCE,
            "examine",
            _both(life, "30 ¶3", "17 ¶2"),
            due,
            due + NEXT_DAY,
            Act.DEEM_ACCEPTED,
            f"审查期限{due}已届满，未作出不予受理决定，自{legal_on}起视为受理",
            f"The examination term ended on {due} without a decision: accepted from {legal_on}",
            legal_on=legal_on,
        )


def _deemed_abandonment(life: Life) -> Iterator[Lapse]:
    """Act art. 31 ¶2; 条例 art. 29."""
    due = life.supplement_due()
    if life.facts.state is State.CORRECTING and due is not None:
        yield Lapse(
            LapseRule.DEEMED_ABANDONMENT,
            TermCode.CORRECT,
            _both(life, "31 ¶2", "条例29"),
            due,
            due + NEXT_DAY,
            Act.DEEM_ABANDONED,
            f"补正期限{due}已届满，无正当理由不补正的视为放弃申请",
            f"The correction term ended on {due}: without a proper reason the application counts as abandoned",
        )


def _sixty_days(life: Life) -> Iterator[Lapse]:
    """Act art. 41(5); 条例 art. 42 ¶2: the organ may terminate."""
    review = life.facts.review
    if life.facts.state is not State.SUSPENDED or review is None:
        return
    last = review.suspensions[-1]
    due = life.due("end_suspension", last.on) if last.ground in MAY_TERMINATE_AFTER_60_DAYS else None
    if due is not None:
        yield Lapse(
            LapseRule.SIXTY_DAYS,
            "end_suspension",
            _both(life, "41(5)", "条例42 ¶2"),
            due,
            due + NEXT_DAY,
            Act.CONCLUDE,
            f"中止到{due}满60日，原因仍未消除的，可以终止",
            f"The suspension has lasted 60 days on {due}: if its ground stands, the case may be terminated",
            optional=True,
        )


def _unanswered_copies(life: Life) -> Iterator[Lapse]:
    """Act art. 70: silence counts as an act without evidence."""
    if life.facts.state not in PENDING:
        return
    for running in schedule(life):
        due = last_day(life, running) if running.code == "reply" and running.settled_on is None else None
        if due is not None:
            yield Lapse(
                LapseRule.NO_REPLY,
                "reply",
                _both(life, "70", "28 ¶1(4)"),
                due,
                due + NEXT_DAY,
                Act.RECEIVE_REPLY,
                f"被申请人到{due}没有提出书面答复，视为没有证据、依据",
                f"No reply by {due}: the act counts as without evidence and ground",
                about=running.about,
            )


def _unanswered_letters(life: Life) -> Iterator[Lapse]:
    """Act art. 76; 条例 art. 57."""
    if life.facts.state not in LETTERS_ANSWERED:
        return
    for running in schedule(life):
        due = last_day(life, running) if running.code == "opinion_feedback" and running.settled_on is None else None
        if due is not None:
            yield Lapse(
                LapseRule.NO_FEEDBACK,
                "opinion_feedback",
                _both(life, "76", "条例57 ¶1"),
                due,
                due + NEXT_DAY,
                Act.RECORD_FEEDBACK,
                f"意见书到{due}没有反馈",
                f"The opinion letter was not answered by {due}",
                about=running.about,
            )


def _unperformed_orders(life: Life) -> Iterator[Lapse]:
    """Act art. 66, 77: an order to perform within a number of days of the service of the decision."""
    for order in orders(life):
        due = order.fixed
        review = life.facts.review
        ordered_on = review.decision.ordered_on if review is not None and review.decision is not None else None
        urged = ordered_on is not None and due is not None and ordered_on > due
        if due is not None and order.settled_on is None and not urged:
            yield Lapse(
                LapseRule.NOT_PERFORMED,
                PERFORM,
                _both(life, "66, 77", "28 ¶1(2), 32"),
                due,
                due + NEXT_DAY,
                Act.RECORD_PERFORMANCE,
                f"责令履行的期限{due}已届满，没有履行记录，责令限期履行",
                f"The time for performance ended on {due} and no performance is recorded",
            )


FINDERS: tuple[Callable[[Life], Iterator[Lapse]], ...] = (
    _deemed_acceptance,
    _deemed_abandonment,
    _sixty_days,
    _unanswered_copies,
    _unanswered_letters,
    _unperformed_orders,
)
