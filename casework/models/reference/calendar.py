"""工作日历: the State Council's yearly arrangements of holidays and make-up workdays."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class CalendarYear(models.Model):
    """One year's arrangement, national or of a region, as its notice gives it."""

    year = models.PositiveSmallIntegerField(_("year"), help_text=_("The year."))
    region = models.CharField(
        _("region"), max_length=6, blank=True, help_text=_("Division code of a region; empty: the nation.")
    )
    notice_number = models.CharField(
        _("number of the notice"), max_length=120, blank=True, help_text=_("The number of the notice.")
    )
    arrangement = models.JSONField(
        _("arrangement"), help_text=_("Holidays and make-up workdays in the form of `load_calendar`.")
    )

    class Meta:
        verbose_name = _("work calendar")
        verbose_name_plural = _("work calendars")
        ordering = ("year", "region")
        constraints = (models.UniqueConstraint(fields=("year", "region"), name="one_arrangement_a_year_and_region"),)

    def __str__(self) -> str:
        return f"{self.year} {self.region}".strip()
