"""Case numbers: the next of a series, never used twice (domain section 8)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet

from casework.errors import ActRefused
from casework.law.names import RecordKind
from casework.law.numbering import format_number, normalise, parse_number
from casework.models import NumberSeries, Organ

PATTERNS: dict[RecordKind, str] = {
    RecordKind.RECONSIDERATION: "{word}复〔{year}〕{serial}号",
    RecordKind.LITIGATION: "{word}应诉〔{year}〕{serial}号",
    RecordKind.MEDIATION: "{word}调〔{year}〕{serial}号",
    RecordKind.LEDGER: "{word}台账〔{year}〕{serial}号",
}


def word_of(organ: Organ) -> str:
    """机关代字, or the organ's name where it has none."""
    return organ.word or organ.name


def next_number(kind: RecordKind, organ: Organ, on: date) -> str:
    """The next number of the organ's series of that year; the series is locked until the act is done."""
    series, _ = NumberSeries.objects.get_or_create(organ=organ, kind=kind.value, year=on.year)
    series = NumberSeries.objects.select_for_update().get(pk=series.pk)
    series.last += 1
    series.save(update_fields=["last"])
    return format_number(PATTERNS[kind], word_of(organ), on.year, series.last)


def take_number(kind: RecordKind, organ: Organ, text: str, others: QuerySet[Any]) -> str:
    """A number that was given by hand: normalised, refused if one of `others` bears it; the series goes on after it."""
    number = normalise(text)
    if others.filter(organ=organ, number=number).exists():
        raise ActRefused(
            "number-taken", "", f"案号「{number}」已经用过，号码不能重复", f"The number {number!r} is already taken"
        )
    parsed = parse_number(PATTERNS[kind], word_of(organ), number)
    if parsed is not None:
        year, serial = parsed
        series, _ = NumberSeries.objects.get_or_create(organ=organ, kind=kind.value, year=year)
        NumberSeries.objects.filter(pk=series.pk, last__lt=serial).update(last=serial)
    return number
