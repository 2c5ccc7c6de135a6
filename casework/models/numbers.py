"""案号: one series of serials per organ, kind of number and year; a serial is never used again."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from casework.law.documents.numbering import FaultyPattern, check_pattern
from casework.models.reference.organs import Organ
from casework.models.written import rows_of


class NumberPattern(models.Model):
    """编号规则: how an organ writes a kind of number, for example `{word}复〔{year}〕{serial}号`."""

    organ = models.ForeignKey(Organ, models.CASCADE, related_name="number_patterns")
    kind = models.CharField(max_length=32, help_text="A kind of record, or `decision` for 复议决定书.")
    pattern = models.CharField(max_length=80, help_text="With {word}, {year} and {serial}, each once.")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("organ", "kind"), name="one_pattern"),)

    def __str__(self) -> str:
        return f"{self.organ} {self.kind}: {self.pattern}"

    def clean(self) -> None:
        """Refuse a pattern from which no number can be made or read back."""
        try:
            check_pattern(self.pattern)
        except FaultyPattern as problem:
            raise ValidationError({"pattern": str(problem)}) from problem


class NumberSeries(models.Model):
    """The last serial given in a series."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=32, help_text="The kind of number: a kind of record, or a document.")
    year = models.PositiveSmallIntegerField(help_text="The year in the number.")
    last = models.PositiveIntegerField(default=0, help_text="The last serial given.")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("organ", "kind", "year"), name="one_series"),)

    def __str__(self) -> str:
        return f"{self.organ} {self.kind} {self.year}: {self.last}"


class SpentNumber(models.Model):
    """用过的号码: a number that a record bore before another was put in its place; no other record gets it."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=32, help_text="The kind of number: a kind of record.")
    number = models.CharField(max_length=200, help_text="The number that was given up.")
    record = models.PositiveBigIntegerField(help_text="The id of the record that bore it, and may bear it again.")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("organ", "kind", "number"), name="number_spent_once"),)

    def __str__(self) -> str:
        return self.number


PATTERNS: dict[str, str] = {
    "reconsideration": "{word}复〔{year}〕{serial}号",
    "litigation": "{word}应诉〔{year}〕{serial}号",
    "mediation": "{word}调〔{year}〕{serial}号",
    "respondent": "{word}被复议〔{year}〕{serial}号",
    "ledger": "{word}台账〔{year}〕{serial}号",
}
"""The common patterns, by kind of record."""


def word_of(organ: Organ) -> str:
    """机关代字, or the organ's name where it has none."""
    return str(organ.word or organ.name)


def pattern_of(kind: str, organ: Organ) -> str | None:
    """The organ's pattern for a kind of number, else the common one; None where there is neither."""
    own = next((str(pattern) for stored, pattern in rows_of(_patterns, organ.pk) if stored == kind), None)
    return own or PATTERNS.get(kind)


def _patterns(organ: int) -> models.QuerySet[Any]:
    return NumberPattern.objects.filter(organ=organ).values_list("kind", "pattern")
