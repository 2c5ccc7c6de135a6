"""Quality indicators: medians, stages of one case, suits lost later, what is counted of nothing."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casework.statistics.compute import compute
from casework.statistics.counting.measures import days_between, made
from casework.statistics.datasets import Scope
from casework.statistics.figures import FIGURES, KNOWN
from casework.statistics.figures.indicators import INDICATORS, STAGES
from casework.statistics.groups import BY_FIELD, BY_HANDLER, BY_ORGAN, Grouped, nothing
from casework.statistics.model import Measure
from tests.factories import Office
from tests.statistics.asked import YEAR

ALL_GROUPINGS = (BY_ORGAN, BY_HANDLER, BY_FIELD)


@pytest.mark.parametrize(
    ("days", "middle"),
    [((3, 1, 2), "2.00"), ((1, 2, 4, 9), "3.00"), ((1, 2), "1.50"), ((5,), "5.00"), ((7, 7, 1), "7.00")],
)
def test_a_median_is_the_middle_or_the_mean_of_the_two_in_the_middle(days, middle):
    assert made(Counter(days), Measure("median", "days")) == Decimal(middle)


def test_days_of_a_missing_day_are_none_and_no_zero():
    assert days_between(None, "2024-03-01") is None
    assert days_between("2024-03-01", None) is None
    assert days_between("2024-02-28", "2024-03-01") == 2


@pytest.mark.django_db
def test_of_nothing_there_is_no_rate_and_no_day(office: Office):
    grouped = Grouped(Scope(office["甲县"]), YEAR, INDICATORS, ALL_GROUPINGS)
    for figure in INDICATORS:
        assert grouped.figure(figure, BY_ORGAN) == {}
        value = nothing(figure)
        assert value.value == (0 if figure.key == "indicator.concluded" else None)
    assert {value.denominator for value in map(nothing, INDICATORS)} == {0, None}


@pytest.mark.django_db
def test_the_stages_of_a_case_are_the_days_between_its_acts(office: Office):
    case = office.do(office.register("2024-03-01"), "accept", "2024-03-05", procedure="ordinary")
    case = office.do(case, "assign", "2024-03-05", handlers=["李某", "王某"])
    case = office.do(case, "send_copy", "2024-03-08", received_on="2024-03-09")
    case = office.do(case, "receive_reply", "2024-03-19")
    case = office.do(case, "conclude", "2024-04-14", outcome="uphold")
    case = office.do(case, "serve", "2024-04-20", to="申请人甲")
    suit = office.sue("2024-05-06", after_reconsideration=case.number)
    office.do(suit, "close_instance", "2024-08-01", result="revoke")
    grouped = Grouped(Scope(office["甲县"]), YEAR, INDICATORS, ALL_GROUPINGS)
    found = {stage.key: grouped.figure(KNOWN[stage.median])[None].value for stage in STAGES}
    assert found == {"intake": 4, "copy": 3, "reply": 10, "decide": 40, "serve": 6}
    lost = grouped.figure(KNOWN["indicator.suit_lost_rate"])[None]
    assert (lost.numerator, lost.denominator) == (1, 1)
    of_handlers = grouped.figure(KNOWN["indicator.concluded"], BY_HANDLER)
    assert {name: value.value for (_organ, name), value in of_handlers.items()} == {"李某": 1, "王某": 1}


@pytest.mark.django_db
def test_a_suit_that_is_lost_after_the_period_is_not_lost_in_it(office: Office):
    case = office.conclude("2024-03-01")
    suit = office.sue("2024-05-06", after_reconsideration=case.number)
    office.do(suit, "close_instance", "2025-02-03", result="revoke")
    value = Grouped(Scope(office["甲县"]), YEAR, INDICATORS).figure(KNOWN["indicator.suit_lost_rate"])[None]
    assert (value.numerator, value.denominator) == (0, 1)


@pytest.mark.django_db
def test_more_organs_and_handlers_ask_no_more_of_the_database(office: Office):
    counts = set()
    for organ in ("甲县", "乙县", "市"):
        for name in ("李某", "王某"):
            case = office.do(office.accept(actor=office.actor(organ)), "assign", "2024-03-02", handlers=[name])
            office.do(case, "conclude", "2024-04-01", outcome="uphold")
        with CaptureQueriesContext(connection) as queries:
            grouped = Grouped(Scope(office["市"], subtree=True), YEAR, INDICATORS, ALL_GROUPINGS)
            for figure in INDICATORS:
                for grouping in ALL_GROUPINGS:
                    grouped.figure(figure, grouping)
        counts.add(len(queries))
    assert counts == {3}


@pytest.mark.django_db
def test_the_report_holds_no_indicator(office: Office):
    assert not set(compute(Scope(office["甲县"]), YEAR, office.reference.vocabulary).figures) & (
        set(KNOWN) - set(FIGURES)
    )
