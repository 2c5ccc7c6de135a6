"""Working days: the arrangements as they were announced, what is refused, and what is only provisional."""

from __future__ import annotations

import copy
import json
import pickle
from datetime import date, timedelta
from typing import Any

import chinese_calendar
import holidays
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.law.terms.calendar import (
    CalendarMissing,
    FaultyCalendar,
    WorkCalendar,
    YearArrangement,
    parse_arrangement,
)
from tests.law.played import FIXTURES

YEARS = range(2013, 2027)
FILES: dict[int, dict[str, Any]] = {
    year: json.loads((FIXTURES / f"{year}.json").read_text(encoding="utf-8")) for year in YEARS
}
ARRANGEMENTS = [parse_arrangement(data) for data in FILES.values()]
NATIONAL = WorkCalendar(ARRANGEMENTS)
MAKE_UP = ("调休上班", "make-up working day")
VICTORY = "中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日"
DAYS = st.dates(date(2013, 2, 1), date(2028, 12, 31))


def arrangement(year: int, off: dict[str, str] | None = None, work: tuple[str, ...] = (), **more: Any) -> Any:
    holiday = [{"name": name, "days": [day]} for day, name in (off or {}).items()]
    data = {
        "year": year,
        "notice": {"number": f"通知〔{year - 1}〕1号", "issued_on": None},
        "holidays": holiday,
        "workdays": list(work),
        "region": None,
    }
    return {**data, **more}


def calendar_of(*years: int, **options: Any) -> WorkCalendar:
    return WorkCalendar([one for one in ARRANGEMENTS if one.year in years], **options)


# ---- The arrangements that come with the project ----


@pytest.mark.parametrize("year", YEARS)
def test_every_day_is_what_both_libraries_say_it_is(year):
    library = holidays.country_holidays("CN", years=range(year - 1, year + 2))
    first = date(year, 1, 1)
    for day in (first + timedelta(days=n) for n in range((date(year, 12, 31) - first).days + 1)):
        ours = NATIONAL.is_working_day(day)
        assert ours == chinese_calendar.is_workday(day), day
        assert ours == library.is_working_day(day), day


def test_the_workdays_of_the_second_library_are_the_make_up_days():
    library = holidays.country_holidays("CN", years=YEARS).weekend_workdays
    loaded = {day for one in ARRANGEMENTS for day in one.workdays}
    assert loaded == {day for day in library if day.year in YEARS}


@pytest.mark.parametrize("year", YEARS)
def test_every_notice_has_its_number_and_its_day_in_the_year_before(year):
    one = parse_arrangement(FILES[year])
    assert one.number.startswith(f"国办发明电〔{year - 1}〕")
    assert one.issued_on is not None
    assert one.issued_on.year == year - 1


@pytest.mark.parametrize("year", YEARS)
def test_every_holiday_has_a_name_in_both_languages(year):
    for day in parse_arrangement(FILES[year]).holidays:
        reason = NATIONAL.reason(day)
        assert reason is not None
        assert not reason.en.isspace()
        assert reason.en.isascii(), reason


@pytest.mark.parametrize(
    ("day", "working", "zh", "en"),
    [
        ("2024-02-09", True, None, None),  # 除夕 was no day off in 2024
        ("2024-02-10", False, "春节", "Spring Festival"),  # a Saturday, but of the holiday
        ("2024-02-18", True, "调休上班", "make-up working day"),
        ("2024-03-09", False, "周末", "weekend"),
        ("2018-12-29", True, "调休上班", "make-up working day"),  # by the notice for 2019
        ("2018-12-31", False, "元旦", "New Year's Day"),
        ("2022-12-31", False, "元旦", "New Year's Day"),
        ("2020-01-31", False, "春节", "Spring Festival"),  # lengthened by 国办发明电〔2020〕1号
        ("2020-02-01", False, "春节", "Spring Festival"),  # had been a make-up day before that
        ("2019-05-02", False, "劳动节", "Labour Day"),  # by 国办发明电〔2019〕3号
        ("2019-05-05", True, "调休上班", "make-up working day"),
        (
            "2015-09-04",
            False,
            "中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日",
            "70th Anniversary of Victory",
        ),
        ("2025-10-06", False, "国庆节、中秋节", "National Day, Mid-Autumn Festival"),
        ("2026-02-23", False, "春节", "Spring Festival"),
        ("2026-02-28", True, "调休上班", "make-up working day"),
    ],
)
def test_a_day_says_why_it_is_a_rest_day_or_is_worked(day, working, zh, en):
    given_day = date.fromisoformat(day)
    assert NATIONAL.is_working_day(given_day) is working
    assert NATIONAL.reason(given_day) == (None if zh is None else (zh, en))
    assert not NATIONAL.provisional(given_day)


# ---- Counting ----


def test_working_days_are_counted_over_a_holiday_and_its_make_up_days():
    # 2024-04-24 is a Wednesday: 25, 26, Sunday 28 (make-up), 29, 30; 1 to 5 May off; 6, 7
    assert NATIONAL.add_working_days(date(2024, 4, 24), 7) == date(2024, 5, 7)
    assert NATIONAL.add_working_days(date(2024, 5, 8), -7) == date(2024, 4, 25)


def test_working_days_are_counted_over_the_turn_of_the_year_in_both_directions():
    assert NATIONAL.add_working_days(date(2018, 12, 28), 2) == date(2019, 1, 2)
    assert NATIONAL.add_working_days(date(2019, 1, 2), -1) == date(2018, 12, 29)
    assert NATIONAL.add_working_days(date(2019, 1, 1), -1) == date(2018, 12, 29)


def test_no_working_days_leave_the_day_as_it_is_even_if_it_is_a_rest_day():
    assert NATIONAL.add_working_days(date(2024, 5, 1), 0) == date(2024, 5, 1)


def test_the_next_working_day_is_the_day_itself_if_it_is_one():
    assert NATIONAL.next_working_day(date(2024, 5, 6)) == date(2024, 5, 6)
    assert NATIONAL.next_working_day(date(2024, 5, 1)) == date(2024, 5, 6)
    assert NATIONAL.next_working_day(date(2018, 12, 30)) == date(2019, 1, 2)


def rest_days_by_hand() -> list[date]:
    """The rest days from the raw files and, for years without one, from the fixed dates, without the code."""
    off = {date.fromisoformat(day) for data in FILES.values() for one in data["holidays"] for day in one["days"]}
    work = {date.fromisoformat(day) for data in FILES.values() for day in data["workdays"]}
    fixed = ["01-01", "05-01", "05-02", "10-01", "10-02", "10-03"]
    off |= {date.fromisoformat(f"{year}-{day}") for year in range(2027, 2033) for day in fixed}
    days = (date(2013, 1, 1) + timedelta(days=n) for n in range(20 * 365))
    return [day for day in days if (day.weekday() > 4 and day not in work) or day in off]


REFERENCE = np.busdaycalendar(weekmask="1111111", holidays=rest_days_by_hand())


@given(DAYS, st.integers(1, 400))
def test_working_days_are_those_of_numpy_with_the_same_calendar(start, count):
    found = np.busday_offset(start, count, roll="backward", busdaycal=REFERENCE)
    assert NATIONAL.add_working_days(start, count) == found.item()


@given(st.dates(date(2016, 1, 1), date(2028, 12, 31)), st.integers(1, 400))
def test_working_days_counted_back_are_those_of_numpy(start, count):
    found = np.busday_offset(start, -count, roll="forward", busdaycal=REFERENCE)
    assert NATIONAL.add_working_days(start, -count) == found.item()


@given(DAYS, st.integers(-5, 900))
def test_the_number_of_working_days_between_two_days_is_that_of_numpy(first, length):
    last = first + timedelta(days=length)
    expected = max(0, np.busday_count(first, last + timedelta(days=1), busdaycal=REFERENCE).item())
    assert NATIONAL.count_working_days(first, last) == expected


def test_there_are_no_working_days_between_a_day_and_the_one_before_it():
    assert NATIONAL.count_working_days(date(2024, 3, 6), date(2024, 3, 5)) == 0
    assert NATIONAL.count_working_days(date(2024, 3, 6), date(2024, 3, 6)) == 1


@given(DAYS)
def test_a_day_is_a_working_day_where_numpy_says_so(day):
    assert NATIONAL.is_working_day(day) == np.is_busday(day, busdaycal=REFERENCE)
    assert NATIONAL.next_working_day(day) == np.busday_offset(day, 0, "forward", busdaycal=REFERENCE).item()


@given(DAYS, st.integers(1, 300))
def test_counting_forth_and_back_again_leads_to_a_working_day_not_after_the_start(start, count):
    back = NATIONAL.add_working_days(NATIONAL.add_working_days(start, count), -count)
    assert back == max(start, back) if NATIONAL.is_working_day(start) else back < start


# ---- Years without an arrangement ----


def test_a_year_before_the_first_loaded_one_is_missing_and_named():
    with pytest.raises(CalendarMissing, match="2012年放假安排未导入") as caught:
        NATIONAL.is_working_day(date(2012, 12, 31))
    assert caught.value.year == 2012
    assert "2012" in caught.value.en
    assert isinstance(caught.value, ValueError)


def test_a_missing_year_is_still_named_after_a_journey_between_processes():
    again = pickle.loads(pickle.dumps(CalendarMissing(2012)))
    assert (again.year, str(again)) == (2012, str(CalendarMissing(2012)))


def test_a_term_may_start_in_a_missing_year_if_none_of_its_days_is_counted():
    assert NATIONAL.add_working_days(date(2012, 12, 31), 1) == date(2013, 1, 4)


def test_counting_back_into_a_missing_year_is_refused():
    with pytest.raises(CalendarMissing, match="2012"):
        NATIONAL.add_working_days(date(2013, 1, 5), -2)


def test_a_gap_between_loaded_years_is_missing_and_not_guessed():
    gappy = calendar_of(2023, 2025)
    with pytest.raises(CalendarMissing, match="2024"):
        gappy.add_working_days(date(2023, 12, 29), 1)
    with pytest.raises(CalendarMissing, match="2024"):
        gappy.next_working_day(date(2024, 6, 3))
    with pytest.raises(CalendarMissing, match="2024"):
        gappy.count_working_days(date(2023, 12, 1), date(2025, 2, 1))


def test_a_year_after_the_last_loaded_one_is_computed_and_provisional():
    day = date(2027, 5, 3)  # the days around 1 May 2027 have not been arranged
    assert NATIONAL.is_working_day(day)
    assert NATIONAL.provisional(day)
    assert NATIONAL.reason(date(2027, 10, 1)) == ("国庆节", "National Day")
    assert NATIONAL.reason(date(2027, 2, 6)) == ("周末", "weekend")
    assert NATIONAL.is_working_day(date(2027, 2, 8))  # 春节 moves and is not guessed


def test_the_second_of_may_is_a_statutory_day_only_from_2025():
    old, new = calendar_of(2021), calendar_of(2024)
    assert old.is_working_day(date(2022, 5, 2))
    assert not new.is_working_day(date(2025, 5, 2))


def test_a_year_that_has_passed_is_missing_even_after_the_last_loaded_one():
    late = calendar_of(2023, this_year=2026)
    with pytest.raises(CalendarMissing, match="2024"):
        late.is_working_day(date(2024, 3, 5))
    assert not late.provisional(date(2024, 3, 5))
    assert late.provisional(date(2026, 3, 5))
    assert late.is_working_day(date(2026, 3, 5))


def test_a_year_to_come_may_be_loaded_already():
    early = calendar_of(2023, 2024, 2025, this_year=2023)
    assert not early.provisional(date(2025, 6, 2))
    assert early.provisional(date(2026, 6, 2))


def test_without_any_arrangement_only_the_years_to_come_are_computed():
    with pytest.raises(CalendarMissing, match="2030"):
        WorkCalendar([]).is_working_day(date(2030, 1, 1))
    assert WorkCalendar([], this_year=2030).provisional(date(2030, 1, 1))


def test_the_years_that_are_loaded_can_be_asked_for():
    assert NATIONAL.years == tuple(YEARS)


# ---- Regions, and notices that speak of the same day ----


def test_a_regional_holiday_holds_within_the_region_and_nowhere_else():
    region = parse_arrangement(arrangement(2024, {"2024-06-17": "古尔邦节"}, region="640000"))
    everything = [*ARRANGEMENTS, region]
    assert WorkCalendar(everything).is_working_day(date(2024, 6, 17))
    assert WorkCalendar(everything, region="141021").is_working_day(date(2024, 6, 17))
    for inside in ("640000", "640100", "640104"):
        assert WorkCalendar(everything, region=inside).reason(date(2024, 6, 17)) == ("古尔邦节", "古尔邦节")


def test_a_region_alone_does_not_make_a_year_loaded():
    region = parse_arrangement(arrangement(2012, {"2012-10-26": "古尔邦节"}, region="640000"))
    with pytest.raises(CalendarMissing, match="2012"):
        WorkCalendar([*ARRANGEMENTS, region], region="640000").is_working_day(date(2012, 10, 26))


def test_the_later_notice_holds_for_a_day_at_the_edge_of_its_year():
    older = parse_arrangement(arrangement(2018, work=("2018-12-30",)))
    newer = parse_arrangement(arrangement(2019, {"2018-12-30": "元旦"}, work=("2018-12-29",)))
    both = WorkCalendar([newer, older])
    assert both.reason(date(2018, 12, 30)) == ("元旦", "New Year's Day")
    assert both.is_working_day(date(2018, 12, 29))
    worked_after_all = parse_arrangement(arrangement(2020, work=("2019-12-28",)))
    off_at_first = parse_arrangement(arrangement(2019, {"2019-12-28": "元旦"}))
    assert WorkCalendar([off_at_first, worked_after_all]).reason(date(2019, 12, 28)) == MAKE_UP


def test_two_arrangements_of_one_year_are_refused():
    with pytest.raises(FaultyCalendar, match="2024"):
        WorkCalendar([*ARRANGEMENTS, parse_arrangement(arrangement(2024))])


# ---- What is no arrangement ----


def test_an_arrangement_is_read_whole():
    one = parse_arrangement(FILES[2024])
    assert isinstance(one, YearArrangement)
    assert (one.year, one.number, one.issued_on) == (2024, "国办发明电〔2023〕7号", date(2023, 10, 25))
    assert one.holidays[date(2024, 5, 5)] == "劳动节"
    assert date(2024, 5, 11) in one.workdays
    assert one.region is None


def test_the_day_of_issue_and_the_region_may_be_left_out():
    data = arrangement(2024, {"2024-01-01": "元旦"})
    del data["region"]
    del data["notice"]["issued_on"]
    assert parse_arrangement(data).issued_on is None


def test_days_that_are_dates_already_are_taken_as_they_are():
    data = arrangement(2024, work=("2024-02-04",))
    data["workdays"] = [date(2024, 2, 4)]
    assert parse_arrangement(data).workdays == {date(2024, 2, 4)}


def changed(path: list[Any], value: Any) -> Any:
    data = copy.deepcopy(FILES[2024])
    target: Any = data
    for key in path[:-1]:
        target = target[key]
    target[path[-1]] = value
    return data


@pytest.mark.parametrize(
    ("path", "value", "named"),
    [
        (["holidays", 1, "days", 1], "2024-02-10", "2024-02-10"),  # stands twice
        (["holidays", 1, "days", 1], "2024-01-01", "2024-01-01"),  # in two holidays
        (["workdays", 1], "2024-02-04", "2024-02-04"),  # stands twice
        (["workdays", 0], "2024-02-10", "2024-02-10"),  # a holiday and a make-up day
        (["workdays", 0], "2024-03-06", "2024-03-06"),  # a Wednesday
        (["holidays", 0, "days", 0], "2025-01-01", "2025-01-01"),  # another year
        (["holidays", 0, "days", 0], "2023-12-24", "2023-12-24"),  # too far into December
        (["workdays", 0], "2023-12-23", "2023-12-23"),
        (["holidays", 0, "days", 0], "2024-02-30", "2024-02-30"),  # no day
        (["holidays", 0, "days", 0], "20240101", "20240101"),
        (["holidays", 0, "days", 0], 20240101, "20240101"),
        (["holidays", 0, "days", 0], None, "None"),
        (["holidays", 0, "name"], " ", "holidays.name"),
        (["holidays", 0, "days"], "2024-01-01", "holidays.days"),
        (["holidays", 0, "note"], "x", "note"),
        (["holidays", 0], "元旦", "元旦"),
        (["holidays"], {"元旦": []}, "holidays"),
        (["workdays"], None, "workdays"),
        (["make_up"], [], "make_up"),
        (["notice"], "国办发明电〔2023〕7号", "notice"),
        (["notice", "number"], "", "notice.number"),
        (["notice", "issued_on"], "2023-10", "2023-10"),
        (["notice", "url"], "", "url"),
        (["year"], "2024", "2024"),
        (["year"], True, "True"),
        (["year"], 0, "year"),
        (["region"], "14", "14"),
        (["region"], "14102a", "14102a"),
        (["region"], 141021, "141021"),
    ],
)
def test_a_faulty_arrangement_is_refused_and_the_value_is_named(path, value, named):
    with pytest.raises(FaultyCalendar) as caught:
        parse_arrangement(changed(path, value))
    assert named in caught.value.zh
    assert named in caught.value.en


@pytest.mark.parametrize("key", ["year", "notice", "holidays", "workdays"])
def test_a_missing_key_is_refused_and_named(key):
    data = copy.deepcopy(FILES[2024])
    del data[key]
    with pytest.raises(FaultyCalendar, match=key):
        parse_arrangement(data)


@pytest.mark.parametrize("data", [None, [], "2024", 2024])
def test_what_is_no_object_is_no_arrangement(data):
    with pytest.raises(FaultyCalendar):
        parse_arrangement(data)
