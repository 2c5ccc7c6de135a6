"""Who is asking: the person, the day, the roles, the reach."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from casework.actions.recording import organs_of
from casework.law.names import Role
from casework.permissions import (
    READS_OWN,
    READS_SUBTREE,
    SEES_NAMES,
    Reach,
    holds_on,
    may_open,
    memberships,
    reach_of,
    roles_of,
    sees_names,
)
from casework.reference import Reference, reference_on


def language() -> str:
    """The language of the page."""
    return get_language() or "zh-hans"


@dataclass
class Visit:
    """One request of a signed-in person, on one day."""

    person: Any
    today: date

    @cached_property
    def roles(self) -> frozenset[Role]:
        """All roles held today."""
        return roles_of(self.person, self.today)

    @cached_property
    def reach(self) -> Reach:
        """The organs whose records the person sees today."""
        return reach_of(self.person, self.today)

    @cached_property
    def reference(self) -> Reference:
        """Vocabulary, calendar and organs, read once a request."""
        return reference_on(self.today)

    @cached_property
    def names(self) -> Reach:
        """The organs in whose records names and other personal data are shown in clear."""
        return reach_of(self.person, self.today, SEES_NAMES)

    def reads_names(self, record: Any) -> bool:
        """Whether names and other personal data of a record are shown in clear; a dispute is its defendants' too."""
        return sees_names(self.person, self.today, organs_of(record))

    @property
    def language(self) -> str:
        """The language of the page."""
        return language()

    def may(self, screen: str) -> bool:
        """Whether one of the roles may open the screen."""
        return may_open(screen, self.roles)

    def organs(self, roles: frozenset[Role] = READS_OWN | READS_SUBTREE) -> list[Any]:
        """The organs of the person's memberships in one of the roles, each once."""
        held = [m.organ for m in memberships(self.person) if holds_on(m, self.today) and m.role in roles]
        return list({organ.pk: organ for organ in held}.values())

    def has_subtree(self, organ: Any) -> bool:
        """Whether the person sees all that lies below an organ."""
        return self.reach.everything or any(organ.path.startswith(path) for path in self.reach.under)


def visit_of(request: HttpRequest) -> Visit:
    """The visit of a request, made once; only here is the clock read."""
    found: Visit | None = getattr(request, "visit", None)
    if found is None:
        found = Visit(request.user, timezone.localdate())
        request.visit = found  # type: ignore[attr-defined]  # one visit a request, kept where the request is
    return found
