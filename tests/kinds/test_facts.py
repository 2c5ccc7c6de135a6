"""The declarations of the facts: each leads to a stored column, says what a key means, and is nothing but data."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from django.db.models import Model

from casework.kinds import FACTS, Fact, Facts, fact_said
from casework.law.calendar import Text
from casework.law.meanings import TABLES
from casework.law.names import Act, RecordKind
from casework.law.transitions import RULES
from casework.models import MODELS
from casework.registry import keys_of

ALL = [(kind, fact) for kind, facts in FACTS.items() for fact in facts.all]
NAMES = [f"{kind.value}.{fact.name}" for kind, fact in ALL]


def field_of(model: type[Model], path: str) -> Any:
    """The field that a path leads to, from a model over its relations."""
    found: Any = None
    for part in path.split("__"):
        found = model._meta.get_field(part)
        model = found.related_model or model
    return found


@pytest.mark.parametrize(("kind", "fact"), ALL, ids=NAMES)
def test_a_fact_leads_to_a_stored_column(kind, fact):
    model = MODELS[kind] if fact.rows is None else fact.rows.model
    field_of(model, fact.column)
    if fact.rows is not None:
        assert field_of(model, fact.rows.owner).related_model is MODELS[kind]
        for column, _value in fact.rows.meant:
            field_of(model, column)
        if fact.listed:
            field_of(MODELS[kind], fact.rows.related)


@pytest.mark.parametrize(("kind", "fact"), ALL, ids=NAMES)
def test_a_fact_has_its_words_in_both_languages_and_a_meaning_of_the_law_or_of_its_own(kind, fact):
    assert all(fact.label)
    assert fact.meaning is None or all(fact.meaning)
    if fact.key and fact.meaning is None:
        act, _, name = fact.key.rpartition(".")
        keys = {key.name for each in RULES[kind] for key in keys_of(kind, each).values()} | {"on"}
        assert fact.key in TABLES[kind] or name in keys, fact.key
        assert not act or Act(act) in RULES[kind]


def test_no_key_says_two_facts():
    for facts in FACTS.values():
        keys = [fact.key for fact in facts.all if fact.key]
        assert len(keys) == len(set(keys))


def test_facts_are_nothing_but_data():
    for _kind, fact in ALL:
        for field in dataclasses.fields(fact):
            value = getattr(fact, field.name)
            assert not callable(value) or isinstance(value, type), (fact.name, field.name)


def test_a_name_that_two_facts_bear_is_refused_with_its_name():
    two = Fact("closed_on", "day", Text("结案", "Closed"))
    with pytest.raises(ValueError, match="closed_on: two facts of a kind bear this name"):
        Facts((two, two))
    with pytest.raises(ValueError, match="closed_from, closed_to"):
        Facts((two, Fact("ended_on", "day", Text("结束", "Ended"), filter="closed", public="ended")))


def test_the_fact_that_a_key_of_an_act_says_is_found_by_the_act_first():
    assert fact_said(RecordKind.RECONSIDERATION, "conclude", "number").name == "document_number"
    assert fact_said(RecordKind.MEDIATION, "conclude", "form").name == "agreement_form"
    assert fact_said(RecordKind.MEDIATION, "conclude", "nothing") is None
