"""What the database and the folder of attachments hold beside the records themselves."""

from __future__ import annotations

from datetime import date

from casework import triggers
from casework.integrity.rule import Only, Result
from casework.reference import Reference


def check_triggers(_reference: Reference, _today: date, _only: Only) -> Result:
    """Every declared trigger stands in the database as it is declared."""
    result, problems = Result(), triggers.problems()
    for name, _, _ in triggers.wanted():
        result.look(name, problems.get(name, ""))
    return result
