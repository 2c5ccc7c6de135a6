"""Takes a year's arrangement of holidays, and moves the dates that rest on it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.db import transaction
from django.db.models import Q

from casework.actions.recompute import Move, recompute
from casework.errors import FaultyInput
from casework.law.calendar import YearArrangement, parse_arrangement
from casework.management.base import CaseworkCommand
from casework.models import CalendarYear, Reconsideration
from casework.reference import reference_on


class Command(CaseworkCommand):
    """load_calendar FILE."""

    help = "Load a new or changed year of the work calendar; shows and moves the dates that change."

    def add_arguments(self, parser: CommandParser) -> None:
        """The file."""
        parser.add_argument("file", metavar="FILE", help="JSON: year, notice, holidays, workdays, region")

    def run(self, **options: Any) -> int:
        """Load the year and count the cases anew, all in one transaction."""
        data = _read(Path(options["file"]))
        arrangement = parse_arrangement(data)
        today = self.today()
        with transaction.atomic():
            _store(arrangement, data)
            cases = Reconsideration.objects.standing().filter(_touched(arrangement.year))
            moves = list(recompute(cases, today=today, reference=reference_on(today), actor=None))
        for move in moves:
            self._print(move)
        self.note(f"{arrangement.year}年放假安排已载入（{arrangement.number}），{len(moves)}件案件的期限变动")
        return 0

    def _print(self, move: Move) -> None:
        old, new = move.changes.get("next_due_on", [None, None])
        term = move.case.next_term
        self.stdout.write(f"{move.case.number}  {term}  {old or '—'} → {new or '—'}")


def _read(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as problem:
        reason = getattr(problem, "strerror", None) or "UTF-8"
        raise FaultyInput(f"不能读文件「{path}」：{reason}", f"Cannot read {str(path)!r}: {reason}") from None
    except json.JSONDecodeError as problem:
        raise FaultyInput(
            f"「{path.name}」第{problem.lineno}行不是JSON：{problem.msg}",
            f"{path.name}, line {problem.lineno}: {problem.msg}",
        ) from None
    if not isinstance(data, dict):
        raise FaultyInput(f"「{path.name}」要写成一个对象", f"{path.name} must hold one object")
    return data


def _store(arrangement: YearArrangement, data: dict[str, Any]) -> None:
    CalendarYear.objects.update_or_create(
        year=arrangement.year,
        region=arrangement.region or "",
        defaults={"notice_number": arrangement.number, "arrangement": data},
    )


def _touched(year: int) -> Q:
    """Cases whose terms may reach into the year or the edges of its neighbours; letters outlast the decision."""
    ended_before = Q(concluded_on__lt=date(year - 1, 12, 1), next_due_on__isnull=True)
    return Q(received_on__lte=date(year + 1, 1, 31)) & ~ended_before
