"""The demonstration's tables are those that were worked out from its stories by hand (fixtures/golden/README.md)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction

from casework.actions.reference.organs import load_organs
from casework.reference import Reference
from casework.statistics.compute import TableValue, compute
from casework.statistics.conditions import Window
from casework.statistics.datasets import Scope
from casework.stories import play_story, read_stories

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
FIXTURES = settings.BASE_DIR / "fixtures"
YEARS = (2023, 2024, 2025)
TABLES = {"T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8", "T9", "T10", "L1", "M1", "M2"}


@pytest.fixture(scope="module")
def county(django_db_setup: None, django_db_blocker: Any) -> Iterator[Reference]:
    """The cases, suits and mediation of three years, played once."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_organs(json.loads((FIXTURES / "organs.json").read_text(encoding="utf-8")))
        reference = Reference(this_year=2026)
        for year in YEARS:
            for kind in ("cases", "mediation"):
                for story in read_stories(FIXTURES / "demo" / f"{kind}-{year}.json"):
                    assert play_story(story, keep=True, reference=reference).holds
        yield reference
        transaction.set_rollback(True)


def compared(key: str) -> bool:
    """Whether a row is of the golden tables: single respondents are not."""
    return not key.startswith("organ:")


def found_in(table: TableValue) -> dict[tuple[str, str], float]:
    """The cells of the rows that stand in the table which are not 0."""
    rows = {row.key for row in table.table.rows if compared(row.key)}
    cells = {(row, column): value for (row, column), value in table.values.items() if column != "share" and row in rows}
    return {cell: float(value) for cell, value in cells.items() if value}


@pytest.mark.parametrize("year", YEARS)
def test_every_cell_is_what_was_worked_out_from_the_stories(year: int, county: Reference):
    golden = json.loads((FIXTURES / "golden" / f"{year}.json").read_text(encoding="utf-8"))
    assert set(golden["tables"]) == TABLES
    start, end = date.fromisoformat(golden["from"]), date.fromisoformat(golden["to"])
    scope = Scope(county.organ(golden["organ"]))
    report = compute(scope, Window(start, end, end), county.vocabulary, tables=sorted(TABLES))
    for key, rows in golden["tables"].items():
        expected = {(row, column): float(value) for row, cells in rows.items() for column, value in cells.items()}
        assert found_in(report.tables[key]) == expected, key
        assert report.tables[key].values
