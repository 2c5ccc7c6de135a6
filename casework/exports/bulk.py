"""A whole list as a file: NDJSON, CSV, workbook, written as the database gives it; memory does not grow with it.

The database itself writes the texts: PostgreSQL copies the queryset's own statement out, SQLite's rows go to the
writer as they are. What a file holds is what the pages of the list hold.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import IO, Any

import orjson
from django.db import connection
from django.db.models import QuerySet

from casework.exports.columns.shape import Given, RowReading
from casework.exports.paging import mended
from casework.exports.resources import CHUNK, Resource, describe, rows
from casework.exports.rows import BYTE_ORDER_MARK, Sheet, workbook
from casework.exports.sql import stamp

FORMATS = {
    "ndjson": "application/x-ndjson; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
PIECE = 64 * 1024
"""Bytes that are sent at once."""
Fields = Sequence[str] | None


def ndjson(resource: Resource, queryset: QuerySet[Any], reading: RowReading, fields: Fields = None) -> Iterator[bytes]:
    """One JSON object a line, under the names of the columns; lists are arrays, amounts numbers."""
    columns = resource.chosen(fields)
    sql, parameters = _statement(resource, queryset, columns, reading._replace(flat=False))
    if connection.vendor != "postgresql":
        return _pieces(_lines_of_json(sql, parameters, columns))
    taken = ", ".join(f'{_moment(column, f"p{n}")} AS "{column.name}"' for n, column in enumerate(columns))
    query = f"SELECT ROW_TO_JSON(o)::text FROM (SELECT {taken} FROM ({sql}) AS r({_places(columns)})) AS o"  # noqa: S608  # names declared here
    # no control character stands in JSON: as the marks of CSV they leave each line as it is
    return _copied(query, parameters, "FORMAT csv, QUOTE E'\\x01', DELIMITER E'\\x02'")


def csv_file(
    resource: Resource, queryset: QuerySet[Any], reading: RowReading, fields: Fields = None
) -> Iterator[bytes]:
    """CSV in UTF-8 with its mark and the columns' names first; no text is taken for a formula.

    Days are ISO, yes and no `true` and `false`, several values are joined by `；`.
    """
    columns = resource.chosen(fields)
    sql, parameters = _statement(resource, queryset, columns, reading._replace(flat=True))
    texts = TEXTS[connection.vendor]
    taken = ", ".join(
        texts.get(column.type, "{p}").format(p=f"p{n}", decimals=column.decimals) for n, column in enumerate(columns)
    )
    head = BYTE_ORDER_MARK + ",".join(column.name for column in columns) + "\n"
    if connection.vendor == "postgresql":
        query = f"SELECT {taken} FROM ({sql}) AS r({_places(columns)})"  # noqa: S608  # names declared here
        return _copied(query, parameters, "FORMAT csv", head.encode())
    query = f"WITH r({_places(columns)}) AS ({sql}) SELECT {taken} FROM r"  # noqa: S608  # the same
    return _pieces(_lines_of_csv(query, parameters), head.encode())


def xlsx(resource: Resource, queryset: QuerySet[Any], reading: RowReading, fields: Fields = None) -> IO[bytes]:
    """A workbook in a temporary file: the rows, and on a second sheet what each column means."""
    columns = resource.chosen(fields)
    found = rows(resource, queryset, reading._replace(flat=True), fields)
    if any(column.type == "datetime" for column in columns):
        found = (tuple(stamp(value) if isinstance(value, datetime) else value for value in row) for row in found)
    return workbook([column.name for column in columns], found, resource.key, _dictionary(resource, columns))


DICTIONARY = ("name", "type", "unit", "label_zh", "label_en", "meaning_zh", "meaning_en", "source", "personal")
"""The head of the sheet that tells what the columns of a workbook are."""


def _dictionary(resource: Resource, columns: Sequence[Given]) -> Sheet:
    names = {column.name for column in columns}
    lines = [
        [entry["name"], entry["type"], entry["unit"], *entry["label"].values(), *entry["meaning"].values(),
         entry["source"], entry["personal"]]
        for entry in describe(resource)
        if entry["name"] in names
    ]  # fmt: skip
    return Sheet("columns", DICTIONARY, lines)


# ---- What the database writes ----

# what begins with = + - @, a tab or a line end is no formula: an apostrophe stands before it
TEXT = {
    "postgresql": "CASE WHEN ASCII({p}) IN (61, 43, 45, 64, 9, 13) THEN '''' || {p} ELSE NULLIF({p}, '') END",
    "sqlite": ("CASE WHEN SUBSTR({p}, 1, 1) IN ('=', '+', '-', '@', CHAR(9), CHAR(13)) THEN '''' || {p} ELSE {p} END"),
}
FLAG = "CASE {p} WHEN TRUE THEN 'true' WHEN FALSE THEN 'false' END"
MOMENT = {
    "postgresql": "TO_CHAR({p} AT TIME ZONE 'UTC' + INTERVAL '8 hours', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"+08:00\"')",
    "sqlite": "STRFTIME('%%Y-%%m-%%dT%%H:%%M:%%f000+08:00', {p}, '+8 hours')",
}
TEXTS: dict[str, dict[str, str]] = {
    vendor: {
        **dict.fromkeys(("string", "list"), TEXT[vendor]),
        "boolean": FLAG,
        "decimal": "{p}" if vendor == "postgresql" else "PRINTF('%%.{decimals}f', {p})",
        "datetime": MOMENT[vendor],
    }
    for vendor in ("postgresql", "sqlite")
}
"""How a value of a type becomes the text of a cell."""


def _statement(resource: Resource, queryset: QuerySet[Any], columns: Sequence[Given], reading: RowReading) -> Any:
    chosen = resource.selected(queryset, columns, reading)
    return chosen.query.get_compiler(connection=connection).as_sql()


def _places(columns: Sequence[Given]) -> str:
    return ", ".join(f"p{n}" for n, _column in enumerate(columns))


def _moment(column: Given, place: str) -> str:
    return MOMENT["postgresql"].format(p=place) if column.type == "datetime" else place


def _copied(query: str, parameters: Sequence[Any], options: str, head: bytes = b"") -> Iterator[bytes]:
    with connection.cursor() as cursor, cursor.copy(f"COPY ({query}) TO STDOUT WITH ({options})", parameters) as copy:
        yield from _pieces(copy, head)


def _pieces(lines: Iterable[Any], head: bytes = b"") -> Iterator[bytes]:
    """Lines gathered into pieces of some size."""
    waiting, size = [head] if head else [], len(head)
    for line in lines:
        waiting.append(line)
        size += len(line)
        if size >= PIECE:
            yield b"".join(waiting)
            waiting, size = [], 0
    if waiting:
        yield b"".join(waiting)


# ---- SQLite ----


def _read(sql: str, parameters: Sequence[Any]) -> Iterator[list[tuple[Any, ...]]]:
    """The rows as the driver gives them, in chunks."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, parameters)
        while chunk := cursor.fetchmany(CHUNK):
            yield chunk


class _Lines(list[str]):
    """A file for the CSV writer: its lines as they were written."""

    write = list.append


def _lines_of_csv(sql: str, parameters: Sequence[Any]) -> Iterator[bytes]:
    for chunk in _read(sql, parameters):
        lines = _Lines()
        csv.writer(lines, lineterminator="\r\n").writerows(chunk)
        # the writer quotes what its own line ends hold; in the file a line ends as PostgreSQL ends it
        yield "".join([f"{line[:-2]}\n" for line in lines]).encode()


def _lines_of_json(sql: str, parameters: Sequence[Any], columns: Sequence[Given]) -> Iterator[bytes]:
    names, converted = [column.name for column in columns], mended(columns)
    for chunk in _read(sql, parameters):
        for row in chunk:
            values = list(row)
            for place, convert in converted:
                if values[place] is not None:
                    values[place] = convert(values[place])
            yield orjson.dumps(dict(zip(names, values, strict=True)), option=orjson.OPT_APPEND_NEWLINE)
