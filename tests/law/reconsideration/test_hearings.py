"""听证的通知: the last day for it is counted back from the plan, and it is met when every party has received it."""

from __future__ import annotations

from typing import Any

from casework.law.documents.papers import Paper
from casework.law.facts import Step
from casework.law.gaps import AsAt, gaps
from casework.law.keys import Applicant
from casework.law.names import Act, Planned
from casework.law.reconsideration.hearings import noticed_on
from casework.law.terms.schedule import explained, last_day, open_terms, schedule
from tests.law.played import POLICE, Said, case, day

ACCEPTED: Said = (Act.ACCEPT, "2024-04-10")
PLANNED: Said = (Act.PLAN, "2024-05-08", {"what": Planned.HEARING})
# back from 8 May: 7, 6, then over Labour Day 30, 29 and Sunday 28 April, a make-up working day
LAST = "2024-04-28"


def noticed(on: str, **keys: Any) -> Said:
    return (Act.SERVE, on, {"paper": Paper.HEARING_NOTICE, **keys})


def still_open(*acts: Said, **keys: Any) -> list[str]:
    life = case("2024-04-08", ACCEPTED, *acts, **keys)
    return [str(last_day(life, one)) for one in open_terms(life) if one.code == "hearing_notice"]


def met(*acts: Said, **keys: Any) -> list[str | None]:
    life = case("2024-04-08", ACCEPTED, *acts, **keys)
    days = [one.settled_on for one in schedule(life) if one.code == "hearing_notice"]
    return [str(day) if day is not None else None for day in days]


def test_the_last_day_of_the_notice_is_counted_back_from_the_plan_in_working_days():
    assert still_open(PLANNED) == [LAST]
    life = case("2024-04-08", ACCEPTED, PLANNED)
    told = next(one for one in schedule(life) if one.code == "hearing_notice")
    deadline: Any = explained(life, told)
    assert (str(deadline.start), str(deadline.due), deadline.term.article) == ("2024-05-08", LAST, "51 ¶1")
    assert told.about == ("paper", "hearing_notice")


def test_only_a_hearing_asks_for_a_notice_and_only_while_its_plan_stands():
    assert still_open((Act.PLAN, "2024-05-08", {"what": Planned.TALK})) == []
    assert still_open(PLANNED, (Act.CALL_OFF, "2024-04-15")) == []
    assert still_open(PLANNED, (Act.HOLD_HEARING, "2024-05-08")) == []
    assert still_open(PLANNED, (Act.SUSPEND, "2024-04-15", {"ground": "force_majeure"})) == []


def test_a_hearing_of_2017_has_no_term_of_notice():
    old = case("2023-03-01", (Act.ACCEPT, "2023-03-08"), (Act.PLAN, "2023-04-03", {"what": Planned.HEARING}))
    assert [one for one in schedule(old) if one.code == "hearing_notice"] == []


def test_the_notice_is_given_when_the_last_of_the_parties_has_received_it():
    assert met(PLANNED, noticed("2024-04-22")) == ["2024-04-22"]
    assert met(PLANNED, noticed("2024-04-22", to="applicant")) == [None]
    both = (noticed("2024-04-22", to="applicant"), noticed("2024-04-24", to=f"organ:{POLICE}"))
    assert met(PLANNED, *both) == ["2024-04-24"]
    third = (Act.JOIN_THIRD_PARTY, "2024-04-11", {"name": "第三人丙"})
    assert met(PLANNED, third, *both) == [None]
    two = {"applicants": (Applicant("citizen", "申请人甲"), Applicant("citizen", "申请人乙"))}
    to_one = (noticed("2024-04-22", to="申请人甲"), noticed("2024-04-22", to="respondent"))
    assert met(PLANNED, *to_one, **two) == [None]


def test_another_paper_is_no_notice_and_a_public_notice_counts_when_it_has_stood():
    assert met(PLANNED, (Act.SERVE, "2024-04-22", {"paper": Paper.ACCEPTANCE})) == [None]
    assert met(PLANNED, noticed("2024-04-12", how="notice", note="下落不明")) == ["2024-05-12"]


def test_a_notice_of_an_earlier_hearing_or_of_a_plan_that_was_called_off_is_none_of_the_next():
    later: Said = (Act.PLAN, "2024-06-03", {"what": Planned.HEARING})
    held: Said = (Act.HOLD_HEARING, "2024-05-08", {"notice_on": "2024-04-22"})
    assert met(PLANNED, noticed("2024-04-22"), held, later) == ["2024-04-22", None]
    assert met(PLANNED, noticed("2024-04-22"), held, later, noticed("2024-05-20")) == ["2024-04-22", "2024-05-20"]
    off: Said = (Act.CALL_OFF, "2024-04-26", {"plan": 1})
    assert met(PLANNED, noticed("2024-04-22"), later, off) == ["2024-04-22"], "planned before the other was called off"
    other: Said = (Act.PLAN, "2024-06-05", {"what": Planned.HEARING})
    assert met(PLANNED, noticed("2024-04-22"), off, other) == [None]
    assert met(PLANNED, noticed("2024-04-22"), off, other, noticed("2024-04-26")) == ["2024-04-26"]


def test_a_hearing_that_names_no_day_of_notice_has_that_of_its_service():
    held: Said = (Act.HOLD_HEARING, "2024-05-08", {"host": "承办人甲", "officers": ("乙", "丙"), "recorder": "丁"})

    def short(*acts: Said) -> list[str]:
        return [g.zh for g in gaps(case("2024-04-08", ACCEPTED, *acts), AsAt(day("2024-05-10"))) if g.rule == RULE]

    assert short(held) == ["2024-05-08的听证应在2024-04-28前通知，没有通知记录"]
    assert short(noticed("2024-04-28"), held) == []
    assert short(noticed("2024-04-29"), held) == ["2024-05-08的听证应在2024-04-28前通知，2024-04-29才通知"]
    facts = case("2024-04-08", ACCEPTED, noticed("2024-04-22"), held).facts
    assert noticed_on(facts, Step("hold_hearing", day("2024-05-08"), {"notice_on": day("2024-04-30")})) == day(
        "2024-04-30"
    )


RULE = "hearing-notice"
