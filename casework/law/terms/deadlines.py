"""The last day of a term, with the steps that lead to it.

民事诉讼法 art. 85 (through Act (2023) art. 88 ¶1, 2017 Act art. 40 ¶1): the first day is not counted (¶2); a
term whose last day is a rest day ends on the first working day after it (¶3). One computation (`_run`) finds
the last day; `due_date` gives it, `explain` labels the days that lead to it.
"""

from __future__ import annotations

import calendar as months
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Any, Literal, NamedTuple

from casework.law.terms.calendar import ONE_DAY, LawError, WorkCalendar
from casework.law.terms.terms import Term, Unit
from casework.law.words.languages import Text

LONGEST = 36_600
"""No term, and no extension, is longer than a hundred years, counted in days."""

_MONTHS_IN = {Unit.MONTH: 1, Unit.YEAR: 12}

Kind = Literal["start", "count", "skip", "stop", "extend", "roll", "due"]


class FaultyDeadline(LawError):
    """A deadline that cannot be counted from what was given."""


class FaultyStop(FaultyDeadline):
    """A stop that ends before it begins."""


class Stop(NamedTuple):
    """停止计算: `start` does not count, `end` (resumed) does; `end` None: the clock still stands."""

    start: date
    end: date | None
    zh: str = "中止"
    en: str = "suspension"


class Step(NamedTuple):
    """One step from `start` to `end`, both included; `days` is its number of calendar days.

    The steps between the first (`start`) and the last (`due`), both of 0 days, cover every day of the term
    once; a clock that still stands ends in a `stop` of 0 days instead of a `due`.
    """

    kind: Kind
    start: date
    end: date
    days: int
    zh: str
    en: str


class Deadline(NamedTuple):
    """A term counted: `length` without extension and stops; `due` None while the clock stands still.

    start + Σ days of all steps = due (start − Σ days where the term is counted backwards). The days of the
    `count` steps come to the length (in months and years: to the days up to the same-numbered day), those of
    the `extend` steps to the extension.
    """

    term: Term
    start: date
    length: int
    unit: Unit
    due: date | None
    provisional: bool
    steps: tuple[Step, ...]


def due_date(
    term: Term,
    start: date,
    calendar: WorkCalendar,
    *,
    stops: Sequence[Stop] = (),
    extension: int = 0,
    length: int | None = None,
) -> date | None:
    """The last day of `term` counted from `start`; None while a stop that began within it has not ended.

    `extension` is in the term's days; `length` overrides the term's own (a term of another law, or one fixed
    case by case). A stop counts if it begins not after the due date as the term then stood, and the due date never
    lies before the day on which it ended. Whether the law lets this term be stopped or extended (`Term.stoppable`,
    `.extendable`) is the caller's question; a term counted backwards has neither.

    Raises CalendarMissing, FaultyStop (a stop that ends before it begins) and FaultyDeadline.
    """
    return _run(_Question(term, start, calendar, stops, extension, _length(term, length, extension))).due


def explain(
    term: Term,
    start: date,
    calendar: WorkCalendar,
    *,
    stops: Sequence[Stop] = (),
    extension: int = 0,
    length: int | None = None,
) -> Deadline:
    """The same as `due_date`, with its steps; takes and raises the same."""
    asked = _Question(term, start, calendar, stops, extension, _length(term, length, extension))
    run = _run(asked)
    steps = (_first_step(term, start), *_grouped(_spans(asked, run)), *_last_step(asked, run))
    latest = None if run.due is None else max(run.due, start - ONE_DAY)
    provisional = latest is not None and calendar.provisional(latest)
    return Deadline(term, start, asked.base, term.unit, run.due, provisional, steps)


def deadline_json(deadline: Deadline, language: str = "zh") -> dict[str, Any]:
    """The deadline as the JSON object that the command, the API and the pages give out."""
    term = deadline.term
    return {
        "term": str(term.code),
        "edition": None if term.edition is None else str(term.edition),
        "article": term.article,
        "length": deadline.length,
        "unit": str(deadline.unit),
        "start": deadline.start.isoformat(),
        "due": None if deadline.due is None else deadline.due.isoformat(),
        "provisional": deadline.provisional,
        "steps": [
            {
                "kind": step.kind,
                "from": step.start.isoformat(),
                "to": step.end.isoformat(),
                "days": step.days,
                "reason": Text(step.zh, step.en).of(language),
            }
            for step in deadline.steps
        ],
    }


# --- the one computation ---


class _Question(NamedTuple):
    """What is asked; `base` is the length that holds."""

    term: Term
    start: date
    calendar: WorkCalendar
    stops: Sequence[Stop]
    extension: int
    base: int


class _Run(NamedTuple):
    """What was found: the due date, and the stops that took effect (merged)."""

    due: date | None
    stops: tuple[tuple[date, date | None], ...]


def _length(term: Term, length: int | None, extension: int) -> int:
    """The length that holds, checked."""
    base = term.length if length is None else length
    if base is None:
        raise FaultyDeadline(
            f"{term.zh}（{term.code}）没有法定长度，以通知载明的期限为准（{term.article}），须给出长度",
            f"The {term.en} ({term.code}) has no length of its own: it is as fixed in the notice"
            f" ({term.article}); a length must be given",
        )
    for value, least in ((base, 1), (extension, 0)):
        if not least <= value <= LONGEST:
            raise FaultyDeadline(
                f"期限长度“{value}”不可用，可用：{least}至{LONGEST}",
                f"The length {value} cannot be used; allowed: {least} to {LONGEST}",
            )
    return base


def _run(asked: _Question) -> _Run:
    try:
        return _back(asked) if asked.term.backwards else _forward(asked)
    except LawError:
        raise
    except (OverflowError, ValueError):  # what `datetime` says of a day after 9999-12-31
        raise FaultyDeadline(
            f"自{asked.start}起算的期限超出日历范围", f"A term from {asked.start} runs off the calendar"
        ) from None


def _back(asked: _Question) -> _Run:
    """A term counted back from its start (Act (2023) art. 51 ¶1): no stop, no extension, no roll."""
    due = asked.calendar.add_working_days(asked.start, -asked.base)
    return _Run(due, ())


def _forward(asked: _Question) -> _Run:
    """Length and extension without a break, lengthened by each stop in turn, rolled once at the end."""
    end = _counted_to(asked)
    stops: list[tuple[date, date | None]] = []
    for begin, until in _union(asked.stops, asked.start + ONE_DAY):
        if begin > end and begin > _rolled(asked, end):
            break
        stops.append((begin, until))
        if until is None:
            return _Run(None, tuple(stops))
        end = _lengthened(asked, end, begin, until)
    return _Run(_rolled(asked, end), tuple(stops))


def _base_days(asked: _Question) -> int:
    """The length in the days it counts; months and years run to the same-numbered day or the month's last."""
    start, months_in_unit = asked.start, _MONTHS_IN.get(asked.term.unit)
    if months_in_unit is None:
        return asked.base
    year, month = divmod(start.year * 12 + start.month - 1 + asked.base * months_in_unit, 12)
    last = months.monthrange(year, month + 1)[1]
    return (date(year, month + 1, min(start.day, last)) - start).days


def _counted_to(asked: _Question) -> date:
    """The last day of length and extension, as if there were no stops."""
    days = _base_days(asked) + asked.extension
    if asked.term.unit is Unit.WORKING_DAY:
        return asked.calendar.add_working_days(asked.start, days)
    return asked.start + timedelta(days=days)


def _lengthened(asked: _Question, end: date, begin: date, until: date) -> date:
    """`end` moved on by the days of a stop: in a term of working days only its working days.

    A stop that begins after `end`, on the rest days that the term rolls over, leaves no day of the term to come but
    the one on which the clock runs again: nothing falls due while it stands still (Act (2023) art. 39; 条例 art. 41).
    """
    if begin > end:
        return until
    if asked.term.unit is Unit.WORKING_DAY:
        lost = asked.calendar.count_working_days(begin, until - ONE_DAY)
        return asked.calendar.add_working_days(end, lost)
    return end + (until - begin)


def _rolled(asked: _Question, end: date) -> date:
    """民事诉讼法 art. 85 ¶3: a last day that is a rest day gives way to the first working day after it."""
    if asked.term.rolls and asked.term.unit is not Unit.WORKING_DAY:
        return asked.calendar.next_working_day(end)
    return end


def _union(stops: Sequence[Stop], first: date) -> list[tuple[date, date | None]]:
    """The stops in order, overlapping ones as one, without the days before `first` and those of no length."""
    spans: list[tuple[date, date | None]] = []
    for stop in sorted(stops, key=lambda one: one.start):
        if stop.end is not None and stop.end < stop.start:
            raise FaultyStop(
                f"停止计算的期间“{stop.start}:{stop.end}”早于开始就结束，结束日应不早于开始日",
                f"The stop {stop.start}:{stop.end} ends before it begins; it must end on its start or later",
            )
        begin, until = max(stop.start, first), stop.end
        if until is not None and until <= begin:
            continue
        if spans and (spans[-1][1] is None or begin <= spans[-1][1]):
            begin, before = spans.pop()
            until = None if before is None or until is None else max(before, until)
        spans.append((begin, until))
    return spans


# --- its explanation ---


class _Label(NamedTuple):
    kind: Kind
    text: Text


class _Span(NamedTuple):
    """Neighbouring days with the same label, in the order of counting."""

    first: date
    last: date
    label: _Label


def _spans(asked: _Question, run: _Run) -> Iterator[_Span]:
    """Every day of the term once, in the order of counting, with what became of it.

    Calendar days that count follow one another until something changes: they are one span, not each looked at.
    """
    whole = asked.term.unit is not Unit.WORKING_DAY
    base = _base_days(asked)
    end = run.due if run.due is not None else run.stops[-1][0] - ONE_DAY
    resumed = {until for _, until in run.stops}
    day, counted, reached = asked.start + _way(asked), 0, asked.start
    while (end - day).days * _way(asked).days >= 0:
        label, last = _aside(asked, run, day), day
        if label is None and counted < base + asked.extension:
            ends = base if counted < base else base + asked.extension
            last = _before_a_change(run, day, ends - counted, end) if whole else day
            label, reached = _counting(asked, day, within=counted < base), last
            counted += (last - day).days + 1
        elif label is None:
            reached = day if day in resumed else reached
            label = _Label("roll", _RESUMED if day in resumed else _roll_text(reached, asked.calendar))
        yield _Span(day, last, label)
        day = last + _way(asked)


def _way(asked: _Question) -> timedelta:
    return -ONE_DAY if asked.term.backwards else ONE_DAY


def _aside(asked: _Question, run: _Run, day: date) -> _Label | None:
    """Why a day does not count; None where it does."""
    if any(begin <= day and (until is None or day < until) for begin, until in run.stops):
        return _Label("stop", _stop_text(asked.stops, day))
    if asked.term.unit is Unit.WORKING_DAY and not asked.calendar.is_working_day(day):
        return _Label("skip", asked.calendar.reason(day) or _WORKED)
    return None


def _before_a_change(run: _Run, day: date, left: int, end: date) -> date:
    """The last of the calendar days from `day` on that count alike: `left` of them, up to a stop or the end."""
    stopped = [begin - ONE_DAY for begin, _ in run.stops if begin > day]
    return min([day + timedelta(days=left - 1), end, *stopped])


def _counting(asked: _Question, day: date, *, within: bool) -> _Label:
    """How a day counts: of the term itself (`within`) or of its extension."""
    if not within:
        return _Label("extend", _EXTENDED)
    working = asked.term.unit is Unit.WORKING_DAY
    return _Label("count", (asked.calendar.reason(day) or _WORKED) if working else _COUNTED)


_COUNTED = Text("计入期限", "counted")
_WORKED = Text("工作日", "working days")
_EXTENDED = Text("延长期限", "extension")
_RESUMED = Text(
    "期限届满后顺延期间停止计算，至恢复之日届满（民事诉讼法85 ¶3）",
    "the clock stood while the last day moved on: the term ends when it runs again (Civil Procedure Law art. 85 ¶3)",
)


def _stop_text(stops: Iterable[Stop], day: date) -> Text:
    """What stopped the clock on `day`; several stops at once are all named."""
    running = [one for one in stops if one.start <= day and (one.end is None or day < one.end)]
    return Text(
        "、".join(dict.fromkeys(one.zh for one in running)),
        ", ".join(dict.fromkeys(one.en for one in running)),
    )


def _roll_text(end: date, calendar: WorkCalendar) -> Text:
    why = calendar.reason(end) or Text("休息日", "rest day")
    return Text(
        f"期限届满之日{end}为法定休假日（{why.zh}），顺延至其后第一个工作日（民事诉讼法85 ¶3）",
        f"the last day {end} is a rest day ({why.en}): the first working day after it (Civil Procedure Law art. 85 ¶3)",
    )


def _grouped(spans: Iterable[_Span]) -> Iterator[Step]:
    """Neighbouring spans with the same label as one step."""
    for (kind, text), group in groupby(spans, key=lambda span: span.label):
        first, *more = group
        last = more[-1].last if more else first.last
        start, end = min(first.first, last), max(first.first, last)
        yield Step(kind, start, end, (end - start).days + 1, *text)


def _first_step(term: Term, start: date) -> Step:
    return Step(
        "start",
        start,
        start,
        0,
        f"{term.starts.zh}之日起算，当日不计入（民事诉讼法85 ¶2）",
        f"from {term.starts.en}; that day is not counted (Civil Procedure Law art. 85 ¶2)",
    )


def _last_step(asked: _Question, run: _Run) -> Iterator[Step]:
    """The due date, or the stop that has not ended."""
    term = asked.term
    if run.due is not None:
        zh, en = f"{term.zh}届满（{term.article}）", f"{term.en} ends (art. {term.article})"
        yield Step("due", run.due, run.due, 0, zh, en)
        return
    since = run.stops[-1][0]
    text = _stop_text(asked.stops, since)
    yield Step(
        "stop",
        since,
        since,
        0,
        f"{text.zh}，尚未恢复，没有届满之日",
        f"{text.en}, not ended yet: no due date",
    )
