"""缺漏: the gaps of a record, with the matter that reference data give its cause."""

from __future__ import annotations

from datetime import date
from typing import Any

from casework.law.gaps import AsAt, Gap, gaps
from casework.law.litigation import SuitFacts


def gaps_of(record: Any, life: Any, day: date) -> list[Gap]:
    """What the law wants and the record lacks as at the end of a day; `life` is the record played."""
    return gaps(life, AsAt(day, record.matter if isinstance(life.facts, SuitFacts) else ""))
