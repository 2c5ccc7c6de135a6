"""承办人名单: who works for an organ, so that an unknown name is asked about."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from casework.models.organs import Organ
from casework.querysets import StaffQuerySet


class Staff(models.Model):
    """工作人员 of an organ, of whom handlers are chosen; whoever left keeps a last day, and records keep the name."""

    organ = models.ForeignKey(Organ, models.CASCADE, related_name="+", help_text="The organ.")
    name = models.CharField(max_length=60, help_text="姓名.")
    post = models.CharField(max_length=60, blank=True, help_text="职务.")
    qualification = models.CharField(max_length=60, blank=True, help_text="行政复议人员资格 or 执法证 number.")
    valid_from = models.DateField(null=True, blank=True, help_text="First day; empty: from the beginning.")
    valid_to = models.DateField(null=True, blank=True, help_text="Last day; empty: still there.")

    objects = StaffQuerySet.as_manager()

    class Meta:
        ordering = ("organ", "name")
        verbose_name_plural = "staff"
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
