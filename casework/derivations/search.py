"""The words that a record is found by: open to every reader of the record, or to those alone who read names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from casework.derivations.cases import Row
from casework.law.facts import Facts
from casework.law.litigation import SuitFacts
from casework.tokens import findable

COLUMNS = ("search_text", "search_guarded")


def search_row(kind: str, number: str, row: Row, facts: Any) -> Row:
    """The columns by which a record of the kind is found; `number` is its own, `row` its derived columns."""
    return {
        "search_text": findable(number, *OPEN[kind](row, facts)),
        "search_guarded": findable(*GUARDED[kind](row, facts)),
    }


def _people(_row: Row, facts: Facts) -> Iterator[str]:
    for party in facts.parties:
        yield from (party.applicant.name, party.applicant.representative, party.applicant.agent)
    yield from facts.third_parties


def _courts(_row: Row, facts: SuitFacts) -> Iterator[str]:
    for instance in facts.instances:
        yield from (instance.court_number, instance.court)


OPEN: dict[str, Callable[[Row, Any], Iterable[str]]] = {
    "reconsideration": lambda row, _facts: (row["act_number"], row["document_number"]),
    "litigation": _courts,
    "mediation": lambda row, _facts: (row["body"],),
    "ledger": lambda _row, _facts: (),
}
"""Beside the number: documents' and courts' numbers, courts, bodies."""

GUARDED: dict[str, Callable[[Row, Any], Iterable[str]]] = {
    "reconsideration": _people,
    "litigation": lambda row, _facts: (row["cause"],),
    "mediation": lambda _row, _facts: (),
    "ledger": lambda row, _facts: (row["subject"], row["note"]),
}
"""Names, and what was written and may hold names: causes, subjects, notes."""
