"""A report that is kept reads as it was counted, to the last label and identity."""

from __future__ import annotations

import json

import pytest

from casework.exports.workbook import sheets_of
from casework.statistics.compute import compute
from casework.statistics.datasets import Scope
from casework.statistics.kept import as_kept, from_kept
from tests.statistics.asked import YEAR

pytestmark = pytest.mark.django_db


def test_over_random_lives_a_report_is_kept_as_it_was_counted(lives):
    for scope in (Scope(lives.office["甲县"]), Scope(lives.office["市"], subtree=True)):
        report = compute(scope, YEAR, lives.office.reference.vocabulary, tables=sheets_of(None))
        again = from_kept(json.loads(json.dumps(as_kept(report))), scope, YEAR)
        assert again.figures == report.figures
        assert list(again.tables) == list(report.tables)
        for key, value in report.tables.items():
            kept = again.tables[key]
            rows = {row.key for row in value.table.rows}  # one that counts nothing less is left out with its values
            assert kept.values == {cell: count for cell, count in value.values.items() if cell[0] in rows}, key
            assert [(c.id, c.left, c.right) for c in kept.checks] == [(c.id, c.left, c.right) for c in value.checks]
            assert [row.label for row in kept.table.rows] == [row.label for row in value.table.rows]
            assert [c.heading for c in kept.table.columns] == [c.heading for c in value.table.columns]
