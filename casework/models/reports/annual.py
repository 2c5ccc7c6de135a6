"""年度报告草稿: the yearly report of an organ as it is being written, with its figures as they were taken."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from casework.models.reference.organs import Organ
from casework.querysets import ReportQuerySet


class AnnualDraft(models.Model):
    """年度报告草稿: one for an organ, a period and a day of the state.

    `texts`, `styles` and `zeros` hold what differs from the edition's own: `{block: {"heading", "text"}}`,
    `{figure: print style}`, and the blocks that keep their zeros. `figures` are the figures as taken:
    `{"now" | "before": {figure: [value, numerator, denominator, day]}}`, numbers as decimal text or null, `before`
    those of the year before. `tables` are the tables and figures of the same moment (`statistics.kept`), null in a
    draft of before they were kept.
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", help_text="The organ that reports.")
    subtree = models.BooleanField(default=False, help_text="With all organs below it.")
    period_from = models.DateField(help_text="First day of the period.")
    period_to = models.DateField(help_text="Last day of the period.")
    as_of = models.DateField(help_text="Day of the state, the first day or later.")
    edition = models.CharField(max_length=16, help_text="The standard text that it began with.")
    texts: Any = models.JSONField(default=dict, blank=True, help_text="Headings and texts that were written anew.")
    styles: Any = models.JSONField(default=dict, blank=True, help_text="How figures are printed, where chosen.")
    zeros: Any = models.JSONField(default=list, blank=True, help_text="Blocks that print categories of no case.")
    figures: Any = models.JSONField(help_text="The figures as taken, each with its day.")
    tables: Any = models.JSONField(null=True, help_text="The tables as they were taken with the figures.")
    definitions = models.CharField(max_length=16, help_text="Version of the definitions that all were taken by.")
    version = models.PositiveIntegerField(default=1, help_text="1, and one more with every change.")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(help_text="When it was last changed.")

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(period_to__gte=F("period_from"), as_of__gte=F("period_from")), name="annual_period_runs"
            ),
            models.UniqueConstraint(
                fields=("organ", "subtree", "period_from", "period_to", "as_of"), name="annual_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.organ} {self.period_from} — {self.period_to}"

    def get_absolute_url(self) -> str:
        """The page of the draft."""
        return reverse("annual", args=[self.pk])
