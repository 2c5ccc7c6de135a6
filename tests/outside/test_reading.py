"""Numbers, JSON, YAML and files at their strangest are refused with one sentence, or read."""

from __future__ import annotations

import json
from typing import Any

import pytest

from casework.errors import CaseworkError
from casework.text.reading import DEPTH, decimal_number, from_json, whole_number
from tests.management.calls import call, wrong
from tests.outside.strange import LONGEST_SENTENCE, sentence_of


@pytest.mark.parametrize(
    ("value", "whole", "number"),
    [
        ("12", 12, "12"),
        ("１２", 12, "12"),
        (" 12 ", 12, "12"),
        ("-3", -3, "-3"),
        ("-0", 0, "0"),
        ("007", 7, "7"),
        ("1,234.50", None, "1234.50"),
        ("1,23", None, None),
        ("12.5", None, "12.5"),
        (12, 12, "12"),
        (12.5, None, "12.5"),
        (-0.0, None, "0.0"),
        ("9" * 18, 10**18 - 1, "9" * 18),
        ("9" * 19, None, None),
        (10**18, None, None),
        (True, None, None),
        (None, None, None),
        *[
            (text, None, None)
            for text in ("", "-", "+1", "1e3", "1_0", ".5", "5.", "NaN", "inf", "٣", "Ⅻ", "0x1", "1 2")
        ],
        ([], None, None),
        ({}, None, None),
        (float("nan"), None, None),
        (float("inf"), None, None),
        (1e300, None, None),
    ],
)
def test_a_number_is_plain_digits_of_any_width_within_bounds(value, whole, number):
    assert whole_number(value) == whole
    found = decimal_number(value)
    assert (None if found is None else str(found)) == number


STORY = """
story: 甲
today: 2024-06-30
organ: 甲县人民政府
acts:
  - {case: A, act: register, on: 2024-03-01, kind: mediation, body: 甲村人民调解委员会, dispute_type: 邻里,
     source: 主动, %s}
"""
BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)
)
FAULTY_JSON = (
    '{"a": 1, "a": 2}',
    '{"a": {"b": 1, "b": 1}}',
    '[{"a": 1, "a": 1}]',
    '{"a": NaN}',
    '{"a": -Infinity}',
    "[" * 100_000,
    "[" * (DEPTH + 2) + "]" * (DEPTH + 2),
    "{",
    "",
    "{'a': 1}",
)


@pytest.mark.parametrize("text", FAULTY_JSON)
def test_json_that_says_two_things_or_none_is_refused_with_one_sentence(text):
    with pytest.raises(CaseworkError) as problem:
        from_json(text, "正文", "The body")
    sentence_of(problem.value)


def test_a_number_too_long_in_json_is_left_as_text_for_whoever_reads_its_key():
    assert from_json(f"[{'9' * 6000}, 1e999, 12]", "正文", "The body") == ["9" * 6000, "1e999", 12]


FILES = [
    ("json", FAULTY_JSON[0]),
    ("json", FAULTY_JSON[5]),
    ("json", FAULTY_JSON[7]),
    ("yaml", BOMB),
    ("yaml", "&a [*a]"),
    ("yaml", "[" * 5000),
    ("yaml", "story: {a: 1, a: 2}"),
    ("yaml", "story: !!int many"),
    ("yaml", "story: !!float many"),
    ("yaml", "story: !!bool many"),
    ("yaml", "story: !!binary '='"),
    ("yaml", "story: !!binary aGk="),
    ("yaml", "story: !!set {a, b}"),
    ("yaml", "story: !!python/object:os.system x"),
    ("yaml", "? [a]\n: b"),
    ("yaml", 'story: "\\ud800"'),
    ("yaml", 'story: "\\0"'),
    ("yaml", "story: 0x" + "f" * 6000),
    ("yaml", "today: 0000-00-00"),
    *[
        ("yaml", STORY % f"parties: {value}")
        for value in ("9" * 6000, "1e999999999", ".inf", ".nan", "0x" + "f" * 9000)
    ],
    *[("yaml", STORY % f"amount: {value}") for value in ("9" * 6000, "1e999999999", ".inf", "-0.5")],
]


@pytest.mark.django_db
@pytest.mark.parametrize(("form", "text"), FILES, ids=range(len(FILES)))
def test_a_story_at_its_strangest_is_a_faulty_story_of_one_line(form, text, tmp_path):
    file = tmp_path / f"story.{form}"
    file.write_text(text, encoding="utf-8")
    assert len(wrong("play", str(file))) <= LONGEST_SENTENCE


@pytest.mark.django_db
def test_an_alias_that_means_little_is_taken(tmp_path):
    file = tmp_path / "story.yaml"
    file.write_text(STORY % "parties: &two 2, amount: *two", encoding="utf-8")
    assert "✓" in call("play", str(file)).out


YEARS: tuple[Any, ...] = ("9" * 6000, 10**17, -1, 2027.5, True, None, [2027], {})


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text",
    [
        *FAULTY_JSON,
        *[
            json.dumps({"year": year, "notice": {"number": "甲", "issued_on": "2026-11-01"}, "holidays": []})
            for year in YEARS
        ],
        json.dumps({"year": 2027, "notice": {"number": "甲", "issued_on": "0000-00-00"}, "holidays": []}),
        json.dumps({"year": 2027, "notice": {"number": "甲", "issued_on": "2026-11-01"}, "holidays": [{"name": 1}]}),
        json.dumps({"year": 2027, "notice": [], "holidays": {}, "workdays": 3, "region": 9}),
    ],
)
def test_a_calendar_at_its_strangest_is_refused_and_changes_nothing(text, tmp_path):
    file = tmp_path / "2027.json"
    file.write_text(text, encoding="utf-8")
    assert len(wrong("load_calendar", str(file))) <= LONGEST_SENTENCE
