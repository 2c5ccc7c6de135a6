"""What is due, overdue, to be confirmed or waited for."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from casework.management.base import CaseworkCommand, add_format, read_option_date, table_text
from casework.management.words import headings, item_words
from casework.reference import reference_on
from casework.statistics.bases import Scope
from casework.worklist import worklist

COLUMNS = ("state", "due", "days_left", "term", "article", "number", "act")


class Command(CaseworkCommand):
    """worklist --organ O --on D [--subtree] [--format text|json]."""

    help = "What is due, overdue or to be confirmed as at a day."

    def add_arguments(self, parser: CommandParser) -> None:
        """The organ and the day."""
        parser.add_argument("--organ", required=True, help="name, former name or division code")
        parser.add_argument("--on", required=True, help="the day")
        parser.add_argument("--subtree", action="store_true", help="the organ with all below it")
        add_format(parser)

    def run(self, **options: Any) -> int:
        """List the items."""
        reference = reference_on(self.today())
        on = read_option_date(options["on"], "--on")
        scope = Scope(reference.organ(options["organ"], where="--organ"), options["subtree"])
        found = [item.as_json() for item in worklist(scope, on, reference)]
        if options["format"] == "json":
            self.print_json({"on": on.isoformat(), "items": found})
        else:
            rows = [
                [str(item[column] if item[column] is not None else "—") for column in COLUMNS]
                for item in (item_words(item, self.language) for item in found)
            ]
            for text in table_text(headings(COLUMNS, self.language), rows):
                self.stdout.write(text)
            self.note(f"{on}：{len(found)}项")
        return 0
