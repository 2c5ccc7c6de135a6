"""As whom a person acts: the roles held today from which a record is reached, for the nearest organ of them."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from casework.actions.reach import Actor, reaches
from casework.errors import NotPermitted
from casework.filters.reader import Reader
from casework.law.names import Role
from casework.models import Litigation, Organ, Reconsideration
from casework.permissions import ANY_HAND, organs_of


def hand_on(record: Any, reader: Reader) -> Actor | None:
    """The hand on a record, with every role that reaches it; None for who only reads it."""
    organs = organs_of(record)
    return _nearest(reader, [hand for hand in _hands(reader) if any(reaches(hand, organ) for organ in organs)])


def needed_hand(record: Any, reader: Reader) -> Actor:
    """The hand on a record. Raises NotPermitted for who only reads it."""
    return _needed(hand_on(record, reader))


def hand_to_answer(suit: Any, reader: Reader) -> Actor:
    """The hand that confirms the number which a dispute gives: one on the case. Raises NotPermitted."""
    cases = Reconsideration.objects.visible_to(reader.reach).filter(number=suit.named)
    hands = [hand for case in cases.select_related("organ") if (hand := hand_on(case, reader)) is not None]
    return _needed(hands[0] if hands else hand_on(suit, reader))


def to_confirm(reader: Reader) -> QuerySet[Litigation]:
    """The disputes that give the number of a case in reach, which waits to be confirmed."""
    cases = Reconsideration.objects.visible_to(reader.reach)
    found: QuerySet[Litigation] = Litigation.objects.naming(cases)
    return found


def hand_for_new(reader: Reader) -> Actor:
    """The hand that begins a record, at the person's own organ. Raises NotPermitted."""
    hands = _hands(reader)
    nearest = max((hand.organ.path for hand in hands), key=len, default="")
    return _needed(_nearest(reader, [hand for hand in hands if hand.organ.path == nearest]))


def _hands(reader: Reader) -> list[Actor]:
    """One for each membership held today in a role that logs."""
    return [Actor(reader.person, m.organ, frozenset({Role(m.role)})) for m in reader.held if m.role in ANY_HAND]


def _nearest(reader: Reader, hands: list[Actor]) -> Actor | None:
    organs: list[Organ] = [hand.organ for hand in hands]
    if not organs:
        return None
    roles: frozenset[Role] = frozenset().union(*(hand.roles for hand in hands))
    return Actor(reader.person, max(organs, key=lambda organ: len(organ.path)), roles)


def _needed(hand: Actor | None) -> Actor:
    if hand is None:
        carriers = [role for role in Role if role in ANY_HAND]
        raise NotPermitted(
            f"办理记录要角色{'、'.join(role.zh for role in carriers)}，你今天在这个机关都没有",
            f"Acts on records take the role {' or '.join(role.en for role in carriers)}; "
            "you hold none of them at this organ today",
        )
    return hand
