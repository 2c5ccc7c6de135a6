"""Who asks by the interface: the person of a token or of a session, confined to what the token opens."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from casework.filters.reader import Reader
from casework.models import Token
from casework.permissions import OPENED_BY, SEES_NAMES, WRITING, Reach, TokenScope, confine, reach_of


@dataclass
class Asking(Reader):
    """A person who reads by a program; roles are those held today, whatever they were when the token was made."""

    token: Token | None = None

    def __post_init__(self) -> None:
        if self.token is not None and self.token.organ is not None:
            confine(self.person, self.token.organ)

    @cached_property
    def names(self) -> Reach:
        """Where names are shown: nowhere to a token whose scope is not `full`."""
        if self.token is not None and self.token.scope != TokenScope.FULL:
            return Reach()
        return reach_of(self.person, self.today, SEES_NAMES)

    def may(self, screen: str) -> bool:
        """Whether a role of the person opens it, and the scope of the token too."""
        if self.token is not None and screen not in OPENED_BY[TokenScope(self.token.scope)]:
            return False
        if self.token is not None and screen == WRITING and not self.token.may_write:
            return False
        return super().may(screen)

    @property
    def known_as(self) -> str:
        """What a page mark is bound to: the token, else the person."""
        return f"token:{self.token.pk}" if self.token is not None else f"person:{self.person.pk}"
