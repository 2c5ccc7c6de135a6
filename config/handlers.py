"""What is answered where no view could: a page to people, a problem (RFC 9457) to programs."""

from __future__ import annotations

import sys
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from casework.api import problems
from casework.errors import is_full
from casework.reference import reading_once
from casework.web.shell import errors

PROGRAMS = "/api/"


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    if request.path.startswith(PROGRAMS):
        return problems.of_the_site(request, "invalid")
    return errors.bad_request(request, exception)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    if request.path.startswith(PROGRAMS):
        return problems.of_the_site(request, "not_permitted")
    return errors.forbidden(request, exception)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    if request.path.startswith(PROGRAMS):
        return problems.of_the_site(request, "not_found")
    return errors.not_found(request, exception)


def no_space(request: HttpRequest) -> HttpResponse:
    """507."""
    if request.path.startswith(PROGRAMS):
        return problems.of_the_site(request, "no_space")
    return errors.no_space(request)


class ReadOnce:
    """What the site calls its kinds of ledger entries is read once for a request, and anew for the next."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer of the view."""
        with reading_once():
            return self.get_response(request)


class FullDisk:
    """Answers 507 where a view could not write for want of space; nothing of the request is kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer of the view."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, raised: Exception) -> HttpResponse | None:
        """One sentence for want of space; None for all else."""
        return no_space(request) if is_full(raised) else None


def server_error(request: HttpRequest) -> HttpResponse:
    """500; 507 where the disk is full."""
    if is_full(sys.exc_info()[1]):
        return no_space(request)
    if request.path.startswith(PROGRAMS):
        return problems.of_the_site(request, "error")
    return errors.server_error(request)
