"""The series of numbers of an organ, with their gaps."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from casework.actions.numbers import series_of
from casework.management.base import CaseworkCommand, add_format, read_option_number, table_text
from casework.management.words import headings, series_words
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
        year = options["year"]
        if year is not None:
            year = read_option_number(year, "--year", FIRST_YEAR, LAST_YEAR)
        found = [series._asdict() for series in series_of(organ, year)]
        if options["format"] == "json":
            self.print_json({"organ": organ.name, "series": [{**s, "gaps": list(s["gaps"])} for s in found]})
            return 0
        rows = [
            [
                series_words(s["kind"], self.language),
                str(s["year"]),
                str(s["last"]),
                "、".join(map(str, s["gaps"])) or "—",
            ]
            for s in found
        ]
        for text in table_text(headings(COLUMNS, self.language), rows):
            self.stdout.write(text)
        return 0
