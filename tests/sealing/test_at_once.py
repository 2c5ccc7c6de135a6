"""Two people at once, with real threads and transactions; and the guards of the database after a test's flush."""

from __future__ import annotations

from threading import Thread

import pytest
from django.db import connection

from casework.actions.reports import sealing
from casework.actions.reports.sealing import NotSealed
from casework.law.names import Role
from casework.models import SealedReport
from casework.sealing.content import report_content
from casework.sealing.difference import acts_since, differences, touched
from casework.sealing.rules import failures
from casework.sealing.seal import content_of, problem_of, question_of
from tests.actions.test_concurrency import at_once
from tests.factories import Office
from tests.sealing.desk import Room


@pytest.fixture
def shared(transactional_db: None) -> Room:
    return Room(Office())


def test_of_confirmations_at_once_one_holds_and_the_others_are_told(shared):
    report = shared.seal()
    hands = [shared.hand(f"approver-{n}", Role.APPROVER) for n in range(4)]
    results = at_once([lambda hand=hand: shared.confirm(report, actor=hand) for hand in hands])
    won = [result for result in results if isinstance(result, SealedReport)]
    told = [result for result in results if isinstance(result, NotSealed)]
    assert (len(won), len(told)) == (1, 3), results
    stored = SealedReport.objects.get()
    assert stored.confirmed_by == won[0].confirmed_by
    assert all(str(stored.confirmed_by) in problem.zh for problem in told)
    assert problem_of(stored) == ""


def test_the_same_report_opened_at_once_is_one_draft(shared):
    results = at_once([shared.opened] * 4)
    assert {result.pk for result in results} == {SealedReport.objects.get().pk}


def test_of_restatements_at_once_one_is_made(shared):
    report = shared.confirmed()
    shared.office.do(shared.upheld, "void", "2026-06-21", reason="重复录入")
    results = at_once([lambda: shared.restate(report)] * 3)
    assert sum(isinstance(result, SealedReport) for result in results) == 1, results
    assert sum(isinstance(result, NotSealed) for result in results) == 2, results


def test_an_act_recorded_while_a_report_is_sealed_is_told_as_a_later_one(shared):
    """Whichever comes first: what is sealed is what was seen, and what came after is told with the difference."""
    report = shared.opened()
    said = shared.said(report)
    act, sealed = at_once([
        lambda: shared.office.do(shared.upheld, "void", "2026-06-21", reason="重复录入"),
        lambda: shared.seal(report, said),
    ])  # fmt: skip
    assert not isinstance(act, Exception), act
    assert isinstance(sealed, SealedReport | NotSealed), sealed
    if isinstance(sealed, NotSealed):  # the act came first, and the figures were no longer those that were seen
        assert "看过以后数字变了" in sealed.zh
        assert problem_of(shared.seal(report)) == ""
        return
    content = content_of(sealed)
    question = question_of(sealed)
    found = differences(content["report"], report_content(question, shared.office.reference.vocabulary))
    acts = acts_since(touched(found), content["sealed"]["last_event"])
    assert [event.act for event in acts["reconsideration", shared.upheld.pk]] == ["void"]


def test_what_does_not_hold_is_told_of_the_moment_of_the_figures(shared, monkeypatch):
    """An act waits until the figures that were seen and what does not hold of their records are both read."""
    report = shared.opened()
    said = shared.said(report)
    begun = []

    def void() -> None:
        try:
            shared.office.do(shared.upheld, "void", "2026-06-21", reason="重复录入")
        finally:
            connection.close()

    def first_the_act(execute, sql, *more):
        if "casework_event" in sql and not begun:
            begun.append(Thread(target=void))
            begun[0].start()
            begun[0].join(1)
        return execute(sql, *more)

    def slowly(*told):
        with connection.execute_wrapper(first_the_act):
            return failures(*told)

    monkeypatch.setattr(sealing, "failures", slowly)
    with pytest.raises(NotSealed, match="看过以后数字变了"):
        shared.seal(report, said)
    begun[0].join()


def test_the_guards_stand_again_after_a_flush(transactional_db):
    assert not SealedReport.objects.exists()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            standing = "FROM pg_trigger WHERE tgname LIKE 'casework_sealedreport%%' AND tgenabled = 'O'"
        else:
            standing = "FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'casework_sealedreport'"
        cursor.execute(f"SELECT count(*) {standing}")
        assert cursor.fetchone()[0] == (2 if connection.vendor == "postgresql" else 4)
