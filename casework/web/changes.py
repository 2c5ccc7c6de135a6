"""What an event changed on its record, fact by fact: old → new, in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from casework.law.names import (
    AgreementForm,
    DefendantRole,
    Edition,
    MediationResult,
    Name,
    Outcome,
    Procedure,
    RecordKind,
    Ruling,
    TerminatedCause,
    WithdrawnHow,
)
from casework.law.terms import TermCode
from casework.web.keys import Showing
from casework.web.labels import column_words
from casework.web.states import badge_of
from casework.web.words import NOTHING, code_words, listed_words, number_words, yes_no

NAMED: dict[str, type[Name]] = {
    "edition": Edition,
    "procedure": Procedure,
    "outcome": Outcome,
    "next_term": TermCode,
    "role": DefendantRole,
    "result": MediationResult,
    "agreement_form": AgreementForm,
    "ruling": Ruling,
}
LISTED: dict[str, str] = {
    "channel": "channel",
    "request": "request",
    "matter": "matter",
    "matter_child": "matter",
    "field": "field",
    "field_child": "field",
    "respondent_class": "organ_class",
    "applicant_kind": "applicant_kind",
    "body_kind": "body_kind",
    "dispute_type": "dispute_type",
    "source": "source",
    "source_child": "source",
}
NUMBERS = frozenset({"applicants_count", "longer_days", "parties", "amount"})
DAYS = frozenset({"perform_by", "obstacle_from", "obstacle_to"})
DERIVED_TWICE = frozenset({"last_on"})
"""Columns that only a scan reads."""
ENTITY = "legal_person_or_organisation"


def change_lines(kind: RecordKind, changes: dict[str, Any], showing: Showing) -> list[tuple[str, str, str]]:
    """Fact, old, new; in the order in which they were stored."""
    return [
        (column_words(name), fact_words(kind, name, old, showing), fact_words(kind, name, new, showing))
        for name, (old, new) in changes.items()
        if name not in DERIVED_TWICE
    ]


def fact_words(kind: RecordKind, name: str, value: Any, showing: Showing) -> str:
    """A column's stored value in words."""
    if value in (None, ""):
        return NOTHING
    if name in NAMED:
        return code_words(NAMED[name], value, showing.language)
    if name in LISTED and value != ENTITY:
        return listed_words(showing.vocabulary, LISTED[name], value, showing.language)
    if name in NUMBERS:
        return number_words(value)
    special = SPECIAL.get(name)
    return special(kind, value, showing) if special is not None else _plain(name, value, showing)


def _plain(name: str, value: Any, showing: Showing) -> str:
    if isinstance(value, bool):
        return yes_no(value)
    if name.endswith("_on") or name in DAYS:
        return showing.day(value)
    if value == ENTITY:
        return _("legal person or organisation")
    return showing.names.said(name, str(value))


def detail_words(code: str, language: str) -> str:
    """How a case was withdrawn, or why it was terminated."""
    withdrawn = code in {name.value for name in WithdrawnHow}
    return code_words(WithdrawnHow if withdrawn else TerminatedCause, code, language)


SPECIAL: dict[str, Callable[[RecordKind, Any, Showing], str]] = {
    "state": lambda kind, value, showing: badge_of(kind, value, showing.language).word,
    "outcome_detail": lambda _kind, value, showing: detail_words(value, showing.language),
    "reconsideration_id": lambda _kind, value, showing: showing.case(value),
    "cause": lambda _kind, value, showing: showing.cause(value),
    "subject": lambda _kind, value, showing: showing.subject(value),
    "entry_kind": lambda _kind, value, showing: showing.ledger_kind(value),
}
