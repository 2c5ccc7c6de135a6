"""Days without a year, 4月20日: of the one year in which all other days of the row lie, where it fits in among them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from casework.imports.columns.shape import Column, Odd
from casework.text.days import day_parts, plain_day

FIRST = ("received_on", "on")
"""The day with which a record begins."""
EARLIER = frozenset({"filed_on", "act_made_on", "act_known_on"})
"""Days before that, which may lie in any year."""
DOUBTFUL = re.compile(r"\d{1,2}\.\d")
"""4.2, which a spreadsheet also makes of 4.20."""


def year_of_row(columns: Mapping[str, Column], values: Mapping[str, Any], key: str, said: str) -> date | None:
    """The whole day that a text without a year means in a row of these values; None where there is doubt."""
    days = dict(_days(columns, values))
    years = {day.year for day in days.values()}
    plain = plain_day(said)
    if len(years) != 1 or key in EARLIER or DOUBTFUL.fullmatch(plain):
        return None
    try:
        _year, month, of_month = day_parts(plain)
        found = date(years.pop(), month, of_month)
    except ValueError:
        return None
    if key in FIRST:
        return found if found <= min(days.values()) else None
    first = next((days[each] for each in FIRST if each in days), None)
    return found if first is not None and found >= first else None


def _days(columns: Mapping[str, Column], values: Mapping[str, Any]) -> Iterator[tuple[str, date]]:
    for key, value in values.items():
        if columns[key].type == "day" and key not in EARLIER:
            for day in value if isinstance(value, list) else [value]:
                if day is not None:
                    yield key, day


def completed(column: Column, said: str, day: date) -> tuple[Any, Odd]:
    """The value of a column for such a day, and that it was taken so."""
    zh, en = (
        f"「{said}」没有写年份，按同一行的日期记为{day}",
        f"{said!r} names no year: taken as {day} by the row's days",
    )
    return [day] if column.many or column.beside else day, Odd(column.key, zh, en)
