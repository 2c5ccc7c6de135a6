"""What stands beside a record of any kind that has a life, derived from its acts: plans, texts, people."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from casework.law.names import Planned, RecordKind
from casework.law.planning import DONE_BY
from casework.models.base import Record, of_one_record
from casework.models.fields import CodeField, EncryptedTextField
from casework.models.litigation import Litigation
from casework.models.mediation import Mediation
from casework.models.reconsideration import Reconsideration
from casework.models.reference.organs import Organ
from casework.models.respondent import RespondentCase
from casework.querysets import ParticipantQuerySet, PlanQuerySet, ScopedQuerySet


class OfRecord(models.Model):
    """A row that belongs to one record, at a position among its like; the acts of the record say all of it."""

    kind = CodeField(RecordKind, help_text="The kind of record.")
    reconsideration = models.ForeignKey(Reconsideration, models.CASCADE, null=True, related_name="%(class)ss")
    litigation = models.ForeignKey(Litigation, models.CASCADE, null=True, related_name="%(class)ss")
    mediation = models.ForeignKey(Mediation, models.CASCADE, null=True, related_name="%(class)ss")
    respondent = models.ForeignKey(RespondentCase, models.CASCADE, null=True, related_name="%(class)ss")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", help_text="The organ that keeps the record.")
    position = models.PositiveSmallIntegerField(help_text="Its place among those of the record.")

    class Meta:
        abstract = True
        constraints = (
            models.CheckConstraint(condition=of_one_record(*DONE_BY), name="%(class)s_of_one_record"),
            *(
                models.UniqueConstraint(fields=(kind.value, "position"), name=f"{kind}_%(class)s_position")
                for kind in DONE_BY
            ),
        )

    @property
    def record(self) -> Record:
        """The record that it stands in."""
        found: Record = getattr(self, self.kind)
        return found


class Plan(OfRecord):
    """排期: it stands until it was done or called off."""

    what = CodeField(Planned, help_text="hearing, talk, mediation, inspection or visit.")
    on = models.DateField(help_text="The day that it is for.")
    at = models.TimeField(null=True, blank=True, help_text="The hour.")
    place = models.CharField(max_length=500, blank=True, help_text="Where; masked for who may not read names.")
    who = models.TextField(blank=True, help_text="Who is to come; masked for who may not read names.")
    done_on = models.DateField(null=True, blank=True, help_text="The act that it was made for was recorded.")
    called_off_on = models.DateField(null=True, blank=True, help_text="取消排期.")

    objects = PlanQuerySet.as_manager()

    class Meta(OfRecord.Meta):
        ordering = ("on", "at", "id")
        constraints = (
            *OfRecord.Meta.constraints,
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | Q(called_off_on__isnull=True), name="plan_done_or_called_off"
            ),
        )
        indexes = (models.Index(fields=("organ", "on"), name="plan_of_organ"),)

    def __str__(self) -> str:
        return f"{self.what} {self.on}"

    @property
    def stands(self) -> bool:
        """Whether it is neither done nor called off."""
        return self.done_on is None and self.called_off_on is None

    @property
    def people(self) -> list[str]:
        """Who has to be there: those who are to come, and who handles the record."""
        named = [name.strip() for name in self.who.split("、") if name.strip()]
        return list(dict.fromkeys([*named, *self.record.hands]))


class Writing(OfRecord):
    """案件文字: what was applied for, found, decided or agreed, in paragraphs; found by its words.

    Apart from its record, so that lists and desks read no long texts.
    """

    name = models.CharField(max_length=32, help_text="The key of the act that brought it.")
    content = models.TextField(help_text="The text; masked for who may not read names.")
    search_text = models.TextField(default="", blank=True, editable=False, help_text="Empty: no text is open to all.")
    search_guarded = models.TextField(
        default="", blank=True, editable=False, help_text="Its words, for those who may read names (derived)."
    )

    objects = ScopedQuerySet.as_manager()

    class Meta(OfRecord.Meta):
        ordering = ("position",)

    def __str__(self) -> str:
        return self.name


class Participant(OfRecord):
    """当事人 of a dispute in court, of a mediation, or of a case as respondent."""

    role = models.CharField(max_length=16, help_text="plaintiff, third_party, party or applicant.")
    party_kind = CodeField(help_text="申请人类型 (list applicant_kind).")
    name = models.CharField(max_length=500, help_text="姓名或名称; masked for roles that may not see it.")
    alike = models.CharField(
        max_length=500, blank=True, db_index=True, help_text="The name as names are compared (derived)."
    )
    count = models.PositiveIntegerField(default=1, help_text="How many persons act under this name.")
    telephone = EncryptedTextField(blank=True, default="", help_text="电话, encrypted.")
    telephone_index = models.CharField(
        max_length=64, blank=True, db_index=True, help_text="Keyed index of the telephone, for exact search."
    )

    objects = ParticipantQuerySet.as_manager()

    class Meta(OfRecord.Meta):
        ordering = ("position",)

    def __str__(self) -> str:
        return self.name
