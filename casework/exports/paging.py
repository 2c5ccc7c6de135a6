"""The columns of the records of a page, read by their ids: by a statement that is written once for all pages.

Whoever gives a page chooses its ids first. A database that searches and sorts would read the columns of all that it
finds before it takes the first hundred; and to compose the statement of sixty columns takes longer than to run it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Sequence
from datetime import UTC
from functools import lru_cache
from typing import Any, NamedTuple

import orjson
from django.db import connection
from django.db.models.expressions import RawSQL

from casework.exports.columns.shape import Given, RowReading
from casework.exports.resources import Json, Resource
from casework.exports.sql import stamp

IDS = {"sqlite": "SELECT value FROM json_each(%s)", "postgresql": "SELECT unnest(%s::bigint[])"}
"""The ids as one parameter, however many they are."""
HERE = object()


class Statement(NamedTuple):
    """A statement with its parameters, of which that at `hole` is the ids."""

    sql: str
    parameters: tuple[Any, ...]
    hole: int


@lru_cache(maxsize=128)
def written(resource: Resource, columns: tuple[Given, ...], reading: RowReading, vendor: str) -> Statement:
    """The statement that reads these columns, and the id after them, of records by their ids."""
    chosen = resource.model.objects.filter(pk__in=RawSQL(IDS[vendor], [HERE]))  # noqa: S611  # a constant
    query = resource.selected(chosen, (*columns, resource.by_name["id"]), reading).query
    sql, parameters = query.get_compiler(connection=connection).as_sql()
    return Statement(sql, tuple(parameters), next(n for n, each in enumerate(parameters) if each is HERE))


Convert = Callable[[Any], Any]
AS_JSON: dict[str, dict[str, Convert]] = {
    "sqlite": {
        "boolean": bool,
        "list": lambda value: orjson.Fragment(value.encode()),
        "datetime": lambda value: stamp(value.replace(tzinfo=UTC)),
    },
    "postgresql": {
        "decimal": float,
        "list": orjson.loads,  # its own text has spaces, and the ETag of an act's answer none
        "datetime": stamp,
    },
}
"""Types that a driver does not give as JSON writes them -> how they become so; what is missing stays None."""


def mended(columns: Sequence[Given]) -> list[tuple[int, Convert]]:
    """Which of these columns have to be converted, and how."""
    convert = AS_JSON[connection.vendor]
    return [(place, convert[column.type]) for place, column in enumerate(columns) if column.type in convert]


def read(resource: Resource, ids: Collection[int], columns: Sequence[Given], reading: RowReading) -> dict[int, Json]:
    """These records by id, each a mapping of column name -> value as JSON writes it."""
    if not ids:
        return {}
    statement = written(resource, tuple(columns), reading, connection.vendor)
    parameters: list[Any] = list(statement.parameters)
    parameters[statement.hole] = json.dumps(list(ids)) if connection.vendor == "sqlite" else list(ids)
    with connection.cursor() as cursor:
        cursor.execute(statement.sql, parameters)
        rows = cursor.fetchall()
    names, converted = [column.name for column in columns], mended(columns)
    found = {}
    for row in rows:
        values = list(row)
        for place, convert in converted:
            if values[place] is not None:
                values[place] = convert(values[place])
        found[row[-1]] = dict(zip(names, values, strict=False))
    return found
