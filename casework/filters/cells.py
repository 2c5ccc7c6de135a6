"""The records behind a cell of a table, as a condition on the list of their kind."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db.models import F, QuerySet

from casework.errors import FaultyInput
from casework.filters.asked import Question, Sight
from casework.law.names import RecordKind
from casework.models import Litigation
from casework.reference import Reference
from casework.statistics.datasets import DISCLOSED, ENTRIES, INSTANCES, MONTHS, PHASES, QUANTITIES
from casework.statistics.records import Listing, listing_of_cell
from casework.statistics.stages import DECISIONS, EXCHANGES, LETTERS

RELATION: dict[str, str] = {
    **dict.fromkeys((PHASES.name, MONTHS.name, DISCLOSED.name, DECISIONS.name), "phases"),
    **dict.fromkeys((ENTRIES.name, LETTERS.name), "entries"),
    EXCHANGES.name: "respondents",
    INSTANCES.name: "instances",
    QUANTITIES.name: "quantities",
}
"""Base set -> how a record leads to the rows that are counted."""


def lines_of(rows: QuerySet[Any], listing: Listing, kind: RecordKind, *, where: str) -> QuerySet[Any]:
    """The records once for each row that a number counts, so that there are as many as it says; `line` is the row.

    Raises FaultyInput, which names the parameter `where`, for a number of another kind of record.
    """
    if listing.base.kind != kind:
        raise of_another_kind(where, RecordKind(listing.base.kind), kind)
    counted = listing.queryset.order_by().values("pk")
    if record_column(listing) == "pk":
        found: QuerySet[Any] = rows.annotate(line=F("pk")).filter(pk__in=counted)
    else:
        found = rows.annotate(line=F(f"{RELATION[listing.base.name]}__pk")).filter(line__in=counted)
    return found


def of_another_kind(where: str, other: RecordKind, kind: RecordKind) -> FaultyInput:
    """The fault of a number that counts other records than the list holds."""
    return FaultyInput(
        f"{where}数的是{other.zh}，不在{kind.zh}的列表里",
        f"The {where} counts {other.en}; it is no filter of the list of {kind.en}",
        where=where,
    )


def records_of_cell(cell: str, question: Question, kind: RecordKind, reference: Reference) -> QuerySet[Any]:
    """The ids of the records that a cell counts. Raises FaultyInput for a cell of another kind of record."""
    listing = listing_of_cell(cell, question.scope, question.window, reference.vocabulary, question.basis)
    if listing.base.kind != kind:
        other = RecordKind(listing.base.kind)
        raise FaultyInput(
            f"单元格「{cell}」数的是{other.zh}，不在{kind.zh}的列表里",
            f"The cell {cell!r} counts {other.en}; it is no filter of the list of {kind.en}",
            where="cell",
        )
    return listing.queryset.order_by().values(record_column(listing))


def out_of_reach(listing: Listing, sight: Sight) -> int:
    """How many rows of a list belong to records that the reader may not open.

    Only where an organ in scope is respondent, whoever keeps the case; all other numbers count records in scope.
    """
    if listing.base is not DISCLOSED:
        return 0
    seen = listing.queryset.model._default_manager.visible_to(sight.reach)
    found: int = listing.queryset.exclude(pk__in=seen.order_by().values("pk")).count()
    return found


def record_column(listing: Listing) -> str:
    """Where a row of a list names its record."""
    return "pk" if listing.queryset.model is Litigation else listing.base.record


def counted_apart(one: Listing, other: Listing) -> tuple[list[int], list[int]]:
    """The records that the first list counts and the other does not, or less often; and the other way round."""
    times = [Counter(each.queryset.order_by().values_list(record_column(each), flat=True)) for each in (one, other)]
    return sorted(times[0] - times[1]), sorted(times[1] - times[0])
