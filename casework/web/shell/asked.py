"""What the address of a page asks for; what is read the same for every reader stands in `casework.filters.asked`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest

from casework.errors import FaultyInput
from casework.filters.asked import (
    BASES,
    BY_ID,
    OWN,
    Question,
    find_organ,
    key_of,
    read,
    read_basis,
    read_day,
    read_flag,
    read_number,
    read_organ,
    read_question,
    read_window,
)
from casework.statistics.datasets import Scope
from casework.web.entry.forms.days import parse_day
from casework.web.shell.access import Visit

__all__ = [
    "BASES",
    "BY_ID",
    "OWN",
    "Question",
    "find_organ",
    "key_of",
    "read",
    "read_asked",
    "read_basis",
    "read_day",
    "read_flag",
    "read_number",
    "read_page",
    "read_scope",
    "read_window",
    "with_period",
]


OTHER = "other_"
"""Begins the parameters of the second of two readings."""
DAYS = ("from", "to", "as_of")
FORMAT = "format"


def read_page(
    request: HttpRequest, parameters: Iterable[str], visit: Visit, reader: Callable[[str, date], date] = parse_day
) -> dict[str, str]:
    """The parameters of a page of the statistics, its days as people type them. Raises FaultyInput.

    Every such page can be asked for as a file. `reader` reads a day on a day.
    """
    asked = read(request.GET, (*parameters, FORMAT))
    for name in [*DAYS, *[OTHER + day for day in DAYS]]:
        if name in asked:
            asked[name] = _day(asked[name], name, visit.today, reader)
    return asked


def _day(text: str, name: str, today: date, reader: Callable[[str, date], date]) -> str:
    try:
        return reader(text, today).isoformat()
    except FaultyInput as problem:
        raise FaultyInput(problem.zh, problem.en, where=name) from None


def read_scope(asked: dict[str, str], visit: Visit) -> Scope:
    """The organ asked for, or the person's first; Http404 for one out of reach, the same as for none."""
    scope = read_organ(asked, visit, None if "organ" in asked else _own(visit))
    if scope is None:
        raise Http404
    return scope


def read_asked(asked: dict[str, str], visit: Visit) -> Question:
    """The question of an address. Raises FaultyInput and Http404."""
    return read_question(asked, lambda parameters: read_scope(parameters, visit))


def with_period(asked: dict[str, str], visit: Visit) -> dict[str, str]:
    """The same with the days of a period that may be left out: then this year up to today."""
    start = asked.get("from", date(visit.today.year, 1, 1).isoformat())
    return {"from": start, "to": max(start, visit.today.isoformat())} | asked


def _own(visit: Visit) -> Any:
    organs = visit.organs()
    if not organs:
        raise Http404
    return organs[0]
