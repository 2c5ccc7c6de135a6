"""导入批次: recorded with its rows; undone whole while nobody has acted on its records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from casework.actions.reach import Actor
from casework.kinds import KINDS
from casework.law.names import RecordKind
from casework.models import ImportBatch, ImportedRow, Note, Organ
from casework.models.written import insert_all

LONGEST_NAME = 200


def begun(kind: RecordKind, actor: Actor, name: str, checksum: str, mapping: Mapping[str, Any]) -> ImportBatch:
    """A batch that is not stored yet."""
    return ImportBatch(
        kind=kind.value,
        organ=actor.organ,
        person=actor.person,
        name=name[-LONGEST_NAME:],
        checksum=checksum,
        mapping=dict(mapping),
    )


def lock(organ: Organ) -> None:
    """Two imports of one organ come one after the other."""
    Organ.objects.select_for_update(no_key=True).get(pk=organ.pk)


def keep_rows(
    batch: ImportBatch, records: Sequence[Any], rows: Sequence[tuple[int, str, str, list[Any]]], *, began: bool = True
) -> None:
    """Which row became which record, (row, digest, note, oddities) each; what had no place becomes a note."""
    pairs = list(zip(records, rows, strict=True))
    insert_all([
        ImportedRow(batch=batch, row=n, record=record.pk, digest=digest, began=began, oddities=odd)
        for record, (n, digest, _note, odd) in pairs
    ])  # fmt: skip
    kind, ids = batch.kind, [record.pk for record in records]
    said = set() if began else set(Note.objects.filter(**{f"{kind}__in": ids}).values_list(kind, "text"))
    insert_all([
        Note(kind=kind, person=batch.person, text=note, **{kind: record})
        for record, (_n, _digest, note, _odd) in pairs
        if note and (record.pk, note) not in said
    ])  # fmt: skip


def ended(batch: ImportBatch, outcome: Any) -> None:
    """Store how many rows a batch had, and what they did."""
    for name in ("rows", "created", "changed", "unchanged", "as_recorded"):
        setattr(batch, name, getattr(outcome, name))
    batch.save()


def records_of(batch: ImportBatch) -> Any:
    """The records that a batch began, as its kind's queryset."""
    began = batch.lines.filter(began=True).values("record")
    return KINDS[RecordKind(batch.kind)].model.objects.filter(pk__in=began)
