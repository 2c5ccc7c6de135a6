"""Names as they are kept and as they are compared: what nobody sees, widths, spaces and middle dots do not matter."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.actions.reference.organs import add_organ
from casework.models import Applicant, Reconsideration
from casework.reference import find_organ
from casework.text.folding import UNSEEN, alike, one_line, seen
from casework.text.search_terms import findable, phrases

SPELLINGS = [
    "买买提·艾力",
    "买买提・艾力",
    "买买提•艾力",
    "买买提‧艾力",
    "买买提艾力",
    "买买提 · 艾力",
    "买买提\u200b·\ufeff艾力",
]

SHOWN = "".join(
    map(
        chr,
        [
            *range(0x600, 0x606),
            0x6DD,
            0x70F,
            0x890,
            0x891,
            0x8E2,
            0x110BD,
            0x110CD,
            *range(0x13430, 0x13440),
            *range(0x1BCA0, 0x1BCA4),
            *range(0x1D173, 0x1D17B),
            0xFFF9,
            0xFFFA,
            0xFFFB,
        ],
    )
)
"""Marks of format of other scripts that are drawn, or that are controls."""


@pytest.mark.parametrize(
    "typed", ["甲\u200b乙", "甲\ufeff乙", "甲\n乙", "甲\r\n  乙", "\u2060甲乙\u200d", "甲\u00ad乙"]
)
def test_a_name_is_kept_without_what_nobody_sees_and_without_the_breaks_of_a_narrow_cell(typed):
    assert one_line(typed) == "甲乙"


def test_the_spaces_the_punctuation_and_the_words_of_other_scripts_stay():
    assert one_line("  词条　甲 ") == "词条 甲"
    assert one_line("甲（北京）有限公司") == "甲（北京）有限公司"
    assert one_line("Anna\nTest") == "Anna Test"
    assert one_line("第００７号Ａ座") == "第007号A座"
    assert one_line("买买提・艾力") == "买买提·艾力"


def test_a_note_keeps_its_paragraphs():
    assert seen("第一段\r\n\r\n第二段\u200b\u2028第三段") == "第一段\n\n第二段\n第三段"


def test_all_spellings_of_a_name_are_alike_and_other_names_are_not():
    assert {alike(typed) for typed in SPELLINGS} == {"买买提艾力"}
    assert alike("００７") == alike("007")
    assert alike("词条 甲") == alike("词条甲")
    assert alike("甲(北京)公司") == alike("甲（北京）公司")
    assert alike("买买提·艾力") != alike("买买提·艾山")


@given(st.text())
def test_what_is_kept_is_kept_as_it_is_when_it_comes_again(typed):
    assert one_line(one_line(typed)) == one_line(typed)
    assert seen(seen(typed)) == seen(typed)
    assert UNSEEN.search(one_line(typed)) is None
    assert alike(one_line(typed)) == alike(typed)


@given(st.text(alphabet=st.characters(categories=["Cf"], exclude_characters=SHOWN), min_size=1))
def test_no_mark_of_format_is_kept_but_those_that_are_drawn(marks):
    kept = [mark for mark in one_line(f"甲{marks}乙") if unicodedata.category(mark) == "Cf"]
    assert kept == []


def found_by(stored: str, asked: str) -> bool:
    return all(phrase.part in findable(stored) for phrase in phrases(asked.split()))


@pytest.mark.parametrize("stored", SPELLINGS)
@pytest.mark.parametrize("asked", SPELLINGS)
def test_a_name_is_found_in_any_spelling_by_any_spelling(stored, asked):
    assert found_by(stored, asked)
    assert not found_by(stored, "买买提艾山")


def test_the_organ_of_a_name_is_found_however_its_parentheses_and_spaces_are_typed(office):
    add_organ(name="测试开发区管委会(筹)", level="county", kind="department", under=office["甲县"])
    for typed in (
        "测试开发区管委会（筹）",
        "测试开发区管委会(筹)",
        " 测试 开发区管委会（筹）\u200b",
        "测试开发区管委会\n（筹）",
    ):
        found = find_organ(typed)
        assert getattr(found, "name", None) == "测试开发区管委会（筹）", typed


def test_a_name_with_an_unseen_character_is_stored_without_it_and_found_by_it(office, personas):
    case = office.register("2024-03-01", applicants=[{"kind": "citizen", "name": "甲\u200b乙\n丙"}])
    stored = Applicant.objects.get(case=case)
    assert (stored.name, stored.alike) == ("甲乙丙", "甲乙丙")
    assert Reconsideration.objects.filter(search_guarded__contains="甲乙").count() == 1
