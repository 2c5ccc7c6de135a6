"""Counting everything anew: what an upgrade reads otherwise, or a hand changed, follows from the acts again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q

from casework.actions.counting.recompute import append
from casework.actions.linking import link_suits
from casework.actions.saving import changes_between, children_of, save_beside, save_children, save_row
from casework.derivations import Row, beside_rows
from casework.derivations.search import COLUMNS
from casework.integrity.derived import (
    Stored,
    derived_row,
    differing_columns,
    differing_tables,
    kept_rows,
    stored_records,
)
from casework.kinds import KINDS
from casework.law.history import Unlawful, play
from casework.law.names import RecordKind
from casework.models import Litigation, Organ, Phase, Reconsideration, Respondent, RespondentCase
from casework.models.base import OPEN_END
from casework.reference import Reference, reference_on


class Recounted(NamedTuple):
    """A record that came right: column -> [before, after], and what else of it was written anew, by name.

    `problem` says in Chinese why a record could not be counted; then nothing of it was changed.
    """

    record: Any
    changes: dict[str, Any]
    anew: tuple[str, ...] = ()
    problem: str = ""


def recount_all(today: date, reference: Reference) -> Iterator[Recounted]:
    """Count the stored derivations of every record anew, and save those that differ, each with an event.

    Cases come before the suits that follow them, and when a decision was taken to court after both. Run it in a
    transaction.
    """
    for kind in RecordKind:
        for stored in stored_records(kind, locked=True):
            found = _recount(kind, stored, today, reference)
            if found is not None:
                yield found
    yield from _relink(today)


def _recount(kind: RecordKind, stored: Stored, today: date, reference: Reference) -> Recounted | None:
    record = stored.record
    if not stored.acts:
        return Recounted(record, {}, problem="没有事件")
    try:
        life: Any = play(kind, stored.acts, reference.setting_of(record.organ))
    except Unlawful as problem:
        return Recounted(record, {}, problem=f"「{problem.done.act.zh}」不能重演：{problem}")
    row = derived_row(kind, stored, life, reference)
    columns = differing_columns(stored, row)
    if not columns and not differing_tables(kind, stored, life, reference):
        return None
    before: Row = {name: getattr(record, name) for name in columns}
    save_row(record, {name: row[name] for name in columns}, before)
    tables = differing_tables(kind, stored, life, reference)
    if tables:
        derived = children_of(kind, life, reference)
        kept = {name: kept_rows(stored, name, derived[name]) for name in stored.children}
        save_children(kind, record, life, kept, derived)
        save_beside(record, stored.beside, beside_rows(kind, life.facts))
    told = [name for name in columns if name not in COLUMNS]
    changes = changes_between({name: before[name] for name in told}, {name: row[name] for name in told})
    append(record, changes, today, None)
    return Recounted(record, changes, (*(name for name in columns if name in COLUMNS), *tables))


def rename(organ: Organ, today: date) -> None:
    """Spell an organ anew after a name was changed, and the words by which records that name it are found.

    Run it in a transaction.
    """
    organ.respell()
    reference = reference_on(today)
    named: dict[RecordKind, Any] = {
        RecordKind.RECONSIDERATION: Respondent.objects.filter(organ=organ).values_list("case", flat=True),
        RecordKind.RESPONDENT: RespondentCase.objects.filter(respondent=organ).values_list("pk", flat=True),
        RecordKind.LITIGATION: Litigation.objects.filter(defendants=organ).values_list("pk", flat=True),
    }
    for kind, ids in named.items():
        for stored in stored_records(kind, {kind: list(ids)}, locked=True):
            life: Any = play(kind, stored.acts, reference.setting_of(stored.record.organ))
            row = derived_row(kind, stored, life, reference)
            KINDS[kind].model.objects.filter(pk=stored.record.pk).update(**{name: row[name] for name in COLUMNS})


def _relink(today: date) -> Iterator[Recounted]:
    """When each decision was taken to court follows from the suits as they now stand (行政诉讼法 art. 45)."""
    told = Q(case__litigations__isnull=False) | ~Q(sued_on=OPEN_END)
    ids = Phase.objects.exclude(outcome="").filter(told).order_by("case_id").values_list("case_id", flat=True)
    for case in Reconsideration.objects.filter(pk__in=set(ids)).select_related("organ").order_by("pk"):
        before = _sued(case)
        link_suits(case.pk)
        if _sued(case) != before:
            save_row(case, {}, {})
            append(case, {}, today, None)
            yield Recounted(case, {}, ("Phase.sued_on",))


def _sued(case: Reconsideration) -> list[date]:
    return list(Phase.objects.filter(case=case).order_by("position").values_list("sued_on", flat=True))
