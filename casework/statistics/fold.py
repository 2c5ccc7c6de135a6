"""Counting in one pass: the rows of one scan, narrowed condition by condition, each step kept for the next cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.db import connection

from casework.statistics.bases import BaseSet
from casework.statistics.conditions import AnyOf, Bound, Condition, Is, Never, Row, Window
from casework.statistics.model import Conditions

Rows = Sequence[Row]


def bounds(window: Window) -> Callable[[Bound], Any]:
    """The bounds as the database's driver gives dates: ISO text on SQLite, dates on PostgreSQL."""
    as_text = connection.vendor == "sqlite"

    def day(bound: Bound) -> Any:
        found: date = window.day(bound)
        return found.isoformat() if as_text else found

    return day


class Fold:
    """The rows of a base set in scope, and every subset that a cell asked for.

    Cells share the beginnings of their conditions, so each distinct beginning is narrowed once; equality is looked
    up in groups by value.
    """

    def __init__(self, base: BaseSet, rows: Rows, window: Window) -> None:
        self.base = base
        self._days = bounds(window)
        self._subsets: dict[Conditions, Rows] = {(): rows}
        self._groups: dict[tuple[Conditions, str], dict[Any, list[Row]]] = {}

    def rows_of(self, conditions: Conditions) -> Rows:
        """The rows that fulfil all conditions."""
        found = self._subsets.get(conditions)
        if found is None:
            found = self._subsets[conditions] = self._narrow(conditions[:-1], conditions[-1])
        return found

    def _narrow(self, head: Conditions, last: Condition) -> Rows:
        if isinstance(last, Is):
            return self._grouped(head, last.column).get(last.value, ())
        if isinstance(last, Never):
            return ()
        if isinstance(last, AnyOf):
            return [row for group in last.groups for row in self.rows_of((*head, *group))]
        test = last.test(self.base.index(last.column), self._days)
        return [row for row in self.rows_of(head) if test(row)]

    def _grouped(self, head: Conditions, column: str) -> dict[Any, list[Row]]:
        groups = self._groups.get((head, column))
        if groups is None:
            groups = self._groups[head, column] = {}
            index = self.base.index(column)
            for row in self.rows_of(head):
                groups.setdefault(row[index], []).append(row)
        return groups

    def column(self, rows: Rows, column: str) -> list[Any]:
        """The values of one column."""
        index = self.base.index(column)
        return [row[index] for row in rows]
