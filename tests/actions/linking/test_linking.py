"""A decision and the suits that name it: what is stored of either follows from every act on the other."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction

from casework.errors import ActRefused, NotPermitted
from casework.law.names import DefendantRole, Role
from casework.models import InstanceSide, Phase
from casework.models.base import OPEN_END
from casework.statistics.records import listing_of_cell
from tests.factories import broken_rules, events_of, fresh, traces
from tests.statistics.asked import WHOLE, Asked, Scope

SUED = "2024-05-06"


@pytest.fixture
def case(office):
    """A case about disclosure, decided on 31 March 2024: upheld."""
    return office.conclude(matters=["information_disclosure"])


def sue(office, case, on=SUED, **keys):
    """A suit about disclosure against the organ and the one whose act it upheld, that names the case."""
    both = {"cause": "information_disclosure", "defendants": ["甲县人民政府", "甲县公安局"]}
    return office.sue(on, **{**both, "after_reconsideration": case.number, **keys})


def stored(suit):
    """What is stored of a suit because of the decision before it: after one, linked, role, the joint reviewers."""
    suit = fresh(suit)
    reviewers = InstanceSide.objects.filter(instance__litigation=suit, reviewer=True)
    sued_with = sorted(reviewers.values_list("organ__name", flat=True))
    return suit.after_reconsideration, suit.reconsideration_id is not None, suit.role, sued_with


def sued_on(case):
    """When each decision of a case was taken to court."""
    days = Phase.objects.filter(case=case).exclude(outcome="").order_by("position").values_list("sued_on", flat=True)
    return [None if day == OPEN_END else day.isoformat() for day in days]


def suit_rate(office):
    return (
        Asked(Scope(office["甲县"]), WHOLE, office.reference.vocabulary)
        .report()
        .figures["reconsideration.suit_rate"]
        .value
    )


def disclosed(office, row, organ="甲县"):
    """D1: how many suits of that row count for an organ, and how many its list holds."""
    scope, vocabulary = Scope(office[organ]), office.reference.vocabulary
    value = Asked(scope, WHOLE, vocabulary).report().tables["D1"].values[row, "total"]
    assert value == listing_of_cell(f"D1.{row}.total", scope, WHOLE, vocabulary).queryset.count()
    return value


AFTER: tuple[Any, ...] = (True, True, "joint", ["甲县人民政府"])
ALONE: tuple[Any, ...] = (True, True, "sole", [])
DIRECT: tuple[Any, ...] = (False, True, "sole", [])
"""After the decision to uphold; after one that changed the act; and one before which no decision stood."""


def test_a_suit_received_on_the_day_of_the_decision_comes_after_it(office, case):
    suit = sue(office, case, "2024-03-31")
    assert stored(suit) == AFTER
    assert sued_on(case) == ["2024-03-31"]
    assert suit_rate(office) == 100


@pytest.mark.parametrize(
    ("acts", "found", "days"),
    [
        ([("correct", {"fact": "concluded_on", "value": "2024-05-06"})], AFTER, [SUED]),
        ([("correct", {"fact": "outcome", "value": "revoke_part"})], AFTER, [SUED]),
        ([("correct", {"fact": "outcome", "value": "confirm_illegal"})], ALONE, [SUED]),
        ([("correct", {"fact": "concluded_on", "value": "2024-05-07"})], DIRECT, [None]),
        ([("reopen", {"to": "reviewing", "by_order_of": "测试市人民政府"})], AFTER, [SUED]),
        ([("void", {"suits_follow": True})], (False, False, "sole", []), []),
    ],
    ids=[
        "decided on the day of the suit",
        "another outcome",
        "changed",
        "decided after the suit",
        "reopened later",
        "void",
    ],
)
def test_a_suit_follows_what_is_done_to_the_case_that_it_names(office, case, acts, found, days):
    suit = sue(office, case)
    assert (stored(suit), sued_on(case)) == (AFTER, [SUED])
    for act, keys in acts:
        case = office.do(case, act, "2024-06-03", keys={"reason": "录错", **keys} if act != "reopen" else keys)
    assert stored(suit) == found
    assert sued_on(case) == days
    alone = found == ALONE  # a joint reviewer does not count, one that changed the act does
    assert disclosed(office, "after_reconsideration") == int(alone)
    assert disclosed(office, "direct_suit") == (0 if found[0] else 1)
    assert disclosed(office, "after_reconsideration", "甲局") == (1 if found[0] else 0)
    assert broken_rules(office) == {}


def test_a_suit_sole_after_a_revocation_becomes_joint_when_the_outcome_is_corrected(office):
    case = office.conclude(outcome="revoke")
    suit = office.sue(after_reconsideration=case.number)
    assert stored(suit)[2] == DefendantRole.SOLE
    office.do(case, "correct", "2024-06-03", fact="outcome", value="revoke_part", reason="部分撤销")
    assert stored(suit) == (True, True, "joint", ["甲县人民政府"])
    assert broken_rules(office) == {}


def test_a_suit_that_was_recorded_before_the_decision_follows_it(office):
    case = office.accept(matters=["information_disclosure"])
    suit = sue(office, case)
    assert stored(suit) == DIRECT
    case = office.do(case, "conclude", "2024-03-29", outcome="uphold")
    assert stored(suit) == AFTER
    assert sued_on(case) == [SUED]
    office.do(case, "reopen", "2024-05-06", to="reviewing", by_order_of="测试市人民政府")
    assert stored(suit) == DIRECT  # no decision stood when it was received
    assert broken_rules(office) == {}


def test_a_decision_that_was_set_aside_before_the_suit_is_not_the_one_taken_to_court(office, case):
    case = office.do(case, "reopen", "2024-04-15", to="reviewing", by_order_of="测试市人民政府")
    case = office.do(case, "conclude", "2024-05-06", outcome="uphold")
    suit = sue(office, case)
    assert stored(suit) == AFTER
    assert sued_on(case) == [None, SUED]
    assert suit_rate(office) == 50  # two decisions in the year, one of them taken to court
    assert broken_rules(office) == {}


def test_what_a_suit_follows_is_told_in_its_own_trail_with_who_did_it(office, case):
    suit = sue(office, case)
    office.do(case, "correct", "2024-06-03", fact="concluded_on", value="2024-05-07", reason="录错")
    told = events_of(suit)[-1]
    assert (told.act, told.on, told.person, told.organ) == (
        "recompute",
        date(2024, 6, 3),
        office.person,
        office["甲县"],
    )
    assert told.changes == {"after_reconsideration": [True, False], "role": ["joint", "sole"]}
    assert told.version == fresh(suit).version == 2
    office.do(fresh(suit), "hold_hearing", "2024-06-04")
    assert broken_rules(office) == {}


def test_a_suit_that_does_not_change_is_left_alone(office, case):
    suit = sue(office, case)
    case = office.do(case, "serve", "2024-04-01")
    office.do(case, "correct", "2024-06-03", fact="concluded_on", value="2024-04-01", reason="录错")
    assert (stored(suit), fresh(suit).version) == (AFTER, 1)


@pytest.mark.parametrize(
    ("act", "keys"),
    [
        ("correct", {"fact": "after_reconsideration", "value": False, "reason": "不经复议"}),
        ("correct", {"fact": "after_reconsideration", "value": True, "reason": "另一机关复议"}),
        ("void", {"reason": "重复登记"}),
    ],
)
def test_a_decision_follows_what_is_done_to_the_suit(office, case, act, keys):
    suit = sue(office, case)
    assert suit_rate(office) == 100
    office.do(suit, act, "2024-06-03", keys=keys)
    assert sued_on(case) == [None]
    assert suit_rate(office) == 0
    assert broken_rules(office) == {}


def test_a_suit_is_not_moved_before_the_decision_that_it_names(office, case):
    suit = sue(office, case)
    with pytest.raises(ActRefused, match="行政诉讼法45条"):
        office.do(suit, "correct", "2024-06-03", fact="received_on", value="2024-03-30", reason="录错")
    assert (sued_on(case), fresh(suit).version) == ([SUED], 1)
    office.do(suit, "correct", "2024-06-03", fact="received_on", value="2024-03-31", reason="录错")
    assert broken_rules(office) == {}


def test_a_suit_is_not_linked_to_a_case_that_is_under_review(office, case):
    open_case = office.accept("2024-04-22")
    suit = sue(office, case)
    with pytest.raises(ActRefused, match="还没有作出决定"):
        office.do(suit, "correct", "2024-06-03", fact="after_reconsideration", value=open_case.number, reason="连错")


def test_a_suit_that_is_linked_to_another_case_leaves_the_first(office, case):
    other = office.conclude("2024-03-04", matters=["information_disclosure"])
    suit = sue(office, case)
    office.do(suit, "correct", "2024-06-03", fact="after_reconsideration", value=other.number, reason="连错")
    assert (sued_on(case), sued_on(other)) == ([None], [SUED])
    assert fresh(suit).reconsideration == other
    assert broken_rules(office) == {}


def test_the_earliest_of_several_suits_counts_and_the_next_when_it_is_void(office, case):
    first, _second = sue(office, case, "2024-04-08"), sue(office, case, "2024-04-10")
    assert sued_on(case) == ["2024-04-08"]
    office.do(first, "void", "2024-06-03", reason="重复登记")
    assert sued_on(case) == ["2024-04-10"]
    assert broken_rules(office) == {}


def test_a_case_that_suits_name_is_voided_only_once_it_is_said_that_they_follow(office, case):
    suits = [sue(office, case), sue(office, case, "2024-05-08")]
    before = traces(case), [traces(suit) for suit in suits]
    for keys in ({}, {"suits_follow": False}):
        with pytest.raises(ActRefused, match="「应诉案件随之变动」") as refused:
            office.do(case, "void", "2024-06-03", reason="重复登记", **keys)
        assert all(suit.number in refused.value.zh and suit.number in refused.value.en for suit in suits)
    assert (traces(case), [traces(suit) for suit in suits]) == before
    office.do(case, "void", "2024-06-03", reason="重复登记", suits_follow=True)
    assert [fresh(suit).reconsideration for suit in suits] == [None, None]
    assert broken_rules(office) == {}


def test_a_case_that_was_never_decided_and_is_void_is_named_by_no_suit(office):
    """行政诉讼法 art. 45: once the decision term has passed, a suit may name a case that has no decision."""
    case = office.accept("2024-01-08", matters=["information_disclosure"])
    suit = sue(office, case, "2024-06-03")
    assert fresh(suit).reconsideration == case
    office.do(case, "void", "2024-06-05", reason="重复登记", suits_follow=True)
    assert fresh(suit).reconsideration is None
    assert broken_rules(office) == {}


def test_a_case_whose_suits_were_corrected_first_is_voided_without_more(office, case):
    suit = sue(office, case)
    office.do(suit, "correct", "2024-06-03", fact="after_reconsideration", value=False, reason="不经复议")
    assert office.do(case, "void", "2024-06-03", reason="重复登记").voided_on is not None


def test_a_void_case_cannot_be_named(office, case):
    office.do(case, "void", "2024-06-03", reason="重复登记")
    with pytest.raises(Exception, match=re.escape(case.number)):
        sue(office, case)


def test_a_correction_that_puts_the_decision_behind_a_suit_is_for_the_supervisor(office):
    case = office.conclude("2024-03-01", outcome="uphold")
    decided = case.concluded_on
    office.sue(decided, after_reconsideration=case.number)
    later = {"fact": "concluded_on", "value": str(decided + timedelta(days=1)), "reason": "落款日期"}
    clerk = office.actor("甲县", Role.CLERK)
    with transaction.atomic(), pytest.raises(NotPermitted, match="行政诉讼法45条"):
        office.do(case, "correct", decided + timedelta(days=20), actor=clerk, **later)
    earlier = {**later, "value": str(decided - timedelta(days=1))}
    case = office.do(case, "correct", decided + timedelta(days=20), actor=clerk, **earlier)
    case = office.do(case, "correct", decided + timedelta(days=20), **later)
    assert case.concluded_on == decided + timedelta(days=1)
    assert not case.litigations.get().after_reconsideration
