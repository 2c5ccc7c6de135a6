"""What comes from outside, at its strangest: one sentence that names it, never a crash, nothing written."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import quote

import pytest
import time_machine
from django.http import QueryDict
from django.test import Client

from casework.actions.belongings.tokens import Wanted, create_token
from casework.actions.naming import reading_of
from casework.api.urls import ADDRESSES
from casework.errors import ActRefused, CaseworkError
from casework.filters.asked import read
from casework.filters.lists import listed
from casework.filters.sets import FILTERS
from casework.kinds import PLACES
from casework.law.acts import RULES
from casework.law.names import RecordKind
from casework.registry import keys_of, read_keys
from casework.text.reading import DEPTH, decimal_number, from_json, whole_number
from casework.web.lists.columns import LISTABLE
from casework.web.shell.access import Visit
from tests.api.conftest import Program
from tests.api.test_writing import BEGIN, post
from tests.factories import TODAY, traces
from tests.management.calls import call, wrong
from tests.samples import Sampler

LONGEST_SENTENCE = 1300
TEXTS = (
    "9" * 6000,
    "-" + "9" * 6000,
    "1e999999999",
    "-1e999999999",
    "1e-999999999",
    "NaN",
    "sNaN",
    "Infinity",
    "-inf",
    "-0",
    "1_000",
    "0x10",
    "١٢٣",
    "Ⅻ",
    "１２",
    "9" * 17,
    "9" * 30,
    "x" * 100_000,
    "\0",
    "甲\ud800",
    "\u202e\ufeff",
    "id-" + "9" * 30,
)
OTHERS: tuple[Any, ...] = (
    10**17,
    -(10**17),
    10**6000,
    2**63,
    float("nan"),
    float("inf"),
    -0.0,
    1e300,
    1e-300,
    True,
    [],
    {},
    [[[]]],
    {"": ""},
    {"kind": 1, "name": ["x"]},
    [None],
    b"bytes",
    json.loads("[" * 60 + "]" * 60),
)


def sentence_of(problem: ActRefused | CaseworkError) -> None:
    """The sentence of a problem: short, without what cannot be sent, in both languages."""
    for text in (problem.zh, problem.en):
        assert 0 < len(text) <= LONGEST_SENTENCE
        assert "\0" not in text
        text.encode()


# ---- Numbers ----


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


# ---- JSON and YAML ----

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


# ---- Keys of acts ----


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


@pytest.fixture
def ask(office, personas) -> Program:
    """A program of the clerk that may write."""
    return Program(create_token(personas.clerk, Wanted("测试", "full", may_write=True))[1])


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(f"{TODAY.isoformat()}T09:00:00+08:00", tick=False):
        yield


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


# ---- Filters and parameters ----


@pytest.mark.parametrize("kind", list(FILTERS), ids=lambda kind: kind.value)
def test_every_filter_reads_the_strangest_or_says_what_is_wrong(kind, office, personas):
    visit = Visit(personas.clerk, TODAY)
    for name in FILTERS[kind].base_filters:
        for text in TEXTS:
            if "\ud800" in text:
                continue  # an address holds none: what is not UTF-8 is read as U+FFFD
            try:
                asked = read(QueryDict(f"{name}={quote(text)}"), [name])
                list(listed(kind, asked, visit)[:1])
            except CaseworkError as problem:
                sentence_of(problem)


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


@pytest.mark.parametrize("number", ["9" * 30, "9" * 5000, "0" * 30, "-1", "１"])
def test_an_address_with_a_strange_number_is_not_there(number, web, ask):
    assert web.get(f"/reconsiderations/{number}/").status_code == 404
    assert ask(f"reconsiderations/{number}/").status_code == 404


@pytest.mark.parametrize("what", PLACES)
def test_all_columns_may_be_ticked(what, web):
    columns = ",".join(column.key for column in LISTABLE[PLACES[what].kind])
    assert web.get(f"/{what}/?columns={columns}").status_code == 200
    assert web.get(f"/{what}/", {"columns": columns + ",none"}).status_code == 400


def test_all_codes_of_a_list_may_be_ticked(office, web, ask):
    codes = ",".join(office.reference.vocabulary.labels("matter"))
    assert len(codes) > 200
    assert web.get("/reconsiderations/", {"matter": codes}).status_code == 200
    assert ask(f"reconsiderations/?matter={codes}").status_code == 200


@pytest.mark.parametrize("text", ["甲,", "甲 ", "13800000000,", "〔2024〕"])
def test_a_search_for_more_words_than_a_person_types_is_refused(text, web, ask):
    assert web.get("/reconsiderations/", {"q": text * 15}, follow=True).status_code == 200
    assert web.get("/reconsiderations/", {"q": text * 1000}).status_code == 400
    assert ask(f"reconsiderations/?q={quote(text * 1000)}").status_code == 400


@pytest.mark.parametrize("page", ["9" * 6000, "9" * 18, "0", "-1", "1e9", "²", "NaN"])
def test_a_strange_page_is_refused_or_empty(page, web):
    assert web.get("/reconsiderations/", {"page": page}).status_code in (200, 302, 400, 404)


# ---- Forms and pages ----

FORMS = (
    "/reconsiderations/new/",
    "/litigations/new/",
    "/mediations/new/",
    "/mediations/sheet/",
    "/ledger/new/legal_aid/",
    "/settings/",
    "/settings/tokens/",
    "/reports/new/",
)
PAGES = ("/statistics/", "/statistics/overview/", "/statistics/compare/", "/statistics/indicators/",
         "/statistics/organs/", "/statistics/records/", "/statistics/tables/T2/", "/reports/", "/")  # fmt: skip
PARAMETERS = (
    "organ",
    "from",
    "to",
    "year",
    "as_of",
    "basis",
    "subtree",
    "cell",
    "figure",
    "page",
    "other_from",
    "sort",
)


@pytest.fixture
def web(office, personas) -> Client:
    """The supervisor's: every form and every page of statistics opens."""
    made = Client(raise_request_exception=True)
    made.force_login(personas.supervisor)
    return made


@pytest.mark.parametrize("url", FORMS)
def test_every_field_of_a_form_at_its_strangest_is_never_our_fault(url, web):
    names = set(re.findall(r'name="([^"]+)"', web.get(url).content.decode())) - {"csrfmiddlewaretoken"}
    assert names
    for text in [text for text in TEXTS if "\ud800" not in text]:
        before = traces()
        answer = web.post(url, dict.fromkeys(names, text))
        assert answer.status_code < 500
        assert traces() == before


@pytest.mark.parametrize("url", PAGES)
def test_every_parameter_of_a_page_at_its_strangest_is_never_our_fault(url, web):
    for name in PARAMETERS:
        for text in [text for text in TEXTS if "\ud800" not in text and len(text) < 100]:
            asked = {"organ": "141021", "from": "2024-01-01", "to": "2024-12-31", "cell": "T2.uphold.total", name: text}
            assert web.get(url, {name: text}).status_code < 500
            assert web.get(url, asked).status_code < 500


@pytest.mark.parametrize("words", [{"username": "x" * 3_000_000}, {f"field{n}": "x" for n in range(2100)}])
def test_a_form_that_floods_is_refused(words, db):
    assert Client().post("/login/", words).status_code == 400


# ---- Options of commands ----

YEAR = ("--organ", "甲县人民政府", "--from", "2024-01-01", "--to", "2024-12-31")


@pytest.mark.parametrize("text", [text for text in TEXTS if text not in ("\u202e\ufeff", "-inf")])
def test_every_number_and_day_of_a_command_at_its_strangest_is_one_line(text, office):
    for name, *words in (
        ("deadline", "decide", "--start", "2024-03-05", f"--extend={text}"),
        ("deadline", "decide", f"--start={text}"),
        ("deadline", "decide", "--start", "2024-03-05", f"--stop={text}:{text}"),
        ("deadline", "decide", "--start", "2024-03-05", f"--region={text}"),
        ("create_token", "hand", "--purpose", "测试", f"--days={text}"),
        ("numbers", "--organ", "甲县人民政府", f"--year={text}"),
        ("rebuild_rollup", f"--year={text}"),
        ("worklist", "--organ", "甲县人民政府", f"--on={text}"),
        ("report", *YEAR, f"--as-of={text}"),
        ("records", *YEAR, f"--cell=T2.{text}.total"),
        ("records", *YEAR, f"--cell=T5.organ:{text}.count"),
        ("records", *YEAR, f"--figure=reconsideration.{text}"),
        ("explain", text),
        ("serve", f"--port={text}"),
    ):
        if text in ("-0", "１２") and any(word.startswith(("--extend", "--days", "--port")) for word in words):
            continue  # a number that is taken
        assert len(wrong(name, *words)) <= LONGEST_SENTENCE
