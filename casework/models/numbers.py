"""案号: one series of serials per organ, kind of number and year; a serial is never used again."""

from __future__ import annotations

from django.db import models

from casework.models.organs import Organ


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
