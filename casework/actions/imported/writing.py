"""Records written in bulk: what `perform` writes act by act, in one statement for each table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from casework.actions.imported.judging import Fresh
from casework.actions.linking import link_suits
from casework.actions.reach import Actor
from casework.actions.saving import BESIDE, WITH_ORGAN, Fought, put_all, put_below, quantity_rows
from casework.derivations import (
    advice_row,
    instance_row,
    joint_reviewer,
    stored_row,
)
from casework.kinds import KINDS
from casework.law.names import RecordKind
from casework.models import (
    Advice,
    Event,
    ImportBatch,
    Instance,
    Litigation,
)
from casework.models.reconsideration import CASE_CHILDREN, CaseEntry, Phase, Respondent
from casework.models.written import insert_all


def write_all(kind: RecordKind, fresh: Sequence[Fresh], *, actor: Actor, batch: ImportBatch | None = None) -> list[Any]:
    """Insert records with all that belongs to them, and their events; the records, in the order given.

    Raises FaultyInput for what a column cannot hold.
    """
    pairs = _written(kind, fresh, actor, CASE_CHILDREN)
    _write_beside(kind, pairs)
    insert_all([event for record, each in pairs for event in _events(kind, record, each, actor, batch)])
    return [record for record, _each in pairs]


def counted_part(fresh: Fresh) -> Fresh:
    """Of a record what tables count, which can be kept aside."""
    facts = SimpleNamespace(facts=fresh.life.facts, organs=getattr(fresh.life, "organs", None))
    children = {name: rows for name, rows in (fresh.children or {}).items() if name in COUNTED}
    return replace(fresh, life=facts, children=children, beside={}, steps=[])


def write_counted(kind: RecordKind, fresh: Sequence[Fresh], *, actor: Actor) -> None:
    """Insert of records what tables count, and no more: for a dry run, which takes it back. Raises as `write_all`."""
    _written(kind, fresh, actor, COUNTED)


COUNTED = (Respondent.__name__, Phase.__name__, CaseEntry.__name__)
"""The rows below a case that a base set of the tables reads (`casework/statistics/datasets.py`)."""


def _written(kind: RecordKind, fresh: Sequence[Fresh], actor: Actor, below: Iterable[str]) -> Pairs:
    """The records with the rows below them, of a case in the tables of these names."""
    model: Any = KINDS[kind].model
    records = [
        model(organ=actor.organ, version=len(each.steps), **{**each.row, **each.found_by, "number": each.number})
        for each in fresh
    ]
    insert_all(records)
    pairs = list(zip(records, fresh, strict=True))
    if kind is RecordKind.RECONSIDERATION:
        _write_cases(pairs, below)
    elif kind is RecordKind.LITIGATION:
        _write_suits(pairs)
        link_suits(*(each.row.get("reconsideration_id") for each in fresh))
    elif kind is RecordKind.LEDGER:
        put_all(row for entry, each in pairs for row in quantity_rows(entry, each.life.facts))
    return pairs


def _events(
    kind: RecordKind, record: Any, each: Fresh, actor: Actor, batch: ImportBatch | None = None
) -> Iterable[Event]:
    for version, step in enumerate(each.steps, 1):
        yield Event(
            kind=kind.value,
            organ=actor.organ,
            person=actor.person,
            act=step.act.value,
            on=step.on,
            keys=step.keys,
            changes=step.changes,
            version=version,
            as_recorded=bool(step.broken),
            imported=batch,
            **{kind.value: record},
        )


Pairs = Sequence[tuple[Any, Fresh]]


def _write_beside(kind: RecordKind, pairs: Pairs) -> None:
    for name, model in BESIDE.items():
        put_all(
            model(kind=kind.value, organ_id=record.organ_id, **{kind.value: record}, **stored_row(name, row))
            for record, each in pairs
            for row in each.beside.get(name, ())
        )


def _write_cases(pairs: Pairs, names: Iterable[str]) -> None:
    for name in names:
        of_organ = name in WITH_ORGAN
        put_all(
            CASE_CHILDREN[name](case=case, position=n, **row, **({"organ_id": case.organ_id} if of_organ else {}))
            for case, each in pairs
            for n, row in enumerate(each.children.get(name, ()))
        )


def _write_suits(pairs: Pairs) -> None:
    through = Litigation.defendants.through
    put_all(through(litigation=suit, organ_id=organ) for suit, each in pairs for organ in each.life.facts.defendants)
    put_all(
        Advice(litigation=suit, position=n, **advice_row(advice))
        for suit, each in pairs
        for n, advice in enumerate(each.life.facts.advice)
    )
    fought = [
        Fought(Instance(litigation=suit, position=n, **instance_row(one, sued)), one, sued, reviewer)
        for suit, each in pairs
        for sued in [each.life.facts.defendants]
        for reviewer in [joint_reviewer(suit, sued, each.life.organs)]
        for n, one in enumerate(each.life.facts.instances)
    ]
    put_all(each.row for each in fought)
    put_below(fought)
