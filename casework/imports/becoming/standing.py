"""A record that stands as a row of our own files would tell of it: what a row says alike is no change.

A row holds some acts only in part (a mark without its day, the highest who came), and facts that the law derived and no
act said. Compared with the acts alone, a file that was given out and comes back untouched would change its records.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from casework.actions.imported.changing import Change
from casework.actions.imported.judging import Refused, Told
from casework.exports.columns.shape import RowReading
from casework.exports.resources import RESOURCES, rows
from casework.imports.columns import ACTS, COLUMNS
from casework.imports.columns.shape import Planned, Said, Wrong
from casework.imports.rows import marked
from casework.imports.values import CellReader
from casework.kinds import KINDS
from casework.law.names import RecordKind
from casework.permissions import Reach

IN_A_FILE = RowReading(Reach(everything=True), flat=True)


def own_row(record: Any, reader: CellReader) -> dict[str, Any]:
    """What the row of a record says by column, as our own files give it; nothing where that cannot be read."""
    kind = RecordKind(record.kind)
    resource = RESOURCES[KINDS[kind].resource]
    columns = [column for column in COLUMNS[kind].values() if column.key in resource.by_name]
    standing = resource.model.objects.filter(pk=record.pk)
    (cells,) = rows(resource, standing, IN_A_FILE, [column.key for column in columns])
    try:
        said = {column.key: reader.read(column, _written(cell)) for column, cell in zip(columns, cells, strict=True)}
    except Wrong:
        return {}
    return {key: value for key, value in said.items() if value is not None}


def own_acts(record: Any, said: Mapping[str, Any]) -> list[Planned]:
    """The acts that the own row of a record tells of; none where it tells of none."""
    if not said:
        return []
    try:
        return [marked(act, said) for act in ACTS[RecordKind(record.kind)](Said(said, record.organ.name))]
    except Wrong:
        return []


def _written(cell: Any) -> Any:
    """A cell as a file writes it."""
    return str(cell).lower() if isinstance(cell, bool) else cell


def said_anyway(compared: Callable[[Sequence[Told]], list[Change]], own: Sequence[Told]) -> list[Told]:
    """What the record's own row would change of it: who says it too says nothing otherwise."""
    try:
        return [change.told for change in compared(own)]
    except Refused:  # a name that cannot be read any more
        return []
