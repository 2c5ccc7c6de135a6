"""The base sets: what is scanned once for a report, and the list that a cell opens into."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import CharField, FilteredRelation, Q, QuerySet
from django.db.models.functions import Cast

from casework.law.litigation import STANDINGS
from casework.law.names import RecordKind
from casework.models import CaseEntry, Instance, InstanceSide, LedgerQuantity, Mediation, Organ, Phase
from casework.statistics.conditions import Window


@dataclass(frozen=True)
class Scope:
    """An organ, or its whole subtree."""

    organ: Organ
    subtree: bool = False

    def sides(self) -> Q:
        """The defendants' sides in scope."""
        if not self.subtree:
            return Q(organ=self.organ.pk)
        if self.organ.is_root:
            return Q()
        return Q(organ__in=Organ.objects.under(self.organ).order_by().values("pk"))


@dataclass(frozen=True)
class BaseSet:
    """A set of rows that cells count.

    `columns` are read by `scan` in that order, as the database gives them; `listed` gives the rows' queryset in
    scope, which a cell's conditions filter; `unit` is what one row counts as.
    """

    name: str
    kind: RecordKind
    unit: str
    columns: tuple[str, ...]
    listed: Callable[[Scope], QuerySet[Any]]
    scan: Callable[[BaseSet, Scope, Window], list[Sequence[Any]]]

    def index(self, column: str) -> int:
        """The place of a column in a scanned row."""
        return self.columns.index(column)


def raw_rows(queryset: QuerySet[Any], columns: Sequence[str]) -> list[Sequence[Any]]:
    """The columns of a queryset as the driver gives them, without the conversions of the ORM.

    Dates come as ISO text from SQLite (a cast keeps its slow converter away) and as dates from PostgreSQL; both
    compare with the bounds that `fold.bounds` makes for the same database.
    """
    asked: list[Any] = list(columns)
    if connection.vendor == "sqlite":
        asked = [Cast(column, CharField()) if is_date(column) else column for column in columns]
    sql, parameters = queryset.order_by().values_list(*asked).query.get_compiler(connection=connection).as_sql()
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())


def is_date(column: str) -> bool:
    """Whether a column of a base set holds a date: their names end in `on`."""
    return column.rsplit("__", 1)[-1] == "on" or column.endswith("_on")


def _scan_overlapping(closed: str, opened: str) -> Callable[[BaseSet, Scope, Window], list[Sequence[Any]]]:
    """Rows that were open at some moment from the first day asked for to the last."""

    def scan(base: BaseSet, scope: Scope, window: Window) -> list[Sequence[Any]]:
        rows = base.listed(scope).filter(**{f"{closed}__gte": window.start, f"{opened}__lte": window.last})
        return raw_rows(rows, base.columns)

    return scan


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
        "converted",
        "heard",
        "opinions_heard",
        "committee",
        "extended",
        "suspended",
        "days",
        "late",
        "compensation_claimed",
        "compensation_granted",
        "sued_on",
        "respondent_ids",
    ),
    listed=lambda scope: Phase.objects.of(scope.organ, subtree=scope.subtree),
    scan=_scan_overlapping("closed_on", "opened_on"),
)

ENTRIES = BaseSet(
    name="entries",
    kind=RecordKind.RECONSIDERATION,
    unit="entry",
    columns=("kind", "on", "answered_on", "case_received_on", "began_by"),
    listed=lambda scope: CaseEntry.objects.of(scope.organ, subtree=scope.subtree),
    scan=_scan_overlapping("answered_on", "on"),
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
    listed=lambda scope: Mediation.objects.of(scope.organ, subtree=scope.subtree).standing(),
    scan=_scan_overlapping("last_on", "received_on"),
)


def _scan_sides(base: BaseSet, scope: Scope, window: Window) -> list[Sequence[Any]]:
    """One row an instance: several defendants in scope count once, with the best standing and any loss."""
    at_end = FilteredRelation(
        "standings", condition=Q(standings__from_on__lte=window.end, standings__until_on__gt=window.end)
    )
    sides = InstanceSide.objects.filter(scope.sides(), closed_on__gte=window.start, received_on__lte=window.last)
    rows = raw_rows(sides.annotate(now=at_end), [SIDE_COLUMNS[column] for column in base.columns])
    return one_row_an_instance(rows, base)


def one_row_an_instance(rows: Sequence[Sequence[Any]], base: BaseSet) -> list[Sequence[Any]]:
    """Rows of sides merged by instance: the highest attendee stands, and a loss of any side is a loss."""
    key, lost, standing = base.index("id"), base.index("lost"), base.index("standing")
    merged: dict[Any, list[Any]] = {}
    for row in rows:
        seen = merged.setdefault(row[key], list(row))
        seen[lost] = seen[lost] or row[lost]
        seen[standing] = min((s for s in (seen[standing], row[standing]) if s), key=STANDINGS.index, default=None)
    return list(merged.values())


SIDE_COLUMNS: dict[str, str] = {
    "id": "instance_id",
    "level": "instance__level",
    "received_on": "received_on",
    "closed_on": "closed_on",
    "first_heard_on": "instance__first_heard_on",
    "result": "instance__result",
    "litigation": "instance__litigation_id",
    "litigation__after_reconsideration": "instance__litigation__after_reconsideration",
    "litigation__role": "instance__litigation__role",
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
)


def _listed_quantities(scope: Scope) -> QuerySet[Any]:
    standing = LedgerQuantity.objects.filter(entry__voided_on__isnull=True)
    if not scope.subtree:
        return standing.filter(entry__organ=scope.organ.pk)
    if scope.organ.is_root:
        return standing
    return standing.filter(entry__organ__in=Organ.objects.under(scope.organ).order_by().values("pk"))


def _scan_quantities(base: BaseSet, scope: Scope, window: Window) -> list[Sequence[Any]]:
    rows = base.listed(scope).filter(entry__received_on__gte=window.start, entry__received_on__lte=window.end)
    return list(rows.order_by("entry__received_on", "entry_id").values_list(*base.columns))


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
)

BASES: tuple[BaseSet, ...] = (PHASES, ENTRIES, INSTANCES, MEDIATIONS, QUANTITIES)
