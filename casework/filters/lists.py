"""A list as it is asked for: filters, search and a cell's own condition on top of what the reader may see."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from casework.errors import FaultyInput
from casework.filters.asked import Question, Sight, read_basis, read_organ, read_window
from casework.filters.cells import records_of_cell
from casework.filters.search import found
from casework.filters.sets import FILTERS, Records
from casework.kinds import KINDS
from casework.law.names import RecordKind
from casework.permissions import Reach

SCOPE = ("organ", "subtree")
OF_A_CELL = ("cell", "from", "to", "as_of", "basis")
COMMON = ("q", *SCOPE, *OF_A_CELL)


def filter_names(kind: RecordKind) -> tuple[str, ...]:
    """All that a list of the kind may be asked by."""
    return (*COMMON, *FILTERS[kind].base_filters)


def listed(kind: RecordKind, asked: dict[str, str], sight: Sight, *, in_order: bool = False) -> QuerySet[Any]:
    """The records asked for, of those that may be seen, in no order yet; `in_order` where they are known to be many.

    Raises FaultyInput for what cannot be read, Http404 for an organ out of reach.
    """
    filters = read_filters(kind, asked, sight, in_order=in_order)
    for fault in filters.faults().values():
        raise fault
    return left_by(filters, asked, sight)


def read_filters(kind: RecordKind, asked: dict[str, str], sight: Sight, *, in_order: bool = False) -> Records:
    """The filters asked for, of the records of the organ or cell asked for; `faults` are what cannot be read of them.

    Raises FaultyInput for a scope that cannot be read, Http404 for an organ out of reach.
    """
    rows = KINDS[kind].model.objects.visible_to(sight.reach, in_order=in_order)
    rows = _of_organ(rows, kind, asked, sight, in_order=in_order)
    return FILTERS[kind]({name: asked[name] for name in FILTERS[kind].base_filters if name in asked}, rows, sight)


def left_by(filters: Records, asked: dict[str, str], sight: Sight) -> QuerySet[Any]:
    """The records that filters without a fault leave, and the search."""
    left: QuerySet[Any] = found(filters.qs, asked["q"], sight) if "q" in asked else filters.qs
    return left


def _of_organ(rows: Any, kind: RecordKind, asked: dict[str, str], sight: Sight, *, in_order: bool) -> Any:
    scope = read_organ(asked, sight)
    if "cell" not in asked:
        for name in (name for name in OF_A_CELL if name in asked):
            raise FaultyInput(f"「{name}」只用于单元格cell", f"{name!r} goes with a cell alone", where=name)
        if scope is None:
            if "subtree" in asked:
                raise FaultyInput("「subtree」要和机关organ一起写", "'subtree' goes with an organ", where="subtree")
            return rows
        organ = scope.organ
        if not scope.subtree:
            return rows.within(Reach(own=frozenset({organ.pk})))
        return rows if organ.is_root else rows.within(Reach(under=(organ.path,)), in_order=in_order)
    if scope is None:
        raise FaultyInput("单元格cell要写机关organ", "A cell needs its organ", where="organ")
    question = Question(scope, read_window(asked), read_basis(asked))
    return rows.filter(pk__in=records_of_cell(asked["cell"], question, kind, sight.reference))
