"""The filters of the list of events."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from casework.filters.asked import Sight, read_number
from casework.filters.fields import Codes, Filter, Moment, days
from casework.filters.sets import declared
from casework.kinds import KINDS
from casework.law.names import Act, RecordKind


class OfRecord(Filter):
    """The events of the record of an id, of whichever kind; `kind` says of which."""

    def read(self, text: str, sight: Sight) -> int:
        """The id."""
        return read_number(text, self.name, 1, 10**12)

    def q(self, value: Any) -> Q:
        """It is the record of one of the kinds."""
        condition = Q()
        for kind in RecordKind:
            condition |= Q(**{f"{kind.value}_id": value})
        return condition


EventFilters = declared(
    "EventFilters",
    {"kind": Codes("kind", RecordKind), "record": OfRecord("record"), "act": Codes("act", Act)},
    days("on", "on"),
    {f"recorded_{end}": Moment("recorded_at", end, name=f"recorded_{end}") for end in ("from", "to")},
)


def visible_events(sight: Sight, events: QuerySet[Any]) -> QuerySet[Any]:
    """Those of these events whose records may be read."""
    all_of_them = sight.reach.everything
    condition = Q()
    for kind, each in KINDS.items():
        # of a nation the void records are gathered, which are few, and not all others
        records = each.model.objects.visible_to(sight.reach, void=all_of_them).order_by().values("pk")
        condition |= Q(kind=kind.value, **{f"{kind.value}__in": records})
    return events.exclude(condition) if all_of_them else events.filter(condition)
