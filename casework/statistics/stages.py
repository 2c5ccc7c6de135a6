"""The base sets of the quality indicators: decisions with their days, copies and replies, letters with their handlers.

Each is scanned once; no report reads them, so that its own scans stay as narrow as they are.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db.models import Case, DateField, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from casework.law.names import InstanceLevel, RecordKind
from casework.models import InstanceSide, Phase, Respondent
from casework.models.base import OPEN_END
from casework.statistics.conditions import Window
from casework.statistics.counting.scans import Columns, Scope, raw_columns
from casework.statistics.datasets import ENTRIES, BaseSet

ORGAN = "by_organ"
"""Column of the organ that keeps the case; a respondent's own organ is another."""
HANDLERS = "handlers"
"""Column of the names of a case's handlers, parted by 、."""


def _lost_on() -> Any:
    """The first day on which a defendant lost a linked first instance that was received while the decision stood."""
    sides = InstanceSide.objects.filter(
        instance__litigation__reconsideration=OuterRef("case"),
        instance__litigation__voided_on__isnull=True,
        instance__level=InstanceLevel.FIRST.value,
        received_on__gte=OuterRef("closed_on"),
        received_on__lt=OuterRef("superseded_on"),
        lost=True,
    )
    first = Subquery(sides.order_by("closed_on").values("closed_on")[:1])
    sued = When(sued_on__lt=OPEN_END, then=Coalesce(first, Value(OPEN_END)))
    return Case(sued, default=Value(OPEN_END), output_field=DateField())


def _listed_decisions(scope: Scope) -> QuerySet[Any]:
    """Phases that ended by a decision, each with the service of the decision in force."""
    decided = Phase.objects.of(scope.organ, subtree=scope.subtree).filter(kind="review", closed_by="concluded")
    found: QuerySet[Any] = decided.annotate(
        by_organ=F("organ"),
        handlers=F("case__handlers"),
        served_on=Case(When(superseded_on=OPEN_END, then=F("case__served_on")), output_field=DateField()),
        lost_on=_lost_on(),
    )
    return found


def _decisions(scope: Scope, window: Window) -> QuerySet[Any]:
    return _listed_decisions(scope).filter(closed_on__gte=window.start, closed_on__lte=window.upto)


def _listed_exchanges(scope: Scope) -> QuerySet[Any]:
    """Copies sent since the acceptance and the replies to them; what belongs to an earlier review is no day here."""
    rows = Respondent.objects.of(scope.organ, subtree=scope.subtree).filter(case__voided_on__isnull=True)
    found: QuerySet[Any] = rows.annotate(
        by_organ=F("case__organ"),
        handlers=F("case__handlers"),
        field=F("case__field"),
        received_on=F("case__received_on"),
        accepted_on=F("case__accepted_on"),
        concluded_on=F("case__concluded_on"),
        copy_on=Case(When(sent_on__gte=F("case__accepted_on"), then=F("sent_on")), output_field=DateField()),
        reply_on=Case(When(Q(replied_on__gte=F("copy_received_on")), then=F("replied_on")), output_field=DateField()),
    )
    return found


def _exchanges(scope: Scope, window: Window) -> QuerySet[Any]:
    within = Q(case__concluded_on__gte=window.start, case__concluded_on__lte=window.upto)
    return _listed_exchanges(scope).filter(within)


def _listed_letters(scope: Scope) -> QuerySet[Any]:
    found: QuerySet[Any] = ENTRIES.listed(scope).annotate(by_organ=F("organ"), handlers=F("case__handlers"))
    return found


def _letters(scope: Scope, window: Window) -> QuerySet[Any]:
    return _listed_letters(scope).filter(on__gte=window.start, on__lte=window.upto)


def _scan_decisions(base: BaseSet, scope: Scope, window: Window) -> Columns:
    return raw_columns(_decisions, base.columns, scope, window, base.flags)


def _scan_exchanges(base: BaseSet, scope: Scope, window: Window) -> Columns:
    return raw_columns(_exchanges, base.columns, scope, window)


def _scan_letters(base: BaseSet, scope: Scope, window: Window) -> Columns:
    return raw_columns(_letters, base.columns, scope, window)


DECISIONS = BaseSet(
    name="decisions",
    kind=RecordKind.RECONSIDERATION,
    unit="case",
    columns=(
        *("kind", "opened_by", "closed_by", "closed_on", "received_on", "accepted_on", "served_on", "sued_on"),
        *("lost_on", "days", "field", ORGAN, HANDLERS),
    ),
    listed=_listed_decisions,
    scan=_scan_decisions,
    flags=("extended", "suspended", "heard"),
)

EXCHANGES = BaseSet(
    name="exchanges",
    kind=RecordKind.RECONSIDERATION,
    unit="entry",
    columns=(
        *("accepted_on", "concluded_on", "copy_on", "copy_received_on", "reply_on"),
        *("field", ORGAN, HANDLERS),
    ),
    listed=_listed_exchanges,
    scan=_scan_exchanges,
)

LETTERS = replace(
    ENTRIES,
    name="letters",
    columns=("kind", "on", "answered_on", "case_received_on", "began_by", "field", ORGAN, HANDLERS),
    listed=_listed_letters,
    scan=_scan_letters,
)
