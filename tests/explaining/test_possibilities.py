"""What is offered as possible can be done: for whatever the law may refuse there is a probe."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from casework.explain import foreseen, possibilities, tried_with
from casework.law.history import MENDING, VOIDING, Done, play
from casework.law.names import Act, RecordKind
from casework.registry import keys_of, recorded_acts
from tests.factories import events_of
from tests.lives import Lives

WITHOUT_STEP = MENDING | VOIDING
"""Acts on any record, for which the law has no step of their own."""


def played(office: Any, record: Any) -> Any:
    return play(RecordKind(record.kind), recorded_acts(record), office.reference.setting_of(record.organ))


def offered(kind: RecordKind, life: Any, on: Any) -> set[Act]:
    return {act for act, refusal in possibilities(kind, life, on) if refusal is None}


def test_an_act_without_required_keys_that_is_offered_can_be_done(office):
    tried = 0
    for record in Lives(office, 11).play(cases=40, suits=10, mediations=10, entries=0).records:
        kind = RecordKind(record.kind)
        life, on = played(office, record), events_of(record)[-1].on + timedelta(1)
        for act in offered(kind, life, on) - WITHOUT_STEP:
            if not any(key.required for key in keys_of(kind, act).values()):
                tried += 1
                foreseen(kind, life, Done(act, on, tried_with(kind, act, life) or {}))
    assert tried > 100


def test_trying_every_act_leaves_the_record_as_it_was(office):
    for record in Lives(office, 12).play(cases=10, suits=5, mediations=5, entries=0).records:
        life, untouched, on = played(office, record), played(office, record), events_of(record)[-1].on + timedelta(1)
        list(possibilities(RecordKind(record.kind), life, on))
        assert life == untouched


def test_what_the_facts_do_not_allow_is_not_offered(office):
    """Act (2023) art. 41 (the last applicant ends the case), 48, 56-60, 75 ¶2, 78."""
    case = office.accept("2024-03-01")
    needing = {Act.RECEIVE_REPLY, Act.PASS_ON_DOCUMENT_REVIEW, Act.ASK_ISSUER, Act.ISSUER_ANSWER,
               Act.DOCUMENT_REVIEW_REPLY, Act.DOCUMENT_REVIEW_RESULT, Act.WITHDRAW_PARTY}  # fmt: skip
    life, on = played(office, case), events_of(case)[-1].on + timedelta(1)
    assert offered(RecordKind.RECONSIDERATION, life, on).isdisjoint(needing)
    ended = office.conclude("2024-03-01", "revoke")
    life, on = played(office, ended), events_of(ended)[-1].on + timedelta(1)
    assert Act.RECORD_ENFORCEMENT not in offered(RecordKind.RECONSIDERATION, life, on)


def test_a_reply_is_offered_as_soon_as_one_of_several_respondents_has_its_copy(office):
    """Act (2023) art. 48: each respondent has a copy and a term of its own."""
    case = office.accept("2024-03-01", respondents=["甲县公安局", "甲县东镇人民政府"])
    case = office.do(case, Act.SEND_COPY, events_of(case)[-1].on, respondent="甲县东镇人民政府")
    on = events_of(case)[-1].on + timedelta(1)
    assert Act.RECEIVE_REPLY in offered(RecordKind.RECONSIDERATION, played(office, case), on)


def test_one_of_a_group_may_leave_though_it_is_entered_in_one_row(office):
    """Act (2023) art. 15, 41(1)."""
    case = office.accept("2024-03-01", applicants=[{"kind": "citizen", "name": "申请人甲等", "count": 3}])
    on = events_of(case)[-1].on + timedelta(1)
    assert Act.WITHDRAW_PARTY in offered(RecordKind.RECONSIDERATION, played(office, case), on)
