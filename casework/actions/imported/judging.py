"""A record that a row tells of, played in memory: the same rules as of acts done singly, and nothing written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from casework.actions.reach import Actor, check_role
from casework.actions.recording import check_day, check_keeper, refuse_too_early, understood
from casework.actions.reference.bodies import KeptKind, kinds_kept_for
from casework.actions.saving import changes_between, children_of, refuse_misfits
from casework.derivations import ROWS, Row, Rows, beside_rows, search_row
from casework.errors import CaseworkError
from casework.kinds import KINDS
from casework.law.acts import RULES
from casework.law.history import Done, do, unborn
from casework.law.names import Act, RecordKind
from casework.law.refusals import ActRefused
from casework.law.terms.calendar import LawError
from casework.registry import dump_keys, read_keys
from casework.registry.codecs import Reading


class Told(NamedTuple):
    """An act that a row tells of: its keys as `read_keys` takes them."""

    act: Act
    on: date
    keys: Mapping[str, Any]


def numbered(kind: RecordKind, told: Sequence[Told], number: str) -> list[Told]:
    """The acts with a number that none of them gives: a case's is a key of the act that begins it."""
    first, *rest = told
    if kind is RecordKind.RECONSIDERATION and number:
        first = first._replace(keys={"number": number, **first.keys})
    return [first, *rest]


class Step(NamedTuple):
    """An act as its event keeps it; `broken` is why the law would refuse it, which is then taken as recorded."""

    act: Act
    on: date
    keys: dict[str, Any]
    changes: dict[str, Any]
    broken: list[ActRefused]


@dataclass
class Fresh:
    """A record that is not written yet: its columns, the rows below and beside it, its acts."""

    kind: RecordKind
    number: str
    row: Row
    found_by: Row
    life: Any
    children: Any
    beside: Rows
    steps: list[Step]

    @property
    def broken(self) -> list[tuple[int, ActRefused]]:
        """What the law would refuse, with the place of the act."""
        return [(place, refusal) for place, step in enumerate(self.steps) for refusal in step.broken]


class Refused(Exception):
    """An act of a row that cannot be: its place among the acts, and why."""

    def __init__(self, place: int, problem: CaseworkError | ActRefused | LawError) -> None:
        super().__init__(str(problem))
        self.place, self.problem = place, problem


@dataclass
class Judge:
    """Who judges the records of one import: the hand that does their acts, and what they are read with."""

    kind: RecordKind
    actor: Actor
    reading: Reading
    today: date

    @cached_property
    def _kept(self) -> KeptKind:
        return kinds_kept_for(self.actor.organ)

    def fresh(self, told: Sequence[Told], number: str) -> Fresh:
        """The record after its acts, as they would be recorded. Raises Refused at the first that cannot be."""
        reference = self.reading.reference
        life: Any = unborn(self.kind, reference.setting_of(self.actor.organ), lenient=True)
        steps: list[Step] = []
        before: Row = {}
        for place, each in enumerate(told):
            try:
                seen = len(life.broken)
                stored = self._done(each, life)
                row = ROWS[self.kind](life, reference)
            except (CaseworkError, ActRefused, LawError) as problem:
                raise Refused(place, problem) from None
            steps.append(Step(each.act, each.on, stored, changes_between(before, row), life.broken[seen:]))
            before = row
        try:
            refuse_misfits(KINDS[self.kind].model, before)
        except CaseworkError as problem:
            raise Refused(0, problem) from None
        found_by = search_row(self.kind, number, before, life.facts, reference)
        below, beside = children_of(self.kind, life, reference), beside_rows(self.kind, life.facts)
        return Fresh(self.kind, number, before, found_by, life, below, beside, steps)

    def _done(self, told: Told, life: Any) -> dict[str, Any]:
        """Do an act to the record in memory and give its keys as an event keeps them."""
        kind, actor, act, on = self.kind, self.actor, told.act, told.on
        typed = read_keys(kind, act, told.keys, replace(self.reading, on=on))
        begins = RULES[kind][act].begins
        check_role(act, kind, None if begins else getattr(life.facts, "edition", None), actor)
        check_day(kind, act, on, typed, self.today)
        if begins:
            typed |= understood(kind, typed, actor.organ, on, self._kept)
        do(life, kind, Done(act, on, typed))
        if begins:
            check_keeper(kind, life.facts, actor)
            try:
                refuse_too_early(kind, life.facts, self.reading.reference)
            except ActRefused as refusal:
                life.broken.append(refusal)
        if act is Act.SUSPEND:
            typed["ground"] = life.facts.review.suspensions[-1].ground
        return dump_keys(kind, act, typed)
