"""The filters of declared facts, by the type of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from casework.filters.fields import (
    Below,
    Codes,
    Filter,
    Flag,
    OrganNamed,
    Pairs,
    Text,
    Written,
    amounts,
    days,
)
from casework.kinds import KINDS
from casework.kinds.facts import Fact
from casework.law.names import RecordKind

Filters = Mapping[str, Filter]


def filters_of(kind: RecordKind, **own: Filters) -> dict[str, Filter]:
    """The filters of the facts of a kind; `own`, by fact, are those that no type tells."""
    found: dict[str, Filter] = {}
    for fact in KINDS[kind].facts.all:
        if fact.name in own:
            found |= own[fact.name]
        elif not fact.not_asked:
            found |= MADE[fact.type](kind, fact, below(fact))
    return found


def below(fact: Fact) -> Below | None:
    """The rows that a fact is asked of, where it is one of rows below the record."""
    return None if fact.rows is None else Below(fact.rows.model, fact.rows.owner, fact.rows.meant)


def _text(kind: RecordKind, fact: Fact, rows: Below | None) -> Filters:
    if fact.personal and rows is None:
        return {fact.asked: Written(fact.column, KINDS[kind].model)}
    return {fact.asked: Text(fact.column, below=rows)}


def _code(_kind: RecordKind, fact: Fact, rows: Below | None) -> Filters:
    if isinstance(fact.codes, tuple):
        return {fact.asked: Pairs(fact.column, fact.codes, below=rows)}
    return {fact.asked: Codes(fact.column, fact.codes, below=rows)}


def _amounts(_kind: RecordKind, fact: Fact, rows: Below | None) -> Filters:
    return amounts(fact.asked, fact.column, rows)


MADE: dict[str, Callable[[RecordKind, Fact, Below | None], Filters]] = {
    "text": _text,
    "code": _code,
    "flag": lambda _kind, fact, rows: {fact.asked: Flag(fact.column, below=rows)},
    "organ": lambda _kind, fact, rows: {fact.asked: OrganNamed(fact.column, below=rows)},
    "day": lambda _kind, fact, rows: days(fact.asked, fact.column, rows),
    "count": _amounts,
    "yuan": _amounts,
}
"""Type of a fact -> its filters."""
