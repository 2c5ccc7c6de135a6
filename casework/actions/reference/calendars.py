"""Taking a year's arrangement of holidays: the dates of all cases that rest on it move in the same transaction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q

from casework.actions.counting.moves import moved_among
from casework.actions.counting.recompute import Move, recompute
from casework.law.names import MediationResult, RecordKind
from casework.law.terms.calendar import YearArrangement, parse_arrangement
from casework.models import CalendarYear, Litigation, Mediation, Person, Reconsideration, RespondentCase
from casework.reference import reference_on


@transaction.atomic
def load_year(data: Mapping[str, Any], today: date, person: Person | None = None) -> tuple[YearArrangement, list[Move]]:
    """Store the arrangement that the data describe (`parse_arrangement`), new or in place of the one before.

    Gives it with every record whose dates moved; a case of which a stored one did has an event of its own.
    Raises FaultyCalendar.
    """
    arrangement, was = parse_arrangement(data), reference_on(today)
    was.read_calendars()
    CalendarYear.objects.update_or_create(
        year=arrangement.year,
        region=arrangement.region or "",
        defaults={"notice_number": arrangement.number, "arrangement": dict(data)},
    )
    reference, year = reference_on(today), arrangement.year
    cases = Reconsideration.objects.standing().filter(_touched(year))
    moves = list(recompute(cases, today=today, reference=reference, person=person, was=was))
    for kind, rows in _others(year):
        moves += [Move(record, {}, terms) for record, terms in moved_among(kind, rows, was, reference)]
    return arrangement, moves


def _touched(year: int) -> Q:
    """Cases whose terms may reach into the year or the edges of its neighbours; some outlast the decision."""
    early = date(year - 1, 6, 1)
    ended_before = Q(concluded_on__lt=early, next_due_on__isnull=True) & (
        Q(served_on__isnull=True) | Q(served_on__lt=early)
    )
    return Q(received_on__lte=date(year + 1, 1, 31)) & ~ended_before


def _others(year: int) -> Iterator[tuple[RecordKind, Any]]:
    """Records of other kinds whose terms may end in the year: to answer, appeal, reply, ask for confirmation."""
    first, last = date(year - 1, 11, 1), date(year + 1, 1, 31)
    suits = Litigation.objects.standing().filter(received_on__lte=last, instances__closed_on__gte=first)
    yield RecordKind.LITIGATION, suits.distinct()
    ended = {"concluded_on__gte": first, "concluded_on__lte": last}
    received = Q(received_on__gte=date(year - 1, 11, 1)) | Q(opinion_received_on__gte=date(year - 1, 9, 1))
    yield RecordKind.RESPONDENT, RespondentCase.objects.standing().filter(received, received_on__lte=last)
    yield RecordKind.MEDIATION, Mediation.objects.standing().filter(result=MediationResult.SUCCEEDED, **ended)
