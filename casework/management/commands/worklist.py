"""What is due, overdue, to be confirmed or waited for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.management.base import CommandParser

from casework.management.base import CaseworkCommand, add_format, read_option_date, table_text
from casework.management.words import headings, item_words, plan_words
from casework.reference import reference_on
from casework.statistics.datasets import Scope
from casework.worklist import coming_plans, plan_as_json, worklist

COLUMNS = ("state", "due", "days_left", "term", "article", "number", "act")
PLANS = ("on", "at", "what", "kind", "number")


class Command(CaseworkCommand):
    """worklist --organ O --on D [--subtree] [--format text|json]."""

    help = "What is due, overdue, to be confirmed or planned as at a day."

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
        plans = [plan_as_json(plan) for plan in coming_plans(scope, on, reference)]
        if options["format"] == "json":
            planned = {"plans": plans} if plans else {}  # the contract has the other two alone
            self.print_json({"on": on.isoformat(), "items": found, **planned})
        else:
            self._write(COLUMNS, [item_words(item, self.language) for item in found])
            if plans:
                self._write(PLANS, [plan_words(plan, self.language) for plan in plans])
            self.note(f"{on}：{len(found)}项，排期{len(plans)}项")
        return 0

    def _write(self, columns: Sequence[str], lines: Iterable[Mapping[str, Any]]) -> None:
        rows = [[str(line[column] if line[column] is not None else "—") for column in columns] for line in lines]
        for text in table_text(headings(columns, self.language), rows):
            self.stdout.write(text)
