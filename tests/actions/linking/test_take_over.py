"""提级审理, reopening, and the links between records."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from casework.actions.naming import reading_of
from casework.actions.recording import Request, perform
from casework.errors import ActRefused, FaultyInput
from casework.law.gaps import AsAt, gaps
from casework.law.history import play
from casework.law.names import Act, RecordKind, State
from casework.registry import recorded_acts
from tests.factories import broken_rules, events_of, traces


def take_over(office, on="2024-03-10", organ="市", **keys):
    return office.do(RecordKind.RECONSIDERATION, Act.TAKE_OVER, on, actor=office.actor(organ), keys=keys)


def test_the_superiors_record_copies_the_application_and_its_term_runs_on(office):
    source = office.case_in(
        State.REVIEWING, matters=["licensing"], applicants=[{"kind": "legal_person", "name": "甲公司"}]
    )
    source = office.do(source, "transfer_up", "2024-03-08", organ="测试市人民政府")
    taken = take_over(office, **{"from": source.number})
    assert (taken.organ, taken.state, taken.number) == (office["市"], "reviewing", "测政复〔2024〕1号")
    assert (taken.matter, taken.applicant_kind) == ("licensing", "legal_person_or_organisation")
    assert taken.accepted_on == source.accepted_on
    assert taken.received_on == date(2024, 3, 10)
    assert taken.applicants.get().name == "甲公司"
    assert events_of(taken)[0].keys["from"] == source.pk
    assert broken_rules(office) == {}


def test_the_superiors_record_copies_what_was_exchanged_with_each_respondent(office):
    respondents = ["甲县公安局", "国家税务总局甲县税务局"]
    source = office.accept("2024-03-01", respondents=respondents)
    copy = {"respondent": "甲县公安局", "received_on": "2024-03-05"}
    source = office.do(source, "send_copy", "2024-03-04", keys=copy)
    source = office.do(source, "receive_reply", "2024-03-07", respondent="甲县公安局")
    source = office.do(source, "transfer_up", "2024-03-08", organ="测试市人民政府")
    taken = take_over(office, **{"from": source.number})
    said = taken.respondents.order_by("position").values_list(
        "organ__name", "sent_on", "copy_received_on", "replied_on"
    )
    assert list(said) == [
        ("甲县公安局", date(2024, 3, 4), date(2024, 3, 5), date(2024, 3, 7)),
        ("国家税务总局甲县税务局", None, None, None),
    ]
    assert broken_rules(office) == {}


def test_a_case_that_was_not_transferred_is_not_taken_over(office):
    case = office.case_in(State.REVIEWING)
    before = traces(case)
    with pytest.raises(ActRefused) as refused:
        take_over(office, **{"from": case.number})
    assert refused.value.article == "38"
    with pytest.raises(FaultyInput, match="channel"):
        take_over(office)
    assert traces(case) == before


def test_a_case_is_taken_over_without_a_record_by_its_own_keys(office):
    keys = {"channel": "mail", "applicants": [{"kind": "citizen", "name": "甲"}], "respondents": ["甲县公安局"]}
    taken = take_over(
        office, **keys, matters=["licensing"], field="land", accepted_on="2024-02-28", received_on="2024-02-26"
    )
    assert taken.accepted_on == date(2024, 2, 28)
    assert taken.phases.get().opened_by == "taken_over"


def test_a_case_cannot_have_been_accepted_after_it_was_taken_over(office):
    keys = {"channel": "mail", "applicants": [{"kind": "citizen", "name": "甲"}], "respondents": ["甲县公安局"]}
    more = {"matters": ["licensing"], "field": "land"}
    before = traces()
    for days in ({"accepted_on": "2024-03-20"}, {"received_on": "2024-03-20"},
                 {"received_on": "2024-03-05", "accepted_on": "2024-03-01"}):  # fmt: skip
        with transaction.atomic(), pytest.raises(ActRefused):
            take_over(office, **keys, **more, **days)
    assert traces() == before


@pytest.mark.parametrize("edition", ["2017", "2023"])
def test_a_declined_case_is_reopened_to_examination_and_accepted(office, edition):
    year = 2023 if edition == "2017" else 2024
    case = office.case_in(State.DECLINED, date(year, 3, 1))
    case = office.do(case, "reopen", date(year, 4, 1), to="examining", by_order_of="测试市人民政府")
    case = office.do(case, "accept", date(year, 4, 3))
    intake, again, review = case.phases.order_by("position")
    assert (intake.closed_by, again.opened_by, again.closed_by) == ("declined", "reopened", "accepted")
    accepted_on = date(year, 4, 1) if edition == "2017" else date(year, 4, 3)  # 2017: from the order that reopened it
    assert review.opened_on == case.accepted_on == accepted_on
    assert broken_rules(office) == {}


def test_a_concluded_case_is_reopened_and_keeps_its_earlier_decision_as_history(office):
    case = office.conclude(days=30)
    case = office.do(case, "reopen", "2024-06-03", to="reviewing", by_order_of="甲县人民法院")
    assert (case.state, case.outcome, case.concluded_on) == ("reviewing", "", None)
    case = office.do(case, "conclude", "2024-07-01", outcome="revoke")
    outcomes = list(case.phases.order_by("position").exclude(outcome="").values_list("outcome", "superseded_on"))
    assert outcomes == [("uphold", date(2024, 6, 3)), ("revoke", date(9999, 12, 31))]
    with pytest.raises(ActRefused):
        office.do(case, "reopen", "2024-07-02", to="concluded", by_order_of="x")


def test_documents_under_review_go_on_at_the_superior_and_count_once(office):
    source = office.accept("2024-03-01", document_review=True)
    source = office.do(source, "open_document_review", "2024-03-04", document="甲办法", competent=True)
    source = office.do(source, "open_document_review", "2024-03-04", document="乙办法", competent=False)
    source = office.do(source, "ask_issuer", "2024-03-05", document="甲办法", received_on="2024-03-06")
    source = office.do(source, "transfer_up", "2024-03-08", organ="测试市人民政府")
    taken = take_over(office, **{"from": source.number})
    life: Any = play(RecordKind.RECONSIDERATION, recorded_acts(taken), office.reference.setting_of(taken.organ))
    reviews = life.facts.document_reviews
    assert [(r.document, r.competent, r.asked_on, r.inherited) for r in reviews] == [
        ("甲办法", True, date(2024, 3, 5), True),
        ("乙办法", None, None, True),  # whether the superior is competent is its own to say
    ]
    as_city = {"actor": office.actor("市")}
    taken = office.do(taken, "issuer_answer", "2024-03-15", document="甲办法", **as_city)
    taken = office.do(taken, "document_review_result", "2024-03-18", document="甲办法", result="unlawful", **as_city)
    kinds = [(entry.organ.name, entry.kind) for case in (source, taken) for entry in case.entries.order_by("position")]
    assert kinds == [
        ("甲县人民政府", "document_review"),
        ("甲县人民政府", "document_review"),
        ("测试市人民政府", "document_unlawful"),
    ]
    assert broken_rules(office) == {}


def test_a_document_review_that_ended_before_the_transfer_is_known_and_not_counted_again(office):
    source = office.accept("2024-03-01", document_review=True)
    source = office.do(source, "open_document_review", "2024-03-04", competent=True)
    source = office.do(source, "document_review_result", "2024-03-06", result="unlawful")
    source = office.do(source, "transfer_up", "2024-03-06", organ="测试市人民政府")
    taken = take_over(office, on="2024-03-06", **{"from": source.number})
    life: Any = play(RecordKind.RECONSIDERATION, recorded_acts(taken), office.reference.setting_of(taken.organ))
    (review,) = life.facts.document_reviews
    assert (review.result, review.result_on) == ("unlawful", date(2024, 3, 6))
    assert not taken.entries.exists()
    assert source.entries.count() == 2


def test_a_review_whose_issuer_answered_after_its_result_is_taken_over(office):
    case = office.accept("2024-03-01", document_review=True)
    case = office.do(case, "open_document_review", "2024-03-06", competent=True)
    case = office.do(case, "ask_issuer", "2024-03-07")
    case = office.do(case, "document_review_result", "2024-03-11", result="lawful")
    case = office.do(case, "issuer_answer", "2024-03-13")
    source = office.do(case, "transfer_up", "2024-03-14", organ="测试市人民政府")
    assert take_over(office, "2024-03-15", **{"from": source.number}).state == "reviewing"


REFERRED = {"channel": "mail", "applicants": [{"kind": "citizen", "name": "申请人甲"}], "respondents": ["甲县公安局"],
            "matters": ["licensing"], "field": "land"}  # fmt: skip


def referred(office):
    """A case that this county sent on to the city, and the city's own record of it."""
    source = office.do(office.register("2024-03-01"), "decline", "2024-03-04", reason=6, organ="测试市人民政府")
    keys = {**REFERRED, "referred_from": source.number, "filed_on": "2024-03-01"}
    return source, office.do(
        RecordKind.RECONSIDERATION, Act.REGISTER, "2024-03-06", actor=office.actor("市"), keys=keys
    )


def test_the_day_of_receipt_is_not_corrected_to_before_the_application_was_sent_on(office):
    _source, received = referred(office)
    before = traces(received)
    with pytest.raises(ActRefused) as refused:
        office.do(received, "correct", "2024-03-20", fact="received_on", value="2024-03-03", reason="笔误")
    assert (refused.value.rule, refused.value.article) == ("date-order", "30")
    assert traces(received) == before
    office.do(received, "correct", "2024-03-20", fact="received_on", value="2024-03-04", reason="笔误")


def test_a_source_that_was_voided_after_its_number_was_read_is_refused(office):
    source = office.do(office.register("2024-03-01"), "decline", "2024-03-04", reason=6, organ="测试市人民政府")
    office.do(source, "void", "2024-03-05", reason="重复登记")
    actor = office.actor("市")
    read = replace(reading_of(actor, office.reference), referred=lambda _text, _on: source.pk)
    request = Request(RecordKind.RECONSIDERATION, Act.REGISTER, date(2024, 3, 6), REFERRED | {"referred_from": "x"})
    with pytest.raises(ActRefused, match="已经作废"):
        perform(request, actor=actor, today=office.today, reference=office.reference, reading=read)


def test_a_superior_takes_no_case_over_in_which_it_is_the_respondent(office):
    before = traces()
    with transaction.atomic(), pytest.raises(ActRefused) as refused:
        take_over(office, **REFERRED | {"respondents": ["测试市人民政府"]})
    assert (refused.value.rule, refused.value.article) == ("own-organ", "24")
    assert traces() == before
    assert take_over(office, organ="省", **REFERRED | {"respondents": ["测试省人民政府"]}).state == "reviewing"


# ---- What was done before the transfer ----


def of_the_city(office, act, on, taken, **keys):
    return office.do(taken, act, on, actor=office.actor("市"), **keys)


def found_gaps(office, case, on="2024-12-31"):
    life: Any = play(RecordKind.RECONSIDERATION, recorded_acts(case), office.reference.setting_of(case.organ))
    return {gap.rule for gap in gaps(life, AsAt(date.fromisoformat(on)))}


BEFORE = (
    ("hear_opinions", {"how": "电话"}, "opinions-not-heard"),
    ("hear_opinions", {"why_not": "申请人下落不明"}, "opinions-not-heard"),
    ("hold_hearing", {"notice_on": "2024-03-05"}, "complex-not-heard"),
    ("consult_committee", {"ground": "52_1"}, "complex-no-committee"),
)


@pytest.mark.parametrize(("act", "keys", "rule"), BEFORE)
def test_what_was_done_in_the_review_before_the_transfer_is_not_wanting_after_it(office, act, keys, rule):
    def decided(*done):
        source = office.accept("2024-03-01", complex=True)
        for before, said in done:
            source = office.do(source, before, "2024-03-14", **said)
        source = office.do(source, "transfer_up", "2024-03-15", organ="测试市人民政府")
        taken = take_over(office, "2024-03-18", **{"from": source.number})
        return of_the_city(office, "conclude", "2024-04-08", taken, outcome="revoke")

    assert rule in found_gaps(office, decided())
    assert rule not in found_gaps(office, decided((act, keys)))
    assert broken_rules(office) == {}


def test_an_application_passed_on_by_the_penalising_organ_was_not_late_because_a_superior_took_it_over(office):
    source = office.accept("2024-03-01", channel="through_respondent", matters=["administrative_penalty"])
    source = office.do(source, "transfer_up", "2024-03-20", organ="测试市人民政府")
    assert "passed-on-late" not in found_gaps(office, take_over(office, "2024-03-21", **{"from": source.number}))


def test_the_day_on_which_the_application_was_posted_goes_along(office):
    source = office.accept("2024-03-04", filed_on="2024-02-28")
    source = office.do(source, "transfer_up", "2024-03-20", organ="测试市人民政府")
    taken = take_over(office, "2024-03-21", **{"from": source.number})
    assert (taken.filed_on, taken.received_on) == (date(2024, 2, 28), date(2024, 3, 21))
    assert events_of(taken)[0].keys["received_on"] == "2024-03-04"


def test_a_review_that_was_reopened_runs_on_from_its_reopening_with_its_own_stops_and_extensions(office):
    source = office.accept("2024-03-01")
    source = office.do(source, "extend", "2024-04-10", days=20)
    source = office.do(source, "conclude", "2024-05-15", outcome="dismiss_application")
    source = office.do(source, "reopen", "2024-06-03", to="reviewing", by_order_of="测试市人民政府")
    source = office.do(source, "extend", "2024-06-20", days=15)
    source = office.do(source, "transfer_up", "2024-06-24", organ="测试市人民政府")
    taken = take_over(office, "2024-06-24", **{"from": source.number})
    phase = taken.phases.get()
    assert (phase.accepted_on, taken.extensions.get().days) == (source.accepted_on, 15)
    taken = of_the_city(office, "conclude", "2024-08-16", taken, outcome="revoke")  # 60 + 15 days after the reopening
    assert "late-decision" not in found_gaps(office, taken)
    assert taken.phases.get().days == (date(2024, 8, 16) - date(2024, 6, 3)).days
    assert broken_rules(office) == {}


def test_a_case_of_the_old_edition_stays_one_through_two_transfers(office):
    said = {**REFERRED, "received_on": "2023-12-20", "filed_on": "2023-12-18"}
    first = take_over(office, "2024-01-10", "甲县", **said)
    first = office.do(first, "transfer_up", "2024-01-15", organ="测试市人民政府")
    second = take_over(office, "2024-01-16", **{"from": first.number})
    assert (first.edition, second.edition, second.filed_on) == ("2017", "2017", date(2023, 12, 18))


def test_extensions_beyond_thirty_days_are_refused_in_a_record_of_its_own_and_give_thirty_days_of_a_source(office):
    for received_on in ("2023-03-01", "2024-03-01"):
        before = traces()
        with transaction.atomic(), pytest.raises(ActRefused) as refused:
            take_over(office, "2024-04-10", **REFERRED, received_on=received_on, extended_days=40)
        assert (refused.value.rule, refused.value.article) == (
            "extension-days",
            "31" if received_on < "2024" else "62 ¶1",
        )
        assert traces() == before
    source = office.accept("2024-03-01")
    for on in ("2024-04-10", "2024-04-11"):
        source = office.do(source, "extend", on, days=20, as_recorded=True)
    source = office.do(source, "transfer_up", "2024-04-15", organ="测试市人民政府")
    assert take_over(office, "2024-04-16", **{"from": source.number}).extensions.get().days == 30


@pytest.mark.parametrize("key", ["reopened_on", "opinions_on", "heard_on", "committee_on"])
def test_nothing_of_the_review_was_done_before_it_began_or_after_the_transfer(office, key):
    said = {**REFERRED, "received_on": "2024-03-01", "accepted_on": "2024-03-05"}
    for day in ("2024-03-04", "2024-03-26"):
        before = traces()
        with transaction.atomic(), pytest.raises(ActRefused) as refused:
            take_over(office, "2024-03-25", **said, conducted={key: day})
        assert refused.value.rule == "date-order"
        assert traces() == before
    assert take_over(office, "2024-03-25", **said, conducted={key: "2024-03-05"}).state == "reviewing"


def test_a_letter_is_answered_where_it_was_issued_though_a_superior_took_the_case_over(office):
    source = office.accept("2024-03-01")
    source = office.do(source, "issue_opinion", "2024-03-08", to="甲县公安局", received_on="2024-03-11")
    source = office.do(source, "transfer_up", "2024-03-15", organ="测试市人民政府")
    assert source.next_term == "opinion_feedback"
    take_over(office, "2024-03-18", **{"from": source.number})
    source = office.do(source, "record_feedback", "2024-04-22", by="甲县公安局")
    assert source.entries.get().answered_on == date(2024, 4, 22)
    assert (source.state, source.next_term) == ("transferred", "")
