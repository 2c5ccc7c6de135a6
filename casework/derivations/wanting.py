"""缺漏: the gaps of a record, with what reference data and the case that it names say of a suit."""

from __future__ import annotations

from datetime import date
from typing import Any

from casework.derivations.early import early
from casework.law.gaps import AsAt, Gap, gaps
from casework.law.litigation import SuitFacts
from casework.reference import Reference


def gaps_of(record: Any, life: Any, day: date, reference: Reference) -> list[Gap]:
    """What the law wants and the record lacks as at the end of a day; `life` is the record played."""
    if not isinstance(life.facts, SuitFacts):
        return gaps(life, AsAt(day))
    return gaps(life, AsAt(day, record.matter, early(life.facts, reference) is not None))
