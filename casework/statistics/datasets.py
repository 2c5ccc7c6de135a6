"""The base sets: what is scanned once for a report, and the list that a cell opens into."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db.models import BooleanField, Case, F, FilteredRelation, Q, QuerySet, When
from django.db.models.functions import Cast

from casework.law.litigation import STANDINGS
from casework.law.names import RecordKind
from casework.models import (
    CaseEntry,
    Instance,
    InstanceSide,
    LedgerQuantity,
    Mediation,
    Organ,
    Phase,
    Population,
    Respondent,
    RespondentCase,
)
from casework.statistics.conditions import Binding, Window, counted_before, passed_on
from casework.statistics.counting.days import year_before
from casework.statistics.counting.scans import Columns, Scope, raw_columns

__all__ = ("Scope",)


@dataclass(frozen=True)
class BaseSet:
    """A set of rows that cells count.

    `columns` are read by `scan` in that order, each as one sequence over all rows, and after them the `flags`, yes
    or no each, as the bits of one number. `listed` gives the rows' queryset in scope, which a cell's conditions
    filter; `unit` is what one row counts as, `record` its column that names the record. The rows of a `reference` set
    are reference data: they divide, and open no list of records.
    """

    name: str
    kind: RecordKind
    unit: str
    columns: tuple[str, ...]
    listed: Callable[[Scope], QuerySet[Any]]
    scan: Callable[[BaseSet, Scope, Window], Columns]
    flags: tuple[str, ...] = ()
    reference: bool = False
    record: str = "case"

    def index(self, column: str) -> int:
        """The place of a column in a scanned row. Raises LookupError for one that the set does not scan."""
        if column not in self.columns:
            to_do = "add it to its columns, or to its flags if it is a yes or no (casework/statistics/datasets.py)"
            raise LookupError(f"The base set {self.name!r} does not scan {column!r}: {to_do}")
        return self.columns.index(column)


def _scan_overlapping(
    listed: Callable[[Scope], QuerySet[Any]], closed: str, opened: str
) -> Callable[[BaseSet, Scope, Window], Columns]:
    """Rows that were open at some moment from the first day asked for to the last."""

    def build(scope: Scope, window: Window) -> QuerySet[Any]:
        return listed(scope).filter(**{f"{closed}__gte": window.start, f"{opened}__lte": window.last})

    return lambda base, scope, window: raw_columns(build, base.columns, scope, window, base.flags)


def _listed_phases(scope: Scope) -> QuerySet[Any]:
    return Phase.objects.of(scope.organ, subtree=scope.subtree)


def _scan_phases(base: BaseSet, scope: Scope, window: Window) -> Columns:
    return raw_columns(_phases_open, base.columns, scope, window, base.flags)


def _phases_open(scope: Scope, window: Window) -> QuerySet[Any]:
    """Phases that were open at some moment from the first day asked for to the last; which are counted already."""
    again = Case(When(counted_before(Binding(window, scope.sides())), then=True), default=False)
    within = _listed_phases(scope).filter(closed_on__gte=window.start, opened_on__lte=window.last)
    found: QuerySet[Any] = within.annotate(again=Cast(again, BooleanField()))
    return found


def _listed_entries(scope: Scope) -> QuerySet[Any]:
    """Entries with the field of their case, under the names that phases have."""
    entries = CaseEntry.objects.of(scope.organ, subtree=scope.subtree)
    named: QuerySet[Any] = entries.annotate(field=F("case__field"), field_child=F("case__field_child"))
    return named


def _listed_disclosed(scope: Scope) -> QuerySet[Any]:
    """Phases of cases of disclosure in which an organ in scope is respondent, whoever decides."""
    phases: QuerySet[Any] = Phase.objects.filter(matter=DISCLOSURE)
    if scope.subtree and scope.organ.is_root:
        return phases
    return phases.filter(case__in=Respondent.objects.filter(scope.sides()).order_by().values("case"))


def _disclosed_open(scope: Scope, window: Window) -> QuerySet[Any]:
    """Those that were open at some moment from the first day asked for to the last; which went to another organ."""
    gone = Case(When(passed_on(Binding(window, scope.sides())), then=True), default=False)
    within = _listed_disclosed(scope).filter(closed_on__gte=window.start, opened_on__lte=window.last)
    found: QuerySet[Any] = within.annotate(passed_on=Cast(gone, BooleanField()))
    return found


DISCLOSURE = "information_disclosure"


def _standing(model: Any) -> Callable[[Scope], QuerySet[Any]]:
    """The standing records of a kind that organs in scope keep."""

    def listed(scope: Scope) -> QuerySet[Any]:
        found: QuerySet[Any] = model.objects.of(scope.organ, subtree=scope.subtree).standing()
        return found

    return listed


_listed_mediations, _listed_responses = _standing(Mediation), _standing(RespondentCase)


PHASES = BaseSet(
    name="phases",
    kind=RecordKind.RECONSIDERATION,
    unit="case",
    columns=(
        "kind",
        "opened_by",
        "closed_by",
        "opened_on",
        "closed_on",
        "received_on",
        "superseded_on",
        "accepted_on",
        "began_by",
        "outcome",
        "outcome_detail",
        "matter",
        "matter_child",
        "field",
        "field_child",
        "respondent_class",
        "applicant_kind",
        "applicants",
        "procedure",
        "days",
        "compensation_granted",
        "sued_on",
        "respondent_ids",
        "organ__organ_class",
    ),
    listed=_listed_phases,
    scan=_scan_phases,
    flags=(
        "converted",
        "heard",
        "opinions_heard",
        "committee",
        "extended",
        "suspended",
        "late",
        "online",
        "enterprise_related",
        "compensation_claimed",
        "again",
    ),
)

ENTRIES = BaseSet(
    name="entries",
    kind=RecordKind.RECONSIDERATION,
    unit="entry",
    columns=("kind", "on", "answered_on", "case_received_on", "began_by", "field", "field_child"),
    listed=_listed_entries,
    scan=_scan_overlapping(_listed_entries, "answered_on", "on"),
)


def _closed_before(scope: Scope, window: Window) -> QuerySet[Any]:
    return _listed_phases(scope).filter(closed_on__gte=window.start, closed_on__lte=window.upto)


def _scan_year_before(base: BaseSet, scope: Scope, window: Window) -> Columns:
    """What `PHASES` leaves out of the year before: the phases that closed in it."""
    first, _ = year_before(window.start, window.end)
    last = window.start - timedelta(1)
    return raw_columns(_closed_before, base.columns, scope, Window(first, last, last))


MONTHS = BaseSet(
    name="months",
    kind=RecordKind.RECONSIDERATION,
    unit="case",
    columns=("kind", "opened_by", "closed_by", "opened_on", "closed_on"),
    listed=_listed_phases,
    scan=_scan_year_before,
)
"""The phases of the period and of the year before it: those of `PHASES` and what the scan of this set adds."""

DISCLOSED = BaseSet(
    name="disclosed",
    kind=RecordKind.RECONSIDERATION,
    unit="case",
    columns=("opened_on", "closed_on", "closed_by", "superseded_on", "outcome"),
    listed=_listed_disclosed,
    scan=lambda base, scope, window: raw_columns(_disclosed_open, base.columns, scope, window, base.flags),
    flags=("passed_on",),
)

MEDIATIONS = BaseSet(
    name="mediations",
    kind=RecordKind.MEDIATION,
    unit="case",
    columns=(
        "received_on",
        "concluded_on",
        "result",
        "dispute_type",
        "body_kind",
        "source",
        "source_child",
        "parties",
        "amount",
        "performed_on",
        "ruled_on",
        "ruling",
    ),
    listed=_listed_mediations,
    scan=_scan_overlapping(_listed_mediations, "last_on", "received_on"),
    record="pk",
)


RESPONSES = BaseSet(
    name="responses",
    kind=RecordKind.RESPONDENT,
    unit="case",
    columns=("received_on", "concluded_on", "outcome"),
    listed=_listed_responses,
    scan=_scan_overlapping(_listed_responses, "concluded_on", "received_on"),
    record="pk",
)


def _listed_disclosed_elsewhere(scope: Scope) -> QuerySet[Any]:
    """Cases of disclosure in which an organ in scope is respondent and which the organ that decides keeps elsewhere."""
    cases = RespondentCase.objects.standing().kept_elsewhere().filter(matter=DISCLOSURE)
    if scope.subtree and scope.organ.is_root:
        return cases
    return cases.filter(scope.sides("respondent"))


DISCLOSED_ELSEWHERE = replace(
    RESPONSES,
    name="disclosed_elsewhere",
    listed=_listed_disclosed_elsewhere,
    scan=_scan_overlapping(_listed_disclosed_elsewhere, "concluded_on", "received_on"),
)


def sides_open(scope: Scope, window: Window) -> QuerySet[Any]:
    """The sides in scope of instances that were open at some moment from the first day asked for to the last."""
    at_end = FilteredRelation(
        "standings", condition=Q(standings__from_on__lte=window.upto, standings__until_on__gt=window.upto)
    )
    within = Q(closed_on__gte=window.start, received_on__lte=window.last)
    found: QuerySet[Any] = InstanceSide.objects.filter(scope.sides(), within).annotate(now=at_end)
    return found


def _scan_sides(base: BaseSet, scope: Scope, window: Window) -> Columns:
    """One row an instance: several defendants in scope count once, with the best standing and any loss."""
    columns = raw_columns(sides_open, tuple(SIDE_COLUMNS.values()), scope, window)
    instances = columns[base.index("id")]
    if len(set(instances)) == len(instances):
        return columns
    merged = one_row_an_instance(zip(*columns, strict=True), base)
    return list(zip(*merged, strict=True))


def one_row_an_instance(rows: Iterable[Sequence[Any]], base: BaseSet) -> list[list[Any]]:
    """Rows of sides merged by instance: the highest attendee stands, and a loss of any side is a loss.

    The sides stand for reviewers alone only if each does.
    """
    key, lost, standing, reviewer = (base.index(name) for name in ("id", "lost", "standing", "reviewer"))
    merged: dict[Any, list[Any]] = {}
    for row in rows:
        seen = merged.setdefault(row[key], list(row))
        seen[lost] = seen[lost] or row[lost]
        seen[reviewer] = seen[reviewer] and row[reviewer]
        seen[standing] = min((s for s in (seen[standing], row[standing]) if s), key=STANDINGS.index, default=None)
    return list(merged.values())


SIDE_COLUMNS: dict[str, str] = {
    "id": "instance_id",
    "level": "instance__level",
    "received_on": "received_on",
    "closed_on": "closed_on",
    "first_heard_on": "instance__first_heard_on",
    "result": "instance__result",
    "court": "instance__court",
    "litigation": "instance__litigation_id",
    "litigation__after_reconsideration": "instance__litigation__after_reconsideration",
    "litigation__role": "instance__litigation__role",
    "litigation__matter": "instance__litigation__matter",
    "reviewer": "reviewer",
    "lost": "lost",
    "standing": "now__standing",
}

INSTANCES = BaseSet(
    name="instances",
    kind=RecordKind.LITIGATION,
    unit="instance",
    columns=tuple(SIDE_COLUMNS),
    listed=lambda scope: Instance.objects.of(scope.organ, subtree=scope.subtree),
    scan=_scan_sides,
    record="litigation",
)


def _listed_quantities(scope: Scope) -> QuerySet[Any]:
    standing = LedgerQuantity.objects.filter(entry__voided_on__isnull=True)
    if not scope.subtree:
        return standing.filter(entry__organ=scope.organ.pk)
    if scope.organ.is_root:
        return standing
    return standing.filter(entry__organ__in=Organ.objects.under(scope.organ).order_by().values("pk"))


def _quantities(scope: Scope, window: Window) -> QuerySet[Any]:
    within = Q(entry__received_on__gte=window.start, entry__received_on__lte=window.upto)
    found: QuerySet[Any] = _listed_quantities(scope).filter(within)
    return found


def _scan_quantities(base: BaseSet, scope: Scope, window: Window) -> Columns:
    """Values as exact decimals of four places (SQLite gives floats), and the names that are counted as a list."""
    *columns, values, names = raw_columns(_quantities, base.columns, scope, window)
    return [*columns, [round(Decimal(value), 4) for value in values], [json.loads(text) for text in names]]


QUANTITIES = BaseSet(
    name="quantities",
    kind=RecordKind.LEDGER,
    unit="entry",
    columns=(
        "id",
        "entry__entry_kind",
        "quantity",
        "entry__organ_id",
        "entry__received_on",
        "value",
        "names",
    ),
    listed=_listed_quantities,
    scan=_scan_quantities,
    record="entry",
)


def _listed_populations(scope: Scope) -> QuerySet[Any]:
    """Those of the organ itself, whose division holds those of all below it."""
    found: QuerySet[Any] = Population.objects.filter(organ=scope.organ.pk)
    return found


def population_year(window: Window) -> int:
    """The year whose inhabitants stand for a period: that of its last day."""
    return window.upto.year


def _scan_populations(base: BaseSet, scope: Scope, window: Window) -> Columns:
    rows = _listed_populations(scope).filter(year=population_year(window)).values_list(*base.columns)
    return list(zip(*rows, strict=True)) or [()] * len(base.columns)


POPULATIONS = BaseSet(
    name="populations",
    kind=RecordKind.RECONSIDERATION,
    unit="person",
    columns=("inhabitants",),
    listed=_listed_populations,
    scan=_scan_populations,
    reference=True,
)

BASES: tuple[BaseSet, ...] = (
    PHASES, ENTRIES, MONTHS, DISCLOSED, RESPONSES, DISCLOSED_ELSEWHERE, INSTANCES, MEDIATIONS, QUANTITIES, POPULATIONS,
)  # fmt: skip
