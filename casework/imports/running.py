"""An import from a file to records: read, judged, compared with what stands, written in one go or not at all."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import transaction

from casework.actions.imported import batches
from casework.actions.imported.changing import Change, differences
from casework.actions.imported.judging import Fresh, Judge, Refused, Told, numbered
from casework.actions.imported.writing import write_all, write_counted
from casework.actions.naming import reading_of
from casework.actions.numbers import borne_of, next_numbers, take_numbers
from casework.actions.reach import Actor
from casework.actions.recording import Request, perform
from casework.errors import CaseworkError, FaultyInput
from casework.imports.columns import COLUMNS
from casework.imports.columns.shape import Planned
from casework.imports.files.book import book_of
from casework.imports.finding import Finding, Outcome, shortened, words_of
from casework.imports.mapping import DATES, ColumnMapping
from casework.imports.matching import imported, meant, resembled
from casework.imports.preview import Cells, cells_of, moved, years_of
from casework.imports.rows import Fault, Line, Lines, Place
from casework.imports.standing import own_acts, said_anyway
from casework.imports.tables import Table, tables
from casework.imports.values import CellReader
from casework.kinds import KINDS
from casework.law.history import Done
from casework.law.names import Act, RecordKind
from casework.law.refusals import ActRefused
from casework.law.terms.calendar import LawError
from casework.law.words.languages import Text
from casework.models import ImportBatch
from casework.reference import Reference
from casework.registry import histories
from casework.registry.codecs import Reading

AT_ONCE = 500
"""Rows that are looked up and written together."""
Progress = Callable[[int], None]


class Undone(Exception):
    """Rolls an import back that has nothing to write, or a row that is not right."""


@dataclass
class Run:
    """One import under way."""

    kind: RecordKind
    actor: Actor
    reading: Reading
    today: date
    mapping: ColumnMapping
    outcome: Outcome
    batch: ImportBatch | None
    """None in a dry run, which is taken back and keeps no events."""
    progress: Progress
    numbers: dict[str, Place] = field(default_factory=dict)
    seen: Counter[str] = field(default_factory=Counter)
    meant: dict[int, Place] = field(default_factory=dict)
    first: date | None = None
    """The day of the earliest act of what is new or changed."""
    headings: dict[str, str] = field(default_factory=dict)

    @cached_property
    def own(self) -> CellReader:
        """Who reads the cells of our own files."""
        return CellReader(self.kind, self.reading.reference, {})

    @cached_property
    def judge(self) -> Judge:
        """Who judges its new records."""
        return Judge(self.kind, self.actor, self.reading, self.today)


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
            _compare(run, line, known[line.row], acts)
        elif not line.number and line.digest in came:
            run.outcome.unchanged += 1
        elif line.number in borne:
            _wrong(run, line, Fault("number", line.number, *TAKEN))
        else:
            new.append(line)
    _warn(run, new)
    _begin(run, new)


TAKEN = (
    Text("这个号码用过，属于作废的记录", "is the number of a void record"),
    Text("另一个号码，或者留空", "another number, or none"),
)


def _tell_faults(run: Run, line: Line) -> bool:
    """Tell what is wrong with a row, and with its number beside those above; whether nothing is."""
    for fault in line.faults:
        _wrong(run, line, fault)
    if line.number:
        if line.number in run.numbers:
            above = _row_of(run.numbers[line.number], line)
            problem = Text(f"和{above.zh}是同一个号码", f"is the number of {above.en} too")
            _wrong(run, line, Fault("number", line.number, problem, Text("每行不同的号码", "a number of its own")))
            return False
        run.numbers[line.number] = line.place
    else:
        run.seen[line.told] += 1
        line.nth = run.seen[line.told]
    return not line.faults


def _row_of(place: Place, line: Line) -> Text:
    """Where another row stands, as one says it of this one."""
    sheet, row = place
    zh, en = (f"「{sheet}」", f" of {sheet}") if sheet != line.sheet else ("", "")
    return Text(f"{zh}第{row}行", f"row {row}{en}")


def _warn(run: Run, lines: Sequence[Line]) -> None:
    """Tell of new rows that look like a record that stands: without a number nobody can know."""
    for row, number in resembled(run.kind, run.actor.organ, lines).items():
        line = next(line for line in lines if line.row == row)
        said = Text(f"像是已有的{number}，没有编号，按新的记", f"looks like {number}; without a number it is a new one")
        run.outcome.warnings.add(_finding(run, line, Fault("number", "", said, Text("", ""))))


def _borne(run: Run, lines: Sequence[Line]) -> set[str]:
    numbers = [line.number for line in lines if line.number]
    return borne_of(run.kind.value, run.actor.organ, numbers) if numbers else set()


def _wrong(run: Run, line: Line, fault: Fault) -> None:
    run.outcome.errors.add(_finding(run, line, fault))


def _finding(run: Run, line: Line, fault: Fault) -> Finding:
    column = COLUMNS[run.kind].get(fault.column)
    heading = run.headings.get(fault.column) or (column.label.zh if column else fault.column)
    value = shortened(fault.value if fault.value not in ("", None) else line.cells.get(fault.column, ""))
    return Finding(line.sheet, line.row, fault.column, heading, value, fault.problem, fault.allowed, fault.nearest)


def _refused(run: Run, line: Line, place: int, problem: CaseworkError | ActRefused | LawError) -> None:
    """Tell of each fault of an act at the column that says it."""
    act = line.acts[place]
    faults = [problem, *getattr(problem, "others", ())]
    for fault in faults:
        column = act.column_of(getattr(fault, "where", ""))
        _wrong(run, line, Fault(column, "", *words_of(fault)))


def _odd(run: Run, line: Line, fresh: Fresh) -> list[list[str]]:
    """Tell what is taken as it stands; gives what of it the law would refuse, or was not said: [column, zh, en]."""
    kept = []
    for odd in line.odd:
        run.outcome.warnings.add(_finding(run, line, Fault(odd.column, "", Text(odd.zh, odd.en), Text("", ""))))
        kept.append([odd.column, odd.zh, odd.en])
    return kept + [_as_recorded(run, line, place, refusal) for place, refusal in fresh.broken]


def _as_recorded(run: Run, line: Line, place: int, refusal: ActRefused) -> list[str]:
    """Tell of an act that is taken as recorded although the law refuses it: [column, zh, en]."""
    column, problem = line.acts[place].columns["on"], words_of(refusal)[0]
    said = Text(f"按原记录收入：{problem.zh}", f"Taken as recorded: {problem.en}")
    run.outcome.warnings.add(_finding(run, line, Fault(column, "", said, Text("", ""))))
    return [column, problem.zh, problem.en]


def _begin(run: Run, lines: Sequence[Line]) -> None:
    """Judge new records, and write them where all rows were right so far."""
    numbers = _numbers(run, lines) if not run.outcome.errors.count else [line.number for line in lines]
    fresh, kept, odd = [], [], []
    for line, number in zip(lines, numbers, strict=True):
        try:
            each = run.judge.fresh(numbered(run.kind, _told(line), number), number)
        except Refused as refused:
            _refused(run, line, refused.place, refused.problem)
            continue
        oddities = _odd(run, line, each)
        run.outcome.as_recorded += bool(each.broken)
        fresh.append(each)
        kept.append(line)
        odd.append(oddities)
    run.outcome.created += len(fresh)
    if run.outcome.errors.count or not fresh:
        return
    run.first = min(filter(None, [run.first, *(step.on for each in fresh for step in each.steps)]))
    if run.batch is None:
        write_counted(run.kind, fresh, actor=run.actor)
    else:
        records = write_all(run.kind, fresh, actor=run.actor, batch=run.batch)
        rows = [(line.row, line.digest, line.note, oddities) for line, oddities in zip(kept, odd, strict=True)]
        batches.keep_rows(run.batch, records, rows)


def _told(line: Line) -> list[Told]:
    return [Told(act.act, act.on, act.keys) for act in line.acts]


def _numbers(run: Run, lines: Sequence[Line]) -> list[str]:
    """The numbers of new records: as given, else the next of the series by the year of the first act."""
    wanted = [line for line in lines if not line.number and _is_numbered(run, line)]
    free = iter(next_numbers(run.kind.value, run.actor.organ, [line.acts[0].on.year for line in wanted]))
    return [line.number or (next(free) if _is_numbered(run, line) else "") for line in lines]


def _is_numbered(run: Run, line: Line) -> bool:
    """Whether a case has a number yet: some organs number only what they accept."""
    late = run.kind is RecordKind.RECONSIDERATION and run.actor.organ.number_at != Act.REGISTER
    return not late or any(act.act is Act.ACCEPT for act in line.acts)


# ---- A row of a record that stands ---------------------------------------------------------------------------------


def _compare(run: Run, line: Line, record: Any, acts: Mapping[int, Sequence[Done]]) -> None:
    """What a row says otherwise than its record: tried, and done unless it is a dry run."""
    if record.pk in run.meant:
        above = _row_of(run.meant[record.pk], line)
        problem = Text(f"和{above.zh}是同一件", f"is the record of {above.en} too")
        _wrong(run, line, Fault("number", str(record), problem, Text("一件一行", "one row for each")))
        return
    run.meant[record.pk] = line.place
    history, reason = acts[record.pk], f"按导入文件第{line.row}行更正"
    try:
        told = _placed(line.acts, history)
        compared = partial(differences, run.kind, history, reason=reason, today=run.today, reading=run.reading)
        changes = compared(told)
        if changes:
            known = said_anyway(compared, _placed(own_acts(record, run.own), history))
            changes = compared(told, known=known)
        if not changes:
            run.outcome.unchanged += 1
            return
        _change(run, line, record, changes)
    except Refused as refused:
        _refused(run, line, refused.place, refused.problem)
        return
    run.outcome.changed += 1


def _placed(acts: Iterable[Planned], history: Sequence[Done]) -> list[Told]:
    """The acts of a row, each on the day on which it was recorded where the row does not say its day."""
    days = {done.act: done.on for done in history}
    return [Told(act.act, days.get(act.act, act.on) if act.assumed else act.on, act.keys) for act in acts]


def _change(run: Run, line: Line, record: Any, changes: Sequence[Change]) -> None:
    """Do what a row changes, all of it or nothing. Raises Refused for an act that cannot be."""
    odd: list[list[str]] = []
    with transaction.atomic():
        for change in changes:
            odd += _changed(run, line, record, change)
            record = KINDS[run.kind].model.objects.select_related("organ").get(pk=record.pk)
        if run.batch is not None:
            batches.keep_rows(run.batch, [record], [(line.row, line.digest, line.note, odd)], began=False)
    run.first = min(filter(None, [run.first, *(told.on for _place, told in changes), record.received_on]))
    run.outcome.as_recorded += bool(odd)


def _changed(run: Run, line: Line, record: Any, change: Change) -> list[list[str]]:
    """Do one act; what the law alone refuses is taken as recorded, and told: [column, zh, en]."""
    (place, told), reading = change, run.reading
    request = Request(run.kind, told.act, told.on, told.keys, record, imported=run.batch)

    def do(as_recorded: bool = False) -> None:
        asked = request._replace(as_recorded=as_recorded)
        perform(asked, actor=run.actor, today=run.today, reference=reading.reference, reading=reading)

    try:
        try:
            do()
        except ActRefused as refusal:
            if refusal.hard or told.act is Act.CORRECT:
                raise
            do(as_recorded=True)
            return [_as_recorded(run, line, place, refusal)]
    except (CaseworkError, ActRefused, LawError) as problem:
        raise Refused(place, problem) from None
    return []
