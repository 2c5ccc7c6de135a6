"""The sums of a table as formulas of a sheet, made from its identities; only where they agree with the value."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from xlsxwriter.utility import xl_rowcol_to_cell

from casework.statistics.compute import TableValue
from casework.statistics.model import Across, Check, Column, Row

SUMMED = frozenset({"columns", "outcomes"})
"""Identities of rows whose other side is a sum by its meaning, not a number counted for itself."""


class Sums:
    """The formulas of a table whose first row of numbers is `first`, and whose first column of numbers is 1."""

    def __init__(self, value: TableValue, first: int) -> None:
        self.value = value
        table = value.table
        self.lines = {row.key: line for line, row in enumerate(table.rows, first)}
        self.places = {column.key: place for place, column in enumerate(table.columns, 1)}
        self.rows: dict[tuple[str, str], tuple[str, ...]] = {}
        for check in table.checks:
            self._of_rows(check)
        self.columns: dict[str, tuple[str, ...]] = {}
        for across in table.across:
            self._of_columns(across)

    def _of_rows(self, check: Check) -> None:
        sides = (check.left, check.right)
        single = next((side for side in reversed(sides) if len(side) == 1), None)
        if single is not None:
            self.rows[single[0], check.column] = check.left if single is check.right else check.right

    def _of_columns(self, across: Across) -> None:
        total = across.total(self.value.basis)
        if across.id in SUMMED and len(total) == 1:
            self.columns[total[0]] = across.left

    def formula(self, row: Row, column: Column) -> str:
        """The formula of a cell that sums others; empty where it sums none, or does not agree with them."""
        if column.measure is not None and column.measure.how == "share":
            return ""
        parts = self.rows.get((row.key, column.key)) or self.rows.get((row.key, ""))
        if parts is not None and row.measure.how != "mean":
            return self._sum([(part, column.key) for part in parts], (row.key, column.key), down=True)
        across = self.columns.get(column.key)
        if across is not None:
            return self._sum([(row.key, part) for part in across], (row.key, column.key), down=False)
        return ""

    def _sum(self, parts: Sequence[tuple[str, str]], cell: tuple[str, str], *, down: bool) -> str:
        values = self.value.values
        if Decimal(sum(values[part] or 0 for part in parts)) != (values[cell] or 0):
            return ""
        line, place = self.lines[cell[0]], self.places[cell[1]]
        along = [self.lines[part[0]] if down else self.places[part[1]] for part in parts]
        ranges = []
        for first, last in runs(sorted(along)):
            ends = [(first, place), (last, place)] if down else [(line, first), (line, last)]
            names = [xl_rowcol_to_cell(*end) for end in ends]
            ranges.append(names[0] if first == last else ":".join(names))
        return f"=SUM({','.join(ranges)})"


def runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Rising numbers as runs without gaps."""
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found
