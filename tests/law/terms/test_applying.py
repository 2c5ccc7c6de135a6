"""From which fact the term to apply runs, what it leaves out, and what it says of itself."""

from __future__ import annotations

from typing import Any

import pytest

from casework.law.history import Unlawful
from casework.law.keys import LongerTerm, Obstacle
from casework.law.names import Edition
from casework.law.terms.schedule import explained, last_day, schedule
from tests.law.played import case, complained, day

KNOWN = complained(made_on="2024-01-05", known_on="2024-01-08")
FLOOD = Obstacle(day("2024-02-01"), day("2024-02-20"))
INACTION: dict[str, Any] = {"matters": ("inaction",)}


def to_apply(life: Any, code: str = "apply") -> tuple[str, str, str]:
    """Start, last day and article of the one term of a code."""
    (running,) = [term for term in schedule(life) if term.code == code]
    reasons = explained(life, running)
    assert reasons is not None
    assert reasons.due == last_day(life, running)
    return str(running.start), str(reasons.due), reasons.term.article


def test_an_obstacle_is_taken_out_of_the_term_and_named_in_its_reasons():
    life = case("2024-03-20", complained_of=KNOWN, obstacle=FLOOD)
    assert to_apply(life) == ("2024-01-08", "2024-03-27", "20 ¶1")  # 8 March and the 19 days
    (running,) = [term for term in schedule(life) if term.code == "apply"]
    reasons = explained(life, running)
    assert reasons is not None
    assert [(str(s.start), s.days, s.zh) for s in reasons.steps if s.kind == "stop"] == [
        ("2024-02-01", 19, "障碍（20条2款）")
    ]


def test_an_obstacle_after_the_term_saves_nothing():
    late = Obstacle(day("2024-03-09"), day("2024-03-19"))
    assert to_apply(case("2024-03-20", complained_of=KNOWN, obstacle=late))[1] == "2024-03-08"


@pytest.mark.parametrize(
    ("received", "keys", "expected"),
    [
        ("2024-03-20", {"right_known_on": "2024-02-05"}, ("2024-02-05", "2024-04-07", "20 ¶3")),
        ("2024-03-01", {"right_known_on": "2024-01-02"}, ("2024-01-08", "2024-03-08", "20 ¶1")),
        ("2024-03-20", {"longer_term": LongerTerm(90, "测试法12条")},
         ("2024-01-08", "2024-04-07", "20 ¶1, 测试法12条")),
        ("2024-03-20", {**INACTION, "requested_on": "2023-12-04"}, ("2024-02-02", "2024-04-02", "20 ¶1, 条例16 ¶1(2)")),
        ("2024-03-12", {**INACTION, "requested_on": "2023-12-04", "perform_by": "2024-01-15"},
         ("2024-01-15", "2024-03-15", "20 ¶1, 条例16 ¶1(1)")),
        ("2024-03-06", {**INACTION, "requested_on": "2024-03-04", "urgent": True},
         ("2024-03-04", "2024-05-06", "20 ¶1, 条例16 ¶2")),
        ("2023-02-22", {"right_known_on": "2023-01-09", "complained_of": complained(known_on="2022-12-12", told=False)},
         ("2023-01-09", "2023-03-10", "条例15 ¶1(5), 解释64 ¶1")),
        ("2023-01-31", {**INACTION, "requested_on": "2022-10-10", "complained_of": complained()},
         ("2022-12-09", "2023-02-07", "9 ¶1, 条例16 ¶1(2)")),
    ],
)  # fmt: skip
def test_the_term_to_apply_starts_where_the_law_has_it_start(received, keys, expected):
    keys = {key: day(value) if str(value)[:2] == "20" else value for key, value in keys.items()}
    assert to_apply(case(received, **{"complained_of": KNOWN, **keys})) == expected


def test_sixty_days_to_perform_that_end_on_a_rest_day_end_on_the_working_day_after_it():
    life = case("2024-04-01", **INACTION, requested_on=day("2024-01-10"))  # 10 March is a Sunday
    assert to_apply(life)[:2] == ("2024-03-11", "2024-05-10")


def test_whoever_learns_of_the_right_late_has_a_year_from_knowing_the_act_at_most():
    act = complained(made_on="2023-04-07", known_on="2023-04-10", told=False)
    life = case("2024-03-20", complained_of=act, right_known_on=day("2024-03-01"))
    assert to_apply(life) == ("2023-04-10", "2024-04-10", "20 ¶3")
    assert to_apply(life, "apply_cap_known") == ("2023-04-10", "2024-04-10", "20 ¶3")


def test_what_the_record_says_of_real_estate_outranks_matter_and_field():
    act = complained(made_on="2019-06-03")
    land = {"matters": ("land_expropriation",), "field": "land"}
    said = {word: case("2024-03-20", complained_of=act, **land, real_estate=word) for word in (None, True, False)}
    codes = {word: {term.code for term in schedule(life)} for word, life in said.items()}
    assert {word for word, found in codes.items() if "apply_cap_real_estate" in found} == {None, True}
    assert {word for word, found in codes.items() if "apply_cap_act" in found} == {False}


@pytest.mark.parametrize(
    ("keys", "rule", "article"),
    [
        ({"obstacle": Obstacle(day("2024-02-20"), day("2024-02-01"))}, "date-order", "20 ¶2"),
        ({"obstacle": Obstacle(day("2024-03-02"), day("2024-03-05"))}, "date-order", "20 ¶2"),
        ({"right_known_on": day("2024-03-02")}, "date-order", "20 ¶3"),
        ({"longer_term": LongerTerm(60, "测试法12条")}, "not-longer", "20 ¶1"),
        ({"longer_term": LongerTerm(2_000_000_000, "测试法12条")}, "not-longer", "20 ¶1"),
        ({"requested_on": day("2024-01-02"), "claims_inaction": False}, "no-inaction", "条例16 ¶1"),
        ({**INACTION, "requested_on": day("2024-03-02")}, "date-order", "条例16 ¶1"),
        ({**INACTION, "requested_on": day("2024-01-02"), "perform_by": day("2024-01-01")}, "date-order", "条例16 ¶1"),
    ],
)
def test_what_cannot_be_of_the_term_to_apply_is_refused(keys, rule, article):
    with pytest.raises(Unlawful) as refused:
        case("2024-03-01", **keys)
    assert (refused.value.refusal.rule, refused.value.refusal.article) == (rule, article)


def test_days_out_of_order_are_refused_with_the_words_of_both():
    with pytest.raises(Unlawful) as refused:
        case("2024-03-01", right_known_on=day("2024-03-02"))
    refusal = refused.value.refusal
    assert refusal.zh == "提交日期2024-03-01早于知道复议权利之日2024-03-02"
    assert refusal.en == "Filing on 2024-03-01 lies before knowing the right on 2024-03-02"


def test_a_request_to_perform_claims_a_failure_to_act():
    life = case("2024-03-20", requested_on=day("2023-12-04"))
    assert life.facts.claims_inaction
    assert life.edition is Edition.E2023
