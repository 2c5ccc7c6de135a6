"""承办人名单: who works for an organ, so that an unknown name is asked about."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from casework.models.reference.organs import Organ
from casework.querysets import StaffQuerySet


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
