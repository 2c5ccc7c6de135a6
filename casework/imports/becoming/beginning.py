"""Rows of an import that begin records: judged, and written where all rows were right so far."""

from __future__ import annotations

from collections.abc import Sequence

from casework.actions.imported import batches
from casework.actions.imported.judging import Fresh, Refused, Told, numbered
from casework.actions.imported.writing import write_all
from casework.actions.numbers import next_numbers
from casework.imports.becoming.telling import Run, refused_in, remark, taken_as_recorded
from casework.imports.rows import Line
from casework.law.names import Act, RecordKind
from casework.law.words.languages import Text


def look_at(run: Run, lines: Sequence[Line]) -> None:
    """Tell what else keeps rows from being taken that cannot be for another reason, as far as they can be judged."""
    for line in lines:
        try:
            run.judge.fresh(_told(line), line.number)
        except Refused as refused:
            faulty = {fault.column for fault in line.faults} if line.faults else None
            refused_in(run, line, refused.place, refused.problem, but=faulty)


def _odd(run: Run, line: Line, fresh: Fresh) -> list[list[str]]:
    """Tell what is taken as it stands; gives what of it the law would refuse, or was not said: [column, zh, en]."""
    kept = []
    for odd in line.odd:
        remark(run, line, odd.column, Text(odd.zh, odd.en))
        kept.append([odd.column, odd.zh, odd.en])
    return kept + [taken_as_recorded(run, line, place, refusal) for place, refusal in fresh.broken]


def begin(run: Run, lines: Sequence[Line]) -> None:
    """Judge new records, and write them where all rows were right so far."""
    writes = run.batch is not None and not run.outcome.errors.count
    numbers = _numbers(run, lines) if writes else [line.number for line in lines]
    fresh, kept, odd = [], [], []
    for line, number in zip(lines, numbers, strict=True):
        try:
            each = run.judge.fresh(numbered(run.kind, _told(line), number), number)
        except Refused as refused:
            refused_in(run, line, refused.place, refused.problem)
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
    if run.tried is not None:
        run.tried.keep(fresh)
    if run.batch is not None:
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
