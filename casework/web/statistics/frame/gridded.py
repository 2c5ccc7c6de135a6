"""Tables as a page shows them, as grids for a file."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from casework.exports.grids import Grid
from casework.exports.rows import Value
from casework.statistics.counting.rates import rounded
from casework.web.statistics.tables import Cell, Number, TableLine, TableShown


def value_of(number: Number) -> Value:
    """A number for a file: rounded as it is shown, None where it has no value."""
    found = number.value
    return rounded(found) if isinstance(found, Decimal) else found


def rate_heads(label: str) -> list[str]:
    """A rate stands in a file with both counts beside it, each in a column of its own."""
    return [label, _("%(rate)s, numerator") % {"rate": label}, _("%(rate)s, denominator") % {"rate": label}]


def rate_values(cell: Cell) -> list[Value]:
    """The values under the headings of a rate."""
    return [value_of(each) for each in (cell.number, *(cell.parts or (Number(""), Number(""))))]


def grid_of(shown: TableShown, said: Sequence[str]) -> Grid:
    """A table with all its rows; the headings of its groups stand in rows of their own."""
    lines = [line for group in shown.groups for line in group.lines]
    rates = [any(line.cells[place].parts for line in lines) for place in range(len(shown.columns))]
    heads = [_("Item")]
    for label, rate in zip(shown.full_heads, rates, strict=True):
        heads += rate_heads(label) if rate else [label]
    heads += [_("Unit")] * shown.unit_column + [_("Definition")] * shown.note_column
    rows: list[Sequence[Value]] = []
    for group in shown.groups:
        if group.heading:
            rows.append([group.heading])
        rows += [_values(line, rates, shown) for line in group.lines]
    return Grid(shown.key, f"{shown.key} {shown.title}", heads, rows, said)


def _values(line: TableLine, rates: Sequence[bool], shown: TableShown) -> list[Value]:
    found: list[Value] = [line.label]
    for cell, rate in zip(line.cells, rates, strict=True):
        found += rate_values(cell) if rate else [value_of(cell.number)]
    unit = line.unit or ("%" if any(cell.parts for cell in line.cells) else "")
    return found + [unit] * shown.unit_column + [line.note] * shown.note_column
