"""Who reads: a person on one day, with roles and reach; the same for pages, lists, interface and exports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.translation import get_language

from casework.law.names import Role
from casework.permissions import (
    READS_OWN,
    READS_SUBTREE,
    SEES_NAMES,
    Reach,
    held_on,
    may_open,
    organs_of,
    reach_of,
    roles_of,
)
from casework.reference import Reference, reference_on


def language() -> str:
    """The language of the answer."""
    return get_language() or "zh-hans"


@dataclass
class Reader:
    """A person who reads, on one day."""

    person: Any
    today: date

    @cached_property
    def held(self) -> list[Any]:
        """The memberships held today."""
        return held_on(self.person, self.today)

    @cached_property
    def roles(self) -> frozenset[Role]:
        """All roles held today."""
        return roles_of(self.held)

    @cached_property
    def reach(self) -> Reach:
        """The organs whose records the person sees today."""
        return reach_of(self.held)

    @cached_property
    def reference(self) -> Reference:
        """Vocabulary, calendar and organs, read once a request."""
        return reference_on(self.today)

    @cached_property
    def names(self) -> Reach:
        """The organs in whose records names and other personal data are shown in clear."""
        return reach_of(self.held, SEES_NAMES)

    def reads_names(self, record: Any) -> bool:
        """Whether names and other personal data of a record are shown in clear; a dispute is its defendants' too."""
        return any(self.names.covers(organ) for organ in organs_of(record))

    @property
    def language(self) -> str:
        """The language of the answer."""
        return language()

    def may(self, screen: str) -> bool:
        """Whether one of the roles may open the screen."""
        return may_open(screen, self.roles)

    def organs(self, roles: frozenset[Role] = READS_OWN | READS_SUBTREE) -> list[Any]:
        """The organs of the person's memberships in one of the roles, each once."""
        return list({m.organ.pk: m.organ for m in self.held if m.role in roles}.values())

    def has_subtree(self, organ: Any) -> bool:
        """Whether the person sees all that lies below an organ."""
        return self.reach.everything or any(organ.path.startswith(path) for path in self.reach.under)
