"""Who is it: a bearer token, or a person who is signed in."""

from __future__ import annotations

import ipaddress
from hmac import compare_digest
from typing import Any

from django.conf import settings
from django.db.models import QuerySet, Value
from django.utils import timezone
from knox.auth import TokenAuthentication
from knox.crypto import hash_token
from knox.settings import CONSTANTS
from rest_framework.authentication import get_authorization_header
from rest_framework.exceptions import AuthenticationFailed

from casework.actions.belongings.tokens import note_use
from casework.models import Person, Token
from casework.models.written import objects_of

PARTS = 2
LONGEST = 200


def address_of(request: Any) -> str | None:
    """Where a request comes from: the connection's address, or what a trusted server in front says of it.

    Of `X-Forwarded-For` the last address counts that is no trusted server's: those before it anybody can write.
    None where there is no address (a socket file).
    """
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if settings.TRUSTED_PROXIES else []
    found = None
    for text in (request.META.get("REMOTE_ADDR", ""), *reversed(forwarded)):
        try:
            found = str(ipaddress.ip_address(text.strip()))
        except ValueError:
            return found
        if not _within(found, settings.TRUSTED_PROXIES):
            return found
    return found


class Refused(AuthenticationFailed):
    """A token that opens nothing; both languages, the handler chooses."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.zh, self.en = zh, en


class BearerAuthentication(TokenAuthentication):  # type: ignore[misc]  # knox ships no types
    """`Authorization: Bearer …`: a token that stands, of a person who may sign in, from a network that it names."""

    def authenticate(self, request: Any) -> tuple[Person, Token] | None:
        """The person and the token; None where no bearer token was sent. Raises Refused."""
        parts = get_authorization_header(request).split()
        if not parts or parts[0].lower() != b"bearer":
            return None
        if len(parts) != PARTS or len(parts[1]) > LONGEST:
            raise Refused("令牌写法不对：Authorization: Bearer 令牌", "Write the token so: Authorization: Bearer TOKEN")
        return _opened(parts[1].decode("ascii", "replace"), request)

    def authenticate_header(self, request: Any) -> str:
        """What a refused program is told to send."""
        return 'Bearer realm="casework"'


class AddressAuthentication(BearerAuthentication):
    """A token in the address (`secret`), for calendar programs, which cannot send headers; nothing else opens it."""

    def authenticate(self, request: Any) -> tuple[Person, Token]:
        """The person and the token. Raises Refused."""
        secret = str(request.parser_context["kwargs"]["secret"])
        return _opened(secret[:LONGEST], request)


def _opened(text: str, request: Any) -> tuple[Person, Token]:
    """The person and the token of a text, whose use is noted. Raises Refused."""
    found = _find(text)
    if found is None:
        raise Refused("没有这个令牌", "There is no such token")
    _refuse(found, request)
    note_use(found, address_of(request), timezone.now())
    return found.user, found


def _find(text: str) -> Token | None:
    """The token of a text, by its beginning and then by its hash, compared in constant time."""
    digest = hash_token(text)
    beginning = text[: CONSTANTS.TOKEN_KEY_LENGTH]
    token: Token
    for token in objects_of(_beginning_so, beginning):
        if compare_digest(digest, token.digest):
            return token
    return None


def _beginning_so(beginning: int | str) -> QuerySet[Any]:
    found: QuerySet[Any] = Token.objects.filter(token_key=Value(beginning)).select_related("user", "organ")
    return found


def _refuse(token: Token, request: Any) -> None:
    """Raises Refused for a token that was revoked, has run out, or comes from elsewhere."""
    state = token.state(timezone.now())
    if state == "revoked":
        raise Refused("令牌已撤销", "The token has been revoked")
    if state == "expired":
        raise Refused("令牌已过期：另建一个", "The token has expired: make another")
    if not token.user.is_active:
        raise Refused("令牌的用户已停用", "The person of the token is no longer active")
    if token.networks and not _within(address_of(request), token.networks):
        raise Refused("令牌不能从这个网络使用", "The token may not be used from this network")


def _within(address: str | None, networks: list[str]) -> bool:
    if address is None:
        return False
    found = ipaddress.ip_address(address)
    mapped = getattr(found, "ipv4_mapped", None) or found
    return any(mapped in ipaddress.ip_network(network, strict=False) for network in networks)
