"""Goals 5 and 6 for programs: whole lists as files beside the driver's raw rows, pages beside plain rows.

`python -m tests.performance.listing.pulls` measures in the database of DATABASE_URL that `generate` and `many` have
filled.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import tempfile
from collections.abc import Callable
from functools import partial
from typing import Any

import django

if __name__ == "__main__":
    django.setup()

import orjson
import xlsxwriter
from django.db import connection

from casework.exports import bulk
from casework.exports.columns.shape import RowReading
from casework.exports.resources import RESOURCES, records, rows
from casework.models import Mediation
from casework.permissions import Reach
from tests.performance.shared.timing import Compared, in_turns

MEDIATIONS = RESOURCES["mediations"]
CLEAR = RowReading(Reach(everything=True))
ROWS, PAGE, DEEP = 20_000, 100, 1_000
STORED = [field.attname for field in Mediation._meta.concrete_fields if not field.name.startswith("search_")]


def listed() -> Any:
    """The mediation cases that are measured, in the order of pulls."""
    return Mediation.objects.order_by("pk")


def some() -> Any:
    """So many of them."""
    last = listed().values_list("pk", flat=True)[: ROWS + 1]
    return listed().filter(pk__lt=max(last))


def drained(chunks: Any) -> int:
    """Read a stream to its end."""
    return sum(map(len, chunks))


def raw(*, flat: bool) -> int:
    """The same statement without any writing of ours: COPY on PostgreSQL, the driver's cursor on SQLite."""
    chosen = MEDIATIONS.selected(some(), MEDIATIONS.columns, CLEAR._replace(flat=flat))
    statement, parameters = chosen.query.get_compiler(connection=connection).as_sql()
    if connection.vendor == "postgresql":
        with (
            connection.cursor() as cursor,
            cursor.copy(f"COPY ({statement}) TO STDOUT (FORMAT csv)", parameters) as out,
        ):
            return drained(out)
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        if not flat:
            names = [column.name for column in MEDIATIONS.columns]
            return drained(orjson.dumps(dict(zip(names, row, strict=True))) for row in cursor.fetchall())
        text = io.StringIO()
        csv.writer(text).writerows(cursor.fetchall())
        return text.tell()


def plain_workbook() -> None:
    """XlsxWriter's own loop in constant memory over the same rows."""
    with tempfile.TemporaryFile() as file:
        book: Any = xlsxwriter.Workbook(file, {"constant_memory": True, "default_date_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet()
        for line, row in enumerate(rows(MEDIATIONS, some(), CLEAR._replace(flat=True))):
            sheet.write_row(line, 0, row)
        book.close()


def page(after: int = 0) -> int:
    """A page of JSON as programs get it."""
    found = records(MEDIATIONS, listed().filter(pk__gt=after)[:PAGE], CLEAR)
    return len(orjson.dumps(list(found), default=str))


def plain_page() -> int:
    """The stored columns of as many rows as JSON."""
    return len(orjson.dumps(list(listed().values(*STORED)[:PAGE]), default=str))


def measure(rounds: int) -> dict[str, Any]:
    """Each as (found, floor, ratio) in milliseconds."""
    turns: Callable[..., Compared] = partial(in_turns, rounds=rounds)
    few: Callable[..., Compared] = partial(in_turns, rounds=max(3, rounds // 10), warm_up=1)
    count = listed().count()
    deep = listed().values_list("pk", flat=True)[min(DEEP * PAGE, count - PAGE) - 1]
    return {
        "csv": few(lambda: drained(bulk.csv_file(MEDIATIONS, some(), CLEAR)), partial(raw, flat=True)),
        "ndjson": few(lambda: drained(bulk.ndjson(MEDIATIONS, some(), CLEAR)), partial(raw, flat=False)),
        "xlsx": few(lambda: bulk.xlsx(MEDIATIONS, some(), CLEAR).close(), plain_workbook),
        "page": turns(page, plain_page),
        "deep": turns(partial(page, deep), page),
    }


def main() -> None:
    """Print what was measured as JSON."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--rounds", type=int, default=30)
    print(json.dumps(measure(parser.parse_args().rounds)))


if __name__ == "__main__":
    main()
