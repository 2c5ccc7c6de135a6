"""An import from a file to records: read, judged, compared with what stands, written in one go or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from itertools import islice
from pathlib import Path

from django.db import transaction

from casework.actions.imported import batches
from casework.actions.naming import reading_of
from casework.actions.numbers import borne_of, take_numbers
from casework.actions.reach import Actor
from casework.errors import FaultyInput
from casework.imports.beginning import begin, warn_of_likes
from casework.imports.comparing import compare
from casework.imports.files.book import book_of
from casework.imports.finding import Outcome
from casework.imports.mapping import DATES, ColumnMapping
from casework.imports.matching import imported, meant
from casework.imports.preview import Cells, cells_of, moved, years_of
from casework.imports.rows import Fault, Line, Lines
from casework.imports.tables import Table, tables
from casework.imports.telling import Progress, Run, row_of, wrong
from casework.imports.values import CellReader
from casework.law.names import RecordKind
from casework.law.words.languages import Text
from casework.models import ImportBatch
from casework.reference import Reference
from casework.registry import histories

AT_ONCE = 500
"""Rows that are looked up and written together."""


class Undone(Exception):
    """Rolls an import back that has nothing to write, or a row that is not right."""


def import_file(
    kind: RecordKind,
    path: Path,
    *,
    actor: Actor,
    today: date,
    reference: Reference,
    mapping: ColumnMapping,
    dry_run: bool = True,
    name: str = "",
    progress: Progress = lambda _rows: None,
) -> Outcome:
    """What a file brings, written unless it is a dry run or a row is wrong: then nothing is.

    A dry run writes too what the tables count, sees what they show, and takes it back. Raises FaultyInput for a file
    that cannot be read or holds no table of the kind.
    """
    outcome = Outcome(dry_run)
    reading = reading_of(actor, reference)
    run = Run(kind, actor, reading, today, mapping, outcome, None, progress)
    if dry_run:
        _try(run, path)
    else:
        outcome.batch = _commit(run, path, name or path.name)
    return outcome


def _try(run: Run, path: Path) -> None:
    """Read a file as if it were written; where all of it can be, tell which cells of the tables that moves."""
    organ, vocabulary = run.actor.organ, run.reading.reference.vocabulary
    after: Cells = {}
    with transaction.atomic():
        batches.lock(organ)
        _read(run, path)
        if not run.outcome.errors.count:
            after = cells_of(organ, run.kind, years_of(run.first, run.today), vocabulary)
        transaction.set_rollback(True)
    run.outcome.tables = moved(cells_of(organ, run.kind, after, vocabulary), after)


def _commit(run: Run, path: Path, name: str) -> ImportBatch | None:
    """Write a file, all of it or nothing; the batch, None where nothing was written."""
    outcome = run.outcome
    batch = run.batch = batches.begun(run.kind, run.actor, name, checksum(path), run.mapping.dump())
    try:
        with transaction.atomic():
            batches.lock(run.actor.organ)
            batch.save()
            _read(run, path)
            if outcome.errors.count or not outcome.created + outcome.changed:
                raise Undone
            batches.ended(batch, outcome)
    except Undone:
        if outcome.errors.count:
            outcome.created = outcome.changed = outcome.unchanged = outcome.as_recorded = 0
        return None
    return batch


def checksum(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read(run: Run, path: Path) -> None:
    book = book_of(path)
    reader = CellReader(run.kind, run.reading.reference, run.mapping.values, DATES[run.mapping.dates])
    for table in tables(book, run.kind, run.mapping):  # numbers given in the file are not given by the series
        given = Lines(run.kind, table, run.mapping, reader, run.actor.organ.name).numbers()
        take_numbers(run.kind.value, run.actor.organ, given)
    seen: list[Table] = []
    for table in tables(book, run.kind, run.mapping, run.outcome.told):
        run.headings = dict(zip(table.places, table.headings, strict=True))
        lines = iter(Lines(run.kind, table, run.mapping, reader, run.actor.organ.name))
        while part := list(islice(lines, AT_ONCE)):
            _take(run, part)
            run.progress(run.outcome.rows)
        seen.append(table)
    for table in seen:
        _tell_of(run, table, several=len(seen) > 1)
    run.outcome.put_in_order([table.sheet for table in seen])
    run.outcome.tell(book.told)
    if not run.outcome.rows:
        raise FaultyInput("文件里没有一行记录", "The file holds no row of a record", where="file")


def _tell_of(run: Run, table: Table, *, several: bool) -> None:
    """Tell what was seen of a table, of one among several by the name of its sheet."""
    if table.unplaced:
        heads = "、".join(table.unplaced)
        table.told.append(
            Text(f"没有对应栏目、记入备注的列：{heads}", f"Columns without a place, kept as a note: {heads}")
        )
    sheet = f"{table.sheet}：" if several else ""
    run.outcome.tell(Text(sheet + said.zh, sheet + said.en) for said in table.told)


# ---- Some rows at once ---------------------------------------------------------------------------------------------


def _take(run: Run, lines: Sequence[Line]) -> None:
    run.outcome.rows += len(lines)
    good = [line for line in lines if _tell_faults(run, line)]
    organ = run.actor.organ
    known, came, borne = meant(run.kind, organ, good), imported(run.kind, organ, good), _borne(run, good)
    acts = histories(run.kind, [record.pk for record in known.values()])
    new = []
    for line in good:
        if line.row in known:
            compare(run, line, known[line.row], acts)
        elif not line.number and line.digest in came:
            run.outcome.unchanged += 1
        elif line.number in borne:
            wrong(run, line, Fault("number", line.number, *TAKEN))
        else:
            new.append(line)
    warn_of_likes(run, new)
    begin(run, new)


TAKEN = (
    Text("这个号码用过，属于作废的记录", "is the number of a void record"),
    Text("另一个号码，或者留空", "another number, or none"),
)


def _tell_faults(run: Run, line: Line) -> bool:
    """Tell what is wrong with a row, and with its number beside those above; whether nothing is."""
    for fault in line.faults:
        wrong(run, line, fault)
    if line.number:
        if line.number in run.numbers:
            above = row_of(run.numbers[line.number], line)
            problem = Text(f"和{above.zh}是同一个号码", f"is the number of {above.en} too")
            wrong(run, line, Fault("number", line.number, problem, Text("每行不同的号码", "a number of its own")))
            return False
        run.numbers[line.number] = line.place
    else:
        run.seen[line.told] += 1
        line.nth = run.seen[line.told]
    return not line.faults


def _borne(run: Run, lines: Sequence[Line]) -> set[str]:
    numbers = [line.number for line in lines if line.number]
    return borne_of(run.kind.value, run.actor.organ, numbers) if numbers else set()
