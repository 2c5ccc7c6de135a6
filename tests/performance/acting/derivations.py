"""All derivations of open cases counted anew, beside reading and writing the same rows with no computation.

`python -m tests.performance.acting.derivations` measures in the database of DATABASE_URL that `generate --open` has
filled. Before each turn the next due date of every case is blanked, so that every case is written; each turn is
undone.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from datetime import date
from typing import Any

import django

if __name__ == "__main__":
    django.setup()

from django.db import transaction

from casework.actions.counting.recompute import append, recompute, stored_phases
from casework.integrity.rule import BATCH
from casework.models import Event, Reconsideration
from casework.models.written import change
from casework.reference import Reference
from tests.performance.shared.timing import milliseconds

TODAY = date(2025, 12, 31)
COLUMNS = ["next_term", "version"]
"""What counting anew changes in a case whose next term was blanked."""


def recomputed(reference: Reference) -> int:
    """Every case counted anew; gives how many were written."""
    cases = Reconsideration.objects.all()
    return sum(1 for _ in recompute(cases, today=TODAY, reference=reference))


def read_and_written(terms: dict[int, str]) -> int:
    """The same rows read and written, with what was known before; gives how many were written."""
    cases = Reconsideration.objects.select_for_update(of=("self",)).select_related("organ").order_by("pk")
    last = written = 0
    while batch := list(cases.filter(pk__gt=last)[:BATCH]):
        last = batch[-1].pk
        ids = [case.pk for case in batch]
        rows = Event.objects.filter(reconsideration__in=ids).acts().values_list("reconsideration", "act", "on", "keys")
        len(rows), stored_phases(ids)
        for case in batch:
            if case.pk in terms:
                case.next_term = terms[case.pk]
                case.version += 1
                change(case, COLUMNS)
                append(case, {"next_term": [None, case.next_term]}, TODAY, None)
                written += 1
    return written


class _Undo(Exception):
    """Rolls a turn back."""


def blanked(work: Callable[[], int], wanted: int) -> float:
    """How many milliseconds it takes with all next terms blanked; it is undone. Raises SystemExit if it writes less."""
    took = 0.0
    written: list[int] = []
    try:
        with transaction.atomic():
            Reconsideration.objects.update(next_term="")
            took = milliseconds(lambda: written.append(work()))
            raise _Undo
    except _Undo:
        pass
    if written != [wanted]:
        raise SystemExit(f"{written} cases were written, not {wanted}")
    return took


def measure(rounds: int) -> dict[str, Any]:
    """Milliseconds of counting anew and of its floor, in turns; the least of each."""
    reference = Reference(this_year=TODAY.year)
    terms = dict(Reconsideration.objects.exclude(next_term="").values_list("pk", "next_term"))
    times = [
        (blanked(lambda: recomputed(reference), len(terms)), blanked(lambda: read_and_written(terms), len(terms)))
        for _ in range(rounds)
    ]
    found, floor = (min(column) for column in zip(*times, strict=True))
    return {"cases": Reconsideration.objects.count(), "recompute": (found, floor, found / floor)}


def main() -> None:
    """Print what was measured as JSON."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--rounds", type=int, default=2)
    print(json.dumps(measure(parser.parse_args().rounds)))


if __name__ == "__main__":
    main()
