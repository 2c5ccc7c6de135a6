"""Counting in one pass: a condition is looked at once for the whole scan, and a cell is where its conditions meet."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import compress, pairwise
from typing import Any

from django.db import connection

from casework.statistics.conditions import (
    AS_OF,
    END,
    START,
    AnyOf,
    Bound,
    Condition,
    First,
    HasRespondent,
    Is,
    Never,
    Plain,
    Row,
    Window,
)
from casework.statistics.counting.measures import days_between
from casework.statistics.counting.scans import Columns, is_date
from casework.statistics.datasets import BaseSet
from casework.statistics.model import Measure

Subset = int
"""Some rows of a scan: a number with one byte a row, 1 for a row that belongs to it.

Two subsets meet in `a & b`, and `a.bit_count()` says how many rows there are, both at the speed of memory.
"""

BYTE = 256


def bounds(window: Window) -> Callable[[Bound], Any]:
    """The bounds as the database's driver gives dates: ISO text on SQLite, dates on PostgreSQL."""
    as_text = connection.vendor == "sqlite"

    def day(bound: Bound) -> Any:
        found: date = window.day(bound)
        return found.isoformat() if as_text else found

    return day


class Values:
    """One column of a scan, by its different values: what holds is asked once a value, not once a row.

    With `bounds` it is a column of dates, and days that lie alike to every bound count as one value.
    """

    def __init__(self, column: Sequence[Any], bounds: Sequence[Any] | None = None) -> None:
        self.column = column
        found = dict.fromkeys(column)
        if bounds is None:
            self._asked = list(found)
            self._codes = {value: code for code, value in enumerate(found)}
        else:
            self._asked, self._codes = by_place(found, bounds)
        few = len(self._asked) <= BYTE
        self._coded = bytes(map(self._codes.__getitem__, column)) if few else None
        self._members: dict[str, list[int]] | None = None

    def equal(self, value: Any) -> Subset:
        """The rows with the value."""
        code = self._codes.get(value)
        return 0 if code is None else self._where({code})

    def that(self, test: Callable[[Row], Any]) -> Subset:
        """The rows whose value fulfils a test of a row of one column."""
        return self._where({code for code, value in enumerate(self._asked) if test((value,))})

    def listing(self, member: str) -> Subset:
        """The rows whose value is a list, parted by commas, that holds the member."""
        if self._members is None:
            self._members = {}
            for place, value in enumerate(self.column):
                for one in value.split(","):
                    self._members.setdefault(one, []).append(place)
        rows = bytearray(len(self.column))
        for place in self._members.get(member, ()):
            rows[place] = 1
        return int.from_bytes(rows, "little")

    def _where(self, codes: set[int]) -> Subset:
        if not codes:
            return 0
        if self._coded is None:
            return int.from_bytes(bytes(self._codes[value] in codes for value in self.column), "little")
        ones = bytearray(BYTE)
        for code in codes:
            ones[code] = 1
        return int.from_bytes(self._coded.translate(ones), "little")


def by_place(found: Iterable[Any], bounds: Sequence[Any]) -> tuple[list[Any], dict[Any, int]]:
    """Days told apart by where they lie to the bounds alone: one day of each place, and the place of each day."""
    days = sorted(day for day in found if day is not None)
    cuts = sorted({0, len(days), *(cut(days, bound) for bound in bounds for cut in (bisect_left, bisect_right))})
    asked, codes = [None], {None: 0}
    for first, end in pairwise(cuts):
        codes.update(dict.fromkeys(days[first:end], len(asked)))
        asked.append(days[first])
    return asked, codes


class Fold:
    """The rows of a base set in scope, and every subset that a cell asked for."""

    def __init__(self, base: BaseSet, columns: Columns, window: Window) -> None:
        self.base = base
        self.size = len(columns[0])
        self._days = bounds(window)
        self._bounds = sorted({self._days(bound) for bound in (START, END, AS_OF)})
        self._columns = columns
        self._values: dict[int, Values] = {}
        self._conditions: dict[Condition, Subset] = {}
        self._seen: dict[int, tuple[Condition, Subset]] = {}  # holds the condition, so that its id stays its own
        self._all: Subset = int.from_bytes(b"\x01" * self.size, "little")

    def subset(self, conditions: Sequence[Condition]) -> Subset:
        """The rows that fulfil all conditions."""
        found = self._all
        for condition in conditions:
            # by identity first: a table's conditions are asked for again and again, and to hash them costs more
            known = self._seen.get(id(condition)) or self._look(condition)
            found &= known[1]
        return found

    def _look(self, condition: Condition) -> tuple[Condition, Subset]:
        if isinstance(condition, HasRespondent):  # one a row of T5: thousands in a nation, and none used twice
            values = self._column(self.base.index(condition.column))
            return condition, values.listing(str(condition.organ))
        found = self._conditions.get(condition)
        if found is None:
            found = self._conditions[condition] = self._fulfilling(condition)
        self._seen[id(condition)] = condition, found
        return condition, found

    def _fulfilling(self, condition: Is | Plain | First | Never | AnyOf) -> Subset:
        if isinstance(condition, Never):
            return 0
        if isinstance(condition, AnyOf):
            found = 0
            for group in condition.groups:
                found |= self.subset(group)
            return found
        if isinstance(condition, Is | First) and condition.column in self.base.flags:
            return self._flagged(condition)
        values = self._column(self.base.index(condition.column))
        if isinstance(condition, Is | First):
            return values.equal(condition.value)
        return values.that(condition.test(0, self._days))

    def _flagged(self, condition: Is | First) -> Subset:
        bit = 1 << self.base.flags.index(condition.column)
        return self._column(len(self.base.columns)).that(lambda row: bool(row[0] & bit) == condition.value)

    def _column(self, index: int) -> Values:
        found = self._values.get(index)
        if found is None:
            dates = index < len(self.base.columns) and is_date(self.base.columns[index])
            found = self._values[index] = Values(self._columns[index], self._bounds if dates else None)
        return found

    def values(self, subset: Subset, column: str) -> Counter[Any]:
        """The values of one column with how often each stands there."""
        return Counter(self.listed(subset, column))

    def measured(self, subset: Subset, measure: Measure) -> Iterator[Any]:
        """What a measure is made of, row by row: a column, or the days from another to it."""
        values = self.listed(subset, measure.column)
        return map(days_between, self.listed(subset, measure.since), values) if measure.since else values

    def listed(self, subset: Subset, column: str) -> Iterator[Any]:
        """The values of one column, row by row."""
        return compress(self._columns[self.base.index(column)], subset.to_bytes(self.size, "little"))
