"""Tokens of the interface for programs: made by a person for a purpose, used, revoked. No record is touched."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from ipaddress import ip_network
from typing import Any, NamedTuple

from django.db.models import Q

from casework.errors import FaultyInput
from casework.models import Organ, Person, Pull, Token
from casework.models.written import insert
from casework.permissions import OPENED_BY, WRITING, TokenScope
from casework.vocabulary import name_of

LONGEST_PURPOSE = 200
MOST_NETWORKS = 20
DAYS, MOST_DAYS = 180, 730
"""How long a token opens, unless less or more is asked for."""
MOST_TOKENS = 50
USE_IS_NOTED_AFTER = timedelta(minutes=1)
"""The last use is written at most once a minute, so that pulls do not queue for one row."""


class Wanted(NamedTuple):
    """What is asked for in a new token; `organ` confines it, `networks` are CIDR, `days` is how long it opens."""

    purpose: str
    scope: str = TokenScope.MASKED.value
    organ: Organ | None = None
    networks: tuple[str, ...] = ()
    may_write: bool = False
    days: int = DAYS


def create_token(person: Person, wanted: Wanted) -> tuple[Token, str]:
    """Make a token; gives it and the text that is shown once. Raises FaultyInput."""
    scope = name_of(TokenScope, wanted.scope, where="scope")
    if wanted.may_write and WRITING not in OPENED_BY[scope]:
        raise FaultyInput(
            f"范围「{scope.zh}」的令牌不能办理：范围选masked或full",
            f"A token for {scope.en} cannot write: take the scope masked or full",
            where="scope",
        )
    if not 1 <= wanted.days <= MOST_DAYS:
        raise FaultyInput(
            f"days：「{wanted.days}」不可用，可用：1至{MOST_DAYS}天",
            f"days: {wanted.days} cannot be used; allowed: 1 to {MOST_DAYS}",
            where="days",
        )
    if Token.objects.filter(user=person, revoked_at=None).count() >= MOST_TOKENS:
        raise FaultyInput(f"最多{MOST_TOKENS}个令牌，先撤销一个", f"At most {MOST_TOKENS} tokens; revoke one first")
    made, text = Token.objects.create(
        user=person,
        expiry=timedelta(days=wanted.days),
        purpose=_purpose(wanted.purpose),
        scope=scope.value,
        organ=wanted.organ,
        networks=_networks(wanted.networks),
        may_write=wanted.may_write,
    )
    return made, text


def _purpose(text: str) -> str:
    purpose = " ".join(text.split())
    if not 0 < len(purpose) <= LONGEST_PURPOSE or not purpose.isprintable():
        raise FaultyInput(
            f"用途要写1至{LONGEST_PURPOSE}个字",
            f"The purpose has 1 to {LONGEST_PURPOSE} characters",
            where="purpose",
        )
    return purpose


def _networks(given: Iterable[str]) -> list[str]:
    found = []
    for text in dict.fromkeys(given):
        try:
            found.append(str(ip_network(text.strip(), strict=False)))
        except ValueError:
            raise FaultyInput(
                f"network：「{text}」不是网段，写成10.20.0.0/16",
                f"network: {text!r} is no network; write 10.20.0.0/16",
                where="network",
            ) from None
    if len(found) > MOST_NETWORKS:
        raise FaultyInput(f"最多{MOST_NETWORKS}个网段", f"At most {MOST_NETWORKS} networks", where="network")
    return found


def revoke_token(key: str, *, by: Person | None, now: datetime, anybodys: bool = False) -> Token:
    """Revoke a token by its beginning (`token_key`), or by all of it; `anybodys` for who may revoke others' too.

    What was revoked stays as it is. Raises FaultyInput where there is none.
    """
    tokens = Token.objects.all() if anybodys else Token.objects.filter(user=by)
    found: Token | None = tokens.filter(token_key=key[:LENGTH_OF_KEY]).first() if len(key) >= LENGTH_OF_KEY else None
    if found is None:
        raise FaultyInput(
            "没有这个令牌：写令牌的前15个字符", "There is no such token: give its first 15 characters", where="token"
        )
    Token.objects.filter(pk=found.pk, revoked_at=None).update(revoked_at=now, revoked_by=by)
    found.refresh_from_db()
    return found


LENGTH_OF_KEY = 15


def note_use(token: Token, address: str | None, now: datetime) -> None:
    """Write down that a token was used now, at most once a minute."""
    long_ago = Q(last_used_at=None) | Q(last_used_at__lte=now - USE_IS_NOTED_AFTER)
    if token.last_used_at is None or token.last_used_at <= now - USE_IS_NOTED_AFTER:
        Token.objects.filter(long_ago, pk=token.pk).update(last_used_at=now, last_used_from=address)


def note_pull(**pull: Any) -> None:
    """Write down a request: token, person, method, path, query, records, status, address."""
    insert(Pull(**pull))
