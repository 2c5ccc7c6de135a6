"""Lists behind figures are refused where there are none; a column of many values counts like one of few."""

from __future__ import annotations

import pytest

from casework.errors import FaultyInput
from casework.statistics.compute import compute
from casework.statistics.counting.masks import BYTE, Values
from casework.statistics.datasets import Scope
from casework.statistics.records import listing_of_figure
from tests.statistics.asked import YEAR


@pytest.mark.django_db
def test_a_rate_has_two_sides_and_a_third_is_refused_by_name(office):
    with pytest.raises(FaultyInput, match="middle") as caught:
        listing_of_figure("reconsideration.uphold_rate", Scope(office["甲县"]), YEAR, side="middle")
    assert "denominator" in caught.value.sentence("en")


@pytest.mark.django_db
def test_a_table_that_is_not_there_is_refused_by_name(office):
    with pytest.raises(FaultyInput, match="T99"):
        compute(Scope(office["甲县"]), YEAR, office.reference.vocabulary, tables=["T1", "T99"])


@pytest.mark.parametrize("different", [BYTE - 1, BYTE, BYTE + 1, 3 * BYTE])
def test_a_column_counts_alike_however_many_different_values_it_holds(different):
    column = [place % different for place in range(4 * BYTE)]
    values = Values(column)
    for wanted in (0, 1, different - 1, different):
        assert values.equal(wanted).bit_count() == column.count(wanted)
    low = values.that(lambda row: row[0] < 10)
    assert low.bit_count() == sum(value < 10 for value in column)
    assert (low & values.equal(3)).bit_count() == column.count(3)
