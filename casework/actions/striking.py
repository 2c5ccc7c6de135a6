"""撤销误录: which act is meant, who strikes it, and whether another record rests on it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.utils import timezone

from casework.actions.linking import refuse_unfounded
from casework.actions.links.takeover import refuse_taken_in
from casework.actions.reach import Actor
from casework.actions.suits import check_answer
from casework.errors import NotPermitted, named
from casework.law.acts import RULES
from casework.law.history import Done, corrected, play
from casework.law.names import Act, RecordKind
from casework.law.striking import named as name_of
from casework.law.striking import refuse_strike, strikable
from casework.models import Event
from casework.permissions import STRIKES_OTHERS

TARGET = re.compile(r"(?P<act>[^#\s]+)#(?P<n>[1-9][0-9]{0,3})")


class Struck(NamedTuple):
    """A striking resolved: the act that is struck, by its name, its place among the acts and its event."""

    name: str
    position: int
    event: Event

    def done(self, on: date) -> Done:
        """The striking as an act."""
        return Done(Act.STRIKE, on, {}, target=self.position)

    def stored(self, reason: str) -> dict[str, Any]:
        """The striking as the keys of an event; `version` is that of the event that is struck."""
        return {
            "target": self.name,
            "reason": reason,
            "act": self.event.act,
            "position": self.position,
            "version": self.event.version,
        }


def resolve(record: Any, history: Sequence[Done], typed: Mapping[str, Any]) -> Struck:
    """The act that `target` names. Raises FaultyInput that lists those that can be struck."""
    kind, text = RecordKind(record.kind), str(typed["target"]).strip()
    acts = corrected(history)
    match = TARGET.fullmatch(text)
    meant = next((act for act in RULES[kind] if match and match["act"] in (act.value, act.zh)), None)
    places = [place for place, done in enumerate(acts) if done.act is meant]
    if match is None or not 1 <= int(match["n"]) <= len(places):
        standing = [place for place, done in enumerate(acts) if strikable(RULES[kind][done.act]) and not done.struck]
        known = [name_of(acts, place) for place in standing]
        raise named("要撤销的行为", "act to strike", text, known, where="target")
    position = places[int(match["n"]) - 1]
    return Struck(name_of(acts, position), position, Event.objects.of_record(record).acts()[position])


def check(
    struck: Struck, record: Any, history: Sequence[Done], on: date, life: Any, actor: Actor, *, same_day: bool
) -> Any:
    """Refuse a striking that the law, another record or the hand does not allow; gives the record played without it.

    `life` is the record with it. Raises ActRefused, NotPermitted.
    """
    kind, setting = RecordKind(record.kind), life.setting
    refuse_strike(kind, history, struck.position, on, setting)
    after = [*history, struck.done(on)]
    if kind is RecordKind.RECONSIDERATION:
        refuse_taken_in(record, Act(struck.event.act))
        refuse_unfounded(record, history, after, setting)
    without = play(kind, after, setting)
    if struck.event.act == Act.CONFIRM_LINK:
        check_answer(without.facts, actor)
    if not may_strike(struck.event, actor, same_day=same_day):
        raise NotPermitted(
            "只能撤销本人当天记录的行为；别人记录的、以前记录的，由机构负责人撤销",
            "One strikes what one recorded oneself on the same day; all else is for the supervisor",
        )
    return without


def recorded_on(event: Event) -> date:
    """The day on which an act was recorded, where the site is."""
    return timezone.localtime(event.recorded_at).date()


def may_strike(event: Event, actor: Actor, *, same_day: bool) -> bool:
    """Whether the hand strikes an act: one that it recorded itself on the same day, or any as the supervisor."""
    own = event.person_id is not None and event.person_id == getattr(actor.person, "pk", None)
    return (own and same_day) or bool(actor.roles & STRIKES_OTHERS)
