"""The kinds of record: of each, its model, its facts and how it is listed. Nothing but data."""

from __future__ import annotations

from casework.kinds import ledger, litigation, mediation, reconsideration, respondent
from casework.kinds.facts import Fact, Facts, Kind
from casework.law.names import RecordKind

__all__ = ["KINDS", "PLACES", "Fact", "Facts", "Kind", "fact_of", "fact_said"]

KINDS: dict[RecordKind, Kind] = {
    each.kind: each for each in (reconsideration.KIND, litigation.KIND, mediation.KIND, ledger.KIND, respondent.KIND)
}
PLACES: dict[str, Kind] = {each.place: each for each in KINDS.values()}
"""Where their pages stand -> kind."""


def fact_of(kind: RecordKind, name: str) -> Fact | None:
    """The fact that bears a name."""
    return KINDS[kind].facts.by_name.get(name)


def fact_said(kind: RecordKind, act: str, key: str) -> Fact | None:
    """The fact that a key of an act says."""
    said = KINDS[kind].facts.by_key
    return said.get(f"{act}.{key}") or said.get(key)
