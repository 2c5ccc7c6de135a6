"""Who asks by the interface: the person of a token or of a session, confined to what the token opens."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from casework.errors import NotPermitted
from casework.filters.reader import Reader
from casework.law.names import Name, Role
from casework.models import Token
from casework.permissions import (
    IN_CLEAR,
    OPENED_BY,
    SCREENS,
    SEES_NAMES,
    WRITING,
    Reach,
    TokenScope,
    confined,
    held_on,
    reach_of,
)


@dataclass
class Asking(Reader):
    """A person who reads by a program; roles are those held today, whatever they were when the token was made."""

    token: Token | None = None

    @cached_property
    def held(self) -> list[Any]:
        """The memberships held today; of a token of an organ, what lies there and below."""
        held = held_on(self.person, self.today)
        if self.token is None or self.token.organ is None:
            return held
        return list(confined(held, self.token.organ))

    @cached_property
    def names(self) -> Reach:
        """Where names are shown: nowhere to a token whose scope does not say so."""
        if self.token is not None and self.token.scope not in IN_CLEAR:
            return Reach()
        return reach_of(self.held, SEES_NAMES)

    def may(self, screen: str) -> bool:
        """Whether a role of the person opens it, and the scope of the token too."""
        return self.lacking(screen) is None

    def lacking(self, screen: str) -> NotPermitted | None:
        """What is missing to open it: a scope of the token, its right to write, or a role where the token reaches."""
        token = self.token
        if token is not None and screen not in OPENED_BY[TokenScope(token.scope)]:
            return _scope_lacking(TokenScope(token.scope), screen)
        if token is not None and screen == WRITING and not token.may_write:
            return NotPermitted(
                "令牌只读，不能办理：另建一个可写的令牌（--write）",
                "The token reads only and does no acts: make one for writing (--write)",
            )
        return None if super().may(screen) else _role_lacking(token, screen)

    @property
    def known_as(self) -> str:
        """What a page mark is bound to: the token, else the person."""
        return f"token:{self.token.pk}" if self.token is not None else f"person:{self.person.pk}"


def _scope_lacking(scope: TokenScope, screen: str) -> NotPermitted:
    zh, en = _listed(other for other, opened in OPENED_BY.items() if screen in opened)
    return NotPermitted(
        f"令牌的范围是{scope.zh}（{scope.value}），这里要的范围：{zh}；另建一个令牌",
        f"The scope of the token is {scope.value} ({scope.en}); this takes the scope {en}: make another token",
    )


def _role_lacking(token: Token | None, screen: str) -> NotPermitted:
    zh, en = _listed(role for role in Role if role in SCREENS[screen])
    organ = token.organ.name if token is not None and token.organ is not None else ""
    return NotPermitted(
        f"{f'令牌限于{organ}，' if organ else ''}本人今天没有这里要的角色：{zh}",
        f"{f'The token is confined to {organ}; ' if organ else ''}its person holds today none of the roles: {en}",
    )


def _listed(names: Iterable[Name]) -> tuple[str, str]:
    """Codes with their labels, in both languages."""
    found = list(names)
    return "、".join(f"{each.zh}（{each.value}）" for each in found), ", ".join(f"{each.value}" for each in found)
