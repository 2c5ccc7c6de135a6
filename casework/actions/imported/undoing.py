"""A batch undone whole: what it began is void and gives its numbers back, what it changed is as it was.

Only while nobody has acted on its records: else it says which were touched, and nothing is changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from casework.actions.imported.batches import lock
from casework.actions.imported.changing import given
from casework.actions.numbers import give_back
from casework.actions.reach import Actor, check_reach
from casework.actions.recording import Request, perform
from casework.derivations import ROWS, search_row
from casework.errors import FaultyInput
from casework.kinds import KINDS
from casework.law.history import MENDING, Done, corrected, play
from casework.law.names import Act, RecordKind
from casework.models import Event, ImportBatch, SpentNumber
from casework.models.written import change
from casework.reference import Reference
from casework.registry import recorded_acts

SHOWN = 20
"""Records that a refusal names."""


class Undoing(NamedTuple):
    """Who undoes a batch, on which day, with which reference data."""

    batch: ImportBatch
    actor: Actor
    today: date
    reference: Reference

    @property
    def kind(self) -> RecordKind:
        """The kind of its records."""
        return RecordKind(self.batch.kind)

    @property
    def reason(self) -> str:
        """What the events say."""
        return f"撤销导入「{self.batch.name}」"

    def do(self, record: Any, act: Act, keys: Mapping[str, Any]) -> Any:
        """Do one act to a record and give it as it then stands."""
        request = Request(self.kind, act, self.today, {**keys, "reason": self.reason}, record, imported=self.batch)
        perform(request, actor=self.actor, today=self.today, reference=self.reference)
        return KINDS[self.kind].model.objects.select_related("organ").get(pk=record.pk)


def touched(batch: ImportBatch) -> QuerySet[Any]:
    """The records of a batch on which somebody has acted since: an event after its first one is not its own."""
    records = batch.lines.values("record")
    since = batch.events.order_by("pk").values("pk")[:1]
    others = Event.objects.filter(**{f"{batch.kind}__in": records}, pk__gt=since)
    # an import that was undone leaves the records as they were
    others = others.filter(Q(imported=None) | Q(imported__undone_at=None) & ~Q(imported=batch))
    model: Any = KINDS[RecordKind(batch.kind)].model
    found: QuerySet[Any] = model.objects.filter(pk__in=others.values(batch.kind)).order_by("pk")
    return found


def undo(
    batch: ImportBatch,
    *,
    actor: Actor,
    today: date,
    reference: Reference,
    progress: Callable[[int], None] = lambda _records: None,
) -> int:
    """Undo a batch, all of it or nothing; how many records it was.

    Raises FaultyInput for one that was undone, and for one on whose records somebody has acted, which it names.
    """
    undoing = Undoing(batch, actor, today, reference)
    with transaction.atomic():
        lock(batch.organ)
        batch.refresh_from_db()
        _refuse(batch)
        done, freed = 0, []
        for began, record in _records(undoing):
            check_reach(record, actor)
            if began:
                freed.append(record.number)
                _take_out(undoing, record)
            else:
                _put_back(undoing, record)
            done += 1
            progress(done)
        give_back(batch.kind, batch.organ, freed)
        batch.undone_at, batch.undone_by = Now(), actor.person
        batch.save(update_fields=["undone_at", "undone_by"])
        batch.refresh_from_db(fields=["undone_at"])
    return done


def _refuse(batch: ImportBatch) -> None:
    if batch.undone_at is not None:
        raise FaultyInput("这个批次已经撤销", "This batch was undone already", where="batch")
    found = [str(record) for record in touched(batch)[: SHOWN + 1]]
    if found:
        names = "、".join(found[:SHOWN]) + ("…" if len(found) > SHOWN else "")
        raise FaultyInput(
            f"没有撤销：导入以后又办理过{names}，先撤销这些办理",
            f"Not undone: {names} were acted on since the import; strike these acts first",
            where="batch",
        )


def _records(undoing: Undoing) -> Iterator[tuple[bool, Any]]:
    model = KINDS[undoing.kind].model
    for began, pk in undoing.batch.lines.order_by("pk").values_list("began", "record"):
        yield began, model.objects.select_related("organ").get(pk=pk)


def _take_out(undoing: Undoing, record: Any) -> None:
    """Void a record that the batch began, and give its number back: the row may come again in a mended file."""
    kind, number = undoing.kind, record.number
    if number and kind is RecordKind.RECONSIDERATION:
        record = undoing.do(record, Act.CORRECT, {"fact": "register#1.number", "value": None})
        SpentNumber.objects.filter(organ=record.organ, kind=kind.value, number=number, record=record.pk).delete()
    record = undoing.do(record, Act.VOID, {})
    if record.number:
        life: Any = play(kind, recorded_acts(record), undoing.reference.setting_of(record.organ))
        row = ROWS[kind](life, undoing.reference)
        found_by = search_row(kind, "", row, life.facts, undoing.reference)
        for name, value in {"number": "", **found_by}.items():
            setattr(record, name, value)
        change(record, ["number", *found_by])


def _put_back(undoing: Undoing, record: Any) -> None:
    """Take back what the batch did to a record, the last first: an act is struck, a correction corrected."""
    history = recorded_acts(record)
    marks = Event.objects.of_record(record).acts().values_list("imported", flat=True)
    mine = [place for place, mark in enumerate(marks) if mark == undoing.batch.pk]
    for place in reversed(mine):
        done = history[place]
        if done.act is Act.CORRECT and done.target is not None:
            record = undoing.do(record, Act.CORRECT, _before(history, place, done, done.target))
        elif done.act not in MENDING:
            name = f"{done.act.value}#{sum(each.act is done.act for each in history[: place + 1])}"
            record = undoing.do(record, Act.STRIKE, {"target": name})


def _before(history: Sequence[Done], place: int, done: Done, target: int) -> dict[str, Any]:
    """The keys of the correction that puts a fact back to what it was before another."""
    meant = corrected(history[:place])[target]
    which = f"{meant.act.value}#{sum(each.act is meant.act for each in history[: target + 1])}"
    if done.key == "on":
        return {"fact": f"{which}.on", "value": meant.on.isoformat()}
    return {"fact": f"{which}.{done.key}", "value": given(meant.keys.get(done.key))}
