"""工作日历: the State Council's yearly arrangements of holidays and make-up workdays."""

from __future__ import annotations

from django.db import models


class CalendarYear(models.Model):
    """One year's arrangement, national or of a region, as its notice gives it."""

    year = models.PositiveSmallIntegerField(help_text="The year.")
    region = models.CharField(max_length=6, blank=True, help_text="Division code of a region; empty: the nation.")
    notice_number = models.CharField(max_length=120, blank=True, help_text="The number of the notice.")
    arrangement = models.JSONField(help_text="Holidays and make-up workdays in the form of `load_calendar`.")

    class Meta:
        ordering = ("year", "region")
        constraints = (models.UniqueConstraint(fields=("year", "region"), name="one_arrangement_a_year_and_region"),)

    def __str__(self) -> str:
        return f"{self.year} {self.region}".strip()
