"""Organs side by side: each figure of each organ below equals the report of that organ alone, over random lives."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casework.models import Organ
from casework.statistics.compute import compute
from casework.statistics.datasets import Scope
from casework.statistics.figures import FIGURES
from casework.statistics.groups import nothing
from casework.statistics.suborganisations import BY_ITSELF, TOGETHER, compared
from tests.lives import Lives
from tests.statistics.asked import WHOLE, YEAR

pytestmark = pytest.mark.django_db
KEYS = [key for key, figure in FIGURES.items() if figure.numerator.measure.how != "distinct"]


@pytest.mark.parametrize("window", [WHOLE, YEAR])
@pytest.mark.parametrize("top", ["国", "市", "甲县"])
def test_every_figure_of_every_organ_below_is_what_its_own_report_gives(top: str, window, lives: Lives):
    organ = lives.office[top]
    found = compared(organ, window, KEYS)
    groups = {TOGETHER: Scope(organ, subtree=True), BY_ITSELF: Scope(organ)}
    groups |= {below.pk: Scope(below, subtree=True) for below in Organ.objects.filter(parent=organ)}
    wrong = []
    for group, scope in groups.items():
        report = compute(scope, window, lives.office.reference.vocabulary, tables=[])
        for key in KEYS:
            value = found[key].get(group) or nothing(FIGURES[key])
            expected = report.figures[key]
            if (value.value, value.numerator, value.denominator) != (
                expected.value,
                expected.numerator,
                expected.denominator,
            ):
                wrong.append(f"{scope.organ.name} {key}: {value[4:]}, its report gives {expected[4:]}")
    assert wrong == []
    assert any(group not in (TOGETHER, BY_ITSELF) for key in KEYS for group in found[key])


def test_more_organs_below_ask_no_more_of_the_database(lives: Lives):
    counts = {}
    for top in ("甲县", "市", "国"):
        with CaptureQueriesContext(connection) as queries:
            compared(lives.office[top], YEAR, KEYS)
        counts[top] = len(queries)
    assert set(counts.values()) == {6}, counts
