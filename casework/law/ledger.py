"""工作台账: dated entries with a kind, quantities and a note."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Annotated

from casework.law.keys import Marker, Names, Note, Quantities
from casework.law.life import Doing
from casework.law.parts import Part

LedgerKindCode = Annotated[str, Marker("ledger_kind")]


@dataclass(frozen=True)
class EntryFacts(Part):
    """All facts of one entry."""

    received_on: date
    kind: str
    quantities: Mapping[str, Decimal]
    subject: str = ""
    note: str = ""
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    voided_on: date | None = None


@dataclass
class Entering(Doing[EntryFacts]):
    """A ledger entry between two acts."""


def record(
    entry: Entering,
    *,
    on: date,
    kind: LedgerKindCode,
    quantities: Quantities | None = None,
    subject: str = "",
    note: Note = "",
    names: Names | None = None,
) -> None:
    """登记台账: one dated entry that counts something; `names` may name the units that a distinct quantity counts."""
    named = {key: tuple(value) for key, value in (names or {}).items()}
    entry.begin(EntryFacts(on, kind, dict(quantities or {}), subject, note, named))
    if not quantities:
        entry.refuse("missing", "", "没有写数量", "No quantity is given")
    for quantity, value in (quantities or {}).items():
        if value < 0:
            entry.refuse(
                "missing",
                "",
                f"数量{quantity}是{value}，不能为负",
                f"{quantity} is {value}; it may not be negative",
            )
