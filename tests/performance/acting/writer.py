"""Goal 8: a writer that does act after act without a pause, for so many seconds from a moment on.

`python -m tests.performance.acting.writer --county 3 --at 1700000000 --seconds 8` prints the time of each act as JSON.
"""

from __future__ import annotations

import argparse
import json
import time
from datetime import date
from typing import Any

import django

if __name__ == "__main__":
    django.setup()

from casework.actions.reach import Actor
from casework.actions.recording import Request, perform, record_of
from casework.law.names import Act, Level, OrganKind, RecordKind, Role
from casework.models import Organ, Person
from casework.reference import Reference
from tests.performance.shared.timing import milliseconds

ON = date(2025, 6, 3)
KEYS: dict[str, Any] = {"body": "示例人民调解委员会", "dispute_type": "neighbours", "source": "active"}


def write(county: int, at: float, seconds: float) -> list[float]:
    """Register mediation cases and conclude them; gives the milliseconds of each act."""
    organ = Organ.objects.filter(level=Level.COUNTY, kind=OrganKind.GOVERNMENT).order_by("pk")[county]
    actor = Actor(Person.objects.get(username="generator"), organ, frozenset({Role.CLERK}))
    reference = Reference(this_year=ON.year)
    kind = RecordKind.MEDIATION
    times: list[float] = []
    record: Any = None

    def act() -> None:
        nonlocal record
        if record is None:
            request = Request(kind, Act.REGISTER, ON, KEYS)
        else:
            request = Request(kind, Act.CONCLUDE, ON, {"result": "succeeded"}, record)
        event = perform(request, actor=actor, today=ON, reference=reference)
        record = record_of(event) if record is None else None

    for _ in range(2):  # reference data are read
        act()
    time.sleep(max(at - time.time(), 0))
    while time.time() < at + seconds:
        times.append(milliseconds(act))
    return times


def main() -> None:
    """Print the times as JSON."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--county", type=int, required=True)
    parser.add_argument("--at", type=float, required=True)
    parser.add_argument("--seconds", type=float, required=True)
    options = parser.parse_args()
    print(json.dumps(write(options.county, options.at, options.seconds)))


if __name__ == "__main__":
    main()
