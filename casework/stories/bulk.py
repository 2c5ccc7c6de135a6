"""A story loaded in bulk: the records of its acts, judged as they are judged singly, written in few statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from casework.actions.imported.judging import Fresh, Judge, Refused, Told, numbered
from casework.actions.imported.writing import write_all
from casework.actions.naming import reading_of
from casework.actions.numbers import next_numbers, take_numbers
from casework.actions.reach import Actor
from casework.actions.recording import Request, perform, record_of
from casework.errors import FaultyInput
from casework.law.acts import RULES
from casework.law.history import MENDING, VOIDING
from casework.law.names import Act, RecordKind
from casework.models import Organ, Person
from casework.reference import Reference
from casework.registry import act_named
from casework.stories.organs import StoryOrgans
from casework.stories.player import ALL_HANDS
from casework.stories.reader import Story, StoryAct


def load_story(story: Story, reference: Reference, person: Person) -> None:
    """Write the records of a story that expects nothing and in which nothing is refused.

    Cases come before what may follow a case; a kind is numbered in the order in which its records begin. Raises
    FaultyInput for an act that the law refuses, and for a story that says more than what was done; nothing is written.
    """
    acts = _by_record(story)
    with transaction.atomic():
        organs = StoryOrgans(reference)
        organs.declare(story.organs, story.organ)
        organ = organs.acting(story.organ)
        records: dict[str, Any] = {}
        for kind in RecordKind:
            of_kind = {case: told for case, told in acts.items() if told[0].begins_a is kind}
            if of_kind:
                records |= _load(kind, of_kind, story, organs, Actor(person, organ, ALL_HANDS), reference, records)


def _by_record(story: Story) -> dict[str, list[StoryAct]]:
    """The acts of each record, in the order in which the records begin."""
    found: dict[str, list[StoryAct]] = {}
    for act in story.acts:
        if act.refused or act.by or act.organ is not None:
            raise _more_than_done(act.at)
        found.setdefault(act.case, []).append(act)
    if story.expectations:
        raise _more_than_done(story.title)
    return found


def _more_than_done(at: str) -> FaultyInput:
    return FaultyInput(
        f"{at}：不只是办过的事，用play逐项演示", f"{at}: this is more than what was done: play it act by act"
    )


def _load(
    kind: RecordKind,
    acts: Mapping[str, Sequence[StoryAct]],
    story: Story,
    organs: StoryOrgans,
    actor: Actor,
    reference: Reference,
    before: Mapping[str, Any],
) -> dict[str, Any]:
    """The records of one kind by their handles."""
    reading = reading_of(actor, reference, before.get)
    judge = Judge(kind, actor, reading, story.today)
    fresh, later = [], []
    for done, number in zip(acts.values(), _numbers(kind, acts, actor.organ), strict=True):
        for act in done:
            organs.ensure(kind, act_named(kind, act.act), act.keys, actor.organ)
        told = [Told(act_named(kind, act.act), act.on, act.keys) for act in done]
        alone = next((n for n, each in enumerate(told) if each.act in OF_A_RECORD), len(told))
        fresh.append(_judged(judge, done, numbered(kind, told[:alone], number), number))
        later.append(told[alone:])
    records = dict(zip(acts, write_all(kind, fresh, actor=actor), strict=True))
    for case, told in zip(acts, later, strict=True):
        for each in told:
            request = Request(kind, each.act, each.on, each.keys, records[case], played=True)
            event = perform(request, actor=actor, today=story.today, reference=reference, reading=reading)
            records[case] = record_of(event)
    return records


OF_A_RECORD = MENDING | VOIDING | {Act.CONFIRM_LINK, Act.JOIN_CASES, Act.SEPARATE_CASES}
"""Acts that need the record as it is stored: from the first of them on, acts are done one by one."""


def _numbers(kind: RecordKind, acts: Mapping[str, Sequence[StoryAct]], organ: Organ) -> list[str]:
    """The numbers of records in their order: as their first act gives them, else the next of the series."""
    given = [str(done[0].keys.get("number") or "") for done in acts.values()]
    take_numbers(kind.value, organ, filter(None, given))
    years = [done[0].on.year for done, number in zip(acts.values(), given, strict=True) if not number]
    free = iter(next_numbers(kind.value, organ, years))
    return [number or next(free) for number in given]


def _judged(judge: Judge, done: Sequence[StoryAct], told: Sequence[Told], number: str) -> Fresh:
    if not RULES[judge.kind][told[0].act].begins:
        raise done[0].not_begun()
    try:
        fresh = judge.fresh(told, number)
    except Refused as refused:
        raise _refused(done[refused.place], refused.problem) from refused
    for place, refusal in fresh.broken:
        raise _refused(done[place], refusal)
    return fresh


def _refused(act: StoryAct, problem: Any) -> FaultyInput:
    return FaultyInput(f"{act.at}：{problem.zh}", f"{act.at}: {problem.en}")
