"""Who is asking: the visit of a request, made once; only here is the clock read."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone

from casework.filters.reader import Reader, language

__all__ = ["Visit", "language", "visit_of"]


@dataclass
class Visit(Reader):
    """One request of a signed-in person, on one day."""


def visit_of(request: HttpRequest) -> Visit:
    """The visit of a request, made once; only here is the clock read."""
    found: Visit | None = getattr(request, "visit", None)
    if found is None:
        found = Visit(request.user, timezone.localdate())
        request.visit = found  # type: ignore[attr-defined]  # one visit a request, kept where the request is
    return found
