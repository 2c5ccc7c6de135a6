"""Counting the years of a nation beforehand, in batch: no act waits for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import chain

from django.db import transaction
from django.db.models import Max, Min

from casework.kinds import KINDS
from casework.models import Event, Organ, Rollup
from casework.statistics.compute import DEFINITIONS, Counting
from casework.statistics.datasets import Scope
from casework.statistics.rollup import ABOVE_A_PROVINCE, content_of, year_window
from casework.vocabulary import Vocabulary


def rebuild(vocabulary: Vocabulary, now: datetime, years: Iterable[int] = ()) -> Iterator[Rollup]:
    """Count each year anew for every organ above a province, with all below it; gives what was kept.

    `years` are those counted, all that have records up to `now` where there are none. What a year's row held before
    is replaced in one transaction, which sees one state of the records.
    """
    wanted = sorted(set(years)) or list(_years(now.date()))
    for organ in Organ.objects.filter(**ABOVE_A_PROVINCE).order_by("path"):
        for year in wanted:
            yield _counted(organ, year, vocabulary, now)


@transaction.atomic
def _counted(organ: Organ, year: int, vocabulary: Vocabulary, now: datetime) -> Rollup:
    last = Event.objects.aggregate(last=Max("pk"))["last"] or 0
    counting = Counting(Scope(organ, subtree=True), year_window(year), vocabulary)
    kept, _made = Rollup.objects.update_or_create(
        organ=organ,
        year=year,
        defaults={
            "counted_at": now,
            "last_event": last,
            "definitions": DEFINITIONS,
            "content": content_of(counting),
        },
    )
    return kept


def _years(today: date) -> range:
    """From the year of the first record to this one."""
    firsts = chain.from_iterable(
        kind.model.objects.standing().aggregate(first=Min("received_on")).values() for kind in KINDS.values()
    )
    first = min((day for day in firsts if day is not None), default=today)
    return range(first.year, today.year + 1)
