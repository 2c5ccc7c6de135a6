"""The rows below a case: who takes part, its phases and stops, extensions, services, letters; rewritten by each act."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from casework.law.names import Outcome, PartyKind, Procedure, ServiceHow
from casework.law.words.people import AgentPowers, Sex
from casework.models.base import OPEN_END
from casework.models.fields import CodeField, EncryptedTextField
from casework.models.reconsideration.case import Reconsideration
from casework.models.reference.organs import Organ
from casework.querysets import ApplicantQuerySet, CaseChildQuerySet, PhaseQuerySet


class CaseChild(models.Model):
    """A row that belongs to a case at a position; rewritten by the one recompute path."""

    case = models.ForeignKey(Reconsideration, models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField(help_text="Its place among the rows of the case.")

    objects: ClassVar[Any] = CaseChildQuerySet.as_manager()

    class Meta:
        abstract = True


class Applicant(CaseChild):
    """申请人、第三人."""

    case = models.ForeignKey(Reconsideration, models.CASCADE, related_name="applicants")
    role = models.CharField(max_length=16, default="applicant", help_text="applicant or third_party.")
    kind = CodeField()
    name = models.CharField(max_length=500)
    alike = models.CharField(
        max_length=500, blank=True, db_index=True, help_text="The name as names are compared (derived)."
    )
    count = models.PositiveIntegerField(default=1, help_text="How many persons act under this name.")
    identity_number = EncryptedTextField(blank=True, default="", help_text="证件号, encrypted.")
    identity_index = models.CharField(
        max_length=64,
        blank=True,
        db_index=True,
        help_text="Keyed index of the identity number, for exact search.",
    )
    telephone = EncryptedTextField(blank=True, default="", help_text="电话, encrypted.")
    telephone_index = models.CharField(
        max_length=64, blank=True, db_index=True, help_text="Keyed index of the telephone, for exact search."
    )
    address = EncryptedTextField(blank=True, default="", help_text="地址, encrypted.")
    address_index = models.CharField(
        max_length=64, blank=True, db_index=True, help_text="Keyed index of the address, for exact search."
    )
    representative = models.CharField(max_length=500, blank=True)
    agent = models.CharField(max_length=500, blank=True)
    sex = CodeField(Sex)
    born_on = EncryptedTextField(blank=True, default="", help_text="出生日期 as ISO, encrypted.")
    post_code = EncryptedTextField(blank=True, default="", help_text="邮政编码, encrypted.")
    representative_post = models.CharField(max_length=500, blank=True, default="")
    agent_firm = models.CharField(max_length=500, blank=True, default="")
    agent_powers = CodeField(AgentPowers)
    decision_received_on = models.DateField(null=True, blank=True, help_text="Derived.")
    joined_on = models.DateField(null=True, blank=True, help_text="Since when, in the place of another.")
    left_on = models.DateField(null=True, blank=True, help_text="部分申请人撤回或者变更: the day on which it left.")
    left_ground = models.CharField(max_length=16, blank=True, help_text="Why it left; `replaced` by another.")

    objects: ClassVar[Any] = ApplicantQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("case", "position"), name="applicant_position"),
            models.CheckConstraint(condition=Q(count__gte=1), name="applicant_counts_one_or_more"),
            models.CheckConstraint(
                condition=Q(joined_on__isnull=True) | Q(left_on__isnull=True) | Q(left_on__gte=F("joined_on")),
                name="applicant_leaves_after_joining",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Respondent(CaseChild):
    """被申请人, with the copy sent to it and its reply."""

    case = models.ForeignKey(Reconsideration, models.CASCADE, related_name="respondents")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    sent_on = models.DateField(null=True, blank=True)
    copy_received_on = models.DateField(null=True, blank=True)
    replied_on = models.DateField(null=True, blank=True)
    representative = models.CharField(max_length=500, blank=True, default="")
    agent = models.CharField(max_length=500, blank=True, default="")
    answer = models.TextField(blank=True, default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("case", "position"), name="respondent_position"),
            models.UniqueConstraint(fields=("case", "organ"), name="respondent_once_a_case"),
            models.CheckConstraint(
                condition=Q(copy_received_on__isnull=True) | Q(copy_received_on__gte=F("sent_on")),
                name="copy_received_after_sent",
            ),
        )

    def __str__(self) -> str:
        return str(self.organ)


class Phase(CaseChild):
    """案件阶段: a stretch at intake or under review, the unit of all stocks and flows.

    The columns below the dates are the case's single classes, copied so that one narrow scan serves every table.
    """

    case = models.ForeignKey(Reconsideration, models.CASCADE, related_name="phases")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, help_text="intake or review.")
    opened_on = models.DateField()
    opened_by = models.CharField(max_length=16)
    closed_on = models.DateField(default=OPEN_END)
    closed_by = models.CharField(max_length=16, blank=True)
    superseded_on = models.DateField(default=OPEN_END, help_text="The day the next phase opened.")
    began_by = models.CharField(max_length=16, help_text="How the case came to the organ: received or taken_over.")
    came_from = models.ForeignKey(
        Reconsideration,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        help_text="The record of another organ that the case was taken over or referred from.",
    )
    received_on = models.DateField(help_text="Receipt of the application.")
    accepted_on = models.DateField(null=True, blank=True, help_text="The acceptance that this phase rests on.")
    outcome = CodeField(Outcome, help_text="结案方式 of this phase.")
    outcome_detail = CodeField(help_text="How withdrawn, or why terminated.")
    matter = CodeField(help_text="Single heading of the matters.")
    matter_child = CodeField(help_text="其中 under the heading.")
    field = CodeField(help_text="行政管理类别, the heading.")
    field_child = CodeField(help_text="其中 under the heading.")
    respondent_class = CodeField(help_text="被申请人类型.")
    applicant_kind = CodeField(help_text="申请人类型.")
    applicants = models.PositiveIntegerField(default=0, help_text="申请人总数 on the day the phase opened.")
    respondent_ids = models.TextField(default="", help_text="The ids of the respondent organs, separated by commas.")
    procedure = CodeField(Procedure, help_text="The procedure at the end.")
    converted = models.BooleanField(default=False)
    heard = models.BooleanField(default=False)
    opinions_heard = models.BooleanField(default=False)
    committee = models.BooleanField(default=False)
    extended = models.BooleanField(default=False)
    suspended = models.BooleanField(default=False)
    days = models.IntegerField(null=True, blank=True)
    late = models.BooleanField(default=False)
    online = models.BooleanField(default=False, help_text="网上申请: the application came over the internet.")
    enterprise_related = models.BooleanField(default=False, help_text="涉企.")
    compensation_claimed = models.BooleanField(default=False, help_text="一并提出赔偿请求.")
    compensation_granted = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    procedure_only = models.BooleanField(default=False)
    sued_on = models.DateField(default=OPEN_END)

    objects: ClassVar[Any] = PhaseQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("case", "position"), name="phase_position"),
            models.CheckConstraint(condition=Q(closed_on__gte=F("opened_on")), name="phase_closes_after_it_opens"),
            models.CheckConstraint(
                condition=Q(closed_by="", closed_on=OPEN_END) | ~Q(closed_by="") & ~Q(closed_on=OPEN_END),
                name="phase_closed_by_an_act",
            ),
            models.CheckConstraint(condition=Q(compensation_granted__gte=0), name="compensation_not_negative"),
            models.UniqueConstraint(
                fields=("case",),
                condition=~Q(outcome="") & Q(superseded_on=OPEN_END),
                name="one_decision_in_force_a_case",
            ),
            models.UniqueConstraint(fields=("case",), condition=Q(closed_on=OPEN_END), name="one_open_phase_a_case"),
        )
        indexes = (models.Index(fields=("organ", "closed_on", "opened_on"), name="phase_scan"),)

    def __str__(self) -> str:
        return f"{self.case_id}.{self.position} {self.kind}"


class Stop(CaseChild):
    """期间停止: a suspension, an appraisal, an inspection, or a 2017 correction."""

    case = models.ForeignKey(Reconsideration, models.CASCADE, related_name="stops")
    kind = models.CharField(max_length=16)
    ground = CodeField()
    on = models.DateField()
    until = models.DateField(null=True, blank=True)
    told_on = models.DateField(null=True, blank=True, help_text="The parties were told.")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("case", "position"), name="stop_position"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("on")), name="stop_ends_after_it_begins"
            ),
            models.UniqueConstraint(
                fields=("case",),
                condition=Q(kind="suspension", until__isnull=True),
                name="one_open_suspension",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"


class Extension(CaseChild):
    """延期."""

    case = models.ForeignKey(Reconsideration, models.CASCADE, related_name="extensions")
    on = models.DateField()
    days = models.PositiveSmallIntegerField()
    approver = models.CharField(max_length=500, blank=True, help_text="批准人.")
    told_on = models.DateField(null=True, blank=True, help_text="The parties were told.")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("case", "position"), name="extension_position"),
            models.CheckConstraint(condition=Q(days__gte=1, days__lte=30), name="extension_of_1_to_30_days"),
        )

    def __str__(self) -> str:
        return f"{self.days} {self.on}"


class Service(CaseChild):
    """送达: a paper of the case served on all parties, on those of one part, or on one of them (Act art. 75, 88)."""

    case = models.ForeignKey(Reconsideration, models.CASCADE, related_name="services")
    paper = models.CharField(max_length=32, blank=True, help_text="Empty where the record does not name it.")
    party = CodeField(PartyKind)
    organ = models.ForeignKey(Organ, models.PROTECT, null=True, blank=True, related_name="+")
    how = CodeField(ServiceHow, help_text="Empty where older records say it in other words.")
    on = models.DateField()
    received_on = models.DateField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("case", "position"), name="service_position"),
            models.CheckConstraint(condition=Q(received_on__gte=F("on")), name="service_received_after_it_began"),
        )

    def __str__(self) -> str:
        return f"{self.paper} {self.on}"


class CaseEntry(CaseChild):
    """A dated matter of a case that counts by its own date: opinion letters, recommendations, document reviews …"""

    case = models.ForeignKey(Reconsideration, models.CASCADE, related_name="entries")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=24)
    on = models.DateField()
    began_by = models.CharField(max_length=16, help_text="How the case came to the organ: received or taken_over.")
    case_received_on = models.DateField(help_text="Receipt of the application of the case.")
    to_organ = models.ForeignKey(Organ, models.PROTECT, null=True, blank=True, related_name="+")
    received_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(
        default=OPEN_END,
        help_text="The date itself for what needs no answer.",
    )

    objects: ClassVar[Any] = PhaseQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("case", "position"), name="entry_position"),)
        indexes = (models.Index(fields=("organ", "answered_on", "on", "kind"), name="entry_scan"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"


CASE_CHILDREN: dict[str, Any] = {
    model.__name__: model for model in (Applicant, Respondent, Phase, Stop, Extension, Service, CaseEntry)
}
"""The tables below a case, whose rows are derived from its acts."""
