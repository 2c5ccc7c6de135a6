"""The number of queries of each address: the same for one record, ten and fifty; reviewed in a file."""

from __future__ import annotations

import json
from pathlib import Path

from django.db import connection
from django.test.utils import CaptureQueriesContext

from casework.actions.reference.populations import keep_population
from casework.exports.resources import RESOURCES
from tests.statistics.test_queries import ROWS, fill

REVIEWED = Path(__file__).with_name("query_counts.json")
YEAR = "organ=141021&from=2024-01-01&to=2024-12-31"
FIRST = 1950
"""The first year of which inhabitants are kept."""
ADDRESSES = {
    **{key: f"{key}/?page_size=1000" for key in RESOURCES},
    "reconsiderations of a subtree": "reconsiderations/?page_size=1000&organ=141000&subtree=1",
    "reconsiderations behind a cell": f"reconsiderations/?page_size=1000&cell=T2.concluded.total&{YEAR}",
    "litigations behind a cell": f"litigations/?page_size=1000&cell=L1.received.total&{YEAR}",
    "reconsiderations behind a figure": f"reconsiderations/?page_size=1000&figure=reconsideration.received&{YEAR}",
    "sealed-reports": "sealed-reports/",
    "report": f"report/?{YEAR}",
    "tables/T2": f"tables/T2/?{YEAR}",
}


def test_no_list_asks_more_for_more_records(office, personas, program):
    ask, found, filled = program(personas.city_supervisor), {}, 0
    ask("organs/")  # the last use of the token is noted once a minute
    for rows in ROWS:
        fill(office, rows - filled)
        for year in range(FIRST + filled, FIRST + rows):
            keep_population(office["甲县"], year, 240000, actor=office.actor())
        filled = rows
        for name, address in ADDRESSES.items():
            with CaptureQueriesContext(connection) as queries:
                ask.json(address)
            found.setdefault(name, []).append(len(queries))
    reviewed = json.loads(REVIEWED.read_text(encoding="utf-8"))
    assert found == reviewed, "review the change, then write it to tests/api/query_counts.json"
    assert all(len(set(counts)) == 1 for counts in reviewed.values())
