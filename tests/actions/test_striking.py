"""What stands in the way of striking an act, and what does not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from casework.errors import ActRefused
from casework.law.history import play, play_until
from casework.law.names import Act, RecordKind, State
from casework.registry import recorded_acts
from tests.factories import broken_rules
from tests.law.played import NATIONAL

COMING = {"what": "hearing"}


def strike(office, case, target):
    return office.do(case, Act.STRIKE, office.today, keys={"target": target, "reason": "误录"})


@pytest.mark.parametrize("act", [Act.HOLD_HEARING, Act.CONSULT_COMMITTEE, Act.HEAR_OPINIONS])
def test_of_an_act_that_was_logged_twice_the_first_can_be_struck(office, act):
    case = office.case_in(State.REVIEWING)
    for day in ("2024-03-10", "2024-03-12"):
        case = office.do(case, act, day)
    case = strike(office, case, f"{act.value}#1")
    assert case.phases.get(kind="review").heard == (act is Act.HOLD_HEARING)
    case = strike(office, case, f"{act.value}#2")
    assert not case.phases.get(kind="review").heard


def test_a_plan_for_a_coming_day_can_be_struck(office):
    case = office.do(office.case_in(State.REVIEWING), Act.PLAN, office.today + timedelta(8), keys=COMING)
    case = strike(office, case, "plan#1")
    assert case.plans.count() == 0


def test_a_plan_keeps_its_number_when_an_earlier_one_is_struck(office):
    case = office.case_in(State.REVIEWING)
    for days in (8, 9, 10):
        case = office.do(case, Act.PLAN, office.today + timedelta(days), keys=COMING)
    case = office.do(case, Act.CALL_OFF, office.today, plan=3, reason="申请人住院")
    case = strike(office, case, "plan#1")
    second, third = case.plans.order_by("position")
    assert [(second.position, second.called_off_on), (third.position, third.called_off_on)] == [
        (1, None),
        (2, office.today),
    ]
    with pytest.raises(ActRefused, match="第1次排期没有"):
        office.do(case, Act.CALL_OFF, office.today, plan=1)
    case = office.do(case, Act.CALL_OFF, office.today, plan=2, reason="改期")
    assert not case.plans.filter(called_off_on=None).exists()
    assert broken_rules(office) == {}


def test_neither_a_plan_nor_its_calling_off_is_needed_by_the_hearing_that_was_held(office):
    case = office.case_in(State.REVIEWING)
    case = office.do(case, Act.PLAN, office.today, keys=COMING)
    case = office.do(case, Act.HOLD_HEARING, office.today)
    assert case.plans.get().done_on == office.today
    case = strike(office, case, "plan#1")
    assert case.phases.get(kind="review").heard


def test_a_calling_off_that_named_no_plan_stays_with_the_one_that_stood_then(office):
    case = office.case_in(State.REVIEWING)
    case = office.do(case, Act.PLAN, office.today, keys=COMING)
    case = office.do(case, Act.HOLD_HEARING, office.today)
    case = office.do(case, Act.PLAN, office.today + timedelta(8), keys=COMING)
    case = office.do(case, Act.CALL_OFF, office.today, reason="申请人住院")
    case = office.do(case, Act.CORRECT, office.today, fact="hold_hearing#1.on", value="2024-03-10", reason="笔误")
    first, second = case.plans.order_by("position")
    assert (first.done_on, second.called_off_on) == (None, office.today)


def test_a_plan_that_was_called_off_is_needed_by_its_calling_off(office):
    case = office.do(office.case_in(State.REVIEWING), Act.PLAN, office.today + timedelta(8), keys=COMING)
    case = office.do(case, Act.CALL_OFF, office.today, reason="申请人住院")
    with pytest.raises(ActRefused) as refused:
        strike(office, case, "plan#1")
    assert refused.value.rule == "needed"


LETTER = {"to": "甲县公安局"}


def test_a_letter_keeps_its_number_for_its_answer_and_its_correction_when_an_earlier_one_is_struck(office):
    case = office.case_in(State.REVIEWING)
    for day in ("2024-03-20", "2024-03-12"):
        case = office.do(case, "issue_opinion", day, received_on=day, keys=LETTER)
    case = strike(office, case, "issue_opinion#1")
    with pytest.raises(ActRefused, match="没有第1份意见书，本案有：2"):
        office.do(case, "record_feedback", "2024-04-01", letter=1)
    case = office.do(case, "correct", "2024-04-01", fact="issue_opinion#2.received_on", value="2024-03-13", reason="误")
    case = office.do(case, "record_feedback", "2024-04-01", letter="issue_opinion#2")
    assert (case.entries.get().received_on, case.entries.get().answered_on) == (date(2024, 3, 13), date(2024, 4, 1))
    life = play_until(RecordKind.RECONSIDERATION, recorded_acts(case), NATIONAL, date(2024, 3, 15))
    assert [letter.n for letter in life.facts.letters] == [2]


def test_an_answer_to_the_second_letter_does_not_need_the_first(office):
    case = office.case_in(State.REVIEWING)
    for day in ("2024-03-11", "2024-03-12"):
        case = office.do(case, "issue_opinion", day, received_on=day, keys=LETTER)
    case = office.do(case, "record_feedback", "2024-04-01", letter=2)
    case = strike(office, case, "issue_opinion#1")
    assert case.entries.get().on == date(2024, 3, 12)
    with pytest.raises(ActRefused, match="以它为前提"):
        strike(office, case, "issue_opinion#2")


def test_a_striking_plays_the_record_without_the_act_once(office, monkeypatch):
    case = office.do(office.case_in(State.REVIEWING), Act.HOLD_HEARING, "2024-03-12")
    played = []

    def counted(kind, acts, *more, **said):
        played.append(any(done.act is Act.STRIKE for done in acts))
        return play(kind, acts, *more, **said)

    for module in ("recording", "striking"):
        monkeypatch.setattr(f"casework.actions.{module}.play", counted)
    strike(office, case, "hold_hearing#1")
    assert played == [False, True]
