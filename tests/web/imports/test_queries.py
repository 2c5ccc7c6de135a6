"""Pages of imports ask the database as often however many batches, rows and errors there are."""

from __future__ import annotations

import pytest

from casework.models import ImportBatch, ImportJob
from tests.imports.sheets import CASES, Rows
from tests.web.imports.sent import WRONG, cells, do, tried
from tests.web.record.test_queries import queries

pytestmark = pytest.mark.django_db


def many(rows: Rows, times: int) -> list[list[object]]:
    """The rows so many times, each with a number of its own."""
    body = [list(row) for row in rows[1:]]
    return [list(rows[0]), *([f"甲政复〔2023〕{n}号", *body[n % len(body)][1:]] for n in range(times))]


def test_the_list_of_batches_and_the_page_of_one(office, personas, browse):
    clerk = browse(personas.clerk)
    do(clerk, tried(clerk), "commit")
    few = queries(clerk, "/imports/"), queries(clerk, f"/imports/batches/{ImportBatch.objects.get().pk}/")
    do(clerk, tried(clerk, many(CASES, 12)), "commit")
    do(
        clerk,
        tried(clerk, [[*row[:-1], "又一件"] for row in cells(many(CASES, 2), number="甲政复〔2022〕1号")]),
        "commit",
    )
    batches = ImportBatch.objects.order_by("pk")
    assert len(batches) == 3
    assert (queries(clerk, "/imports/"), queries(clerk, f"/imports/batches/{batches[1].pk}/")) == few


def test_the_page_of_a_dry_run(office, personas, browse):
    clerk = browse(personas.clerk)
    found = [queries(clerk, tried(clerk, rows)) for rows in (WRONG, many(WRONG, 40))]
    assert found[0] == found[1]
    assert ImportJob.objects.count() == 2
