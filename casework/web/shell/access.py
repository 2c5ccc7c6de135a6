"""Who is asking: the visit of a request, made once; only here is the clock read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from django.db.models import QuerySet, prefetch_related_objects
from django.http import Http404, HttpRequest
from django.utils import timezone

from casework.actions.reference.staff import Colleagues
from casework.actions.reference.standins import standing_in
from casework.filters.reader import Reader, language
from casework.kinds import KINDS
from casework.law.names import RecordKind
from casework.models import StandIn
from casework.models.written import objects_of
from casework.permissions import organs_of
from casework.text.reading import whole_number

__all__ = ["Visit", "language", "visit_of"]


@dataclass
class Visit(Reader):
    """One request of a signed-in person, on one day."""

    @cached_property
    def stands_in_for(self) -> list[StandIn]:
        """The leaves, today's and those to come, in which the person stands in, each with who is on leave."""
        return standing_in(self)

    @cached_property
    def colleagues(self) -> Colleagues:
        """Who works for the organs today."""
        return Colleagues(self.today)

    def record(self, kind: RecordKind, pk: int, *, void: bool = False) -> Any:
        """A record with its organ, as `visible_to` would give it; to be read, a `void` one too.

        Raises Http404 for who does not see it.
        """
        for record in objects_of(_RECORDS[kind], pk) if whole_number(pk) is not None else ():
            if kind is RecordKind.LITIGATION:
                prefetch_related_objects([record], "defendants")
            if (void or record.voided_on is None) and any(self.reach.covers(organ) for organ in organs_of(record)):
                return record
        raise Http404


def _record(kind: RecordKind, pk: int) -> QuerySet[Any]:
    found: QuerySet[Any] = KINDS[kind].model.objects.filter(pk=pk).select_related("organ").order_by()
    return found


_RECORDS: dict[RecordKind, Callable[[int], QuerySet[Any]]] = {kind: partial(_record, kind) for kind in RecordKind}


def visit_of(request: HttpRequest) -> Visit:
    """The visit of a request, made once; only here is the clock read."""
    found: Visit | None = getattr(request, "visit", None)
    if found is None:
        found = Visit(request.user, timezone.localdate())
        request.visit = found  # type: ignore[attr-defined]  # one visit a request, kept where the request is
    return found
