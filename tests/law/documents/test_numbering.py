"""Case and document numbers as they are printed and as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.law.documents.numbering import (
    DEFAULT_PATTERN,
    FaultyPattern,
    check_pattern,
    format_number,
    normalise,
    parse_number,
)

WORDS = st.text("曲沃襄汾政府复决议字行罚", min_size=1, max_size=6)
PATTERNS = st.sampled_from(
    [DEFAULT_PATTERN, "{word}〔{year}〕第{serial}号", "({year}){word}{serial}号", "{word}{year}-{serial}"]
)


def test_a_number_is_word_year_in_brackets_serial_and_hao():
    assert format_number(DEFAULT_PATTERN, "曲政复", 2024, 12) == "曲政复〔2024〕12号"


def test_a_serial_is_not_padded_because_the_standard_forbids_it():
    assert format_number(DEFAULT_PATTERN, "曲政复", 2024, 1) == "曲政复〔2024〕1号"
    assert parse_number(DEFAULT_PATTERN, "曲政复", "曲政复〔2024〕01号") is None


@pytest.mark.parametrize(
    "typed",
    [
        "曲政复〔2024〕12号",
        "曲政复[2024]12号",
        "曲政复(2024)12号",
        "曲政复（2024）12号",
        "曲政复【2024】12号",
        "曲政复［2024］12号",
        "曲政复〔２０２４〕１２号",
        " 曲政复 〔2024〕\u300012 号 ",
    ],
)
def test_a_number_is_read_however_its_brackets_digits_and_spaces_were_typed(typed):
    assert normalise(typed) == "曲政复〔2024〕12号"
    assert parse_number(DEFAULT_PATTERN, "曲政复", typed) == (2024, 12)


@pytest.mark.parametrize(
    "other",
    ["襄政复〔2024〕12号", "曲政复〔24〕12号", "曲政复〔2024〕号", "曲政复〔2024〕12", "〔2024〕12号", ""],
)
def test_a_number_of_another_word_or_form_is_not_read(other):
    assert parse_number(DEFAULT_PATTERN, "曲政复", other) is None


def test_a_word_with_brackets_of_its_own_is_read_back():
    number = format_number(DEFAULT_PATTERN, "曲政复(驳)", 2024, 3)
    assert parse_number(DEFAULT_PATTERN, "曲政复(驳)", number) == (2024, 3)
    assert parse_number(DEFAULT_PATTERN, "曲政复（驳）", number) == (2024, 3)


@given(PATTERNS, WORDS, st.integers(1949, 2100), st.integers(1, 999_999))
def test_a_number_that_was_printed_is_read_back(pattern, word, year, serial):
    assert parse_number(pattern, word, format_number(pattern, word, year, serial)) == (year, serial)


@given(st.text())
def test_normalising_twice_changes_nothing_more(text):
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "{word}〔{year}〕号",
        "{word}{word}{year}{serial}",
        "{word}{year}{serial}{organ}",
        "{word}{year}{serial}}",
    ],
)
def test_a_pattern_without_each_of_its_fields_once_is_refused(pattern):
    with pytest.raises(FaultyPattern, match="serial"):
        check_pattern(pattern)
    with pytest.raises(FaultyPattern):
        format_number(pattern, "曲政复", 2024, 1)
    with pytest.raises(FaultyPattern):
        parse_number(pattern, "曲政复", "曲政复〔2024〕1号")
