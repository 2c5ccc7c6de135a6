"""附件: the tables of a yearly report as they are printed behind it, without the rows that count nothing."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from casework.documents.figures import prose
from casework.statistics.compute import Report, TableValue, Value, apart_words
from casework.statistics.model import Column, Row
from casework.statistics.words.numbers import NOTHING
from casework.statistics.words.words import BASES, UNITS

TABLES = ("T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8", "T9")
"""The tables of reconsideration; all others are in the workbook."""
WIDE = 6
"""From so many columns on the headings of a table are set small."""


class Annex(NamedTuple):
    """The tables, when they were counted, and what has changed since."""

    notes: tuple[str, ...]
    tables: tuple[Printed, ...]


class AnnexLine(NamedTuple):
    """A row as it is printed."""

    label: str
    child: bool
    cells: tuple[str, ...]


class Printed(NamedTuple):
    """A table as it is printed: title, basis, headings, rows; how many rows that count nothing are left out."""

    title: str
    basis: str
    heads: tuple[str, ...]
    lines: tuple[AnnexLine, ...]
    left_out: int

    @property
    def wide(self) -> bool:
        """Whether the table has many columns."""
        return len(self.heads) >= WIDE


def annex_of(report: Report, notes: Iterable[str]) -> Annex:
    """The tables of a report that was counted with `TABLES`."""
    return Annex(tuple(notes), tuple(_printed(report.tables[key]) for key in TABLES))


def _printed(value: TableValue) -> Printed:
    table = value.table
    rows = [row for row in table.rows if row.key == "total" or _counts(value, row)]
    heads = tuple(column.label.zh for column in table.columns)
    apart = apart_words(value)
    basis = f"口径：{BASES[value.basis].zh}{f'；{apart.zh}' if apart is not None else ''}"
    left_out = len(table.rows) - len(rows)
    return Printed(f"{table.key} {table.title.zh}", basis, heads, tuple(_line(value, row) for row in rows), left_out)


def _counts(value: TableValue, row: Row) -> bool:
    return any(value.values[row.key, column.key] for column in value.table.columns)


def _line(value: TableValue, row: Row) -> AnnexLine:
    cells = tuple(_cell(value.values[row.key, column.key], row, column) for column in value.table.columns)
    unit = row.unit if row.unit not in (None, "case") else None
    label = row.label.zh if unit is None else f"{row.label.zh}（{UNITS[unit].zh}）"
    return AnnexLine(label, row.child, cells)


def _cell(found: Value, row: Row, column: Column) -> str:
    if found is None:
        return NOTHING
    text = prose(Decimal(found))
    return f"{text}%" if (column.unit or row.unit) == "percent" else text
