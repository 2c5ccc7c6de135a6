"""Print styles, comparisons with the year before, what a year without data says."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from casework.documents.figures import Figures, Style, Taken, in_style, known, styles_of
from casework.documents.language import Bound

pytestmark = pytest.mark.django_db
"""The kinds of the work ledger stand in the database."""

DAY = date(2025, 1, 8)
RECEIVED, UPHELD, RATE = "reconsideration.received", "reconsideration.outcome.uphold", "litigation.appearance_rate"


def taken(value: Any, numerator: Any = None, denominator: Any = None) -> Taken:
    first, second, third = (None if each is None else Decimal(str(each)) for each in (value, numerator, denominator))
    return Taken(first, second, third, DAY)


def figures(now: dict[str, Taken], before: dict[str, Taken], **more: Any) -> Figures:
    empty = {key: taken(None if known()[key].unit == "percent" else 0) for key in known()}
    return Figures({"now": {**empty, **now}, "before": {**empty, **before}}, {}, {"地方": "甲县"}, **more)


@pytest.mark.parametrize(
    ("value", "style", "words"),
    [
        ("2213", "exact", "2213"), ("2213", "over", "2200余"), ("2213", "near", "近2300"),
        ("2200", "over", "2200"), ("2200", "near", "2200"), ("660", "over", "660"), ("400", "near", "400"),
        ("40", "over", "40"), ("41", "over", "40余"), ("399", "near", "近400"), ("668", "over", "660余"),
        ("47", "over", "40余"), ("47", "near", "近50"), ("12345", "over", "12000余"), ("99", "near", "近100"),
        ("9", "over", "9"), ("9", "near", "9"), ("0", "near", "0"),
        ("52.73", "exact", "52.73"), ("52.73", "whole", "53"), ("52.50", "whole", "53"), ("100", "exact", "100"),
        ("26.50", "exact", "26.5"),
    ],
)  # fmt: skip
def test_a_number_is_printed_in_its_style(value, style, words):
    assert in_style(Decimal(value), Style(style)) == words


def test_rates_round_to_whole_numbers_and_counts_to_about():
    assert styles_of(RATE) == (Style.EXACT, Style.WHOLE)
    assert styles_of(RECEIVED) == (Style.EXACT, Style.OVER, Style.NEAR)


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        (66, 30, "比上年增加36件，增长120%"),
        (20, 30, "比上年减少10件，下降33.33%"),
        (30, 30, "与上年持平"),
        (12, 9, "比上年增加3件"),  # no percentage on fewer than 10
        (0, 10, "比上年减少10件，下降100%"),
        (10, 10, "与上年持平"),
    ],
)
def test_a_count_is_compared_with_the_year_before(now, before, words):
    sheet = figures({RECEIVED: taken(now)}, {RECEIVED: taken(before)})
    assert sheet.words(Bound(RECEIVED, "件")) == words


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        ((100, 49, 49), ("94.12", 16, 17), "比上年提高5.88个百分点"),
        (("94.12", 16, 17), (100, 49, 49), "比上年下降5.88个百分点"),
        ((100, 49, 49), (100, 17, 17), "与上年持平"),
        ((100, 49, 49), (100, 9, 9), None),
        ((100, 9, 9), (100, 49, 49), None),
        ((None, 0, 0), (100, 49, 49), None),
    ],
)
def test_a_rate_is_compared_in_points_and_not_on_few_cases(now, before, words):
    sheet = figures({RATE: taken(*now)}, {RATE: taken(*before), "litigation.received": taken(50)})
    assert sheet.words(Bound(RATE, "")) == words


def test_a_year_before_without_any_record_is_not_compared_and_one_without_a_category_is():
    assert figures({RECEIVED: taken(66)}, {}).words(Bound(RECEIVED, "件")) is None
    with_others = figures({UPHELD: taken(4)}, {RECEIVED: taken(30)})
    assert with_others.words(Bound(UPHELD, "件")) == "比上年增加4件"


def test_another_period_than_a_year_is_compared_with_the_same_days():
    sheet = figures({RECEIVED: taken(66)}, {RECEIVED: taken(60)}, whole_year=False)
    assert sheet.words(Bound(RECEIVED, "件")) == "比上年同期增加6件，增长10%"


def test_a_rate_of_few_cases_stands_with_both_counts_and_one_of_none_has_no_words():
    assert figures({RATE: taken(100, 4, 4)}, {}).words(Bound(RATE)) == "100%（4/4）"
    assert figures({RATE: taken(0, 0, 12)}, {}).words(Bound(RATE)) == "0%"
    assert figures({RATE: taken(None, 0, 0)}, {}).words(Bound(RATE)) is None


def test_what_is_kept_is_read_back_as_it_was():
    for each in (taken("52.73", 29, 55), taken(None, 0, 0), taken(66)):
        kept = each.stored()
        assert [type(part) for part in kept[:3] if part is not None] == [str] * sum(x is not None for x in each.numbers)
        assert kept[3] == "2025-01-08"


def test_every_figure_has_a_name_of_its_own():
    names = [figure.name for figure in known().values()]
    assert len(set(names)) == len(names) == len(known())
    assert not any(set(name) & set("{}[]|~") for name in names)
