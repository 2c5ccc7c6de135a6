"""附件: the tables of a yearly report as they are printed behind it, without the rows that count nothing."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from casework.documents.figures import prose
from casework.statistics.compute import Report, Value
from casework.statistics.view import LineView, TableView, view_of
from casework.statistics.words.numbers import NOTHING

TABLES = ("T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8", "T9")
"""The tables of reconsideration; all others are in the workbook."""
LANGUAGE = "zh-hans"
"""The language of the report."""
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
    return Annex(tuple(notes), tuple(_printed(view_of(report.tables[key], LANGUAGE)) for key in TABLES))


def _printed(view: TableView) -> Printed:
    lines = [line for line in view.lines if line.key == "total" or any(line.values)]
    basis = f"口径：{view.basis_words}{f'；{view.apart}' if view.apart else ''}"
    heads, left_out = tuple(head.label for head in view.heads), len(view.lines) - len(lines)
    return Printed(f"{view.key} {view.title}", basis, heads, tuple(map(_line, lines)), left_out)


def _line(line: LineView) -> AnnexLine:
    label = line.label if line.unit in (None, "case") else f"{line.label}（{line.unit_words}）"
    return AnnexLine(label, line.child, tuple(map(_cell, line.values, line.units)))


def _cell(value: Value, unit: str | None) -> str:
    if value is None:
        return NOTHING
    return f"{prose(Decimal(value))}{'%' if unit == 'percent' else ''}"
