"""承办人名单: who works for an organ, so that an unknown name is asked about."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from casework.models.reference.organs import Organ
from casework.querysets import StaffQuerySet, StandInQuerySet


class Staff(models.Model):
    """工作人员 of an organ, of whom handlers are chosen; whoever left keeps a last day, and records keep the name."""

    organ = models.ForeignKey(
        Organ, models.CASCADE, verbose_name=_("organ"), related_name="+", help_text=_("The organ.")
    )
    name = models.CharField(_("name"), max_length=60, help_text="姓名.")
    post = models.CharField(_("post"), max_length=60, blank=True, help_text="职务.")
    qualification = models.CharField(
        _("qualification"),
        max_length=60,
        blank=True,
        help_text=_("Number of the certificate for reconsideration or for enforcement."),
    )
    valid_from = models.DateField(
        _("valid from"), null=True, blank=True, help_text=_("First day; empty: from the beginning.")
    )
    valid_to = models.DateField(_("valid to"), null=True, blank=True, help_text=_("Last day; empty: still there."))

    objects = StaffQuerySet.as_manager()

    class Meta:
        ordering = ("organ", "name")
        verbose_name = _("member of staff")
        verbose_name_plural = _("staff")
        constraints = (
            models.UniqueConstraint(fields=("organ", "name"), name="staff_once_at_an_organ"),
            models.CheckConstraint(condition=~Q(name=""), name="staff_has_a_name"),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="staff_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return self.name


class StandIn(models.Model):
    """代办: somebody on leave from one day to another, both included, and who of the same organ stands in."""

    staff = models.ForeignKey(Staff, models.CASCADE, related_name="leaves", help_text="Who is on leave.")
    stand_in = models.ForeignKey(Staff, models.CASCADE, related_name="+", help_text="Who stands in.")
    valid_from = models.DateField(help_text="First day of leave.")
    valid_to = models.DateField(help_text="Last day of leave.")
    reason = models.CharField(max_length=200, blank=True, help_text="Why.")

    objects = StandInQuerySet.as_manager()

    class Meta:
        ordering = ("valid_from", "id")
        constraints = (
            models.UniqueConstraint(fields=("staff", "valid_from"), name="stand_in_once_from_a_day"),
            models.CheckConstraint(condition=~Q(staff=F("stand_in")), name="stand_in_is_another"),
            models.CheckConstraint(condition=Q(valid_to__gte=F("valid_from")), name="stand_in_ends_after_it_begins"),
        )

    def __str__(self) -> str:
        return f"{self.staff} {self.valid_from}"
