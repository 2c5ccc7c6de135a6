"""What every record of the four kinds has in common."""

from __future__ import annotations

from datetime import date

from django.db import models

from casework.models.organs import Organ

OPEN_END = date(9999, 12, 31)
"""Stands for "not yet" where a range condition must find open rows through an index."""


class Record(models.Model):
    """A record: the organ that keeps it, its number, its version and its marks."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", help_text="The organ that keeps the record.")
    number = models.CharField(max_length=64, blank=True, help_text="The number, given by the pattern of the organ.")
    state = models.CharField(max_length=20, help_text="The state after the last act (derived).")
    version = models.PositiveIntegerField(default=0, help_text="Raised by one with every act.")
    received_on = models.DateField(help_text="The legal date on which the record begins.")
    voided_on = models.DateField(
        null=True, blank=True, help_text="The day on which it was voided; it then counts nowhere."
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.number or f"#{self.pk}"
