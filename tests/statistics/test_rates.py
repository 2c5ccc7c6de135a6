"""Rounding and rates: half up, truncation, null on an empty denominator, both counts kept."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.statistics.counting.rates import number, percent, rounded
from casework.statistics.datasets import Scope
from tests.statistics.asked import YEAR, Asked

HALF_UP = [(1, 3, "33.33"), (2, 3, "66.67"), (1, 6, "16.67"), (29, 55, "52.73"), (1, 800, "0.13"), (1, 8000, "0.01"),
           (7, 7, "100.00"), (0, 9, "0.00"), (9, 6, "150.00"), (201, 20000, "1.01")]  # fmt: skip


@pytest.mark.parametrize(("top", "bottom", "expected"), HALF_UP)
def test_a_rate_is_rounded_half_up(top, bottom, expected):
    assert str(percent(top, bottom)) == expected


@pytest.mark.parametrize(
    ("value", "up", "cut"),
    [("0.125", "0.13", "0.12"), ("0.135", "0.14", "0.13"), ("0.145", "0.15", "0.14"), ("2.675", "2.68", "2.67"),
     ("-0.125", "-0.13", "-0.12"), ("0.1249999", "0.12", "0.12"), ("0.999", "1.00", "0.99")],
)  # fmt: skip
def test_half_is_up_and_truncation_cuts(value, up, cut):
    assert str(rounded(Decimal(value))) == up
    assert str(rounded(Decimal(value), rounding="truncate")) == cut


def test_truncation_of_a_rate():
    assert str(percent(2, 3, rounding="truncate")) == "66.66"
    assert str(percent(2, 3, places=0)) == "67"
    assert str(percent(29, 55, places=0)) == "53"


def test_an_empty_denominator_has_no_rate():
    assert percent(0, 0) is None
    assert percent(5, 0) is None
    assert percent(Decimal(0), Decimal(0)) is None


@given(top=st.integers(0, 10**6), bottom=st.integers(1, 10**6))
def test_a_rate_is_within_half_a_hundredth_of_the_exact_one(top, bottom):
    found = percent(top, bottom)
    exact = Decimal(top) * 100 / Decimal(bottom)
    assert abs(found - exact) <= Decimal("0.005") + Decimal("1e-20")
    assert percent(top, bottom, rounding="truncate") <= exact


def test_whole_numbers_have_no_decimal_point_in_json():
    assert [number(value) for value in (None, 3, Decimal("3.00"), Decimal("3.10"), Decimal(0))] == [None, 3, 3, 3.1, 0]
    assert isinstance(number(Decimal("3.00")), int)


def test_rates_without_records_are_null_and_means_too(office):
    report = Asked(Scope(office["甲县"]), YEAR, office.reference.vocabulary).report()
    rates = {key: figure for key, figure in report.figures.items() if figure.unit == "percent"}
    assert len(rates) > 8
    assert all((figure.value, figure.denominator) == (None, 0) for figure in rates.values())
    assert report.figures["reconsideration.mean_days"].value is None
    assert report.tables["T7"].values["mean_days", "value"] is None
    assert report.tables["T3"].values["total", "share"] is None


def test_the_mean_of_days_is_rounded_half_up(office):
    for days in (1, 2, 2):
        office.conclude(days=days)
    report = Asked(Scope(office["甲县"]), YEAR, office.reference.vocabulary).report()
    assert report.figures["reconsideration.mean_days"].value == Decimal("1.67")


def test_compression_and_satisfaction_are_rates_of_exact_sums(office):
    for before, after in ((50, 20), (60, 32)):
        office.entry(kind="township_item_list", quantities={"before": before, "after": after})
    office.entry(kind="legal_consultation", quantities={"count": 2710, "satisfied": 2709})
    figures = Asked(Scope(office["甲县"]), YEAR, office.reference.vocabulary).report().figures
    assert figures["ledger.township_item_list.before"].value == 55
    assert figures["ledger.township_item_list.after"].value == 26
    assert figures["ledger.township_item_list.compression_rate"].value == Decimal("52.73")
    satisfied = figures["ledger.legal_consultation.satisfaction_rate"]
    assert (satisfied.value, satisfied.numerator, satisfied.denominator) == (Decimal("99.96"), 2709, 2710)
