"""排期: what is arranged for a coming day. No legal act: it moves no state and no figure.

The notice of a hearing is counted back from its plan (`casework.law.reconsideration.hearings`); no other term is.

A plan bears the day that it is for, as every act bears its day. It is done when the act that it was made for is
recorded on or after that day. Calling it off is an act of its own: it has a day and a reason, and the plan stays to be
read. To correct it would say that the day was never arranged, to strike it that it was arranged by mistake.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from casework.law.facts import Plan
from casework.law.keys import Hour, Note, PlanNumber
from casework.law.life import Doing
from casework.law.names import Act, Planned, RecordKind

DONE_BY: Mapping[RecordKind, Mapping[Planned, tuple[Act, ...]]] = {
    RecordKind.RECONSIDERATION: {
        Planned.HEARING: (Act.HOLD_HEARING,),
        Planned.TALK: (Act.HEAR_OPINIONS,),
        Planned.MEDIATION: (Act.MEDIATE,),
        Planned.INSPECTION: (Act.INVESTIGATE,),
        Planned.VISIT: (Act.INVESTIGATE, Act.HEAR_OPINIONS),
    },
    RecordKind.LITIGATION: {Planned.HEARING: (Act.HOLD_HEARING,)},
    RecordKind.MEDIATION: {Planned.MEDIATION: (Act.CONCLUDE,)},
    RecordKind.RESPONDENT: {},
}
"""The acts that a plan becomes when it is done, the usual one first. What has none is over when its day is."""

LASTS = timedelta(hours=2)
"""How long what is planned is taken to last. A plan says when it begins; when a hearing or a talk ends nobody knows
before, and an end that had to be typed would be made up."""
AT_ONCE = frozenset({Act.INVESTIGATE, Act.MEDIATE})
"""Those of them that say no more than their day: the others ask how, by whom or with which result."""


def plan(
    life: Doing[Any],
    *,
    on: date,
    what: Planned,
    at: Hour | None = None,
    place: str = "",
    who: tuple[str, ...] = (),
) -> None:
    """排期 for a coming day, while the record is open; one that was recorded is not judged again: it moves nothing."""
    if not (life.lenient or life.facts.is_open):
        life.refuse("state", "", "案件已经办结，不能再排期", "The record has ended: nothing can be planned in it")
    made = Plan(what, on, at, place, who, n=life.times.get(Act.PLAN, 0) + 1)
    if not life.lenient and made in life.facts.plans:
        life.refuse(
            "planned", "", "同一时间、地点的这项排期已经有了", "That is planned already, for the same time and place"
        )
    life.say(plans=(*life.facts.plans, made))


def call_off(life: Doing[Any], *, on: date, plan: PlanNumber | None = None, reason: Note = "") -> None:
    """取消排期: the plan of that number, counted from one in the order of recording, or the only one that stands."""
    found = _meant(life, plan)
    if found is not None:
        life.amend(found, called_off_on=on, planned_then=life.times.get(Act.PLAN, 0))


def standing(facts: Any) -> list[int]:
    """The numbers of the plans that stand, counted from one in the order of recording."""
    return [one.n for one in facts.plans if one.stands]


def _meant(life: Doing[Any], number: int | None) -> Plan | None:
    plans: tuple[Plan, ...] = life.facts.plans
    left = standing(life.facts)
    if not left:
        life.refuse("no-plan", "", "没有可以取消的排期", "No plan stands that could be called off", instead=(Act.PLAN,))
        return None
    if number is None and len(left) > 1:
        said = "、".join(map(str, left))
        life.refuse("which", "", f"有几次排期，写明取消第几次：{said}", f"Several plans stand: say which, {said}")
        return None
    number = left[0] if number is None else number
    if number not in left:
        life.refuse(
            "no-plan",
            "",
            f"第{number}次排期没有，或者已经办了、取消了",
            f"Plan {number} is not there, or was done or called off",
        )
        return None
    return next(one for one in plans if one.n == number)


def settle(life: Doing[Any], kind: RecordKind, act: Act, on: date) -> None:
    """Mark as done the standing plans that were made for such an act and whose day has come with it."""
    makes = [what for what, acts in DONE_BY.get(kind, {}).items() if act in acts]
    if makes:
        for one in life.facts.plans:
            if one.stands and one.what in makes and one.on <= on:
                life.amend(one, done_on=on)
