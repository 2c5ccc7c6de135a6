"""What is due, overdue, to be confirmed or waited for."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from casework.management.base import CaseworkCommand, add_format
from casework.management.words import item_words, plan_words, table_of
from casework.reference import reference_on
from casework.registry.dates import read_date
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
        on = read_date(options["on"], "--on")
        scope = Scope(reference.organ(options["organ"], where="--organ"), options["subtree"])
        found = [item.as_json() for item in worklist(scope, on, reference)]
        plans = [plan_as_json(plan) for plan in coming_plans(scope, on, reference)]
        if options["format"] == "json":
            planned = {"plans": plans} if plans else {}  # the contract has the other two alone
            self.print_json({"on": on.isoformat(), "items": found, **planned})
        else:
            lines = table_of(COLUMNS, [item_words(item, self.language) for item in found], self.language)
            if plans:
                lines += table_of(PLANS, [plan_words(plan, self.language) for plan in plans], self.language)
            self.stdout.write("\n".join(lines))
            self.note(f"{on}：{len(found)}项，排期{len(plans)}项")
        return 0
