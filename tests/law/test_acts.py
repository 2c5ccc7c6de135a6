"""The whole act table played at random: no permitted act leads where the table does not say, and none is left out."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest

from casework.law.acts import RULES
from casework.law.acts.reconsideration import ACTS as RECONSIDERATION
from casework.law.facts import Facts, Suspension
from casework.law.gaps import AsAt, gaps
from casework.law.history import MENDING, VOIDING, Done, corrected, do, mend, play, play_until
from casework.law.life import stops_of
from casework.law.names import AT_INTAKE, OPEN, PENDING, Act, Edition, Outcome, RecordKind, State, TerminatedCause
from casework.law.terms.lapses import lapses
from casework.law.terms.schedule import last_day, open_terms, schedule
from tests.law.drawn import CASE, LONG_AFTER, MOST_LIVES, Played, branch
from tests.law.played import NATIONAL


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
