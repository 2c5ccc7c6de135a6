"""The records behind a cell or a figure."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from casework.errors import FaultyInput
from casework.management.asked import question_of
from casework.management.base import CaseworkCommand, add_format, add_period
from casework.management.words import record_words, table_of
from casework.reference import reference_on
from casework.statistics.model import COHORT, OWN
from casework.statistics.records import listing_json, listing_of_cell, listing_of_figure

COLUMNS = ("id", "number", "organ", "received_on", "accepted_on", "concluded_on", "state", "outcome", "url")


class Command(CaseworkCommand):
    """records --organ O --from D --to D (--cell C | --figure F [--side …]) [options]."""

    help = "List the records behind a cell (T2.uphold.total) or a figure (reconsideration.outcome.uphold)."

    def add_arguments(self, parser: CommandParser) -> None:
        """The period, and the cell or figure."""
        add_period(parser)
        asked = parser.add_mutually_exclusive_group(required=True)
        asked.add_argument("--cell", help="TABLE.row.column")
        asked.add_argument("--figure", help="key of a figure")
        parser.add_argument("--side", choices=("numerator", "denominator"), help="side of a rate")
        parser.add_argument("--denominator", help="another denominator of the rate than its own")
        add_format(parser)

    def run(self, **options: Any) -> int:
        """Open the list and print it."""
        reference = reference_on(self.today())
        question = question_of(reference, options)
        scope, window = question.scope, question.window
        if options["cell"] is not None:
            for name in (name for name in ("side", "denominator") if options[name]):
                raise FaultyInput(f"--{name}只用于--figure", f"--{name} goes with --figure", where=f"--{name}")
            name, value = "cell", options["cell"]
            listing = listing_of_cell(value, scope, window, reference.vocabulary, question.basis)
        else:
            name, value = "figure", options["figure"]
            basis = COHORT if question.basis == COHORT else OWN
            side, other = options["side"] or "numerator", options["denominator"] or ""
            listing = listing_of_figure(value, scope, window, basis, side, denominator=other)
        data = listing_json(name, value, listing)
        if options["format"] == "json":
            self.print_json(data)
        else:
            kind = listing.base.kind
            said = [record_words(kind, line, reference.vocabulary, self.language) for line in data["records"]]
            self.stdout.write("\n".join(table_of(COLUMNS, said, self.language)))
            added = "" if data["sum"] is None else f"，合计{data['sum']}"
            self.note(f"{value}：{data['count']}条{added}")
        return 0
