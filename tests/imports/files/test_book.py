"""A file of any kind gives the same rows, whatever it is called, and tells what stands behind them."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import Workbook

from casework.imports.files.book import book_of
from tests.imports.files.xlsb import xlsb
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


HIDDEN, FORMULA = "1行是隐藏的，一样读了", "1格是公式，按算出的值读"
ERROR = "1格是错误值（#REF!、#N/A等），按空的读"


@pytest.mark.parametrize("form", ["xlsx", "xls", "ods"])
def test_formulas_errors_and_hidden_rows_are_told_and_hidden_sheets_are_known(tmp_path, form):
    if form != "xlsx" and OFFICE is None:
        pytest.skip("LibreOffice is not on this machine")
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as made:
        sheet = made.add_worksheet("甲")
        sheet.write_formula(0, 0, "=3+4", None, 7)
        sheet.write_formula(1, 0, "=NA()", None, "#N/A")
        sheet.set_row(0, None, None, {"hidden": True})
        sheet.set_row(9, None, None, {"hidden": True})
        made.add_worksheet("乙").hide()
    book = book_of(tmp_path / "a.xlsx" if form == "xlsx" else converted(tmp_path / "a.xlsx", form))
    sheets = [(sheet.name, sheet.hidden, list(sheet.rows)) for sheet in book.sheets()]
    assert sheets[0][2][0] == [7.0]
    assert [each[:2] for each in sheets] == [("甲", False), ("乙", True)]
    assert book.names == {"甲": False, "乙": True}
    assert [said.zh for said in book.told] == ["2格是公式，按算出的值读", ERROR, HIDDEN]


def test_an_xlsb_is_read_and_told_of_as_well(tmp_path):
    book = book_of(xlsb(tmp_path / "a.xlsb", [["案号", "人数"], ["甲", 1.5], ["=3+4", "#N/A"]], hidden={1}))
    assert [(sheet.name, list(sheet.rows)) for sheet in book.sheets()] == [
        ("台账", [["案号", "人数"], ["甲", 1.5], [7.0]])
    ]
    assert [said.zh for said in book.told] == [FORMULA, ERROR, HIDDEN]


def test_a_formula_that_no_spreadsheet_has_worked_out_is_said_to_hold_nothing(tmp_path):
    made = Workbook()
    made.active["A1"], made.active["A2"] = "=3+4", 7
    made.save(tmp_path / "a.xlsx")
    book = book_of(tmp_path / "a.xlsx")
    assert [list(sheet.rows) for sheet in book.sheets()] == [[[], [7.0]]]
    assert [said.zh for said in book.told] == [
        FORMULA,
        "其中1格没有存下算出的值，按空的读：用Excel、WPS打开并保存一次再导入",
    ]


@pytest.mark.parametrize("name", ["a.xls", "a.ods", "a.et", "a.csv", "a"])
def test_the_name_of_a_workbook_does_not_matter(tmp_path, name):
    workbook(tmp_path / "made.xlsx", ROWS).rename(tmp_path / name)
    assert rows_of(tmp_path / name) == [[*ROWS[0]], [*ROWS[1]]]


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not on this machine")
@pytest.mark.parametrize("name", ["a.xlsx", "a.et", "a.csv"])
def test_the_name_of_an_older_workbook_does_not_matter_either(tmp_path, name):
    converted(workbook(tmp_path / "made.xlsx", ROWS), "xls").rename(tmp_path / name)
    assert rows_of(tmp_path / name) == [[*ROWS[0]], [*ROWS[1]]]


@pytest.mark.parametrize(
    "content",
    [
        'sep=,\n案号,申请人\n1,"甲,乙"\n',
        '"sep=;"\r\n案号;申请人\r\n1;甲,乙\r\n',
        '\n案号,申请人\r1,"甲,乙"\r',
        '\ufeff\n"案号"\t"申请人"\t\t\n1\t"甲,乙"\t \t\n',
        "\n案号|申请人\n1|甲,乙\n",
    ],
)
def test_a_text_is_read_whatever_ends_its_lines_and_parts_its_columns(tmp_path, content):
    path = tmp_path / "台账.xls"
    path.write_text(content, encoding="utf-8", newline="")
    assert rows_of(path) == [[], ["案号", "申请人"], ["1", "甲,乙"]]


def test_a_text_with_many_commas_in_its_cells_is_read_by_its_tabs(tmp_path):
    rows = [["案号", "案情"], *([str(n), "，一, 二, 三, 四" * n] for n in range(1, 9))]
    path = tmp_path / "a.txt"
    path.write_bytes(text_of(rows, "gb18030", "\t"))
    assert rows_of(path) == rows


def test_a_line_break_and_a_quote_within_a_cell_stay_in_it(tmp_path):
    rows = [["案号", "案情"], ["1", '甲说"不"\n乙说是']]
    path = tmp_path / "a.csv"
    path.write_bytes(text_of(rows, "utf-8-sig"))
    assert rows_of(path) == rows


def test_a_sheet_that_is_not_read_to_its_end_does_not_hide_the_next(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as made:
        for name in "甲乙":
            sheet = made.add_worksheet(name)
            for n in range(3000):
                sheet.write(n, 0, f"{name}{n}")
    assert [next(sheet.rows) for sheet in book_of(tmp_path / "a.xlsx").sheets()] == [["甲0"], ["乙0"]]
