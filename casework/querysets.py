"""The one door for reading: what a person may see, and the records of an organ or its subtree."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import connection, models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from casework.cipher import blind_indexes
from casework.law.names import OPEN, Act, RecordKind
from casework.law.organs.handing import HANDLED_BY
from casework.law.planning import DONE_BY
from casework.permissions import Reach


class OrganQuerySet(models.QuerySet[Any]):
    """Organs by place and name."""

    def under(self, organ: Any) -> Self:
        """An organ and its subtree; the root adds no predicate (docs/performance.md)."""
        return self.all() if organ.is_root else self.filter(path__startswith=organ.path)

    def within(self, reach: Reach) -> Self:
        """The organs that a reach covers."""
        if reach.everything:
            return self.all()
        condition = Q(pk__in=reach.own)
        for path in reach.under:
            condition |= Q(path__startswith=path)
        return self.filter(condition)


def _in_force(day: date) -> Q:
    """What has begun by a day and not ended before it."""
    return (Q(valid_from=None) | Q(valid_from__lte=day)) & (Q(valid_to=None) | Q(valid_to__gte=day))


class MediationBodyQuerySet(models.QuerySet[Any]):
    """Mediation bodies by the organ that reports their cases, and the day."""

    def kept_for(self, organ: Any) -> Self:
        """The bodies of an organ or of one above it, past ones too."""
        return self.filter(organ__in=organ.path.strip("/").split("/"))

    def serving(self, organ: Any, day: date) -> Self:
        """Those of them that mediate on that day."""
        return self.kept_for(organ).filter(_in_force(day))


class StaffQuerySet(models.QuerySet[Any]):
    """People who work for an organ, by the day."""

    def serving(self, organ: Any, day: date) -> Self:
        """Those of the organ itself on that day."""
        return self.filter(_in_force(day), organ=organ)


class StandInQuerySet(models.QuerySet[Any]):
    """Leaves with who stands in, by the organ and the day."""

    def of(self, organ: Any) -> Self:
        """Those of people of the organ itself."""
        return self.filter(staff__organ=organ)

    def on(self, day: date) -> Self:
        """Those of that day."""
        return self.filter(_in_force(day))

    def with_people(self) -> Self:
        """Each with who is on leave and who stands in."""
        return self.select_related("staff__organ", "stand_in")


class ScopedQuerySet(models.QuerySet[Any]):
    """Rows that belong to an organ through the field named by `organ_field`."""

    organ_field = "organ"

    def _organs(self) -> OrganQuerySet:
        model: Any = self.model
        for part in self.organ_field.split("__"):
            model = model._meta.get_field(part).related_model
        return OrganQuerySet(model)

    def of(self, organ: Any, *, subtree: bool = False) -> Self:
        """The rows of an organ, or of its whole subtree."""
        if not subtree:
            return self.filter(**{self.organ_field: organ.pk})
        if organ.is_root:
            return self.all()
        return self.filter(**{f"{self.organ_field}__in": self._organs().under(organ).order_by().values("pk")})

    def within(self, reach: Reach, *, in_order: bool = False) -> Self:
        """The rows of the organs that a reach covers.

        `in_order` says that many are, of which the first are wanted: then SQLite has to read them in their order and
        not to gather them by organ.
        """
        if reach.everything:
            return self.all()
        if reach.empty:
            return self.none()
        if len(reach.own) == 1 and not reach.under:
            return self.filter(**{self.organ_field: next(iter(reach.own))})
        if in_order and connection.vendor == "sqlite":
            organs = self._organs().within(reach).order_by().values("pk")
            return self.alias(kept_by=F(self.organ_field) + 0).filter(kept_by__in=organs)
        return self.filter(**{f"{self.organ_field}__in": self._organs().within(reach).order_by().values("pk")})


class RecordQuerySet(ScopedQuerySet):
    """Records of the four kinds."""

    def visible_to(self, reach: Reach, *, in_order: bool = False, void: bool = False) -> Self:
        """The records that a reach covers; `void` ones have left every list, and are read one by one."""
        return self.within(reach, in_order=in_order).filter(voided_on__isnull=not void)

    def standing(self) -> Self:
        """Records that have not been voided."""
        return self.filter(voided_on__isnull=True)


class RespondentCaseQuerySet(RecordQuerySet):
    """Cases as respondent, kept by the respondent or by an organ above it."""

    def kept_elsewhere(self) -> Self:
        """Those that the organ that decides does not keep on this site: it has no case of that number here."""
        cases: Any = self.model._meta.apps.get_model("casework", "Reconsideration")
        same = {"organ__name": OuterRef("deciding_organ"), "number": OuterRef("deciding_number")}
        return self.exclude(Exists(cases.objects.standing().exclude(number="").filter(**same)))


class LitigationQuerySet(RecordQuerySet):
    """Disputes: each belongs to every one of its defendant organs, and is kept by the organ that logged it."""

    def naming(self, cases: Any) -> Self:
        """The standing disputes that give the number of one of these cases, which its organ has not confirmed."""
        return self.standing().exclude(named="").filter(named__in=cases.order_by().values("number"))

    def within(self, reach: Reach, *, in_order: bool = False) -> Self:
        """Disputes of which the reach covers the keeper or a defendant."""
        if reach.everything:
            return self.all()
        if reach.empty:
            return self.none()
        organs = self._organs().within(reach).order_by().values("pk")
        return self.filter(
            Q(organ__in=organs) | Q(pk__in=self.model.objects.filter(defendants__in=organs).values("pk"))
        )


class CaseChildQuerySet(ScopedQuerySet):
    """Rows of a case, scoped by the case's organ."""

    organ_field = "case__organ"

    def visible_to(self, reach: Reach) -> Self:
        """The rows of the cases that a reach covers."""
        return self.within(reach).filter(case__voided_on__isnull=True)


class Sought:
    """People found by what is stored encrypted."""

    def having(self: Any, field: str, *texts: str) -> Any:
        """Those whose identity_number, telephone or address is one of these; width, case and spaces do not matter.

        A landline is found with its area or without it.
        """
        indexes = set().union(*(blind_indexes(f"applicant.{field}", text) for text in texts))
        column = f"{field.removesuffix('_number')}_index"
        return self.filter(**{f"{column}__in": indexes}) if indexes else self.none()


class ApplicantQuerySet(CaseChildQuerySet, Sought):
    """Applicants and third parties of reconsideration cases."""


class ParticipantQuerySet(ScopedQuerySet, Sought):
    """Parties of disputes and mediations."""


class PhaseQuerySet(CaseChildQuerySet):
    """Phases and entries, which carry the organ themselves."""

    organ_field = "organ"


class PlanQuerySet(ScopedQuerySet):
    """Plans; those of a dispute belong to its defendants too."""

    def of(self, organ: Any, *, subtree: bool = False) -> Self:
        """The plans in the records of an organ, or of its whole subtree, and in the disputes in which it is sued."""
        if subtree and organ.is_root:
            return self.all()
        return self._kept_by(self._organs().under(organ) if subtree else self._organs().filter(pk=organ.pk))

    def within(self, reach: Reach, *, in_order: bool = False) -> Self:
        """The plans of the records that a reach covers, and of the disputes in which an organ of it is sued."""
        if reach.everything:
            return self.all()
        return self.none() if reach.empty else self._kept_by(self._organs().within(reach))

    def _kept_by(self, organs: OrganQuerySet) -> Self:
        ids = organs.order_by().values("pk")
        suits: Any = self.model._meta.get_field("litigation").related_model
        sued = suits.objects.filter(defendants__in=ids).order_by().values("pk")
        return self.filter(Q(organ__in=ids) | Q(litigation__in=sued))

    def standing(self) -> Self:
        """Those that were neither done nor called off, in records that are still open."""
        still = Q(reconsideration__state__in=OPEN)
        for kind in DONE_BY:
            still |= Q(**{f"{kind.value}__state": "open"})
        return self.filter(still, done_on__isnull=True, called_off_on__isnull=True)

    def with_records(self) -> Self:
        """Each with its record and the organ that keeps it."""
        return self.select_related(*(f"{kind.value}__organ" for kind in DONE_BY))

    def briefly(self) -> Self:
        """With no more of each record than what names it, says who handles it and who reads it."""
        read = [field.attname for field in self.model._meta.concrete_fields]
        read += [f"{kind.value}__{name}" for kind in DONE_BY for name in ("number", "organ__path")]
        read += [f"{kind.value}__{fact}" for kind, fact in HANDLED_BY.items()]
        return self.with_records().prefetch_related("litigation__defendants").only(*read)


class SideQuerySet(ScopedQuerySet):
    """Defendants' sides of instances."""


class InstanceQuerySet(ScopedQuerySet):
    """Instances, scoped through their defendants' sides."""

    organ_field = "sides__organ"

    def of(self, organ: Any, *, subtree: bool = False) -> Self:
        """Instances with a defendant in scope, each once."""
        if subtree and organ.is_root:
            return self.all()
        return super().of(organ, subtree=subtree).distinct()

    def visible_to(self, reach: Reach) -> Self:
        """The instances of the disputes that a reach covers."""
        litigation: Any = self.model._meta.get_field("litigation").related_model
        return self.filter(litigation__in=litigation.objects.visible_to(reach).order_by().values("pk"))


class EventQuerySet(models.QuerySet[Any]):
    """Events, in order of recording."""

    def of_record(self, record: Any) -> Self:
        """The events of one record."""
        return self.filter(**{record.kind: record.pk})

    def told_to(self, organs: Any) -> Self:
        """What the auditor of these organs reads: all that happened to their records, and all that they did."""
        found = Q(organ__in=organs)
        for kind in RecordKind:
            records: Any = self.model._meta.get_field(kind.value).related_model
            kept = Q(organ__in=organs)
            if kind is RecordKind.LITIGATION:
                kept |= Q(pk__in=records.objects.filter(defendants__in=organs).order_by().values("pk"))
            found |= Q(**{f"{kind.value}__in": records.objects.filter(kept).order_by().values("pk")})
        return self.filter(found)

    def striking(self, kind: RecordKind) -> Self:
        """The striking of an event of that kind of record, for a subquery."""
        owner, version = kind.value, Cast(KeyTextTransform("version", "keys"), models.IntegerField())
        strikes = self.filter(**{owner: OuterRef(f"{owner}_id")}, act=Act.STRIKE)
        return strikes.alias(struck=version).filter(struck=OuterRef("version"))

    def unstruck(self, kind: RecordKind) -> Self:
        """The events of that kind of record whose acts were not struck."""
        return self.filter(~Exists(self.model.objects.striking(kind)))

    def done_by(self, person: Any, reach: Reach) -> Self:
        """The acts of a person on the records, void ones too, that the person's reach covers."""
        found = Q()
        for kind in RecordKind:
            records: Any = self.model._meta.get_field(kind.value).related_model
            found |= Q(**{f"{kind.value}__in": records.objects.within(reach).order_by().values("pk")})
        return self.filter(found, person=person).acts()

    def acts(self) -> Self:
        """The acts alone, in the order of recording: what a record is played from."""
        return self.exclude(act=Act.RECOMPUTE).order_by("version")


class BelongingQuerySet(models.QuerySet[Any]):
    """Notes and attachments."""

    def ever_of_record(self, record: Any) -> Self:
        """Those of a record, and those that were taken away from it."""
        return self.filter(**{record.kind: record})

    def of_record(self, record: Any) -> Self:
        """Those of a record that have not been taken away."""
        return self.ever_of_record(record).filter(removed_at__isnull=True)


class ReportQuerySet(ScopedQuerySet):
    """Sealed reports, which belong to the organ that publishes them."""

    def visible_to(self, reach: Reach) -> Self:
        """Those of the organs that a reach covers; of a subtree where all of it is covered."""
        whole = self._organs().within(Reach(under=reach.under)).order_by().values("pk")
        return (
            self.within(reach) if reach.everything else self.within(reach).filter(Q(subtree=False) | Q(organ__in=whole))
        )
