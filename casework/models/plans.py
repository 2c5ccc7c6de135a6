"""排期: what is arranged for a coming day in a record of any kind that has a life (derived from its acts)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from casework.law.names import Planned
from casework.models.beside import OfRecord
from casework.models.fields import CodeField
from casework.querysets import PlanQuerySet


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
        """Who has to be there: those who are to come, and the handlers of the record."""
        names = f"{self.who}、{getattr(self.record, 'handlers', '')}"
        return list(dict.fromkeys(name.strip() for name in names.split("、") if name.strip()))

    def is_for(self, person: str) -> bool:
        """Whether it is for a person: who has to be there, or whose record names no handler yet."""
        return person in self.people or not getattr(self.record, "handlers", "")
