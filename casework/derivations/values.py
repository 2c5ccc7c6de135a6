"""The stored values of columns as JSON."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from casework.models.base import OPEN_END


def json_value(value: Any) -> Any:
    """A column's value as JSON for the changes of an event."""
    if isinstance(value, date):
        return None if value == OPEN_END else value.isoformat()
    if isinstance(value, Decimal):
        return str(value.normalize())
    return value
