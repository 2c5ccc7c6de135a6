"""Which terms run in a record, from which day, and what settles them."""

from __future__ import annotations

from typing import Any

import pytest

from casework.law.history import play_until
from casework.law.keys import Applicant
from casework.law.names import (
    Act,
    AgreementForm,
    InstanceLevel,
    MediationResult,
    Outcome,
    RecordKind,
    ReferKind,
    ReviewFinding,
    State,
)
from casework.law.terms.others import TERMS_OF, due_of
from casework.law.terms.schedule import article_of, due_of_case, open_terms, orders, schedule
from tests.law.played import NATIONAL, POLICE, TOWN, Said, case, complained, day, history, record
from tests.law.terms.running import ACCEPTED, ASKED, SIMPLY, SUED, beside_the_exchange, running, still_open


def test_the_term_to_apply_runs_from_knowing_the_act_and_its_caps_from_knowing_and_from_the_act():
    told = case("2024-03-01", complained_of=complained(made_on="2024-01-05", known_on="2024-01-08", told=True))
    assert running(told, "apply") == [("2024-01-08", "2024-03-08", "2024-03-01")]
    assert running(told, "apply_cap_act") == [("2024-01-05", "2029-01-05", "2024-03-01")]
    untold = case("2024-03-01", complained_of=complained(made_on="2024-01-05", known_on="2024-01-08", told=False))
    assert running(untold, "apply") == []
    assert running(untold, "apply_cap_known") == [("2024-01-08", "2025-01-08", "2024-03-01")]


def test_real_estate_has_the_long_cap_and_the_2017_edition_has_none():
    act = complained(made_on="2004-10-08", known_on="2023-02-08")
    life = case("2024-03-01", complained_of=act, field="real_estate_registration")
    assert running(life, "apply_cap_real_estate") == [("2004-10-08", "2024-10-08", "2024-03-01")]
    assert running(life, "apply_cap_act") == []
    old = case("2023-03-01", complained_of=act, field="real_estate_registration")
    assert [x.code for x in schedule(old)] == ["apply", "request_correction", "examine"]


@pytest.mark.parametrize(
    ("matter", "field", "cap"),
    [
        ("land_expropriation", "land", "apply_cap_real_estate"),
        ("expropriation", "housing_expropriation", "apply_cap_real_estate"),
        ("expropriation", "land", "apply_cap_real_estate"),
        ("rights_adjudication", "forestry", "apply_cap_real_estate"),
        ("administrative_confirmation", "real_estate_registration", "apply_cap_real_estate"),
        ("information_disclosure", "housing_expropriation", "apply_cap_act"),
        ("inaction", "real_estate_registration", "apply_cap_act"),
        ("administrative_penalty", "land", "apply_cap_act"),
        ("rights_adjudication", "minerals", "apply_cap_act"),
    ],
)
def test_the_long_cap_is_of_acts_that_change_rights_in_real_estate(matter, field, cap):
    act = complained(made_on="2004-10-08", known_on="2023-02-08")
    life = case("2024-03-01", complained_of=act, matters=(matter,), field=field)
    assert [x.code for x in schedule(life) if x.code in ("apply_cap_act", "apply_cap_real_estate")] == [cap]


def test_an_application_through_the_penalising_organ_is_passed_on_within_five_working_days():
    life = case("2024-04-09", filed_on="2024-04-01", channel="through_respondent")
    assert running(life, "pass_on_application") == [("2024-04-01", "2024-04-09", "2024-04-09")]


@pytest.mark.parametrize(
    ("how", "expected"), [(ReferKind.SENT, [("2023-12-04", "2023-12-13", "2023-12-08")]), (ReferKind.TOLD, [])]
)
def test_an_application_that_is_sent_on_is_sent_within_seven_working_days(how, expected):
    assert running(case("2023-12-04", (Act.REFER, "2023-12-08", {"how": how})), "refer") == expected


def test_the_examination_runs_until_acceptance_and_stops_while_papers_are_corrected():
    life = case("2024-02-26")
    assert still_open(life) == {"examine": "2024-03-04"}
    waiting = case("2024-02-26", ASKED)
    assert running(waiting, "examine") == [("2024-02-26", "2024-03-04", "2024-02-29")]
    assert still_open(waiting) == {"correct": "2024-03-15"}
    back = case("2024-02-26", ASKED, (Act.RECEIVE_CORRECTION, "2024-03-14"))
    assert running(back, "correct") == [("2024-03-01", "2024-03-15", "2024-03-14")]
    assert still_open(back) == {"examine": "2024-03-21"}
    assert running(case("2024-02-26", (Act.ACCEPT, "2024-03-01")), "examine") == [
        ("2024-02-26", "2024-03-04", "2024-03-01")
    ]


def test_a_correction_term_ends_as_the_notice_or_its_extension_fixed_it():
    extended = case("2024-02-26", ASKED, (Act.EXTEND_CORRECTION, "2024-03-11", {"due": "2024-03-29", "reason": "住院"}))
    assert still_open(extended) == {"correct": "2024-03-29"}
    unknown = case("2024-02-26", (Act.REQUEST_CORRECTION, "2024-02-29", {"items": ("身份材料",)}))
    assert still_open(unknown) == {"correct": None}
    old = {"items": ("身份材料",), "notice_received_on": "2023-03-06"}
    fixed = case("2023-03-01", (Act.REQUEST_CORRECTION, "2023-03-03", {**old, "due": "2023-03-20"}))
    assert still_open(fixed) == {"correct": "2023-03-20"}
    assert still_open(case("2023-03-01", (Act.REQUEST_CORRECTION, "2023-03-03", old))) == {"correct": None}


def test_an_examination_after_reopening_runs_anew_also_in_a_case_that_was_taken_over():
    acts: tuple[Said, ...] = (
        ACCEPTED,
        (Act.CONCLUDE, "2024-03-20", {"outcome": Outcome.DISMISS_APPLICATION}),
        (Act.REOPEN, "2024-04-01", {"to": State.EXAMINING, "by_order_of": "测试市人民政府"}),
    )
    assert still_open(case("2024-03-01", *acts)) == {"examine": "2024-04-09"}
    taken = [x for x in history("2024-03-01", *acts) if x.act is not Act.ACCEPT]
    taken[0] = type(taken[0])(Act.TAKE_OVER, day("2024-03-01"), taken[0].keys)
    life: Any = play_until(RecordKind.RECONSIDERATION, taken[:1], NATIONAL, day("2024-12-31"))
    assert [x.code for x in schedule(life) if x.code == "examine"] == []
    life = play_until(RecordKind.RECONSIDERATION, taken, NATIONAL, day("2024-12-31"))
    assert still_open(life) == {"examine": "2024-04-09"}


def test_copy_reply_and_decision_run_under_review_each_to_its_own_day():
    life = case("2024-04-19", (Act.ACCEPT, "2024-04-24"))
    # 25, 26, Sunday 28, 29, 30 April; 6, 7 May. 60 days end on 23 June, a Sunday
    assert still_open(life) == {"send_copy": "2024-05-07", "reply": None, "decide": "2024-06-24"}
    sent = case("2024-04-19", (Act.ACCEPT, "2024-04-24"), (Act.SEND_COPY, "2024-04-24", {"received_on": "2024-04-24"}))
    assert still_open(sent) == {"reply": "2024-05-10", "decide": "2024-06-24"}
    answered = case(
        "2024-04-19",
        (Act.ACCEPT, "2024-04-24"),
        (Act.SEND_COPY, "2024-04-24", {"received_on": "2024-04-24"}),
        (Act.RECEIVE_REPLY, "2024-05-08"),
    )
    assert still_open(answered) == {"decide": "2024-06-24"}


def test_simplified_procedure_has_shorter_terms_from_its_own_article():
    life = case("2024-09-23", SIMPLY, (Act.SEND_COPY, "2024-09-26", {"received_on": "2024-09-27"}))
    assert still_open(life) == {"reply": "2024-10-10", "decide": "2024-10-24"}
    articles = {x.code: article_of(life, x) for x in open_terms(life)}
    assert articles == {"reply": "54 ¶1", "decide": "62 ¶2"}


def test_a_reply_due_before_the_conversion_keeps_its_day_and_another_is_lengthened():
    sent: Said = (Act.SEND_COPY, "2024-09-26", {"received_on": "2024-09-27"})
    before = case("2024-09-23", SIMPLY, sent, (Act.CONVERT_PROCEDURE, "2024-10-11"))
    assert due_of_case(before, "reply") == day("2024-10-10")
    assert [article_of(before, x) for x in schedule(before) if x.code == "reply"] == ["54 ¶1"]
    after = case("2024-09-23", SIMPLY, sent, (Act.CONVERT_PROCEDURE, "2024-10-10"))
    assert due_of_case(after, "reply") == day("2024-10-16")
    unsent = case("2024-09-23", SIMPLY, (Act.CONVERT_PROCEDURE, "2024-10-10"))
    assert due_of_case(unsent, "reply") is None


def test_a_stopped_clock_has_no_last_day_and_a_resumed_one_is_moved_by_the_stop():
    acts: tuple[Said, ...] = (ACCEPTED, (Act.SUSPEND, "2024-04-01", {"ground": "legal_question"}))
    stopped = case("2024-03-01", *acts)
    assert due_of_case(stopped, "decide") is None
    assert beside_the_exchange(stopped) == {}
    # 4 May and nine days of the stop: 13 May
    assert due_of_case(case("2024-03-01", *acts, (Act.RESUME, "2024-04-10")), "decide") == day("2024-05-13")


def test_sixty_days_of_suspension_run_only_on_the_grounds_that_allow_to_terminate():
    acts: tuple[Said, ...] = ((Act.ACCEPT, "2024-06-26"), (Act.SUSPEND, "2024-07-01", {"ground": "entity_ended"}))
    firm = {"applicants": (Applicant("legal_person", "测试公司"),)}
    assert beside_the_exchange(case("2024-06-24", *acts, **firm)) == {"end_suspension": "2024-08-30"}
    assert running(case("2024-06-24", *acts, (Act.RESUME, "2024-07-15"), **firm), "end_suspension") == [
        ("2024-07-01", "2024-08-30", "2024-07-15")
    ]
    other = case("2024-06-24", (Act.ACCEPT, "2024-06-26"), (Act.SUSPEND, "2024-07-01", {"ground": "force_majeure"}))
    assert running(other, "end_suspension") == []


def test_notice_of_a_hearing_is_counted_back_from_it():
    heard = case("2024-03-01", ACCEPTED, (Act.HOLD_HEARING, "2024-04-15", {"notice_on": "2024-04-03"}))
    assert running(heard, "hearing_notice") == [("2024-04-15", "2024-04-08", "2024-04-03")]
    unsaid = case("2024-03-01", ACCEPTED, (Act.HOLD_HEARING, "2024-04-15"))
    assert running(unsaid, "hearing_notice") == [("2024-04-15", "2024-04-08", "2024-04-15")]


REVIEWED: tuple[Said, ...] = (
    (Act.ACCEPT, "2024-05-27"),
    (Act.OPEN_DOCUMENT_REVIEW, "2024-06-03", {"competent": True}),
    (Act.SUSPEND, "2024-06-06", {"ground": "document_review"}),
)


def test_the_terms_of_a_document_review_run_from_the_suspension_for_it():
    life = case("2024-05-24", *REVIEWED)
    # 7; 8-10 June off; 11, 12 | 13, 14, 17, 18 | 30 days: 6 July, a Saturday
    assert beside_the_exchange(life) == {"handle_document_review": "2024-07-08", "ask_issuer": "2024-06-12"}
    asked = case("2024-05-24", *REVIEWED, (Act.ASK_ISSUER, "2024-06-12"))
    assert beside_the_exchange(asked)["issuer_answer"] == "2024-06-26"
    assert "ask_issuer" not in beside_the_exchange(asked)
    unfit = (REVIEWED[0], (Act.OPEN_DOCUMENT_REVIEW, "2024-06-03", {"competent": False}), REVIEWED[2])
    assert beside_the_exchange(case("2024-05-24", *unfit)) == {"pass_on_document_review": "2024-06-18"}
    passed = case("2024-05-24", *unfit, (Act.PASS_ON_DOCUMENT_REVIEW, "2024-06-13"))
    assert beside_the_exchange(passed) == {"organ_document_review": "2024-08-12"}
    done = case("2024-05-24", *REVIEWED, (Act.DOCUMENT_REVIEW_RESULT, "2024-06-20", {"result": ReviewFinding.LAWFUL}))
    assert beside_the_exchange(done) == {}


def test_a_document_review_without_suspension_is_counted_from_its_opening():
    life = case("2024-05-24", *REVIEWED[:2])
    assert running(life, "handle_document_review") == [("2024-06-03", "2024-07-03", None)]


def decided(outcome: Outcome, *after: Said, **keys: Any) -> Any:
    return case("2024-03-01", ACCEPTED, (Act.CONCLUDE, "2024-04-30", {"outcome": outcome, **keys}), *after)


def test_the_terms_after_a_decision_start_with_its_service():
    served: Said = (Act.SERVE, "2024-05-20")
    assert due_of_case(decided(Outcome.UPHOLD), "sue") is None
    assert due_of_case(decided(Outcome.UPHOLD, served), "sue") == day("2024-06-04")
    assert due_of_case(decided(Outcome.REVOKE, served, redo_ordered=True), "redo") == day("2024-07-19")
    assert due_of_case(decided(Outcome.REVOKE, served, redo_ordered=True, redo_within_days=30), "redo") == day(
        "2024-06-19"
    )
    assert due_of_case(decided(Outcome.REVOKE, served), "redo") is None
    assert open_terms(decided(Outcome.REVOKE, served, redo_ordered=True)) == []


def test_an_order_to_perform_runs_from_its_service_until_it_is_performed():
    served: Said = (Act.SERVE, "2024-05-20")
    (order,) = orders(decided(Outcome.ORDER_PERFORMANCE, served, perform_within_days=30))
    assert (order.start, order.fixed, order.settled_on) == (day("2024-05-20"), day("2024-06-19"), None)
    (unserved,) = orders(decided(Outcome.ORDER_PERFORMANCE, perform_within_days=30))
    assert unserved.fixed is None
    performed = decided(
        Outcome.ORDER_PERFORMANCE, served, (Act.RECORD_PERFORMANCE, "2024-06-03"), perform_within_days=30
    )
    assert [order.settled_on for order in orders(performed)] == [day("2024-06-03")]
    assert list(orders(decided(Outcome.ORDER_PERFORMANCE, served))) == []
    assert list(orders(decided(Outcome.UPHOLD, served, perform_within_days=30))) == []
    assert article_of(performed, order) == "66, 77"
    old = case(
        "2023-04-03",
        (Act.ACCEPT, "2023-04-04"),
        (Act.CONCLUDE, "2023-05-30", {"outcome": Outcome.ORDER_PERFORMANCE, "perform_within_days": 15}),
        (Act.SERVE, "2023-06-15"),
    )
    assert [article_of(old, order) for order in orders(old)] == ["28 ¶1(2), 32"]


def test_a_letter_runs_in_whatever_state_it_can_be_answered():
    letter: Said = (Act.ISSUE_OPINION, "2024-07-08", {"to": POLICE, "received_on": "2024-07-10"})
    assert still_open(decided(Outcome.REVOKE, letter)) == {"opinion_feedback": "2024-09-09"}
    assert still_open(decided(Outcome.REVOKE, letter, (Act.RECORD_FEEDBACK, "2024-07-20"))) == {}
    recommended = decided(Outcome.REVOKE, (Act.ISSUE_RECOMMENDATION, "2024-07-08", {"to": POLICE}))
    assert running(recommended, "opinion_feedback") == []


def test_a_void_record_has_no_open_term():
    assert open_terms(case("2024-03-01", (Act.VOID, "2024-03-04", {"reason": "重复登记"}))) == []


def test_of_several_terms_of_a_code_the_earliest_open_one_is_due_else_the_latest():
    both: tuple[Said, ...] = (
        (Act.ACCEPT, "2024-04-22"),
        (Act.SEND_COPY, "2024-04-23", {"respondent": POLICE, "received_on": "2024-04-24"}),
        (Act.SEND_COPY, "2024-04-23", {"respondent": TOWN, "received_on": "2024-04-25"}),
    )
    keys: dict[str, Any] = {"respondents": (POLICE, TOWN)}
    assert due_of_case(case("2024-04-19", *both, **keys), "reply") == day("2024-05-10")
    one = (*both, (Act.RECEIVE_REPLY, "2024-05-06", {"respondent": POLICE}))
    assert due_of_case(case("2024-04-19", *one, **keys), "reply") == day("2024-05-11")
    answered = (*one, (Act.RECEIVE_REPLY, "2024-05-07", {"respondent": TOWN}))
    assert due_of_case(case("2024-04-19", *answered, **keys), "reply") == day("2024-05-11")
    assert due_of_case(case("2024-04-19", *both, **keys), "refer") is None


APPEALED = {"instance": InstanceLevel.SECOND, "court": "中院", "court_number": "2号"}


def test_a_dispute_is_answered_within_fifteen_days_and_appealed_within_fifteen_or_ten():
    due_of = TERMS_OF[RecordKind.LITIGATION].last_day
    suit = record(RecordKind.LITIGATION, (Act.REGISTER, "2024-09-02", SUED))
    assert due_of(suit, "litigation_defence") == day("2024-09-18")  # 17 September, 中秋节
    assert due_of(suit, "appeal_judgment") is None
    assert due_of(suit, "decide") is None
    closed: Said = (Act.CLOSE_INSTANCE, "2024-10-08", {"result": "dismiss_claims"})
    suit = record(RecordKind.LITIGATION, (Act.REGISTER, "2024-09-02", SUED), closed)
    assert due_of(suit, "appeal_judgment") == day("2024-10-23")
    assert due_of(suit, "appeal_ruling") is None  # a judgment, no ruling
    appealed = record(
        RecordKind.LITIGATION, (Act.REGISTER, "2024-09-02", SUED), closed, (Act.OPEN_INSTANCE, "2024-11-01", APPEALED)
    )
    assert due_of(appealed, "litigation_defence") == day("2024-11-18")  # 16 November is a Saturday
    ruled: Said = (Act.CLOSE_INSTANCE, "2024-10-10", {"result": "suit_dismissed", "ruling_on": "2024-10-08"})
    assert due_of(record(RecordKind.LITIGATION, (Act.REGISTER, "2024-09-02", SUED), ruled), "appeal_ruling") == day(
        "2024-10-18"
    )


MEDIATED = {"body": "东村人民调解委员会", "dispute_type": "neighbours", "source": "active"}
AGREED = {"result": MediationResult.SUCCEEDED, "form": AgreementForm.WRITTEN}


def test_confirmation_is_asked_for_within_thirty_days_of_the_agreement():
    due_of = TERMS_OF[RecordKind.MEDIATION].last_day
    begun: Said = (Act.REGISTER, "2024-01-15", MEDIATED)
    agreed = record(RecordKind.MEDIATION, begun, (Act.CONCLUDE, "2024-01-22", {**AGREED, "effective_on": "2024-01-19"}))
    assert due_of(agreed, "judicial_confirmation") == day("2024-02-18")  # a Sunday that was worked
    undated = record(RecordKind.MEDIATION, begun, (Act.CONCLUDE, "2024-01-19", AGREED))
    assert due_of(undated, "judicial_confirmation") == day("2024-02-18")
    assert due_of(agreed, "decide") is None
    failed = record(RecordKind.MEDIATION, begun, (Act.CONCLUDE, "2024-01-19", {"result": MediationResult.FAILED}))
    assert due_of(failed, "judicial_confirmation") is None
    assert due_of(record(RecordKind.MEDIATION, begun), "judicial_confirmation") is None


def test_an_entry_of_the_ledger_has_no_terms():
    entry = record(
        RecordKind.LEDGER, (Act.RECORD, "2024-05-06", {"kind": "publicity_event", "quantities": {"count": 1}})
    )
    assert due_of(RecordKind.LEDGER, entry, "decide") is None
