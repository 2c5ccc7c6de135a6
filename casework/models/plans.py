"""排期: what is arranged for a coming day in a record of any kind that has a life (derived from its acts)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from casework.law.names import Planned, RecordKind
from casework.models.fields import CodeField
from casework.models.litigation import Litigation
from casework.models.mediation import Mediation
from casework.models.reconsideration import Reconsideration
from casework.models.reference.organs import Organ
from casework.querysets import PlanQuerySet


class Plan(models.Model):
    """排期 (domain section 2e): it stands until it was done or called off."""

    kind = CodeField(RecordKind, help_text="The kind of record.")
    reconsideration = models.ForeignKey(Reconsideration, models.CASCADE, null=True, related_name="plans")
    litigation = models.ForeignKey(Litigation, models.CASCADE, null=True, related_name="plans")
    mediation = models.ForeignKey(Mediation, models.CASCADE, null=True, related_name="plans")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", help_text="The organ that keeps the record.")
    position = models.PositiveSmallIntegerField(help_text="Its place among the plans of the record.")
    what = CodeField(Planned, help_text="hearing, talk, mediation, inspection or visit.")
    on = models.DateField(help_text="The day that it is for.")
    at = models.TimeField(null=True, blank=True, help_text="The hour.")
    place = models.CharField(max_length=500, blank=True, help_text="Where; masked for who may not read names.")
    who = models.TextField(blank=True, help_text="Who is to come; masked for who may not read names.")
    done_on = models.DateField(null=True, blank=True, help_text="The act that it was made for was recorded.")
    called_off_on = models.DateField(null=True, blank=True, help_text="取消排期.")

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ("on", "at", "id")
        constraints = (
            models.CheckConstraint(
                condition=(
                    Q(reconsideration__isnull=False, litigation=None, mediation=None)
                    | Q(reconsideration=None, litigation__isnull=False, mediation=None)
                    | Q(reconsideration=None, litigation=None, mediation__isnull=False)
                ),
                name="plan_of_one_record",
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | Q(called_off_on__isnull=True), name="plan_done_or_called_off"
            ),
            models.UniqueConstraint(fields=("reconsideration", "position"), name="reconsideration_plan_position"),
            models.UniqueConstraint(fields=("litigation", "position"), name="litigation_plan_position"),
            models.UniqueConstraint(fields=("mediation", "position"), name="mediation_plan_position"),
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
        """Who has to be there: those who are to come, and the handlers of the record."""
        names = f"{self.who}、{getattr(self.record, 'handlers', '')}"
        return list(dict.fromkeys(name.strip() for name in names.split("、") if name.strip()))

    def is_for(self, person: str) -> bool:
        """Whether it is for a person: who has to be there, or whose record names no handler yet."""
        return person in self.people or not getattr(self.record, "handlers", "")

    @property
    def record(self) -> Reconsideration | Litigation | Mediation:
        """The record that it stands in."""
        found: Reconsideration | Litigation | Mediation = getattr(self, self.kind)
        return found
