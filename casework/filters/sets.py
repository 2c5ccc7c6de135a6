"""Every filter of every kind of record. A test walks the stored columns: each has a filter here or a reason below."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django_filters import FilterSet

from casework.errors import FaultyInput, inverted
from casework.filters.asked import Sight
from casework.filters.fields import (
    Asked,
    Below,
    Bound,
    Codes,
    Filter,
    Flag,
    Handler,
    KindsOfEntry,
    Numbers,
    OrganNamed,
    OrganThat,
    Secret,
    Text,
    days,
)
from casework.filters.made import filters_of
from casework.law.names import Planned, RecordKind
from casework.models import (
    Advice,
    Applicant,
    Instance,
    LedgerQuantity,
    Participant,
    Phase,
    Plan,
)
from casework.models.base import OPEN_END


class Records(FilterSet):  # type: ignore[misc]  # django-filter ships no types
    """The filters of one kind of record, read for one reader."""

    base_filters: dict[str, Any]

    def __init__(self, data: Any, queryset: QuerySet[Any], sight: Sight) -> None:
        # those that are asked alone: to copy all ninety takes as long as the page
        self.base_filters = {name: fact for name, fact in self.base_filters.items() if name in data}
        super().__init__(data, queryset=queryset)
        for field in self.form.fields.values():
            if isinstance(field, Asked):
                field.sight = sight

    def faults(self) -> dict[str, FaultyInput]:
        """What could not be read, by the name of its filter."""
        found = {}
        for name, problems in self.form.errors.as_data().items():
            found[name] = (problems[0].params or {})["problem"]
        said = self.form.cleaned_data
        for name, fact in self.base_filters.items():
            if isinstance(fact, Bound) and fact.last in said:
                fault = inverted(said.get(name), said[fact.last], where=fact.last)
                found |= {fact.last: fault} if fault is not None else {}
        return found

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The records left; what is asked of the rows below a record is asked of one and the same row."""
        below: dict[Below, Q] = {}
        for fact, value in self._asked():
            if fact.below is None:
                queryset = queryset.filter(fact.q(value))
            else:
                below[fact.below] = below.get(fact.below, Q()) & fact.q(value)
        for (model, owner, meant), condition in below.items():
            rows = model.objects.filter(condition, **{owner: OuterRef("pk")}, **dict(meant))
            queryset = queryset.filter(Exists(rows))
        return queryset

    def rows_meant(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Of rows below records those that answer what is asked of such rows themselves."""
        for fact, value in self._asked():
            if fact.below is not None and fact.below.model is rows.model:
                rows = rows.filter(fact.q(value), **dict(fact.below.meant))
        return rows

    def _asked(self) -> Iterator[tuple[Any, Any]]:
        """The filters asked for, each with its value."""
        return ((self.filters[name], value) for name, value in self.form.cleaned_data.items() if value is not None)


def declared(name: str, *groups: dict[str, Filter]) -> type[Records]:
    """A set of filters by name; the label of each is its name."""
    filters: dict[str, Any] = {key: fact for group in groups for key, fact in group.items()}
    for key, fact in filters.items():
        fact.name = key
    made: type[Records] = type(name, (Records,), filters)
    return made


REVIEW, APPLICANT = Below(Phase, "case", (("kind", "review"),)), Below(Applicant, "case")
ADVICE, INSTANCE = Below(Advice, "litigation"), Below(Instance, "litigation")
STANDS = (("done_on", None), ("called_off_on", None))
"""Plans that were neither done nor called off."""


def planned(kind: RecordKind) -> dict[str, Filter]:
    """What is planned in a record, and for when."""
    plan = Below(Plan, kind.value, STANDS)
    return {"planned": Codes("what", Planned, below=plan)} | days("planned", "on", plan, ahead=True)


ReconsiderationFilters = declared(
    "ReconsiderationFilters",
    {"number": Numbers("number")},
    filters_of(
        RecordKind.RECONSIDERATION,
        next_due_on=days("due", "next_due_on", ahead=True),
        handlers={"handler": Handler("handlers")},
        sued_on={
            "sued": Flag("sued_on", lambda yes: Q(sued_on__lt=OPEN_END) if yes else Q(sued_on=OPEN_END), below=REVIEW)
        },
        decision_received_on=days("decision_received", "decision_received_on", APPLICANT),
    ),
    {
        "taken_over": Flag("taken_from", lambda yes: Q(taken_from__isnull=not yes)),
        "joined": Flag("joined_to", lambda yes: Q(joined_to__isnull=not yes)),
        "referred_here": Flag("referred_from", lambda yes: Q(referred_from__isnull=not yes)),
    },
    planned(RecordKind.RECONSIDERATION),
    {
        "identity_number": Secret("identity_number", below=APPLICANT),
        "telephone": Secret("telephone", below=APPLICANT),
    },
)

LitigationFilters = declared(
    "LitigationFilters",
    {"number": Numbers("number")},
    filters_of(
        RecordKind.LITIGATION,
        defendants={"defendant": OrganNamed("defendants")},
        handlers={"handler": Handler("handlers")},
        lawyers={"lawyer": Handler("lawyers")},
    ),
    {"lost_by": OrganThat("sides__organ", Q(sides__lost=True), below=INSTANCE)},
    planned(RecordKind.LITIGATION),
    {
        "advice_open": Flag(
            "answered_on", lambda yes: Q(answered_on=OPEN_END) if yes else Q(answered_on__lt=OPEN_END), below=ADVICE
        )
    },
)

MediationFilters = declared(
    "MediationFilters",
    {"number": Numbers("number")},
    filters_of(RecordKind.MEDIATION, mediators={"mediator": Handler("mediators")}),
    planned(RecordKind.MEDIATION),
    {"telephone": Secret("telephone", below=Below(Participant, "mediation"))},
)

LedgerFilters = declared(
    "LedgerFilters",
    {"number": Numbers("number")},
    filters_of(
        RecordKind.LEDGER,
        entry_kind={"kind": KindsOfEntry("entry_kind")},
        received_on=days("received", "received_on"),
        quantity={"quantity": Text("quantity", below=Below(LedgerQuantity, "entry"))},
    ),
)

OWN: dict[RecordKind, type[Records]] = {
    RecordKind.RECONSIDERATION: ReconsiderationFilters,
    RecordKind.LITIGATION: LitigationFilters,
    RecordKind.MEDIATION: MediationFilters,
    RecordKind.LEDGER: LedgerFilters,
}
"""The kinds that are asked for by more than their facts."""


def _of_facts(kind: RecordKind) -> type[Records]:
    return declared(f"{kind.name.title()}Filters", {"number": Numbers("number")}, filters_of(kind), planned(kind))


FILTERS: dict[RecordKind, type[Records]] = {kind: OWN.get(kind) or _of_facts(kind) for kind in RecordKind}
