"""The order of what happened: what was taken over, recorded late, corrected later, or lies ahead."""

from __future__ import annotations

from typing import Any

import pytest

from casework.law.facts import single
from casework.law.history import play_until
from casework.law.keys import TakenStop
from casework.law.life import Life, review_of
from casework.law.names import Act, Edition, ExclusionKind, Outcome, Procedure, State
from casework.law.refusals import ActRefused
from tests.law.played import NATIONAL, NO_CALENDAR, POLICE, case, day, done, history, register
from tests.law.refusals.cases import ACCEPTED, ACCEPTED_2017, CASE


def test_a_record_that_has_not_begun_has_no_facts_and_one_at_intake_no_review():
    with pytest.raises(ActRefused, match="记录尚未登记"):
        _ = Life(NATIONAL).facts
    assert not Life(NATIONAL).begun
    with pytest.raises(ActRefused, match="案件尚未受理") as refused:
        review_of(case("2024-03-01"))
    assert refused.value.article == "30"


def test_two_headings_are_other_and_a_child_stands_only_alone():
    parents = {"complaint_local": "complaint_handling", "injury": "confirmation", "injury_2": "confirmation"}
    assert single(["injury"], parents) == ("confirmation", "injury")
    assert single(["injury", "injury_2"], parents) == ("confirmation", "")
    assert single(["injury", "complaint_local"], parents) == ("other", "")
    assert single([], parents) == ("other", "")


def test_a_case_taken_over_runs_on_from_the_first_acceptance():
    keys = {**register("2024-03-01").keys, "respondents": (POLICE, POLICE)}
    said = {"accepted_on": day("2024-03-05"), "received_on": day("2023-12-29"), "procedure": Procedure.SIMPLIFIED}
    taken: Any = play_until(CASE, [done(Act.TAKE_OVER, "2024-04-01", {**keys, **said})], NATIONAL, day("2024-12-31"))
    facts = taken.facts
    assert (facts.edition, facts.received_on, facts.filed_on) == (Edition.E2017, day("2024-04-01"), day("2023-12-29"))
    assert facts.review.decide_from == day("2024-03-05")
    assert [exchange.organ for exchange in facts.respondents] == [POLICE]


def test_stops_and_extensions_before_the_transfer_are_carried_to_the_superior():
    said = {
        "accepted_on": day("2024-03-05"),
        "excluded": (TakenStop(day("2024-03-11"), day("2024-03-18")),),
        "extended_days": 10,
    }
    taken: Any = play_until(
        CASE,
        [done(Act.TAKE_OVER, "2024-04-01", {**register("2024-03-01").keys, **said})],
        NATIONAL,
        day("2024-12-31"),
    )
    assert taken.decision_due(taken.facts.review) == day("2024-05-21")  # 4 May, ten and seven days


@pytest.mark.parametrize(
    "said",
    [
        {"accepted_on": "2024-04-02"},
        {"received_on": "2024-03-06", "accepted_on": "2024-03-05"},
    ],
)
def test_a_case_is_received_accepted_and_taken_over_in_that_order(said):
    keys = {**register("2024-03-01").keys, **{name: day(value) for name, value in said.items()}}
    with pytest.raises(ActRefused) as refused:
        play_until(CASE, [done(Act.TAKE_OVER, "2024-04-01", keys)], NATIONAL, day("2024-12-31"))
    assert refused.value.rule == "date-order"


def test_an_act_recorded_late_belongs_to_the_review_of_its_day():
    life = case(
        "2024-03-01",
        ACCEPTED,
        (Act.CONCLUDE, "2024-04-30", {"outcome": Outcome.UPHOLD}),
        (Act.REOPEN, "2024-06-03", {"to": State.REVIEWING, "by_order_of": "市"}),
        (Act.HEAR_OPINIONS, "2024-03-20"),
    )
    first, second = [phase for phase in life.facts.phases if phase.kind == "review"]
    assert (first.opinions_on, second.opinions_on) == (day("2024-03-20"), None)


def correction(on: str, target: int, key: str, value: Any) -> Any:
    mending = done(Act.CORRECT, on)
    return type(mending)(Act.CORRECT, mending.on, {}, target=target, key=key, value=value)


def test_a_correction_counts_from_its_own_day():
    acts = [*history("2024-03-01", ACCEPTED), correction("2024-04-10", 1, "on", day("2024-03-04"))]
    before: Any = play_until(CASE, acts, NATIONAL, day("2024-04-09"))
    after: Any = play_until(CASE, acts, NATIONAL, day("2024-04-10"))
    assert (before.facts.review.accepted_on, after.facts.review.accepted_on) == (day("2024-03-05"), day("2024-03-04"))


def test_an_act_that_only_a_later_correction_made_possible_was_not_known_before():
    acts = [
        register("2024-03-11"),
        correction("2024-04-10", 0, "on", day("2024-03-01")),
        done(Act.ACCEPT, "2024-03-05"),
    ]
    before: Any = play_until(CASE, acts, NATIONAL, day("2024-03-20"))
    after: Any = play_until(CASE, acts, NATIONAL, day("2024-04-10"))
    assert (before.facts.state, after.facts.state) == (State.EXAMINING, State.REVIEWING)


def test_a_history_that_cannot_have_happened_is_refused_on_a_past_day_too():
    acts = [*history("2024-03-01"), done(Act.RESUME, "2024-03-05")]
    with pytest.raises(ActRefused):
        play_until(CASE, acts, NATIONAL, day("2024-03-20"))


def test_an_exclusion_that_lies_ahead_does_not_stop_the_clock_yet():
    appraised = {"kind": ExclusionKind.APPRAISAL, "start": "2024-04-10", "end": "2024-04-20"}
    acts = history("2024-03-01", ACCEPTED, (Act.EXCLUDE, "2024-04-01", appraised))
    before: Any = play_until(CASE, acts, NATIONAL, day("2024-04-09"))
    after: Any = play_until(CASE, acts, NATIONAL, day("2024-04-10"))
    assert before.decision_due(before.facts.review) == day("2024-05-06")
    assert after.decision_due(after.facts.review) == day("2024-05-14")  # 4 May and ten days


def test_an_acceptance_recorded_late_stands_from_the_day_on_which_it_took_effect():
    acts = history("2024-03-01", (Act.DEEM_ACCEPTED, "2024-03-25"))
    for on, state in (("2024-03-07", State.EXAMINING), ("2024-03-08", State.REVIEWING)):
        life: Any = play_until(CASE, acts, NATIONAL, day(on))
        assert life.facts.state is state


def test_a_stop_that_begins_after_the_last_day_does_not_count():
    life = case(
        "2024-03-01",
        ACCEPTED,
        (Act.SUSPEND, "2024-04-01", {"ground": "legal_question"}),
        (Act.RESUME, "2024-04-11"),
        (Act.SUSPEND, "2024-06-03", {"ground": "legal_question"}),
    )
    review = life.facts.review
    assert life.decision_due(review) == day("2024-05-14")  # 4 May and ten days
    assert [stop.start for stop in life.counted_stops(review)] == [day("2024-04-01")]
    running = case("2024-03-01", ACCEPTED, (Act.SUSPEND, "2024-04-01", {"ground": "legal_question"}))
    assert [stop.start for stop in running.counted_stops(running.facts.review)] == [day("2024-04-01")]


def test_the_decision_that_has_not_begun_to_run_has_no_last_day():
    life = case("2024-03-01")
    assert life.decision_due(life.facts.phase) is None
    past = case("2023-03-01", ACCEPTED_2017, calendar=NO_CALENDAR)
    assert past.decision_due(past.facts.review) is None
