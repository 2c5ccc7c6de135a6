"""被复议案件: cases before another organ in which the organ that keeps them, or one below it, is the respondent."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from casework.law.names import Outcome, Procedure
from casework.models.base import LISTED, OPEN_END, VOID, Record
from casework.models.fields import CodeField
from casework.models.reference.organs import Organ
from casework.querysets import RespondentCaseQuerySet


class RespondentCase(Record):
    """被复议案件."""

    kind = "respondent"
    page = "respondent_case"

    respondent = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    deciding_organ = models.CharField(max_length=200)
    deciding_number = models.CharField(max_length=200, blank=True)
    applicant = models.CharField(max_length=500)
    applicant_kind = CodeField()
    act_number = models.CharField(max_length=200, blank=True)
    matter = CodeField()
    matter_child = CodeField()
    field = CodeField()
    field_child = CodeField()
    procedure = CodeField(Procedure)
    replied_on = models.DateField(null=True, blank=True)
    concluded_on = models.DateField(default=OPEN_END)
    outcome = CodeField(Outcome)
    document_number = models.CharField(max_length=200, blank=True)
    decision_received_on = models.DateField(null=True, blank=True)
    opinion_received_on = models.DateField(null=True, blank=True)
    opinion_answered_on = models.DateField(null=True, blank=True)

    objects = RespondentCaseQuerySet.as_manager()

    class Meta:
        ordering = ("-received_on", "-id")
        constraints = (
            models.UniqueConstraint(fields=("organ", "number"), condition=~Q(number=""), name="respondent_number_once"),
            models.CheckConstraint(
                condition=Q(concluded_on__gte=F("received_on")), name="respondent_ends_after_receipt"
            ),
            models.CheckConstraint(
                condition=Q(outcome="", concluded_on=OPEN_END) | ~Q(outcome="") & ~Q(concluded_on=OPEN_END),
                name="respondent_ends_with_an_outcome",
            ),
        )
        indexes = (
            models.Index(fields=("organ", "concluded_on", "received_on"), name="respondent_scan"),
            models.Index(fields=("respondent", "concluded_on"), name="respondent_of"),
            models.Index(fields=("organ", "-received_on", "-id"), condition=LISTED, name="respondent_list"),
            models.Index(fields=("-received_on", "-id"), condition=LISTED, name="respondent_newest"),
            models.Index(fields=("voided_on",), condition=VOID, name="respondent_void"),
        )
