"""What is told of the rows of a file: all of it at once, in the order in which they stand."""

from __future__ import annotations

import pytest
import xlsxwriter

from casework.imports.mapping import ColumnMapping
from casework.imports.running import import_file
from casework.law.names import RecordKind
from tests.imports.sheets import CASES, HEADS

pytestmark = pytest.mark.django_db


def told(office, path, kind, **sheets):
    """What a dry run tells of a workbook of these sheets."""
    with xlsxwriter.Workbook(path) as made:
        for name, rows in sheets.items():
            sheet = made.add_worksheet(name)
            for n, row in enumerate(rows):
                sheet.write_row(n, 0, row)
    return import_file(
        kind, path, actor=office.actor(), today=office.today, reference=office.reference, mapping=ColumnMapping()
    )


def changed(rows, n, **cells):
    """The rows with cells of one of them changed."""
    head, found = list(rows[0]), [list(row) for row in rows]
    for name, value in cells.items():
        found[n][head.index(name)] = value
    return found


def test_errors_are_told_in_the_order_of_the_rows_however_they_were_found(office, tmp_path):
    first = changed(changed(CASES, 1, concluded_on="2024-01-01"), 2, channel="飞鸽")
    others = [[row[0].replace("2024", "2023"), *row[1:]] for row in CASES[1:]]
    second = changed([HEADS, *others], 3, channel="飞鸽")
    found = told(office, tmp_path / "two.xlsx", RecordKind.RECONSIDERATION, 乙表=first, 甲表=second)
    assert [(each.sheet, each.row) for each in found.errors.kept] == [("乙表", 2), ("乙表", 3), ("甲表", 4)]


def test_a_number_that_stands_twice_is_told_beside_what_else_is_wrong_with_its_row(office, tmp_path):
    rows = changed(changed(CASES, 2, number=CASES[1][0]), 2, channel="飞鸽")
    found = told(office, tmp_path / "one.xlsx", RecordKind.RECONSIDERATION, 台账=rows)
    assert [(each.row, each.column) for each in found.errors.kept] == [(3, "channel"), (3, "number")]


SUITS = (
    ("案号", "收案日期", "法院", "案由", "原告", "被告", "开庭日期"),
    ("（2024）测1行初1号", "2024-03-01", "甲县人民法院", "行政处罚", "原告甲", "乙县自然资源局", "不知道"),
)


def test_what_is_not_for_the_organ_to_keep_is_told_beside_cells_that_cannot_be_read(office, tmp_path):
    right = told(office, tmp_path / "one.xlsx", RecordKind.LITIGATION, 台账=changed(SUITS, 1, 开庭日期=""))
    both = told(office, tmp_path / "two.xlsx", RecordKind.LITIGATION, 台账=SUITS)
    (scope,) = [each.problem.zh for each in right.errors.kept]
    assert [each.problem.zh for each in both.errors.kept][-1] == scope
    assert len(both.errors.kept) == 2
