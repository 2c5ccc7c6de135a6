"""The explanation of a deadline, and what holds for every term, start, stop and extension."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.law.names import Edition, Procedure
from casework.law.terms.calendar import WorkCalendar, parse_arrangement
from casework.law.terms.deadlines import (
    Deadline,
    Stop,
    deadline_json,
    due_date,
    explain,
)
from casework.law.terms.terms import TERMS, Term, Unit, get_term
from tests.law.played import FIXTURES

NATIONAL = WorkCalendar(
    [
        parse_arrangement(json.loads((FIXTURES / f"{year}.json").read_text(encoding="utf-8")))
        for year in range(2013, 2027)
    ]
)
NEW = Edition.E2023
ORDINARY = Procedure.ORDINARY
DECIDE = get_term("decide", NEW)
REPLY = get_term("reply", NEW)
HEARING = get_term("hearing_notice", NEW)


def day(text: str) -> date:
    return date.fromisoformat(text)


def stop(text: str, why: str = "中止") -> Stop:
    start, _, end = text.partition(":")
    return Stop(day(start), day(end) if end else None, why, "suspension" if why == "中止" else why)


# ---- The explanation ----


def test_the_explanation_tells_start_count_stop_extension_roll_and_due_date():
    found = explain(DECIDE, day("2024-03-05"), NATIONAL, stops=[stop("2024-04-01:2024-04-11")], extension=20)
    # 60 + 20 + 10 days: 3 June; nothing to roll
    assert [(s.kind, s.start.isoformat(), s.end.isoformat(), s.days) for s in found.steps] == [
        ("start", "2024-03-05", "2024-03-05", 0),
        ("count", "2024-03-06", "2024-03-31", 26),
        ("stop", "2024-04-01", "2024-04-10", 10),
        ("count", "2024-04-11", "2024-05-14", 34),
        ("extend", "2024-05-15", "2024-06-03", 20),
        ("due", "2024-06-03", "2024-06-03", 0),
    ]
    assert (found.length, found.due, found.provisional) == (60, day("2024-06-03"), False)


def test_the_roll_names_the_last_day_and_why_it_is_a_rest_day():
    (roll,) = [s for s in explain(DECIDE, day("2024-03-05"), NATIONAL).steps if s.kind == "roll"]
    assert (roll.start, roll.end, roll.days) == (day("2024-05-05"), day("2024-05-06"), 2)
    assert "2024-05-04" in roll.zh
    assert "劳动节" in roll.zh
    assert "Labour Day" in roll.en


def test_a_term_that_ends_on_the_day_of_resuming_names_the_rest_day_and_then_the_resumption():
    found = explain(DECIDE, day("2024-03-05"), NATIONAL, stops=[stop("2024-05-06:2024-05-18")])
    assert [(s.kind, s.start.isoformat(), s.end.isoformat()) for s in found.steps[2:]] == [
        ("roll", "2024-05-05", "2024-05-05"),
        ("stop", "2024-05-06", "2024-05-17"),
        ("roll", "2024-05-18", "2024-05-18"),
        ("roll", "2024-05-19", "2024-05-20"),
        ("due", "2024-05-20", "2024-05-20"),
    ]
    first, resumed, last = (s for s in found.steps if s.kind == "roll")
    assert "2024-05-04" in first.zh
    assert "劳动节" in first.zh
    assert "恢复之日" in resumed.zh
    assert "2024-05-18为法定休假日（周末）" in last.zh


def test_the_skipped_days_are_grouped_by_their_reason_and_make_up_days_are_told():
    steps = explain(REPLY, day("2024-04-24"), NATIONAL).steps
    assert [(s.kind, s.days, s.zh) for s in steps[1:-1]] == [
        ("count", 2, "工作日"),
        ("skip", 1, "周末"),
        ("count", 1, "调休上班"),
        ("count", 2, "工作日"),
        ("skip", 5, "劳动节"),
        ("count", 5, "工作日"),
    ]


def test_several_stops_at_once_are_all_named():
    steps = explain(
        DECIDE,
        day("2024-03-11"),
        NATIONAL,
        stops=[stop("2024-04-01:2024-04-05"), stop("2024-04-03:2024-04-08", "鉴定")],
    ).steps
    assert [(s.zh, s.days) for s in steps if s.kind == "stop"] == [
        ("中止", 2),
        ("中止、鉴定", 2),
        ("鉴定", 3),
    ]


def test_a_clock_that_stands_still_ends_in_its_stop_and_has_no_due_step():
    found = explain(DECIDE, day("2024-03-11"), NATIONAL, stops=[stop("2024-04-01:")])
    assert found.due is None
    assert not found.provisional
    assert [s.kind for s in found.steps] == ["start", "count", "stop"]
    assert found.steps[-1].start == day("2024-04-01")
    assert "尚未恢复" in found.steps[-1].zh


def test_a_notice_counted_back_is_told_from_the_hearing_backwards():
    found = explain(HEARING, day("2024-05-13"), NATIONAL)
    assert [(s.kind, s.start.isoformat(), s.days) for s in found.steps] == [
        ("start", "2024-05-13", 0),
        ("skip", "2024-05-12", 1),
        ("count", "2024-05-11", 1),
        ("count", "2024-05-07", 4),
        ("due", "2024-05-07", 0),
    ]


@pytest.mark.parametrize(
    ("term", "start", "provisional"),
    [
        (DECIDE, "2026-11-01", False),  # 31 December 2026
        (DECIDE, "2026-11-02", True),  # 1 January 2027, rolled to the 4th
        (DECIDE, "2026-12-31", True),
        (REPLY, "2026-12-17", False),
        (REPLY, "2026-12-18", True),
        (HEARING, "2027-01-01", False),
        (HEARING, "2027-01-04", True),  # 1 January was looked at
    ],
)
def test_a_deadline_is_provisional_if_a_year_without_a_notice_was_looked_at(term, start, provisional):
    assert explain(term, day(start), NATIONAL).provisional is provisional


def test_the_json_has_the_agreed_keys_and_nothing_else():
    found = deadline_json(explain(DECIDE, day("2024-03-05"), NATIONAL, extension=30))
    assert {key: value for key, value in found.items() if key != "steps"} == {
        "term": "decide",
        "edition": "2023",
        "article": "62 ¶1",
        "length": 60,
        "unit": "calendar_day",
        "start": "2024-03-05",
        "due": "2024-06-03",
        "provisional": False,
    }
    assert all(list(step) == ["kind", "from", "to", "days", "reason"] for step in found["steps"])
    assert json.loads(json.dumps(found)) == found


def test_the_json_speaks_the_language_asked_for():
    found = explain(REPLY, day("2024-04-24"), NATIONAL)
    for language, word in (("zh", "调休上班"), ("zh-hans", "调休上班"), ("en", "make-up working day")):
        assert word in [step["reason"] for step in deadline_json(found, language)["steps"]]
    assert deadline_json(explain(DECIDE, day("2024-03-11"), NATIONAL, stops=[stop("2024-04-01:")]))["due"] is None


# ---- What holds for all ----

EVERY_TERM = st.sampled_from(
    [get_term(term.code, term.edition or NEW, term.procedure or ORDINARY) for term in TERMS if term.length is not None]
)
FORWARD = EVERY_TERM.filter(lambda term: not term.backwards)
STARTS = st.dates(date(2013, 3, 1), date(2026, 6, 30))
EXTENSIONS = st.integers(0, 30)


@st.composite
def stops_near(draw, start: date, most: int = 4, *, may_be_open: bool = False) -> list[Stop]:
    found = []
    for _ in range(draw(st.integers(0, most))):
        begin = start + timedelta(days=draw(st.integers(-20, 160)))
        found.append(Stop(begin, begin + timedelta(days=draw(st.integers(0, 90)))))
    if may_be_open and draw(st.booleans()):
        found.append(Stop(start + timedelta(days=draw(st.integers(-20, 160))), None))
    return found


class Question(NamedTuple):
    term: Term
    start: date
    stops: list[Stop]
    extension: int

    def due(self) -> date | None:
        return due_date(self.term, self.start, NATIONAL, stops=self.stops, extension=self.extension)

    def explain(self) -> Deadline:
        return explain(self.term, self.start, NATIONAL, stops=self.stops, extension=self.extension)


@st.composite
def questions(draw, terms=EVERY_TERM, *, may_be_open: bool = False) -> Question:
    start = draw(STARTS)
    stops = draw(stops_near(start, may_be_open=may_be_open))
    return Question(draw(terms), start, stops, draw(EXTENSIONS))


@given(questions(may_be_open=True))
def test_the_explanation_and_the_due_date_agree(asked):
    assert asked.explain().due == asked.due()


@given(questions())
def test_a_due_date_is_never_a_rest_day(asked):
    found = asked.due()
    assert found is not None
    assert NATIONAL.is_working_day(found)


@given(questions(FORWARD, may_be_open=True), st.integers(0, 60))
def test_a_later_start_never_brings_an_earlier_due_date(asked, days):
    later = asked._replace(start=asked.start + timedelta(days=days)).due()
    sooner = asked.due()
    assert (later or date.max) >= (sooner or date.max)


@given(questions(FORWARD, may_be_open=True), st.data())
def test_one_stop_more_never_brings_the_due_date_forward(asked, data):
    more = data.draw(stops_near(asked.start, most=1, may_be_open=True))
    longer = asked._replace(stops=[*asked.stops, *more]).due()
    assert (longer or date.max) >= (asked.due() or date.max)


@given(questions(FORWARD), st.integers(0, 30))
def test_a_longer_extension_never_brings_the_due_date_forward(asked, more):
    longer, shorter = asked._replace(extension=asked.extension + more).due(), asked.due()
    assert longer is not None
    assert shorter is not None
    assert longer >= shorter


@given(questions(), st.randoms(use_true_random=False))
def test_the_order_of_the_stops_does_not_matter(asked, random):
    shuffled = random.sample(asked.stops, len(asked.stops))
    assert asked._replace(stops=shuffled).due() == asked.due()


@given(questions(FORWARD))
def test_the_steps_cover_every_day_from_the_start_to_the_due_date_once(asked):
    found = asked.explain()
    first, *middle, last = found.steps
    assert (first.kind, first.start, first.days) == ("start", asked.start, 0)
    assert (last.kind, last.start, last.days) == ("due", found.due, 0)
    assert asked.start + timedelta(days=sum(step.days for step in found.steps)) == found.due
    for step in middle:
        assert step.days == (step.end - step.start).days + 1 > 0
    for before, after in pairwise([first, *middle]):
        assert after.start == before.end + timedelta(days=1)


@given(questions())
def test_the_counted_days_come_to_the_length_and_the_extended_ones_to_the_extension(asked):
    found = asked.explain()
    counted = sum(step.days for step in found.steps if step.kind == "count")
    extended = sum(step.days for step in found.steps if step.kind == "extend")
    assert extended == (0 if asked.term.backwards else asked.extension)
    if asked.term.unit in (Unit.CALENDAR_DAY, Unit.WORKING_DAY):
        assert counted == found.length
    else:
        assert 365 * found.length <= counted <= 366 * found.length


@given(questions())
def test_steps_of_a_kind_are_the_days_that_the_kind_says(asked):
    for step in asked.explain().steps:
        days = [step.start + timedelta(days=n) for n in range(step.days)]
        if step.kind == "skip":
            assert not any(map(NATIONAL.is_working_day, days))
        if step.kind == "count" and asked.term.unit is Unit.WORKING_DAY:
            assert all(map(NATIONAL.is_working_day, days))
        if step.kind in ("count", "extend", "skip") and not asked.term.backwards:
            assert not any(one.start <= d < one.end for d in days for one in asked.stops if one.end)


@given(questions(FORWARD))
def test_a_due_date_never_lies_before_the_end_of_a_stop_that_began_by_it(asked):
    found = asked.due()
    assert all(one.end <= found for one in asked.stops if one.end and asked.start < one.start <= found)


@given(questions(FORWARD, may_be_open=True))
def test_a_roll_over_rest_days_names_a_rest_day_as_the_last_day(asked):
    for step in asked.explain().steps:
        named = re.search(r"届满之日(\d{4}-\d{2}-\d{2})为法定休假日", step.zh)
        assert step.kind == "roll" or named is None
        assert named is None or not NATIONAL.is_working_day(day(named.group(1)))


def counted_on_the_fingers(asked: Question) -> date:
    """The last day after the roll, one day at a time, every stopped day left out.

    A rolled last day that is stopped is passed over like any other: what is due, is due when the clock runs again.
    """
    left = (asked.term.length or 0) + asked.extension
    at = asked.start

    def stopped(at: date) -> bool:
        return any(one.start <= at and (one.end is None or at < one.end) for one in asked.stops)

    while left:
        at += timedelta(days=1)
        counts = asked.term.unit is not Unit.WORKING_DAY or NATIONAL.is_working_day(at)
        left -= counts and not stopped(at)
    while stopped(at) or not NATIONAL.is_working_day(at):
        at += timedelta(days=1)
    return at


@given(questions(FORWARD.filter(lambda term: term.unit in (Unit.CALENDAR_DAY, Unit.WORKING_DAY))))
def test_counting_day_by_day_on_the_fingers_ends_on_the_same_day(asked):
    assert asked.due() == counted_on_the_fingers(asked)
