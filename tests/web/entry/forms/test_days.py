"""Days as people type them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.errors import FaultyInput
from casework.law.terms.calendar import WorkCalendar, parse_arrangement
from casework.web.entry.forms.days import day_echo, parse_birthday, parse_day

TODAY = date(2024, 3, 18)


TYPED = (
    "0315 315 3.15 3。15 3-15 3/15 3月15日 240315 20240315 2024-03-15 2024年3月15日 -3 ０３１５ ３月１５日 24.3.15 "
    "２０２４－０３－１５"
)


@pytest.mark.parametrize("text", [*TYPED.split(" "), " 3 . 15 "])
def test_every_way_of_typing_a_day_is_understood(text):
    assert parse_day(text, TODAY) == date(2024, 3, 15)


@pytest.mark.parametrize(("text", "day"), [("今", date(2024, 3, 18)), ("昨", date(2024, 3, 17))])
def test_today_and_yesterday_have_their_words(text, day):
    assert parse_day(text, TODAY) == day


def test_a_day_without_a_year_is_the_latest_past_and_for_plans_the_next():
    assert parse_day("0319", TODAY) == date(2023, 3, 19)
    assert parse_day("0319", TODAY, ahead=True) == date(2024, 3, 19)
    assert parse_day("0317", TODAY, ahead=True) == date(2025, 3, 17)


def test_the_29th_of_february_is_sought_in_the_last_leap_year():
    assert parse_day("0229", date(2023, 6, 1)) == date(2020, 2, 29)


@pytest.mark.parametrize("text", ["0230", "1332", "三月", "2024-02-30", "99999999", "18990101", "1", "明年", "𠮷"])
def test_what_is_no_day_is_refused_with_the_text_and_examples(text):
    with pytest.raises(FaultyInput) as refused:
        parse_day(text, TODAY)
    assert f"「{text}」" in refused.value.zh
    assert "0315" in refused.value.zh


@pytest.mark.parametrize("text", ["", " ", "\u3000"])
def test_a_day_that_is_left_empty_is_asked_for_and_not_called_a_wrong_one(text):
    with pytest.raises(FaultyInput) as refused:
        parse_day(text, TODAY)
    assert "要写日期" in refused.value.zh
    assert "「" not in refused.value.zh
    assert "date is needed" in refused.value.en


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_the_iso_form_and_eight_digits_mean_the_same_day(day):
    assert parse_day(day.isoformat(), TODAY) == parse_day(f"{day:%Y%m%d}", TODAY) == day


@given(st.dates(date(2016, 3, 1), TODAY))
def test_without_a_year_the_day_is_never_ahead(day):
    found = parse_day(f"{day:%m%d}", TODAY)
    assert found <= TODAY
    assert (found.month, found.day) == (day.month, day.day)


def test_the_echo_tells_a_make_up_working_day_and_a_holiday_from_ordinary_days():
    arrangement = {
        "year": 2024,
        "notice": {"number": "测试1号", "issued_on": "2023-10-25"},
        "holidays": [{"name": "春节", "days": ["2024-02-12"]}],
        "workdays": ["2024-02-18"],
        "region": None,
    }
    calendar = WorkCalendar([parse_arrangement(arrangement)])
    said = {day: day_echo(date(2024, 2, day), calendar, "zh-hans").split()[-1] for day in (12, 17, 18, 19)}
    assert said == {12: "休（放假）", 17: "休息日", 18: "班（调休）", 19: "工作日"}


BORN = "1985-03-02 1985.3.2 1985/3/2 1985年3月2日 19850302 850302 85.3.2 １９８５．３．２"


@pytest.mark.parametrize("text", BORN.split(" "))
def test_every_way_of_typing_a_day_of_birth_is_understood(text):
    assert parse_birthday(text, TODAY) == date(1985, 3, 2)


def test_two_digits_of_a_year_of_birth_mean_the_latest_that_has_come():
    assert parse_birthday("240318", TODAY) == date(2024, 3, 18)
    assert parse_birthday("240319", TODAY) == date(1924, 3, 19)


@pytest.mark.parametrize("text", ["0302", "3.2", "今", "-3", "2024-03-19", "1899-12-31", "1985-02-29", "1985", "三月"])
def test_a_day_of_birth_without_its_year_to_come_or_that_is_none_is_refused_with_the_text(text):
    with pytest.raises(FaultyInput) as refused:
        parse_birthday(text, TODAY)
    assert f"「{text}」" in refused.value.zh
    assert "1985-03-02" in refused.value.zh
    assert repr(text) in refused.value.en
