"""Lapses: what time alone makes due is proposed from its first day on, and stays until a person answers it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, NamedTuple

import pytest

from casework.law.history import Unlawful
from casework.law.names import Act, LapseRule, Outcome, Procedure, State, TerminatedCause
from casework.law.terms.lapses import Lapse, lapses
from casework.law.terms.schedule import orders
from tests.law.played import NO_CALENDAR, POLICE, STRANGER, TOWN, Said, case, day

ACCEPTED: Said = (Act.ACCEPT, "2024-03-05")
SIMPLY: Said = (Act.ACCEPT, "2024-09-24", {"procedure": Procedure.SIMPLIFIED, "ground": "art53_1"})
TERMINATED = {"outcome": Outcome.TERMINATED, "cause": TerminatedCause.SUSPENDED_60_DAYS}
ORDER = {"outcome": Outcome.ORDER_PERFORMANCE, "perform_within_days": 30}


class Example(NamedTuple):
    """A life that leaves something to time: the proposal, counted by hand, and the act that answers it."""

    rule: LapseRule
    received: str
    acts: tuple[Said, ...]
    due: str
    article: str
    act: Act
    answer: Said
    legal_on: str | None = None
    optional: bool = False


EXAMPLES = {
    # 4, 5, 6, 7, 8 March; the 9th is a Saturday, and the proposal is there all the same
    "deemed acceptance": Example(
        LapseRule.DEEMED_ACCEPTANCE, "2024-03-01", (), "2024-03-08", "30 ¶3", Act.DEEM_ACCEPTED,
        (Act.DEEM_ACCEPTED, "2024-03-25"), "2024-03-08",
    ),
    # 2, 3, 6, 7, 8 March 2023; accepted from the day of receipt
    "deemed acceptance of 2017": Example(
        LapseRule.DEEMED_ACCEPTANCE, "2023-03-01", (), "2023-03-08", "17 ¶2", Act.DEEM_ACCEPTED,
        (Act.DEEM_ACCEPTED, "2023-03-25"), "2023-03-01",
    ),
    # two whole weeks from Friday 1 March
    "deemed abandonment": Example(
        LapseRule.DEEMED_ABANDONMENT, "2024-02-26",
        ((Act.REQUEST_CORRECTION, "2024-02-29", {"items": ("身份材料",), "notice_received_on": "2024-03-01"}),),
        "2024-03-15", "31 ¶2", Act.DEEM_ABANDONED, (Act.DEEM_ABANDONED, "2024-03-18"),
    ),
    "deemed abandonment after an extension": Example(
        LapseRule.DEEMED_ABANDONMENT, "2024-02-26",
        (
            (Act.REQUEST_CORRECTION, "2024-02-29", {"items": ("身份材料",), "notice_received_on": "2024-03-01"}),
            (Act.EXTEND_CORRECTION, "2024-03-11", {"due": "2024-03-29", "reason": "住院"}),
        ),
        "2024-03-29", "31 ¶2", Act.DEEM_ABANDONED, (Act.RECEIVE_CORRECTION, "2024-03-30"),
    ),
    "deemed abandonment of 2017": Example(
        LapseRule.DEEMED_ABANDONMENT, "2023-03-01",
        ((Act.REQUEST_CORRECTION, "2023-03-03", {"items": ("身份材料",), "due": "2023-03-20"}),),
        "2023-03-20", "条例29", Act.DEEM_ABANDONED, (Act.DEEM_ABANDONED, "2023-03-21"),
    ),
    # 30 days of July, 30 of August
    "sixty days suspended": Example(
        LapseRule.SIXTY_DAYS, "2024-06-24",
        ((Act.ACCEPT, "2024-06-26"), (Act.SUSPEND, "2024-07-01", {"ground": "death"})),
        "2024-08-30", "41(5)", Act.CONCLUDE, (Act.CONCLUDE, "2024-09-02", TERMINATED), optional=True,
    ),
    # 2 April 2023 is a Sunday
    "sixty days suspended of 2017": Example(
        LapseRule.SIXTY_DAYS, "2023-01-30",
        ((Act.ACCEPT, "2023-01-31"), (Act.SUSPEND, "2023-02-01", {"ground": "incapacity"})),
        "2023-04-03", "条例42 ¶2", Act.CONCLUDE, (Act.RESUME, "2023-04-10"), optional=True,
    ),
    # 25, 26, Sunday 28, 29, 30 April; 6, 7, 8, 9, 10 May
    # the review stands still, the respondent's term does not: ten working days from Monday 11 March
    "no reply while the case is suspended": Example(
        LapseRule.NO_REPLY, "2024-03-01",
        (
            ACCEPTED,
            (Act.SEND_COPY, "2024-03-08", {"received_on": "2024-03-11"}),
            (Act.SUSPEND, "2024-03-12", {"ground": "related_case"}),
        ),
        "2024-03-25", "70", Act.RECEIVE_REPLY, (Act.RECEIVE_REPLY, "2024-03-28"),
    ),
    "no reply": Example(
        LapseRule.NO_REPLY, "2024-04-19",
        ((Act.ACCEPT, "2024-04-22"), (Act.SEND_COPY, "2024-04-23", {"received_on": "2024-04-24"})),
        "2024-05-10", "70", Act.RECEIVE_REPLY, (Act.RECEIVE_REPLY, "2024-05-13"),
    ),
    # Sunday 29, 30 September; 8, 9, 10 October
    "no reply in simplified procedure": Example(
        LapseRule.NO_REPLY, "2024-09-23",
        (SIMPLY, (Act.SEND_COPY, "2024-09-26", {"received_on": "2024-09-27"})),
        "2024-10-10", "70", Act.RECEIVE_REPLY, (Act.CONCLUDE, "2024-10-14", {"outcome": Outcome.REVOKE}),
    ),
    # ten calendar days end on 22 January 2023, in 春节 until the 27th
    "no reply of 2017": Example(
        LapseRule.NO_REPLY, "2023-01-09",
        ((Act.ACCEPT, "2023-01-10"), (Act.SEND_COPY, "2023-01-11", {"received_on": "2023-01-12"})),
        "2023-01-28", "28 ¶1(4)", Act.RECEIVE_REPLY, (Act.RECEIVE_REPLY, "2023-01-30"),
    ),
    # 8 September 2024 is a Sunday
    "no feedback": Example(
        LapseRule.NO_FEEDBACK, "2024-03-01",
        (
            ACCEPTED,
            (Act.CONCLUDE, "2024-04-30", {"outcome": Outcome.REVOKE}),
            (Act.ISSUE_OPINION, "2024-07-08", {"to": POLICE, "received_on": "2024-07-10"}),
        ),
        "2024-09-09", "76", Act.RECORD_FEEDBACK, (Act.RECORD_FEEDBACK, "2024-09-20"),
    ),
    # 21 days of March, 30 of April, 9 of May
    "no feedback of 2017": Example(
        LapseRule.NO_FEEDBACK, "2023-02-20",
        ((Act.ACCEPT, "2023-02-22"), (Act.ISSUE_OPINION, "2023-03-08", {"to": POLICE, "received_on": "2023-03-10"})),
        "2023-05-09", "条例57 ¶1", Act.RECORD_FEEDBACK, (Act.RECORD_FEEDBACK, "2023-05-10"),
    ),
    # 11 days of May, 19 of June
    "not performed": Example(
        LapseRule.NOT_PERFORMED, "2024-03-01",
        (ACCEPTED, (Act.CONCLUDE, "2024-04-30", ORDER), (Act.SERVE, "2024-05-20")),
        "2024-06-19", "66, 77", Act.RECORD_PERFORMANCE, (Act.RECORD_PERFORMANCE, "2024-06-25"),
    ),
    # 15 June 2023 and fifteen days: 30 June, a Friday
    "not performed of 2017": Example(
        LapseRule.NOT_PERFORMED, "2023-04-03",
        (
            (Act.ACCEPT, "2023-04-04"),
            (Act.CONCLUDE, "2023-05-30", {**ORDER, "perform_within_days": 15}),
            (Act.SERVE, "2023-06-15"),
        ),
        "2023-06-30", "28 ¶1(2), 32", Act.RECORD_PERFORMANCE, (Act.RECORD_PERFORMANCE, "2023-07-03"),
    ),
}  # fmt: skip
every_lapse = pytest.mark.parametrize("name", EXAMPLES)


def of_rule(life: Any, on: str, rule: LapseRule) -> list[Lapse]:
    return [lapse for lapse in lapses(life, day(on)) if lapse.rule is rule]


@every_lapse
def test_a_lapse_is_proposed_from_the_day_after_the_last_with_its_article_and_legal_date(name):
    example = EXAMPLES[name]
    life = case(example.received, *example.acts)
    last = day(example.due)
    assert not [x for x in lapses(life, last) if x.rule is example.rule]
    (lapse,) = [x for x in lapses(life, last + timedelta(1)) if x.rule is example.rule]
    assert (lapse.due, lapse.since) == (last, last + timedelta(1))
    assert (lapse.article, lapse.act, lapse.optional) == (example.article, example.act, example.optional)
    assert lapse.legal_on == (day(example.legal_on) if example.legal_on else None)
    assert str(last) in lapse.zh
    assert str(last) in lapse.en


@every_lapse
def test_a_missed_day_loses_nothing(name):
    example = EXAMPLES[name]
    life = case(example.received, *example.acts)
    first = [x for x in lapses(life, day(example.due) + timedelta(1)) if x.rule is example.rule]
    assert of_rule(life, "2026-06-30", example.rule) == first


@every_lapse
def test_a_lapse_is_gone_after_the_act_that_answers_it(name):
    example = EXAMPLES[name]
    assert not of_rule(case(example.received, *example.acts, example.answer), "2026-06-30", example.rule)


@every_lapse
def test_a_lapse_is_gone_after_a_person_set_it_aside_with_a_reason(name):
    example = EXAMPLES[name]
    aside = {"lapse": example.rule, "reason": "电话中说明了正当理由"}
    on = (day(example.due) + timedelta(1)).isoformat()
    life = case(example.received, *example.acts, (Act.SET_ASIDE_LAPSE, on, aside))
    assert not of_rule(life, "2026-06-30", example.rule)
    (step,) = [step for step in life.facts.steps if step.act == Act.SET_ASIDE_LAPSE]
    assert step.particulars == {"lapse": example.rule.value, "reason": "电话中说明了正当理由"}


@every_lapse
def test_to_set_a_lapse_aside_before_it_exists_or_to_set_another_aside_leaves_it(name):
    example = EXAMPLES[name]
    other = next(rule for rule in LapseRule if rule is not example.rule)
    early = (Act.SET_ASIDE_LAPSE, example.due, {"lapse": example.rule, "reason": "早了一日"})
    wrong = (Act.SET_ASIDE_LAPSE, "2025-12-01", {"lapse": other, "reason": "另一项"})
    assert of_rule(case(example.received, *example.acts, early, wrong), "2026-06-30", example.rule)


def test_a_void_record_proposes_nothing():
    assert not lapses(case("2024-03-01", (Act.VOID, "2024-03-20", {"reason": "重复登记"})), day("2024-05-01"))


def test_a_lapse_set_aside_is_proposed_again_for_a_new_term():
    life = case(
        "2024-03-01",
        (Act.SET_ASIDE_LAPSE, "2024-03-11", {"lapse": LapseRule.DEEMED_ACCEPTANCE, "reason": "补正中"}),
    )
    assert not lapses(life, day("2024-03-20"))
    reopened = case(
        "2024-03-01",
        (Act.DECLINE, "2024-03-05", {"reason": 1}),
        (Act.SET_ASIDE_LAPSE, "2024-03-11", {"lapse": LapseRule.DEEMED_ACCEPTANCE, "reason": "补正中"}),
        (Act.REOPEN, "2024-04-01", {"to": State.EXAMINING, "by_order_of": "测试市人民政府"}),
    )
    (lapse,) = lapses(reopened, day("2024-04-10"))
    assert lapse.due == day("2024-04-09")  # 2, 3 April; 4-6 off; Sunday 7, 8, 9


def test_without_the_day_on_which_the_notice_was_received_nothing_can_be_abandoned():
    asked = (Act.REQUEST_CORRECTION, "2024-02-29", {"items": ("身份材料",)})
    assert not lapses(case("2024-02-26", asked), day("2026-06-30"))
    old = (Act.REQUEST_CORRECTION, "2023-03-03", {"items": ("身份材料",), "notice_received_on": "2023-03-06"})
    assert not lapses(case("2023-03-01", old), day("2026-06-30"))


def test_sixty_days_are_no_ground_to_terminate_where_the_law_names_another():
    acts = ((Act.ACCEPT, "2024-06-26"), (Act.SUSPEND, "2024-07-01", {"ground": "missing"}))
    assert not lapses(case("2024-06-24", *acts), day("2026-06-30"))


def test_the_sixty_days_are_those_of_the_suspension_that_stands():
    acts: tuple[Said, ...] = (
        (Act.ACCEPT, "2024-06-26"),
        (Act.SUSPEND, "2024-07-01", {"ground": "death"}),
        (Act.RESUME, "2024-07-10"),
        (Act.SUSPEND, "2024-08-01", {"ground": "incapacity"}),
    )
    (lapse,) = lapses(case("2024-06-24", *acts), day("2024-10-31"))
    assert lapse.due == day("2024-09-30")  # 30 days of August, 30 of September


def test_each_respondent_has_its_own_term_of_reply():
    acts: tuple[Said, ...] = (
        (Act.ACCEPT, "2024-04-22"),
        (Act.SEND_COPY, "2024-04-23", {"respondent": POLICE, "received_on": "2024-04-24"}),
        (Act.SEND_COPY, "2024-04-23", {"respondent": TOWN, "received_on": "2024-04-25"}),
    )
    both = case("2024-04-19", *acts, respondents=(POLICE, TOWN))
    # one working day later, and 11 May is a Saturday that was worked
    assert [x.due for x in of_rule(both, "2024-05-13", LapseRule.NO_REPLY)] == [day("2024-05-10"), day("2024-05-11")]
    one = case(
        "2024-04-19", *acts, (Act.RECEIVE_REPLY, "2024-05-09", {"respondent": POLICE}), respondents=(POLICE, TOWN)
    )
    assert [x.due for x in of_rule(one, "2024-05-13", LapseRule.NO_REPLY)] == [day("2024-05-11")]


def test_a_copy_that_was_not_received_asks_for_no_reply():
    life = case("2024-04-19", (Act.ACCEPT, "2024-04-22"), (Act.SEND_COPY, "2024-04-23"))
    assert not of_rule(life, "2024-06-30", LapseRule.NO_REPLY)


def test_silence_is_silence_while_the_review_is_suspended_too():
    acts: tuple[Said, ...] = (*EXAMPLES["no reply"].acts, (Act.SUSPEND, "2024-05-06", {"ground": "legal_question"}))
    for more in ((), ((Act.RESUME, "2024-05-21"),)):
        (lapse,) = of_rule(case("2024-04-19", *acts, *more), "2024-05-21", LapseRule.NO_REPLY)
        assert lapse.due == day("2024-05-10")


@pytest.mark.parametrize(("converted", "due"), [("2024-10-11", "2024-10-10"), ("2024-10-10", "2024-10-16")])
def test_a_reply_overdue_before_the_procedure_was_converted_stays_so_and_another_gets_ten_days(converted, due):
    # ten from 27 September: Sunday 29, 30; 8, 9, 10, 11, Saturday 12, 14, 15, 16
    acts = (*EXAMPLES["no reply in simplified procedure"].acts, (Act.CONVERT_PROCEDURE, converted))
    (lapse,) = of_rule(case("2024-09-23", *acts), "2024-10-17", LapseRule.NO_REPLY)
    assert lapse.due == day(due)


def test_a_recommendation_and_a_letter_that_nobody_received_ask_for_no_feedback():
    acts: tuple[Said, ...] = (
        ACCEPTED,
        (Act.ISSUE_RECOMMENDATION, "2024-03-06", {"to": STRANGER}),
        (Act.ISSUE_OPINION, "2024-03-06", {"to": POLICE}),
    )
    assert not of_rule(case("2024-03-01", *acts), "2026-06-30", LapseRule.NO_FEEDBACK)


def test_a_letter_waits_while_the_case_is_examined_anew_because_nothing_can_be_recorded_then():
    acts = (*EXAMPLES["no feedback"].acts, (Act.REOPEN, "2024-07-20", {"to": State.EXAMINING, "by_order_of": "市"}))
    assert not of_rule(case("2024-03-01", *acts), "2024-12-31", LapseRule.NO_FEEDBACK)


def test_an_order_asks_for_nothing_before_it_is_served_and_a_reopened_case_has_none():
    decided: tuple[Said, ...] = (ACCEPTED, (Act.CONCLUDE, "2024-04-30", ORDER))
    assert not lapses(case("2024-03-01", *decided), day("2026-06-30"))
    reopened = (Act.REOPEN, "2024-06-24", {"to": State.REVIEWING, "by_order_of": "市"})
    life = case("2024-03-01", *EXAMPLES["not performed"].acts, reopened)
    assert not of_rule(life, "2026-06-30", LapseRule.NOT_PERFORMED)


def test_performance_of_an_earlier_decision_does_not_answer_the_order_of_a_later_one():
    acts: tuple[Said, ...] = (
        *EXAMPLES["not performed"].acts,
        (Act.RECORD_PERFORMANCE, "2024-06-18"),
        (Act.REOPEN, "2024-06-24", {"to": State.REVIEWING, "by_order_of": "测试市人民政府"}),
        (Act.CONCLUDE, "2024-07-15", ORDER),
        (Act.SERVE, "2024-07-16"),
    )
    (lapse,) = of_rule(case("2024-03-01", *acts), "2024-12-31", LapseRule.NOT_PERFORMED)
    assert lapse.due == day("2024-08-15")  # 15 days of July, 15 of August: counted from the later service


def test_an_order_to_perform_within_a_time_answers_the_proposal_and_the_order_stays_open_until_performed():
    acts = EXAMPLES["not performed"].acts  # thirty days to 19 June
    early: Said = (Act.RECORD_PERFORMANCE, "2024-06-18", {"ordered_on": "2024-06-18"})
    urged: Said = (Act.RECORD_PERFORMANCE, "2024-06-25", {"ordered_on": "2024-06-21", "talked_on": "2024-06-24"})
    assert of_rule(case("2024-03-01", *acts, early), "2024-12-31", LapseRule.NOT_PERFORMED)
    life = case("2024-03-01", *acts, urged)
    assert not of_rule(life, "2024-12-31", LapseRule.NOT_PERFORMED)
    assert [order.settled_on for order in orders(life)] == [None]
    performed = case("2024-03-01", *acts, urged, (Act.RECORD_PERFORMANCE, "2024-07-01", {"performed_on": "2024-06-28"}))
    assert [order.settled_on for order in orders(performed)] == [day("2024-06-28")]
    assert performed.facts.review.decision.talked_on == day("2024-06-24")


@pytest.mark.parametrize("step", ["ordered_on", "talked_on", "criticised_on", "performed_on"])
@pytest.mark.parametrize("on", ["2024-04-29", "2024-06-26"])  # before the decision; after the act that records it
def test_a_step_of_performance_lies_between_the_decision_and_its_record(step, on):
    with pytest.raises(Unlawful) as refused:
        case("2024-03-01", *EXAMPLES["not performed"].acts, (Act.RECORD_PERFORMANCE, "2024-06-25", {step: on}))
    assert (refused.value.refusal.rule, refused.value.refusal.article) == ("date-order", "77")


def test_without_a_calendar_nothing_is_proposed_and_nothing_fails():
    for name in (
        "deemed acceptance of 2017",
        "no reply of 2017",
        "no feedback of 2017",
        "sixty days suspended of 2017",
    ):
        example = EXAMPLES[name]
        assert not lapses(case(example.received, *example.acts, calendar=NO_CALENDAR), day("2026-06-30"))


def test_an_order_longer_than_any_calendar_has_no_last_day():
    acts = (ACCEPTED, (Act.CONCLUDE, "2024-04-30", {**ORDER, "perform_within_days": 2_000_000_000}))
    assert not lapses(case("2024-03-01", *acts, (Act.SERVE, "2024-05-20")), day("2026-06-30"))
