"""The acts of each kind of record: one row an act: its function, states, articles, the document it leaves."""

from __future__ import annotations

from typing import Any

from casework.law.acts import ledger, litigation, mediation, reconsideration, respondent
from casework.law.ledger import Entering
from casework.law.life import Doing, Life
from casework.law.litigation import Suit
from casework.law.mediation import Mediating
from casework.law.names import Act, RecordKind
from casework.law.respondent import Responding
from casework.law.transitions import Rule

RULES: dict[RecordKind, dict[Act, Rule]] = {
    RecordKind.RECONSIDERATION: reconsideration.ACTS,
    RecordKind.LITIGATION: litigation.ACTS,
    RecordKind.MEDIATION: mediation.ACTS,
    RecordKind.LEDGER: ledger.ACTS,
    RecordKind.RESPONDENT: respondent.ACTS,
}
LIVES: dict[RecordKind, type[Doing[Any]]] = {
    RecordKind.RECONSIDERATION: Life,
    RecordKind.LITIGATION: Suit,
    RecordKind.MEDIATION: Mediating,
    RecordKind.LEDGER: Entering,
    RecordKind.RESPONDENT: Responding,
}
"""What is known of a record while its acts are done."""
