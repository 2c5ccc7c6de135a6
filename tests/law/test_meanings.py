"""Every key of every act says what it means in law, in both languages, with articles that can be read."""

from __future__ import annotations

import re

import pytest

from casework.law.acts import RULES
from casework.law.keys import ActComplainedOf
from casework.law.meanings import NESTED, ON, TABLES, UNEXPLAINED, meaning_of, nested_meaning
from casework.law.meanings.others import EVERY
from casework.law.names import Act, Edition, RecordKind
from casework.registry import keys_of
from casework.registry.annotations import fields_of
from casework.web.shell.keys import STRUCTURES

KEYS = [(kind, act, key) for kind, rules in RULES.items() for act in rules for key in (ON, *keys_of(kind, act))]
TOLD = [*(m for table in TABLES.values() for m in table.values()), *(m for t in NESTED.values() for m in t.values()),
        *EVERY.values()]  # fmt: skip
LAW = r"(条例|行政诉讼法|人民调解法|负责人出庭规定|司法确认规定|行诉解释)?"
ARTICLE = re.compile(rf"{LAW}\d{{1,2}}( ¶\d)?(\(\d\)(-\(\d\))?)?")


def test_every_key_of_every_act_has_a_meaning_or_a_reason_why_not():
    missing = {(kind, act, key) for kind, act, key in KEYS if meaning_of(kind, act, key) is None}
    assert {key for _kind, _act, key in missing} == set(UNEXPLAINED)


@pytest.mark.parametrize("structure", STRUCTURES)
def test_every_field_of_a_structure_has_a_meaning(structure):
    assert [name for name in fields_of(structure) if nested_meaning(structure, name) is None] == []


def test_no_meaning_stands_for_a_key_that_is_not_there():
    own = {(kind, name) for kind, act, key in KEYS for name in (f"{act.value}.{key}", key)}
    assert [(kind, name) for kind, table in TABLES.items() for name in table if (kind, name) not in own] == []
    assert [name for structure, table in NESTED.items() for name in table if name not in fields_of(structure)] == []


def test_a_meaning_is_one_sentence_in_each_language_and_names_no_code():
    for meaning in TOLD:
        assert re.search("[\u4e00-\u9fff]", meaning.zh), meaning
        assert not re.search(r"[A-Za-z_]{2,}|。", meaning.zh), meaning
        assert not re.search("[\u4e00-\u9fff_]|\\.$", meaning.en), meaning


def test_every_article_can_be_read():
    for meaning in TOLD:
        for edition in Edition:
            parts = [part for part in meaning.article_in(edition).split(", ") if part]
            assert [part for part in parts if not ARTICLE.fullmatch(part)] == [], meaning


def test_the_edition_of_the_case_chooses_the_article_and_other_laws_hold_in_both():
    known = nested_meaning(ActComplainedOf, "known_on")
    assert known is not None
    assert [known.article_in(edition) for edition in Edition] == ["9", "20 ¶1"]
    excluded = meaning_of(RecordKind.RECONSIDERATION, Act.EXCLUDE, "from")
    assert excluded is not None
    assert {excluded.article_in(edition) for edition in Edition} == {"条例34, 37"}
    simplified = meaning_of(RecordKind.RECONSIDERATION, Act.ACCEPT, "ground")
    assert simplified is not None
    assert simplified.article_in(Edition.E2017) == ""


def test_the_same_key_means_in_each_act_what_that_act_makes_of_it():
    reasons = {act: meaning_of(RecordKind.RECONSIDERATION, act, "reason") for act in (Act.DECLINE, Act.CORRECT)}
    assert "受理条件" in getattr(reasons[Act.DECLINE], "zh", "")
    assert "为什么要改" in getattr(reasons[Act.CORRECT], "zh", "")
