"""What an act keeps, what stays as it was, and what the law still permits on the same day."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from casework.law.acts import RULES
from casework.law.acts.reconsideration import ACTS as RECONSIDERATION
from casework.law.history import Unlawful, play_until
from casework.law.keys import Applicant
from casework.law.litigation import LOSING_RESULTS, Instance, lost
from casework.law.names import (
    GROUND_NUMBERS,
    Act,
    AgreementForm,
    Edition,
    ExclusionKind,
    InstanceLevel,
    MediationResult,
    Outcome,
    RecordKind,
    State,
)
from casework.law.organs.bodies import body_kind_of
from casework.law.terms.others import due_of
from casework.law.terms.schedule import Running, explained, last_day, orders, schedule
from tests.law.played import APPLICATION, NATIONAL, POLICE, STRANGER, TOWN, Said, case, day, done, history, record

ACCEPTED: Said = (Act.ACCEPT, "2024-03-05")
UPHELD: Said = (Act.CONCLUDE, "2024-04-30", {"outcome": Outcome.UPHOLD})


# ---- The table of acts ----

OPEN = "examining correcting reviewing suspended"
SOURCES: dict[str, str] = {
    "examining": "request_correction accept deem_accepted decline refer",
    "correcting": "extend_correction deem_abandoned",
    "correcting abandoned": "receive_correction",
    "examining correcting": "withdraw_early",
    OPEN: "assign hand_over withdraw_party replace_party plan",
    "reviewing": "join_third_party hear_opinions investigate hold_hearing consult_committee "
    "exclude convert_procedure extend suspend",
    "reviewing suspended": "send_copy receive_reply mediate stay_execution transfer_up "
    "open_document_review pass_on_document_review ask_issuer issuer_answer "
    "document_review_reply document_review_result conclude join_cases separate_cases",
    "suspended": "resume",
    "declined concluded": "reopen",
    "reviewing suspended concluded": "issue_opinion issue_recommendation",
    "reviewing suspended concluded transferred": "record_feedback",
    "concluded": "send_to_superior_department publish record_performance record_enforcement",
    "declined referred abandoned withdrawn_early concluded transferred": "archive",
    " ".join(State): "serve set_aside_lapse correct void strike restore call_off",
    "": "register take_over",
}
"""From-states -> the acts that the law permits in them (Act art. 22-79; 条例 art. 29-57)."""


def test_each_act_is_permitted_in_the_states_that_the_law_gives_it():
    expected = {
        Act(act): {State(state) for state in states.split()} for states, acts in SOURCES.items() for act in acts.split()
    }
    assert {act: set(rule.sources) for act, rule in RECONSIDERATION.items()} == expected


@pytest.mark.parametrize(
    ("act", "in_2023", "in_2017"),
    [(Act.EXTEND, "62", "31"), (Act.SUSPEND, "39", "条例41"), (Act.REQUEST_CORRECTION, "31", "条例29"),
     (Act.EXCLUDE, "条例34, 37", "条例34, 37"), (Act.ISSUE_RECOMMENDATION, "条例57 ¶2", "条例57 ¶2")],
)  # fmt: skip
def test_an_act_has_its_article_in_each_edition(act, in_2023, in_2017):
    rule = RULES[RecordKind.RECONSIDERATION][act]
    assert rule is RECONSIDERATION[act]
    assert (rule.article(Edition.E2023), rule.article(Edition.E2017)) == (in_2023, in_2017)


def test_an_act_that_only_records_does_not_move_the_case():
    moving = {act for act, rule in RECONSIDERATION.items() if rule.moves}
    assert moving == {act for act, rule in RECONSIDERATION.items() if rule.to is not None} | {Act.REOPEN}
    assert {act for rules in RULES.values() for act, rule in rules.items() if rule.begins} == {
        Act.REGISTER, Act.TAKE_OVER, Act.RECORD,
    }  # fmt: skip


# ---- What is kept ----


def steps(life: Any) -> dict[str, dict[str, Any]]:
    return {step.act: step.particulars for step in life.facts.steps}


def test_what_the_acts_of_a_case_say_is_kept():
    life = case(
        "2024-03-01",
        (Act.ACCEPT, "2024-03-05", {"number": "甲政复〔2024〕1号", "handlers": ("甲", "乙")}),
        (Act.STAY_EXECUTION, "2024-03-06", {"ground": 2}),
        (Act.INVESTIGATE, "2024-03-08"),
        (Act.ISSUE_RECOMMENDATION, "2024-03-11", {"to": POLICE}),
        (Act.TRANSFER_UP, "2024-03-12", {"organ": STRANGER}),
    )
    assert (life.facts.number, life.facts.handlers, life.facts.transferred_to) == (
        "甲政复〔2024〕1号",
        ("甲", "乙"),
        STRANGER,
    )
    assert steps(life) == {"stay_execution": {"ground": 2}, "investigate": {}}
    assert [(letter.kind, letter.organ) for letter in life.facts.letters] == [("recommendation", POLICE)]


def test_a_number_given_at_registration_stays_where_the_acceptance_gives_none():
    life = case("2024-03-01", ACCEPTED, number="甲政复〔2024〕1号")
    assert life.facts.number == "甲政复〔2024〕1号"


def test_why_an_application_was_declined_and_who_is_competent_is_kept():
    facts = case("2024-03-01", (Act.DECLINE, "2024-03-05", {"reason": 6, "organ": STRANGER})).facts
    assert (facts.intake_reason, facts.competent_organ) == ("6", STRANGER)


def test_the_first_hearing_the_first_committee_and_the_first_service_are_the_days_that_count():
    life = case(
        "2024-03-01", ACCEPTED, (Act.HOLD_HEARING, "2024-03-25"), (Act.HOLD_HEARING, "2024-04-01"),
        (Act.CONSULT_COMMITTEE, "2024-04-02"), (Act.CONSULT_COMMITTEE, "2024-04-08"), UPHELD,
        (Act.SERVE, "2024-05-06"), (Act.SERVE, "2024-05-08"),
    )  # fmt: skip
    review = life.facts.review
    assert (review.heard_on, review.committee_on) == (day("2024-03-25"), day("2024-04-02"))
    assert life.facts.served_on == day("2024-05-06")


def test_a_decision_orders_grants_and_repeats_nothing_that_it_does_not_say():
    decision = case("2024-03-01", ACCEPTED, UPHELD).facts.review.decision
    assert (decision.redo_ordered, decision.procedure_only, decision.compensation_granted) == (False, False, 0)


def test_feedback_answers_an_opinion_letter_never_a_recommendation():
    life = case(
        "2024-03-01", ACCEPTED, (Act.ISSUE_RECOMMENDATION, "2024-03-11", {"to": POLICE}),
        (Act.ISSUE_OPINION, "2024-03-12", {"to": TOWN}), (Act.RECORD_FEEDBACK, "2024-04-08"),
    )  # fmt: skip
    assert [(x.kind, x.answered_on) for x in life.facts.letters] == [
        ("recommendation", None), ("opinion", day("2024-04-08")),
    ]  # fmt: skip


@pytest.mark.parametrize(("said", "expected"), [(None, True), (True, True), (False, False)])
def test_the_superior_takes_over_what_is_claimed_as_said_else_as_it_follows(said, expected):
    keys = {**APPLICATION, "matters": ("inaction",), "claims_inaction": said}
    life = record(RecordKind.RECONSIDERATION, (Act.TAKE_OVER, "2024-03-25", keys))
    assert life.facts.claims_inaction is expected


# ---- What is permitted, and in which order ----


def test_any_matter_but_through_the_organ_comes_by_any_channel_and_each_old_channel_only_in_2017():
    assert not case("2024-03-01", matters=("licensing",)).broken
    for channel in ("fax", "email"):
        assert not case("2023-03-01", channel=channel).broken
        with pytest.raises(Unlawful):
            case("2024-03-01", channel=channel)


def test_corrected_papers_may_be_posted_up_to_the_day_on_which_they_come():
    asked: Said = (Act.REQUEST_CORRECTION, "2024-03-04", {"items": ("身份材料",), "notice_received_on": "2024-03-05"})
    for posted in ("2024-03-08", "2024-03-11"):
        back: Said = (Act.RECEIVE_CORRECTION, "2024-03-11", {"posted_on": posted})
        assert case("2024-03-01", asked, back).facts.state is State.EXAMINING


def test_a_move_may_not_lie_before_an_act_under_review_whatever_was_recorded_late_since():
    asked: Said = (Act.INVESTIGATE, "2024-03-20")
    recorded_late: Said = (Act.HEAR_OPINIONS, "2024-03-06", {"how": "电话"})
    with pytest.raises(Unlawful, match="2024-03-20"):
        case("2024-03-01", ACCEPTED, asked, recorded_late, (Act.SUSPEND, "2024-03-11", {"ground": "death"}))


@pytest.mark.parametrize("edition", Edition)
def test_every_number_of_a_ground_is_one_that_can_be_given(edition):
    received, accepted = ("2024-03-01", "2024-03-05") if edition is Edition.E2023 else ("2023-03-01", "2023-03-03")
    for number, ground in enumerate(GROUND_NUMBERS[edition], start=1):
        both = (Applicant("citizen", "甲"), Applicant("organisation", "乙"))
        life = case(received, (Act.ACCEPT, accepted), (Act.SUSPEND, accepted, {"ground": str(number)}), applicants=both)
        assert life.facts.review.suspensions[0].ground == ground


@pytest.mark.parametrize(
    ("acts", "instead"),
    [
        (((Act.DEEM_ACCEPTED, "2024-03-08"),), (Act.ACCEPT, Act.DECLINE)),
        (((Act.DECLINE, "2024-03-11", {"reason": 1}),), (Act.DEEM_ACCEPTED, Act.CONCLUDE)),
        (
            ((Act.REQUEST_CORRECTION, "2024-03-04", {"items": ("材料",)}), (Act.DEEM_ABANDONED, "2024-06-03")),
            (Act.CORRECT, Act.EXTEND_CORRECTION),
        ),
        (
            (
                (Act.REQUEST_CORRECTION, "2024-03-04", {"items": ("材料",), "notice_received_on": "2024-03-05"}),
                (Act.DEEM_ABANDONED, "2024-03-19"),
            ),
            (Act.RECEIVE_CORRECTION, Act.EXTEND_CORRECTION),
        ),
        ((ACCEPTED, (Act.EXTEND, "2024-04-01", {"days": 31})), (Act.CONCLUDE, Act.SUSPEND)),
        ((ACCEPTED, (Act.EXTEND, "2024-05-07", {"days": 1})), (Act.CONCLUDE,)),
    ],
    ids=["examination runs", "examination over", "no notice", "correction runs", "over thirty days", "term over"],
)
def test_a_refusal_says_what_may_be_done_instead(acts, instead):
    with pytest.raises(Unlawful) as caught:
        case("2024-03-01", *acts)
    assert caught.value.refusal.instead == instead


def test_a_new_last_day_in_the_past_is_refused_by_the_day_that_it_must_follow():
    asked: Said = (Act.REQUEST_CORRECTION, "2024-03-04", {"items": ("材料",)})
    with pytest.raises(Unlawful) as caught:
        case("2024-03-01", asked, (Act.EXTEND_CORRECTION, "2024-03-11", {"due": "2024-03-08", "reason": "住院"}))
    for language in ("zh-hans", "en"):
        assert "2024-03-11" in caught.value.refusal.sentence(language)


# ---- What settles a term ----


def settled(life: Any, code: str) -> list[Any]:
    return [term.settled_on for term in schedule(life) if term.code == code]


def test_a_copy_never_sent_is_settled_by_the_decision_and_a_notice_by_the_end_of_the_intake():
    assert settled(case("2024-03-01", ACCEPTED, UPHELD), "send_copy") == [day("2024-04-30")]
    assert settled(case("2024-03-01", ACCEPTED), "request_correction") == [day("2024-03-05")]
    asked: Said = (Act.REQUEST_CORRECTION, "2024-03-04", {"items": ("材料",)})
    assert settled(case("2024-03-01", asked), "request_correction") == [day("2024-03-04")]


@pytest.mark.parametrize("outcome", [Outcome.ORDER_PERFORMANCE, Outcome.AGREEMENT_LIABILITY])
def test_both_outcomes_that_order_performance_run_until_it_even_on_the_day_of_the_decision(outcome):
    ordered: Said = (Act.CONCLUDE, "2024-04-30", {"outcome": outcome, "perform_within_days": 30})
    agreed = {"matters": ("administrative_agreement",)}
    life = case("2024-03-01", ACCEPTED, ordered, (Act.SERVE, "2024-04-30"), **agreed)
    assert [(x.settled_on, x.fixed) for x in orders(life)] == [(None, day("2024-05-30"))]
    at_once = case("2024-03-01", ACCEPTED, ordered, (Act.RECORD_PERFORMANCE, "2024-04-30"), **agreed)
    assert [x.settled_on for x in orders(at_once)] == [day("2024-04-30")]


def test_a_last_day_that_was_fixed_for_the_next_day_is_explained_and_ends_on_it():
    notice = {"items": ("材料",), "notice_received_on": day("2023-03-06"), "due": day("2023-03-07")}
    life = case("2023-03-01", (Act.REQUEST_CORRECTION, "2023-03-06", notice))
    fixed = Running("correct", day("2023-03-06"), fixed=day("2023-03-07"))
    told = explained(life, fixed)
    assert told is not None
    assert told.due == last_day(life, fixed) == day("2023-03-07")


# ---- Disputes and mediation ----

BEGUN: Said = (
    Act.REGISTER, "2024-05-06",
    {"court": "测试法院", "court_number": "1号", "cause": "治安处罚", "defendants": (POLICE, TOWN)},
)  # fmt: skip
APPEAL = {"instance": InstanceLevel.SECOND, "court": "中院", "court_number": "2号"}


def test_an_instance_may_be_heard_closed_and_appealed_on_one_day():
    life = record(
        RecordKind.LITIGATION, BEGUN, (Act.HOLD_HEARING, "2024-05-06"),
        (Act.CLOSE_INSTANCE, "2024-05-06", {"result": "revoke"}), (Act.OPEN_INSTANCE, "2024-05-06", APPEAL),
    )  # fmt: skip
    assert [instance.closed_on for instance in life.facts.instances] == [day("2024-05-06"), None]


def test_a_hearing_recorded_late_takes_its_place_and_nobody_speaks_for_another_without_agreement():
    life = record(
        RecordKind.LITIGATION, BEGUN, (Act.HOLD_HEARING, "2024-06-10"), (Act.HOLD_HEARING, "2024-06-03"),
        (Act.RECORD_APPEARANCE, "2024-06-03", {"organ": POLICE, "rank": "chief"}),
        (Act.CLOSE_INSTANCE, "2024-06-17", {"result": "revoke"}),
        (Act.HOLD_HEARING, "2024-06-12", {"instance": InstanceLevel.FIRST}),
    )  # fmt: skip
    hearings = life.facts.instances[0].hearings
    assert [hearing.on.day for hearing in hearings] == [3, 10, 12]
    assert [appearance.by_agreement for appearance in hearings[0].appearances] == [False]


LOST = {
    "revoke", "revoke_redo", "revoke_part", "revoke_part_redo", "perform_duty", "pay", "remedy", "confirm_illegal",
    "confirm_void", "alter", "agreement_perform", "agreement_compensate", "compensate",
}  # fmt: skip
"""行政诉讼法 art. 70, 72-78: revocation, performance, payment, remedy, illegality, voidness, alteration, agreement,
compensation."""


@pytest.mark.parametrize(
    "result", sorted(LOST | {"dismiss_claims", "dismiss_compensation", "suit_dismissed", "remanded"})
)
def test_a_first_instance_is_lost_by_each_result_against_the_organ_and_by_no_other(result):
    closed = Instance(InstanceLevel.FIRST, "测试法院", "1号", day("2024-05-06"), [], day("2024-06-17"), result)
    assert lost(closed, POLICE) is (result in LOST)
    assert LOSING_RESULTS == LOST


MEDIATING: dict[str, Any] = {"body": "东村人民调解委员会", "dispute_type": "neighbours", "source": "active"}


@pytest.mark.parametrize(("said", "expected"), [("", "village"), ("professional", "professional")])
def test_the_kind_of_a_body_is_the_one_given_else_told_by_its_name(said, expected):
    life = record(RecordKind.MEDIATION, (Act.REGISTER, "2024-01-15", {**MEDIATING, "body_kind": said}))
    assert life.facts.body_kind == expected


@pytest.mark.parametrize(("said", "expected"), [(None, Decimal(0)), (Decimal("12.50"), Decimal("12.50"))])
def test_an_amount_is_nothing_unless_it_is_given(said, expected):
    life = record(RecordKind.MEDIATION, (Act.REGISTER, "2024-01-15", {**MEDIATING, "amount": said}))
    assert life.facts.amount == expected


def test_an_agreement_may_take_effect_on_the_day_of_receipt_and_known_ahead_it_starts_the_term():
    begun: Said = (Act.REGISTER, "2024-01-15", MEDIATING)
    agreed = {"result": MediationResult.SUCCEEDED, "form": AgreementForm.WRITTEN}
    at_once = record(
        RecordKind.MEDIATION, begun, (Act.CONCLUDE, "2024-01-15", {**agreed, "effective_on": "2024-01-15"})
    )
    assert at_once.facts.agreement_effective_on == day("2024-01-15")
    ahead = [done(*begun), done(Act.CONCLUDE, "2024-01-15", {**agreed, "effective_on": "2024-01-22"})]
    known = play_until(RecordKind.MEDIATION, ahead, NATIONAL, day("2024-01-16"))
    assert due_of(RecordKind.MEDIATION, known, "judicial_confirmation") == day("2024-02-21")


BODIES = {
    "village": ("东村", "东村村委会", "东村村民委员会"),
    "community": ("城关社区", "城关居委会", "城关居民委员会", "城关社居"),
    "street": ("新城街道", "新城街道办", "新城街道办事处"),
    "township": ("东镇", "西乡", "东镇人民政府", "西乡人民政府"),
    "enterprise": ("某公司", "某厂", "某企业", "某集团", "某学校", "某医院", "某中学", "某小学", "某单位"),
    "social_group": ("某协会", "某联合会", "某商会", "某工会", "某妇联", "某学会"),
    "professional": ("道路交通事故纠纷",),
}


@pytest.mark.parametrize("kind", BODIES)
def test_each_word_for_a_body_tells_its_kind(kind):
    for name in BODIES[kind]:
        for suffix in ("", "人民调解委员会", "调解委员会", "调委会", "调解室", "调解工作室"):
            assert body_kind_of(name + suffix) == kind, name + suffix


def test_time_that_is_to_be_excluded_from_a_coming_day_on_counts_from_that_day_itself():
    planned: Said = (
        Act.EXCLUDE, "2024-03-08", {"kind": ExclusionKind.APPRAISAL, "start": "2024-03-20", "end": "2024-04-01"},
    )  # fmt: skip
    acts = history("2024-03-01", ACCEPTED, planned)

    def excluded(when: str) -> int:
        life: Any = play_until(RecordKind.RECONSIDERATION, acts, NATIONAL, day(when))
        return len(life.facts.review.exclusions)

    assert [excluded(when) for when in ("2024-03-19", "2024-03-20")] == [0, 1]
