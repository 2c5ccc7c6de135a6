"""Rows on their way into the database in bulk: `executemany` on SQLite, COPY on PostgreSQL."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.models.fields import NOT_PROVIDED

from casework.models.fields import EncryptedTextField

Converter = Callable[[Any], Any]


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


class Table:
    """The rows of one model that wait to be written."""

    def __init__(self, model: type[Any]) -> None:
        self.model = model
        # what the database fills in itself (the time of recording, the transaction) is left to it
        self.fields = [f for f in model._meta.concrete_fields if f.db_default is NOT_PROVIDED]
        self.columns = [field.column for field in self.fields]
        names = [field.attname for field in self.fields]
        self._names = [(name, self._default(f)) for name, f in zip(names, self.fields, strict=True)]
        self._converters = [(n, convert) for n, f in enumerate(self.fields) if (convert := _converter(f)) is not None]
        self._known = frozenset(names)
        self.rows: list[list[Any]] = []
        self.last_id = model._default_manager.aggregate(last=models.Max("pk"))["last"] or 0

    def _default(self, field: Any) -> Any:
        return field.get_default() if field.has_default() or field.null or field.blank else None

    def add(self, values: dict[str, Any]) -> int:
        """One more row by attribute name; gives its id. Raises KeyError for a name that is no column."""
        if not values.keys() <= self._known:
            raise KeyError(sorted(values.keys() - self._known))
        self.last_id += 1
        get = values.get
        row = [get(name, default) for name, default in self._names]
        row[0] = self.last_id
        for n, convert in self._converters:
            row[n] = convert(row[n])
        self.rows.append(row)
        return self.last_id


def _converter(field: Any) -> Converter | None:
    if isinstance(field, EncryptedTextField):
        return field.get_prep_value
    return _dumps if isinstance(field, models.JSONField) else None


class Bulk:
    """All tables, written together: owners before what belongs to them, in the order in which they are named."""

    def __init__(self, tables: Sequence[type[Any]], batch: int = 20_000) -> None:
        self.tables = {model: Table(model) for model in tables}
        self.batch = batch
        self.written: dict[str, int] = {model.__name__: 0 for model in tables}
        self._waiting = 0

    def add(self, model: type[Any], **values: Any) -> int:
        """One more row; gives its id."""
        self._waiting += 1
        return self.tables[model].add(values)

    @property
    def full(self) -> bool:
        """Whether a batch waits."""
        return self._waiting >= self.batch

    def write(self) -> None:
        """Write all that waits, in one transaction."""
        insert = _copy if connection.vendor == "postgresql" else _executemany
        with transaction.atomic(), connection.cursor() as cursor:
            for model, table in self.tables.items():
                if table.rows:
                    insert(cursor, table)
                    self.written[model.__name__] += len(table.rows)
                    table.rows = []
        self._waiting = 0

    def finish(self) -> None:
        """Write the rest, let ids go on after the last one, and let the planner know the tables."""
        self.write()
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), list(self.tables)):
                cursor.execute(statement)
            cursor.execute("ANALYZE")


def _executemany(cursor: Any, table: Table) -> None:
    names = ", ".join(connection.ops.quote_name(column) for column in table.columns)
    places = ", ".join(["%s"] * len(table.columns))
    cursor.executemany(f"INSERT INTO {table.model._meta.db_table} ({names}) VALUES ({places})", table.rows)


def _copy(cursor: Any, table: Table) -> None:
    names = ", ".join(connection.ops.quote_name(column) for column in table.columns)
    with cursor.copy(f"COPY {table.model._meta.db_table} ({names}) FROM STDIN") as copy:
        for row in table.rows:
            copy.write_row(row)
