"""From facts to stored rows: state, due dates, single statistical classes. The one recompute path.

What these functions give is what the tables hold; beside the facts they read reference data alone, and for a dispute
the decision that it follows.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from casework.derivations.beside import beside_rows, stored_row
from casework.derivations.cases import Row, Rows, case_children, case_row
from casework.derivations.others import (
    advice_row,
    appearance_row,
    decision_before,
    entry_row,
    hearing_row,
    instance_row,
    joint_reviewer,
    mediation_row,
    response_row,
    side_row,
    standing_rows,
    suit_row,
)
from casework.derivations.search import search_row
from casework.derivations.wanting import gaps_of
from casework.reference import Reference

__all__ = [
    "ROWS",
    "Row",
    "Rows",
    "advice_row",
    "appearance_row",
    "beside_rows",
    "case_children",
    "case_row",
    "decision_before",
    "gaps_of",
    "hearing_row",
    "instance_row",
    "joint_reviewer",
    "search_row",
    "side_row",
    "standing_rows",
    "stored_row",
]

ROWS: dict[str, Callable[[Any, Reference], Row]] = {
    "reconsideration": case_row,
    "litigation": lambda life, reference: suit_row(life.facts, reference),
    "mediation": lambda life, reference: mediation_row(life.facts, reference),
    "respondent": lambda life, reference: response_row(life.facts, reference),
    "ledger": lambda life, _reference: entry_row(life.facts),
}
