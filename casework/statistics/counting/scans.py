"""A scan: the columns of a base set over an organ or its subtree, as the driver gives them, its SQL written once."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import F, FloatField, Func, IntegerField, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast

from casework.law.names import Level
from casework.models import Organ
from casework.statistics.conditions import Window

Columns = list[Sequence[Any]]
"""The columns of a scan, each over all rows in the same order."""


@dataclass(frozen=True)
class Scope:
    """An organ, or its whole subtree."""

    organ: Organ
    subtree: bool = False

    def sides(self, column: str = "organ") -> Q:
        """The defendants' sides in scope; or the rows whose organ of that column is."""
        if not self.subtree:
            return Q(**{column: self.organ.pk})
        if self.organ.is_root:
            return Q()
        return Q(**{f"{column}__in": Organ.objects.under(self.organ).order_by().values("pk")})


Build = Callable[[Scope, Window], QuerySet[Any]]


class Statement(NamedTuple):
    """A scan written out as SQL, and the name (or the constant) that goes into each of its places."""

    sql: str
    places: tuple[tuple[str, Any], ...]


AMOUNTS = frozenset({"compensation_granted", "amount"})
"""Columns in yuan, read as floats: at most fourteen digits, which `compute.exact` gives back exactly."""
MARKED_WINDOW = Window(date(1, 1, 1), date(1, 1, 2), date(1, 1, 3))
MARKS = {"0001-01-01": "start", "0001-01-02": "end", "0001-01-03": "last", "-1": "organ", "/-1/%": "under"}
"""What stands in the parameters of a statement that is written out for no organ and period in particular."""


@lru_cache(maxsize=64)
def written(
    build: Build, columns: tuple[str, ...], flags: tuple[str, ...], subtree: bool, root: bool, vendor: str
) -> Statement:
    """The scan that `build` describes, for every organ and period alike: to write it costs as much as to run it.

    SQLite gives each column as one JSON array: it hands over three big texts faster than thousands of small values,
    and dates as the text that they are stored as.
    """
    organ = Organ(pk=-1, path="/-1/", parent_id=None if root else -1, level=Level.NATION)
    asked: list[Any] = [Cast(column, FloatField()) if column in AMOUNTS else F(column) for column in columns]
    if flags:
        asked.append(sum((Cast(flag, IntegerField()) * (1 << n) for n, flag in enumerate(flags)), Value(0)))
    if vendor == "sqlite":
        asked = [Func(expression, function="json_group_array", output_field=TextField()) for expression in asked]
    query = build(Scope(organ, subtree), MARKED_WINDOW).order_by().values_list(*asked).query
    sql, parameters = query.get_compiler(connection=connection).as_sql()
    return Statement(sql, tuple((MARKS.get(str(value), ""), value) for value in parameters))


def raw_columns(
    build: Build, columns: tuple[str, ...], scope: Scope, window: Window, flags: tuple[str, ...] = ()
) -> Columns:
    """The columns of a scan as the driver gives them, without the conversions of the ORM.

    Dates are ISO text from SQLite and dates from PostgreSQL; both compare with the bounds that `masks.bounds` makes
    for the same database. Booleans are 0 and 1 from SQLite, which equal False and True.
    """
    organ, vendor = scope.organ, connection.vendor
    statement = written(build, columns, flags, scope.subtree, scope.subtree and organ.is_root, vendor)
    given = {"start": window.start, "end": window.upto, "last": window.last, "organ": organ.pk}
    given["under"] = f"{organ.path}%"
    parameters: list[Any] = [given.get(name, constant) for name, constant in statement.places]
    with connection.cursor() as cursor:
        cursor.execute(statement.sql, parameters)
        rows = cursor.fetchall()
    if vendor == "sqlite":
        return [json.loads(column) for column in rows[0]]
    return list(zip(*rows, strict=True)) if rows else [()] * (len(columns) + bool(flags))


def is_date(column: str) -> bool:
    """Whether a column of a base set holds a date: their names end in `on`."""
    return column.rsplit("__", 1)[-1] == "on" or column.endswith("_on")
