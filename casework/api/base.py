"""What every address of the interface has in common: its row of permissions, its parameters, its answer, its log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any, cast

import orjson
from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from rest_framework.authentication import BaseAuthentication, SessionAuthentication
from rest_framework.permissions import BasePermission
from rest_framework.renderers import JSONRenderer
from rest_framework.views import APIView

from casework.actions.belongings.tokens import note_pull
from casework.api.access.authentication import BearerAuthentication, address_of
from casework.api.access.throttling import PerToken, Quota
from casework.api.access.token_reader import Asking
from casework.api.parameters import Asked, Parameter, read
from casework.api.problems import Problem
from casework.models import Token
from casework.text.reading import whole_number

Json = dict[str, Any]
JSON = "application/json; charset=utf-8"


@dataclass(frozen=True)
class Operation:
    """A method of an address as the schema describes it; `answer` is the JSON schema of what is given, None of
    what is no JSON."""

    id: str
    summary: str
    tag: str
    answer: Json | None
    description: str = ""
    parameters: tuple[Parameter, ...] = ()
    body: Json | None = None
    status: int = 200
    problems: tuple[str, ...] = ()
    conditional: bool = False
    media: tuple[str, ...] = ()
    headers: dict[str, Json] = field(default_factory=dict)


class Opens(BasePermission):
    """Roles held today, and the scope of the token, open the row of the address."""

    def has_permission(self, request: Any, view: Any) -> bool:
        """Whether they do; raises NotPermitted, which says what is missing, for somebody who is known."""
        if not (request.user and request.user.is_authenticated):
            return False
        fault = view.sight.lacking(view.row)
        if fault is not None:
            raise fault
        return True


class Endpoint(APIView):
    """An address: `row` is its row in `permissions.SCREENS`, `operations` describe its methods.

    `hidden` are parameters that may name a person: they are asked for, and not written into the log.
    """

    row = ""
    operations: Mapping[str, Operation] = {}
    hidden: frozenset[str] = frozenset({"q"})
    authentication_classes: tuple[type[BaseAuthentication], ...] = (BearerAuthentication, SessionAuthentication)
    permission_classes = (Opens,)
    throttle_classes = (PerToken,)
    http_method_names: tuple[str, ...] = ("get", "head", "post", "options")
    known = False
    """Whether it is known who asks."""
    quota: Quota | None = None
    """What is left of the requests that may be made."""
    accepted = "application/json"
    """The form that `Accept` prefers among those that the address has."""
    records = 0
    """How many records the answer gives; the log says it."""

    @cached_property
    def sight(self) -> Asking:
        """Who asks."""
        return Asking(self.request.user, timezone.localdate(), cast("Token | None", self.request.auth))

    def initial(self, request: Any, *args: Any, **kwargs: Any) -> None:
        """Refuse what is too large before it is read; then who, what role, how often."""
        size = request.META.get("CONTENT_LENGTH") or "0"
        length = whole_number(size)
        if length is None or not 0 <= length <= settings.API_LARGEST_BODY:
            raise Problem("too_large")
        if request.method != "OPTIONS":
            super().initial(request, *args, **kwargs)

    def options(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """The methods of the address, to anybody: the description says them too."""
        return HttpResponse(status=204, headers={"Allow": ", ".join(self.allowed_methods)})

    def perform_content_negotiation(self, request: Any, force: bool = False) -> tuple[JSONRenderer, str]:
        """Choose among the forms of the address by `Accept`; a `format` that is asked for outright goes before it."""
        found = request._request.get_preferred_type((self.accepted, *self.media))
        if found is None and "format" not in request.query_params:
            raise _not_acceptable(request.headers.get("Accept", ""), (self.accepted, *self.media))
        self.accepted = found or self.accepted
        return JSONRenderer(), self.accepted

    @property
    def media(self) -> tuple[str, ...]:
        """The forms that it gives beside JSON."""
        method = (self.request.method or "").lower().replace("head", "get")
        return self.operations[method].media if method in self.operations else ()

    def perform_authentication(self, request: Any) -> None:
        """Who asks."""
        super().perform_authentication(request)
        self.known = bool(request.user and request.user.is_authenticated)

    def asked(self, *known: str) -> Asked:
        """The parameters of the request. Raises Problem."""
        method = (self.request.method or "get").lower()
        declared = [parameter.name for parameter in self.operations["get" if method == "head" else method].parameters]
        return read(self.request.query_params, (*declared, *known))

    def finalize_response(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> Any:
        """No cache keeps what one person may see; the answer differs by who asks and in which language."""
        found = super().finalize_response(request, response, *args, **kwargs)
        found.headers.setdefault("Cache-Control", "private, no-cache")
        patch_vary_headers(found, ["Authorization", "Cookie", "Accept-Language", *(["Accept"] if self.media else [])])
        for name, value in (self.quota.headers() if self.quota is not None else {}).items():
            found[name] = value
        if self.known:
            try:
                self._note(found.status_code)
            except BaseException:
                found.close()
                raise
        return found

    @property
    def noted_path(self) -> str:
        """The path as it is noted."""
        return str(self.request.path)

    def _note(self, status: int) -> None:
        """Note the pull before anything of it is sent: what cannot be noted is not given."""
        request = self.request
        note_pull(
            token=self.sight.token,
            person=self.sight.person,
            method=(request.method or "")[:8],
            path=self.noted_path[:200],
            query=_without_names(request.query_params, self.hidden),
            records=self.records,
            status=status,
            address=address_of(request),
        )


def _not_acceptable(asked: str, forms: Sequence[str]) -> Problem:
    zh = f"Accept：「{asked[:200]}」没有，可用：{'、'.join(forms)}"
    return Problem("not_acceptable", zh, f"Accept: {asked[:200]!r} is not to be had; allowed: {', '.join(forms)}")


def _without_names(query: Any, hidden: frozenset[str]) -> str:
    said = [f"{name}={'…' if name in hidden else value}" for name, values in query.lists() for value in values]
    return "&".join(said).replace("\x00", "")[:2000]


def encoded(data: Any) -> bytes:
    """Data as JSON; days and times are ISO, amounts numbers."""
    return orjson.dumps(data, default=_plain)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(f"JSON has no {type(value).__name__}")


def answer(data: Any, *, etag: str = "") -> HttpResponse:
    """JSON, with its ETag where it has one."""
    return HttpResponse(encoded(data), content_type=JSON, headers={"ETag": etag} if etag else {})


def not_modified(etag: str) -> HttpResponse:
    """304: what was asked for is what the program already has."""
    return HttpResponse(status=304, headers={"ETag": etag})


def etags_of(request: Any) -> list[str]:
    """The ETags that a program already has, without their weakness."""
    text = request.headers.get("If-None-Match", "")
    return [part.strip().removeprefix("W/") for part in text.split(",") if part.strip()]
