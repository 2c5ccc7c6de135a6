"""Tables, figures and their indexes as grids for programs: keys as headings, the values that the JSON gives."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from casework.exports.grids import Grid
from casework.exports.report import figure_data
from casework.exports.rows import Value
from casework.exports.workbook import caption
from casework.statistics.compute import FigureValue, Report
from casework.statistics.counting.rates import number
from casework.statistics.view import view_of

FIGURE = ("key", "label", "value", "unit", "numerator", "denominator", "definition")


def table_grid(report: Report, key: str, language: str, said: Sequence[str]) -> Grid:
    """One line a row of the table: key, label and unit, then a value for each column, headed by the column's key."""
    view = view_of(report.tables[key], language)
    heads = ["key", "label", "unit", *[head.key for head in view.heads]]
    rows = [
        [line.key, line.label, line.unit, *[_number(number(value)) for value in line.values]] for line in view.lines
    ]
    return Grid(key, f"{key} {view.title}", heads, rows, [caption(report, view, language), *said])


def figure_grid(figure: FigureValue, language: str, said: Sequence[str]) -> Grid:
    """A figure in one line."""
    data = figure_data(figure, language) | {"key": figure.key}
    return Grid(figure.key, data["label"], FIGURE, [[_number(data[name]) for name in FIGURE]], said)


def index_grid(name: str, entries: Sequence[dict[str, Any]]) -> Grid:
    """An index, one line an entry; what is a list stands in one cell, yes and no as in the files of lists."""
    heads = list(entries[0])
    return Grid(name, name, heads, [[_cell(each[key]) for key in heads] for each in entries])


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return "；".join(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _number(value: Any) -> Value:
    """A number as a file writes it, in the digits of the JSON."""
    return Decimal(str(value)) if isinstance(value, float) else value
