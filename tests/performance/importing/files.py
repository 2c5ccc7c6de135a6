"""An import checked and written, beside reading the file alone and `bulk_create` of the same rows unchecked.

A commit stands beside the rows' plain insertion too (goal 7): `executemany` on SQLite, COPY on PostgreSQL.

`python -m tests.performance.importing.files` works in an empty site in DATABASE_URL; `--memory N` imports N rows and
prints the most memory that the process held, in kB.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import django

if __name__ == "__main__":
    django.setup()

from django.db import connection, models, transaction

from casework.actions.reach import Actor
from casework.imports.files.book import book_of
from casework.imports.mapping import ColumnMapping
from casework.imports.running import import_file
from casework.law.names import RecordKind, Role
from casework.models import (
    Event,
    ImportBatch,
    ImportedRow,
    Mediation,
    Note,
    Organ,
    Participant,
    Reconsideration,
    Writing,
)
from casework.models.reconsideration import CASE_CHILDREN
from casework.reference import reference_on

COUNTY, TODAY = "曲沃县人民政府", date(2026, 6, 30)
HANDS = frozenset({Role.CLERK, Role.SUPERVISOR, Role.APPROVER})
MEDIATIONS, CASES = 20_000, 5_000
DISPUTES = ("婚姻家庭", "邻里纠纷", "房屋宅基地", "合同", "生产经营", "损害赔偿", "山林土地", "物业", "道路交通事故")
Row = Sequence[Any]


def mediations(count: int) -> Iterator[Row]:
    """Rows of a ledger of mediation as a county keeps it, most concluded, with parties and a summary."""
    draw = random.Random(1)
    yield ("案号", "受理时间", "受理单位", "调解员", "纠纷类别", "案件来源", "当事人", "涉及人数", "涉及金额（元）",
           "调解结果", "结案日期", "纠纷简要情况", "备用栏")  # fmt: skip
    for n in range(count):
        on = date(2024, 1, 1) + timedelta(draw.randrange(700))
        done = on + timedelta(draw.randrange(1, 25))
        yield (
            f"测调〔{on.year}〕{n + 1}号", f"{on.year}.{on.month}.{on.day}", f"测试{n % 60}村人民调解委员会",
            f"调解员{n % 40}", draw.choice(DISPUTES), "当事人申请", f"申请人甲{n}；被申请人乙{n}", draw.randrange(2, 6),
            draw.randrange(0, 90_000), "调解成功", f"{done.year}年{done.month}月{done.day}日", f"边界纠纷第{n}件", "无",
        )  # fmt: skip


def cases(count: int) -> Iterator[Row]:
    """Rows of a register of cases, all accepted, most concluded."""
    draw = random.Random(2)
    yield ("案号", "收到日期", "渠道", "申请人", "申请人类型", "被申请人", "申请事项", "管理类别", "审查结果",
           "审查日期", "结案方式", "结案日期")  # fmt: skip
    for n in range(count):
        on = date(2024, 1, 1) + timedelta(draw.randrange(700))
        ended = on + timedelta(40)
        yield (
            f"测政复〔{on.year}〕{n + 1}号", on.isoformat(), "当面", f"申请人甲{n}", "公民", "曲沃县公安局",
            "行政处罚", "公安", "受理", (on + timedelta(2)).isoformat(), draw.choice(("维持", "撤销", "驳回请求")),
            ended.isoformat(),
        )  # fmt: skip


def written(rows: Iterator[Row], folder: Path) -> Path:
    """The rows as a CSV."""
    path = folder / "rows.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def come(kind: RecordKind, path: Path, *, dry_run: bool) -> Any:
    """The import of a file, in which nothing is wrong."""
    reference = reference_on(TODAY)
    actor = Actor(None, Organ.objects.get(name=COUNTY), HANDS)
    outcome = import_file(
        kind, path, actor=actor, today=TODAY, reference=reference, mapping=ColumnMapping(), dry_run=dry_run
    )
    assert not outcome.errors.count, outcome.errors.kept[:3]
    return outcome


OF: dict[RecordKind, tuple[Any, dict[str, Any], str]] = {
    RecordKind.MEDIATION: (Mediation, {"Participant": Participant, "Writing": Writing, "Note": Note}, "mediation_id"),
    RecordKind.RECONSIDERATION: (Reconsideration, CASE_CHILDREN, "case_id"),
}


class Rows(NamedTuple):
    """The rows that a batch wrote: its records, those below and beside them by model, its events and lines."""

    first: list[Any]
    tables: dict[str, list[Any]]
    events: list[Any]
    lines: list[Any]


def rows_of(kind: RecordKind, batch: ImportBatch) -> Rows:
    """All that a batch wrote."""
    model, below, owner = OF[kind]
    return Rows(
        list(model.objects.order_by("pk")),
        {name: list(each.objects.exclude(**{owner: None}).order_by("pk")) for name, each in below.items()},
        list(Event.objects.filter(imported=batch).order_by("pk")),
        list(ImportedRow.objects.filter(batch=batch).order_by("pk")),
    )


AWAY = 10_000_000
"""How far the ids of copies lie from those of the rows."""


def plainly(kind: RecordKind, written: Rows) -> Callable[[], None]:
    """Inserts copies of all rows by the driver alone, their values prepared beforehand, to be rolled back."""
    owner, key = OF[kind][2], f"{kind.value}_id"
    copies = [
        [_fresh(row, id=row.pk + AWAY, number=f"又{row.number}") for row in written.first],
        *([_moved(row, owner) for row in rows] for rows in written.tables.values()),
        [_moved(row, key) for row in written.events],
        [_moved(row, "record") for row in written.lines],
    ]
    prepared = []
    for rows in filter(None, copies):
        fields = [field for field in type(rows[0])._meta.concrete_fields if not field.has_db_default()]
        values = [[f.get_db_prep_save(getattr(row, f.attname), connection) for f in fields] for row in rows]
        prepared.append((type(rows[0])._meta.db_table, ", ".join(f'"{f.column}"' for f in fields), values))

    def work() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            for table, names, values in prepared:
                _insert_plainly(cursor, table, names, values)
            transaction.set_rollback(True)

    return work


def _moved(row: models.Model, owner: str) -> Any:
    return _fresh(row, id=row.pk + AWAY, **{owner: getattr(row, owner) + AWAY})


def _insert_plainly(cursor: Any, table: str, names: str, values: list[list[Any]]) -> None:
    if connection.vendor == "sqlite":
        places = ", ".join(["%s"] * len(values[0]))
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", values)
        return
    with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as stream:
        for row in values:
            stream.write_row(row)


def floor(kind: RecordKind, path: Path, written: Rows) -> Callable[[], None]:
    """Reads the file and writes the rows of a batch once more, unchecked, to be rolled back."""
    model, below, owner = OF[kind]
    first, tables, events, lines = written

    def work() -> None:
        for sheet in book_of(path).sheets():
            for _row in sheet.rows:
                pass
        with transaction.atomic():
            again = {row.pk: _fresh(row, number=f"又{row.number}") for row in first}
            model.objects.bulk_create(again.values())
            for name, rows in tables.items():
                below[name].objects.bulk_create(
                    [_fresh(row, **{owner: again[getattr(row, owner)].pk}) for row in rows], batch_size=1000
                )
            key = f"{kind.value}_id"
            Event.objects.bulk_create([_fresh(row, **{key: again[getattr(row, key)].pk}) for row in events])
            ImportedRow.objects.bulk_create([_fresh(row, record=again[row.record].pk) for row in lines])
            transaction.set_rollback(True)

    return work


def _fresh(row: models.Model, **changed: Any) -> Any:
    """A copy of a stored row that has no id; what the database fills in itself it fills in again."""
    fields = [field for field in row._meta.concrete_fields if not field.primary_key and not field.has_db_default()]
    return type(row)(**{field.attname: getattr(row, field.attname) for field in fields} | changed)


def measure(kind: RecordKind, rows: Iterator[Row]) -> dict[str, Any]:
    """Seconds of the dry run, of the import and of the floor, and the longest time between two reports of progress."""
    with tempfile.TemporaryDirectory() as folder:
        path = written(rows, Path(folder))
        dry = _seconds(lambda: come(kind, path, dry_run=True))
        start = time.perf_counter()
        outcome = come(kind, path, dry_run=False)
        committed = time.perf_counter() - start
        written_rows = rows_of(kind, outcome.batch)
        alone, driver = _seconds(floor(kind, path, written_rows)), _seconds(plainly(kind, written_rows))
    return {
        "rows": outcome.rows,
        "dry": dry,
        "commit": committed,
        "floor": alone,
        "ratio": (dry + committed) / alone,
        "driver": driver,
        "of_driver": driver / committed,
    }


def _seconds(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def memory(count: int) -> int:
    """The most memory in kB that this process held when it had imported so many rows."""
    with tempfile.TemporaryDirectory() as folder:
        come(RecordKind.MEDIATION, written(mediations(count), Path(folder)), dry_run=False)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main() -> None:
    """Print what was measured as JSON."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--memory", type=int)
    parser.add_argument("--rows", type=int, default=MEDIATIONS)
    options = parser.parse_args()
    if options.memory:
        print(json.dumps({"memory": memory(options.memory)}))
        return
    found = {
        "mediation": measure(RecordKind.MEDIATION, mediations(options.rows)),
        "reconsideration": measure(RecordKind.RECONSIDERATION, cases(options.rows * CASES // MEDIATIONS)),
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main()
