"""The kinds of record: of each, its facts and how it is listed. Nothing but data."""

from __future__ import annotations

from casework.kinds import ledger, litigation, mediation, reconsideration
from casework.kinds.facts import Fact, Facts
from casework.law.names import RecordKind

__all__ = ["FACTS", "Fact", "Facts", "fact_of", "fact_said"]

FACTS: dict[RecordKind, Facts] = {
    RecordKind.RECONSIDERATION: reconsideration.FACTS,
    RecordKind.LITIGATION: litigation.FACTS,
    RecordKind.MEDIATION: mediation.FACTS,
    RecordKind.LEDGER: ledger.FACTS,
}


def fact_of(kind: RecordKind, name: str) -> Fact | None:
    """The fact that bears a name."""
    return FACTS[kind].by_name.get(name)


def fact_said(kind: RecordKind, act: str, key: str) -> Fact | None:
    """The fact that a key of an act says."""
    said = FACTS[kind].by_key
    return said.get(f"{act}.{key}") or said.get(key)
