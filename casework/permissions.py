"""Who may do and see what: roles x acts x screens as readable data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import copy
from datetime import date
from typing import Any, NamedTuple

from casework.law.names import Act, Edition, Name, RecordKind, Role

CLERK, SUPERVISOR, APPROVER = Role.CLERK, Role.SUPERVISOR, Role.APPROVER

ANY_HAND = frozenset({CLERK, SUPERVISOR, APPROVER})
"""Every act that a clerk does is open to the superiors of the clerk too."""

ACTS: dict[Act, frozenset[Role]] = {
    Act.EXTEND: frozenset({SUPERVISOR}),  # Act art. 62 ¶1: approved by the head of the reconsideration body
    Act.CONVERT_PROCEDURE: frozenset({SUPERVISOR}),  # Act art. 55
    Act.VOID: frozenset({SUPERVISOR}),
    Act.RESTORE: frozenset({SUPERVISOR}),
}
"""Acts that a clerk does not do; every other act is open to ANY_HAND."""

EXTEND_2017 = frozenset({APPROVER})
"""2017 Act art. 31: approved by the head of the reconsideration organ."""
UNSETTLING_CORRECTION = frozenset({SUPERVISOR})
"""A correction that makes a later act unlawful."""

STRIKES_OTHERS = frozenset({SUPERVISOR})
"""Who strikes what another recorded, or what was recorded on another day."""

SEALS = frozenset({SUPERVISOR})
"""Who seals a report of the own organ, and issues its restatement."""
CONFIRMS = frozenset({APPROVER})
"""Who confirms it: another person of that organ."""

DRAFTS = ANY_HAND
"""Who writes the yearly report of the own organ; with all below it, who reads all below it."""

READS_OWN = frozenset({CLERK})
READS_SUBTREE = frozenset({SUPERVISOR, APPROVER, Role.REPORT_TEAM})
SEES_NAMES = frozenset({CLERK, SUPERVISOR, APPROVER})
"""Roles that read personal data in clear; for all others names are masked."""

KEEPS_POPULATIONS = frozenset({SUPERVISOR})
"""Who keeps the inhabitants of the own division and of those below it."""

KEEPS_LEDGER_KINDS = frozenset({SUPERVISOR, Role.ADMINISTRATOR})
"""Who keeps the kinds of the work ledger, which all organs of the site share."""

SEES_HANDLERS = frozenset({SUPERVISOR})
"""Who sees statistics by handler; to nobody else is a colleague measured."""

HANDS_OVER_OTHERS = frozenset({SUPERVISOR})
"""Who gives away what colleagues handle; the own work is given away by everybody who acts."""

KEEPS_STAFF = frozenset({SUPERVISOR})
"""Who says who stands in for whom, and sees what each of the organ's handlers has in hand."""

IMPORTS = frozenset({CLERK, SUPERVISOR})
"""Who imports spreadsheets; what a row tells of is judged by the roles that the person has at the organ."""

SCREENS: dict[str, frozenset[Role]] = {
    "home": frozenset(Role),
    "records": READS_OWN | READS_SUBTREE,
    "logging": ANY_HAND,
    "imports": IMPORTS,
    "belongings": SEES_NAMES,  # names stand in files and notes
    "statistics": READS_OWN | READS_SUBTREE,
    "populations": KEEPS_POPULATIONS,
    "staff": KEEPS_STAFF,
    "ledger_kinds": KEEPS_LEDGER_KINDS,
    "reports": READS_OWN | READS_SUBTREE,
    "sealing": SEALS | CONFIRMS,
    "api_records": READS_OWN | READS_SUBTREE,
    "api_acts": ANY_HAND,
    "api_statistics": READS_OWN | READS_SUBTREE,
    "api_reference": frozenset(Role),
    "plan_feed": READS_OWN | READS_SUBTREE,
    "drafting": DRAFTS,
    "audit": frozenset({Role.AUDITOR}),
    "administration": frozenset({Role.ADMINISTRATOR}),
    "help": frozenset(Role),
    "settings": frozenset(Role),
    # open to visitors too: they are needed before a role is known
    "sign_in": frozenset(Role),
    "language": frozenset(Role),
    "api_documentation": frozenset(Role),
    "health": frozenset(Role),
}


class TokenScope(Name):
    """范围 of a token: how much of what its person sees."""

    STATISTICS = "statistics", "仅统计", "statistics only"
    MASKED = "masked", "案件，姓名隐去", "cases with names masked"
    FULL = "full", "案件，按本人权限显示姓名", "cases with names as the person sees them"
    PLANS = "plans", "只订阅排期日历，不带姓名和地点", "the calendar of plans, without names and places"
    PLANS_FULL = (
        "plans_full",
        "只订阅排期日历，按本人权限带姓名和地点",
        "the calendar of plans alone, with names and places",
    )


OPENED_BY: dict[TokenScope, frozenset[str]] = {
    TokenScope.STATISTICS: frozenset({"api_statistics", "api_reference"}),
    TokenScope.MASKED: frozenset({"api_statistics", "api_reference", "api_records", "api_acts"}),
    TokenScope.FULL: frozenset({"api_statistics", "api_reference", "api_records", "api_acts"}),
    TokenScope.PLANS: frozenset({"plan_feed"}),
    TokenScope.PLANS_FULL: frozenset({"plan_feed"}),
}
"""Scope of a token -> the rows of SCREENS that it opens, where its person's roles open them too."""
IN_CLEAR = frozenset({TokenScope.FULL, TokenScope.PLANS_FULL})
"""Scopes in which names are shown, as far as the person reads them."""
WRITING = "api_acts"
"""The row that a token opens only where it was made for writing."""


def may_act(act: Act, kind: RecordKind, edition: Edition | None, roles: Iterable[Role]) -> bool:
    """Whether one of the roles carries the act on a record of that kind and edition."""
    held = frozenset(roles)
    return bool(held & roles_for(act, kind, edition))


def roles_for(act: Act, kind: RecordKind, edition: Edition | None = None) -> frozenset[Role]:
    """The roles that carry an act."""
    if kind is RecordKind.RECONSIDERATION and act is Act.EXTEND and edition is Edition.E2017:
        return EXTEND_2017
    return ACTS.get(act, ANY_HAND)


def may_open(screen: str, roles: Iterable[Role]) -> bool:
    """Whether one of the roles may open the screen."""
    return bool(SCREENS[screen] & frozenset(roles))


class Reach(NamedTuple):
    """Which organs' records a person sees: `everything`, or organs by id and subtrees by path."""

    everything: bool = False
    own: frozenset[int] = frozenset()
    under: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing can be seen."""
        return not (self.everything or self.own or self.under)

    def covers(self, organ: Any) -> bool:
        """Whether the organ is one of these."""
        return self.everything or organ.pk in self.own or any(organ.path.startswith(path) for path in self.under)


def holds_on(membership: Any, today: date) -> bool:
    """Whether a membership is held on that day."""
    begun = membership.valid_from is None or membership.valid_from <= today
    return begun and (membership.valid_to is None or today <= membership.valid_to)


def held_on(person: Any, today: date) -> list[Any]:
    """The memberships that a signed-in person holds on that day, with their organs; read once a request."""
    if not getattr(person, "is_authenticated", False):
        return []
    if not hasattr(person, "_memberships"):
        person._memberships = person.held()
    return [membership for membership in person._memberships if holds_on(membership, today)]


def confined(held: Iterable[Any], organ: Any) -> Iterator[Any]:
    """What is left of memberships at an organ and below it: what a token of that organ carries."""
    for membership in held:
        if membership.organ.path.startswith(organ.path):
            yield membership
        elif membership.role in READS_SUBTREE and organ.path.startswith(membership.organ.path):
            narrowed = copy(membership)
            narrowed.organ = organ
            yield narrowed


def roles_of(held: Iterable[Any]) -> frozenset[Role]:
    """All roles of memberships, at whichever organ."""
    return frozenset(Role(membership.role) for membership in held)


def reach_of(held: Iterable[Any], roles: frozenset[Role] = READS_OWN | READS_SUBTREE) -> Reach:
    """Own records for a clerk, the subtree too for supervisor, approver and report team.

    `roles` leaves what is reached by one of these.
    """
    own: set[int] = set()
    under: set[str] = set()
    for membership in held:
        if membership.role not in roles:
            continue
        if membership.role in READS_SUBTREE:
            if membership.organ.is_root:
                return Reach(everything=True)
            under.add(membership.organ.path)
        elif membership.role in READS_OWN:
            own.add(membership.organ_id)
    return Reach(own=frozenset(own), under=tuple(sorted(under)))


def organs_of(record: Any) -> list[Any]:
    """The organs whose record it is: the keeper's; a dispute is its defendants' too."""
    defendants = record.defendants.all() if record.kind == RecordKind.LITIGATION else ()
    return [record.organ, *defendants]
