"""Division codes: their form, the level that the zeros say, and under which division they may stand."""

from __future__ import annotations

import pytest

from casework.law.names import Level
from casework.law.organs.divisions import MUNICIPALITIES, PROVINCES, check_division, level_of, parents_of


@pytest.mark.parametrize(
    ("code", "level"),
    [
        ("100000", Level.NATION),
        ("140000", Level.PROVINCE),
        ("141000", Level.CITY),
        ("141021", Level.COUNTY),
        ("141021100", Level.TOWNSHIP),
        ("110101", Level.COUNTY),
        ("419001", Level.COUNTY),
        ("441900", Level.CITY),
    ],
)
def test_the_zeros_of_a_code_say_its_level(code, level):
    assert check_division(code, level) is None
    assert level_of(code) is level


@pytest.mark.parametrize(
    "code",
    [
        "",
        "14",
        "14102",
        "1410211",
        "14102a",
        "１４１０２１",
        "161021",
        "140021",
        "141021000",
        "140000100",
        " 141021",
    ],
)
def test_what_is_no_division_code_is_refused_and_named(code):
    assert level_of(code) is None
    assert parents_of(code) == frozenset()
    fault = check_division(code, Level.COUNTY)
    assert fault is not None
    assert f"“{code}”" in fault.zh
    assert repr(code) in fault.en


def test_there_are_thirty_four_provinces_and_four_municipalities_among_them():
    assert len(PROVINCES) == 34
    assert set(PROVINCES) >= MUNICIPALITIES
    assert all(name.zh and name.en.isascii() for name in PROVINCES.values())


def test_a_level_that_the_code_does_not_say_is_refused_and_both_are_named():
    fault = check_division("141000", Level.COUNTY)
    assert fault is not None
    assert "市级" in fault.zh
    assert "县级" in fault.zh
    assert "city" in fault.en


@pytest.mark.parametrize(
    ("code", "level", "parent"),
    [
        ("140000", Level.PROVINCE, "100000"),
        ("141000", Level.CITY, "140000"),
        ("141021", Level.COUNTY, "141000"),
        ("141021100", Level.TOWNSHIP, "141021"),
        ("110101", Level.COUNTY, "110000"),  # a district directly under the municipality
        ("110101", Level.COUNTY, "110100"),
        ("120101", Level.COUNTY, "120000"),
        ("310101", Level.COUNTY, "310000"),
        ("500229", Level.COUNTY, "500000"),
        ("419001", Level.COUNTY, "410000"),  # counties directly under the province
        ("429004", Level.COUNTY, "420000"),
        ("469001", Level.COUNTY, "460000"),
        ("659001", Level.COUNTY, "650000"),
        ("659001", Level.COUNTY, "659000"),
        ("441900003", Level.TOWNSHIP, "441900"),  # a city without counties
        ("141021", Level.COUNTY, None),
    ],
)
def test_a_division_stands_under_its_parent(code, level, parent):
    assert check_division(code, level, parent) is None


@pytest.mark.parametrize(
    ("code", "level", "parent", "allowed"),
    [
        ("141021", Level.COUNTY, "140000", "141000"),  # only some counties stand directly under a province
        ("141021", Level.COUNTY, "140900", "141000"),
        ("141000", Level.CITY, "130000", "140000"),
        ("141021100", Level.TOWNSHIP, "141022", "141021"),
        ("469001", Level.COUNTY, "450000", "460000"),
    ],
)
def test_a_division_under_a_strange_parent_is_refused_and_the_right_one_is_named(code, level, parent, allowed):
    fault = check_division(code, level, parent)
    assert fault is not None
    for text in fault:
        assert parent in text
        assert allowed in text


def test_the_nation_stands_under_nothing():
    assert parents_of("100000") == frozenset()
    assert check_division("100000", Level.NATION, "140000") is not None
