"""Days and hours as keys take them."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Any

from casework.errors import FaultyInput, cited
from casework.text.folding import fold

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Years outside are slips of the hand."""
ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def read_date(value: Any, where: str = "") -> date:
    """An ISO date. Raises FaultyInput."""
    if isinstance(value, datetime):
        raise FaultyInput(
            f"{where}：「{cited(value)}」不是日期，写成2024-03-15", f"{where}: {cited(value)!r} is no date", where=where
        )
    if isinstance(value, date):
        return value
    text = fold(value)
    try:
        if ISO_DATE.fullmatch(text) is None or not FIRST_YEAR <= int(text[:4]) <= LAST_YEAR:
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError:
        raise FaultyInput(
            f"{where}：「{cited(value)}」不是日期，写成2024-03-15",
            f"{where}: {cited(value)!r} is no date; write 2024-03-15",
            where=where,
        ) from None


HOUR = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


def read_hour(value: Any, where: str = "") -> time:
    """An hour of the day: 14:30. Raises FaultyInput."""
    found = HOUR.fullmatch(fold(value)) if isinstance(value, str) else None
    if found is None:
        raise FaultyInput(
            f"{where}：「{cited(value)}」不是时间，写成14:30",
            f"{where}: {cited(value)!r} is no time of day; write 14:30",
            where=where,
        )
    return time(int(found[1]), int(found[2]))
