"""What the tables show once a file is written, beside what they show now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from casework.law.names import RecordKind
from casework.law.words.languages import Text
from casework.models import Organ
from casework.statistics.compute import R1, Report, compute
from casework.statistics.conditions import Window
from casework.statistics.counting.measures import Value
from casework.statistics.counting.rates import plain
from casework.statistics.datasets import Scope
from casework.statistics.model import Column, Row, Table
from casework.statistics.tables import MORE_KEYS, TABLE_KEYS
from casework.vocabulary import Vocabulary


class Shown(NamedTuple):
    """A cell: its table, row and column, its value."""

    table: Table
    row: Row
    column: Column
    value: Value

    @property
    def words(self) -> Text:
        """Row and column with what stands above it; of a table of one column the row alone."""
        sides = [self.row.label]
        if len(self.table.columns) > 1:
            sides += [*filter(None, [self.column.heading]), self.column.label]
        return Text(" · ".join(side.zh for side in sides), " · ".join(side.en for side in sides))


class Moved(NamedTuple):
    """A cell that an import moves: its year, its table and that one's title, its words and unit, both values.

    Values are as they are kept (`rates.plain`): None for a rate of nothing.
    """

    year: int
    table: str
    title: Text
    words: Text
    unit: str | None
    before: int | str | None
    after: int | str | None


Cells = Mapping[int, Mapping[tuple[str, str, str], Shown]]
"""Year -> (table, row, column) -> what stands there."""


MOST_YEARS = 30
"""Years before this one whose tables are looked at."""


def years_of(first: date, today: date) -> range:
    """The years in which records count whose first act is of that day: what is open counts on until today."""
    return range(max(first.year, today.year - MOST_YEARS), max(first.year, today.year) + 1)


def is_of_subtree(organ: Organ, kind: RecordKind) -> bool:
    """Whether the tables are those of the organ with all below it, which defend in the suits that it keeps."""
    return kind is RecordKind.LITIGATION and not organ.is_root


def cells_of(
    organ: Organ, kind: RecordKind, years: Iterable[int], vocabulary: Vocabulary, goes_on: Callable[[], None]
) -> Cells:
    """All cells of these years, of the organ or its subtree; `goes_on` is called at each year."""
    scope, keys = Scope(organ, is_of_subtree(organ, kind)), (*TABLE_KEYS, *MORE_KEYS)
    found = {}
    for year in years:
        goes_on()
        window = Window(date(year, 1, 1), date(year, 12, 31), date(year, 12, 31))
        found[year] = dict(_cells(compute(scope, window, vocabulary, tables=keys)))
    return found


def _cells(report: Report) -> Iterator[tuple[tuple[str, str, str], Shown]]:
    """Every cell, those of the yearly report before the tables."""
    for counted in sorted(report.tables.values(), key=lambda one: one.table.key != R1.key):
        table = counted.table
        for row in table.rows:
            for column in table.columns:
                if (row.key, column.key) in counted.values:
                    value = counted.values[row.key, column.key]
                    yield (table.key, row.key, column.key), Shown(table, row, column, value)


def moved(before: Cells, after: Cells) -> list[Moved]:
    """The cells that are not what they were, the latest year first.

    A row that is not there counts nothing; a rate of nothing that becomes 0 % does move.
    """
    found = []
    for year in sorted(after, reverse=True):
        was, now = before[year], after[year]
        for key in dict.fromkeys([*now, *was]):
            said = now.get(key) or was[key]
            nothing = None if said.value is None else 0
            old, new = (each[key].value if key in each else nothing for each in (was, now))
            if old != new:
                unit = said.column.unit or said.row.unit
                found.append(Moved(year, said.table.key, said.table.title, said.words, unit, plain(old), plain(new)))
    return found
