"""What lists may be asked by: the filters of the screens, ranges, quantities, and what cannot be asked."""

from __future__ import annotations

from typing import Any

import pytest

from casework.api.urls import ADDRESSES
from casework.exports.resources import RESOURCES
from casework.filters.fields import Bound, Day
from casework.filters.sets import FILTERS
from tests.api.conftest import problem

YEAR = "organ=141021&from=2024-01-01&to=2024-12-31"
KINDS = ("reconsiderations", "litigations", "mediations", "ledger-entries", "respondent-cases")


def test_every_filter_of_the_screens_is_one_of_the_interface(county, personas, program):
    for key in KINDS:
        declared = {each.name for each in address_of(key).given["operations"]["get"].parameters}
        assert declared >= {"q", "organ", "subtree", "cell", "figure", *FILTERS[RESOURCES[key].kind].base_filters}


def address_of(key: str) -> Any:
    return next(each for each in ADDRESSES if each.route == f"{key}/")


def test_filters_and_columns_choose_rows_and_fields(county, personas, program):
    ask = program(personas.clerk)
    found = ask.pages("reconsiderations/?state=已审结&received_from=2024-01-01&fields=number,state")
    assert found == [{"number": each.number, "state": "concluded"} for each in (county.ended, county.corrected)]
    assert ask.pages("events/?kind=litigation&act=close_instance&fields=record") == [{"record": county.suit.pk}]
    assert {row["act"] for row in ask.pages(f"events/?kind=mediation&record={county.mediation.pk}")} == {
        "register", "conclude",
    }  # fmt: skip
    assert all(row["list"] == "matter" for row in ask.pages("terms/?list=matter"))


def test_a_quantity_is_asked_for_exactly_by_its_name(county, personas, program):
    ask = program(personas.clerk)
    every = ask.pages("reconsiderations/?fields=id,applicant_count")
    wanted = [row["id"] for row in every if row["applicant_count"] == 3]
    assert 0 < len(wanted) < len(every)
    assert [row["id"] for row in ask.pages("reconsiderations/?applicants=3")] == wanted
    assert {row["record"] for row in ask.pages("parties/?applicants=3")} == set(wanted)
    for wrong in ("applicants=三个", "applicants=3&applicants_min=1"):
        assert problem(ask(f"reconsiderations/?{wrong}"), 400)["errors"][0]["name"] == "applicants"


def test_a_broken_number_lies_between_two_whole_ones(county, personas, program):
    ask = program(personas.clerk)

    def found(asked: str) -> list[int]:
        return [row["id"] for row in ask.pages(f"reconsiderations/?fields=id&{asked}")]

    assert found("applicants=1.5") == []
    assert found("applicants_min=1.5") == found("applicants_min=2") != found("applicants_min=1")
    assert found("applicants_max=1.5") == found("applicants_max=1")
    assert ask.pages("mediations/?amount=20500.5") == []
    assert [row["id"] for row in ask.pages("mediations/?amount=20500.00")] == [county.mediation.pk]


def test_all_wrong_filters_are_named_at_once(county, personas, program):
    answer = program(personas.clerk)("reconsiderations/?received_from=x&matter=none&due_to=1&state=concluded")
    assert {entry["name"] for entry in problem(answer, 400)["errors"]} == {"received_from", "matter", "due_to"}
    answer = program(personas.clerk)("events/?kind=none&record=-1&on_from=x")
    assert {entry["name"] for entry in problem(answer, 400)["errors"]} == {"kind", "record", "on_from"}


RANGES = [
    (key, low, fact.last, *(("2024-12-31", "2024-01-01") if isinstance(fact, Day) else ("2", "1")))
    for key, kind in zip(KINDS, FILTERS, strict=True)
    for low, fact in FILTERS[kind].base_filters.items()
    if isinstance(fact, Bound) and fact.last
] + [("events", "on_from", "on_to", "2024-12-31", "2024-01-01")]


@pytest.mark.parametrize(("key", "first", "last", "low", "high"), RANGES)
def test_a_range_that_is_inverted_is_refused_with_both_its_values(
    county, personas, program, key, first, last, low, high
):
    ask = program(personas.clerk)
    [fault] = problem(ask(f"{key}/?{first}={low}&{last}={high}"), 400)["errors"]
    assert fault["name"] == last
    assert low in fault["detail"]
    assert high in fault["detail"]
    assert ask(f"{key}/?{first}={high}&{last}={high}&fields=id").status_code == 200


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("from=2024-01-01", "from"),
        (f"cell=T2.uphold.total&figure=reconsideration.received&{YEAR}", "figure"),
        (f"cell=T2.uphold.total&side=numerator&{YEAR}", "side"),
        (f"cell=T2.nothing.total&{YEAR}", "cell"),
        (f"cell=M1.received.count&{YEAR}", "cell"),
        (f"figure=no.such&{YEAR}", "figure"),
        ("cell=T2.uphold.total&organ=141021&from=2024-01-01", "to"),
        ("fields=id,id", "fields"),
        ("fields=nummer", "fields"),
        ("subtree=1", "subtree"),
        ("q=" + "x" * 201, "q"),
        ("days_min=99999999999999999999", "days_min"),
        ("days_min=NaN", "days_min"),
        ("recieved_from=2024-01-01", "recieved_from"),
    ],
)
def test_a_list_that_cannot_be_asked_so_names_the_parameter(county, personas, program, query, name):
    assert [e["name"] for e in problem(program(personas.clerk)(f"reconsiderations/?{query}"), 400)["errors"]] == [name]


@pytest.mark.parametrize("value", ["' OR 1=1 --", "=1+1", "%", "_", "🜁", "); DROP TABLE casework_event; --", "\\"])
def test_a_value_that_means_something_elsewhere_is_only_a_value_here(county, personas, program, value):
    ask = program(personas.clerk)
    for name in ("q", "number", "act_number"):
        assert (
            ask.client.get(
                "/api/v1/reconsiderations/", {name: value}, headers={"Authorization": f"Bearer {ask.token}"}
            ).json()["results"]
            == []
        ), name
