"""The workbook back: rows as they were read, faulty cells marked, no text that a spreadsheet takes for a formula."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from casework.models import Note, Reconsideration
from tests.imports.sheets import HEADS, text_of, workbook
from tests.web.imports.sent import WRONG, cells, do, said, tried

pytestmark = pytest.mark.django_db
LAST, CHANNEL, RECEIVED = len(HEADS), HEADS.index("channel"), HEADS.index("received_on")


@pytest.fixture
def clerk(office, personas, browse):
    return browse(personas.clerk)


def back(client: Any, url: str) -> bytes:
    answer = client.get(f"{url}marked/")
    assert "attachment" in answer["Content-Disposition"]
    return b"".join(answer.streaming_content)


def rows_of(book: bytes) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()


def part(book: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return archive.read(name).decode()


def style(book: bytes, cell: str) -> str:
    found = re.search(rf'<c r="{cell}"( s="[0-9]+")?', part(book, "xl/worksheets/sheet1.xml"))
    assert found is not None
    return found[1] or ""


def test_faulty_cells_are_marked_and_what_is_wrong_stands_in_a_column_of_its_own(clerk):
    book = back(clerk, tried(clerk, WRONG))
    rows = rows_of(book)
    assert rows[0][LAST] == "导入问题"
    assert "飞鸽" in rows[1][LAST]
    assert rows[2][LAST] == ""
    assert "日期" in rows[3][LAST]
    assert [row[:LAST] for row in rows[1:3]] == [list(map(str, row)) for row in WRONG[1:3]]
    assert re.findall(r'<comment ref="(\w+)"', part(book, "xl/comments1.xml")) == ["C2", "B4"]
    assert style(book, "C2") != style(book, "C3")


def test_a_text_that_begins_like_a_formula_stays_a_text(clerk):
    for text in ('=HYPERLINK("http://example.org","x")', "+1", "-1", "@SUM(1)"):
        book = back(clerk, tried(clerk, cells(WRONG, applicant=text)))
        assert rows_of(book)[1][HEADS.index("applicant")] == text
        assert "<f>" not in part(book, "xl/worksheets/sheet1.xml")


def test_the_workbook_back_comes_in_once_mended_and_its_remarks_are_no_note(clerk, tmp_path):
    sent = workbook(tmp_path / "a.xlsx", [["某县台账"], [], *WRONG]).read_bytes()
    rows = rows_of(back(clerk, tried(clerk, sent, name="a.xlsx")))
    assert rows[2][LAST] == "导入问题"
    assert "飞鸽" in rows[3][LAST]
    rows[3][CHANNEL], rows[5][RECEIVED] = "当面", "2024-01-15"
    url = tried(clerk, workbook(tmp_path / "b.xlsx", rows).read_bytes(), name="b.xlsx")
    assert "错误 0" in said(clerk, url)
    do(clerk, url, "commit")
    assert Reconsideration.objects.count() == 3
    assert [note.text for note in Note.objects.all()] == ["审查员：审查员丙"]


def test_very_many_errors_are_paged(clerk):
    many = [HEADS, *(cells(WRONG, number=f"甲政复〔2024〕{n}号")[1] for n in range(1, 131))]
    url = tried(clerk, text_of(many))
    lines = [clerk.get(f"{url}{more}").content.decode().count("<td>飞鸽</td>") for more in ("", "?page=2")]
    assert lines == [100, 30]
    assert clerk.get(f"{url}?page=3").status_code == 400


def test_a_title_that_was_merged_over_the_columns_stands_there_once(clerk):
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 0, LAST - 1, "甲县复议台账")
        for n, row in enumerate(WRONG, 1):
            sheet.write_row(n, 0, row)
    rows = rows_of(back(clerk, tried(clerk, made.getvalue(), name="a.xlsx")))
    assert [cell for cell in rows[0] if cell] == ["甲县复议台账"]
    assert rows[1][LAST] == "导入问题"
