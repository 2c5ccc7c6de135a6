"""What is counted beforehand above a province says what a count made now says, and shows when it was made."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import orjson
import pytest

from casework.actions.counting.rollup import rebuild
from casework.integrity.rules import check_all
from casework.models import Organ, Rollup
from casework.statistics.compute import Counting
from casework.statistics.conditions import Window
from casework.statistics.datasets import Scope
from casework.statistics.model import COHORT, OWN
from casework.statistics.rollup import Kept, counting_of, differences, year_window
from tests.management.calls import call

NOW = datetime(2026, 6, 20, 3, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def build(office, *years):
    return list(rebuild(office.reference.vocabulary, NOW, years))


@pytest.fixture
def nation(office):
    office.conclude("2024-02-01", "revoke", compensation_granted="1200.50")
    office.conclude("2023-12-04", "dismiss_application", days=40)
    office.do(office.mediation("2024-05-07", amount="20500.10"), "conclude", "2024-05-20", result="succeeded")
    office.entry("2024-03-01", kind="township_item_list", quantities={"before": 55, "after": 26})
    build(office)
    return office


def asked(office, short="国", *, subtree=True, window=None, basis=None):
    scope = Scope(office[short], subtree=subtree)
    return counting_of(scope, window or year_window(2024), office.reference.vocabulary, basis)


def test_over_random_lives_every_number_of_a_year_is_that_of_a_count_made_now(lives):
    office = lives.office
    years = {day.year for day in lives.days}
    for kept in build(office, *years):
        assert list(differences(kept, office.reference.vocabulary)) == []
        stored = Kept(kept, office.reference.vocabulary)
        now = Counting(Scope(office["国"], subtree=True), stored.window, office.reference.vocabulary)
        for key, table in now.tables.items():
            assert stored.table(stored.tables[key]).checks == now.table(table).checks
        assert stored.annual_report() == now.annual_report()
        assert stored.work_ledger() == now.work_ledger()
        assert [stored.figures(basis) for basis in (OWN, COHORT)] == [now.figures(basis) for basis in (OWN, COHORT)]


def test_every_year_from_the_first_record_on_is_counted(nation):
    assert list(Rollup.objects.order_by("year").values_list("organ__name", "year")) == [
        (nation["国"].name, year) for year in (2023, 2024, 2025, 2026)
    ]


def test_a_calendar_year_of_a_nation_with_its_subtree_is_read_and_says_when_it_was_counted(nation):
    assert asked(nation).counted_at == NOW
    assert asked(nation).figures(OWN)["reconsideration.concluded"].value == 2


@pytest.mark.parametrize(
    "question",
    [
        {"short": "市"},
        {"short": "甲县", "subtree": False},
        {"subtree": False},
        {"window": Window(date(2024, 1, 1), date(2024, 6, 30), date(2024, 6, 30))},
        {"window": Window(date(2024, 1, 1), date(2024, 12, 31), date(2025, 1, 31))},
        {"window": year_window(2022)},
        {"basis": COHORT},
    ],
    ids=str,
)
def test_any_other_question_is_counted_now(nation, question):
    assert asked(nation, **question).counted_at is None


def test_what_is_recorded_later_waits_for_the_next_count(nation):
    nation.conclude("2024-03-01", "uphold")
    assert asked(nation).figures(OWN)["reconsideration.concluded"].value == 2
    build(nation, 2024)
    assert asked(nation).figures(OWN)["reconsideration.concluded"].value == 3
    assert Rollup.objects.filter(year=2024).count() == 1


def test_a_roll_up_by_other_definitions_or_of_other_rows_is_not_read(nation):
    Rollup.objects.filter(year=2024).update(definitions="0")
    assert asked(nation).counted_at is None
    build(nation, 2024)
    stored = Rollup.objects.get(year=2024)
    content = orjson.loads(bytes(stored.content))
    content["tables"]["T3"] = content["tables"]["T3"][:-1]
    Rollup.objects.filter(year=2024).update(content=orjson.dumps(content))
    assert asked(nation).counted_at is None


def rule(office):
    found = {rule.id: result for rule, result in check_all(office.reference, office.today)}
    return found["rollup"]


@pytest.mark.parametrize("change", ["older definitions", "a figure more", "a row more"])
def test_what_is_kept_under_other_definitions_is_not_read_breaks_nothing_and_is_named(change, nation):
    stored = Rollup.objects.get(year=2024)
    content = orjson.loads(bytes(stored.content))
    if change == "a figure more":  # the program has one that was not counted then
        for basis in (OWN, COHORT):
            content["figures"][basis] = [one for one in content["figures"][basis] if one[0] != "mediation.parties"]
    elif change == "a row more":
        content["tables"]["T3"] = content["tables"]["T3"][:-1]
    definitions = "1" if change == "older definitions" else stored.definitions
    Rollup.objects.filter(year=2024).update(content=orjson.dumps(content), definitions=definitions)
    assert asked(nation).counted_at is None
    assert asked(nation).figures(OWN)["mediation.parties"].value is not None
    result = rule(nation)
    assert result.broken == []
    ((named, note),) = result.notes
    assert named == f"{nation['国'].name} 2024"
    assert "rebuild_rollup" in note
    told = call("check_integrity", "--format", "json")
    assert told.json()["holds"]
    assert "rebuild_rollup" in told.err
    build(nation, 2024)
    assert rule(nation).notes == []
    assert asked(nation).counted_at == NOW


def test_a_number_that_was_changed_by_hand_is_still_found(nation):
    stored = Rollup.objects.get(year=2024)
    content = orjson.loads(bytes(stored.content))
    row = next(one for one in content["figures"][OWN] if one[0] == "reconsideration.concluded")
    row[6] = 7
    Rollup.objects.filter(year=2024).update(content=orjson.dumps(content))
    (broken,) = rule(nation).broken
    assert "reconsideration.concluded: 7≠2" in broken[1]


def test_an_organ_that_was_renamed_since_breaks_nothing(nation):
    Organ.objects.filter(name="甲县公安局").update(name="甲县公安分局")
    assert rule(nation).broken == []
