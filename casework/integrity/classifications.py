"""Classifications: no term makes a table lose a case."""

from __future__ import annotations

from datetime import date

from casework.classification import GROWING, faults
from casework.integrity.rule import Only, Result
from casework.models import Term
from casework.reference import Reference
from casework.statistics.tables.mappings import mappings
from casework.vocabulary import Vocabulary


def check_classifications(_reference: Reference, _today: date, _only: Only) -> Result:
    """Every term of a list that grows is one that the administration would take."""
    result = Result()
    rows = list(Term.objects.values(*Vocabulary.COLUMNS))
    known = mappings(Vocabulary.of_rows(rows))
    for row in rows:
        if row["list"] in GROWING or row["list"] in known:
            others = Vocabulary.of_rows(other for other in rows if other is not row)
            found = [said.zh for _, said in faults(row, others, known)]
            result.look(f"{row['list']}: {row['zh']}", "；".join(found))
    return result
