"""行政复议案件: the facts of a case and the stored derivations that lists and statistics read.

What a column means is said by its fact in `casework/kinds/reconsideration.py`; here stands how it is stored.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from casework.law.names import Edition, Outcome, Procedure
from casework.models.base import LISTED, VOID, Record
from casework.models.fields import CodeField
from casework.models.reference.organs import Organ
from casework.querysets import RecordQuerySet


class Reconsideration(Record):
    """复议案件."""

    kind = "reconsideration"
    page = "reconsideration"

    edition = CodeField(Edition)
    filed_on = models.DateField()
    channel = CodeField()
    request = CodeField()
    matter = CodeField(help_text="Derived.")
    matter_child = CodeField(help_text="Derived.")
    field = CodeField(help_text="Derived.")
    field_child = CodeField(help_text="Derived.")
    respondent_class = CodeField(help_text="Derived.")
    applicant_kind = CodeField(help_text="Derived.")
    applicants_count = models.PositiveIntegerField(default=0, help_text="Derived.")
    handed_over_by = models.CharField(max_length=500, blank=True, default="")
    handed_over_on = models.DateField(null=True, blank=True)
    act_number = models.CharField(max_length=500, blank=True)
    act_made_on = models.DateField(null=True, blank=True)
    act_known_on = models.DateField(null=True, blank=True)
    right_told = models.BooleanField(null=True, blank=True)
    right_known_on = models.DateField(null=True, blank=True)
    requested_on = models.DateField(null=True, blank=True)
    perform_by = models.DateField(null=True, blank=True)
    urgent = models.BooleanField(default=False)
    obstacle_from = models.DateField(null=True, blank=True)
    obstacle_to = models.DateField(null=True, blank=True)
    longer_days = models.PositiveIntegerField(null=True, blank=True)
    longer_law = models.TextField(blank=True)
    real_estate = models.BooleanField(default=False, help_text="Derived.")
    complex = models.BooleanField(default=False)
    claims_inaction = models.BooleanField(default=False)
    enterprise_related = models.BooleanField(default=False)
    compensation_claimed = models.BooleanField(default=False)
    prior_mandatory = models.BooleanField(default=False)
    document_review = models.BooleanField(default=False)
    handlers = models.TextField(blank=True)
    procedure = CodeField(Procedure)
    accepted_on = models.DateField(null=True, blank=True, help_text="Derived for deemed acceptance and 2017.")
    concluded_on = models.DateField(null=True, blank=True)
    outcome = CodeField(Outcome)
    outcome_detail = CodeField()
    permitted_on = models.DateField(null=True, blank=True)
    document_number = models.CharField(max_length=500, blank=True)
    taken_from = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="提级: the record it was taken over from.",
    )
    referred_from = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="告知、转送: the record of the organ that referred the application here.",
    )
    batch = models.CharField(max_length=64, blank=True, default="")
    joined_to = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="并案审理: the leading case, which the same organ keeps.",
    )
    joined_on = models.DateField(null=True, blank=True)
    passed_to = models.ForeignKey(
        Organ,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        help_text="移送: the organ that the case or the applicant was passed on to, derived.",
    )
    served_on = models.DateField(null=True, blank=True)
    archived_on = models.DateField(null=True, blank=True)
    next_due_on = models.DateField(null=True, blank=True, help_text="Derived, for lists.")
    next_term = models.CharField(max_length=40, blank=True, help_text="Derived.")
    shelf = models.CharField(max_length=500, blank=True, default="")

    objects = RecordQuerySet.as_manager()

    class Meta:
        ordering = ("-received_on", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("organ", "number"), condition=~Q(number=""), name="reconsideration_number_once"
            ),
            models.CheckConstraint(condition=Q(filed_on__lte=F("received_on")), name="filed_before_received"),
            models.CheckConstraint(
                condition=Q(concluded_on__isnull=True) | Q(concluded_on__gte=F("accepted_on")),
                name="concluded_after_accepted",
            ),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(concluded_on__isnull=False), name="outcome_needs_a_date"
            ),
            models.CheckConstraint(
                condition=Q(permitted_on__gte=F("accepted_on"), permitted_on__lte=F("concluded_on")),
                name="permitted_while_under_review",
            ),
            models.UniqueConstraint(
                fields=("taken_from",), condition=Q(voided_on__isnull=True), name="taken_over_once"
            ),
            models.UniqueConstraint(
                fields=("referred_from",), condition=Q(voided_on__isnull=True), name="referred_once"
            ),
            models.CheckConstraint(
                condition=Q(joined_to__isnull=True, joined_on__isnull=True)
                | Q(joined_to__isnull=False, joined_on__isnull=False),
                name="joined_on_a_day",
            ),
            models.CheckConstraint(condition=~Q(joined_to=F("id")), name="joined_to_another"),
        )
        indexes = (
            models.Index(fields=("batch",), condition=~Q(batch=""), name="reconsideration_batch"),
            models.Index(fields=("organ", "-received_on", "-id"), condition=LISTED, name="reconsideration_list"),
            models.Index(fields=("-received_on", "-id"), condition=LISTED, name="reconsideration_newest"),
            models.Index(fields=("organ", "next_due_on"), name="reconsideration_due"),
            models.Index(fields=("outcome", "organ"), name="reconsideration_outcome"),
            models.Index(fields=("passed_to",), condition=Q(passed_to__isnull=False), name="reconsideration_passed"),
            models.Index(fields=("voided_on",), condition=VOID, name="reconsideration_void"),
        )
