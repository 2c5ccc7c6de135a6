"""An import from a file to records: read, judged, compared with what stands, written in one go or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import transaction

from casework.actions.imported import batches
from casework.actions.naming import reading_of
from casework.actions.numbers import borne_of, take_numbers
from casework.actions.reach import Actor
from casework.errors import FaultyInput
from casework.imports.becoming.beginning import begin, look_at
from casework.imports.becoming.comparing import compare
from casework.imports.becoming.matching import Known, imported, is_known, meant
from casework.imports.becoming.resembling import new_of
from casework.imports.becoming.standing import own_row, own_rows
from casework.imports.becoming.telling import Progress, Run, row_of, same_record, wrong
from casework.imports.files.book import book_of, checksum
from casework.imports.finding import Outcome
from casework.imports.mapping import DATES, ColumnMapping
from casework.imports.preview import Cells, cells_of, moved, years_of
from casework.imports.rows import Fault, Line, Lines
from casework.imports.tables import Table, tables
from casework.imports.tried import Tried
from casework.imports.values import CellReader
from casework.law.names import RecordKind
from casework.law.words.languages import Text
from casework.models import ImportBatch
from casework.reference import Reference, reading_once
from casework.registry import histories

AT_ONCE = 500
"""Rows that are looked up and written together."""


class Undone(Exception):
    """Rolls an import back that has nothing to write, or a row that is not right."""


@reading_once()
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

    A dry run in which nothing is wrong writes at last what tables count, sees what they show, and takes it back. Raises
    FaultyInput for a file that cannot be read or holds no table of the kind.
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
    """Read a file without writing; where all of it can be written, tell which cells of the tables that moves."""
    with Tried() as run.tried:
        _read(run, path)
        if not run.outcome.errors.count and run.first is not None:
            _tell_of_tables(run, run.tried, years_of(run.first, run.today))


def _tell_of_tables(run: Run, tried: Tried, years: range) -> None:
    """Tell what the tables of these years show now, and once what was tried is written."""
    organ, vocabulary = run.actor.organ, run.reading.reference.vocabulary

    def goes_on() -> None:
        run.progress(run.outcome.rows)

    def cells() -> Cells:
        return cells_of(organ, run.kind, years, vocabulary, goes_on)

    after = tried.shown(run.kind, run.actor, run.reading, run.today, look=cells, goes_on=goes_on)
    run.outcome.tables = moved(cells(), after)
    if run.first is not None and run.first.year < years.start:
        zh, en = "统计表的变化从{}年算起", "What the tables will show is told from {} on"
        run.outcome.tell([Text(zh.format(years.start), en.format(years.start))])


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


def _read(run: Run, path: Path) -> None:
    book = book_of(path)
    organ, first_day = run.actor.organ, DATES[run.mapping.dates]
    reader = CellReader(run.kind, run.reading.reference, run.mapping.values, first_day, organ)
    stands = partial(is_known, run.kind, organ)
    if run.batch is not None:  # numbers that are given anywhere in the file are not given by the series
        for table in tables(book, run.kind, run.mapping, stands):
            given = Lines(run.kind, table, run.mapping, reader, organ.name).numbers()
            take_numbers(run.kind.value, organ, given)
    seen: list[Table] = []
    for table in tables(book, run.kind, run.mapping, stands, run.outcome.told):
        run.headings = dict(zip(table.places, table.headings, strict=True))
        read = Lines(run.kind, table, run.mapping, reader, organ.name)
        lines = iter(read)
        while part := list(islice(lines, AT_ONCE)):
            _take(run, read, part)
            run.progress(run.outcome.rows)
        seen.append(table)
    run.outcome.met = sorted(reader.met)
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


def _take(run: Run, read: Lines, lines: Sequence[Line]) -> None:
    run.outcome.rows += len(lines)
    known = meant(run.kind, run.actor.organ, lines, run.own)
    for line in lines:
        _tell(run, read, line, known.get(line.row))
    good = [line for line in lines if _tell_faults(run, line)]
    new = new_of(run, read, _unknown(run, good, known))
    begin(run, new)
    judged = {line.row for line in good} | set(known)
    look_at(run, [line for line in lines if line.acts and line.row not in judged])


def _tell(run: Run, read: Lines, line: Line, record: Any) -> None:
    """Have a row tell of its acts, as one of a new record or of one that stands."""
    if record is not None:
        read.tell(line, own_row(record, run.own) if read.lacks(line) else {})
        return
    if line.bare:
        run.outcome.tell([RUNNING])
    read.tell(line)


RUNNING = Text(
    "编号只有数字，没有年份和字号，当作序号",
    "Numbers of digits alone, without year and series, are read as running numbers",
)


def _unknown(run: Run, lines: Sequence[Line], known: Known) -> list[Line]:
    """The rows of no record that is known; the others are compared, or are there already."""
    came, borne = imported(run.kind, run.actor.organ, lines), _borne(run, lines)
    run.there.update(came.values())
    acts = histories(run.kind, [record.pk for record in known.values()])
    own = own_rows(run.kind, known.values(), run.own)
    new = []
    for line in lines:
        if line.row in known:
            record = known[line.row]
            compare(run, line, record, own[record.pk], acts[record.pk])
        elif not line.number and line.digest in came:
            pk = came[line.digest]
            run.outcome.unchanged += not same_record(run, line, pk, "")
        elif line.number in borne:
            wrong(run, line, Fault("number", line.number, *TAKEN))
        else:
            new.append(line)
    return new


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
        alike = run.seen.setdefault(line.told, [])
        alike.append(line.place)
        line.nth = len(alike)
    return not line.faults


def _borne(run: Run, lines: Sequence[Line]) -> set[str]:
    numbers = [line.number for line in lines if line.number]
    return borne_of(run.kind.value, run.actor.organ, numbers) if numbers else set()
