"""The columns that a spreadsheet of each kind of record may have, and the acts that a row of them tells of."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from casework.imports.columns import cases, ledger, litigation, mediation, reconsideration, respondent
from casework.imports.columns.shape import Column, Planned, Said
from casework.law.names import RecordKind

COLUMNS: Mapping[RecordKind, Mapping[str, Column]] = {
    RecordKind.RECONSIDERATION: {column.key: column for column in cases.COLUMNS},
    RecordKind.LITIGATION: {column.key: column for column in litigation.COLUMNS},
    RecordKind.MEDIATION: {column.key: column for column in mediation.COLUMNS},
    RecordKind.LEDGER: ledger.Columns(),
    RecordKind.RESPONDENT: {column.key: column for column in respondent.COLUMNS},
}
"""Kind of record -> its columns by key, in the order of the template."""
ACTS: Mapping[RecordKind, Callable[[Said], list[Planned]]] = {
    RecordKind.RECONSIDERATION: reconsideration.acts,
    RecordKind.LITIGATION: litigation.acts,
    RecordKind.MEDIATION: mediation.acts,
    RecordKind.LEDGER: ledger.acts,
    RecordKind.RESPONDENT: respondent.acts,
}
"""Kind of record -> the acts that a row tells of, in the order in which they are done."""
