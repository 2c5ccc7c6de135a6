"""Counts what is stored of every record anew from its acts."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser
from django.db import transaction

from casework.actions.counting.recount import Recounted, recount_all
from casework.integrity.rule import name_of
from casework.management.base import DOES_NOT_HOLD, CaseworkCommand, add_format
from casework.reference import reference_on


class Command(CaseworkCommand):
    """recompute [--format text|json]."""

    help = "Count what is stored of every record anew from its acts, after an upgrade; tell each record that changed."

    def add_arguments(self, parser: CommandParser) -> None:
        """The form of the results."""
        add_format(parser)

    def run(self, **options: Any) -> int:
        """Count all records in one transaction; a record whose acts cannot be played is named and left as it is."""
        today = self.today()
        with transaction.atomic():
            found = list(recount_all(today, reference_on(today)))
        changed = [one for one in found if not one.problem]
        problems = [one for one in found if one.problem]
        if options["format"] == "json":
            self.print_json({
                "changed": [{"record": name_of(x.record), "changes": x.changes, "anew": x.anew} for x in changed],
                "problems": [{"record": name_of(x.record), "detail": x.problem} for x in problems],
            })  # fmt: skip
        else:
            for one in changed:
                self._print(one)
        for one in problems:
            self.note(f"{name_of(one.record)}：{one.problem}")
        self.note(f"{len(changed)}件记录有变动")
        return DOES_NOT_HOLD if problems else 0

    def _print(self, one: Recounted) -> None:
        for name, (old, new) in one.changes.items():
            self.stdout.write(f"{name_of(one.record)}  {name}  {_shown(old)} → {_shown(new)}")
        for name in one.anew:
            self.stdout.write(f"{name_of(one.record)}  {name}")


def _shown(value: Any) -> str:
    return "—" if value in (None, "") else str(value)
