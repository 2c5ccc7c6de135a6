"""汇总: the tables of a year above a province, counted beforehand."""

from __future__ import annotations

from django.db import models

from casework.models.reference.organs import Organ


class Rollup(models.Model):
    """年度汇总: every table and figure of an organ with all below it for a calendar year, as counted at a time.

    It is made anew by `manage.py rebuild_rollup`, never by an act: the row of a nation would be one that every writer
    waits for. `content` is JSON in UTF-8 (casework/statistics/rollup.py).
    """

    organ = models.ForeignKey(Organ, models.CASCADE, related_name="+", help_text="The organ; all below it counts too.")
    year = models.PositiveIntegerField(help_text="The calendar year.")
    counted_at = models.DateTimeField(help_text="When it was counted.")
    last_event = models.BigIntegerField(default=0, help_text="The last event that it knows.")
    definitions = models.CharField(max_length=16, help_text="Version of the definitions that it counts by.")
    content = models.BinaryField(help_text="Tables and figures as JSON.")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("organ", "year"), name="rollup_once"),)

    def __str__(self) -> str:
        return f"{self.organ} {self.year}"
