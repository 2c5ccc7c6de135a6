"""Two people at once, with real threads and transactions: one wins, the other is told what changed."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from django.db import connection, connections

from casework.errors import ActRefused, StaleVersion
from casework.law.names import State
from casework.models import Event, NumberSeries, Reconsideration
from tests.factories import Office, broken_rules, events_of, fresh

THREADS = 4


@pytest.fixture
def shared(transactional_db: None) -> Office:
    return Office()


def at_once(jobs: list[Callable[[], Any]]) -> list[Any]:
    """Each job in a thread with a connection of its own, all begun together; its result, or what it raised."""
    gate = threading.Barrier(len(jobs), timeout=30)

    def run(job: Callable[[], Any]) -> Any:
        try:
            connection.ensure_connection()
            gate.wait()
            return job()
        except Exception as problem:  # the test looks at it
            return problem
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def test_of_acts_on_one_case_one_wins_and_the_others_are_told(shared):
    case = shared.case_in(State.REVIEWING)
    outcomes = ("uphold", "revoke", "other", "dismiss_application")
    jobs = [lambda outcome=outcome: shared.do(case, "conclude", "2024-03-20", outcome=outcome) for outcome in outcomes]
    results = at_once(jobs)
    won = [result for result in results if isinstance(result, Reconsideration)]
    told = [result for result in results if isinstance(result, StaleVersion)]
    assert (len(won), len(told)) == (1, len(jobs) - 1), results
    assert all([event.act for event in problem.changes] == ["conclude"] for problem in told)
    assert {problem.changes[0].keys["outcome"] for problem in told} == {won[0].outcome}
    stored = fresh(case)
    assert (stored.outcome, stored.version) == (won[0].outcome, case.version + 1)
    assert [event.version for event in events_of(stored)] == list(range(1, stored.version + 1))


def test_an_act_waits_for_the_one_before_it_and_then_sees_it(shared):
    """The other way round: read anew, the second person's act is judged by the law as the case now stands."""
    case = shared.case_in(State.REVIEWING)
    at_once([lambda: shared.do(case, "transfer_up", "2024-03-20", organ="测试市人民政府")])
    with pytest.raises(ActRefused):
        shared.do(fresh(case), "conclude", "2024-03-21", outcome="uphold")


def test_numbers_are_given_once_however_many_register_at_once(shared):
    each = 3
    jobs = [lambda: [shared.register().number for _ in range(each)] for _ in range(THREADS)]
    results = at_once(jobs)
    numbers = [number for result in results for number in result]
    assert sorted(numbers, key=lambda text: (len(text), text)) == [
        f"甲政复〔2024〕{n}号" for n in range(1, THREADS * each + 1)
    ]
    assert NumberSeries.objects.get().last == THREADS * each
    assert Event.objects.count() == THREADS * each


def test_of_two_who_take_one_number_by_hand_one_is_refused(shared):
    shared.register()  # the series is there
    results = at_once([lambda: shared.register(number="甲政复〔2024〕50号")] * THREADS)
    won = [result for result in results if isinstance(result, Reconsideration)]
    assert len(won) == 1, results
    assert all(isinstance(result, ActRefused) for result in results if result not in won), results
    assert shared.register().number == "甲政复〔2024〕51号"


def test_acts_on_different_cases_do_not_hinder_one_another(shared):
    cases = [shared.case_in(State.REVIEWING) for _ in range(THREADS)]
    results = at_once([lambda case=case: shared.do(case, "conclude", "2024-03-20", outcome="uphold") for case in cases])
    assert {result.state for result in results} == {"concluded"}
    assert {result.concluded_on for result in results} == {date(2024, 3, 20)}


def test_a_case_and_the_suits_that_name_it_are_acted_on_at_once_without_waiting_for_one_another_for_ever(shared):
    case = shared.conclude()
    suits = [shared.sue(after_reconsideration=case.number) for _ in range(2)]
    jobs = [lambda suit=suit: shared.do(suit, "hold_hearing", "2024-06-03") for suit in suits]
    results = at_once(
        [
            *jobs,
            lambda: shared.do(case, "correct", "2024-06-03", fact="concluded_on", value="2024-05-20", reason="录错"),
            lambda: shared.sue("2024-06-04", after_reconsideration=case.number),
        ]
    )
    assert [r for r in results if isinstance(r, Exception) and not isinstance(r, StaleVersion)] == []
    assert broken_rules(shared) == {}


def test_a_case_is_not_voided_while_a_suit_that_names_it_is_being_registered(shared):
    case = shared.conclude()
    at_once(
        [
            lambda: shared.do(case, "void", "2024-06-03", reason="重复登记"),
            lambda: shared.sue("2024-06-04", after_reconsideration=case.number),
        ]
    )
    assert broken_rules(shared) == {}
    assert fresh(case).voided_on is None or not case.litigations.exists()


def test_what_one_rolls_back_the_other_never_sees(shared):
    case = shared.case_in(State.REVIEWING)
    jobs = [
        lambda: shared.do(case, "conclude", "2024-03-20", outcome="no_such_outcome"),
        lambda: shared.do(case, "suspend", "2024-03-20", ground="death"),
    ]
    failed, done = at_once(jobs)
    assert "no_such_outcome" in str(failed)
    assert done.state == "suspended"
    assert done.version == case.version + 1


def test_the_events_of_a_transactional_test_are_removed_and_the_guards_stand_again(transactional_db):
    assert not Event.objects.exists()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'casework_event%%' AND tgenabled = 'O'")
        else:
            cursor.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'casework_event'")
        assert cursor.fetchone()[0] == (2 if connection.vendor == "postgresql" else 3)
