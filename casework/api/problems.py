"""What went wrong, as `application/problem+json` (RFC 9457) in the language asked for."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from rest_framework import exceptions

from casework.actions.programs import KeyReused
from casework.api.access.authentication import Refused
from casework.errors import ActRefused, CaseworkError, FaultyInput, NotPermitted, Outdated, StaleVersion, is_full
from casework.filters.reader import language
from casework.law.terms.calendar import LawError
from casework.law.words.languages import is_chinese

CONTENT_TYPE = "application/problem+json"


class Kind(NamedTuple):
    """A kind of problem: its code, status, and title in both languages."""

    code: str
    status: int
    zh: str
    en: str


KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        Kind("invalid", 400, "请求里有读不出来的内容", "Something in the request cannot be read"),
        Kind("unauthenticated", 401, "没有有效的令牌", "No valid token"),
        Kind("not_permitted", 403, "角色或令牌的范围不够", "Not within the roles or the scope of the token"),
        Kind("not_found", 404, "没有这一项，或者不在你的范围内", "There is no such thing, or it is out of your reach"),
        Kind("method_not_allowed", 405, "这个地址不接受这种请求", "This address does not take this method"),
        Kind("not_acceptable", 406, "没有所要的格式", "Not available in the form asked for"),
        Kind("conflict", 409, "请求与已有的记录冲突", "The request conflicts with what is recorded"),
        Kind("gone", 410, "这个记号已经没用了", "This mark is of no use any more"),
        Kind("stale", 412, "记录已有改动", "The record has changed since"),
        Kind("too_large", 413, "请求太大", "The request is too large"),
        Kind("unsupported_media_type", 415, "只接受application/json", "Only application/json is taken"),
        Kind("refused", 422, "行为不合法定条件", "The act is refused"),
        Kind("key_reused", 422, "Idempotency-Key已经用过", "The Idempotency-Key has been used before"),
        Kind("precondition_required", 428, "缺少If-Match", "If-Match is missing"),
        Kind("too_many_requests", 429, "请求太多", "Too many requests"),
        Kind("no_space", 507, "服务器的磁盘满了，什么也没有保存", "The server's disk is full; nothing was saved"),
        Kind("error", 500, "系统出错，没有保存", "Something went wrong on our side; nothing was saved"),
    )
}


class Problem(Exception):  # named as the standard names it
    """A problem of a kind; `faults` are the wrong fields, each with its own sentence."""

    def __init__(
        self, code: str, zh: str = "", en: str = "", *, faults: Iterable[FaultyInput] = (), **more: Any
    ) -> None:
        super().__init__(zh)
        self.kind = KINDS[code]
        self.zh, self.en = zh, en
        self.faults = list(faults)
        self.more = more
        self.headers: dict[str, str] = {}


def body_of(problem: Problem, tongue: str) -> dict[str, Any]:
    """The problem as it is sent."""
    chinese = is_chinese(tongue)
    kind = problem.kind
    title = kind.zh if chinese else kind.en
    detail = (problem.zh if chinese else problem.en) or "; ".join(f.sentence(tongue) for f in problem.faults) or title
    body = {"type": f"urn:casework:problem:{kind.code}", "title": title, "status": kind.status, "detail": detail}
    if problem.faults:
        body["errors"] = [_entry(fault, tongue) for fault in problem.faults]
    return body | problem.more


def _entry(fault: FaultyInput, tongue: str) -> dict[str, Any]:
    found = {"name": fault.where, "detail": fault.sentence(tongue)}
    return found | ({"nearest": fault.nearest} if fault.nearest else {})


def answer(problem: Problem) -> HttpResponse:
    """The problem as an answer; nothing of it is kept by a cache."""
    content = json.dumps(body_of(problem, language()), ensure_ascii=False)
    response = HttpResponse(content, status=problem.kind.status, content_type=CONTENT_TYPE)
    for name, value in problem.headers.items():
        response[name] = value
    response["Cache-Control"] = "no-store"
    return response


# ---- From what was raised ----


def problem_of(raised: Exception) -> Problem | None:
    """The problem of an exception; None for a fault of ours."""
    if isinstance(raised, Problem) or is_full(raised):
        return raised if isinstance(raised, Problem) else Problem("no_space")
    if isinstance(raised, CaseworkError | ActRefused | LawError):
        return _of_ours(raised)
    if isinstance(raised, Http404):
        return Problem("not_found")
    if isinstance(raised, PermissionDenied):
        return Problem("not_permitted")
    if isinstance(raised, SuspiciousOperation):
        return Problem("invalid")
    return _of_the_framework(raised) if isinstance(raised, exceptions.APIException) else None


def _of_ours(raised: Any) -> Problem:
    if isinstance(raised, FaultyInput):
        return Problem("invalid", faults=[raised, *raised.others])
    if isinstance(raised, ActRefused):
        words = raised.sentence("zh-hans"), raised.sentence("en")
        return Problem("refused", *words, rule=raised.rule, article=raised.article)
    codes = (
        (NotPermitted, "not_permitted"), (StaleVersion, "stale"), (Outdated, "gone"), (KeyReused, "key_reused"),
    )  # fmt: skip
    code = next((code for kind, code in codes if isinstance(raised, kind)), "refused")
    return Problem(code, raised.zh, raised.en)


FRAMEWORK: tuple[tuple[type[Exception], str], ...] = (
    (exceptions.NotAuthenticated, "unauthenticated"),
    (exceptions.AuthenticationFailed, "unauthenticated"),
    (exceptions.PermissionDenied, "not_permitted"),
    (exceptions.NotFound, "not_found"),
    (exceptions.MethodNotAllowed, "method_not_allowed"),
    (exceptions.NotAcceptable, "not_acceptable"),
    (exceptions.UnsupportedMediaType, "unsupported_media_type"),
    (exceptions.Throttled, "too_many_requests"),
    (exceptions.ParseError, "invalid"),
    (exceptions.ValidationError, "invalid"),
)


def _of_the_framework(raised: exceptions.APIException) -> Problem:
    code = next((code for kind, code in FRAMEWORK if isinstance(raised, kind)), "error")
    problem = Problem(code, raised.zh, raised.en) if isinstance(raised, Refused) else Problem(code)
    if isinstance(raised, exceptions.NotAuthenticated):
        problem.zh = "请求没有令牌：写上Authorization: Bearer 令牌（在设置的程序令牌里建）"
        problem.en = "The request has no token: send Authorization: Bearer TOKEN (made in the settings, under tokens)"
    if isinstance(raised, exceptions.ParseError):
        problem.zh, problem.en = "正文不是JSON", "The body is not JSON"
    header = getattr(raised, "auth_header", "")
    if header:
        problem.headers["WWW-Authenticate"] = header
    if isinstance(raised, exceptions.Throttled):
        seconds = max(1, int(getattr(raised, "wait", 0) or 1))
        problem.headers["Retry-After"] = str(seconds)
        problem.zh, problem.en = f"{seconds}秒后再来", f"Come again after {seconds} seconds"
    return problem


def handle(raised: Exception, context: dict[str, Any]) -> HttpResponse | None:
    """The exception handler of the views; None leaves a fault of ours to the site, which logs it."""
    problem = problem_of(raised)
    if problem is None:
        return None
    if problem.kind.status == 405:
        problem.headers["Allow"] = ", ".join(context["view"].allowed_methods)
    return answer(problem)


def of_the_site(request: HttpRequest, code: str) -> HttpResponse:
    """For what goes wrong before a view is found, or beyond what a view can answer."""
    return answer(Problem(code))
