"""Lists of classifications that say in which column of a printed form a code counts, and what may stand in them."""

from __future__ import annotations

from casework.classification import Columns
from casework.law.names import Outcome
from casework.statistics.tables.disclosure import OUTCOME_LIST, OUTCOMES, RESULT_LIST, RESULTS
from casework.statistics.tables.national import MAPPING, OUTCOMES_2015
from casework.vocabulary import Vocabulary


def mappings(vocabulary: Vocabulary) -> dict[str, Columns]:
    """List -> its codes and columns. Each code stands in one column: what is moved leaves the column that it had."""
    national_codes = [code for _, codes in OUTCOMES_2015.values() for code in codes]
    return {
        MAPPING: Columns(national_codes, list(OUTCOMES_2015)),
        OUTCOME_LIST: Columns([outcome.value for outcome in Outcome], list(OUTCOMES)),
        RESULT_LIST: Columns(list(vocabulary.labels("result")), list(RESULTS)),
    }
