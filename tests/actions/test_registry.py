"""The registry: every act of the law has typed keys and a step, and every key survives being written down."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from casework.actions.naming import reading_of
from casework.errors import FaultyInput
from casework.law.acts import RULES
from casework.law.names import Act, RecordKind
from casework.models import Reconsideration
from casework.registry import GENERIC, act_named, dump_keys, keys_of, load_keys, read_keys
from tests.samples import Sampler

EVERY = [(kind, act) for kind, rules in RULES.items() for act in rules]
ON = date(2024, 3, 15)


def named(pair: object) -> str:
    return getattr(pair, "value", str(pair))


def full_keys(office, kind, act) -> dict:
    sampler = Sampler(office)
    keys = {name: sampler.value(key.annotation, ON) for name, key in keys_of(kind, act).items()}
    if act is Act.RECORD:
        keys |= {"kind": "publicity_event", "quantities": {"count": 3}, "names": {"count": ["甲", "乙"]}}
    return keys


def reading_at(office):
    """What keys are read with by one who may name any case by its number."""

    def of_number(text, _on):
        return Reconsideration.objects.values_list("pk", flat=True).get(number=text)

    any_case = reading_of(office.actor("市"), office.reference, lambda text: Reconsideration.objects.get(number=text))
    return replace(any_case, case=of_number, referred=of_number)


@pytest.mark.parametrize(("kind", "act"), EVERY, ids=named)
def test_every_act_of_the_law_has_a_step_or_keys_of_its_own(kind, act):
    assert (RULES[kind][act].step is not None) != (act in GENERIC)
    assert all(key.name and key.annotation is not None for key in keys_of(kind, act).values())
    assert act_named(kind, act.value) is act_named(kind, act.zh) is act


@pytest.mark.parametrize(("kind", "act"), EVERY, ids=named)
def test_every_key_of_an_act_is_read_dumped_as_json_and_loaded_as_it_was(office, kind, act):
    office.register()  # a number for the keys that name a case
    raw = full_keys(office, kind, act)
    typed = read_keys(kind, act, raw, reading_at(office))
    assert {key.argument for key in keys_of(kind, act).values() if raw[key.name] is not None} == set(typed)
    stored = json.loads(json.dumps(dump_keys(kind, act, typed)))
    assert load_keys(kind, act, stored) == typed
    assert set(stored) == set(raw)


@pytest.mark.parametrize(("kind", "act"), EVERY, ids=named)
def test_an_unknown_key_and_a_missing_one_are_named(office, kind, act):
    office.register()
    reading = reading_at(office)
    raw = full_keys(office, kind, act)
    with pytest.raises(FaultyInput, match="no_such_key"):
        read_keys(kind, act, {**raw, "no_such_key": 1}, reading)
    for name, key in keys_of(kind, act).items():
        if key.required and name != "value":
            with pytest.raises(FaultyInput, match=name):
                read_keys(kind, act, {k: v for k, v in raw.items() if k != name}, reading)


FAULTY = [
    ("register", "channel", "pigeon"),
    ("register", "applicants", [{"kind": "citizen"}]),
    ("register", "applicants", [{"kind": "citizen", "name": "甲", "count": 0}]),
    ("register", "applicants", ["甲"]),
    ("register", "respondents", ["不存在的机关"]),
    ("register", "matters", ["no_such_matter"]),
    ("register", "field", 7),
    ("register", "filed_on", "2024-02-30"),
    ("register", "enterprise_related", "maybe"),
    ("register", "complained_of", {"kind": "act", "colour": "red"}),
    ("register", "complained_of", {"amount": -1}),
    ("register", "complained_of", {"amount": "1.234"}),
    ("register", "third_parties", [{"name": "甲"}]),
    ("extend", "days", "ten"),
    ("extend", "days", 2_000_000_001),
    ("extend", "days", True),
    ("accept", "procedure", "fast"),
    ("conclude", "outcome", "won"),
    ("conclude", "compensation_granted", "nan"),
    ("conclude", "approved", "nobody"),
    ("suspend", "ground", "tired"),
    ("suspend", "told_on", "yesterday"),
    ("assign", "handlers", ["a\x00b"]),
]


@pytest.mark.parametrize(("act", "key", "value"), FAULTY)
def test_a_value_that_cannot_be_read_is_refused_with_its_key(office, act, key, value):
    kind, meant = RecordKind.RECONSIDERATION, Act(act)
    office.register()
    raw = full_keys(office, kind, meant)
    with pytest.raises(FaultyInput) as refused:
        read_keys(kind, meant, {**raw, key: value}, reading_at(office))
    assert refused.value.zh
    assert refused.value.en


def test_a_label_reads_as_its_code_and_a_width_is_no_difference(office):
    reading = reading_at(office)
    keys = {
        "channel": "当面",
        "applicants": [{"kind": "公民", "name": "甲", "count": "２"}],
        "respondents": ["甲县公安局"],
        "matters": ["行政处罚"],
        "field": "公安",
    }
    typed = read_keys(RecordKind.RECONSIDERATION, Act.REGISTER, keys, reading)
    assert typed["channel"] == "in_person"
    assert typed["applicants"][0].kind == "citizen"
    assert typed["applicants"][0].count == 2
    assert typed["matters"] == ("administrative_penalty",)
    assert typed["field"] == "public_security"


def test_ledger_quantities_keep_the_decimals_of_their_kind(office):
    reading = reading_at(office)
    keys = {"kind": "publicity_event", "quantities": {"count": "1.5"}}
    with pytest.raises(FaultyInput, match=r"1\.5"):
        read_keys(RecordKind.LEDGER, Act.RECORD, keys, reading)
    with pytest.raises(FaultyInput, match="goats"):
        read_keys(RecordKind.LEDGER, Act.RECORD, {**keys, "quantities": {"goats": 1}}, reading)
    with pytest.raises(FaultyInput, match="count"):
        read_keys(RecordKind.LEDGER, Act.RECORD, {**keys, "quantities": {"count": -1}}, reading)
