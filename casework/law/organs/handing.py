"""移交承办: one of those who handle a record gives it to a successor.

No act of any statute: who handles a case is decided by assigning it (条例 art. 32; Act (2023) art. 36), and a mediator
is named by the committee (人民调解法 art. 19). It moves no state, no term and no figure.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from casework.law.keys import Note
from casework.law.life import Day, Doing
from casework.law.names import Act, RecordKind

HANDLED_BY: Mapping[RecordKind, str] = {
    RecordKind.RECONSIDERATION: "handlers",
    RecordKind.LITIGATION: "handlers",
    RecordKind.MEDIATION: "mediators",
}
"""The kinds that say who handles a record, and the fact that says it."""

NAMING = (Act.ASSIGN, Act.HAND_OVER)
"""Acts that name who handles a record, after the act that begins or accepts it."""


def _said_by(facts: Any) -> str:
    return next(fact for fact in HANDLED_BY.values() if hasattr(facts, fact))


def handling(facts: Any) -> tuple[str, ...]:
    """Who handles a record of one of the kinds that say it, by its facts."""
    present: tuple[str, ...] = getattr(facts, _said_by(facts))
    return present


def hand_over(life: Doing[Any], *, on: date, giver: str = "", to: str, reason: Note) -> None:
    """移交承办 `giver` one of the present handlers, the only one where it is left out, `to` another; the rest stay."""
    name, present = _said_by(life.facts), handling(life.facts)
    if not life.facts.is_open:
        life.refuse("state", "", "已经办结，不用再移交", "The record has ended: there is nothing left to hand over")
    _refuse_earlier(life, on)
    leaving = _leaving(life, present, giver)
    if to in present:
        life.refuse("unchanged", "", f"「{to}」已经是承办人", f"{to} handles the record already")
    if to in [one.name for one in getattr(life.facts, "disputants", ())]:
        life.refuse(
            "partial",
            "人民调解法15",
            f"「{to}」是当事人，不能同时是调解员",
            f"{to} is a party and cannot be a mediator too",
        )
    stay = tuple(one for one in present if one != leaving)
    place = present.index(leaving) if leaving in present else len(present)
    life.say(**{name: (*stay[:place], to, *stay[place:])})


def _leaving(life: Doing[Any], present: tuple[str, ...], named: str) -> str:
    """Who gives the record away."""
    if not present:
        life.refuse(
            "no-handler",
            "",
            "还没有承办人，没有人可以移交",
            "Nobody handles the record: there is nobody to hand it over",
            instead=() if hasattr(life.facts, "mediators") else (Act.ASSIGN,),
        )
    said = "、".join(present)
    if named and named not in present:
        life.refuse(
            "no-handler",
            "",
            f"「{named}」不是现在的承办人；承办人：{said}",
            f"{named} does not handle the record now; handlers: {said}",
        )
    if not named and len(present) > 1:
        life.refuse(
            "which", "", f"承办人有几名，写明由谁移交：{said}", f"Several people handle the record: say which, {said}"
        )
    return named or "".join(present[:1])


def _refuse_earlier(life: Doing[Any], on: date) -> None:
    """Nobody hands over before it was last said who handles the record; acceptance may have said it first."""
    days = life.done_on
    named = [days[act] for act in NAMING if act in days] or [days[act] for act in (Act.ACCEPT,) if act in days]
    if named:
        last = Day(max(named), "确定承办人之日", "the day on which the handlers were named")
        life.refuse_order(Day(on, "移交之日", "handing over"), last, "")
