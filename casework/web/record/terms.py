"""The terms of a record: where each starts, its last day with the steps that lead to it, whether it was met."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.choices import label_of
from casework.law.names import Edition, RecordKind
from casework.law.terms.deadlines import Deadline
from casework.law.terms.others import TERMS_OF, WITH_TERMS, explained_other, schedule_of_suit
from casework.law.terms.schedule import Running, explained, last_day, schedule
from casework.law.terms.terms import TermCode, Unit, UnknownTerm, get_term
from casework.law.words.languages import Text, is_chinese
from casework.statistics.words.numbers import NOTHING
from casework.web.shell.formatting import article_words, day_words, said_words, span_words
from casework.web.shell.states import OVER, WAITING, Badge, due_badge, settled_badge
from casework.worklist import Left, left_until


@dataclass(frozen=True)
class StepShown:
    """One step of the way to a last day: what it does, when, for how many days, why."""

    span: str
    days: str
    reason: str
    does: str | Promise = ""
    form: str = ""


DOES: dict[str, str | Promise] = {
    "start": gettext_lazy("from"),
    "count": gettext_lazy("counted"),
    "skip": gettext_lazy("left out"),
    "stop": gettext_lazy("stopped"),
    "extend": gettext_lazy("extended"),
    "roll": gettext_lazy("moved on"),
    "due": gettext_lazy("last day"),
}
"""Kind of step -> its word."""


@dataclass(frozen=True)
class TermLine:
    """One term."""

    code: str
    label: str
    article: str
    length: str
    start: str
    due: str
    settled: str
    badge: Badge
    steps: list[StepShown]
    provisional: bool = False
    first: date | None = None
    last: date | None = None


PARTIES_OWN = frozenset(
    {
        "apply",
        "apply_cap_known",
        "apply_cap_act",
        "apply_cap_real_estate",
        "sue",
        "redo",
        "appeal_judgment",
        "appeal_ruling",
        "judicial_confirmation",
    }
)
"""Terms of others, or of which no act records the keeping: they run out, they are not overdue here."""


def _terms_of_case(life: Any, today: date, language: str) -> list[TermLine]:
    """Every term that the facts of a reconsideration case have started, the open ones first."""
    lines = []
    for running in schedule(life):
        if running.start is None and running.fixed is None:
            continue
        lines.append((running.settled_on is not None, _line(life, running, today, language)))
    return [line for _settled, line in sorted(lines, key=lambda pair: pair[0])]


def _line(life: Any, running: Running, today: date, language: str) -> TermLine:
    due, reasons = last_day(life, running), explained(life, running)
    article = reasons.term.article if reasons is not None else _article(running.code, life.edition)
    return TermLine(
        code=running.code,
        label=_label(running, language),
        article=article_words(article, language),
        length=length_words(reasons, language),
        start=day_words(running.start, language),
        due=day_words(due, language),
        settled=day_words(running.settled_on, language) if running.settled_on is not None else "",
        badge=_badge(life, running, reasons, today),
        steps=step_lines(reasons, language),
        provisional=reasons.provisional if reasons is not None else False,
        first=running.start,
        last=due,
    )


def _label(running: Running, language: str) -> str:
    """The term's name, with whose it is where the parties of the case have terms of their own."""
    label = label_of(TermCode(running.code), language)
    if not running.party:
        return label
    return f"{label}（{running.party}）" if is_chinese(language) else f"{label} ({running.party})"


def _badge(life: Any, running: Running, reasons: Deadline | None, today: date) -> Badge:
    due = last_day(life, running)
    if due is None and running.settled_on is None and reasons is not None:
        return Badge(WAITING, _("clock stopped"))
    left = None if due is None else left_until(due, today, running.code, life.edition, life.calendar)
    return badge_for(running.code, due, running.settled_on, left)


def _article(code: str, edition: Edition) -> str:
    try:
        return get_term(code, edition).article
    except UnknownTerm:
        return ""


def badge_for(code: str, due: date | None, settled_on: date | None, left: Left | None) -> Badge:
    """How a term stands: settled, without a last day, run out for the parties, or so far off."""
    if settled_on is not None:
        return settled_badge(due, settled_on)
    if left is None:
        return Badge(WAITING, _("no last day yet"))
    if code in PARTIES_OWN and left.days < 0:
        return Badge(OVER, _("run out"))
    return due_badge(left)


def length_words(reasons: Deadline | None, language: str) -> str:
    """60日, 5个工作日; 60 calendar days."""
    if reasons is None:
        return ""
    unit: Unit = reasons.unit
    gap = "" if is_chinese(language) else " "
    return f"{reasons.length}{gap}{label_of(unit, language)}"


def step_lines(reasons: Deadline | None, language: str) -> list[StepShown]:
    """The steps of a deadline in words."""
    if reasons is None:
        return []
    lines = []
    for step in reasons.steps:
        single = step.start == step.end
        span = day_words(step.start, language) if single else span_words(step.start, step.end, language)
        days = (f"{step.days}日" if is_chinese(language) else f"{step.days} d") if step.days else NOTHING
        reason = said_words(Text(step.zh, step.en).of(language), language)
        lines.append(StepShown(span, days, reason, DOES[step.kind], step.kind))
    return lines


def terms_of(kind: RecordKind, record: Any, today: date, language: str) -> list[TermLine]:
    """Every term that the facts of a record have started; of a reconsideration the open ones first."""
    if record is None or kind not in WITH_TERMS:
        return []
    if kind is RecordKind.RECONSIDERATION:
        return _terms_of_case(record, today, language)
    if kind is RecordKind.LITIGATION:
        return _terms_of_suit(record, today, language)
    still = TERMS_OF[kind].open(record)
    found = []
    for running in TERMS_OF[kind].schedule(record):
        line = _of_other(record, running, today, language)
        if line is not None and running.settled_on is None and running not in still:
            line = replace(line, badge=Badge(OVER, _("run out")))
        found.append(line)
    return [line for line in found if line is not None]


def _terms_of_suit(suit: Any, today: date, language: str) -> list[TermLine]:
    """Defence in every instance; the term to appeal where one lies against its result."""
    found = []
    for instance, term in schedule_of_suit(suit):
        line = _of_other(suit, term, today, language)
        if line is not None and term.code == "litigation_defence" and term.settled_on is None and instance.closed_on:
            line = replace(line, badge=Badge(OVER, _("instance closed")))
        found.append(line)
    return [line for line in found if line is not None]


def _of_other(record: Any, running: Running, today: date, language: str) -> TermLine | None:
    """A term of a record of another kind; None without a start or a calendar."""
    reasons = explained_other(record, running)
    if reasons is None:
        return None
    due, settled_on = reasons.due, running.settled_on
    left = left_until(due, today, running.code, record.edition, record.calendar) if due is not None else None
    return _worded(running, reasons, due, badge_for(running.code, due, settled_on, left), language)


def _worded(running: Running, reasons: Deadline, due: date | None, badge: Badge, language: str) -> TermLine:
    settled_on = running.settled_on
    return TermLine(
        code=running.code,
        label=_label(running, language),
        article=article_words(reasons.term.article, language),
        length=length_words(reasons, language),
        start=day_words(running.start, language),
        due=day_words(due, language),
        settled=day_words(settled_on, language) if settled_on is not None else "",
        badge=badge,
        steps=step_lines(reasons, language),
        provisional=reasons.provisional,
        first=running.start,
        last=due,
    )
