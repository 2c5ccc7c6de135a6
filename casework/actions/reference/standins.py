"""代办: who does the work of a colleague on leave, from one day to another; records do not change by it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from casework.actions.reach import Actor, reaches
from casework.actions.reference.staff import known, take_on
from casework.errors import FaultyInput, NotPermitted
from casework.filters.reader import Reader
from casework.models import Organ, Staff, StandIn
from casework.models.base import Record
from casework.permissions import KEEPS_STAFF

LONGEST_REASON = 200


def keep_stand_in(
    organ: Organ, name: str, stand_in: str, first: date, last: date, reason: str = "", *, actor: Actor
) -> StandIn:
    """Somebody of an organ is on leave from one day to another, both included, and another of it stands in.

    Raises FaultyInput, and NotPermitted but for the supervisor of that organ or of one above it.
    """
    _check(organ, actor)
    _check_days(name, first, last)
    for each in (name, stand_in):
        if each not in known(organ, first):
            raise FaultyInput(
                f"「{each}」{first}不在{organ.name}的承办人名单里",
                f"{each} is not on the list of handlers of {organ.name} on {first}",
                where="staff" if each == name else "stand_in",
            )
    if name == stand_in:
        raise FaultyInput(f"{name}不能由本人代办", f"{name} cannot stand in for the same person", where="stand_in")
    _check_others(organ, name, stand_in, first, last)
    with transaction.atomic():
        take_on(organ, [each for each in (name, stand_in) if not Staff.objects.filter(organ=organ, name=each).exists()])
        people = {each.name: each for each in Staff.objects.filter(organ=organ, name__in=(name, stand_in))}
        return StandIn.objects.create(
            staff=people[name], stand_in=people[stand_in], valid_from=first, valid_to=last, reason=reason
        )


def _check(organ: Organ, actor: Actor) -> None:
    if not actor.roles & KEEPS_STAFF or not reaches(actor, organ):
        raise NotPermitted(
            f"{organ.name}的代办由它或者上级的机构负责人安排",
            f"Who stands in at {organ.name} is said by its supervisor or one above it",
        )


def _check_days(name: str, first: date, last: date) -> None:
    if last < first:
        raise FaultyInput(
            f"{name}休假的最后一天{last}早于第一天{first}",
            f"The last day of leave of {name}, {last}, lies before the first, {first}",
            where="to",
        )


def _check_others(organ: Organ, name: str, stand_in: str, first: date, last: date) -> None:
    """One stand-in at a time, who is there on those days."""
    within = StandIn.objects.of(organ).filter(valid_from__lte=last, valid_to__gte=first)
    twice = within.filter(staff__name=name).select_related("stand_in").first()
    if twice is not None:
        raise FaultyInput(
            f"{name}{twice.valid_from}至{twice.valid_to}已经由{twice.stand_in}代办",
            f"{twice.stand_in} stands in for {name} from {twice.valid_from} to {twice.valid_to} already",
            where="from",
        )
    away = within.filter(staff__name=stand_in).first()
    if away is not None:
        raise FaultyInput(
            f"{stand_in}{away.valid_from}至{away.valid_to}自己也在休假",
            f"{stand_in} is on leave too, from {away.valid_from} to {away.valid_to}",
            where="stand_in",
        )


def drop_stand_in(kept: StandIn, *, actor: Actor) -> None:
    """Take back what was entered by mistake, or is over before its time. Raises NotPermitted."""
    _check(kept.staff.organ, actor)
    kept.delete()


def standing_in(reader: Reader) -> list[StandIn]:
    """The leaves, today's and those to come, in which a reader stands in, each with who is on leave."""
    mine = StandIn.objects.filter(stand_in__name=str(reader.person), valid_to__gte=reader.today).with_people()
    own = {member.organ_id for member in reader.held}
    return [leave for leave in mine if leave.stand_in.organ_id in own]


def stood_for(record: Record, leaves: Sequence[StandIn], day: date) -> list[str]:
    """Those who handle or mediate a record and are on leave on a day, of the leaves in which one person stands in."""
    return [
        str(leave.staff)
        for leave in leaves
        if leave.valid_from <= day <= leave.valid_to
        and leave.staff.organ_id == record.organ_id
        and str(leave.staff) in record.hands
    ]


def away(organ: Organ, names: Sequence[str], day: date) -> list[StandIn]:
    """Those of the names who are on leave on a day, each with who stands in."""
    return list(StandIn.objects.of(organ).on(day).filter(staff__name__in=names).with_people())
