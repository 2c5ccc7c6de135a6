"""Goals 1 and 4: the whole report of a county of 500 cases a year, beside hand-written SQL and beside a table less.

`python -m tests.performance.counting.report` measures in the database of DATABASE_URL that `generate` has filled.
"""

from __future__ import annotations

import argparse
import json
from datetime import date
from functools import partial
from typing import Any

import django

if __name__ == "__main__":
    django.setup()

from django.db import connection
from django.test.utils import CaptureQueriesContext

from casework.reference import Reference
from casework.statistics.compute import compute
from casework.statistics.conditions import Window
from casework.statistics.datasets import Scope
from casework.statistics.tables import TABLE_KEYS
from tests.performance.counting.floor import Floor
from tests.performance.counting.same import differences
from tests.performance.filling.generate import busy_county
from tests.performance.shared.timing import in_turns

BEYOND_THE_FLOOR = frozenset({"T9", "T10", "T11", "D1"})
"""Tables that the hand-written statements do not count: the report is measured without them beside the floor."""
YEAR = Window(date(2024, 1, 1), date(2024, 12, 31), date(2024, 12, 31))


def measure(rounds: int) -> dict[str, Any]:
    """Times in milliseconds, and how many queries the report makes with and without each table."""
    county = busy_county()
    vocabulary = Reference().vocabulary
    report = partial(compute, Scope(county), YEAR, vocabulary)
    counted = partial(report, tables=[key for key in TABLE_KEYS if key not in BEYOND_THE_FLOOR])
    floor = Floor(county.pk, YEAR)
    whole = counted()
    wrong = differences(floor.run(), whole)
    if wrong:
        raise SystemExit(f"The floor counts otherwise than the report: {wrong[:5]}")
    shorter = {key: partial(report, tables=[other for other in TABLE_KEYS if other != key]) for key in TABLE_KEYS}
    return {
        "cases": int(whole.tables["T1"].values["received", "count"] or 0),
        "cells": sum(len(table.values) for table in whole.tables.values()) + len(whole.figures),
        "report": in_turns(counted, floor.run, rounds),
        "tables": {key: in_turns(report, less, rounds) for key, less in shorter.items()},
        "queries": [_queries(report), *(_queries(less) for less in shorter.values())],
    }


def _queries(work: Any) -> int:
    with CaptureQueriesContext(connection) as captured:
        work()
    return len(captured)


def main() -> None:
    """Print what was measured as JSON."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--rounds", type=int, default=60)
    print(json.dumps(measure(parser.parse_args().rounds)))


if __name__ == "__main__":
    main()
