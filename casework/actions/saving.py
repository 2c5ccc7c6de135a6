"""From derived rows to the tables: what changed is written, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import models

from casework.derivations import (
    Row,
    Rows,
    advice_row,
    appearance_row,
    case_children,
    hearing_row,
    instance_row,
    joint_reviewer,
    side_row,
    standing_rows,
    stored_row,
)
from casework.derivations.values import json_value
from casework.errors import FaultyInput
from casework.law.names import RecordKind
from casework.models import (
    Advice,
    Appearance,
    Hearing,
    Instance,
    InstanceSide,
    LedgerEntry,
    LedgerQuantity,
    Litigation,
    Participant,
    Plan,
    Reconsideration,
    Standing,
    Writing,
)
from casework.models.reconsideration import CASE_CHILDREN
from casework.models.written import change, insert_all, put
from casework.reference import Reference

WITH_ORGAN = frozenset({"Phase", "CaseEntry"})


def children_of(kind: RecordKind, life: Any, reference: Reference) -> Any:
    """The derived rows below a record, comparable before and after an act."""
    if kind is RecordKind.RECONSIDERATION:
        return case_children(life, reference)
    return None


def save_children(kind: RecordKind, record: Any, life: Any, before: Any, after: Any) -> None:
    """Write the rows below a record as the act left them."""
    if kind is RecordKind.RECONSIDERATION:
        save_case_children(record, before or {}, after)
    elif kind is RecordKind.LITIGATION:
        save_suit(record, life)
    elif kind is RecordKind.LEDGER:
        save_quantities(record, life.facts)


def save_case_children(case: Reconsideration, before: Rows, after: Rows) -> None:
    """Write the tables whose rows the act changed; positions keep their ids."""
    for name, rows in after.items():
        old = before.get(name, [])
        if rows == old:
            continue
        extra = {"organ_id": case.organ_id} if name in WITH_ORGAN else {}
        replaced = name == "Respondent" and [row["organ_id"] for row in old] != [row["organ_id"] for row in rows]
        if old and replaced:  # an organ stands once in a case: it cannot take its new place while it has its old one
            CASE_CHILDREN[name].objects.filter(case=case).delete()
            old = []
        if len(rows) < len(old):  # before the others take their places: one phase of a case is open
            CASE_CHILDREN[name].objects.filter(case=case, position__gte=len(rows)).delete()
        changed = {n: {**row, **extra} for n, row in enumerate(rows) if n >= len(old) or row != old[n]}
        upsert(CASE_CHILDREN[name], {"case": case}, changed, fresh=not old)


def upsert(model: type[models.Model], owner: dict[str, Any], rows: Mapping[int, Row], *, fresh: bool) -> None:
    """Insert or update rows, given by position, below their owner, in one statement."""
    for row in rows.values():
        refuse_misfits(model, row)
    made = [model(**owner, position=position, **row) for position, row in rows.items()]
    if fresh and made:
        put(made)
    elif made:
        put(made, [*owner, "position"], sorted(next(iter(rows.values()))))


def save_suit(suit: Litigation, life: Any) -> None:
    """Write the instances of a dispute with their hearings, appearances, sides and standings."""
    facts = life.facts
    suit.defendants.set(facts.defendants)
    instances = [] if facts.voided_on is not None else facts.instances
    rows = [instance_row(instance, facts.defendants) for instance in instances]
    stored = Instance.objects.filter(litigation=suit)
    stored.filter(position__gte=len(instances)).delete()
    upsert(Instance, {"litigation": suit}, dict(enumerate(rows)), fresh=False)
    ids = dict(stored.values_list("position", "pk"))
    for table in (Hearing, InstanceSide):
        table.objects.filter(instance__in=ids.values()).delete()
    _save_advice(suit, [] if facts.voided_on is not None else facts.advice)
    reviewer = joint_reviewer(suit, facts.defendants, life.organs)
    put_below([
        Fought(Instance(pk=ids[position]), instance, facts.defendants, reviewer)
        for position, instance in enumerate(instances)
    ])  # fmt: skip


def _save_advice(suit: Litigation, advice: Sequence[Any]) -> None:
    upsert(Advice, {"litigation": suit}, dict(enumerate(map(advice_row, advice))), fresh=False)
    Advice.objects.filter(litigation=suit, position__gte=len(advice)).delete()


class Fought(NamedTuple):
    """A stored instance with its facts, its defendants, and that of them that reviewed the other's act."""

    row: Instance
    facts: Any
    defendants: Sequence[int]
    reviewer: int | None


def put_below(instances: Sequence[Fought]) -> None:
    """Insert the hearings, appearances, sides and standings of instances that have none, table by table."""
    hearings = [
        (Hearing(instance=each.row, position=n, **hearing_row(hearing)), hearing)
        for each in instances
        for n, hearing in enumerate(each.facts.hearings)
    ]
    put_all(row for row, _hearing in hearings)
    put_all(
        Appearance(hearing=row, organ_id=came.organ, **appearance_row(came))
        for row, hearing in hearings
        for came in hearing.appearances
    )
    sides = [
        (InstanceSide(instance=each.row, **side_row(each.facts, organ, each.reviewer)), each.facts, organ)
        for each in instances
        for organ in each.defendants
    ]
    put_all(row for row, *_rest in sides)
    put_all(Standing(side=side, **row) for side, facts, organ in sides for row in standing_rows(facts, organ))


def put_all(rows: Iterable[models.Model]) -> None:
    """Insert rows of one model and give them their ids. Raises FaultyInput for what a column cannot hold."""
    made = list(rows)
    for row in made:
        refuse_misfits(type(row), row.__dict__)
    insert_all(made)


BESIDE: dict[str, Any] = {model.__name__: model for model in (Plan, Writing, Participant)}
"""The tables beside a record of any kind, whose rows are derived from its acts."""


def save_beside(record: Any, before: Rows, after: Rows) -> None:
    """Write the tables beside a record that the act changed."""
    owner = {"kind": record.kind, record.kind: record, "organ_id": record.organ_id}
    for name, rows in after.items():
        if rows == before.get(name, []):
            continue
        model = BESIDE[name]
        if before.get(name):
            model.objects.filter(**{record.kind: record}).delete()
        for row in rows:
            refuse_misfits(model, row)
        if rows:
            put([model(**owner, **stored_row(name, row)) for row in rows])


def save_quantities(entry: LedgerEntry, facts: Any) -> None:
    """Write the quantities of a ledger entry."""
    LedgerQuantity.objects.filter(entry=entry).exclude(quantity__in=facts.quantities).delete()
    LedgerQuantity.objects.bulk_create(
        quantity_rows(entry, facts),
        update_conflicts=True,
        unique_fields=["entry", "quantity"],
        update_fields=["value", "names"],
    )


def quantity_rows(entry: LedgerEntry, facts: Any) -> list[LedgerQuantity]:
    """The quantities of a ledger entry, with the names that it counts, each once."""
    return [
        LedgerQuantity(entry=entry, quantity=quantity, value=value, names=sorted(set(facts.names.get(quantity, ()))))
        for quantity, value in facts.quantities.items()
    ]


LARGEST_INTEGER = 2**31 - 1


@lru_cache(maxsize=32)
def _limits(model: type[models.Model]) -> dict[str, int]:
    """Column -> the most characters, or the largest number, that it holds."""
    found = {}
    for field in model._meta.concrete_fields:
        if isinstance(field, models.CharField) and field.max_length is not None:
            found[field.attname] = field.max_length
        elif isinstance(field, models.PositiveIntegerField):
            found[field.attname] = LARGEST_INTEGER
    return found


def refuse_misfits(model: type[models.Model], row: Row) -> None:
    """Refuse what a column cannot hold before the database does, or takes it in silence (SQLite)."""
    for name, most in _limits(model).items():
        value = row.get(name)
        if isinstance(value, str) and len(value) > most:
            raise FaultyInput(
                f"「{value[:20]}…」有{len(value)}字，至多{most}字",
                f"{value[:20]!r}… has {len(value)} characters; at most {most} are allowed",
                where=name,
            )
        if isinstance(value, int) and value > most:
            raise FaultyInput(f"{value}太大，至多{most}", f"{value} is more than {most}", where=name)


def save_row(record: Any, row: Row, before: Row) -> None:
    """Write the columns that changed, and the next version; what `before` lacks is compared with what is stored."""
    refuse_misfits(type(record), row)
    changed = [name for name, value in row.items() if before.get(name, getattr(record, name)) != value]
    for name in changed:
        setattr(record, name, row[name])
    record.version += 1
    change(record, [*changed, "version"])


def changes_between(before: Row, after: Row) -> dict[str, Any]:
    """What an act changed, as its event keeps it: column -> [before, after]."""
    return {
        name: [json_value(before.get(name)), json_value(value)]
        for name, value in after.items()
        if (before.get(name) != value and value not in (None, "")) or (before.get(name) not in (None, "", value))
    }
