"""Tables as a page shows them, as grids for a file."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from casework.exports.grids import Grid
from casework.exports.rows import Value
from casework.statistics.counting.rates import rounded
from casework.statistics.view import CellView, LineView, TableView
from casework.web.statistics.tables import Cell, Number

NO_CELL = CellView(None)


def value_of(number: Number | CellView) -> Value:
    """A number for a file: rounded as it is shown, None where it has no value."""
    found = number.value
    return rounded(found) if isinstance(found, Decimal) else found


def rate_heads(label: str) -> list[str]:
    """A rate stands in a file with both counts beside it, each in a column of its own."""
    return [label, _("%(rate)s, numerator") % {"rate": label}, _("%(rate)s, denominator") % {"rate": label}]


def rate_values(cell: Cell) -> list[Value]:
    """The values under the headings of a rate."""
    return [value_of(each) for each in (cell.number, *(cell.parts or (Number(""), Number(""))))]


def grid_of(view: TableView, said: Sequence[str]) -> Grid:
    """A table with all its rows; the headings of its groups stand in rows of their own."""
    rates = [any(line.cells[place].parts for line in view.lines) for place in range(len(view.heads))]
    heads = [_("Item")]
    for head, rate in zip(view.heads, rates, strict=True):
        heads += rate_heads(head.full) if rate else [head.full]
    heads += [_("Unit")] * view.unit_column + [_("Definition")] * view.note_column
    rows: list[Sequence[Value]] = []
    for group in view.groups:
        if group.heading:
            rows.append([group.heading])
        rows += [_values(line, rates, view) for line in group.lines]
    return Grid(view.key, f"{view.key} {view.title}", heads, rows, said)


def _values(line: LineView, rates: Sequence[bool], view: TableView) -> list[Value]:
    found: list[Value] = [line.label]
    for cell, rate in zip(line.cells, rates, strict=True):
        found += [value_of(each) for each in (cell, *(cell.parts or (NO_CELL, NO_CELL))[: 2 * rate])]
    return found + [line.unit_words] * view.unit_column + [line.note] * view.note_column
