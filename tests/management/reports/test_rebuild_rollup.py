"""The years of a nation counted beforehand, by command."""

from __future__ import annotations

from casework.models import Rollup
from tests.management.calls import call, wrong


def test_the_command_counts_the_years_asked_for_and_names_one_that_cannot_be(office):
    office.conclude("2024-02-01", "uphold")
    made = call("rebuild_rollup", "--year", "2024", "2025", "--format", "json").json()["rollups"]
    assert [one["year"] for one in made] == [2024, 2025]
    assert "1899" in wrong("rebuild_rollup", "--year", "1899")
    assert Rollup.objects.count() == 2
