"""A sealed table as it is shown: the same view as of one that is counted now, out of what was sealed."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

from casework.law.words.languages import is_chinese
from casework.sealing.canonical import Json
from casework.statistics.counting.rates import unplain
from casework.statistics.view import (
    CellView,
    CheckView,
    GroupView,
    HeadView,
    LineView,
    Opens,
    TableView,
    row_unit,
    units_of,
)
from casework.statistics.words.words import BASES

BELOW = "below"
"""What stands after the place of a cell whose number is the denominator of it."""


def sealed_views(content: Json, language: str) -> list[TableView]:
    """The figures of the annual report first, then all tables in their order."""
    ordered = sorted(content["tables"], key=lambda table: table["key"] != "R1")
    return [_table(table, language) for table in ordered]


def _side(words: dict[str, str], language: str) -> str:
    return words["zh" if is_chinese(language) else "en"]


def _table(table: Json, language: str) -> TableView:
    labels = [_side(column["label"], language) for column in table["columns"]]
    units = [column["unit"] for column in table["columns"]]
    return TableView(
        table["key"],
        _side(table["title"], language),
        table["basis"],
        BASES[table["basis"]].of(language),
        units_of(units, language),
        tuple(HeadView(c["key"], label, label, c["unit"]) for c, label in zip(table["columns"], labels, strict=True)),
        (GroupView("", tuple(_line(table, row, language) for row in table["rows"])),),
        tuple(_check(check, language) for check in table["checks"]),
    )


def _line(table: Json, row: Json, language: str) -> LineView:
    words = row_unit(table["key"], row["key"], row["unit"], language)
    values, units = tuple(map(unplain, row["values"])), tuple(c["unit"] or row["unit"] for c in table["columns"])
    cells = partial(_cells, table, row)
    return LineView(row["key"], _side(row["label"], language), row["unit"], words, values, units, cells, row["child"])


def _cells(table: Json, row: Json) -> tuple[CellView, ...]:
    return tuple(_cell(table, row, place) for place in range(len(table["columns"])))


def _cell(table: Json, row: Json, place: int) -> CellView:
    """A cell opens what is behind it, the denominator of a rate what is below."""
    column, sides = table["columns"][place], row["sides"][place]
    key = table["key"], row["key"], column["key"]
    opens: Opens = () if row["behind"][place] is None else key
    parts = None
    if sides is not None:
        below: Opens = () if row["below"][place] is None else (*key, BELOW)
        parts = CellView(unplain(sides[0]), opens=opens), CellView(unplain(sides[1]), opens=below)
    return CellView(unplain(row["values"][place]), column["unit"] or row["unit"], opens, parts)


def _check(check: Json, language: str) -> CheckView:
    label = _side(check["label"], language)
    left, right = (Decimal(unplain(check[side]) or 0) for side in ("left", "right"))
    return CheckView(check["id"], label, "", label, left, right)
