"""人民调解案件.

What a column of a case means is said by its fact in `casework/kinds/mediation.py`; here stands how it is stored.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from casework.law.names import AgreementForm, MediationResult, Ruling
from casework.models.base import LISTED, OPEN_END, VOID, Record
from casework.models.fields import CodeField
from casework.models.reference.organs import SPELLED_LENGTH, Organ, spelled
from casework.querysets import MediationBodyQuerySet, RecordQuerySet


class MediationBody(models.Model):
    """调解组织: a committee or other body that mediates for an organ, with the kind that its name may not tell."""

    organ = models.ForeignKey(
        Organ,
        models.PROTECT,
        verbose_name=_("organ"),
        related_name="+",
        help_text=_("The organ that reports its cases."),
    )
    name = models.CharField(_("name"), max_length=120, help_text=_("Its full name."))
    body_kind = CodeField(verbose_name=_("kind of body"), help_text="调解组织类别 (list body_kind).")
    valid_from = models.DateField(
        _("valid from"), null=True, blank=True, help_text=_("First day on which it mediates.")
    )
    valid_to = models.DateField(_("valid to"), null=True, blank=True, help_text=_("Last day on which it mediates."))
    spelled = models.CharField(
        max_length=SPELLED_LENGTH,
        blank=True,
        editable=False,
        help_text="Pinyin of the name, whole and by initials, for finding it by typing (derived).",
    )

    objects = MediationBodyQuerySet.as_manager()

    class Meta:
        verbose_name = _("mediation body")
        verbose_name_plural = _("mediation bodies")
        ordering = ("organ", "name")
        constraints = (
            models.UniqueConstraint(fields=("organ", "name"), name="body_name_once_at_an_organ"),
            models.CheckConstraint(condition=~Q(name=""), name="body_has_a_name"),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="body_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def respell(self) -> None:
        """Derive `spelled` after the name was given or changed; the caller saves."""
        self.spelled = spelled(self.name)


class Mediation(Record):
    """调解案件."""

    kind = "mediation"
    page = "mediation"

    body = models.CharField(max_length=500)
    body_kind = CodeField()
    dispute_type = CodeField()
    source = CodeField()
    source_child = CodeField()
    parties = models.PositiveIntegerField(default=2)
    amount = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    difficult = models.BooleanField(default=False)
    concluded_on = models.DateField(default=OPEN_END)
    result = CodeField(MediationResult)
    agreement_form = CodeField(AgreementForm)
    agreement_effective_on = models.DateField(null=True, blank=True)
    performed_on = models.DateField(null=True, blank=True)
    asked_on = models.DateField(null=True, blank=True)
    ruled_on = models.DateField(null=True, blank=True)
    ruling = CodeField(Ruling)
    last_on = models.DateField(default=OPEN_END, help_text="The last day on which it counts anywhere (derived).")
    mediators = models.TextField(blank=True, default="")
    place = models.CharField(max_length=500, blank=True, default="")
    agreement_number = models.CharField(max_length=500, blank=True, default="")
    visited_on = models.DateField(null=True, blank=True)
    visited_by = models.CharField(max_length=500, blank=True, default="")
    satisfied = models.BooleanField(null=True, blank=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        ordering = ("-received_on", "-id")
        constraints = (
            models.UniqueConstraint(fields=("organ", "number"), condition=~Q(number=""), name="mediation_number_once"),
            models.CheckConstraint(
                condition=Q(concluded_on__gte=F("received_on")), name="mediation_ends_after_receipt"
            ),
            models.CheckConstraint(condition=Q(amount__gte=0), name="mediation_amount_not_negative"),
            models.CheckConstraint(
                condition=Q(result="", concluded_on=OPEN_END) | ~Q(result="") & ~Q(concluded_on=OPEN_END),
                name="mediation_ends_with_a_result",
            ),
        )
        indexes = (
            models.Index(fields=("organ", "last_on", "received_on"), name="mediation_scan"),
            models.Index(fields=("organ", "agreement_effective_on"), name="mediation_effective"),
            models.Index(fields=("organ", "-received_on", "-id"), condition=LISTED, name="mediation_list"),
            models.Index(fields=("-received_on", "-id"), condition=LISTED, name="mediation_newest"),
            models.Index(fields=("voided_on",), condition=VOID, name="mediation_void"),
        )
