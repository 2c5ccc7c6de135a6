"""Rows without a number that look like a record: told, and taken as that record where a person says so of the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from casework.imports.becoming.comparing import compare
from casework.imports.becoming.matching import resembled
from casework.imports.becoming.standing import own_row
from casework.imports.becoming.telling import Run, doubtful, remark, row_of, wrong
from casework.imports.rows import Line, Lines
from casework.law.words.languages import Text
from casework.registry import histories


def new_of(run: Run, read: Lines, lines: Sequence[Line]) -> list[Line]:
    """The rows among these, of no known number, that are new records; those that look like one record are compared with
    it where the mapping says that they are it.
    """
    found = resembled(run.kind, run.actor.organ, lines, {*run.meant, *run.there})
    rows = Counter(record.pk for records in found.values() for record in records)
    new = []
    for line in lines:
        records = found.get(line.row, [])
        if len(records) == 1 and rows[records[0].pk] == 1 and run.mapping.resembling:
            _is(run, read, line, records[0])
            continue
        _tell(run, line, records)
        new.append(line)
    return new


def _is(run: Run, read: Lines, line: Line, record: Any) -> None:
    run.outcome.resembling += 1
    doubtful(run, line, Text(f"当作已有的{record}", f"taken as {record}, which stands"))
    own = own_row(record, run.own)
    read.tell(line, own)
    for fault in line.faults:
        wrong(run, line, fault)
    if not line.faults:
        compare(run, line, record, own, histories(run.kind, [record.pk])[record.pk])


def _tell(run: Run, line: Line, records: Sequence[Any]) -> None:
    """Tell of a new row that looks like a record that stands, or like a row above: without a number nobody can know."""
    if records:
        run.outcome.resembling += 1
        zh, en = "、".join(map(str, records)), ", ".join(map(str, records))
        said = Text(f"像是已有的{zh}，没有编号，按新的记", f"looks like {en}; without a number it is a new one")
        doubtful(run, line, said)
    if line.nth > 1:
        above = row_of(run.seen[line.told][0], line)
        said = Text(f"和{above.zh}完全一样，按两件记", f"says the same as {above.en}: taken as two records")
        remark(run, line, "number", said)
