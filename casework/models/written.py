"""The few statements that every act and every page of a record does, written out once for each model.

To compose a statement with the ORM takes several times as long as the database takes to do it, and they are the same
few again and again. Values go through the model's fields as they would in `save()`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import connection, models
from django.db.models import QuerySet
from django.db.models.fields import NOT_PROVIDED


@lru_cache(maxsize=64)
def _fields(model: Any) -> tuple[models.Field[Any, Any], ...]:
    """The columns that an insertion gives: all but the id and what the database fills in itself."""
    return tuple(f for f in model._meta.concrete_fields if not f.primary_key and f.db_default is NOT_PROVIDED)


@lru_cache(maxsize=64)
def _insertion(model: Any) -> tuple[str, str]:
    """INSERT INTO table (columns) VALUES, and the places of one row."""
    fields = _fields(model)
    columns = ", ".join(connection.ops.quote_name(str(f.column)) for f in fields)
    places = ", ".join(["%s"] * len(fields))
    return f"INSERT INTO {model._meta.db_table} ({columns}) VALUES ", f"({places})"  # noqa: S608  # the model's own


AS_THEY_ARE: dict[type, tuple[type, ...]] = {
    models.CharField: (str,),
    models.TextField: (str,),
    models.BooleanField: (bool,),
    models.PositiveIntegerField: (int,),
    models.ForeignKey: (int,),
}
"""Fields of just these classes hand values of just these types to the driver unchanged, as every field that may be
empty hands on None."""


@lru_cache(maxsize=64)
def _prepared(model: Any) -> tuple[tuple[str, tuple[type, ...], Any], ...]:
    """Of each column that an insertion gives: its name, the types that go as they are, what prepares others."""
    return tuple(
        (f.attname, (*AS_THEY_ARE.get(type(f), ()), *([type(None)] if f.null else [])), f.get_db_prep_save)
        for f in _fields(model)
    )


def _values(row: Any) -> Iterable[Any]:
    """The values of a row as the driver takes them: most go as they are, and to ask each field costs the most here."""
    for name, own, prepare in _prepared(row.__class__):
        value = getattr(row, name)
        yield value if type(value) in own else prepare(value, connection)


def insert(row: Any) -> None:
    """Insert a row and give it its id."""
    head, places = _insertion(row.__class__)
    with connection.cursor() as cursor:
        cursor.execute(f"{head}{places} RETURNING id", list(_values(row)))
        (row.pk,) = cursor.fetchone()
    row._state.adding, row._state.db = False, connection.alias


def put(rows: Sequence[Any], unique: Sequence[str] = (), update: Sequence[str] = ()) -> None:
    """Insert rows of one model in one statement; where `unique` stands already, change the columns of `update`."""
    model: Any = type(rows[0])
    head, places = _insertion(model)
    sql = head + ", ".join([places] * len(rows))
    if unique:
        sql += _on_conflict(model, tuple(unique), tuple(update))
    with connection.cursor() as cursor:
        cursor.execute(sql, [value for row in rows for value in _values(row)])


MOST_PARAMETERS = 30_000
"""Values of one statement: SQLite takes 32,766, PostgreSQL 65,535."""


def insert_all(rows: Sequence[Any]) -> None:
    """Insert rows of one model in as few statements as there must be, and give them their ids.

    A foreign key whose row was inserted meanwhile is read from that row.
    """
    if not rows:
        return
    model: Any = type(rows[0])
    owners = [field for field in _fields(model) if isinstance(field, models.ForeignKey)]
    for row in rows:
        for field in owners:
            if getattr(row, field.attname) is None and field.is_cached(row) and (owner := field.get_cached_value(row)):
                setattr(row, field.attname, owner.pk)
    head, places = _insertion(model)
    step = MOST_PARAMETERS // len(_fields(model))
    for start in range(0, len(rows), step):
        part = rows[start : start + step]
        sql = f"{head}{', '.join([places] * len(part))} RETURNING id"
        with connection.cursor() as cursor:
            cursor.execute(sql, [value for row in part for value in _values(row)])
            for row, (pk,) in zip(part, cursor.fetchall(), strict=True):
                row.pk = pk
                row._state.adding, row._state.db = False, connection.alias


@lru_cache(maxsize=256)
def _on_conflict(model: Any, unique: tuple[str, ...], update: tuple[str, ...]) -> str:
    changes = ", ".join(f"{name} = excluded.{name}" for name in _columns(model, update))
    return f" ON CONFLICT ({', '.join(_columns(model, unique))}) DO UPDATE SET {changes}"


def _columns(model: type[Any], names: Iterable[str]) -> list[str]:
    return [connection.ops.quote_name(model._meta.get_field(name).column) for name in names]


def change(row: Any, names: Sequence[str]) -> None:
    """Write some columns of a stored row."""
    model: Any = type(row)
    fields = [model._meta.get_field(name) for name in names]
    changes = ", ".join(f"{column} = %s" for column in _columns(model, names))
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
    with connection.cursor() as cursor:
        sql = f"UPDATE {model._meta.db_table} SET {changes} WHERE id = %s"  # noqa: S608  # names of the model's own
        cursor.execute(sql, [*values, row.pk])


def count_up(model: type[Any], unique: Mapping[str, Any], column: str) -> int:
    """Raise a count by one, from nothing where there is no row of these values yet, and lock it; the new count."""
    (counted,), keys = _columns(model, [column]), _columns(model, unique)
    table, places = model._meta.db_table, ", ".join(["%s"] * len(keys))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(keys)}, {counted}) VALUES ({places}, 1) ON CONFLICT ({', '.join(keys)}) "  # noqa: S608  # names of the model's own
            f"DO UPDATE SET {counted} = {table}.{counted} + 1 RETURNING {counted}",
            list(unique.values()),
        )
        (count,) = cursor.fetchone()
    return int(count)


def stands(*wanted: tuple[type[Any], Mapping[str, Any]]) -> bool:
    """Whether a row of one of these models with these values is stored."""
    asked = [
        f"SELECT 1 FROM {model._meta.db_table} WHERE "  # noqa: S608  # names of the model's own
        + " AND ".join(f"{column} = %s" for column in _columns(model, values))
        for model, values in wanted
    ]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked), [value for _model, values in wanted for value in values.values()])
        return cursor.fetchone() is not None


def locked_version(model: type[Any], pk: int) -> int:
    """The version of a record, locked for this transaction. Raises DoesNotExist."""
    lock = " FOR UPDATE" if connection.features.has_select_for_update else ""
    with connection.cursor() as cursor:
        sql = f"SELECT version FROM {model._meta.db_table} WHERE id = %s{lock}"  # noqa: S608  # the model's own name
        cursor.execute(sql, [pk])
        found = cursor.fetchone()
    if found is None:
        raise model.DoesNotExist
    return int(found[0])


NOBODY = -1
"""Stands for the id in a statement that is written out for none in particular."""


class _Part(NamedTuple):
    """The object that some columns of a row make, and how it is set on the row's own."""

    model: Any
    names: Sequence[str]
    columns: Sequence[int]
    set_on: Callable[[Any, Any], None]

    def made(self, values: Sequence[Any]) -> Any:
        """The object; None where there is none, which a column of the row then says."""
        own = [values[column] for column in self.columns]
        return None if own[0] is None else self.model.from_db(connection.alias, self.names, own)


class _Reading(NamedTuple):
    """A queryset as it is written out: its statement, and how a row of it becomes an object."""

    sql: str
    parameters: tuple[Any, ...]
    converters: Mapping[int, tuple[Sequence[Callable[..., Any]], Any]]
    parts: Sequence[_Part]

    def rows(self, pk: int | str) -> list[Sequence[Any]]:
        """What the driver gives."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, [pk if value == NOBODY else value for value in self.parameters])
            return list(cursor.fetchall())

    def converted(self, row: Sequence[Any]) -> Sequence[Any]:
        """A row as the fields of its model read it."""
        found = list(row)
        for place, (converters, expression) in self.converters.items():
            for converter in converters:
                found[place] = converter(found[place], expression, connection)
        return found

    def made(self, row: Sequence[Any]) -> Any:
        """The object of a row, with those selected beside it."""
        values = self.converted(row)
        found = self.parts[0].made(values)
        for part in self.parts[1:]:
            part.set_on(found, part.made(values))
        return found


@lru_cache(maxsize=64)
def _reading(queryset: Callable[[Any], QuerySet[Any]], vendor: str) -> _Reading:
    compiler = queryset(NOBODY).query.get_compiler(connection=connection)
    sql, parameters = compiler.as_sql()
    selected = [column for column, _sql, _alias in compiler.select[: compiler.col_count]]
    made = compiler.klass_info or {}  # of values, none
    infos = [made, *made.get("related_klass_infos", ())] if made else []
    parts = [_part(each, selected) for each in infos]
    return _Reading(sql, tuple(parameters), compiler.get_converters(selected), parts)


def _part(info: Mapping[str, Any], selected: Sequence[Any]) -> _Part:
    columns = info["select_fields"]
    names = [selected[column].target.attname for column in columns]
    return _Part(info["model"], names, columns, info.get("local_setter", setattr))


def rows_of(queryset: Callable[[int], QuerySet[Any]], pk: int = NOBODY) -> list[Sequence[Any]]:
    """The rows of a queryset, mostly about one id, as the driver gives them: dates as dates, JSON as text."""
    return _reading(queryset, connection.vendor).rows(pk)


def objects_of(queryset: Callable[[Any], QuerySet[Any]], pk: int | str) -> list[Any]:
    """The objects of a queryset about one id or key, with those one step away that `select_related` names."""
    reading = _reading(queryset, connection.vendor)
    return [reading.made(row) for row in reading.rows(pk)]
