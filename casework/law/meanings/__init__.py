"""What each key of an act means in law and what follows from it: one sentence in both languages, with its article.

Forms show it beside the field, the page of fields in docs/law/ lists it. An article is of the Act (2023) unless it
names another law; the article of the 2017 edition stands beside it where that edition has one.
"""

from __future__ import annotations

from collections.abc import Mapping

from casework.law.keys import (
    ActComplainedOf,
    Applicant,
    Disputant,
    LongerTerm,
    Obstacle,
    Official,
    Plaintiff,
    TakenCopy,
    TakenCourse,
    TakenReview,
    TakenStop,
)
from casework.law.meanings import others, parties, planning, reconsideration, respondent
from casework.law.meanings.meaning import Meaning
from casework.law.names import Act, RecordKind
from casework.law.words.languages import Text

ON = "on"
"""The date of an act, which is no key of its signature."""

TABLES: Mapping[RecordKind, Mapping[str, Meaning]] = {
    RecordKind.RECONSIDERATION: {**reconsideration.MEANINGS, **planning.PLANNING},
    RecordKind.LITIGATION: {**others.LITIGATION, **planning.PLANNING},
    RecordKind.MEDIATION: {**others.MEDIATION, **planning.PLANNING},
    RecordKind.LEDGER: others.LEDGER,
    RecordKind.RESPONDENT: {**respondent.RESPONDENT, **planning.PLANNING},
}
"""Kind -> `act.key`, or `key` where it means the same in every act of the kind -> its meaning."""

NESTED: Mapping[type, Mapping[str, Meaning]] = {
    Applicant: parties.APPLICANT,
    ActComplainedOf: parties.COMPLAINED_OF,
    TakenStop: parties.TAKEN_STOP,
    TakenCopy: parties.TAKEN_COPY,
    TakenReview: parties.TAKEN_REVIEW,
    TakenCourse: parties.TAKEN_COURSE,
    Obstacle: parties.OBSTACLE,
    LongerTerm: parties.LONGER_TERM,
    Disputant: parties.DISPUTANT,
    Plaintiff: parties.PLAINTIFF,
    Official: parties.OFFICIAL,
}
"""Structure -> its field -> its meaning."""

UNEXPLAINED: Mapping[str, Text] = {
    "value": Text("更正后的值，与被更正的事实含义相同", "the new value means what the corrected fact means"),
}
"""Keys without a sentence of their own, each with the reason."""


def meaning_of(kind: RecordKind, act: Act, key: str) -> Meaning | None:
    """What a key means in an act; None for a key of UNEXPLAINED and for one that nobody explained."""
    table = TABLES[kind]
    named = f"{act.value}.{key}"
    return table.get(named) or others.EVERY.get(named) or table.get(key) or others.EVERY.get(key)


def nested_meaning(structure: type, field: str) -> Meaning | None:
    """What a field of a structure means."""
    return NESTED[structure].get(field)
