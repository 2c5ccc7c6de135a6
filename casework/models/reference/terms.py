"""分类: codes with labels, parents, validity and mappings."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Term(models.Model):
    """A code of one of the lists: matters, fields, organ classes, results, dispute types …"""

    list = models.CharField(_("list"), max_length=32, help_text=_("The list that the code belongs to."))
    code = models.CharField(_("code"), max_length=48, help_text=_("The stable code."))
    zh = models.CharField(_("Chinese label"), max_length=120, help_text=_("The Chinese label."))
    en = models.CharField(_("English label"), max_length=160, help_text=_("The English label."))
    parent = models.CharField(
        _("heading"), max_length=48, blank=True, help_text=_("The code of the heading that it is part of.")
    )
    valid_from = models.DateField(
        _("valid from"), null=True, blank=True, help_text=_("First day on which it may be used.")
    )
    valid_to = models.DateField(_("valid to"), null=True, blank=True, help_text=_("Last day on which it may be used."))
    reference = models.CharField(
        _("statutory reference"), max_length=160, blank=True, help_text=_("Statutory reference.")
    )
    maps_to = models.CharField(
        _("counts under"),
        max_length=48,
        blank=True,
        help_text=_(
            "Of a local label: the national heading that it counts under. Of a list that moves codes to other "
            "columns of a printed form: the column. Empty everywhere else."
        ),
    )
    position = models.PositiveIntegerField(_("place"), help_text=_("Its place in the list."))

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ("list", "position")
        constraints = (models.UniqueConstraint(fields=("list", "code"), name="term_code_once_in_a_list"),)

    def __str__(self) -> str:
        return self.zh
