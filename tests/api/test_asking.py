"""What a list may be asked by beside the filters of the screens: order, ids, numbers, exact counts, recorded days."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db.models import Q

from casework.exports.resources import RESOURCES
from casework.filters.events import EventFilters
from tests.api.conftest import problem

YEAR = "organ=141021&from=2024-01-01&to=2024-12-31"
SORTED = {(key, column.name) for key, resource in RESOURCES.items() for column in resource.columns if column.sorts}


@pytest.mark.parametrize("key", RESOURCES)
def test_a_list_stands_in_the_order_of_any_stored_column_page_by_page_both_ways(
    county, personas, program, key, settings
):
    settings.API_REQUESTS_A_MINUTE = 10**6
    ask = program(personas.clerk)
    size = max(2, ask.json(f"{key}/?count=1&page_size=1")["count"] // 2)
    for name in [name for of, name in SORTED if of == key]:
        for sign in ("", "-"):
            address = f"{key}/?ordering={sign}{name}&fields={'id' if name == 'id' else f'id,{name}'}"
            whole = ask.json(f"{address}&page_size=1000")["results"]
            assert ask.pages(f"{address}&page_size={size}") == whole, (name, sign)
            values = [row[name] for row in whole if row[name] is not None]
            if not values or not isinstance(values[0], str) or name.endswith("_on"):
                assert values == sorted(values, reverse=bool(sign)), (name, sign)


def test_a_sorted_list_leads_back_and_leaves_as_a_file_in_its_order(county, personas, program):
    ask = program(personas.clerk)
    address = "reconsiderations/?ordering=-received_on&fields=id"
    whole = [row["id"] for row in ask.json(address)["results"]]
    second = ask.json(ask.json(f"{address}&page_size=2")["next"])
    assert [row["id"] for row in ask.json(second["previous"])["results"]] == whole[:2]
    lines = b"".join(ask(f"{address}&format=ndjson").streaming_content).splitlines()
    assert [json.loads(line)["id"] for line in lines] == whole


@pytest.mark.parametrize(
    ("query", "name", "nearest"),
    [
        ("ordering=recieved_on", "ordering", "received_on"),
        ("ordering=-applicant", "ordering", "applicant_kind"),  # names are no order
        ("ordering=received_on,id", "ordering", "received_on"),
        (f"ordering=id&cell=T2.concluded.total&{YEAR}", "ordering", None),
        ("count=many", "count", None),
        ("count=1&format=csv", "count", None),
        ("id=x", "id", None),
        ("id=1,", "id", None),
    ],
)
def test_a_list_that_cannot_stand_so_names_the_parameter(county, personas, program, query, name, nearest):
    [fault] = problem(program(personas.clerk)(f"reconsiderations/?{query}"), 400)["errors"]
    assert (fault["name"], fault.get("nearest")) == (name, nearest)


def test_records_are_asked_for_by_ids_and_by_numbers_and_counted_exactly(county, personas, program):
    ask = program(personas.clerk)
    two = [county.named, county.ended]
    for asked in (
        f"id={county.ended.pk},{county.named.pk},{10**9}",
        f"number={county.ended.number},{county.named.number},没有",
    ):
        page = ask.json(f"reconsiderations/?{asked}&count=true&page_size=1&fields=id")
        assert (page["count"], len(page["results"])) == (2, 1)
        assert [row["id"] for row in ask.pages(f"reconsiderations/?{asked}")] == sorted(case.pk for case in two)
    assert "count" not in ask.json("reconsiderations/")
    assert [row["id"] for row in ask.pages("organs/?id=1")] == []  # out of reach
    behind = f"reconsiderations/?cell=T2.concluded.total&{YEAR}"
    assert ask.json(f"{behind}&count=1&page_size=1")["count"] == len(ask.pages(behind))


def test_organs_and_codes_have_filters_of_their_own(county, personas, program):
    ask = program(personas.clerk)
    organs = ask.pages("organs/")
    for name in ("level", "kind", "organ_class", "division_code", "name"):
        value = next(row[name] for row in organs if row[name])
        assert ask.pages(f"organs/?{name}={value}") == [row for row in organs if row[name] == value], name
    mine = county.office["甲县"]
    assert {row["parent_id"] for row in ask.pages(f"organs/?parent={mine.division_code}")} <= {mine.pk}
    assert "level" in {entry["name"] for entry in problem(ask("organs/?level=none"), 400)["errors"]}
    assert [row["code"] for row in ask.pages("terms/?list=matter&code=penalty,x")] == []


def test_inhabitants_are_asked_for_by_organ_year_and_number_within_reach(county, personas, program):
    ask, city = program(personas.clerk, scope="statistics"), program(personas.city_supervisor)
    first, second = ask.pages("populations/?ordering=year")
    mine = county.office["甲县"]
    assert first == {
        "id": first["id"], "url": f"http://testserver/api/v1/populations/{first['id']}/", "organ": mine.name,
        "organ_id": mine.pk, "year": 2023, "inhabitants": 241000, "source": None,
    }  # fmt: skip
    assert (second["year"], second["inhabitants"], second["source"]) == (2024, 240000, "统计公报")
    for asked, found in (
        ("year=2023", [first]), ("year_min=2024", [second]), ("year_max=2022", []), ("inhabitants=240000", [second]),
        ("inhabitants_min=240500", [first]), ("source=统计公报", [second]),
        (f"organ={mine.division_code}&year=2024", [second]),
    ):  # fmt: skip
        assert ask.pages(f"populations/?{asked}") == found, asked
    below = city.pages("populations/?organ=141000&subtree=1&year=2024&ordering=-inhabitants")
    assert [row["organ"] for row in below] == ["乙县人民政府", "甲县人民政府"]
    assert city.pages("populations/?organ=141000") == []


@pytest.mark.parametrize(
    ("query", "name"),
    [("year=x", "year"), ("year=2024&year_min=2023", "year"), ("year_min=2024&year_max=2023", "year_max"),
     ("organ=", "organ"), ("organisation=1", "organisation"), ("updated_since=x", "updated_since")],
)  # fmt: skip
def test_a_list_of_reference_data_that_cannot_be_asked_so_names_the_parameter(county, personas, program, query, name):
    assert [e["name"] for e in problem(program(personas.clerk)(f"populations/?{query}"), 400)["errors"]] == [name]


def test_events_are_asked_for_by_the_day_in_beijing_on_which_they_were_recorded(county, office, personas, program):
    ask = program(personas.clerk)
    all_ids = [row["id"] for row in ask.pages("events/?fields=id")]
    days = sorted({row["recorded_at"][:10] for row in ask.pages("events/?fields=recorded_at")})
    before, after = (date.fromisoformat(day) + timedelta(n) for day, n in ((days[0], -1), (days[-1], 1)))
    assert [row["id"] for row in ask.pages(f"events/?recorded_from={days[0]}&recorded_to={days[-1]}")] == all_ids
    assert ask.pages(f"events/?recorded_to={before}") == ask.pages(f"events/?recorded_from={after}") == []
    ends = [EventFilters.base_filters[f"recorded_{end}"].q(date(2024, 2, 1)) for end in ("from", "to")]
    midnights = [datetime(2024, 1, 31, 16, tzinfo=UTC), datetime(2024, 2, 1, 16, tzinfo=UTC)]
    assert ends == [Q(recorded_at__gte=midnights[0]), Q(recorded_at__lt=midnights[1])]
