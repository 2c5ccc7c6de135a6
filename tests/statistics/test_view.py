"""A table as it is shown: the same words and numbers for every page and file."""

from __future__ import annotations

from decimal import Decimal

import pytest

from casework.statistics.words.numbers import number_words


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (None, None, "—"),
        (0, "yuan", "0"),
        (9999, None, "9999"),
        (10_000, None, "10,000"),
        (-12_345, "case", "-12,345"),
        (12_345, "yuan", "12,345.00"),
        (Decimal("12345.00"), "case", "12,345"),
        (Decimal("12345.6"), "yuan", "12,345.60"),
        (Decimal("0.125"), None, "0.13"),
        (52.7, "percent", "52.7"),
    ],
)
def test_a_number_is_said_alike_whether_it_is_whole_or_a_decimal(value, unit, words):
    assert number_words(value, unit) == words
