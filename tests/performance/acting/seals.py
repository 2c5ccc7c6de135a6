"""Sealing 100,000 record identifiers beside writing them as plain JSON.

`python -m tests.performance.acting.seals` measures in any migrated database; it leaves nothing behind.
"""

from __future__ import annotations

import argparse
import json
import random
from datetime import date
from typing import Any

import django

if __name__ == "__main__":
    django.setup()

from django.db import transaction
from django.utils import timezone

from casework.models import Organ, Person, SealedReport
from casework.sealing.seal import put
from tests.performance.filling.generate import SEED
from tests.performance.shared.timing import in_turns

IDENTIFIERS = 100_000


def draft(organ: Organ, person: Person, year: int) -> SealedReport:
    """A report of its own that can be sealed."""
    days = {"period_from": date(year, 1, 1), "period_to": date(year, 12, 31), "as_of": date(year, 12, 31)}
    return SealedReport.objects.create(organ=organ, made_by=person, sealed_by=None, **days)


def measure(rounds: int) -> dict[str, Any]:
    """Milliseconds of sealing and of plain JSON, in turns, each with its row written."""
    records = sorted(random.Random(SEED).sample(range(1, 30 * IDENTIFIERS), IDENTIFIERS))
    content = {"sets": [{"kind": "reconsideration", "records": records}]}
    with transaction.atomic():
        organ = Organ.objects.create(path="/0/", name="试写机关", level="county", kind="government")
        person = Person.objects.create_user("bench-seals")
        sealed, plain = (draft(organ, person, year) for year in (1990, 1991))

        def seal() -> None:
            put(sealed, content)
            _write(sealed, sealed.content, sealed.checksum)

        def write() -> None:
            _write(plain, json.dumps(content).encode(), "0")

        def _write(report: SealedReport, text: Any, checksum: str) -> None:
            # a seal lies still: each turn writes into the row as it was before, and takes it back
            with transaction.atomic():
                SealedReport.objects.filter(pk=report.pk).update(
                    content=text, checksum=checksum, state="sealed", sealed_by=person, sealed_at=timezone.now()
                )
                transaction.set_rollback(True)

        found = in_turns(seal, write, rounds)
        transaction.set_rollback(True)
    return {"identifiers": IDENTIFIERS, "seal": found}


def main() -> None:
    """Print what was measured as JSON."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--rounds", type=int, default=30)
    print(json.dumps(measure(parser.parse_args().rounds)))


if __name__ == "__main__":
    main()
