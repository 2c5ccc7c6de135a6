"""The series of numbers of an organ, with their gaps."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from casework.actions.numbers import series_of
from casework.filters.asked import read_number
from casework.management.base import CaseworkCommand, add_format
from casework.management.words import series_words, table_of
from casework.reference import reference_on
from casework.registry.dates import FIRST_YEAR, LAST_YEAR

COLUMNS = ("kind", "year", "last", "gaps")


class Command(CaseworkCommand):
    """numbers --organ O [--year Y] [--format text|json]."""

    help = "The series of case and document numbers of an organ, with the serials that no record bears."

    def add_arguments(self, parser: CommandParser) -> None:
        """The organ and the year."""
        parser.add_argument("--organ", required=True, help="name, former name or division code")
        parser.add_argument("--year", help="the year in the number; default all")
        add_format(parser)

    def run(self, **options: Any) -> int:
        """List the series."""
        organ = reference_on(self.today()).organ(options["organ"], where="--organ")
        asked = options["year"]
        year = None if asked is None else read_number(asked, "--year", FIRST_YEAR, LAST_YEAR)
        found = [series._asdict() for series in series_of(organ, year)]
        if options["format"] == "json":
            self.print_json({"organ": organ.name, "series": [{**s, "gaps": list(s["gaps"])} for s in found]})
            return 0
        lines = [
            {**s, "kind": series_words(s["kind"], self.language), "gaps": "、".join(map(str, s["gaps"])) or None}
            for s in found
        ]
        self.stdout.write("\n".join(table_of(COLUMNS, lines, self.language)))
        return 0
