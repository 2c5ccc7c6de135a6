"""What the address of a page asks for; what is read the same for every reader stands in `casework.filters.asked`."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404

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
    read_window,
)
from casework.statistics.bases import Scope
from casework.statistics.conditions import Window
from casework.web.access import Visit

__all__ = [
    "BASES",
    "BY_ID",
    "OWN",
    "Question",
    "find_organ",
    "key_of",
    "read",
    "read_basis",
    "read_day",
    "read_flag",
    "read_number",
    "read_period",
    "read_scope",
    "read_window",
]


def read_scope(asked: dict[str, str], visit: Visit) -> Scope:
    """The organ asked for, or the person's first; Http404 for one out of reach, the same as for none."""
    scope = read_organ(asked, visit, None if "organ" in asked else _own(visit))
    if scope is None:
        raise Http404
    return scope


def read_period(asked: dict[str, str], visit: Visit) -> Window:
    """The days of a period that may be left out: then this year up to today. Raises FaultyInput."""
    start = read_day(asked["from"], "from") if "from" in asked else date(visit.today.year, 1, 1)
    end = read_day(asked["to"], "to") if "to" in asked else max(start, visit.today)
    if end < start:
        raise FaultyInput(f"期间倒了：{start}晚于{end}", f"The period is inverted: {start} is after {end}", where="to")
    if start > visit.today:
        raise FaultyInput(
            f"期间还没有开始：{start}晚于今天{visit.today}",
            f"The period has not begun: {start} is after today, {visit.today}",
            where="from",
        )
    return Window(start, end, end)


def _own(visit: Visit) -> Any:
    organs = visit.organs()
    if not organs:
        raise Http404
    return organs[0]
