"""Quality indicators equal their lists, whole and by group, and what the report counts too, over random lives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from statistics import median
from typing import Any, NamedTuple

import pytest
from django.db.models import Q

from casework.models import Organ
from casework.statistics.compute import FigureValue
from casework.statistics.datasets import Scope
from casework.statistics.figures import KNOWN
from casework.statistics.figures.indicators import INDICATORS
from casework.statistics.groups import BY_FIELD, BY_HANDLER, BY_ORGAN, Grouped, nothing
from casework.statistics.model import Figure
from casework.statistics.records import Listing, listing_of_figure
from casework.web.statistics.behind.grouped import NONE, of_handler
from tests.lives import Lives
from tests.statistics.asked import WHOLE, Asked, asked_of

REPORTS = 4


@pytest.fixture(scope="module")
def world(lives: Lives) -> list[Asked]:
    office = lives.office
    whole = Asked(Scope(office["国"], subtree=True), WHOLE, office.reference.vocabulary)
    return [whole, *asked_of(lives, REPORTS)]


def by_list(figure: Figure, listing: Listing) -> Decimal | int | None:
    """The number of a list by arithmetic of the test's own."""
    measure = figure.numerator.measure
    if measure.how == "count":
        return listing.queryset.count()
    rows = list(listing.queryset)
    days = [
        (getattr(row, measure.column) - getattr(row, measure.since)).days if measure.since else row.days for row in rows
    ]
    assert all(day >= 0 for day in days)
    if not days:
        return None
    found = Decimal(str(median(days))) if measure.how == "median" else Decimal(sum(days)) / len(days)
    return round(found + Decimal("0.0000001"), 2)


class Narrow(NamedTuple):
    """The list of a group: another scope, and what is asked of its rows."""

    scope: Scope
    condition: Q = Q()


def of_organ(asked: Asked, group: Any) -> Narrow:
    return Narrow(Scope(Organ.objects.get(pk=group)))


def of_field(asked: Asked, group: Any) -> Narrow:
    return Narrow(asked.scope, Q(field=group))


def handled(asked: Asked, group: Any) -> Narrow:
    organ, name = group
    return Narrow(Scope(Organ.objects.get(pk=organ)), of_handler(name or NONE))


GROUPINGS = {"organ": (BY_ORGAN, of_organ), "field": (BY_FIELD, of_field), "handler": (BY_HANDLER, handled)}


def listed(figure: Figure, asked: Asked, side: str, narrow: Narrow) -> Listing:
    found = listing_of_figure(figure.key, narrow.scope, asked.window, side=side)
    return replace(found, queryset=found.queryset.filter(narrow.condition))


def differing(figure: Figure, value: FigureValue, asked: Asked, narrow: Narrow) -> Iterator[str]:
    """The sides of a figure that are not what their lists give."""
    sides = {"numerator": value.value}
    if figure.denominator is not None:
        sides = {"numerator": value.numerator, "denominator": value.denominator}
    for side, number in sides.items():
        expected = by_list(figure, listed(figure, asked, side, narrow))
        if number != expected:
            yield f"{asked} {figure.key} {side} {narrow}: {number}, its list gives {expected}"


@pytest.mark.django_db
def test_every_indicator_of_the_whole_and_of_every_group_equals_its_list(world):
    wrong: list[str] = []
    seen: Counter[str] = Counter()
    for asked in world:
        grouped = Grouped(asked.scope, asked.window, INDICATORS, [grouping for grouping, _narrow in GROUPINGS.values()])
        for figure in INDICATORS:
            whole = grouped.figure(figure).get(None) or nothing(figure)
            wrong += differing(figure, whole, asked, Narrow(asked.scope))
            for name, (grouping, narrow) in GROUPINGS.items():
                for group, value in grouped.figure(figure, grouping).items():
                    wrong += differing(figure, value, asked, narrow(asked, group))
                    seen[name] += 1
    assert wrong == []
    assert set(seen) == set(GROUPINGS)


@pytest.mark.django_db
def test_what_the_report_counts_too_is_the_same_number(world):
    same = {
        "indicator.concluded": "reconsideration.concluded",
        "indicator.decide_mean": "reconsideration.mean_days",
        "indicator.suit_rate": "reconsideration.suit_rate",
        "indicator.opinion_answered": "reconsideration.opinion_feedback_rate",
    }
    for asked in world:
        report = asked.report()
        grouped = Grouped(asked.scope, asked.window, INDICATORS)
        for ours, theirs in same.items():
            value = grouped.figure(KNOWN[ours]).get(None) or nothing(KNOWN[ours])
            assert value.value == report.figures[theirs].value, (str(asked), ours)
        t7 = report.tables["T7"].values
        for key, row in (("within_30", "within_30"), ("extension_rate", "extended"), ("hearing_rate", "heard")):
            value = grouped.figure(KNOWN[f"indicator.{key}"]).get(None) or nothing(KNOWN[f"indicator.{key}"])
            assert value.numerator == t7[row, "value"], (str(asked), key)
