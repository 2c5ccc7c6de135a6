"""Each act is done where the law allows it, and refused everywhere else; refused, it changes nothing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, NamedTuple

import pytest
from django.db import transaction

from casework.errors import ActRefused
from casework.law.acts import RULES
from casework.law.acts.reconsideration import ACTS as RECONSIDERATION
from casework.law.names import Act, Edition, RecordKind, State
from tests.factories import events_of, traces

RECEIVED = date(2024, 3, 1)


class Sample(NamedTuple):
    """An act that the law allows: its keys, days after receipt, where the case stands, and what came before."""

    keys: dict[str, Any] = {}
    after: int = 6
    state: State = State.REVIEWING
    before: tuple[tuple[Act, int, dict[str, Any]], ...] = ()
    registered: dict[str, Any] = {}
    received: date = RECEIVED


LETTER = (Act.ISSUE_OPINION, 6, {"to": "甲县公安局"})
SERVED: tuple[Act, int, dict[str, Any]] = (Act.SERVE, 10, {})
SIMPLIFIED = (Act.ACCEPT, 1, {"procedure": "simplified", "ground": "art53_1"})
OPENED: tuple[Act, int, dict[str, Any]] = (Act.OPEN_DOCUMENT_REVIEW, 2, {})
ASKED: tuple[Act, int, dict[str, Any]] = (Act.ASK_ISSUER, 3, {})
PASSED_ON: tuple[Act, int, dict[str, Any]] = (Act.PASS_ON_DOCUMENT_REVIEW, 3, {})
COPIED: tuple[Act, int, dict[str, Any]] = (Act.SEND_COPY, 6, {"received_on": "2024-03-07"})
TWO_APPLICANTS = [{"kind": "citizen", "name": "申请人甲"}, {"kind": "citizen", "name": "申请人乙"}]
ASSIGNED = (Act.ASSIGN, 6, {"handlers": ["承办人甲", "承办人乙"]})
LEAD = "甲政复〔2024〕900号"
"""The number of another case of the organ that is under review."""
JOINED = (Act.JOIN_CASES, 6, {"lead": LEAD})
PLANNED = (Act.PLAN, 861, {"what": "hearing"})
SAMPLES: dict[Act, Sample] = {
    Act.PLAN: Sample(PLANNED[2], PLANNED[1]),  # a coming day
    Act.CALL_OFF: Sample({}, 9, State.REVIEWING, (PLANNED,)),
    Act.REQUEST_CORRECTION: Sample({"items": ["身份材料"]}, 3, State.EXAMINING),
    Act.EXTEND_CORRECTION: Sample({"due": "2024-04-01", "reason": "住院"}, 6, State.CORRECTING),
    Act.RECEIVE_CORRECTION: Sample({"posted_on": "2024-03-04"}, 6, State.CORRECTING),
    Act.DEEM_ABANDONED: Sample({}, 20, State.CORRECTING),
    Act.ACCEPT: Sample({}, 3, State.EXAMINING),
    Act.DEEM_ACCEPTED: Sample({}, 10, State.EXAMINING),
    Act.DECLINE: Sample({"reason": 6, "organ": "乙县人民政府"}, 3, State.EXAMINING),
    Act.REFER: Sample({"how": "sent", "organ": "乙县人民政府"}, 3, State.EXAMINING, received=date(2023, 3, 1)),
    Act.WITHDRAW_EARLY: Sample({}, 3, State.EXAMINING),
    Act.ASSIGN: Sample({"handlers": ["承办人甲", "承办人乙"]}),
    Act.HAND_OVER: Sample({"from": "承办人甲", "to": "承办人丙", "reason": "调动"}, before=(ASSIGNED,)),
    Act.SEND_COPY: Sample({"received_on": "2024-03-08"}),
    Act.RECEIVE_REPLY: Sample({}, 9, State.REVIEWING, (COPIED,)),
    Act.JOIN_THIRD_PARTY: Sample(
        {"name": "第三人甲", "agent": "代理人甲", "agent_firm": "某律师事务所", "agent_powers": "special"}
    ),
    Act.WITHDRAW_PARTY: Sample({"party": "申请人乙", "ground": "death"}, registered={"applicants": TWO_APPLICANTS}),
    Act.REPLACE_PARTY: Sample({"party": "申请人甲", "by": "申请人丙"}),
    Act.JOIN_CASES: Sample(JOINED[2]),
    Act.SEPARATE_CASES: Sample({}, 9, State.REVIEWING, (JOINED,)),
    Act.EXCLUDE: Sample({"kind": "appraisal", "from": "2024-03-06", "to": "2024-03-20"}),
    Act.PASS_ON_DOCUMENT_REVIEW: Sample({}, 6, State.REVIEWING, (OPENED,)),
    Act.ASK_ISSUER: Sample({}, 6, State.REVIEWING, (OPENED,)),
    Act.ISSUER_ANSWER: Sample({}, 6, State.REVIEWING, (OPENED, ASKED)),
    Act.DOCUMENT_REVIEW_REPLY: Sample({}, 6, State.REVIEWING, (OPENED, PASSED_ON)),
    Act.DOCUMENT_REVIEW_RESULT: Sample({"result": "unlawful"}, 6, State.REVIEWING, (OPENED,)),
    Act.STAY_EXECUTION: Sample({"ground": 1}),
    Act.CONVERT_PROCEDURE: Sample({}, 6, State.EXAMINING, (SIMPLIFIED,)),
    Act.EXTEND: Sample({"days": 30}),
    Act.SUSPEND: Sample({"ground": "death"}),
    Act.RESUME: Sample({}, 9, State.SUSPENDED),
    Act.TRANSFER_UP: Sample({"organ": "测试市人民政府"}),
    Act.REOPEN: Sample({"to": "examining", "by_order_of": "测试市人民政府"}, 9, State.DECLINED),
    Act.CONCLUDE: Sample({"outcome": "revoke", "redo_ordered": True}),
    Act.SERVE: Sample({}, 9, State.CONCLUDED),
    Act.ISSUE_OPINION: Sample({"to": "甲县公安局", "received_on": "2024-03-09"}),
    Act.RECORD_FEEDBACK: Sample({}, 9, State.REVIEWING, (LETTER,)),
    Act.ISSUE_RECOMMENDATION: Sample({"to": "甲县公安局"}),
    Act.SEND_TO_SUPERIOR_DEPARTMENT: Sample({}, 9, State.CONCLUDED),
    Act.PUBLISH: Sample({}, 9, State.CONCLUDED),
    Act.RECORD_PERFORMANCE: Sample({}, 9, State.CONCLUDED),
    Act.RECORD_ENFORCEMENT: Sample({}, 40, State.CONCLUDED, (SERVED,)),
    Act.CORRECT: Sample({"fact": "field", "value": "土地", "reason": "笔误"}),
    Act.VOID: Sample({"reason": "重复登记"}),
    Act.STRIKE: Sample({"target": "accept#1", "reason": "误录"}),
    Act.RESTORE: Sample({"reason": "并未重复"}, 7, State.REVIEWING, ((Act.VOID, 6, {"reason": "重复登记"}),)),
    Act.ARCHIVE: Sample({}, 9, State.CONCLUDED),
    Act.SET_ASIDE_LAPSE: Sample({"lapse": "deemed-acceptance", "reason": "已电话说明"}, 12, State.EXAMINING),
}
"""Acts that are not named here are done six days after receipt to a case under review, without keys."""
BEGINNINGS = {act for act, rule in RECONSIDERATION.items() if rule.begins}
CONTINUING = sorted(set(RECONSIDERATION) - BEGINNINGS)


@pytest.fixture(autouse=True)
def lead(office) -> Any:
    return office.case_in(State.REVIEWING, date(2024, 1, 2), number=LEAD)


def prepared(office, sample: Sample) -> Any:
    case = office.case_in(sample.state, sample.received, **sample.registered)
    for act, after, keys in sample.before:
        case = office.do(case, act, sample.received + timedelta(after), keys=keys)
    return case


@pytest.mark.parametrize("act", CONTINUING)
def test_an_act_is_done_where_the_law_allows_it_and_appends_one_event(office, act):
    sample = SAMPLES.get(act, Sample())
    case = prepared(office, sample)
    on = sample.received + timedelta(sample.after)
    done = office.do(case, act, on, keys=sample.keys)
    rule = RECONSIDERATION[act]
    if rule.to is not None:
        assert done.state == rule.to
    elif not rule.moves and act is not Act.STRIKE:
        assert done.state == case.state
    assert done.version == case.version + 1
    last = events_of(done)[-1]
    assert (last.act, last.on, last.version, last.person_id) == (act, on, done.version, office.person.pk)
    assert last.organ == case.organ
    assert [event.version for event in events_of(done)] == list(range(1, done.version + 1))


def lawful_day(act: Act, received: date) -> date:
    if act is Act.PLAN:
        return RECEIVED + timedelta(PLANNED[1])
    return received + timedelta(max(SAMPLES.get(act, Sample()).after, 25))


@pytest.mark.parametrize("edition", ["2017", "2023"])
@pytest.mark.parametrize("state", list(State))
def test_an_act_is_refused_in_every_wrong_state_and_changes_nothing(office, state, edition):
    received = date(2023, 3, 1) if edition == "2017" else RECEIVED
    if state is State.REFERRED and edition == "2023":
        pytest.skip("the 2023 edition does not refer")
    case = office.case_in(state, received)
    before = traces(case)
    for act in CONTINUING:
        rule = RECONSIDERATION[act]
        if state in rule.sources:
            continue
        with transaction.atomic(), pytest.raises(ActRefused) as refused:
            office.do(case, act, lawful_day(act, received), keys=SAMPLES.get(act, Sample()).keys)
        assert refused.value.rule == "state", act
        assert refused.value.article == rule.article(Edition(case.edition)), act
        assert refused.value.sentence("zh-hans").endswith("。")
        assert refused.value.sentence("en").endswith(".")
    assert traces(case) == before


@pytest.mark.parametrize("act", sorted(BEGINNINGS))
def test_an_act_that_begins_a_record_is_refused_for_one_that_exists(office, act):
    case = office.register()
    keys = {"channel": "mail", "applicants": [{"kind": "citizen", "name": "甲"}], "field": "land"}
    keys |= {"respondents": ["甲县公安局"], "matters": ["licensing"]}
    before = traces(case)
    with pytest.raises(ActRefused):
        office.do(case, act, RECEIVED, keys=keys)
    assert traces(case) == before


@pytest.mark.parametrize("act", [act for act in CONTINUING if act is not Act.RESTORE])
def test_no_act_is_done_to_a_void_record_but_to_restore_it(office, act):
    case = office.do(office.case_in(State.REVIEWING), Act.VOID, "2024-03-05", reason="重复登记")
    before = traces(case)
    with pytest.raises(ActRefused) as refused:
        office.do(case, act, lawful_day(act, RECEIVED), keys=SAMPLES.get(act, Sample()).keys)
    assert refused.value.rule == "void"
    assert refused.value.instead == (Act.RESTORE,)
    assert traces(case) == before


@pytest.mark.parametrize("act", [act for act in CONTINUING if act is not Act.PLAN])
def test_an_act_but_a_plan_is_refused_before_the_record_began_and_after_today(office, act):
    sample = SAMPLES.get(act, Sample())
    case = prepared(office, sample)
    before = traces(case)
    for on, rule in ((sample.received - timedelta(1), "date-order"), (office.today + timedelta(1), "future")):
        with transaction.atomic(), pytest.raises(ActRefused) as refused:
            office.do(case, act, on, keys=sample.keys)
        assert refused.value.rule == rule
    assert traces(case) == before


@pytest.mark.parametrize("state", [State.EXAMINING, State.REVIEWING, State.SUSPENDED, State.CONCLUDED])
def test_an_act_that_moves_the_case_is_not_dated_before_the_last_one(office, state):
    case = office.case_in(state)
    for act, rule in RECONSIDERATION.items():
        if rule.moves and not rule.begins and state in rule.sources:
            keys = SAMPLES.get(act, Sample()).keys
            with transaction.atomic(), pytest.raises(ActRefused) as refused:
                office.do(case, act, RECEIVED - timedelta(1), keys=keys)
            assert refused.value.rule == "date-order"


def test_the_kinds_know_only_their_own_acts():
    assert set(RULES[RecordKind.LEDGER]) == {Act.RECORD, Act.CORRECT, Act.VOID, Act.STRIKE, Act.RESTORE}
    for kind in RecordKind:
        assert [act for act, rule in RULES[kind].items() if rule.begins]
