"""The whole act table played at random: no permitted act leads where the table does not say, and none is left out."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from casework.law.acts import LIVES, RULES
from casework.law.acts.reconsideration import ACTS as RECONSIDERATION
from casework.law.facts import Facts, Suspension
from casework.law.gaps import AsAt, gaps
from casework.law.history import MENDING, VOIDING, Done, corrected, do, mend, play, play_until
from casework.law.keys import ActComplainedOf, Applicant, Named
from casework.law.life import stops_of
from casework.law.names import (
    AT_INTAKE,
    OPEN,
    PENDING,
    Act,
    AgreementForm,
    ComplainedOf,
    Edition,
    ExclusionKind,
    InstanceLevel,
    LapseRule,
    MediationResult,
    Outcome,
    PartyGround,
    Planned,
    Procedure,
    RecordKind,
    ReferKind,
    ReviewFinding,
    Ruling,
    State,
    SuspensionGround,
    TerminatedCause,
    WithdrawnHow,
)
from casework.law.refusals import ActRefused
from casework.law.terms.lapses import lapses
from casework.law.terms.schedule import last_day, open_terms, schedule
from tests.law.played import APPLICATION, NATIONAL, POLICE, STRANGER, TOWN

CASE = RecordKind.RECONSIDERATION
MOST_LIVES = 6000
FIRST_DAYS = (date(2023, 3, 1), date(2023, 12, 20), date(2024, 3, 1), date(2024, 9, 10))
LONG_AFTER = date(2026, 12, 31)


class Draw:
    """Keys of an act, drawn near its day; some of them the law refuses."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng

    def pick(self, *values: Any) -> Any:
        return self.rng.choice(values)

    def near(self, on: date, least: int = 0, most: int = 15) -> date:
        return on + timedelta(self.rng.randint(least, most))

    def keys(self, kind: RecordKind, act: Act, on: date) -> dict[str, Any]:
        drawn = KEYS[kind].get(act, lambda _draw, _on: {})(self, on)
        return {name: value for name, value in drawn.items() if value is not None}

    def application(self, on: date) -> dict[str, Any]:
        respondents = self.pick((POLICE,), (POLICE,), (POLICE, TOWN), (POLICE, POLICE), ())
        return {
            **APPLICATION,
            "applicants": (Applicant("citizen", "申请人甲"), Applicant("citizen", "申请人乙"))[: self.pick(1, 2)],
            "respondents": respondents if self.rng.random() < 0.97 else (),
            "matters": self.pick(("administrative_penalty",), ("inaction",), ("administrative_agreement",)),
            "channel": self.pick("in_person", "in_person", "fax", "through_respondent"),
            "complained_of": ActComplainedOf(
                self.pick(*ComplainedOf), made_on=self.pick(None, self.near(on, -90, 1)), told=self.pick(None, False)
            ),
            "request": self.pick("", "perform"),
        }

    def decision(self, _on: date) -> dict[str, Any]:
        outcome = self.pick(*Outcome, Outcome.WITHDRAWN, Outcome.TERMINATED, *[Outcome.ORDER_PERFORMANCE] * 3)
        return {
            "outcome": outcome,
            "how": self.pick(*WithdrawnHow) if outcome is Outcome.WITHDRAWN or self.rng.random() < 0.05 else None,
            "cause": self.pick(*TerminatedCause) if outcome is Outcome.TERMINATED else None,
            "redo_ordered": self.rng.random() < 0.3,
            "perform_within_days": 15 if outcome is Outcome.ORDER_PERFORMANCE else self.pick(None, 30),
            "compensation_granted": self.pick(None, Decimal("88.80")),
            "approved": self.pick("", "head", "collective"),
        }


Keys = Callable[[Draw, date], Mapping[str, Any]]
OF_PLANS: dict[Act, Keys] = {
    Act.PLAN: lambda d, _: {"what": d.pick(*Planned), "place": "三楼", "who": ("甲",)},
    Act.CALL_OFF: lambda d, _: {"plan": d.pick(None, 1, 2)},
}
OF_A_CASE: dict[Act, Keys] = {
    **OF_PLANS,
    Act.REGISTER: lambda d, on: {**d.application(on), "filed_on": d.pick(None, d.near(on, -3, 1))},
    Act.TAKE_OVER: lambda d, on: {**d.application(on), "accepted_on": d.pick(None, d.near(on, -30, 0))},
    Act.REQUEST_CORRECTION: lambda d, on: {
        "items": d.pick(("身份材料",), ("授权书",), ("身份材料", "授权书"), ()),
        "notice_received_on": d.pick(None, d.near(on, -1, 3)),
        "due": d.pick(None, d.near(on, 5, 20)),
    },
    Act.EXTEND_CORRECTION: lambda d, on: {"due": d.near(on, -2, 30), "reason": "住院"},
    Act.RECEIVE_CORRECTION: lambda d, on: {"posted_on": d.pick(None, d.near(on, -3, 1))},
    Act.ACCEPT: lambda d, _: {
        "procedure": d.pick(*Procedure), "ground": d.pick("", "", "art53_1"), "handlers": d.pick((), ("甲", "乙")),
    },
    Act.DECLINE: lambda d, _: {"reason": d.rng.randint(0, 8), "organ": d.pick(None, STRANGER)},
    Act.REFER: lambda d, _: {"how": d.pick(*ReferKind), "organ": d.pick(None, STRANGER)},
    Act.ASSIGN: lambda d, _: {"handlers": d.pick(("甲",), ("甲", "乙"), ())},
    Act.SEND_COPY: lambda d, on: {
        "respondent": d.pick(None, POLICE, STRANGER), "received_on": d.pick(None, d.near(on, -1, 4)),
    },
    Act.RECEIVE_REPLY: lambda d, _: {"respondent": d.pick(None, POLICE)},
    Act.JOIN_THIRD_PARTY: lambda _d, _on: {"name": "第三人甲"},
    Act.WITHDRAW_PARTY: lambda d, _: {
        "party": Named(d.pick("申请人甲", "申请人乙", "路人")), "ground": d.pick(None, *PartyGround),
    },
    Act.REPLACE_PARTY: lambda d, _: {
        "party": d.pick(Named("申请人甲"), Named("公安局", POLICE), Named("路人")),
        "by": d.pick((Named("申请人丙"),), (Named("镇政府", TOWN), Named("公安局", POLICE)), ()),
    },
    Act.HEAR_OPINIONS: lambda d, _: {"why_not": d.pick(None, "下落不明")},
    Act.INVESTIGATE: lambda d, _: {"investigators": d.pick(None, 1, 2)},
    Act.HOLD_HEARING: lambda d, on: {
        "notice_on": d.pick(None, d.near(on, -12, 1)), "head_attended": d.pick(None, True, False),
    },
    Act.EXCLUDE: lambda d, on: {"kind": d.pick(*ExclusionKind), "start": d.near(on, -3, 3), "end": d.near(on, 0, 12)},
    Act.OPEN_DOCUMENT_REVIEW: lambda d, _: {"competent": d.pick(None, True, False)},
    Act.DOCUMENT_REVIEW_RESULT: lambda d, _: {"result": d.pick(*ReviewFinding)},
    Act.STAY_EXECUTION: lambda d, _: {"ground": d.rng.randint(0, 5)},
    Act.EXTEND: lambda d, _: {"days": d.pick(0, 5, 15, 30, 31), "approver": "负责人"},
    Act.SUSPEND: lambda d, _: {"ground": d.pick(*[g.value for g in SuspensionGround], "0", "4", "9", "11")},
    Act.TRANSFER_UP: lambda _d, _on: {"organ": STRANGER},
    Act.REOPEN: lambda d, _: {
        "to": d.pick(State.EXAMINING, State.REVIEWING, State.CONCLUDED), "by_order_of": "测试市人民政府",
    },
    Act.CONCLUDE: Draw.decision,
    Act.SERVE: lambda _d, _on: {"how": "邮寄"},
    Act.ISSUE_OPINION: lambda d, on: {"to": POLICE, "received_on": d.pick(None, d.near(on, -1, 3))},
    Act.ISSUE_RECOMMENDATION: lambda _d, _on: {"to": POLICE},
    Act.SET_ASIDE_LAPSE: lambda d, _: {"lapse": d.pick(*LapseRule), "reason": "已说明"},
    Act.VOID: lambda _d, _on: {"reason": "重复登记"},
    Act.RESTORE: lambda _d, _on: {"reason": "并未重复"},
}  # fmt: skip
OF_A_SUIT: dict[Act, Keys] = {
    **OF_PLANS,
    Act.REGISTER: lambda d, _: {
        "court": "测试法院", "court_number": "1号", "cause": "治安处罚",
        "defendants": d.pick((POLICE,), (POLICE, TOWN), ()),
        "after_reconsideration": d.pick(0, "乙政复〔2024〕1号"),
    },
    Act.OPEN_INSTANCE: lambda d, _: {"instance": d.pick(*InstanceLevel), "court": "中院", "court_number": "2号"},
    Act.HOLD_HEARING: lambda d, _: {"called_again": d.pick(True, False), "instance": d.pick(None, *InstanceLevel)},
    Act.RECORD_APPEARANCE: lambda d, _: {
        "organ": d.pick(POLICE, TOWN), "rank": d.pick("chief", "staff", "nobody"), "by_agreement": d.pick(True, False),
    },
    Act.CONFIRM_LINK: lambda d, _: {"reconsideration": d.pick(0, 7, -1), "number": d.pick("乙政复〔2024〕1号", "")},
    Act.CLOSE_INSTANCE: lambda d, _: {"result": d.pick("revoke", "uphold"), "instance": d.pick(None, *InstanceLevel)},
}  # fmt: skip
OF_A_MEDIATION: dict[Act, Keys] = {
    Act.REGISTER: lambda _d, _on: {"body": "东村人民调解委员会", "dispute_type": "neighbours", "source": "active"},
    Act.CONCLUDE: lambda d, on: {
        "result": d.pick(*MediationResult, MediationResult.SUCCEEDED),
        "form": d.pick(None, *AgreementForm),
        "effective_on": d.pick(None, d.near(on, -3, 3)),
    },
    Act.CONFIRM: lambda d, _: {"ruling": d.pick(*Ruling)},
    **OF_PLANS,
}
OF_AN_ENTRY: dict[Act, Keys] = {
    Act.RECORD: lambda d, _: {"kind": "publicity_event", "quantities": d.pick({"count": Decimal(1)}, {})},
}
KEYS: dict[RecordKind, dict[Act, Keys]] = {
    CASE: OF_A_CASE,
    RecordKind.LITIGATION: OF_A_SUIT,
    RecordKind.MEDIATION: OF_A_MEDIATION,
    RecordKind.LEDGER: OF_AN_ENTRY,
}


def branch(life: Any) -> Any:
    """The record to try an act on: the same facts, which no act changes in place."""
    return replace(life, broken=list(life.broken))


class Played:
    """One random life: what was done, and the record as it stands; what the law refuses leaves it as it was."""

    def __init__(self, kind: RecordKind, seed: int) -> None:
        self.kind, self.rng = kind, random.Random(seed)
        self.draw = Draw(self.rng)
        self.history: list[Done] = []
        self.lives: list[Any] = []
        self.refused: Counter[str] = Counter()
        self.on = self.rng.choice(FIRST_DAYS) + timedelta(self.rng.randrange(12))

    @property
    def life(self) -> Any:
        return self.lives[-1]

    def play(self, acts: int) -> Played:
        while not self.history:
            self.attempt(self.rng.choice([act for act, rule in RULES[self.kind].items() if rule.begins]))
        for _ in range(acts):
            waits = self.kind is CASE and self.life.facts.state is State.CORRECTING
            self.on += timedelta(self.rng.choice((0, 25, 40) if waits else (0, 0, 1, 2, 5, 9, 25, 62, -4)))
            self.attempt(self.rng.choice(self.likely()))
        return self

    def likely(self) -> list[Act]:
        """Acts that fit the state, those that move it more often; now and then one that does not fit."""
        rules = {act: rule for act, rule in RULES[self.kind].items() if not rule.begins}
        if self.kind is not CASE or self.rng.random() < 0.05:
            return list(rules)
        fitting = [act for act, rule in rules.items() if self.life.facts.state in rule.sources]
        moving = [act for act in fitting if rules[act].moves]
        rare = {Act.VOID, Act.RESTORE, Act.WITHDRAW_EARLY, Act.TRANSFER_UP}
        if self.life.facts.phase.procedure is Procedure.SIMPLIFIED and Act.CONVERT_PROCEDURE in fitting:
            moving += [Act.CONVERT_PROCEDURE] * 5
        return [act for act in [*fitting, *moving, *moving] if act not in rare or self.rng.random() < 0.2] or fitting

    def attempt(self, act: Act) -> None:
        keys = self.draw.keys(self.kind, act, self.on)
        done = Done(act, self.on, keys)
        trial = branch(self.lives[-1]) if self.lives else LIVES[self.kind](NATIONAL)
        try:
            do(trial, self.kind, done)
        except ActRefused as refusal:
            self.refused[refusal.rule] += 1
            return
        self.history.append(done)
        self.lives.append(trial)


@pytest.fixture(scope="module")
def played(random_lives: int) -> list[Played]:
    """Many random lives of cases, the same at each run; a few more where a rare act has not come up yet."""
    found = [Played(CASE, seed).play(30) for seed in range(random_lives)]
    while len(found) < MOST_LIVES and {act.act for one in found for act in one.history} != set(RECONSIDERATION):
        found.append(Played(CASE, len(found)).play(30))
    return found


def test_the_table_of_acts_and_the_code_that_does_them_name_the_same_acts():
    for kind, rules in RULES.items():
        assert {act for act, rule in rules.items() if rule.step is None} == MENDING | VOIDING, kind
        assert all(rule.act is act for act, rule in rules.items())
        assert Act.RECOMPUTE not in rules


def test_every_state_is_either_open_or_an_end_and_every_state_but_the_ends_has_a_way_out():
    assert AT_INTAKE | PENDING == OPEN
    for state in State:
        ways = {
            act for act, rule in RECONSIDERATION.items() if rule.moves and not rule.begins and state in rule.sources
        }
        assert bool(ways) == (state in OPEN | {State.DECLINED, State.CONCLUDED, State.ABANDONED}), state
    assert {rule.to for rule in RECONSIDERATION.values() if rule.to} == set(State)


def test_no_permitted_act_leads_to_a_state_that_the_table_does_not_declare(played):
    for one in played:
        for before, after, done in zip([None, *one.lives], one.lives, one.history, strict=False):
            rule, state = RECONSIDERATION[done.act], after.facts.state
            if before is not None and rule.moves:
                assert before.facts.state in rule.sources, done
            if rule.to is not None:
                assert state is rule.to, done
            elif rule.moves:
                assert state in (State.EXAMINING, State.REVIEWING), done
            elif before is not None:
                assert state is before.facts.state, done


def test_every_declared_act_state_and_edition_is_reached(played):
    done = {act.act for one in played for act in one.history}
    assert done == set(RECONSIDERATION)
    assert {life.facts.state for one in played for life in one.lives} == set(State)
    assert {life.edition for one in played for life in one.lives} == set(Edition)
    assert {"state", "date-order", "missing", "void", "edition", "procedure"} <= set().union(
        *[one.refused for one in played]
    )


def test_playing_the_history_again_gives_the_same_facts(played):
    for one in played:
        again: Any = play(CASE, one.history, NATIONAL, lenient=False)
        assert again.facts == one.life.facts
        assert (again.done_on, again.last_move) == (one.life.done_on, one.life.last_move)
        assert play_until(CASE, one.history, NATIONAL, LONG_AFTER).facts == one.life.facts  # type: ignore[union-attr]


def test_the_phases_follow_one_another_and_only_an_open_case_has_an_open_one(played):
    for one in played:
        facts: Facts = one.life.facts
        assert (facts.phase.closed_on is None) == (facts.state in OPEN)
        assert all(phase.closed_on is not None for phase in facts.phases[:-1])
        for phase in facts.phases:
            assert phase.closed_on is None or phase.opened_on <= phase.closed_on
            assert len([s for s in phase.suspensions if s.until is None]) <= 1
            assert (phase.decision is not None) == (phase.closed_by == "concluded")
            assert phase.extension_days <= 30
        assert (facts.phase.kind == "intake") == (facts.state in AT_INTAKE) or facts.state not in OPEN
        assert any(_open(s) for s in facts.phase.suspensions) == (facts.state is State.SUSPENDED)


def _open(suspension: Suspension) -> bool:
    return suspension.until is None


def test_the_state_on_a_day_is_none_before_the_record_and_the_last_state_after_it(played):
    for one in played:
        facts = one.life.facts
        assert facts.state_on(facts.received_on - timedelta(1)) is None
        assert facts.state_on(LONG_AFTER) is facts.state
        for stay in facts.stays:
            on_the_day = facts.state_on(stay.since)
            assert on_the_day in facts.states_during(stay.since) | {facts.state}
            assert on_the_day is not None


def test_the_facts_known_on_a_past_day_give_the_state_that_all_facts_give_for_it(played):
    for one in played:
        facts = one.life.facts
        days = {stay.since for stay in facts.stays}
        for on in sorted(days | {each - timedelta(1) for each in days}):
            known: Any = play_until(CASE, one.history, NATIONAL, on)
            found = known.facts.state_on(on) if known is not None else None
            assert found == facts.state_on(on), (on, one.history)


def test_whatever_was_done_its_terms_lapses_and_gaps_can_be_told(played):
    for one in played:
        life = one.life
        for running in schedule(life):
            due = last_day(life, running)
            backwards = running.code == "hearing_notice"
            assert due is None or running.start is None or running.fixed or backwards or due >= running.start
        assert {lapse.act for lapse in lapses(life, LONG_AFTER)} <= set(RECONSIDERATION)
        found = gaps(life, AsAt(LONG_AFTER))
        assert not [gap for gap in found if gap.rule.startswith("as-recorded")]
        if life.facts.voided_on is not None:
            assert not found
            assert not open_terms(life)


def test_a_proposed_act_is_one_that_the_law_then_permits(played):
    tried = Counter[Act]()
    keys = {Act.CONCLUDE: {"outcome": Outcome.TERMINATED, "cause": TerminatedCause.SUSPENDED_60_DAYS}}
    for life in [life for one in played for life in one.lives[1::2]]:
        last = max([life.last_move, life.last_in_review or life.last_move, *[stay.since for stay in life.facts.stays]])
        for lapse in lapses(life, LONG_AFTER):
            trial = branch(life)
            assert lapse.act is not None
            said = keys.get(lapse.act, {})
            if lapse.act is Act.RECEIVE_REPLY:  # of one who had a copy
                said = {
                    "respondent": next(e.organ for e in life.facts.respondents if e.received_on and not e.replied_on)
                }
            do(trial, CASE, Done(lapse.act, max(lapse.since, last), said))
            tried[lapse.act] += 1
    assert set(tried) == {
        Act.DEEM_ACCEPTED,
        Act.DEEM_ABANDONED,
        Act.CONCLUDE,
        Act.RECEIVE_REPLY,
        Act.RECORD_FEEDBACK,
        Act.RECORD_PERFORMANCE,
    }


def test_the_days_that_stop_the_decision_lie_in_order(played):
    for one in played:
        for phase in one.life.facts.phases:
            stops = stops_of(phase)
            assert [stop.start for stop in stops] == sorted(stop.start for stop in stops)
            assert all(stop.end is None or stop.start <= stop.end for stop in stops)


@pytest.mark.parametrize("kind", [RecordKind.LITIGATION, RecordKind.MEDIATION, RecordKind.LEDGER])
def test_every_act_of_the_other_kinds_is_reached_and_plays_again_to_the_same_facts(kind, random_lives):
    done: set[Act] = set()
    for seed in range(random_lives // 2):
        one = Played(kind, seed).play(20)
        done |= {act.act for act in one.history}
        assert play(kind, one.history, NATIONAL, lenient=False).facts == one.life.facts
        assert play_until(kind, one.history, NATIONAL, LONG_AFTER).facts == one.life.facts  # type: ignore[union-attr]
        assert play_until(kind, one.history, NATIONAL, one.life.facts.received_on - timedelta(1)) is None
    assert done == set(RULES[kind])


def test_a_correction_mends_the_act_that_it_names_from_its_own_day():
    first = Done(Act.ACCEPT, date(2024, 3, 5), {"ground": "art53_1"})
    mending = Done(Act.CORRECT, date(2024, 4, 1), {}, target=0, key="on", value=date(2024, 3, 4))
    assert corrected([first, mending])[0].on == date(2024, 3, 4)
    assert corrected([first, mending], known_on=date(2024, 4, 1))[0].on == date(2024, 3, 4)
    assert corrected([first, mending], known_on=date(2024, 3, 31))[0] == first
    assert mend(first, "ground", None).keys == {}
    assert mend(first, "ground", "art53_2").keys == {"ground": "art53_2"}
