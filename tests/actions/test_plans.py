"""排期: a coming day is arranged, done by its act or called off; it moves the notice of a hearing alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from casework.actions.counting.recount import recount_all
from casework.actions.recording import Request, perform
from casework.errors import ActRefused, FaultyInput
from casework.law.names import Act, Planned, RecordKind
from casework.models import Event, Plan, Reconsideration
from tests.factories import TODAY, broken_rules

COMING = TODAY + timedelta(8)


def plans(record) -> list[tuple]:
    return list(
        Plan.objects.filter(**{record.kind: record})
        .order_by("position")
        .values_list("what", "on", "done_on", "called_off_on")
    )


def records(office) -> list:
    return [office.accept("2026-06-01"), office.sue("2026-06-01"), office.mediation("2026-06-01")]


@pytest.mark.parametrize("n", range(3))
@pytest.mark.parametrize("what", Planned)
def test_every_open_record_that_has_a_life_takes_a_plan_with_hour_place_and_people(office, n, what):
    record = records(office)[n]
    done = office.do(record, "plan", COMING, what=what.value, at="9:30", place="三楼会议室", who=["申请人甲", "李某"])
    (plan,) = Plan.objects.all()
    assert (plan.what, plan.on, f"{plan.at:%H:%M}", plan.place, plan.who) == (
        what, COMING, "09:30", "三楼会议室", "申请人甲、李某",
    )  # fmt: skip
    assert plan.record == record
    assert plan.organ == record.organ
    assert done.version == record.version + 1


def test_a_plan_moves_no_column_of_its_record_but_the_version(office):
    case = office.accept("2026-06-01")
    before = Reconsideration.objects.values().get(pk=case.pk)
    office.do(case, "plan", COMING, what="hearing")
    after = Reconsideration.objects.values().get(pk=case.pk)
    assert {name for name in after if after[name] != before[name]} == {"version"}
    assert not Event.objects.latest("pk").changes


def test_a_day_that_is_over_is_refused_in_a_sentence_that_names_it_and_today_is_taken(office):
    case = office.accept("2026-06-01")
    with pytest.raises(ActRefused) as refused:
        office.do(case, "plan", TODAY - timedelta(1), what="hearing")
    assert refused.value.zh == "排期的日子2026-06-29已经过去，要写今天2026-06-30或者以后的一天"
    assert not Plan.objects.exists()
    office.do(case, "plan", TODAY, what="hearing")
    assert plans(case) == [("hearing", TODAY, None, None)]


@pytest.mark.parametrize(("key", "value"), [("what", "party"), ("at", "25:00"), ("at", "9"), ("at", 9)])
def test_what_cannot_be_read_is_refused_with_its_value(office, key, value):
    case = office.accept("2026-06-01")
    with pytest.raises(FaultyInput, match=str(value)):
        office.do(case, "plan", COMING, **{"what": "hearing", key: value})


def test_the_same_is_not_planned_twice_but_at_another_hour_or_after_it_was_called_off(office):
    case = office.do(office.accept("2026-06-01"), "plan", COMING, what="hearing", at="9:30", place="复议庭")
    with pytest.raises(ActRefused) as refused:
        office.do(case, "plan", COMING, what="hearing", at="9:30", place="复议庭")
    assert refused.value.rule == "planned"
    case = office.do(case, "plan", COMING, what="hearing", at="14:30", place="复议庭")
    case = office.do(case, "call_off", TODAY, plan=1)
    office.do(case, "plan", COMING, what="hearing", at="9:30", place="复议庭")
    assert Plan.objects.filter(called_off_on=None).count() == 2


def test_what_has_ended_takes_no_plan(office):
    dispute = office.do(office.mediation("2026-06-01"), "conclude", "2026-06-02", result="failed")
    suit = office.do(office.sue("2026-06-01"), "close_instance", "2026-06-20", result="ended")
    for ended in (office.conclude("2026-04-01"), dispute, suit):
        with pytest.raises(ActRefused) as refused:
            office.do(ended, "plan", COMING, what="hearing")
        assert refused.value.rule == "state"


DOING: list[tuple[str, str, dict[str, str]]] = [
    ("hearing", "hold_hearing", {}),
    ("talk", "hear_opinions", {}),
    ("mediation", "mediate", {}),
    ("inspection", "investigate", {}),
    ("visit", "investigate", {}),
    ("visit", "hear_opinions", {}),
]


@pytest.mark.parametrize(("what", "act", "keys"), DOING)
def test_a_plan_is_done_by_the_act_that_it_was_made_for_on_or_after_its_day(office, what, act, keys):
    case = office.do(office.accept("2026-06-01"), "plan", TODAY, what=what)
    case = office.do(case, act, TODAY - timedelta(1), **keys)
    assert plans(case) == [(what, TODAY, None, None)], "held before its day, it was another one"
    case = office.do(case, act, TODAY, **keys)
    assert plans(case) == [(what, TODAY, TODAY, None)]


def test_an_act_recorded_before_the_plan_does_not_do_it(office):
    case = office.do(office.accept("2026-06-01"), "hold_hearing", TODAY)
    assert plans(office.do(case, "plan", TODAY, what="hearing")) == [("hearing", TODAY, None, None)]


def test_a_hearing_in_court_and_the_end_of_a_mediation_do_theirs(office):
    suit = office.do(office.sue("2026-06-01"), "plan", TODAY, what="hearing")
    assert plans(office.do(suit, "hold_hearing", TODAY)) == [("hearing", TODAY, TODAY, None)]
    dispute = office.do(office.mediation("2026-06-01"), "plan", TODAY, what="mediation")
    assert plans(office.do(dispute, "conclude", TODAY, result="failed")) == [("mediation", TODAY, TODAY, None)]


def test_a_plan_is_called_off_by_its_number_and_stays_to_be_read(office):
    case = office.accept("2026-06-01")
    for day in (COMING, COMING + timedelta(1)):
        case = office.do(case, "plan", day, what="hearing")
    with pytest.raises(ActRefused) as which:
        office.do(case, "call_off", TODAY)
    assert which.value.rule == "which"
    case = office.do(case, "call_off", TODAY, plan=2, reason="申请人住院")
    assert [one[3] for one in plans(case)] == [None, TODAY]
    case = office.do(case, "call_off", TODAY)
    assert [one[3] for one in plans(case)] == [TODAY, TODAY]
    for keys in ({}, {"plan": 1}, {"plan": 3}):
        with pytest.raises(ActRefused) as refused:
            office.do(case, "call_off", TODAY, **keys)
        assert refused.value.rule == "no-plan"


def test_the_day_of_a_plan_is_moved_by_a_correction_and_not_into_the_past(office):
    case = office.do(office.accept("2026-06-01"), "plan", COMING, what="hearing")
    later = COMING + timedelta(5)
    case = office.do(case, "correct", TODAY, fact="plan#1.on", value=later.isoformat(), reason="法官有会")
    assert plans(case) == [("hearing", later, None, None)]
    with pytest.raises(ActRefused) as refused:
        office.do(case, "correct", TODAY, fact="plan#1.on", value="2026-06-29", reason="x")
    assert refused.value.rule == "past"


def test_plans_are_derived_a_void_record_has_none_and_counting_anew_brings_them_back(office):
    case = office.do(office.accept("2026-06-01"), "plan", COMING, what="hearing", who=["李某"])
    case = office.do(case, "call_off", TODAY)
    assert broken_rules(office) == {}
    Plan.objects.update(place="别处", called_off_on=None)
    assert [found.record for found in recount_all(TODAY, office.reference)] == [case]
    assert plans(case) == [("hearing", COMING, None, TODAY)]
    case.refresh_from_db()
    office.do(case, "void", TODAY, reason="重复登记")
    assert not Plan.objects.exists()


def test_a_plan_for_a_day_that_is_over_is_refused_and_kept_where_it_comes_with_the_history_of_a_record(office):
    case, over = office.accept("2026-06-01"), TODAY - timedelta(1)
    with pytest.raises(ActRefused) as refused:
        office.do(case, "plan", over, what="hearing")
    assert refused.value.rule == "past"
    assert not Plan.objects.exists()
    asked = Request(RecordKind.RECONSIDERATION, Act.PLAN, over, {"what": "hearing"}, case, as_recorded=True)
    perform(asked, actor=office.actor(), today=TODAY, reference=office.reference)
    assert plans(case) == [("hearing", over, None, None)]


def test_the_last_day_of_the_notice_of_a_planned_hearing_is_on_the_case_until_all_parties_have_it(office):
    case = office.do(office.accept("2026-06-01"), "send_copy", "2026-06-05", received_on="2026-06-05")
    case = office.do(case, "receive_reply", "2026-06-12")
    case = office.do(case, "plan", "2026-07-10", what="hearing")
    assert (case.next_term, case.next_due_on) == ("hearing_notice", date(2026, 7, 3))
    case = office.do(case, "serve", TODAY, paper="hearing_notice")
    assert case.next_term == "decide"
    assert broken_rules(office) == {}
