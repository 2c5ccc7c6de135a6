"""更正: which fact is meant, what it was, who may, and that everything downstream follows."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction

from casework.errors import ActRefused, FaultyInput, NotPermitted
from casework.explain import explain_record
from casework.law.names import RecordKind, Role, State
from tests.factories import ALL_HANDS, broken_rules, events_of, traces

CLERK = frozenset({Role.CLERK})


def correct(office, record, fact, value, on="2024-06-03", roles=ALL_HANDS):
    return office.do(record, "correct", on, actor=office.actor(roles=roles), fact=fact, value=value, reason="笔误")


def last(record):
    return events_of(record)[-1]


FACTS = [
    ("received_on", "2024-02-29", "received_on", date(2024, 2, 29)),
    ("accepted_on", "2024-03-04", "accepted_on", date(2024, 3, 4)),
    ("concluded_on", "2024-04-15", "concluded_on", date(2024, 4, 15)),
    ("field", "土地", "field_child", "land"),
    ("matters", ["许可", "行政处罚"][1:], None, None),
    ("matters", ["行政许可"], "matter", "licensing"),
    ("matters", ["行政许可", "行政处罚"], "matter", "other"),
    ("respondents", ["甲县公安局", "甲县东镇人民政府"], "respondent_class", "other"),
    ("respondents", ["甲县公安局东关派出所", "国家税务总局甲县税务局"], "respondent_class", "other"),
    ("channel", "邮寄", "channel", "mail"),
    ("outcome", "撤销", "outcome", "revoke"),
    ("conclude#1.outcome", "other", "outcome", "other"),
    ("conclude#1.on", "2024-04-16", "concluded_on", date(2024, 4, 16)),
    ("register#1.on", "2024-02-29", "received_on", date(2024, 2, 29)),
    ("filed_on", "2024-02-28", "filed_on", date(2024, 2, 28)),
    ("enterprise_related", True, "enterprise_related", True),
    ("applicants", [{"kind": "法人", "name": "测试公司", "count": 3}], "applicants_count", 3),
    ("handlers", ["承办人丙"], "handlers", "承办人丙"),
]


@pytest.mark.parametrize(("fact", "value", "column", "expected"), FACTS)
def test_a_fact_is_corrected_and_everything_downstream_follows(office, fact, value, column, expected):
    case = office.conclude(days=30)
    if column is None:
        with pytest.raises(ActRefused, match="本来就是"):
            correct(office, case, fact, value)
        return
    before = getattr(case, column)
    done = correct(office, case, fact, value)
    assert getattr(done, column) == expected != before
    event = last(done)
    assert (event.act, event.keys["fact"], event.keys["reason"]) == ("correct", fact, "笔误")
    shown = expected.isoformat() if isinstance(expected, date) else expected
    assert event.changes[column][1] == shown
    assert event.changes[column][0] == (before.isoformat() if isinstance(before, date) else before)
    assert broken_rules(office) == {}


def test_the_nth_act_of_a_name_is_meant_by_its_number(office):
    case = office.case_in(State.REVIEWING)
    for on, ground in (("2024-03-11", "death"), ("2024-03-18", "other")):
        case = office.do(case, "suspend", on, ground=ground)
        case = office.do(case, "resume", date.fromisoformat(on).replace(day=int(on[-2:]) + 3))
    done = correct(office, case, "suspend#2.ground", "法律适用问题")
    assert list(done.stops.order_by("position").values_list("ground", flat=True)) == ["death", "legal_question"]
    done = correct(office, done, "resume#1.on", "2024-03-15")
    assert done.stops.order_by("position").first().until == date(2024, 3, 15)
    with pytest.raises(FaultyInput, match="2"):
        correct(office, done, "suspend#3.ground", "death")
    with pytest.raises(FaultyInput):
        correct(office, done, "suspend#0.ground", "death")


def test_a_fact_can_be_taken_away_but_not_a_date(office):
    case = office.do(office.case_in(State.REVIEWING), "send_copy", "2024-03-08", received_on="2024-03-11")
    done = correct(office, case, "send_copy#1.received_on", None)
    assert done.respondents.get().copy_received_on is None
    with pytest.raises(FaultyInput):
        correct(office, done, "accepted_on", None)


@pytest.mark.parametrize("fact", ["colour", "accept#1.colour", "fly#1.on", "due", ""])
def test_an_unknown_fact_is_named(office, fact):
    case = office.conclude()
    before = traces(case)
    with pytest.raises((FaultyInput, ActRefused)):
        correct(office, case, fact, "x")
    assert traces(case) == before


def test_an_outcome_is_corrected_one_fact_at_a_time_and_lacks_its_ground_until_it_is_said(office):
    def lacking(record):
        found = explain_record(record, date(2024, 6, 30), office.reference)["gaps"]
        return "outcome-without-ground" in {gap["rule"] for gap in found}

    case = correct(office, office.conclude(days=30), "outcome", "撤回", roles=CLERK)
    assert lacking(case)
    case = correct(office, case, "conclude#1.how", "和解", roles=CLERK)
    assert (case.outcome, case.outcome_detail, lacking(case)) == ("withdrawn", "settled", False)
    with transaction.atomic(), pytest.raises(ActRefused) as refused:
        correct(office, case, "outcome", "维持")
    assert refused.value.rule == "particulars"
    case = correct(office, correct(office, case, "conclude#1.how", None), "outcome", "维持")
    assert (case.outcome, case.outcome_detail, lacking(case)) == ("uphold", "", False)
    assert broken_rules(office) == {}


def test_a_termination_without_its_cause_is_reported_and_its_cause_is_held_to_its_limits(office):
    case = office.do(office.accept("2024-03-01"), "conclude", "2024-04-01", outcome="terminated")
    assert broken_rules(office) == {}
    with transaction.atomic(), pytest.raises(ActRefused) as refused:
        correct(office, case, "cause", "中止满六十日")
    assert refused.value.article == "41(5)"
    assert correct(office, case, "cause", "申请人死亡").outcome_detail == "death"


def test_a_fact_that_the_case_does_not_have_yet_cannot_be_corrected(office):
    case = office.register()
    for fact in ("accepted_on", "concluded_on"):
        with transaction.atomic(), pytest.raises(ActRefused) as refused:
            correct(office, case, fact, "2024-03-04")
        assert refused.value.rule == "unknown-fact"


def test_what_would_change_nothing_is_refused(office):
    case = office.conclude()
    before = traces(case)
    for fact, value in (("received_on", "2024-03-01"), ("field", "公安"), ("outcome", "维持")):
        with transaction.atomic(), pytest.raises(ActRefused) as refused:
            correct(office, case, fact, value)
        assert refused.value.rule == "unchanged"
    assert traces(case) == before


IMPOSSIBLE = [
    ("concluded_on", "2024-02-01"),  # before acceptance
    ("received_on", "2024-03-20"),  # after acceptance
    ("accepted_on", "2024-05-20"),  # after the decision
    ("concluded_on", "2026-07-01"),  # after today
    ("matters", []),
    ("respondents", []),
]


@pytest.mark.parametrize(("fact", "value"), IMPOSSIBLE)
def test_what_cannot_have_happened_is_refused_even_to_a_supervisor(office, fact, value):
    case = office.conclude(days=30)
    before = traces(case)
    with pytest.raises(ActRefused):
        correct(office, case, fact, value)
    assert traces(case) == before


def test_one_soft_refusal_does_not_hide_a_hard_one(office):
    """Accepted later, the case was accepted too late (soft), and extended and transferred before that (hard)."""
    case = office.case_in(State.TRANSFERRED)
    before = traces(case)
    with pytest.raises(ActRefused):
        correct(office, case, "accepted_on", "2024-04-20")
    assert traces(case) == before


UNSETTLING = [
    ("received_on", "2024-02-05"),  # then the acceptance came after the examination term
    ("procedure", "simplified"),  # then it could not be extended
]


@pytest.mark.parametrize(("fact", "value"), UNSETTLING)
def test_a_correction_that_unsettles_a_later_act_is_the_supervisors(office, fact, value):
    case = office.case_in(State.REVIEWING)
    for days in (10, 5):
        case = office.do(case, "extend", "2024-03-20", days=days)
    before = traces(case)
    for roles in (CLERK, frozenset({Role.APPROVER})):
        with transaction.atomic(), pytest.raises(NotPermitted) as refused:
            correct(office, case, fact, value, roles=roles)
        assert "机构负责人" in str(refused.value)
    assert traces(case) == before
    done = correct(office, case, fact, value, roles=frozenset({Role.SUPERVISOR}))
    assert done.version == case.version + 1


NEVER = [
    ("extend#1.days", 60, "62 ¶1"),  # one extension
    ("extend#1.days", 29, "62 ¶1"),  # with the second more than 30 in all
    ("outcome", "dismiss_request", "69"),
    ("outcome", "agreement_liability", "71"),
    ("conclude#1.redo_ordered", True, "64 ¶1"),
    ("received_on", "2023-12-29", "53"),  # the 2017 edition knows no simplified procedure
    ("accepted_on", "2024-03-12", "30 ¶3"),
    ("ground", "art53_4", "53 ¶1(4)"),
]


@pytest.mark.parametrize("roles", [frozenset({Role.CLERK, Role.SUPERVISOR}), ALL_HANDS])
@pytest.mark.parametrize(("fact", "value", "article"), NEVER)
def test_no_role_corrects_an_act_into_what_it_could_not_have_said(office, fact, value, article, roles):
    case = office.do(office.register("2024-03-01"), "accept", "2024-03-05", procedure="simplified", ground="art53_1")
    case = office.do(case, "convert_procedure", "2024-03-18")
    for days in (20, 10):
        case = office.do(case, "extend", "2024-03-20", days=days)
    case = office.do(case, "conclude", "2024-04-08", outcome="uphold")
    before = traces(case)
    with transaction.atomic(), pytest.raises(ActRefused) as refused:
        correct(office, case, fact, value, roles=roles)
    assert refused.value.article == article
    assert traces(case) == before


def test_a_case_of_the_old_edition_is_not_corrected_into_an_outcome_of_the_new(office):
    case = office.conclude("2023-03-01")
    with transaction.atomic(), pytest.raises(ActRefused) as refused:
        correct(office, case, "outcome", "confirm_void")
    assert refused.value.rule == "edition"
    assert broken_rules(office) == {}


def test_a_correction_that_unsettles_nothing_is_a_clerks(office):
    assert correct(office, office.conclude(), "field", "税务", roles=CLERK).field == "taxation"


def test_a_record_can_be_moved_past_the_day_of_its_correction(office):
    """The correction stands although the record now begins after it, and later acts are done on top."""
    case = correct(office, office.register("2024-03-01"), "received_on", "2024-03-08", on="2024-03-05")
    assert case.received_on == date(2024, 3, 8)
    case = office.do(case, "accept", "2024-03-11")
    assert correct(office, case, "field", "税务", on="2024-03-12").field == "taxation"


def test_a_correction_can_be_corrected_again(office):
    case = office.register("2024-03-01")
    for value in ("2024-02-28", "2024-02-27", "2024-03-01"):
        case = correct(office, case, "received_on", value)
    assert case.received_on == date(2024, 3, 1)
    assert [event.keys["value"] for event in events_of(case)[1:]] == ["2024-02-28", "2024-02-27", "2024-03-01"]


def test_respondents_may_change_places(office):
    case = office.register(respondents=["甲县公安局", "甲县东镇人民政府"])
    done = correct(office, case, "respondents", ["甲县东镇人民政府", "甲县公安局"])
    names = list(done.respondents.order_by("position").values_list("organ__name", flat=True))
    assert names == ["甲县东镇人民政府", "甲县公安局"]


def test_the_other_kinds_of_record_are_corrected_too(office):
    suit = office.do(office.sue(), "hold_hearing", "2024-06-01")
    suit = office.do(suit, "record_appearance", "2024-06-01", organ="甲县人民政府", rank="chief")
    suit = correct(office, suit, "record_appearance#1.rank", "副职", on="2024-06-10")
    suit = office.do(suit, "close_instance", "2024-07-01", result="revoke")
    suit = correct(office, suit, "concluded_on", "2024-07-03", on="2024-08-01")
    instance = suit.instances.get()
    assert instance.hearings.get().appearances.get().rank == "deputy"
    assert instance.closed_on == instance.sides.get().closed_on == date(2024, 7, 3)
    mediation = office.do(office.mediation(), "conclude", "2024-06-01", result="succeeded")
    mediation = correct(office, mediation, "result", "failed", on="2024-06-05")
    assert mediation.result == "failed"
    entry = correct(office, office.entry(), "quantities", {"count": 5})
    assert [float(q.value) for q in entry.quantities.all()] == [5.0]
    assert correct(office, entry, "received_on", "2024-05-01").received_on == date(2024, 5, 1)
    assert broken_rules(office) == {}


def test_an_impossible_correction_of_a_dispute_is_refused(office):
    suit = office.do(office.sue("2024-05-06"), "hold_hearing", "2024-06-01")
    suit = office.do(suit, "close_instance", "2024-07-01", result="revoke")
    before = traces(suit)
    for fact, value in (
        ("received_on", "2024-06-15"),
        ("concluded_on", "2024-05-20"),
        ("hold_hearing#1.on", "2024-08-01"),
    ):
        with transaction.atomic(), pytest.raises(ActRefused):
            correct(office, suit, fact, value, on="2024-09-01")
    assert traces(suit) == before


def test_a_ground_given_by_its_number_stays_the_ground_that_it_was_in_the_edition_of_the_day(office):
    case = office.accept("2023-12-29", applicants=[{"kind": "legal_person", "name": "测试公司"}])
    case = office.do(case, "suspend", "2024-01-10", ground=3)
    assert last(case).keys["ground"] == "entity_ended"
    assert case.stops.get().ground == "entity_ended"


def test_a_correction_of_an_entry_gives_quantities_of_its_kind_alone(office):
    entry = office.entry()
    before = traces(entry)
    for value in ({"colour": 5}, {"count": "1.5"}):
        with transaction.atomic(), pytest.raises(FaultyInput):
            correct(office, entry, "quantities", value)
    assert traces(entry) == before


def test_what_an_application_needs_cannot_be_taken_away_where_a_case_was_taken_over(office):
    source = office.case_in(State.TRANSFERRED)
    taken = office.do(
        RecordKind.RECONSIDERATION, "take_over", "2024-03-08", actor=office.actor("市"), keys={"from": source.number}
    )
    for fact in ("channel", "matters"):
        with transaction.atomic(), pytest.raises(FaultyInput):
            office.do(taken, "correct", "2024-03-09", fact=fact, value=None, reason="笔误")
    with transaction.atomic(), pytest.raises(ActRefused) as refused:
        office.do(taken, "correct", "2024-03-09", fact="from", value=office.register().number, reason="笔误")
    assert refused.value.article == "38"


def test_a_corrected_successor_handles_the_case_and_one_who_gave_it_away_is_no_handler_to_be_corrected_out(office):
    case = office.do(office.accept("2024-03-01"), "assign", "2024-03-04", handlers=["承办人甲", "承办人乙"])
    case = office.do(case, "hand_over", "2024-04-01", keys={"from": "承办人甲", "to": "承办人丙", "reason": "调动"})
    done = correct(office, case, "hand_over#1.to", "承办人丁")
    assert done.handlers == "承办人丁、承办人乙"
    with transaction.atomic(), pytest.raises(NotPermitted):
        correct(office, done, "assign#1.handlers", ["承办人戊"], roles=CLERK)
