"""The declarations of the facts: each leads to a stored column, says what a key means, and is nothing but data."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from django.db.models import Model

from casework.classification import LISTS
from casework.kinds import KINDS, Fact, Facts, fact_said
from casework.law.acts import RULES
from casework.law.meanings import TABLES
from casework.law.names import Act, RecordKind
from casework.law.words.languages import Text
from casework.registry import keys_of

ALL = [(kind, fact) for kind, each in KINDS.items() for fact in each.facts.all]
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
    model = KINDS[kind].model if fact.rows is None else fact.rows.model
    field_of(model, fact.column)
    if fact.rows is not None:
        assert field_of(model, fact.rows.owner).related_model is KINDS[kind].model
        for column, _value in fact.rows.meant:
            field_of(model, column)
        if fact.listed:
            field_of(KINDS[kind].model, fact.rows.related)


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
    for kind in KINDS.values():
        keys = [fact.key for fact in kind.facts.all if fact.key]
        assert len(keys) == len(set(keys))


def test_facts_and_kinds_are_nothing_but_data():
    for declared in (*(fact for _kind, fact in ALL), *KINDS.values()):
        for field in dataclasses.fields(declared):
            value = getattr(declared, field.name)
            assert not callable(value) or isinstance(value, type), (declared, field.name)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_kind_is_asked_for_in_its_row_by_facts_that_have_filters(kind):
    assert set(kind.asked) <= {fact.name for fact in kind.facts.all if not fact.not_asked}


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_state_of_a_kind_has_its_words(kind):
    assert kind.facts.by_name["state"].codes == kind.states


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


def test_a_list_of_codes_is_called_as_the_fact_that_holds_them():
    facts = [fact for kind in KINDS.values() for fact in kind.facts.all if fact.name == fact.codes]
    called = {fact.name: (LISTS[fact.name].zh, fact.label.zh) for fact in facts if fact.name in LISTS}
    assert {name: words for name, words in called.items() if words[1] not in words[0]} == {}
    assert len(called) > 8
