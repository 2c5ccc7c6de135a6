"""The months of a period, and the same days of the year before."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date


def months_of(start: date, end: date) -> Iterator[tuple[date, date]]:
    """The first and the last day of each month of a period; the first and last month as far as they lie in it."""
    year, month = start.year, start.month
    while (year, month) <= (end.year, end.month):
        first, last = date(year, month, 1), date(year, month, monthrange(year, month)[1])
        yield max(first, start), min(last, end)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)  # the months of a year


def year_before(start: date, end: date) -> tuple[date, date]:
    """The same days of the year before; a last day of February stays the last, so that months stay whole."""
    return _earlier(start), _earlier(end, whole_month=True)


def _earlier(day: date, *, whole_month: bool = False) -> date:
    last = monthrange(day.year - 1, day.month)[1]
    ends_month = day.day == monthrange(day.year, day.month)[1]
    return date(day.year - 1, day.month, last if whole_month and ends_month else min(day.day, last))
