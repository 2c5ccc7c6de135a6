"""How the last day of a term is explained: step by step, and only where there is a day."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from casework.law.history import play_until
from casework.law.names import Act, ExclusionKind, Outcome, RecordKind
from casework.law.terms.others import due_of
from casework.law.terms.schedule import (
    Running,
    article_of,
    due_of_case,
    explained,
    last_day,
    open_terms,
    schedule,
    term_of,
)
from tests.law.played import NATIONAL, NO_CALENDAR, POLICE, TOWN, Said, case, complained, day, history, record
from tests.law.terms.running import ACCEPTED, ASKED, SIMPLY, SUED, still_open

FULL: tuple[Said, ...] = (
    (Act.REQUEST_CORRECTION, "2024-03-04", {"items": ("身份材料",), "notice_received_on": "2024-03-05"}),
    (Act.EXTEND_CORRECTION, "2024-03-11", {"due": "2024-03-29", "reason": "住院"}),
    (Act.RECEIVE_CORRECTION, "2024-03-28"),
    (Act.ACCEPT, "2024-04-01"),
    (Act.SEND_COPY, "2024-04-02", {"received_on": "2024-04-03"}),
    (Act.EXCLUDE, "2024-04-10", {"kind": ExclusionKind.INSPECTION, "start": "2024-04-10", "end": "2024-04-12"}),
    (Act.SUSPEND, "2024-04-15", {"ground": "death"}),
    (Act.RESUME, "2024-04-22"),
    (Act.EXTEND, "2024-05-20", {"days": 10}),
    (Act.HOLD_HEARING, "2024-05-22", {"notice_on": "2024-05-10"}),
    (Act.CONCLUDE, "2024-06-11", {"outcome": Outcome.REVOKE, "redo_ordered": True, "redo_within_days": 45}),
    (Act.SERVE, "2024-06-12"),
    (Act.ISSUE_OPINION, "2024-06-12", {"to": POLICE, "received_on": "2024-06-13"}),
)


def test_the_steps_of_every_explained_term_add_up_to_its_last_day():
    life = case("2024-03-01", *FULL, complained_of=complained(made_on="2024-01-05", known_on="2024-01-08"))
    seen = set()
    for each in schedule(life):
        deadline = explained(life, each)
        assert deadline is not None, each
        assert deadline.due is not None, each
        back = -1 if each.code == "hearing_notice" else 1
        assert deadline.due == last_day(life, each), each
        assert deadline.start + back * timedelta(sum(step.days for step in deadline.steps)) == deadline.due, each
        seen.add(each.code)
    assert seen == {
        "apply", "apply_cap_act", "request_correction", "examine", "correct", "send_copy", "reply", "decide",
        "hearing_notice", "end_suspension", "opinion_feedback", "redo", "sue",
    }  # fmt: skip


def test_the_decision_is_explained_with_its_stops_and_its_extension():
    life = case("2024-03-01", *FULL)
    (decide,) = [x for x in schedule(life) if x.code == "decide"]
    deadline = explained(life, decide)
    assert deadline is not None
    days: dict[str, int] = {}
    for step in deadline.steps:
        days[step.kind] = days.get(step.kind, 0) + step.days
    # 60 days from 1 April, 2 + 7 stopped, 10 more: 19 June, a Wednesday
    assert days == {"start": 0, "count": 60, "stop": 9, "extend": 10, "due": 0}
    assert deadline.due == day("2024-06-19")


def test_a_term_that_a_notice_fixed_is_explained_by_its_days_and_a_statutory_one_by_working_days():
    fixed = case("2024-02-26", ASKED, (Act.EXTEND_CORRECTION, "2024-03-11", {"due": "2024-03-30", "reason": "住院"}))
    (running_term,) = open_terms(fixed)
    deadline = explained(fixed, running_term)
    assert deadline is not None
    assert (deadline.length, deadline.due) == (29, day("2024-03-30"))  # a Saturday: what was fixed does not roll
    statutory = case("2024-02-26", ASKED)
    deadline = explained(statutory, open_terms(statutory)[0])
    assert deadline is not None
    assert (deadline.length, deadline.unit, deadline.due) == (10, "working_day", day("2024-03-15"))


def test_a_reply_that_kept_its_day_is_explained_by_the_working_days_of_its_own_term():
    sent: Said = (Act.SEND_COPY, "2024-09-26", {"received_on": "2024-09-27"})
    life = case("2024-09-23", SIMPLY, sent, (Act.CONVERT_PROCEDURE, "2024-10-11"))
    (deadline,) = [explained(life, x) for x in schedule(life) if x.code == "reply"]
    assert deadline is not None
    assert (deadline.length, deadline.unit, deadline.due) == (5, "working_day", day("2024-10-10"))


def test_a_letter_not_yet_received_hides_no_day_of_another_and_has_none_itself():
    first: Said = (Act.ISSUE_OPINION, "2024-03-11", {"to": POLICE, "received_on": "2024-03-12"})
    second: Said = (Act.ISSUE_OPINION, "2024-03-13", {"to": TOWN})
    assert due_of_case(case("2024-03-01", ACCEPTED, first, second), "opinion_feedback") == day("2024-05-11")
    answered = case("2024-03-01", ACCEPTED, first, second, (Act.RECORD_FEEDBACK, "2024-04-08"))
    assert due_of_case(answered, "opinion_feedback") is None


def test_what_has_no_start_no_calendar_no_such_term_or_no_day_left_is_not_explained():
    life = case("2024-02-26", (Act.REQUEST_CORRECTION, "2024-02-29", {"items": ("身份材料",)}))
    assert explained(life, open_terms(life)[0]) is None
    assert explained(life, Running("correct", day("2024-03-29"), fixed=day("2024-03-29"))) is None
    assert explained(life, Running("refer", day("2024-03-01"))) is None
    assert term_of(life, Running("refer", day("2024-03-01"))) is None
    assert article_of(life, Running("refer", day("2024-03-01"))) == ""
    assert last_day(life, Running("refer", day("2024-03-01"))) is None
    assert last_day(life, Running("decide", day("2024-03-01"))) is None
    old = case("2023-03-01", (Act.ACCEPT, "2023-03-02"), calendar=NO_CALENDAR)
    assert [explained(old, x) for x in schedule(old) if x.start is not None] == [None] * 4
    assert [last_day(old, x) for x in schedule(old)] == [None] * len(list(schedule(old)))


def test_a_general_term_without_a_calendar_has_no_last_day():
    suit = record(RecordKind.LITIGATION, (Act.REGISTER, "2023-09-04", SUED))
    suit.calendar = NO_CALENDAR
    assert due_of(RecordKind.LITIGATION, suit, "litigation_defence") is None


@pytest.mark.parametrize(
    ("on", "expected"), [("2024-03-10", {"correct": None}), ("2024-03-11", {"correct": "2024-03-29"})]
)
def test_a_last_day_that_lies_ahead_is_known_from_the_day_on_which_it_was_fixed(on, expected):
    acts = history(
        "2024-02-26",
        (Act.REQUEST_CORRECTION, "2024-02-29", {"items": ("身份材料",), "notice_received_on": "2024-03-12"}),
        (Act.EXTEND_CORRECTION, "2024-03-11", {"due": "2024-03-29", "reason": "住院"}),
    )
    life: Any = play_until(RecordKind.RECONSIDERATION, acts, NATIONAL, day(on))
    assert still_open(life) == expected
