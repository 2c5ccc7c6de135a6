"""Counts the years of the organs above a province beforehand."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from casework.actions.counting.rollup import rebuild
from casework.filters.asked import read_number
from casework.management.base import CaseworkCommand, add_format
from casework.reference import reference_on

FIRST_YEAR = 1990
"""Records of reconsideration begin with the regulation of 1990."""


class Command(CaseworkCommand):
    """rebuild_rollup [--year Y …] [--format text|json]."""

    help = "Count the calendar years of organs above a province beforehand; run it every night."

    def add_arguments(self, parser: CommandParser) -> None:
        """The years, and the form of the results."""
        parser.add_argument("--year", nargs="+", action="extend", default=[], help="all with records if left out")
        add_format(parser)

    def run(self, **options: Any) -> int:
        """Count one year of one organ after the other."""
        today = self.today()
        years = [read_number(year, "--year", FIRST_YEAR, today.year) for year in options["year"]]
        found = []
        for kept in rebuild(reference_on(today).vocabulary, timezone.localtime(), years):
            found.append({"organ": kept.organ.name, "year": kept.year, "counted_at": kept.counted_at.isoformat()})
            self.note(f"{kept.organ.name} {kept.year}年：已汇总")
        if options["format"] == "json":
            self.print_json({"rollups": found})
        else:
            self.stdout.write(f"汇总了{len(found)}个机关年度")
        return 0
