"""A file of any kind gives the same rows; what cannot be read is refused in bounded time and memory."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from casework.errors import FaultyInput
from casework.imports.files import book as files
from casework.imports.files.book import book_of
from tests.files import pdf, png
from tests.imports.sheets import OFFICE, converted, text_of, workbook

ROWS = (("案号", "收到日期", "人数"), ("测〔2024〕1号", date(2024, 3, 5), 3))


def rows_of(path: Path) -> list[list[object]]:
    """The rows of all sheets, dates as days."""
    return [
        [cell.date() if isinstance(cell, datetime) else cell for cell in row]
        for sheet in book_of(path).sheets()
        for row in sheet.rows
    ]


def test_a_workbook_gives_its_cells_as_they_are(tmp_path):
    assert rows_of(workbook(tmp_path / "a.xlsx", ROWS)) == [[*ROWS[0]], [*ROWS[1]]]


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not on this machine")
@pytest.mark.parametrize("form", ["xls", "ods"])
def test_what_libreoffice_writes_is_read_as_well(tmp_path, form):
    assert rows_of(converted(workbook(tmp_path / "a.xlsx", ROWS), form)) == [[*ROWS[0]], [*ROWS[1]]]


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("gb18030", "GB18030"), ("utf-16", "UTF-16")],
)
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_a_text_is_read_in_the_encoding_that_it_has_and_that_is_said(tmp_path, encoding, shown, separator):
    rows = [["案号", "收到日期", "申请人"], ["曲政复〔2024〕1号", "2024-03-05", "申请人甲"]]
    path = tmp_path / "a.csv"
    path.write_bytes(text_of(rows, encoding, separator))
    assert rows_of(path) == rows
    assert shown in book_of(path).told[0].zh


def test_merged_cells_say_the_same_in_each_and_dates_of_1904_are_the_same_days(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx", {"date_1904": True, "default_date_format": "yyyy-mm-dd"}) as made:
        sheet = made.add_worksheet()
        sheet.merge_range(0, 0, 1, 1, "甲村")
        sheet.write_datetime(2, 1, date(2024, 3, 5))
    assert rows_of(tmp_path / "a.xlsx") == [["甲村", "甲村"], ["甲村", "甲村"], ["", date(2024, 3, 5)]]


def test_the_value_of_a_formula_is_read_and_a_hidden_sheet_is_known_to_be_hidden(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as made:
        sheet = made.add_worksheet("甲")
        sheet.write_formula(0, 0, "=3+4", None, 7)
        sheet.set_row(0, None, None, {"hidden": True})
        made.add_worksheet("乙").hide()
    book = book_of(tmp_path / "a.xlsx")
    assert [(sheet.name, sheet.hidden, list(sheet.rows)) for sheet in book.sheets()] == [
        ("甲", False, [[7.0]]),
        ("乙", True, []),
    ]
    assert [said.zh for said in book.told] == ["1格是公式，按算出的值读", "1行是隐藏的，一样读了"]


def test_a_sheet_that_is_not_read_to_its_end_does_not_hide_the_next(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as made:
        for name in "甲乙":
            sheet = made.add_worksheet(name)
            for n in range(3000):
                sheet.write(n, 0, f"{name}{n}")
    assert [next(sheet.rows) for sheet in book_of(tmp_path / "a.xlsx").sheets()] == [["甲0"], ["乙0"]]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xlsx", b"", "空的"),
        ("a.xlsx", pdf() + b"\xff\xfe\x00\x00", "编码认不出来"),
        ("a.csv", png(), "编码认不出来"),
        ("a.xlsx", b"PK\x03\x04 and nothing more", "打不开"),
        ("a.csv", "案号,收到日期\n\0\0\n".encode(), "打不开"),
    ],
)
def test_what_is_no_spreadsheet_is_refused_whatever_it_is_called(tmp_path, name, content, said):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(FaultyInput, match=said):
        rows_of(path)


def test_cells_at_the_far_ends_of_a_sheet_do_not_take_the_memory_of_the_site(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as made:
        sheet = made.add_worksheet()
        sheet.write(0, 0, "案号")
        sheet.write(1_048_575, 16_383, "远")
    with pytest.raises(FaultyInput, match="展开以后太大"):
        rows_of(tmp_path / "a.xlsx")


def test_an_archive_that_unpacks_to_gigabytes_is_refused(tmp_path):
    good = workbook(tmp_path / "a.xlsx", ROWS)
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(tmp_path / "b.xlsx", "w", zipfile.ZIP_DEFLATED) as bomb:
        for member in old.namelist():
            content = old.read(member)
            if member.endswith("sharedStrings.xml"):
                content = content.replace(b"</sst>", b"<si><t>" + b"a" * (10**9) + b"</t></si></sst>")
            bomb.writestr(member, content)
    assert (tmp_path / "b.xlsx").stat().st_size < 10**6
    with pytest.raises(FaultyInput, match="太大"):
        rows_of(tmp_path / "b.xlsx")


def test_a_million_empty_rows_are_passed_over(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx", {"constant_memory": True}) as made:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, ROWS[0])
        sheet.set_row(1_000_000, 20)
        sheet.write(1_000_000, 0, "末")
    assert sum(bool(row) for row in rows_of(tmp_path / "a.xlsx")) == 2


@pytest.mark.parametrize(
    ("rows", "said"),
    [([["列"] * 300], "300列，至多256列"), ([["字" * 40_000]], "40000字，至多32767字")],
)
def test_too_many_columns_and_too_long_a_cell_are_named(tmp_path, rows, said):
    path = tmp_path / "a.csv"
    path.write_bytes(text_of(rows))
    with pytest.raises(FaultyInput, match=said):
        rows_of(path)


def test_more_rows_than_are_taken_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "MOST_ROWS", 3)
    path = tmp_path / "a.csv"
    path.write_bytes(text_of([["案号"], [""], ["1"], ["2"], ["3"]]))
    with pytest.raises(FaultyInput, match="超过3行"):
        rows_of(path)
