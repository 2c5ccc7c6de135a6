"""A record that stands as a row of our own files would tell of it: what a row says alike is no change.

A row holds some acts only in part (a mark without its day, the highest who came), and facts that the law derived and no
act said. Compared with the acts alone, a file that was given out and comes back untouched would change its records.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from casework.actions.imported.changing import Change
from casework.actions.imported.judging import Refused, Told
from casework.exports.columns.shape import RowReading
from casework.exports.resources import RESOURCES, rows
from casework.imports.columns import ACTS, COLUMNS
from casework.imports.columns.shape import Column, Odd, Planned, Said, Wrong
from casework.imports.rows import marked
from casework.imports.values import CellReader
from casework.kinds import KINDS
from casework.law.names import RecordKind
from casework.permissions import Reach
from casework.reference import Reference

IN_A_FILE = RowReading(Reach(everything=True), flat=True)


def own_rows(kind: RecordKind, records: Iterable[Any], reader: CellReader) -> dict[int, dict[str, Any]]:
    """What the row of each record says by column, as our own files give it, by its key.

    A row is empty where it cannot be read.
    """
    resource = RESOURCES[KINDS[kind].resource]
    columns = given_out(kind)
    keys = sorted({record.pk for record in records})
    standing = resource.model.objects.filter(pk__in=keys).order_by("pk")
    found = rows(resource, standing, IN_A_FILE, [column.key for column in columns])
    return {key: _said(columns, cells, reader) for key, cells in zip(keys, found, strict=True)}


def given_out(kind: RecordKind) -> list[Column]:
    """The columns of a spreadsheet that our own files have."""
    resource = RESOURCES[KINDS[kind].resource]
    return [column for column in COLUMNS[kind].values() if column.key in resource.by_name]


def own_row(record: Any, reader: CellReader) -> dict[str, Any]:
    """What the row of one record says by column; nothing where that cannot be read."""
    return own_rows(RecordKind(record.kind), [record], reader)[record.pk]


def _said(columns: Sequence[Column], cells: Sequence[Any], reader: CellReader) -> dict[str, Any]:
    try:
        said = {column.key: reader.read(column, _written(cell)) for column, cell in zip(columns, cells, strict=True)}
    except Wrong:
        return {}
    return {key: value for key, value in said.items() if value is not None}


def own_acts(record: Any, said: Mapping[str, Any], reference: Reference) -> list[Planned]:
    """The acts that the own row of a record tells of; none where it tells of none."""
    return _acts(RecordKind(record.kind), said, record.organ.name, reference) or [] if said else []


def _acts(kind: RecordKind, said: Mapping[str, Any], keeper: str, reference: Reference) -> list[Planned] | None:
    """The acts that a row tells of, None where it tells of none."""
    try:
        return [marked(act, said) for act in ACTS[kind](Said(dict(said), keeper, reference))]
    except Wrong:
        return None


def _written(cell: Any) -> Any:
    """A cell as a file writes it."""
    return str(cell).lower() if isinstance(cell, bool) else cell


def said_anyway(compared: Callable[[Sequence[Told]], list[Change]], own: Sequence[Told]) -> list[Told]:
    """What the record's own row would change of it: who says it too says nothing otherwise."""
    try:
        return [change.told for change in compared(own)]
    except Refused:  # a name that cannot be read any more
        return []


# ---- What a row says in vain ----------------------------------------------------------------------------------------


def unheeded(record: Any, said: Mapping[str, Any], own: Mapping[str, Any], reference: Reference) -> list[Odd]:
    """What a row says otherwise than the own row of its record, and no act of it can bring about.

    An act that the row leaves out stays, and a cell that nothing is read from, or that denies an act, mends nothing.
    """
    kind = RecordKind(record.kind)
    acts = partial(_acts, kind, keeper=record.organ.name, reference=reference)
    needed = {column.key: own[column.key] for column in COLUMNS[kind].values() if column.required and column.key in own}
    said = {**needed, **said}
    otherwise = [column for column in given_out(kind) if not _alike(said.get(column.key), own.get(column.key))]
    told = acts(said) if own and otherwise else None
    if told is None:
        return []
    missing = _left_out(told, acts(own) or [])
    columns = {odd.column for odd in missing}
    in_vain = [
        Odd(column.key, "和记录不一致，没有据此更正", "Not what the record says, which is not mended by it")
        for column in otherwise
        if column.key not in columns and _is_in_vain(told, acts(_instead(said, column.key, own)))
    ]
    return missing + in_vain


def _alike(said: Any, own: Any) -> bool:
    """Whether a cell says what our own file does, or nothing; one value may stand for several."""
    one, other = (value if isinstance(value, list) else [value] for value in (said, own))
    if not any(each is not None for each in one):
        return True
    return one == other or (not any(one) and not any(other)) or (set(one) == set(other) and 1 in (len(one), len(other)))


def _instead(said: Mapping[str, Any], key: str, own: Mapping[str, Any]) -> dict[str, Any]:
    """What a row says, in one column what the own row does."""
    rest = {name: value for name, value in said.items() if name != key}
    return {**rest, key: own[key]} if key in own else rest


def _is_in_vain(told: Sequence[Planned], instead: Sequence[Planned] | None) -> bool:
    """Whether a row tells of the same acts, or of fewer, than with another value in one column."""
    if instead is None:
        return False
    same = [(act.act, act.on, act.keys) for act in told] == [(act.act, act.on, act.keys) for act in instead]
    return same or bool(Counter(act.act for act in instead) - Counter(act.act for act in told))


def _left_out(told: Sequence[Planned], own: Sequence[Planned]) -> list[Odd]:
    """Of each sort of act of which the record has more than the row, how many of each; told at the day of the act."""
    here, there = Counter(act.act for act in told), Counter(act.act for act in own)
    columns = {act.act: act.columns["on"] for act in told}
    return [
        Odd(
            columns[act],
            f"记录里「{act.zh}」有{there[act]}次，这一行写了{count}次，没有写的仍然保留",
            f"The record has {act.en} {there[act]} times, the row {count}: what it leaves out stays",
        )
        for act, count in here.items()
        if there[act] > count
    ]
