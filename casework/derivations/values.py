"""The values of columns: those that facts of the law bear by the same name, and how each is written as JSON."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from casework.kinds import Facts
from casework.models.base import OPEN_END
from casework.text.folding import alike

LONGEST_NAME = 500
"""Characters that the column of a name holds."""


def compared(name: str) -> str:
    """A name as names are compared, as long as its column: a few characters stand for many."""
    return alike(name)[:LONGEST_NAME]


def told(facts: Any, declared: Facts) -> dict[str, Any]:
    """The columns that bear the name of a fact of the law, as they are."""
    return {name: value for name, value in vars(facts).items() if name in declared.columns}


def json_value(value: Any) -> Any:
    """A column's value as JSON for the changes of an event."""
    if isinstance(value, date):
        return None if value == OPEN_END else value.isoformat()
    if isinstance(value, Decimal):
        return str(value.normalize())
    return value
