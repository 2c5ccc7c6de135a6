"""Deadlines: an example worked by hand for every term, the roll, the stops, and what cannot be counted."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import NamedTuple

import pytest

from casework.law.names import Edition, Procedure
from casework.law.terms.calendar import CalendarMissing, WorkCalendar, parse_arrangement
from casework.law.terms.deadlines import (
    LONGEST,
    FaultyDeadline,
    FaultyStop,
    Stop,
    due_date,
)
from casework.law.terms.terms import TERMS, Term, Unit, get_term
from tests.law.played import FIXTURES

NATIONAL = WorkCalendar(
    [
        parse_arrangement(json.loads((FIXTURES / f"{year}.json").read_text(encoding="utf-8")))
        for year in range(2013, 2027)
    ]
)
OLD, NEW = Edition.E2017, Edition.E2023
ORDINARY, SIMPLIFIED = Procedure.ORDINARY, Procedure.SIMPLIFIED
DECIDE, DECIDE_SIMPLY = get_term("decide", NEW), get_term("decide", NEW, SIMPLIFIED)
REPLY = get_term("reply", NEW)
HEARING = get_term("hearing_notice", NEW)


def day(text: str) -> date:
    return date.fromisoformat(text)


def stop(text: str, why: str = "中止") -> Stop:
    start, _, end = text.partition(":")
    return Stop(day(start), day(end) if end else None, why, "suspension" if why == "中止" else why)


def due(term: Term, start: str, *stops: str, extension: int = 0, length: int | None = None) -> str | None:
    found = due_date(term, day(start), NATIONAL, stops=[stop(one) for one in stops], extension=extension, length=length)
    return None if found is None else found.isoformat()


# ---- One example for every term of every edition, counted on a wall calendar ----


class Example(NamedTuple):
    code: str
    edition: Edition
    start: str
    due: str
    procedure: Procedure = ORDINARY
    length: int | None = None


EXAMPLES = [
    Example("apply", NEW, "2024-01-08", "2024-03-08"),  # 23 in January, 29, 8
    Example("apply", OLD, "2023-03-01", "2023-05-04"),  # 30 April, Labour Day 29 April to 3 May
    Example("apply_cap_known", NEW, "2024-03-09", "2025-03-10"),  # 9 March 2025 is a Sunday
    Example("apply_cap_known", OLD, "2022-10-08", "2023-10-08"),  # a Sunday that was worked
    Example("apply_cap_act", NEW, "2019-03-15", "2024-03-15"),
    Example("apply_cap_real_estate", NEW, "2004-10-03", "2024-10-08"),  # National Day to 7 October
    Example("examine", NEW, "2024-02-08", "2024-02-21"),  # 9; 10-17 off; Sunday 18, 19, 20, 21
    Example("examine", OLD, "2023-04-20", "2023-04-26"),  # 21; Saturday; Sunday 23, 24, 25, 26
    Example("request_correction", NEW, "2024-02-26", "2024-03-04"),  # 27, 28, 29, 1, 4
    Example("request_correction", OLD, "2023-12-28", "2024-01-05"),  # 29; 30-1 off; 2, 3, 4, 5
    Example("correct", NEW, "2024-03-01", "2024-03-15"),  # two whole weeks
    Example("correct", OLD, "2023-06-08", "2023-06-25", length=15),  # 23 off to 24; Sunday 25 worked
    Example("pass_on_application", NEW, "2024-04-01", "2024-04-09"),  # 2, 3; 4-6 off; Sunday 7, 8, 9
    Example("refer", OLD, "2023-06-16", "2023-06-28"),  # 19, 20, 21; 22-24 off; Sunday 25, 26, 27, 28
    Example("send_copy", NEW, "2024-04-24", "2024-05-07"),  # 25, 26, Sunday 28, 29, 30; 1-5 off; 6, 7
    Example("send_copy", NEW, "2024-09-12", "2024-09-18", SIMPLIFIED),  # 13, Saturday 14; 15-17 off; 18
    Example("send_copy", OLD, "2023-01-16", "2023-01-30"),  # 17-20; 21-27 off; Saturday 28, Sunday 29, 30
    Example("reply", NEW, "2024-04-24", "2024-05-10"),  # as send_copy, then 8, 9, 10
    Example("reply", NEW, "2024-09-27", "2024-10-10", SIMPLIFIED),  # Sunday 29, 30; 1-7 off; 8, 9, 10
    Example("reply", OLD, "2023-01-12", "2023-01-28"),  # ten calendar days: 22, 春节 to 27
    Example("hearing_notice", NEW, "2024-05-13", "2024-05-07"),  # back: Saturday 11, 10, 9, 8, 7
    Example("decide", NEW, "2024-03-05", "2024-05-06"),  # 4 May, Labour Day to 5 May
    Example("decide", NEW, "2024-09-05", "2024-10-08", SIMPLIFIED),  # 5 October
    Example("decide", OLD, "2023-11-02", "2024-01-02"),  # 28 in November, 31, New Year's Day
    Example("handle_document_review", NEW, "2024-06-03", "2024-07-03"),
    Example("handle_document_review", OLD, "2023-08-30", "2023-10-07"),  # 29 September; Saturday 7 worked
    Example("pass_on_document_review", NEW, "2024-06-03", "2024-06-13"),  # 4-7; 8-10 off; 11, 12, 13
    Example("pass_on_document_review", OLD, "2023-04-26", "2023-05-09"),  # 27, 28; 4, 5, Saturday 6, 8, 9
    Example("ask_issuer", NEW, "2024-06-06", "2024-06-12"),  # 7; 8-10 off; 11, 12
    Example("issuer_answer", NEW, "2024-06-12", "2024-06-26"),  # two whole weeks
    Example("organ_document_review", NEW, "2024-06-13", "2024-08-12"),  # 17, 31, 12
    Example("organ_document_review", OLD, "2023-05-09", "2023-07-10"),  # 8 July is a Saturday
    Example("end_suspension", NEW, "2024-07-01", "2024-08-30"),  # 30, 30
    Example("end_suspension", OLD, "2023-02-01", "2023-04-03"),  # 2 April is a Sunday
    Example("redo", NEW, "2024-05-20", "2024-07-19"),  # 11, 30, 19
    Example("redo", OLD, "2023-10-10", "2023-12-11"),  # 9 December is a Saturday
    Example("opinion_feedback", NEW, "2024-07-10", "2024-09-09"),  # 8 September is a Sunday
    Example("opinion_feedback", OLD, "2023-03-10", "2023-05-09"),  # 21, 30, 9
    Example("sue", NEW, "2024-06-07", "2024-06-24"),  # 22 June is a Saturday
    Example("sue", OLD, "2023-12-18", "2024-01-02"),
    Example("litigation_defence", NEW, "2024-09-02", "2024-09-18"),  # 17 September, 中秋节
    Example("litigation_defence", OLD, "2022-09-16", "2022-10-08"),  # 1 October; Saturday 8 worked
    Example("appeal_judgment", NEW, "2024-04-19", "2024-05-06"),  # 4 May
    Example("appeal_judgment", OLD, "2023-09-14", "2023-10-07"),  # 29 September; Saturday 7 worked
    Example("appeal_ruling", NEW, "2024-01-31", "2024-02-18"),  # 10 February; Sunday 18 worked
    Example("appeal_ruling", OLD, "2023-04-11", "2023-04-21"),
    Example("judicial_confirmation", NEW, "2024-01-19", "2024-02-18"),  # a Sunday that was worked: no roll
    Example("judicial_confirmation", OLD, "2020-01-02", "2020-02-03"),  # 1 February, 春节 was lengthened
]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: f"{e.code}-{e.edition}-{e.procedure}")
def test_the_term_ends_on_the_day_that_was_counted_by_hand(example):
    term = get_term(example.code, example.edition, example.procedure)
    assert due(term, example.start, length=example.length) == example.due


def test_every_term_has_a_worked_example_in_every_edition_and_procedure():
    worked = {get_term(e.code, e.edition, e.procedure) for e in EXAMPLES}
    wanted = {
        get_term(term.code, edition, term.procedure or ORDINARY)
        for term in TERMS
        for edition in Edition
        if term.edition in (None, edition)
    }
    assert worked == wanted


# ---- The first day, the roll, months and years ----


def test_the_roll_is_made_over_the_holiday_and_not_over_the_weekend_only():
    assert due(DECIDE, "2023-12-12") == "2024-02-18"  # 10 February, 春节 from a Saturday to a Saturday


def test_a_make_up_day_ends_a_term_although_it_is_a_sunday():
    assert due(DECIDE_SIMPLY, "2024-03-08") == "2024-04-07"


@pytest.mark.parametrize(
    ("start", "years", "end"),
    [("2024-02-29", 1, "2025-02-28"), ("2023-02-28", 1, "2024-02-28"), ("2024-02-29", 4, "2028-02-29")],
)
def test_a_year_runs_to_the_same_numbered_day_or_the_last_of_the_month(start, years, end):
    assert due(get_term("apply_cap_act", NEW), start, length=years) == end


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-12-31", 2, "2024-02-29"),
        ("2024-03-31", 6, "2024-09-30"),
        ("2023-12-15", 1, "2024-01-15"),
        ("2024-06-15", 3, "2024-09-18"),  # 15 September, 中秋节
    ],
)
def test_a_month_runs_to_the_same_numbered_day_or_the_last_of_the_month(start, months, end):
    in_months = replace(get_term("apply_cap_act", NEW), unit=Unit.MONTH)
    assert due(in_months, start, length=months) == end


def test_an_extension_lengthens_the_term_without_a_break_and_the_roll_comes_once():
    assert due(DECIDE, "2024-03-05") == "2024-05-06"
    assert due(DECIDE, "2024-03-05", extension=30) == "2024-06-03"  # 3 June, not 30 days after 6 May


def test_a_shorter_term_of_another_law_takes_the_place_of_the_terms_own():
    assert due(DECIDE, "2024-03-05", length=20) == "2024-03-25"


# ---- Stops ----


def test_a_stop_lengthens_the_term_by_the_days_from_its_first_to_the_day_of_resuming():
    # 60 days from 11 March end on 10 May; stopped for 10 days: 20 May
    assert due(DECIDE, "2024-03-11") == "2024-05-10"
    assert due(DECIDE, "2024-03-11", "2024-04-01:2024-04-11") == "2024-05-20"


def test_the_day_of_resuming_counts_again():
    assert due(DECIDE, "2024-03-11", "2024-04-01:2024-04-02") == "2024-05-11"  # a make-up Saturday


def test_a_stop_that_ends_on_its_first_day_has_no_effect():
    assert due(DECIDE, "2024-03-11", "2024-04-01:2024-04-01") == "2024-05-10"


def test_overlapping_stops_are_counted_once():
    once = due(DECIDE, "2024-03-11", "2024-04-01:2024-04-21")
    assert once == "2024-05-30"
    assert due(DECIDE, "2024-03-11", "2024-04-11:2024-04-21", "2024-04-01:2024-04-15") == once
    assert due(DECIDE, "2024-03-11", "2024-04-05:2024-04-09", "2024-04-01:2024-04-21") == once
    assert due(DECIDE, "2024-03-11", "2024-04-01:2024-04-11", "2024-04-11:2024-04-21") == once


def test_a_term_that_is_still_stopped_has_no_last_day():
    assert due(DECIDE, "2024-03-11", "2024-04-01:") is None
    assert due(DECIDE, "2024-03-11", "2024-05-10:") is None  # on the last day
    assert due(DECIDE, "2024-03-11", "2024-04-01:", "2024-04-05:2024-04-09") is None


def test_a_stop_that_begins_after_the_last_day_has_no_effect_even_if_it_is_open():
    assert due(DECIDE, "2024-03-11", "2024-05-11:2024-06-11") == "2024-05-10"
    assert due(DECIDE, "2024-03-11", "2024-05-11:") == "2024-05-10"


def test_a_stop_on_the_last_day_leaves_that_day_to_come():
    assert due(DECIDE, "2024-03-11", "2024-05-10:2024-05-22") == "2024-05-22"


def test_an_extension_and_an_earlier_stop_make_room_for_a_later_stop():
    assert due(DECIDE, "2024-03-11", "2024-05-13:2024-05-23") == "2024-05-10"
    assert due(DECIDE, "2024-03-11", "2024-05-13:2024-05-23", extension=30) == "2024-06-19"
    # the first stop moves the last day to 20 May, so the second begins within the term
    assert due(DECIDE, "2024-03-11", "2024-04-01:2024-04-11", "2024-05-13:2024-05-23") == "2024-05-30"


def test_a_stop_on_the_rest_days_before_the_due_date_ends_the_term_on_the_day_of_resuming():
    # 60 days end on Saturday 4 May, due on Monday 6 May: stopped within the roll, nothing is due before it ends
    assert due(DECIDE, "2024-03-05", "2024-05-06:2024-05-16") == "2024-05-16"
    assert due(DECIDE, "2024-03-05", "2024-05-05:2024-05-16") == "2024-05-16"
    assert due(DECIDE, "2024-03-05", "2024-05-05:2024-05-06") == "2024-05-06"
    assert due(DECIDE, "2024-03-05", "2024-05-06:2024-05-18") == "2024-05-20"  # resumed on a Saturday
    assert due(DECIDE, "2024-03-05", "2024-05-06:2024-05-16", "2024-05-16:2024-05-22") == "2024-05-22"
    assert due(DECIDE, "2024-03-05", "2024-05-06:2024-05-18", "2024-05-20:2024-05-22") == "2024-05-22"
    assert due(DECIDE, "2024-03-05", "2024-05-06:2024-05-16", "2024-05-17:2024-05-22") == "2024-05-16"
    assert due(DECIDE, "2024-03-05", "2024-05-06:") is None
    assert due(DECIDE, "2024-03-05", "2024-05-07:2024-05-17") == "2024-05-06"


def test_a_stop_on_the_last_day_itself_moves_it_by_all_its_days():
    assert due(DECIDE, "2024-03-05", "2024-05-04:2024-05-16") == "2024-05-16"  # the Saturday is still to come
    assert due(DECIDE, "2024-03-05", "2024-05-03:2024-05-16") == "2024-05-17"


def test_an_extension_makes_room_for_a_stop_that_began_on_the_rest_days_before_it():
    assert due(DECIDE, "2024-03-05", "2024-05-06:2024-05-16", extension=10) == "2024-05-24"  # 14 May and ten days


def test_a_stop_from_before_the_start_counts_only_from_the_day_after_it():
    assert due(DECIDE, "2024-03-11", "2024-03-01:2024-03-11") == "2024-05-10"
    assert due(DECIDE, "2024-03-11", "2024-03-01:2024-03-12") == "2024-05-10"
    assert due(DECIDE, "2024-03-11", "2024-03-01:2024-03-22") == "2024-05-20"
    assert due(DECIDE, "2024-03-11", "2024-03-01:") is None


def test_a_stop_lengthens_a_term_of_working_days_by_its_working_days_only():
    # 24 April + 10 working days: 10 May; 30 April and 6 May are the stop's working days: Saturday 11, 13
    assert due(REPLY, "2024-04-24", "2024-04-30:2024-05-07") == "2024-05-13"
    assert due(REPLY, "2024-04-24", "2024-05-01:2024-05-06") == "2024-05-10"


def test_a_stop_that_ends_before_it_begins_is_refused_and_named():
    with pytest.raises(FaultyStop, match="2024-04-11:2024-04-01") as caught:
        due(DECIDE, "2024-03-11", "2024-04-11:2024-04-01")
    assert "2024-04-11:2024-04-01" in caught.value.en
    with pytest.raises(FaultyStop):
        due(DECIDE, "2024-03-11", "2023-04-11:2023-04-01")  # even before the start


# ---- Counting back ----


def test_a_hearing_notice_is_counted_back_without_the_day_of_the_hearing():
    assert due(HEARING, "2024-03-15") == "2024-03-08"


def test_a_hearing_on_a_rest_day_counts_the_same():
    assert due(HEARING, "2024-03-16") == "2024-03-11"


def test_neither_stop_nor_extension_moves_a_term_that_is_counted_back():
    assert due(HEARING, "2024-03-15", "2024-03-11:2024-03-13", extension=3) == "2024-03-08"
    assert due(HEARING, "2024-03-15", "2024-03-11:") == "2024-03-08"


# ---- What cannot be counted ----


def test_a_term_without_a_length_of_its_own_needs_one():
    with pytest.raises(FaultyDeadline, match=r"correct.*条例29") as caught:
        due(get_term("correct", OLD), "2023-06-08")
    assert "no length of its own" in caught.value.en


@pytest.mark.parametrize("length", [0, -1, LONGEST + 1])
def test_a_length_out_of_all_bounds_is_refused(length):
    with pytest.raises(FaultyDeadline, match=str(length)):
        due(DECIDE, "2024-03-05", length=length)


@pytest.mark.parametrize("extension", [-1, LONGEST + 1])
def test_an_extension_out_of_all_bounds_is_refused(extension):
    with pytest.raises(FaultyDeadline, match=str(extension)):
        due(DECIDE, "2024-03-05", extension=extension)


@pytest.mark.parametrize("term", [DECIDE, REPLY, get_term("apply_cap_act", NEW)])
def test_a_term_that_runs_off_the_calendar_is_refused_in_words(term):
    with pytest.raises(FaultyDeadline, match="9999-12-28"):
        due(term, "9999-12-28")


def test_a_past_year_without_its_arrangement_is_refused_only_where_its_days_matter():
    assert due(DECIDE, "2012-12-11") == "2013-02-16"  # 9 February, 春节 to 15; Saturday 16 worked
    with pytest.raises(CalendarMissing, match="2012"):
        due(REPLY, "2012-12-10")
    with pytest.raises(CalendarMissing, match="2012"):
        due(DECIDE, "2012-10-10")


def test_a_stop_of_no_length_changes_nothing_and_hides_no_other():
    assert due(DECIDE, "2024-03-05", "2024-04-01:2024-04-01") == due(DECIDE, "2024-03-05")
    both = due(DECIDE, "2024-03-05", "2024-04-01:2024-04-01", "2024-04-08:2024-04-12")
    assert both == due(DECIDE, "2024-03-05", "2024-04-08:2024-04-12") == "2024-05-08"
