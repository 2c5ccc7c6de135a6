"""Copies and replies: the first of a review counts; what a case brings along when it is taken over; suing a refusal."""

from __future__ import annotations

from typing import Any

import pytest

from casework.law.gaps import AsAt, gaps
from casework.law.history import Unlawful, play, play_until
from casework.law.keys import TakenCopy, TakenStop
from casework.law.names import Act, ExclusionKind, Outcome, Procedure, RecordKind, State
from casework.law.terms.schedule import due_of_case, explained, open_terms, schedule
from tests.law.played import APPLICATION, NATIONAL, POLICE, TOWN, Said, case, day, done, register

ACCEPTED: Said = (Act.ACCEPT, "2024-03-05", {"handlers": ("承办人甲", "承办人乙")})
COPY: Said = (Act.SEND_COPY, "2024-03-08", {"received_on": "2024-03-11"})


def exchanged(life: Any) -> list[tuple[str | None, str | None, str | None]]:
    """Sent, received, replied, of each respondent."""
    return [
        tuple(x.isoformat() if x else None for x in (e.sent_on, e.received_on, e.replied_on))  # type: ignore[misc]
        for e in life.facts.respondents
    ]


def test_a_copy_sent_again_starts_no_second_term():
    life = case("2024-03-01", ACCEPTED, COPY, (Act.SEND_COPY, "2024-03-20", {"received_on": "2024-03-21"}))
    assert exchanged(life) == [("2024-03-08", "2024-03-11", None)]
    assert due_of_case(life, "reply") == day("2024-03-25")
    unsaid = case("2024-03-01", ACCEPTED, COPY, (Act.SEND_COPY, "2024-03-20"))
    assert exchanged(unsaid) == [("2024-03-08", "2024-03-11", None)]


def test_a_copy_sent_again_gives_the_day_of_receipt_where_none_was_known():
    life = case(
        "2024-03-01",
        ACCEPTED,
        (Act.SEND_COPY, "2024-03-08"),
        (Act.SEND_COPY, "2024-03-12", {"received_on": "2024-03-13"}),
    )
    assert exchanged(life) == [("2024-03-08", "2024-03-13", None)]


def test_the_first_copy_and_reply_count_also_where_they_are_put_on_record_later():
    life = case(
        "2024-03-01", ACCEPTED, (Act.SEND_COPY, "2024-03-20", {"received_on": "2024-03-21"}), COPY,
        (Act.RECEIVE_REPLY, "2024-03-25"), (Act.RECEIVE_REPLY, "2024-03-22"), (Act.RECEIVE_REPLY, "2024-03-28"),
    )  # fmt: skip
    assert exchanged(life) == [("2024-03-08", "2024-03-11", "2024-03-22")]


def test_each_respondent_has_a_first_copy_of_its_own():
    life = case(
        "2024-03-01", ACCEPTED, COPY, (Act.SEND_COPY, "2024-03-12", {"respondent": TOWN}),
        respondents=(POLICE, TOWN),
    )  # fmt: skip
    assert exchanged(life) == [("2024-03-08", "2024-03-11", None)] * 2


REOPENED: tuple[Said, ...] = (
    ACCEPTED,
    COPY,
    (Act.RECEIVE_REPLY, "2024-03-22"),
    (Act.CONCLUDE, "2024-04-10", {"outcome": Outcome.UPHOLD}),
    (Act.REOPEN, "2024-06-03", {"to": State.REVIEWING, "by_order_of": "测试市人民政府"}),
)


def test_in_a_reopened_review_the_earlier_copy_stands_until_another_is_sent():
    assert exchanged(case("2024-03-01", *REOPENED)) == [("2024-03-08", "2024-03-11", "2024-03-22")]
    again = case("2024-03-01", *REOPENED, (Act.SEND_COPY, "2024-06-05", {"received_on": "2024-06-06"}))
    assert exchanged(again) == [("2024-06-05", "2024-06-06", None)]
    assert due_of_case(again, "reply") == day("2024-06-21")  # 7, 11-14, 17-21 June; Monday the 10th is a holiday
    replied = case("2024-03-01", *REOPENED, (Act.RECEIVE_REPLY, "2024-06-07"))
    assert exchanged(replied) == [("2024-03-08", "2024-03-11", "2024-06-07")]


# ---- Taken over ----


def taken_over(*acts: Said, lenient: bool = True, **keys: Any) -> Any:
    """A case that was accepted on 5 March 2024 and taken over on 25 March."""
    said = {**APPLICATION, "received_on": "2024-03-01", "accepted_on": "2024-03-05", **keys}
    begun = done(Act.TAKE_OVER, "2024-03-25", said)
    return play(RecordKind.RECONSIDERATION, [begun, *(done(*act) for act in acts)], NATIONAL, lenient=lenient)


TWO: Said = (Act.ASSIGN, "2024-03-26", {"handlers": ("承办人甲", "承办人乙")})


def test_a_case_that_was_taken_over_reports_no_gap_of_the_first_organ():
    keys = {"procedure": Procedure.SIMPLIFIED, "extended_days": 10,
            "excluded": (TakenStop(day("2024-03-11"), day("2024-03-13")),)}  # fmt: skip
    assert gaps(taken_over(TWO, **keys), AsAt(day("2024-03-29"))) == []
    late = TakenCopy(POLICE, day("2024-03-20"), day("2024-03-21"))
    assert gaps(taken_over(TWO, exchanged=(late,)), AsAt(day("2024-03-29"))) == []
    answered = TakenCopy(POLICE, day("2024-03-06"), day("2024-03-07"), day("2024-03-22"))  # due on the 21st
    assert gaps(taken_over(TWO, exchanged=(answered,)), AsAt(day("2024-03-29"))) == []


def test_a_case_that_was_taken_over_reports_the_gaps_of_its_own_organ():
    extended = taken_over((Act.EXTEND, "2024-03-25", {"days": 5}))
    rules = [gap.rule for gap in gaps(extended, AsAt(day("2024-03-29")))]
    assert rules == ["handlers", "extension-not-told"]
    fresh = taken_over(TWO, accepted_on="2024-03-22")  # the copy by 2 April
    assert gaps(fresh, AsAt(day("2024-04-02"))) == []
    assert [gap.rule for gap in gaps(fresh, AsAt(day("2024-04-03")))] == ["copy-not-sent"]


def test_copies_and_replies_go_along_when_a_case_is_taken_over():
    sent = TakenCopy(POLICE, day("2024-03-08"), day("2024-03-11"))
    life = taken_over(exchanged=(sent,), respondents=(POLICE, TOWN))
    assert exchanged(life) == [("2024-03-08", "2024-03-11", None), (None, None, None)]
    replied = taken_over((Act.RECEIVE_REPLY, "2024-03-26"), exchanged=(sent,))
    assert exchanged(replied) == [("2024-03-08", "2024-03-11", "2024-03-26")]


def test_an_appraisal_that_was_under_way_at_the_transfer_is_excluded_from_its_own_start():
    """条例 art. 37: it stops the term that runs on from the first acceptance; nothing before that can."""
    appraised = {"kind": ExclusionKind.APPRAISAL, "start": "2024-03-20", "end": "2024-04-09"}
    life = taken_over((Act.EXCLUDE, "2024-04-09", appraised))
    assert life.decision_due(life.facts.review) == day("2024-05-24")  # sixty days and twenty
    with pytest.raises(Unlawful) as refused:
        taken_over((Act.EXCLUDE, "2024-04-09", {**appraised, "start": "2024-03-04"}), lenient=False)
    assert refused.value.refusal.rule == "date-order"


def test_a_copy_sent_again_after_the_transfer_starts_no_second_term_and_keeps_the_reply():
    sent = TakenCopy(POLICE, day("2024-03-08"), day("2024-03-11"), day("2024-03-20"))
    life = taken_over((Act.SEND_COPY, "2024-03-27", {"received_on": "2024-03-28"}), exchanged=(sent,))
    assert exchanged(life) == [("2024-03-08", "2024-03-11", "2024-03-20")]


# ---- Suing a refusal to accept, and silence ----


def test_a_case_that_is_not_decided_in_time_may_be_sued_within_fifteen_days_of_the_end_of_the_term():
    acts = [register("2024-03-01"), done(*ACCEPTED), done(Act.CONCLUDE, "2024-06-03", {"outcome": Outcome.UPHOLD})]

    def due(on: str) -> str | None:
        found = due_of_case(play_until(RecordKind.RECONSIDERATION, acts, NATIONAL, day(on)), "sue")  # type: ignore[arg-type]
        return found.isoformat() if found else None

    assert due("2024-05-06") is None  # the last day of the decision term
    assert due("2024-05-07") == "2024-05-21"
    assert due("2024-06-03") is None  # decided, not served
    acts.append(done(Act.SERVE, "2024-06-05"))
    assert due("2024-06-05") == "2024-06-20"


def test_a_stopped_clock_gives_nothing_to_sue():
    acts = [register("2024-03-01"), done(*ACCEPTED), done(Act.SUSPEND, "2024-04-01", {"ground": "legal_question"})]
    life: Any = play_until(RecordKind.RECONSIDERATION, acts, NATIONAL, day("2024-09-02"))
    assert due_of_case(life, "sue") is None


@pytest.mark.parametrize(("received", "declined", "served", "due", "article"), [
    ("2024-03-01", "2024-03-05", "2024-03-06", "2024-03-21", "34"),
    ("2023-03-01", "2023-03-03", "2023-03-06", "2023-03-21", "19"),
])  # fmt: skip
def test_a_refusal_to_accept_may_be_sued_where_reconsideration_must_come_first(
    received, declined, served, due, article
):
    acts: tuple[Said, ...] = ((Act.DECLINE, declined, {"reason": 1}), (Act.SERVE, served))
    life = case(received, *acts, prior_mandatory=True)
    assert due_of_case(life, "sue") == day(due)
    (running,) = [x for x in schedule(life) if x.code == "sue"]
    deadline = explained(life, running)
    assert deadline is not None
    assert deadline.term.article == article
    assert due_of_case(case(received, acts[0], prior_mandatory=True), "sue") is None  # not served yet
    assert due_of_case(case(received, *acts), "sue") is None  # the act itself is sued, within its own term


def test_the_copy_and_the_reply_stay_due_while_the_review_is_suspended():
    suspended: Said = (Act.SUSPEND, "2024-03-06", {"ground": "related_case"})
    assert [x.code for x in open_terms(case("2024-03-01", ACCEPTED, suspended))] == ["send_copy", "reply"]
    sent = case("2024-03-01", ACCEPTED, suspended, COPY)
    assert [(x.code, due_of_case(sent, x.code)) for x in open_terms(sent)] == [("reply", day("2024-03-25"))]
