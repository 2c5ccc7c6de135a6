"""A report as it is kept: words and numbers as they were on the day, whatever tables and lists say later."""

from __future__ import annotations

from typing import Any

from casework.statistics.compute import FigureValue, Report, TableValue, checked
from casework.statistics.conditions import Window
from casework.statistics.counting.rates import plain, unplain
from casework.statistics.datasets import PHASES, Scope
from casework.statistics.model import Across, Check, Column, Label, Measure, Row, Table

Json = dict[str, Any]


def as_kept(report: Report) -> Json:
    """Tables and figures as plain data."""
    return {
        "tables": [_table(value) for value in report.tables.values()],
        "figures": [_figure(one) for one in report.figures.values()],
    }


def from_kept(data: Json, scope: Scope, window: Window) -> Report:
    """The report of a scope and a window as it was kept; its identities are looked at anew."""
    tables = [_table_of(each) for each in data["tables"]]
    figures = [_figure_of(each) for each in data["figures"]]
    return Report(scope, window, None, {each.table.key: each for each in tables}, {each.key: each for each in figures})


def _table(value: TableValue) -> Json:
    table = value.table
    return {
        "key": table.key,
        "title": table.title,
        "basis": value.basis,
        "columns": [
            {"key": c.key, "label": c.label, "unit": c.unit, "child": c.child, "heading": c.heading, "how": _how(c)}
            for c in table.columns
        ],
        "rows": [
            {
                "key": row.key,
                "label": row.label,
                "unit": row.unit,
                "child": row.child,
                "apart": row.apart,
                "how": row.measure.how,
                "definition": row.definition,
                "values": [plain(value.values[row.key, column.key]) for column in table.columns],
            }
            for row in table.rows
        ],
        "checks": [list(check) for check in table.checks],
        "across": [[one.id, one.label, one.left, one.total(value.basis)] for one in table.across],
    }


def _how(column: Column) -> str | None:
    return None if column.measure is None else column.measure.how


def _table_of(data: Json) -> TableValue:
    columns, rows = tuple(map(_column_of, data["columns"])), tuple(map(_row_of, data["rows"]))
    table = Table(
        data["key"],
        Label(*data["title"]),
        data["basis"],
        columns,
        rows,
        checks=tuple(
            Check(key, Label(*label), tuple(left), tuple(right), column)
            for key, label, left, right, column in data["checks"]
        ),
        across=tuple(
            Across(key, Label(*label), tuple(left), {"": tuple(right)}) for key, label, left, right in data["across"]
        ),
    )
    values = {
        (row.key, column.key): unplain(found)
        for row, each in zip(rows, data["rows"], strict=True)
        for column, found in zip(columns, each["values"], strict=True)
    }
    return TableValue(table, data["basis"], values, tuple(checked(table, values, data["basis"])))


def _column_of(data: Json) -> Column:
    measure, heading = None if data["how"] is None else Measure(data["how"]), _label(data["heading"])
    words = {"unit": data["unit"], "child": data["child"], "heading": heading}
    return Column(data["key"], Label(*data["label"]), measure=measure, **words)


def _row_of(data: Json) -> Row:
    words = (data["unit"], data["child"], data["apart"], _label(data["definition"]))
    return Row(data["key"], Label(*data["label"]), PHASES, {}, Measure(data["how"]), *words)


def _label(words: list[str] | None) -> Label | None:
    return None if words is None else Label(*words)


def _figure(one: FigureValue) -> list[Any]:
    return [*one[:4], plain(one.value), plain(one.numerator), plain(one.denominator), one.missing]


def _figure_of(data: list[Any]) -> FigureValue:
    key, label, unit, definition, value, numerator, denominator, *missing = data  # what was kept first has none
    counts = (unplain(value), unplain(numerator), unplain(denominator))
    return FigureValue(key, Label(*label), unit, Label(*definition), *counts, _label(missing[0]) if missing else None)
