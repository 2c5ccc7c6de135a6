"""期限: one term of a record told day by day, with the calendar that it was counted by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from casework.choices import label_of
from casework.law.names import Procedure, RecordKind
from casework.law.terms.calendar import YearArrangement, holiday_text
from casework.web.record.record import CONTEXTS
from casework.web.record.terms import TermLine
from casework.web.shell.access import Visit
from casework.web.shell.asked import read
from casework.web.shell.formatting import WEEKDAYS, day_words, joined, span_words
from casework.web.shell.pages import page

BY_PROCEDURE = frozenset({"decide", "send_copy", "reply"})
"""Terms whose length follows from the procedure."""
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Notice:
    """The arrangement of one year: its number, the days off within the term, the make-up working days within it."""

    year: int
    number: str
    holidays: list[str]
    workdays: str


@dataclass(frozen=True)
class TermTold:
    """One term with the weekday of its last day, and the notices it was counted by."""

    line: TermLine
    weekday: str
    notices: list[Notice]
    unknown: str


def deadline(request: HttpRequest, visit: Visit, pk: int, term: str, *, kind: RecordKind) -> HttpResponse:
    """`/reconsiderations/<id>/deadlines/<term>/`: every term of that name, as often as it ran."""
    read(request.GET, ())
    context = CONTEXTS[kind](visit, pk)
    lines = [line for line in context["terms"] if line.code == term]
    if not lines:
        raise Http404
    record = context["record"]
    procedure = getattr(record, "procedure", "") if term in BY_PROCEDURE else ""
    shown = {
        "record": record,
        "number": context["number"],
        "title": context["title"],
        "state": context["state"],
        "label": lines[0].label,
        "procedure": label_of(Procedure(procedure), visit.language) if procedure else "",
        "told": [_told(line, record.organ, visit) for line in lines],
    }
    return page(request, "record/deadline.html", shown)


def deadline_url(record: Any, code: str) -> str:
    """The address of a term of a record."""
    return reverse(f"{record.page}_deadline", args=[record.pk, code])


def _told(line: TermLine, organ: Any, visit: Visit) -> TermTold:
    weekday = str(WEEKDAYS[line.last.weekday()]) if line.last is not None else ""
    if line.first is None or not line.steps:
        return TermTold(line, weekday, [], "")
    ends = sorted({line.first, line.last or max(visit.today, line.first)})
    first, last = ends[0], ends[-1]
    years = range(first.year, last.year + 1)
    found = visit.reference.arrangements_of(organ, years)
    notices = [_notice(one, first, last, visit.language) for one in found]
    known = {one.year for one in found if one.region is None}
    unknown = [str(year) for year in years if year not in known]
    return TermTold(line, weekday, notices, "—".join(dict.fromkeys((*unknown[:1], *unknown[-1:]))))


def _notice(one: YearArrangement, first: date, last: date, language: str) -> Notice:
    days = sorted(day for day in one.holidays if first <= day <= last)
    holidays = [
        f"{holiday_text(name).of(language)} {_span(begin, end, language)}" for name, begin, end in _runs(one, days)
    ]
    workdays = [day_words(day, language) for day in sorted(one.workdays) if first <= day <= last]
    return Notice(one.year, one.number, holidays, joined(workdays, language))


def _span(begin: date, end: date, language: str) -> str:
    return day_words(begin, language) if begin == end else span_words(begin, end, language)


def _runs(one: YearArrangement, days: list[date]) -> Iterator[tuple[str, date, date]]:
    """Neighbouring days of one holiday as its name, first and last day."""
    begin: date | None = None
    for day in days:
        begin = day if begin is None else begin
        after = day + ONE_DAY
        if one.holidays.get(after) != one.holidays[day] or after not in days:
            yield one.holidays[day], begin, day
            begin = None
