"""The four kinds of record, each with its model."""

from __future__ import annotations

from typing import Any

from casework.law.names import RecordKind
from casework.models.ledger import LedgerEntry
from casework.models.litigation import Litigation
from casework.models.mediation import Mediation
from casework.models.reconsideration import Reconsideration

MODELS: dict[RecordKind, Any] = {
    RecordKind.RECONSIDERATION: Reconsideration,
    RecordKind.LITIGATION: Litigation,
    RecordKind.MEDIATION: Mediation,
    RecordKind.LEDGER: LedgerEntry,
}
