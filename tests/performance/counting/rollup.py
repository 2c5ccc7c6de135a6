"""Goal 3: a calendar year of the nation from the roll-up, beside the same cells counted by DuckDB in memory.

`python -m tests.performance.counting.rollup` measures in the database of DATABASE_URL that `generate` has filled.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from typing import Any

import django

if __name__ == "__main__":
    django.setup()

import duckdb
import pandas as pd
from django.db import connection
from django.utils import timezone

from casework.actions.counting.rollup import rebuild
from casework.models import Organ
from casework.reference import Reference
from casework.statistics.compute import Report
from casework.statistics.datasets import Scope
from casework.statistics.model import OWN
from casework.statistics.rollup import counting_of
from casework.statistics.tables import TABLE_KEYS
from tests.performance.counting.floor import CLASSES_BY_SETS, ENTRIES, FLAGS, MEDIATIONS, PHASES, RESPONDENTS, Counted
from tests.performance.counting.report import BEYOND_THE_FLOOR, YEAR
from tests.performance.counting.same import differences
from tests.performance.shared.timing import in_turns

OF_ONE_ORGAN = re.compile(r"[\w.]*organ_id = \{organ\}")
STATEMENTS = (PHASES, CLASSES_BY_SETS, RESPONDENTS, ENTRIES, MEDIATIONS)
COMPARED = [key for key in TABLE_KEYS if key not in {*BEYOND_THE_FLOOR, "L1", "L2", "L3", "L4", "W1", "R1"}]
"""Suits of joint defendants and the work ledger add up otherwise over many organs than over one."""


class Memory:
    """The floor's statements over the whole nation, in tables that DuckDB holds in memory."""

    def __init__(self) -> None:
        self.base = duckdb.connect()
        for name in sorted({table for one in STATEMENTS for table in re.findall(r"casework_\w+", one)}):
            self._load(name)
        said = {"start": f"'{YEAR.start}'", "end": f"'{YEAR.end}'", **{flag: f"sum({flag}::int)" for flag in FLAGS}}
        self.statements = [OF_ONE_ORGAN.sub("true", one).format(**said) for one in STATEMENTS]

    def _load(self, name: str) -> None:
        """Copy a table; days as text, amounts as numbers with two decimals."""
        columns = {column for one in STATEMENTS for column in re.findall(r"\w+", one)}
        with connection.cursor() as cursor:
            there = [c.name for c in connection.introspection.get_table_description(cursor, name) if c.name in columns]
            quoted = ", ".join(connection.ops.quote_name(column) for column in there)
            cursor.execute(f"SELECT {quoted} FROM {name}")  # names of our own tables
            frame = pd.DataFrame(cursor.fetchall(), columns=there)
        for column in there:
            if frame[column].dtype == object:
                frame[column] = frame[column].map(lambda value: value if value is None else str(value))
        for column in {"amount", "compensation_granted"} & set(there):
            frame[column] = frame[column].astype(float)
        self.base.register("loaded", frame)
        self.base.execute(f"CREATE TABLE {name} AS SELECT * FROM loaded")
        self.base.unregister("loaded")

    def run(self) -> Counted:
        """All cells and figures but those of suits and of the work ledger."""
        *cases, mediations = (self.base.execute(one).fetchall() for one in self.statements)
        return Counted([*cases, [], mediations, []])


def measure(rounds: int) -> dict[str, Any]:
    """Milliseconds of the roll-up and of DuckDB in turns; seconds of making it; how many cells are read."""
    vocabulary = Reference().vocabulary
    nation = Scope(Organ.objects.get(level="nation", kind="government"), subtree=True)
    start = time.perf_counter()
    (stored,) = rebuild(vocabulary, timezone.now(), [YEAR.start.year])
    made = time.perf_counter() - start

    def kept() -> Report:
        counting = counting_of(nation, YEAR, vocabulary)
        assert counting.counted_at == stored.counted_at
        tables = {key: counting.table(counting.tables[key]) for key in COMPARED}
        return Report(nation, YEAR, None, tables, counting.figures(OWN))

    memory = Memory()
    report = kept()
    cases_only = Report(nation, YEAR, None, report.tables, {})
    wrong = differences(memory.run(), cases_only)
    if wrong:
        raise SystemExit(f"DuckDB counts otherwise than the roll-up: {wrong[:5]}")
    return {
        "seconds": made,
        "cells": sum(len(table.values) for table in report.tables.values()) + len(report.figures),
        "rollup": in_turns(kept, memory.run, rounds),
    }


def main() -> None:
    """Print what was measured as JSON."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--rounds", type=int, default=60)
    print(json.dumps(measure(parser.parse_args().rounds)))


if __name__ == "__main__":
    main()
