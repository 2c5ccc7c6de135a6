"""The worklist: what is to be confirmed, overdue, due or waited for, as of any day, found by one query."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casework.explain import explain_record
from casework.law.names import Act, State
from casework.law.terms.schedule import PERFORM, TERMS_IN
from casework.models import Reconsideration
from casework.statistics.datasets import Scope
from casework.worklist import HORIZON_WORKING_DAYS, Item, grouped, worklist
from tests.factories import fresh
from tests.lives import Lives
from tests.management.calls import call, wrong

ON = "2024-05-08"
"""A Wednesday; seven working days on is 16 May: 9, 10, Saturday 11 (worked), 13, 14, 15, 16."""


def listed(office: Any, on: str = ON, organ: str = "甲县", *, subtree: bool = False, handler: str = "") -> list[Any]:
    scope = Scope(office[organ], subtree)
    return worklist(scope, date.fromisoformat(on), office.reference, handler=handler)


def said(items: list[Any]) -> list[tuple[Any, ...]]:
    return [(x.state, x.term, x.due.isoformat(), x.days_left, x.article, x.act) for x in items]


def sent(office: Any, received: str, accepted: str, copy: str, copy_received: str | None = None, **keys: Any) -> Any:
    case = office.do(office.register(received, **keys), Act.ACCEPT, accepted)
    given = {"received_on": copy_received} if copy_received else {}
    return office.do(case, Act.SEND_COPY, copy, **given)


def with_letter(office: Any) -> Any:
    """Concluded, with an opinion letter received on 8 March 2024: 23 days of March, 30 of April, 7 of May."""
    case = office.conclude("2024-01-08", "revoke", days=30)
    return office.do(case, Act.ISSUE_OPINION, "2024-03-07", to="甲县公安局", received_on="2024-03-08")


def with_order(office: Any, on: str = "2024-03-01") -> Any:
    """Ordered to perform within 30 days of 15 April 2024: until 15 May."""
    case = office.accept(on)
    keys = {"outcome": "order_performance", "perform_within_days": 30}
    return office.do(office.do(case, Act.CONCLUDE, "2024-04-12", keys=keys), Act.SERVE, "2024-04-15")


def test_proposals_come_first_then_what_is_overdue_due_and_waited_for_each_by_its_day(office):
    waiting = sent(office, "2024-04-19", "2024-04-22", "2024-04-23", "2024-04-24")
    due = office.register("2024-05-07")
    overdue = sent(office, "2024-03-01", "2024-03-05", "2024-03-06")
    order = with_order(office)
    letter = with_letter(office)
    examined = office.register("2024-04-26")
    found = listed(office)
    assert [item.record for item in found] == [letter, examined, overdue, due, waiting, order]
    assert said(found) == [
        ("to_confirm", "opinion_feedback", "2024-05-07", -1, "76", Act.RECORD_FEEDBACK),
        ("to_confirm", "examine", "2024-05-07", -1, "30 ¶3", Act.DEEM_ACCEPTED),
        ("overdue", "decide", "2024-05-06", -2, "62 ¶1", Act.CONCLUDE),
        ("due", "examine", "2024-05-13", 5, "30 ¶1", Act.ACCEPT),
        ("waiting", "reply", "2024-05-10", 2, "48", Act.RECEIVE_REPLY),
        ("waiting", "perform", "2024-05-15", 7, "66, 77", Act.RECORD_PERFORMANCE),
    ]


def test_what_ends_on_the_last_day_looked_ahead_is_listed_and_what_ends_after_it_is_not(office):
    case = sent(office, "2024-03-08", "2024-03-12", "2024-03-13")  # 60 days: Saturday 11 May, worked
    assert HORIZON_WORKING_DAYS == 7
    assert [item.record for item in listed(office, "2024-04-29")] == [case]  # 30; 6, 7, 8, 9, 10, 11 May
    assert listed(office, "2024-04-28") == []  # a Sunday that was worked: 29, 30; 6, 7, 8, 9, 10 May


def test_simplified_terms_are_listed_under_their_own_articles(office):
    keys = {"procedure": "simplified", "ground": "art53_1"}
    office.do(office.register("2024-04-10"), Act.ACCEPT, "2024-04-12", keys=keys)
    # 15, 16, 17 April; 12 May is a Sunday
    assert said(listed(office)) == [
        ("overdue", "send_copy", "2024-04-17", -21, "54 ¶1", Act.SEND_COPY),
        ("due", "decide", "2024-05-13", 5, "62 ¶2", Act.CONCLUDE),
    ]


def test_a_proposal_stands_in_the_place_of_its_own_term_and_not_of_another_of_the_kind(office):
    case = with_letter(office)
    office.do(case, Act.ISSUE_OPINION, "2024-03-14", to="甲县公安局", received_on="2024-03-15")
    # 16 days of March, 30 of April, 14 of May
    assert [(x.state, x.due.isoformat()) for x in listed(office)] == [
        ("to_confirm", "2024-05-07"),
        ("waiting", "2024-05-14"),
    ]


def test_an_unanswered_letter_of_a_concluded_case_is_listed_until_it_is_answered_also_as_of_a_past_day(office):
    case = with_letter(office)
    assert [x.state for x in listed(office, "2024-05-06")] == ["waiting"]
    answered = office.do(case, Act.RECORD_FEEDBACK, "2024-05-20")
    assert answered.next_due_on is None
    assert listed(office, "2024-05-20") == []
    assert said(listed(office)) == [
        ("to_confirm", "opinion_feedback", "2024-05-07", -1, "76", Act.RECORD_FEEDBACK),
    ]


def test_an_order_is_listed_until_it_is_performed_also_as_of_a_past_day(office):
    case = with_order(office)
    assert [x.state for x in listed(office, "2024-05-16")] == ["to_confirm"]
    office.do(case, Act.RECORD_PERFORMANCE, "2024-05-20")
    assert listed(office, "2024-05-20") == []
    assert [x.state for x in listed(office, "2024-05-16")] == ["to_confirm"]
    assert [x.state for x in listed(office)] == ["waiting"]


def test_a_proposal_that_was_set_aside_leaves_the_term_overdue(office):
    case = office.register("2024-04-26")
    office.do(case, Act.SET_ASIDE_LAPSE, "2024-05-08", lapse="deemed-acceptance", reason="申请人已电话撤回")
    assert said(listed(office)) == [("overdue", "examine", "2024-05-07", -1, "30 ¶1", Act.ACCEPT)]


def test_a_stopped_clock_asks_for_nothing_and_a_void_case_is_not_listed(office):
    case = sent(office, "2024-03-01", "2024-03-05", "2024-03-06")
    office.do(case, Act.SUSPEND, "2024-04-01", ground="legal_question")
    other = sent(office, "2024-03-01", "2024-03-05", "2024-03-06")
    office.do(other, Act.VOID, "2024-05-20", reason="重复登记")
    assert listed(office) == []


def test_an_organ_sees_its_own_items_and_with_its_subtree_those_below(office):
    own = office.register("2024-04-26")
    sister = office.register("2024-04-26", actor=office.actor("乙县"))
    neighbour = office.register("2024-04-26", actor=office.actor("丙县"))
    assert [x.record for x in listed(office)] == [own]
    assert listed(office, organ="市") == []
    assert [x.record for x in listed(office, organ="市", subtree=True)] == [own, sister]
    assert [x.record for x in listed(office, organ="国", subtree=True)] == [own, sister, neighbour]


def test_the_items_of_a_suit_and_of_a_mediation_are_of_those_who_handle_or_mediate_it(office):
    suit, quarrel = office.sue(handlers=["承办人甲"]), office.mediation(mediators=["承办人甲", "调解员乙"])
    quarrel = office.do(quarrel, "conclude", "2024-05-10", result="succeeded", form="written")
    for who, records in (("承办人甲", {suit, quarrel}), ("调解员乙", {quarrel})):
        assert {x.record for x in listed(office, "2024-06-05", handler=who)} == records


def test_a_handler_sees_the_own_cases_and_not_those_of_one_whose_name_holds_the_own(office):
    mine = office.do(office.register("2024-03-01"), Act.ACCEPT, "2024-03-05", handlers=["承办人甲", "承办人乙"])
    for others in (["承办人甲一", "承办人乙"], ["小承办人甲"]):
        office.do(office.register("2024-03-01"), Act.ACCEPT, "2024-03-05", handlers=others)
    office.register("2024-04-26"), office.sue("2024-04-28")
    assert {x.record for x in listed(office, handler="承办人甲")} == {mine}
    assert listed(office, handler="承办人甲、承办人乙") == []


def test_a_handler_is_who_handled_the_case_on_that_day(office):
    case = office.do(office.register("2024-03-01"), Act.ACCEPT, "2024-03-05", handlers=["承办人甲", "承办人乙"])
    office.do(case, Act.ASSIGN, "2024-05-20", handlers=["承办人丙", "承办人丁"])
    assert {x.record for x in listed(office, handler="承办人甲")} == {case}
    assert listed(office, handler="承办人丙") == []
    assert {x.record for x in listed(office, "2024-05-20", handler="承办人丙")} == {case}


# ---- Disputes and mediation cases ----


def test_a_suit_is_to_be_answered_within_fifteen_days_until_it_is_heard(office):
    suit = office.sue("2024-04-24")  # 6 days of April, 9 of May
    wanted = [("due", "litigation_defence", "2024-05-09", 1, "行政诉讼法67 ¶1, 解释108 ¶2", Act.FILE_DEFENCE)]
    assert said(listed(office)) == wanted
    assert [x.record for x in listed(office, "2024-05-09")] == [suit]
    late = [("overdue", "litigation_defence", "2024-05-09", -50, "行政诉讼法67 ¶1, 解释108 ¶2", Act.FILE_DEFENCE)]
    assert said(listed(office, "2024-06-28")) == late
    later = [("overdue", "litigation_defence", "2024-05-09", -124, "行政诉讼法67 ¶1, 解释108 ¶2", Act.FILE_DEFENCE)]
    assert said(listed(office, "2024-09-10")) == later
    office.do(suit, Act.HOLD_HEARING, "2024-05-07")
    assert listed(office) == []
    assert [x.term for x in listed(office, "2024-05-06")] == ["litigation_defence"]


def test_the_defence_of_all_defendants_settles_the_answer_to_a_suit(office):
    suit = office.sue("2024-04-24", defendants=["甲县人民政府", "甲县公安局"])
    suit = office.do(suit, Act.FILE_DEFENCE, "2024-05-06", organ="甲县公安局")
    assert [x.term for x in listed(office, "2024-05-13")] == ["litigation_defence"]
    office.do(suit, Act.FILE_DEFENCE, "2024-05-08")
    assert listed(office, "2024-05-13") == []
    assert [x.term for x in listed(office, "2024-05-07")] == ["litigation_defence"]


APPEALS = {
    "dismiss_claims": [("due", "appeal_judgment", "2024-05-13", 5, "行政诉讼法85", Act.OPEN_INSTANCE)],
    "revoke": [("due", "appeal_judgment", "2024-05-13", 5, "行政诉讼法85", Act.OPEN_INSTANCE)],
    "suit_dismissed": [("due", "appeal_ruling", "2024-05-08", 0, "行政诉讼法85", Act.OPEN_INSTANCE)],
    "withdrawn_voluntary": [],
    "mediated": [],
}


@pytest.mark.parametrize("result", APPEALS)
def test_a_judgment_and_two_kinds_of_ruling_may_be_appealed(office, result):
    suit = office.sue("2024-03-01")
    office.do(suit, Act.CLOSE_INSTANCE, "2024-04-28", result=result)
    assert said(listed(office)) == APPEALS[result]


def test_an_appeal_runs_from_the_ruling_also_long_after_the_closing_and_ends_with_the_next_instance(office):
    suit = office.do(
        office.sue("2023-12-01"), Act.CLOSE_INSTANCE, "2024-01-10", result="revoke", ruling_on="2024-04-26"
    )
    assert [(x.record, x.term, x.due.isoformat()) for x in listed(office)] == [(suit, "appeal_judgment", "2024-05-11")]
    second = {"instance": "second", "court": "测试省高级人民法院", "court_number": "（2024）测行终1号"}
    office.do(suit, Act.OPEN_INSTANCE, "2024-05-07", keys=second)
    assert [(x.term, x.due.isoformat()) for x in listed(office, "2024-05-13")] == [("litigation_defence", "2024-05-22")]


def test_a_second_instance_ends_without_appeal_and_a_void_dispute_asks_for_nothing(office):
    suit = office.do(office.sue("2024-01-08"), Act.CLOSE_INSTANCE, "2024-03-01", result="revoke")
    second = {"instance": "second", "court": "测试省高级人民法院", "court_number": "（2024）测行终1号"}
    suit = office.do(suit, Act.OPEN_INSTANCE, "2024-03-12", keys=second)
    office.do(suit, Act.CLOSE_INSTANCE, "2024-05-06", result="appeal_dismissed")
    office.do(office.sue("2024-04-29"), Act.VOID, "2024-05-06", reason="重复登记")
    assert listed(office) == []


def test_a_suit_is_on_the_list_of_each_defendant_once_in_a_subtree_and_not_of_another_county(office):
    suit = office.sue("2024-04-24", defendants=["甲县人民政府", "甲县公安局"])
    assert [x.record for x in listed(office, organ="甲局")] == [suit]
    assert [x.record for x in listed(office, organ="市", subtree=True)] == [suit]
    assert listed(office, organ="乙县") == []


def test_parties_may_ask_for_confirmation_within_thirty_days_of_their_agreement(office):
    case = office.do(office.mediation("2024-04-01"), Act.CONCLUDE, "2024-04-12", result="succeeded", form="oral")
    article = "人民调解法33 ¶1"  # 18 days of April, 12 of May, a Sunday
    assert said(listed(office)) == [
        ("waiting", "judicial_confirmation", "2024-05-13", 5, article, Act.ASK_CONFIRMATION),
    ]
    assert listed(office, "2024-05-14") == []
    office.do(case, Act.ASK_CONFIRMATION, "2024-05-09")
    assert listed(office, "2024-05-09") == []
    assert len(listed(office)) == 1  # the day before it was asked for
    office.do(office.mediation("2024-04-01"), Act.CONCLUDE, "2024-04-12", result="failed")
    assert listed(office, "2024-05-09") == []


def test_an_agreement_that_took_effect_long_after_the_mediation_is_counted_from_then(office):
    keys = {"result": "succeeded", "effective_on": "2024-04-10"}
    case = office.do(office.mediation("2023-10-10"), Act.CONCLUDE, "2023-11-10", keys=keys)
    assert [(x.record, x.due.isoformat()) for x in listed(office)] == [(case, "2024-05-10")]


# ---- Working days and groups ----


def test_working_days_are_counted_over_rest_days_and_made_up_ones_before_and_after(office):
    due = office.register("2024-05-07")  # 13 May: 9, 10, 11 (worked), 13
    late = sent(office, "2024-03-01", "2024-03-05", "2024-03-06")  # decide 6 May: 7, 8
    found = {item.record: (item.days_left, item.working_days_left, item.in_working_days) for item in listed(office)}
    assert found == {due: (5, 4, True), late: (-2, -2, False)}
    over_a_holiday = {item.record: item.working_days_left for item in listed(office, "2024-04-30")}
    assert over_a_holiday[late] == 1  # 1 to 5 May are free


def test_a_reply_is_counted_in_working_days_in_the_new_edition_alone(office):
    sent(office, "2023-04-19", "2023-04-20", "2023-04-23", "2023-04-28")
    assert [x.in_working_days for x in listed(office, "2023-05-06") if x.term == "reply"] == [False]
    case = sent(office, "2024-04-19", "2024-04-22", "2024-04-23", "2024-04-24")
    assert [x.in_working_days for x in listed(office) if x.record == case] == [True]


def test_items_are_grouped_each_once_by_what_they_ask_for(office):
    today = office.register("2024-04-29")  # 30; 6, 7, 8 … five working days: 9 May
    soon = office.register("2024-05-06")  # 11 May, worked
    later = office.register("2024-05-08")
    overdue = sent(office, "2024-03-01", "2024-03-05", "2024-03-06")
    waiting = sent(office, "2024-04-19", "2024-04-22", "2024-04-23", "2024-04-24")
    proposed = office.register("2024-04-26")
    groups = {
        name: [item.record for item in items] for name, items in grouped(listed(office, "2024-05-09")).items() if items
    }
    assert groups["due_today"] == [today]
    assert groups["within_3"] == [soon]
    assert groups["within_7"] == [later]
    assert groups["overdue"] == [overdue]
    assert groups["to_confirm"] == [proposed]
    assert groups["waiting"] == [waiting]
    assert list(grouped([])) == ["to_confirm", "overdue", "waiting", "due_today", "within_3", "within_7"]


# ---- As of any day ----


def test_before_a_correction_the_list_is_as_it_was_known(office):
    case = sent(office, "2024-03-08", "2024-03-12", "2024-03-13")
    office.do(case, Act.CORRECT, "2024-05-10", fact="accepted_on", value="2024-03-11", reason="笔误")
    assert [(x.state, x.due.isoformat()) for x in listed(office, "2024-05-09")] == [("due", "2024-05-11")]
    assert [(x.state, x.due.isoformat()) for x in listed(office, "2024-05-10")] == [("due", "2024-05-10")]


def test_a_case_that_only_a_later_correction_explains_does_not_spoil_the_list(office):
    case = office.register("2024-04-30")
    case = office.do(case, Act.CORRECT, "2024-05-20", fact="received_on", value="2024-04-22", reason="笔误")
    office.do(case, Act.ACCEPT, "2024-04-24")
    assert [x.term for x in listed(office)] == ["examine"]
    assert {x.term for x in listed(office, "2024-06-17")} == {"send_copy", "decide"}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_as_of_any_day_the_list_says_what_the_explanation_of_each_case_says(office, seed):
    Lives(office, seed).play(cases=14, suits=0, mediations=0, entries=0)
    cases = list(Reconsideration.objects.standing().select_related("organ"))
    for on in (
        date(2023, 8, 15),
        date(2023, 12, 29),
        date(2024, 1, 22),
        date(2024, 4, 1),
        date(2024, 12, 2),
        office.today,
    ):
        found = worklist(Scope(office["国"], subtree=True), on, office.reference)
        horizon = office.reference.calendar.add_working_days(on, HORIZON_WORKING_DAYS).isoformat()
        for case in [case for case in cases if case.received_on <= on]:
            story = explain_record(case, on, office.reference)
            mine = [item for item in found if item.record == case and item.record.kind == case.kind]
            proposed = sorted(item.due.isoformat() for item in mine if item.state == "to_confirm")
            assert proposed == sorted(lapse["day"] for lapse in story["lapses"]), (case, on, story)
            wanted = TERMS_IN.get(State(story["state"]), frozenset()) | {PERFORM}
            running = {
                (each["term"], each["due"])
                for each in story["deadlines"]
                if each["settled_on"] is None and each["due"] and each["due"] <= horizon and each["term"] in wanted
            }
            assert {(item.term, item.due.isoformat()) for item in mine} == running, (case, on)


def test_the_number_of_queries_does_not_grow_with_the_cases(office):
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            listed(office, organ="国", subtree=True)
        return len(captured)

    def one_more() -> None:
        office.sue("2024-04-29")
        office.do(office.mediation("2024-04-01"), Act.CONCLUDE, "2024-04-12", result="succeeded")
        office.register("2024-04-26", actor=office.actor("乙县"))
        sent(office, "2024-04-19", "2024-04-22", "2024-04-23", "2024-04-24")

    with_letter(office)
    one_more()
    listed(office, organ="国", subtree=True)  # reference data are read once
    one = queries()
    for _ in range(5):
        one_more()
        with_order(office)
    assert len(listed(office, organ="国", subtree=True)) > 22
    # whether anything changed since that day; of each kind the records, then their acts
    assert queries() == one == 8


def test_the_command_lists_the_items_as_text_and_json(office):
    case = fresh(office.register("2024-04-26"))
    found = call("worklist", "--organ", "141021", "--on", ON, "--format", "json").json()
    assert found == {
        "on": ON,
        "items": [
            {
                "record": case.pk,
                "number": "甲政复〔2024〕1号",
                "term": "examine",
                "article": "30 ¶3",
                "due": "2024-05-07",
                "days_left": -1,
                "state": "to_confirm",
                "act": "deem_accepted",
            }
        ],
    }
    told = call("worklist", "--organ", "测试市人民政府", "--on", ON, "--subtree")
    assert told.out.splitlines()[1].split() == [
        "待确认", "2024-05-07", "-1", "审查期限", "30", "¶3", "甲政复〔2024〕1号", "视为受理",
    ]  # fmt: skip
    assert "1项" in told.err
    assert call("worklist", "--organ", "甲县人民政府", "--on", "2024-04-26").out.splitlines()[0].startswith("状态")


def test_the_command_refuses_an_unknown_organ_and_no_day(office):
    assert "无名县人民政府" in wrong("worklist", "--organ", "无名县人民政府", "--on", ON)
    assert "--on" in wrong("worklist", "--organ", "141021", "--on", "昨天")


@pytest.mark.parametrize(("working_days", "group"), [(1, "within_3"), (3, "within_3"), (4, "within_7")])
def test_a_term_is_near_up_to_its_third_working_day(working_days, group):
    item = Item(None, "decide", "62", date(2024, 5, 6), working_days, "due", None, working_days, in_working_days=False)
    assert [name for name, found in grouped([item]).items() if found] == [group]
