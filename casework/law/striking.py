"""撤销误录: which acts can be struck, and which later act needs the one to be struck."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from casework.law.acts import RULES
from casework.law.facts import Facts, Plan
from casework.law.history import Done, corrected, judged
from casework.law.names import Act, RecordKind
from casework.law.organs.organs import Setting
from casework.law.parts import Part
from casework.law.refusals import ActRefused
from casework.law.transitions import Rule


class Need(NamedTuple):
    """A later act that needs an earlier one: its position, and what the law would say of it otherwise, if anything."""

    position: int
    refusal: ActRefused | None


UNSTRIKABLE: Mapping[Act, tuple[str, str, tuple[Act, ...]]] = {
    Act.CORRECT: ("再更正一次", "correct the fact once more", (Act.CORRECT,)),
    Act.VOID: ("用恢复作废", "restore the record", (Act.RESTORE,)),
    Act.RESTORE: ("再作废一次", "void the record again", (Act.VOID,)),
    Act.STRIKE: ("重新记录那项行为", "record the act anew", ()),
}
"""Acts that are undone in another way: why in both languages, and by which act."""


def strikable(rule: Rule) -> bool:
    """Whether acts of that rule are of those that can be struck."""
    return not (rule.begins or rule.act in UNSTRIKABLE)


def nth(acts: Sequence[Done], position: int) -> int:
    """Which time it is that this act was done, counted from one; those struck count too."""
    return sum(done.act is acts[position].act for done in acts[: position + 1])


def named(acts: Sequence[Done], position: int) -> str:
    """An act by its code and which time it is, as `accept#1`."""
    return f"{acts[position].act.value}#{nth(acts, position)}"


def refuse_strike(kind: RecordKind, history: Sequence[Done], position: int, on: date, setting: Setting) -> None:
    """Refuse what cannot be struck on that day, and what a later act needs. Raises ActRefused."""
    acts = corrected(history)
    meant, n = acts[position], nth(acts, position)
    if meant.struck:
        raise ActRefused(
            "unchanged",
            "",
            f"第{n}次「{meant.act.zh}」已经撤销",
            f"{meant.act.en} (number {n}) was struck already",
        )
    if RULES[kind][meant.act].begins:
        raise ActRefused(
            "strike",
            "",
            f"记录由「{meant.act.zh}」开始，不能撤销；整件录错的，作废",
            f"The record begins with {meant.act.en}: a record entered by mistake is voided as a whole",
            instead=(Act.VOID,),
        )
    if meant.act in UNSTRIKABLE:
        zh, en, instead = UNSTRIKABLE[meant.act]
        raise ActRefused(
            "strike",
            "",
            f"「{meant.act.zh}」不能撤销：{zh}",
            f"To {meant.act.en} is not struck: {en}",
            instead=instead,
        )
    if on < meant.on and meant.act is not Act.PLAN:  # a plan bears the coming day that it is for
        raise ActRefused(
            "date-order",
            "",
            f"撤销日期{on}早于「{meant.act.zh}」的日期{meant.on}",
            f"It is struck on {on}, before {meant.act.en} on {meant.on}",
        )
    need = needing(kind, acts, position, setting)
    if need is not None:
        _refuse_needed(acts, meant, need)


def _refuse_needed(acts: Sequence[Done], meant: Done, need: Need) -> None:
    later, n = acts[need.position], nth(acts, need.position)
    zh, en = (f"：{need.refusal.zh}", f": {need.refusal.en}") if need.refusal else ("", "")
    raise ActRefused(
        "needed",
        need.refusal.article if need.refusal else "",
        f"没有撤销「{meant.act.zh}」：{later.on}的「{later.act.zh}」（第{n}次）以它为前提，先撤销后者{zh}",
        f"{meant.act.en} was not struck: {later.act.en} of {later.on} (number {n}) needs it and is struck first{en}",
    )


def needing(kind: RecordKind, acts: Sequence[Done], position: int, setting: Setting) -> Need | None:
    """The first later act that the law would newly refuse, or that would go on with something else; None without one.

    `acts` are as corrected. What was refused before, because it was taken as recorded, counts no more than it did.
    """
    without = [replace(done, struck=True) if place == position else done for place, done in enumerate(acts)]
    before, after = _played(kind, acts, setting), _played(kind, without, setting)
    for later in range(position + 1, len(acts)):
        known = {refusal.rule for refusal in before.refused.get(later, ())}
        new = next((refusal for refusal in after.refused.get(later, ()) if refusal.rule not in known), None)
        if new is not None or _otherwise(before.gone_on.get(later), after.gone_on.get(later)):
            return Need(later, new)
    return None


GoneOn = tuple[frozenset[int], bool]
"""The acts whose facts an act changed, and whether it serves the decision that stands."""


def _otherwise(before: GoneOn | None, now: GoneOn | None) -> bool:
    """Whether an act would lose what it went on with; that it is now the first to say something is no need."""
    if before is None:
        return False
    return now is None or bool(before[0] - now[0]) or before[1] != now[1]


# ---- What an act goes on with --------------------------------------------------------------------------------------


class Playing(NamedTuple):
    """A history played once: by the position of an act what the law would refuse in it, and what it went on with."""

    refused: dict[int, list[ActRefused]]
    gone_on: dict[int, GoneOn]


def _played(kind: RecordKind, acts: Sequence[Done], setting: Setting) -> Playing:
    """Play a history once.

    A reply is written into the letter that it answers, a resumption into its suspension: whoever changes what another
    act brought needs it. What the first act brought is there for all and does not count.
    """
    made: dict[int, Made] = {}
    found = Playing({}, {})
    for position, life, refusals in judged(kind, acts, setting):
        if refusals:
            found.refused[position] = refusals
        if life is not None:
            touched = frozenset(_touched(life.facts, made, position)) - {0}
            found.gone_on[position] = touched, _serves(life.facts, acts[position])
    return found


class Made(NamedTuple):
    """A part of the facts as it was first: which act brought it, and how it stood last."""

    first: Any
    position: int
    state: tuple[Any, ...]


def _touched(facts: Any, made: dict[int, Made], position: int) -> Iterator[int]:
    for part in _parts(facts):
        state = tuple(_still(getattr(part, name)) for name in _said_of(part))
        first = _first(part)
        known = made.get(id(first))
        if known is not None and known.state != state:
            yield known.position
        made[id(first)] = Made(first, position if known is None else known.position, state)


def _first(part: Any) -> Any:
    """What stays the same of a part while more is said of it; what was said in one piece is itself."""
    return part.first if isinstance(part, Part) else part


def _said_of(part: Any) -> list[str]:
    """The fields of a structure; that a plan was done is said by the act that did it, which did not need the plan."""
    return [
        field.name for field in dataclasses.fields(part) if not (isinstance(part, Plan) and field.name == "done_on")
    ]


def _parts(value: Any) -> Iterator[Any]:
    """The structures that facts are made of, the facts themselves first."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        yield value
        for field in dataclasses.fields(value):
            yield from _parts(getattr(value, field.name))
    elif isinstance(value, tuple):
        for one in value:
            yield from _parts(one)


def _still(value: Any) -> Any:
    """A value as it stands now; another structure by what it was first alone."""
    if dataclasses.is_dataclass(value):
        return id(_first(value))
    if isinstance(value, tuple):
        return tuple(_still(one) for one in value)
    return dict(value) if isinstance(value, Mapping) else value


def _serves(facts: Any, done: Done) -> bool:
    """Whether the act is the service of the decision that stands, by the organ that made it."""
    if done.act is not Act.SERVE or done.struck or not isinstance(facts, Facts):
        return False
    return facts.services[-1] in facts.decision_services
