"""The number of queries of a report: the same for no table and all, for few records and many; reviewed in a file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casework.statistics.compute import compute
from casework.statistics.datasets import Scope
from casework.statistics.records import listing_of_cell, listing_of_figure
from casework.statistics.tables import TABLE_KEYS
from tests.factories import Office
from tests.management.calls import COUNTY, call
from tests.statistics.asked import BASES, YEAR

REVIEWED = json.loads((Path(__file__).resolve().parents[1] / "query_counts.json").read_text(encoding="utf-8"))
ROWS = (1, 10, 50)


def counted(work: Callable[[], Any]) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        work()
    return len(queries)


def fill(office: Office, rows: int) -> None:
    """So many more records of each kind."""
    for _ in range(rows):
        suit = office.do(office.sue(), "hold_hearing", "2024-06-01")
        office.do(suit, "record_appearance", "2024-06-01", organ="甲县人民政府", rank="chief")
        office.do(office.mediation(), "conclude", "2024-06-01", result="succeeded")
        office.entry()
        case = office.conclude()
        office.do(case, "issue_opinion", "2024-04-01", to="甲县公安局")


@pytest.fixture
def report_of(office: Office) -> Callable[..., Any]:
    vocabulary = office.reference.vocabulary

    def report(subtree: bool = False, **more: Any) -> Any:
        return compute(Scope(office["市" if subtree else "甲县"], subtree), YEAR, vocabulary, **more)

    return report


def test_no_table_one_table_and_all_tables_ask_alike(office, report_of):
    fill(office, 2)
    asked = [[], ["T1"], ["T5"], ["L1", "M1"], list(TABLE_KEYS), None]
    counts = {str(tables): counted(lambda tables=tables: report_of(tables=tables)) for tables in asked}
    assert len(set(counts.values())) == 1, counts


def test_few_records_and_many_ask_alike_under_every_basis_and_scope(office, report_of):
    counts = {}
    for rows in (1, 12):
        fill(office, rows)
        for basis in BASES:
            for subtree in (False, True):
                found = counted(lambda basis=basis, subtree=subtree: report_of(basis=basis, subtree=subtree))
                counts.setdefault((basis, subtree), set()).add(found)
    assert all(len(found) == 1 for found in counts.values()), counts


WORK: dict[str, Callable[[Office], Any]] = {
    "compute": lambda office: compute(Scope(office["甲县"]), YEAR, office.reference.vocabulary),
    "compute subtree": lambda office: compute(Scope(office["市"], subtree=True), YEAR, office.reference.vocabulary),
    "report": lambda _: call("report", *COUNTY, "--format", "json"),
    "records of cases": lambda _: call("records", *COUNTY, "--cell", "T2.concluded.total", "--format", "json"),
    "records of instances": lambda _: call("records", *COUNTY, "--cell", "L1.received.total", "--format", "json"),
    "records of mediations": lambda _: call("records", *COUNTY, "--cell", "M1.concluded.amount", "--format", "json"),
    "records of the ledger": lambda _: call(
        "records", *COUNTY, "--cell", "W1.publicity_event:count.value", "--format", "json"
    ),
    "list of a cell": lambda office: list(
        listing_of_cell("T5.total.count", Scope(office["甲县"]), YEAR, office.reference.vocabulary).queryset
    ),
    "list of a figure": lambda office: list(
        listing_of_figure("litigation.heard", Scope(office["甲县"]), YEAR).queryset
    ),
}


def test_the_reviewed_file_names_every_piece_of_work():
    assert set(REVIEWED) == set(WORK)


def test_queries_stay_as_reviewed_at_1_10_and_50_rows(office):
    found: dict[str, list[int]] = {name: [] for name in WORK}
    there = 0
    for rows in ROWS:
        fill(office, rows - there)
        there = rows
        for name, work in WORK.items():
            found[name].append(counted(lambda work=work: work(office)))
    assert found == REVIEWED, "review the change, then write it to tests/query_counts.json"
