"""What an event changed on its record, fact by fact: old → new, in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from casework.kinds import Fact, fact_of
from casework.law.names import RecordKind, TerminatedCause, WithdrawnHow
from casework.statistics.words.numbers import NOTHING, number_words
from casework.web.shell.formatting import code_of, code_words, listed_words, yes_no
from casework.web.shell.keys import Showing
from casework.web.shell.labels import column_words
from casework.web.shell.states import badge_of

DERIVED_TWICE = frozenset({"last_on"})
"""Columns that only a scan reads."""
ENTITY = "legal_person_or_organisation"


def change_lines(kind: RecordKind, changes: dict[str, Any], showing: Showing) -> list[tuple[str, str, str]]:
    """Fact, old, new; in the order in which they were stored."""
    return [
        (column_words(name, kind), fact_words(kind, name, old, showing), fact_words(kind, name, new, showing))
        for name, (old, new) in changes.items()
        if name not in DERIVED_TWICE
    ]


def fact_words(kind: RecordKind, name: str, value: Any, showing: Showing) -> str:
    """A column's stored value in words."""
    if value in (None, ""):
        return NOTHING
    special, fact = SPECIAL.get(name), fact_of(kind, name)
    if special is not None:
        return special(kind, value, showing)
    return declared_words(fact, value, showing) if fact is not None else _plain(name, value, showing)


def declared_words(fact: Fact, value: Any, showing: Showing) -> str:
    """The stored value of a declared fact in words."""
    if fact.type == "code":
        return code_of(fact, value, showing.vocabulary, showing.language)
    if fact.type == "text":
        return showing.names.said(fact.name, str(value))
    return BY_TYPE[fact.type](value, showing)


BY_TYPE: dict[str, Callable[[Any, Showing], str]] = {
    "flag": lambda value, _showing: yes_no(value),
    "organ": lambda value, _showing: str(value),
    "day": lambda value, showing: showing.day(value),
    "count": lambda value, _showing: number_words(value),
    "yuan": lambda value, showing: showing.yuan(str(value)),
}


def _plain(name: str, value: Any, showing: Showing) -> str:
    if isinstance(value, bool):
        return yes_no(value)
    return showing.day(value) if name.endswith("_on") else showing.names.said(name, str(value))


def _applicant_kind(value: Any, showing: Showing) -> str:
    if value == ENTITY:
        return _("legal person or organisation")
    return listed_words(showing.vocabulary, "applicant_kind", value, showing.language)


def detail_words(code: str, language: str) -> str:
    """How a case was withdrawn, or why it was terminated."""
    withdrawn = code in {name.value for name in WithdrawnHow}
    return code_words(WithdrawnHow if withdrawn else TerminatedCause, code, language)


SPECIAL: dict[str, Callable[[RecordKind, Any, Showing], str]] = {
    "state": lambda kind, value, showing: badge_of(kind, value, showing.language).word,
    "applicant_kind": lambda _kind, value, showing: _applicant_kind(value, showing),
    "outcome_detail": lambda _kind, value, showing: detail_words(value, showing.language),
    "respondent_id": lambda _kind, value, showing: showing.organ(value),
    "joined_to_id": lambda _kind, value, showing: showing.case(value),
    "reconsideration_id": lambda _kind, value, showing: showing.case(value),
    "cause": lambda _kind, value, showing: showing.cause(value),
    "subject": lambda _kind, value, showing: showing.subject(value),
    "entry_kind": lambda _kind, value, showing: showing.ledger_kind(value),
}
