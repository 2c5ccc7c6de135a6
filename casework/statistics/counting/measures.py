"""How the values of rows become one number: sums, means, medians, distinct counts, and the days between two days."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from casework.statistics.counting.rates import rounded
from casework.statistics.model import Measure

Value = Decimal | int | None


def exact(value: object) -> Decimal:
    """A number from the driver as an exact decimal of at most two places (SQLite gives amounts as floats)."""
    return Decimal(value) if isinstance(value, int) else rounded(Decimal(str(value)), 2)


@lru_cache(maxsize=100_000)
def _ordinal(day: date | str) -> int:
    return (date.fromisoformat(day) if isinstance(day, str) else day).toordinal()


def days_between(first: date | str | None, last: date | str | None) -> int | None:
    """Calendar days from one day to another, given as dates or ISO texts; None where one of them is missing."""
    return None if first is None or last is None else _ordinal(last) - _ordinal(first)


def made(values: Counter[Any], measure: Measure) -> Value:
    """The number that a measure makes of values, each with how often it stands there.

    A mean or a median of nothing is None, a sum of nothing 0.
    """
    if measure.how == "distinct":
        return len(values)
    rows = values.total()
    if measure.how == "count":
        return rows
    numbers = Counter({exact(value): n for value, n in values.items() if value is not None})
    if measure.how == "median":
        return median(numbers)
    total = sum((value * n for value, n in numbers.items()), Decimal(0))
    if measure.how == "mean":
        return rounded(total / rows) if rows else None
    return total


def median(numbers: Counter[Decimal]) -> Decimal | None:
    """The middle value, or the mean of the two middle ones; None of nothing."""
    many = numbers.total()
    if not many:
        return None
    return rounded((_at(numbers, (many - 1) // 2) + _at(numbers, many // 2)) / 2)


def _at(numbers: Counter[Decimal], place: int) -> Decimal:
    for value in sorted(numbers):
        place -= numbers[value]
        if place < 0:
            return value
    raise IndexError(place)
