"""件/万人: applications by the inhabitants of the year in which the period ends, or the words that none are kept."""

from __future__ import annotations

import json
from datetime import date

import pytest

from casework.actions.rollup import rebuild
from casework.exports.report import figure_line
from casework.models import Population, Rollup
from casework.statistics.bases import Scope
from casework.statistics.compute import compute
from casework.statistics.conditions import Window
from casework.statistics.rollup import counting_of, differences, year_window
from tests.management.calls import COUNTY, call, wrong
from tests.statistics.test_rollup import NOW

KEY = "reconsideration.per_10000"
LIST = "/statistics/records/?organ=141021&from=2024-01-01&to=2024-12-31&figure=reconsideration.per_10000"


def figure(office, short="甲县", *, subtree=False, window=None):
    scope = Scope(office[short], subtree=subtree)
    return compute(scope, window or year_window(2024), office.reference.vocabulary, tables=[]).figures[KEY]


@pytest.fixture
def three(office):
    """Three applications of 2024 in a county of 24,000 that was of 30,000 the year before."""
    for on in ("2024-01-03", "2024-06-04", "2024-12-31"):
        office.register(on)
    Population.objects.create(organ=office["甲县"], year=2023, inhabitants=30_000)
    Population.objects.create(organ=office["甲县"], year=2024, inhabitants=24_000)
    return office


def test_applications_are_told_by_10000_inhabitants(three):
    found = figure(three)  # 3 / 24,000 × 10,000
    assert (found.value, found.numerator, found.denominator, found.missing) == (1.25, 3, 24_000, None)


@pytest.mark.parametrize(
    ("start", "end", "as_of", "inhabitants", "received"),
    [
        ("2023-12-11", "2024-12-10", "2024-12-10", 24_000, 2),
        ("2023-01-01", "2023-12-31", "2024-12-31", 30_000, 0),
        ("2023-07-01", "2024-06-30", "2023-12-31", 30_000, 0),  # the state of a day before the end ends the period
    ],
)
def test_the_year_is_that_in_which_the_period_ends(start, end, as_of, inhabitants, received, three):
    found = figure(three, window=Window(*map(date.fromisoformat, (start, end, as_of))))
    assert (found.numerator, found.denominator) == (received, inhabitants)


def test_a_subtree_is_told_by_the_inhabitants_of_its_top_which_hold_those_below(three):
    Population.objects.create(organ=three["市"], year=2024, inhabitants=60_000)
    found = figure(three, "市", subtree=True)
    assert (found.value, found.numerator, found.denominator) == (0.5, 3, 60_000)


def test_without_inhabitants_of_the_year_there_are_words_and_no_number(three):
    Population.objects.filter(year=2024).delete()  # those of 2023 stand in for no other year
    found = figure(three)
    assert (found.value, found.numerator, found.denominator) == (None, 3, 0)
    assert found.missing is not None
    assert found.missing == ("没有2024年的人口数", "no population for 2024")
    assert "没有2024年的人口数 (3/0)" in figure_line(found, "zh-hans")
    said = json.loads(call("report", *COUNTY, "--format", "json", "--table", "T1").out)["figures"][KEY]
    assert (said["value"], said["definition"].endswith("；没有2024年的人口数")) == (None, True)


def test_pages_say_the_rate_with_both_counts_and_what_is_missing(three, personas, browse):
    client = browse(personas.supervisor)
    for page in ("indicators/", "tables/R1/"):
        told = client.get(f"/statistics/{page}?organ=141021&from=2024-01-01&to=2024-12-31").content.decode()
        assert "1.25" in told
        assert "24,000" in told
        told = client.get(f"/statistics/{page}?organ=141021&from=2022-01-01&to=2022-12-31").content.decode()
        assert "没有2022年的人口数" in told


def test_the_applications_open_and_the_inhabitants_which_are_no_records_are_refused_by_name(three, personas, browse):
    client = browse(personas.supervisor)
    assert client.get(f"{LIST}&side=numerator").content.decode().count("<tr>") >= 3
    refused = client.get(f"{LIST}&side=denominator")
    assert refused.status_code == 400
    assert "人口数是基础数据" in refused.content.decode()
    assert (
        "denominator" not in client.get("/statistics/tables/R1/?organ=141021").content.decode().partition(KEY)[2][:300]
    )
    assert "人口数是基础数据" in wrong("records", *COUNTY, "--figure", KEY, "--side", "denominator")


def test_inhabitants_entered_after_a_roll_up_are_told_and_break_no_check(three):
    list(rebuild(three.reference.vocabulary, NOW, [2024]))
    Population.objects.create(organ=three["国"], year=2024, inhabitants=10_000)
    counting = counting_of(Scope(three["国"], subtree=True), year_window(2024), three.reference.vocabulary)
    assert counting.counted_at == NOW
    assert counting.figures("own")[KEY].value == 3
    assert list(differences(Rollup.objects.get(), three.reference.vocabulary)) == []
