"""What is answered where no view could: a page to people, a problem (RFC 9457) to programs."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from casework.api import problems
from casework.web import errors

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


def server_error(request: HttpRequest) -> HttpResponse:
    """500."""
    if request.path.startswith(PROGRAMS):
        return problems.of_the_site(request, "error")
    return errors.server_error(request)
