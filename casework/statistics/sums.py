"""Which cells of a table sum others, told by its identities; only where they agree with the value counted."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from casework.statistics.compute import TableValue
from casework.statistics.model import Table

SUMMED = frozenset({"columns", "outcomes"})
"""Identities of rows whose other side is a sum by its meaning, not a number counted for itself."""

Place = tuple[str, str]
"""Row and column of a cell."""


def sums_of(value: TableValue) -> dict[str, dict[str, list[Place]]]:
    """By row and column the cells that sum others, with the cells that each adds: all of its column, or of its row."""
    found: dict[str, dict[str, list[Place]]] = {}
    for place, added in _sums(value):
        if _agrees(value, place, added):
            found.setdefault(place[0], {})[place[1]] = added
    return found


def _agrees(value: TableValue, place: Place, added: list[Place]) -> bool:
    return Decimal(sum(value.values[each] or 0 for each in added)) == (value.values[place] or 0)


def _sums(value: TableValue) -> Iterator[tuple[Place, list[Place]]]:
    table = value.table
    down, along = _down(table), _along(table, value.basis)
    columns = [each.key for each in table.columns if each.measure is None or each.measure.how != "share"]
    across = [column for column in columns if column in along]
    for row in table.rows:
        own = down.get(row.key, {}) if row.measure.how != "mean" else {}
        for column in columns if own else across:
            parts = own.get(column) or own.get("")
            added = [(part, column) for part in parts] if parts else [(row.key, part) for part in along.get(column, ())]
            if added:
                yield (row.key, column), added


def _down(table: Table) -> dict[str, dict[str, tuple[str, ...]]]:
    """Of a row, by column or (where it is of each) by "", the rows that it sums."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for check in table.checks:
        single = next((side for side in (check.right, check.left) if len(side) == 1), None)
        if single is not None:
            parts = check.left if single is check.right else check.right
            found.setdefault(single[0], {})[check.column] = parts
    return found


def _along(table: Table, basis: str) -> dict[str, tuple[str, ...]]:
    """Of a column, the columns that it sums."""
    found = {}
    for across in table.across:
        total = across.total(basis)
        if across.id in SUMMED and len(total) == 1:
            found[total[0]] = across.left
    return found
