"""The four kinds of record, each with its model."""

from __future__ import annotations

from typing import Any

from casework.law.names import RecordKind
from casework.models.ledger import LedgerEntry
from casework.models.litigation import Litigation
from casework.models.mediation import Mediation
from casework.models.reconsideration import (
    Applicant,
    CaseEntry,
    Extension,
    Phase,
    Reconsideration,
    Respondent,
    Service,
    Stop,
)

MODELS: dict[RecordKind, Any] = {
    RecordKind.RECONSIDERATION: Reconsideration,
    RecordKind.LITIGATION: Litigation,
    RecordKind.MEDIATION: Mediation,
    RecordKind.LEDGER: LedgerEntry,
}

CASE_CHILDREN: dict[str, Any] = {
    model.__name__: model for model in (Applicant, Respondent, Phase, Stop, Extension, Service, CaseEntry)
}
"""The tables below a case, whose rows are derived from its acts."""
