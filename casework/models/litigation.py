"""行政应诉: disputes, instances, defendants' sides, hearings and appearances.

What a column means is said by its fact in `casework/kinds/litigation.py`; here stands how it is stored.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from casework.law.names import DefendantRole, InstanceLevel
from casework.models.base import LISTED, OPEN_END, VOID, Record
from casework.models.fields import CodeField
from casework.models.reconsideration import Reconsideration
from casework.models.reference.organs import Organ
from casework.querysets import InstanceQuerySet, LitigationQuerySet, SideQuerySet


class Litigation(Record):
    """应诉案件: a dispute before the courts."""

    kind = "litigation"
    page = "litigation"

    cause = models.CharField(max_length=500, blank=True)
    matter = CodeField(help_text="Derived.")
    matter_child = CodeField(help_text="Derived.")
    act_known_on = models.DateField(null=True, blank=True)
    after_reconsideration = models.BooleanField(default=False)
    reconsideration = models.ForeignKey(
        Reconsideration, models.PROTECT, null=True, blank=True, related_name="litigations"
    )
    named = models.CharField(
        max_length=100, blank=True, help_text="The number of another organ's case that it names, unverified."
    )
    role = CodeField(DefendantRole)
    defendants = models.ManyToManyField(Organ, related_name="+")
    field = CodeField()
    field_child = CodeField()
    compensation_claimed = models.BooleanField(default=False)
    handlers = models.TextField(blank=True, default="")
    lawyers = models.TextField(blank=True, default="")

    objects = LitigationQuerySet.as_manager()

    class Meta:
        ordering = ("-received_on", "-id")
        constraints = (
            models.UniqueConstraint(fields=("organ", "number"), condition=~Q(number=""), name="litigation_number_once"),
        )
        indexes = (
            models.Index(fields=("-received_on", "-id"), condition=LISTED, name="litigation_newest"),
            models.Index(fields=("named",), condition=~Q(named=""), name="litigation_named"),
            models.Index(fields=("voided_on",), condition=VOID, name="litigation_void"),
        )


class Instance(models.Model):
    """审级: the unit (件) that is counted."""

    litigation = models.ForeignKey(Litigation, models.CASCADE, related_name="instances")
    position = models.PositiveSmallIntegerField(help_text="Its place in the dispute.")
    level = CodeField(InstanceLevel)
    court = models.CharField(max_length=500)
    court_number = models.CharField(max_length=500, blank=True)
    received_on = models.DateField()
    first_heard_on = models.DateField(default=OPEN_END)
    closed_on = models.DateField(default=OPEN_END)
    result = CodeField()
    ruling_on = models.DateField(null=True, blank=True)
    defence_on = models.DateField(null=True, blank=True)
    evidence_on = models.DateField(null=True, blank=True)
    performed_on = models.DateField(null=True, blank=True)

    objects = InstanceQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("litigation", "position"), name="instance_position"),
            models.CheckConstraint(condition=Q(closed_on__gte=F("received_on")), name="instance_closes_after_receipt"),
        )
        indexes = (models.Index(fields=("ruling_on",), name="instance_ruling"),)

    def __str__(self) -> str:
        return self.court_number or f"{self.litigation_id}.{self.position}"


class Advice(models.Model):
    """司法建议 of a court to the defendants of a dispute (行政诉讼法 art. 66, 96(4); 解释 (2018) art. 149)."""

    litigation = models.ForeignKey(Litigation, models.CASCADE, related_name="advice")
    position = models.PositiveSmallIntegerField(help_text="Its place in the dispute.")
    number = models.CharField(max_length=500, blank=True)
    received_on = models.DateField()
    answered_on = models.DateField(default=OPEN_END)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("litigation", "position"), name="advice_position"),
            models.CheckConstraint(condition=Q(answered_on__gte=F("received_on")), name="advice_answered_later"),
        )

    def __str__(self) -> str:
        return self.number or f"{self.received_on}"


class InstanceSide(models.Model):
    """被告一方: one defendant organ in one instance, with the columns that the tables read (derived)."""

    instance = models.ForeignKey(Instance, models.CASCADE, related_name="sides")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    lost = models.BooleanField(default=False)
    reviewer = models.BooleanField(
        default=False, help_text="复议机关作共同被告: sued beside the organ whose act it reviewed."
    )
    received_on = models.DateField(help_text="As in the instance.")
    closed_on = models.DateField(default=OPEN_END, help_text="As in the instance.")

    objects = SideQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("instance", "organ"), name="one_side_an_organ"),)
        indexes = (models.Index(fields=("organ", "closed_on", "received_on"), name="side_scan"),)

    def __str__(self) -> str:
        return f"{self.instance_id} {self.organ_id}"


class Standing(models.Model):
    """出庭情况: the highest attendee of a side from one day until another (derived; 法释〔2020〕3号 art. 7)."""

    side = models.ForeignKey(InstanceSide, models.CASCADE, related_name="standings")
    from_on = models.DateField(help_text="The hearing from which it stands.")
    until_on = models.DateField(default=OPEN_END, help_text="The hearing that changed it.")
    standing = models.CharField(max_length=12)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("side", "from_on"), name="one_standing_a_day"),)

    def __str__(self) -> str:
        return f"{self.standing} {self.from_on}"


class Hearing(models.Model):
    """开庭."""

    instance = models.ForeignKey(Instance, models.CASCADE, related_name="hearings")
    position = models.PositiveSmallIntegerField(help_text="Its place in the instance.")
    on = models.DateField()
    called_again = models.BooleanField(default=False)
    at = models.TimeField(null=True, blank=True)
    room = models.CharField(max_length=500, blank=True, default="")
    panel = models.TextField(blank=True, default="")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("instance", "position"), name="hearing_position"),)

    def __str__(self) -> str:
        return f"{self.on}"


class Appearance(models.Model):
    """负责人出庭: who came for an organ to a hearing."""

    hearing = models.ForeignKey(Hearing, models.CASCADE, related_name="appearances")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    rank = CodeField()
    absence_reason = CodeField()
    by_agreement = models.BooleanField(default=False)
    appeared = models.CharField(max_length=500, blank=True, default="")
    post = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("hearing", "organ"), name="one_appearance_an_organ"),)

    def __str__(self) -> str:
        return f"{self.organ_id} {self.rank}"
