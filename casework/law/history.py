"""The acts of a record played in order: the one way from what was recorded to the facts.

Because every fact comes from an act, the facts as at a day, the facts as corrected, and the question whether a
correction makes a later act unlawful are one thing: play the acts again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, NamedTuple

from casework.law import beside, planning
from casework.law.acts import LIVES, RULES
from casework.law.keys import Application
from casework.law.life import Day, Doing, Life
from casework.law.names import PENDING, Act, RecordKind, State
from casework.law.organs.organs import Setting
from casework.law.refusals import ActRefused
from casework.law.terms.calendar import WorkCalendar
from casework.law.transitions import Rule


@dataclass(frozen=True)
class Done:
    """An act as it was recorded: its legal date and its typed keys.

    A correction names the position of the act it mends, the key (`on` for its date) and the new value; what strikes an
    act names its position alone. An act that was `struck` leaves nothing behind (`corrected`).
    """

    act: Act
    on: date
    keys: Mapping[str, Any]
    target: int | None = None
    key: str = ""
    value: Any = None
    struck: bool = False


MENDING = frozenset({Act.CORRECT, Act.STRIKE})
"""Acts that change an earlier one, whose position they name."""
VOIDING = frozenset({Act.VOID, Act.RESTORE})
"""Acts that say whether the record stands."""


class Unlawful(Exception):
    """An act of a history that the law refuses: its position and the refusal."""

    def __init__(self, position: int, done: Done, refusal: ActRefused) -> None:
        super().__init__(str(refusal))
        self.position = position
        self.done = done
        self.refusal = refusal


def corrected(history: Sequence[Done], *, known_on: date | None = None) -> list[Done]:
    """The acts in the order of recording, mended and struck as was said up to `known_on` (in all where None)."""
    acts = list(history)
    for done in history:
        if done.target is None or (known_on is not None and done.on > known_on):
            continue
        meant = acts[done.target]
        struck = done.act is Act.STRIKE
        acts[done.target] = replace(meant, struck=True) if struck else mend(meant, done.key, done.value)
    return acts


IN_ONE_STATE = (frozenset({State.REVIEWING}), frozenset({State.CORRECTING}))
"""From-states of acts that are done within one stay of the case: the next move may not lie before them."""


def mend(done: Done, key: str, value: Any) -> Done:
    """The act with one key, or its date, changed; None takes the key away."""
    if key == "on":
        return replace(done, on=value)
    keys = {name: old for name, old in done.keys.items() if name != key}
    if value is not None:
        keys[key] = value
    return replace(done, keys=keys)


def do(life: Doing[Any], kind: RecordKind, done: Done, *, checked: bool = False) -> None:
    """Do one act to a record; raises ActRefused and leaves the facts to be thrown away.

    `checked`: its state and date were checked when it was recorded. A correction that was made already (`corrected`)
    is not judged again: it may move the record's beginning past its own day. Nothing comes of an act that was struck.
    """
    if done.target is None and not done.struck:
        _do(life, kind, done, checked=checked)
    life.count(done.act)


def _do(life: Doing[Any], kind: RecordKind, done: Done, *, checked: bool) -> None:
    rule = RULES[kind][done.act]
    if not rule.begins and not checked:
        if life.as_of is None:  # what was recorded after a restoring may bear a day on which the record was void
            refuse_void(life, done.act, done.on)
        life.check(rule, done.on)
    if done.act in VOIDING:
        life.say(voided_on=done.on if done.act is Act.VOID else None)
    elif rule.step is not None:
        rule.step(life, on=done.on, **_arguments(kind, rule, done.keys))
        beside.refuse_beside(life, kind, done.act, done.keys)
        planning.settle(life, kind, done.act, done.on)
    if rule.moves or rule.sources in IN_ONE_STATE:
        life.last_move = max(life.last_move or done.on, done.on)
    elif rule.sources == PENDING:
        life.last_in_review = max(life.last_in_review or done.on, done.on)
    life.done_on = {**life.done_on, done.act: done.on}


APPLICATION_KEYS = frozenset(f.name for f in fields(Application))


def takes_application(kind: RecordKind, rule: Rule) -> bool:
    """Whether the keys of the act include those of an application."""
    return kind is RecordKind.RECONSIDERATION and rule.begins


def _arguments(kind: RecordKind, rule: Rule, keys: Mapping[str, Any]) -> dict[str, Any]:
    if not takes_application(kind, rule):
        return dict(keys)
    said = {key: value for key, value in keys.items() if key in APPLICATION_KEYS}
    rest = {key: value for key, value in keys.items() if key not in APPLICATION_KEYS}
    return {**rest, "application": Application(**said)}


def refuse_void(life: Doing[Any], act: Act, on: date) -> None:
    """Refuse every act but its restoring to a record that was voided, and that to any other. Raises ActRefused."""
    voided_on = life.facts.voided_on
    if act is Act.RESTORE:
        _refuse_restoring(life, voided_on, on)
    elif voided_on is not None:
        life.refuse(
            "void",
            "",
            f"记录已于{voided_on}作废，不能再办理",
            f"The record was voided on {voided_on}; nothing can be added",
            instead=(Act.RESTORE,),
        )


def _refuse_restoring(life: Doing[Any], voided_on: date | None, on: date) -> None:
    if voided_on is None:
        life.refuse("void", "", "记录没有作废，不用恢复", "The record is not void: there is nothing to restore")
    else:
        life.refuse_order(Day(on, "恢复之日", "restoring"), Day(voided_on, "作废之日", "voiding"), "")


def unborn(kind: RecordKind, setting: Setting | WorkCalendar, **how: Any) -> Doing[Any]:
    """A record of that kind before its first act; with a calendar alone nothing is known of organs."""
    known = setting if isinstance(setting, Setting) else Setting(setting)
    return LIVES[kind](known.calendar, organs=known.organs, headings=known.headings, **how)


def play(
    kind: RecordKind, history: Sequence[Done], setting: Setting | WorkCalendar, *, lenient: bool = True
) -> Doing[Any]:
    """The record after all acts, corrections made. Strict playing raises Unlawful at the first refusal.

    Lenient playing takes what was recorded as recorded; it still raises where the history cannot have happened.
    """
    life = unborn(kind, setting, lenient=lenient)
    for position, done in enumerate(corrected(history)):
        try:
            do(life, kind, done)
        except ActRefused as refusal:
            raise Unlawful(position, done, refusal) from refusal
    return life


def judged(
    kind: RecordKind, acts: Sequence[Done], setting: Setting
) -> Iterator[tuple[int, Doing[Any] | None, list[ActRefused]]]:
    """Position, the record after that act, and what the law would refuse in it; an act that cannot be is the last.

    After that one there is no record (None).
    """
    life = unborn(kind, setting, lenient=True)
    for position, done in enumerate(acts):
        seen = len(life.broken)
        try:
            do(life, kind, done)
        except ActRefused as refusal:
            yield position, None, [refusal]
            return
        yield position, life, life.broken[seen:]


class Judgement(NamedTuple):
    """The record after all acts, None where one of them cannot be; and by position what the law would refuse."""

    life: Doing[Any] | None
    refused: dict[int, list[ActRefused]]


def judge(kind: RecordKind, acts: Sequence[Done], setting: Setting) -> Judgement:
    """A history played once and judged; playing stops at an act that cannot be."""
    last, refused = None, {}
    for position, life, refusals in judged(kind, acts, setting):
        last = life
        if refusals:
            refused[position] = refusals
    return Judgement(last, refused)


def play_until(
    kind: RecordKind, history: Sequence[Done], setting: Setting | WorkCalendar, day: date
) -> Doing[Any] | None:
    """The record as at the end of a day: acts and dates up to it, corrections made up to it; None before it began.

    An act that only a later correction made possible was not known on that day.
    """
    acts = corrected(history, known_on=day)
    mended_later = any(done.target is not None and done.on > day for done in history)
    life = unborn(kind, setting, lenient=True, as_of=day)
    for position, done in enumerate(acts):
        try:
            _do_by(life, kind, done, acts[: position + 1], day)
        except ActRefused:
            if not mended_later:
                raise
            life.count(done.act)
    return life if life.begun else None


def _do_by(life: Doing[Any], kind: RecordKind, done: Done, acts: Sequence[Done], day: date) -> None:
    """Do the last of `acts` if it counts by that day."""
    if done.act is Act.PLAN:  # known before its day, and to be counted for an act that calls it off
        if life.begun:
            do(life, kind, done, checked=True)
    elif done.on <= day and not _lies_ahead(done, day):
        do(life, kind, _known(done, day))
    elif _takes_effect_by(kind, acts, life.calendar, day):
        do(life, kind, _known(done, day), checked=True)  # papers that came back after `day` are not in yet
    else:
        life.count(done.act)  # an act keeps its number on every day


def _takes_effect_by(kind: RecordKind, acts: Sequence[Done], calendar: WorkCalendar, day: date) -> bool:
    """Whether the last act is an acceptance that took effect by that day and was recorded later.

    Act art. 30 ¶3; 2017 Act art. 17 ¶2.
    """
    if kind is not RecordKind.RECONSIDERATION or acts[-1].act not in (Act.ACCEPT, Act.DEEM_ACCEPTED):
        return False
    life = Life(calendar, lenient=True)
    for done in acts:
        do(life, kind, done)
    return life.facts.phase.opened_on <= day


def _lies_ahead(done: Done, day: date) -> bool:
    """Whether an exclusion known by that day has not begun."""
    return done.act is Act.EXCLUDE and bool(done.keys["start"] > day)


PLANNED = frozenset({"due", "end", "effective_on"})
"""Keys whose day may lie ahead of the day on which they are known."""


def _known(done: Done, day: date) -> Done:
    keys = {
        key: value for key, value in done.keys.items() if key in PLANNED or not isinstance(value, date) or value <= day
    }
    return done if len(keys) == len(done.keys) else replace(done, keys=keys)
