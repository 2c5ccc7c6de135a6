"""Which terms end on another day by another work calendar: those of records, stored or not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from casework.integrity.rule import batches
from casework.law.history import play
from casework.law.names import RecordKind
from casework.law.terms.others import TERMS_OF
from casework.law.terms.schedule import last_day, orders, schedule
from casework.reference import Reference
from casework.registry import histories


class TermMoved(NamedTuple):
    """A term with its last day before and after; None where it had none."""

    code: str
    before: date | None
    after: date | None


class Ending(NamedTuple):
    """A term with its last day, and the day that settled it."""

    code: str
    due: date | None
    settled_on: date | None


def _of_case(life: Any) -> Iterator[Ending]:
    for term in (*schedule(life), *orders(life)):
        yield Ending(term.code, last_day(life, term), term.settled_on)


def terms_of(kind: RecordKind, life: Any) -> list[Ending]:
    """The terms of a record with their last days; none of a void one."""
    if life.facts.voided_on is not None:
        return []
    if kind is RecordKind.RECONSIDERATION:
        return list(_of_case(life))
    return [Ending(term.code, term.fixed, term.settled_on) for term in TERMS_OF[kind].open(life)]


def moved(before: Iterable[Ending], after: Iterable[Ending]) -> tuple[TermMoved, ...]:
    """The terms that end on another day; one that was settled in time by both calendars is over and left out."""
    found, olds = [], _numbered(before)
    for key, new in _numbered(after).items():
        old = olds.get(key)
        days = [day for day in (old.due if old else None, new.due) if day is not None]
        over = new.settled_on is not None and days and new.settled_on <= min(days)
        if not over and len({old.due if old else None, new.due}) > 1:
            found.append(TermMoved(new.code, old.due if old else None, new.due))
    return tuple(found)


def _numbered(terms: Iterable[Ending]) -> dict[tuple[str, int], Ending]:
    """Terms by code and how many of that code came before: one may run more than once."""
    times: Counter[str] = Counter()
    found = {}
    for term in terms:
        found[term.code, times[term.code]] = term
        times[term.code] += 1
    return found


def moved_among(
    kind: RecordKind, rows: Any, was: Reference, reference: Reference
) -> Iterator[tuple[Any, tuple[TermMoved, ...]]]:
    """The records of a queryset whose terms moved, of a kind of which no date that is stored rests on the calendar."""
    for batch in batches(rows.select_related("organ"), None):
        acts = histories(kind, [record.pk for record in batch])
        for record in batch:
            lives = (play(kind, acts[record.pk], each.setting_of(record.organ)) for each in (was, reference))
            terms = moved(*(terms_of(kind, life) for life in lives))
            if terms:
                yield record, terms
