"""Case and document numbers: the next of a series, never used twice, with the gaps listed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import QuerySet

from casework.errors import ActRefused
from casework.kinds import KINDS
from casework.law.documents.numbering import format_number, normalise, parse_number
from casework.law.names import Act
from casework.models import (
    Event,
    NumberSeries,
    Organ,
    Reconsideration,
    SpentNumber,
)
from casework.models.numbers import pattern_of, word_of
from casework.models.written import count_up, stands

DECISION = "decision"
"""The kind of number of a decision; given by the system only where the organ has a pattern for it."""
BEARERS: dict[str, tuple[Any, str]] = {
    **{kind.value: (each.model, "number") for kind, each in KINDS.items()},
    DECISION: (Reconsideration, "document_number"),
}
"""Kind of number -> the model and column that bear it."""


def next_number(kind: str, organ: Organ, on: date) -> str:
    """The next number of the organ's series of that year; the series is locked until the act is done.

    A number that was given by hand under another word or pattern is passed over. Empty where the organ has no pattern
    for the kind.
    """
    pattern = pattern_of(kind, organ)
    number = ""
    while pattern is not None and (not number or _borne(kind, organ, number)):
        serial = count_up(NumberSeries, {"organ": organ.pk, "kind": kind, "year": on.year}, "last")
        number = format_number(pattern, word_of(organ), on.year, serial)
    return number


def _borne(kind: str, organ: Organ, number: str) -> bool:
    """Whether a record of the organ bears the number, or ever bore it; numbers of decisions may stand twice."""
    if kind == DECISION:
        return False
    model, column = BEARERS[kind]
    spent = {"organ": organ.pk, "kind": kind, "number": number}
    return stands((model, {"organ": organ.pk, column: number}), (SpentNumber, spent))


def take_number(kind: str, organ: Organ, text: str, others: QuerySet[Any], record: int = 0) -> str:
    """A number that was given by hand: normalised; the series goes on after it.

    Refused if one of `others` bears it, or if another than this `record` (by id) ever bore it.
    """
    number = normalise(text)
    parsed = parse_number(pattern_of(kind, organ) or "", word_of(organ), number)
    if parsed is None:  # of no series: two who give the same number at once wait for one another here
        Organ.objects.select_for_update(no_key=True).get(pk=organ.pk)
    series = _locked_series(kind, organ, parsed[0]) if parsed is not None else None
    spent = SpentNumber.objects.filter(organ=organ, kind=kind, number=number).exclude(record=record)
    if others.filter(organ=organ, number=number).exists() or spent.exists():
        raise ActRefused(
            "number-taken", "", f"案号「{number}」已经用过，号码不能重复", f"The number {number!r} is already taken"
        )
    if series is not None and parsed is not None and series.last < parsed[1]:
        series.last = parsed[1]
        series.save(update_fields=["last"])
    return number


def spend_number(kind: str, organ: Organ, number: str, record: int) -> None:
    """Take note of a number that gives way to another: it stays used."""
    if number:
        SpentNumber.objects.get_or_create(organ=organ, kind=kind, number=number, defaults={"record": record})


def _locked_series(kind: str, organ: Organ, year: int) -> NumberSeries:
    series, _ = NumberSeries.objects.get_or_create(organ=organ, kind=kind, year=year)
    return NumberSeries.objects.select_for_update().get(pk=series.pk)


class Series(NamedTuple):
    """A series with its last serial and the serials that no record bears."""

    kind: str
    year: int
    last: int
    gaps: tuple[int, ...]


def series_of(organ: Organ, year: int | None = None) -> Iterator[Series]:
    """The series of an organ with their gaps; a void record keeps its number, so it leaves no gap."""
    found = NumberSeries.objects.filter(organ=organ).order_by("kind", "year")
    for series in found.filter(year=year) if year is not None else found:
        model, column = BEARERS[series.kind]
        pattern = pattern_of(series.kind, organ) or ""
        numbers = set(model.objects.filter(organ=organ).values_list(column, flat=True))
        if series.kind == DECISION:
            numbers |= _of_all_decisions(organ)
        borne = {parse_number(pattern, word_of(organ), number) for number in numbers}
        gaps = tuple(n for n in range(1, series.last + 1) if (series.year, n) not in borne)
        yield Series(series.kind, series.year, series.last, gaps)


def _of_all_decisions(organ: Organ) -> set[str]:
    """The numbers of an organ's decisions, those of cases that were reopened since included."""
    decided = Event.objects.filter(reconsideration__organ=organ, act=Act.CONCLUDE, keys__has_key="number")
    return set(decided.values_list("keys__number", flat=True))


def next_numbers(kind: str, organ: Organ, years: Sequence[int]) -> list[str]:
    """The next numbers of the organ's series, one for each of these years; the series are locked until all is done."""
    pattern = pattern_of(kind, organ)
    if pattern is None:
        return [""] * len(years)
    free: dict[int, Iterator[str]] = {}
    for year in set(years):
        free[year] = iter(_free_numbers(kind, organ, pattern, year, years.count(year)))
    return [next(free[year]) for year in years]


def _free_numbers(kind: str, organ: Organ, pattern: str, year: int, count: int) -> list[str]:
    series, _made = NumberSeries.objects.select_for_update().get_or_create(organ=organ, kind=kind, year=year)
    found: list[str] = []
    while len(found) < count:
        serials = range(series.last + 1, series.last + 1 + count - len(found))
        numbers = [format_number(pattern, word_of(organ), year, serial) for serial in serials]
        borne = borne_of(kind, organ, numbers)
        found += [number for number in numbers if number not in borne]
        series.last = serials[-1]
    series.save(update_fields=["last"])
    return found


def give_back(kind: str, organ: Organ, numbers: Iterable[str]) -> None:
    """Numbers that no record bears any more: a series that ended with them goes on from the last that one bears."""
    pattern, freed = pattern_of(kind, organ) or "", dict[int, set[int]]()
    for number in numbers:
        if (parsed := parse_number(pattern, word_of(organ), number)) is not None:
            freed.setdefault(parsed[0], set()).add(parsed[1])
    for year, serials in sorted(freed.items()):
        series = _locked_series(kind, organ, year)
        while series.last in serials:
            series.last -= 1
        series.save(update_fields=["last"])


def borne_of(kind: str, organ: Organ, numbers: Collection[str]) -> set[str]:
    """Which of these numbers a record of the organ bears, or ever bore."""
    model, column = BEARERS[kind]
    bearing = model.objects.filter(organ=organ, **{f"{column}__in": numbers}).values_list(column, flat=True)
    spent = SpentNumber.objects.filter(organ=organ, kind=kind, number__in=numbers).values_list("number", flat=True)
    return {*bearing, *spent}


def take_numbers(kind: str, organ: Organ, numbers: Iterable[str]) -> None:
    """Numbers that were given by hand, all free: their series go on after them."""
    pattern = pattern_of(kind, organ) or ""
    last: dict[int, int] = {}
    for number in numbers:
        if (parsed := parse_number(pattern, word_of(organ), number)) is not None:
            last[parsed[0]] = max(parsed[1], last.get(parsed[0], 0))
    for year, serial in sorted(last.items()):
        series = _locked_series(kind, organ, year)
        if series.last < serial:
            series.last = serial
            series.save(update_fields=["last"])
