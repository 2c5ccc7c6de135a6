"""Keys of acts, bodies and parameters of programs at their strangest: a problem, never a crash, nothing written."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import quote

import pytest

from casework.actions.naming import reading_of
from casework.api.urls import ADDRESSES
from casework.errors import ActRefused, CaseworkError
from casework.law.acts import RULES
from casework.law.names import RecordKind
from casework.registry import keys_of, read_keys
from tests.api.test_writing import BEGIN, post
from tests.factories import traces
from tests.outside.strange import LONGEST_SENTENCE, OTHERS, TEXTS, sentence_of
from tests.samples import Sampler


def variants(value: Any, strange: Any) -> Iterator[Any]:
    """The value with each of its leaves in turn replaced by a strange one, and the strange one itself."""
    yield strange
    if isinstance(value, dict):
        for key, inner in value.items():
            for one in variants(inner, strange):
                yield {**value, key: one}
    if isinstance(value, list):
        for n, inner in enumerate(value):
            for one in variants(inner, strange):
                yield [*value[:n], one, *value[n + 1 :]]


@pytest.mark.parametrize("kind", list(RecordKind), ids=lambda kind: kind.value)
def test_every_key_of_every_act_reads_the_strangest_or_says_what_is_wrong(kind, office):
    office.register()  # so that there is a case to name
    reading = reading_of(office.actor(), office.reference)
    sampler = Sampler(office, random.Random(7))
    for act in RULES[kind]:
        for name, key in keys_of(kind, act).items():
            sample = sampler.value(key.annotation, date(2024, 3, 1))
            for strange in (*TEXTS, *OTHERS):
                for value in variants(sample, strange):
                    try:
                        typed = read_keys(kind, act, {**given(kind, act, sampler, name), name: value}, reading)
                        kept = {one.argument: one.codec.dump(typed[one.argument]) for one in keys_of(kind, act).values()
                                if typed.get(one.argument) is not None}  # fmt: skip
                        json.dumps(kept, allow_nan=False).encode()
                    except (ActRefused, CaseworkError) as problem:
                        sentence_of(problem)


def given(kind: RecordKind, act: Any, sampler: Sampler, left_out: str) -> dict[str, Any]:
    """What else the act needs."""
    return {
        name: sampler.value(key.annotation, date(2024, 3, 1))
        for name, key in keys_of(kind, act).items()
        if key.required and name != left_out
    }


BODIES = (
    '{"act": "register", "act": "register"}',
    '{"act": "register", "on": "2024-05-06", "parties": ' + "9" * 6000 + "}",
    '{"act": "register", "on": "2024-05-06", "parties": 1e999999999}',
    '{"act": "register", "on": "2024-05-06", "parties": NaN}',
    '{"act": "register", "on": "2024-05-06", "body": "\\ud800"}',
    '{"act": "register", "on": "2024-05-06", "body": "\\u0000"}',
    '{"act": ' + "[" * 50_000 + "}",
    '{"act": "' + "x" * 2_000_000 + '"}',
    "[]",
    "1e999",
    b"\xff\xfe",
)


@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
def test_a_body_at_its_strangest_is_a_problem_and_writes_nothing(body, ask):
    before = traces()
    answer = post(ask, "mediations/acts/", body)
    assert 400 <= answer.status_code < 500, answer.status_code
    assert answer["Content-Type"] == "application/problem+json"
    assert len(answer.content) < 4 * LONGEST_SENTENCE
    assert traces() == before


@pytest.mark.parametrize("key", BEGIN)
def test_every_key_of_a_body_at_its_strangest_is_never_our_fault(key, ask):
    kind = {"reconsiderations": "reconsideration", "litigations": "litigation", "mediations": "mediation"}.get(key)
    act = next(act for act in RULES[RecordKind(kind or "ledger")] if act.value == BEGIN[key]["act"])
    names = [*keys_of(RecordKind(kind or "ledger"), act), "on", "act"]
    values = (10**17, "9" * 6000, "1e999999999", -0.0, "١", "x" * 20_001, [[]], {"a": 1}, False)
    for n, name in enumerate(names):
        for value in (values[n % len(values)], values[(n + 3) % len(values)], values[(n + 5) % len(values)]):
            answer = post(ask, f"{key}/acts/", {**BEGIN[key], name: value})
            assert answer.status_code < 500, (name, value)


def test_every_parameter_of_programs_at_its_strangest_is_never_our_fault(ask):
    schema = ask.json("schema/")
    texts = [text for text in TEXTS if "\ud800" not in text and len(text) < 5000]
    count = 0
    for path, operations in schema["paths"].items():
        if "get" not in operations or "{" in path:
            continue
        for parameter in operations["get"].get("parameters", ()):
            if parameter["in"] == "query":
                text = texts[count % len(texts)]
                answer = ask(f"{path}?{parameter['name']}={quote(text)}")
                assert answer.status_code < 500, (path, parameter["name"], text)
                count += 1
    assert count > len(ADDRESSES)
