"""Taking a year's arrangement of holidays: the dates of all cases that rest on it move in the same transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q

from casework.actions.recompute import Move, recompute
from casework.law.calendar import YearArrangement, parse_arrangement
from casework.models import CalendarYear, Person, Reconsideration
from casework.reference import reference_on


@transaction.atomic
def load_year(data: Mapping[str, Any], today: date, person: Person | None = None) -> tuple[YearArrangement, list[Move]]:
    """Store the arrangement that the data describe (`parse_arrangement`), new or in place of the one before.

    Gives it with the cases whose dates moved, each with an event of its own. Raises FaultyCalendar.
    """
    arrangement = parse_arrangement(data)
    CalendarYear.objects.update_or_create(
        year=arrangement.year,
        region=arrangement.region or "",
        defaults={"notice_number": arrangement.number, "arrangement": dict(data)},
    )
    cases = Reconsideration.objects.standing().filter(_touched(arrangement.year))
    return arrangement, list(recompute(cases, today=today, reference=reference_on(today), person=person))


def _touched(year: int) -> Q:
    """Cases whose terms may reach into the year or the edges of its neighbours; letters outlast the decision."""
    ended_before = Q(concluded_on__lt=date(year - 1, 12, 1), next_due_on__isnull=True)
    return Q(received_on__lte=date(year + 1, 1, 31)) & ~ended_before
