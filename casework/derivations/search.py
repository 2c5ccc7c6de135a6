"""The words that a record is found by: open to every reader of the record, or to those alone who read names."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from casework.derivations.cases import Row
from casework.law.facts import Facts
from casework.law.litigation import SuitFacts
from casework.reference import Reference
from casework.text.search_terms import findable

COLUMNS = ("search_text", "search_guarded")


class Words(NamedTuple):
    """What a record is found by: texts as they stand, and names, which are typed in pinyin too."""

    texts: Iterable[str] = ()
    names: Iterable[str] = ()


def search_row(kind: str, number: str, row: Row, facts: Any, reference: Reference) -> Row:
    """The columns by which a record of the kind is found; `number` is its own, `row` its derived columns."""
    opened, guarded = OPEN[kind](row, facts, reference), GUARDED[kind](row, facts)
    return {
        "search_text": findable(number, *opened.texts, names=opened.names),
        "search_guarded": findable(*guarded.texts, names=guarded.names),
    }


def _documents(row: Row, facts: Facts, reference: Reference) -> Words:
    organs = [reference.organ_name(exchange.organ) for exchange in facts.respondents]
    return Words((row["act_number"], row["document_number"]), (*organs, *facts.handlers))


def _courts(_row: Row, facts: SuitFacts, reference: Reference) -> Words:
    numbers, courts = ([getattr(each, name) for each in facts.instances] for name in ("court_number", "court"))
    organs = sorted(map(reference.organ_name, facts.defendants))
    return Words(numbers, (*courts, *organs, *facts.handlers, *facts.lawyers))


def _response(row: Row, _facts: Any, reference: Reference) -> Words:
    organs = (row["deciding_organ"], reference.organ_name(row["respondent_id"]))
    return Words((row["deciding_number"], row["act_number"], row["document_number"]), organs)


def _people(_row: Row, facts: Facts) -> Words:
    parties = [party.applicant for party in facts.parties]
    people = (word for each in parties for word in (each.name, each.representative, each.agent, each.agent_firm))
    agents = (word for each in facts.third_party_agents for word in (each.agent, each.agent_firm))
    answering = (word for each in facts.respondents for word in (each.representative, each.agent))
    return Words((each.answer for each in facts.respondents), (*people, *facts.third_parties, *agents, *answering))


OPEN: dict[str, Callable[[Row, Any, Reference], Words]] = {
    "reconsideration": _documents,
    "litigation": _courts,
    "mediation": lambda row, facts, _reference: Words((row["agreement_number"],), (row["body"], *facts.mediators)),
    "ledger": lambda _row, _facts, _reference: Words(),
    "respondent": _response,
}
"""Beside the number: documents' and courts' numbers, organs, handlers, courts, bodies."""

GUARDED: dict[str, Callable[[Row, Any], Words]] = {
    "reconsideration": _people,
    "litigation": lambda row, facts: Words(
        (row["cause"],), (*(one.name for one in facts.plaintiffs), *facts.third_parties)
    ),
    "mediation": lambda row, facts: Words((row["place"],), [one.name for one in facts.disputants]),
    "ledger": lambda row, _facts: Words((row["subject"], row["note"])),
    "respondent": lambda row, _facts: Words(names=(row["applicant"],)),
}
"""Names, and what was written and may hold names: causes, subjects, notes."""
