"""Who acts, and on whose records."""

from __future__ import annotations

from typing import Any, NamedTuple

from casework.errors import NotPermitted
from casework.law.names import Act, RecordKind, Role
from casework.models import Organ, Person
from casework.permissions import may_act, organs_of, roles_for


class Actor(NamedTuple):
    """Who acts: the person, the organ acted for, and the roles held there."""

    person: Person | None
    organ: Organ
    roles: frozenset[Role]


def check_role(act: Act, kind: RecordKind, edition: Any, actor: Actor) -> None:
    """Raises NotPermitted, naming the roles that carry the act, where the actor has none of them."""
    if not may_act(act, kind, edition, actor.roles):
        carriers = sorted(roles_for(act, kind, edition), key=list(Role).index)
        raise NotPermitted(
            f"{act.zh}由{'、'.join(role.zh for role in carriers)}办理",
            f"{act.en} is for the {' or '.join(role.en for role in carriers)}",
        )


def reaches(actor: Actor, organ: Organ) -> bool:
    """Own records; a supervisor or approver the subtree's too."""
    senior = actor.roles & {Role.SUPERVISOR, Role.APPROVER}
    return organ.pk == actor.organ.pk or bool(senior and organ.path.startswith(actor.organ.path))


def check_reach(record: Any, actor: Actor) -> None:
    """Raises NotPermitted for an actor who reaches none of the organs whose record it is."""
    if any(reaches(actor, organ) for organ in organs_of(record)):
        return
    raise NotPermitted(
        f"{actor.organ.name}不能办理{record.organ.name}的记录",
        f"{actor.organ.name} may not act on a record of {record.organ.name}",
    )
