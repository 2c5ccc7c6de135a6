"""Takes a year's arrangement of holidays, and moves the dates that rest on it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from casework.actions.counting.recompute import Move
from casework.actions.reference.calendars import load_year
from casework.errors import FaultyInput
from casework.management.base import CaseworkCommand
from casework.text.reading import from_json, refuse_strange, text_of_file


class Command(CaseworkCommand):
    """load_calendar FILE."""

    help = "Load a new or changed year of the work calendar; shows and moves the dates that change."

    def add_arguments(self, parser: CommandParser) -> None:
        """The file."""
        parser.add_argument("file", metavar="FILE", help="JSON: year, notice, holidays, workdays, region")

    def run(self, **options: Any) -> int:
        """Load the year and count the cases anew, all in one transaction."""
        arrangement, moves = load_year(_read(Path(options["file"])), self.today())
        for move in moves:
            self._print(move)
        self.note(f"{arrangement.year}年放假安排已载入（{arrangement.number}），{len(moves)}件案件的日期变动")
        return 0

    def _print(self, move: Move) -> None:
        moved = [*move.terms, *[(name, *both) for name, both in move.changes.items() if name not in OF_TERMS]]
        for name, old, new in moved:
            self.stdout.write(f"{named(move.record)}  {name}  {old or '—'} → {new or '—'}")


OF_TERMS = ("next_due_on", "next_term")
"""Columns that repeat the last day of a term."""


def named(record: Any) -> str:
    """How a record is named: by its number, one without by its kind and id."""
    return str(record.number) or f"{record.kind}:{record.pk}"


def _read(path: Path) -> dict[str, Any]:
    data = from_json(text_of_file(path), f"「{path.name}」", path.name)
    refuse_strange(data, f"「{path.name}」", path.name)
    if not isinstance(data, dict):
        raise FaultyInput(f"「{path.name}」要写成一个对象", f"{path.name} must hold one object")
    return data
