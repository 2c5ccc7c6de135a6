"""工作台账: its acts."""

from __future__ import annotations

from casework.law import ledger
from casework.law.names import Act
from casework.law.transitions import BEGINS, MENDING, Rule, row, table

ACTS: dict[Act, Rule] = table(
    row(Act.RECORD, ledger.record, BEGINS, None, "", begins=True, moves=True),
    *MENDING,
)  # fmt: skip
