"""What is said of a file as a whole on its page: the one sheet that is read, and from when its days are counted."""

from __future__ import annotations

import io
from datetime import date

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from casework.models import ImportJob, ImportMapping, Reconsideration
from tests.imports.sheets import CASES, HEADS
from tests.web.imports.sent import cells, do, said, tried, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(office, personas, browse):
    return browse(personas.clerk)


def book(**sheets) -> bytes:
    """A workbook of these sheets; a name with a line below at its end is that of a hidden one."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as target:
        for name, rows in sheets.items():
            sheet = target.add_worksheet(name.rstrip("_"))
            if name.endswith("_"):
                sheet.hide()
            for n, row in enumerate(rows):
                sheet.write_row(n, 0, row)
    return made.getvalue()


OTHERS = [HEADS, *([str(row[0]).replace("2024", "2023"), *row[1:]] for row in CASES[1:2])]


def test_a_sheet_of_several_is_chosen_and_the_others_are_left_out(clerk):
    url = tried(clerk, book(今年=CASES, 去年=OTHERS, 旧_=OTHERS), name="台账.xlsx")
    page = said(clerk, url)
    assert "新增 4" in page
    assert "所有记录所在的工作表 今年 去年 旧（隐藏）" in page
    assert "新增 1" in words(do(clerk, url, "again", sheet="去年").content)
    assert '<option value="去年" selected>' in clerk.get(url).content.decode()
    assert "新增 4" in words(do(clerk, url, "again", sheet="").content)


def test_a_hidden_sheet_is_read_when_it_is_chosen_and_comes_back_marked(clerk):
    url = tried(clerk, book(说明=[["填写说明"]], 旧_=cells(CASES, channel="飞鸽")), name="台账.xlsx")
    assert "没有找到表头" in said(clerk, url)
    page = words(do(clerk, url, "again", sheet="旧").content)
    assert "错误 1" in page
    assert "飞鸽" in page
    marked = b"".join(clerk.get(f"{url}marked/").streaming_content)
    assert "旧" in [name for name, _rows in sheets_of(marked)]


def sheets_of(content: bytes) -> list[tuple[str, list[list[object]]]]:
    """The sheets of a workbook by name."""
    opened = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return [(name, [[*row] for row in opened.get_sheet_by_name(name).to_python()]) for name in opened.sheet_names]


def test_a_file_of_one_sheet_or_a_text_asks_for_no_sheet(clerk):
    for content, name in ((book(今年=CASES), "台账.xlsx"), (CASES, "台账.csv")):
        assert 'name="sheet"' not in clerk.get(tried(clerk, content, name=name)).content.decode()


def test_days_are_counted_from_1904_where_that_is_said_of_the_file_and_not_of_the_next(clerk):
    rows = cells(CASES[:2], received_on=43833, intake_on="", outcome="", concluded_on="", intake="", procedure="")
    url = tried(clerk, rows)
    assert "checked" not in clerk.get(url).content.decode().partition('value="1904"')[2][:20]
    do(clerk, url, "again", dates=["1900", "1904"])
    assert 'value="1904" checked' in clerk.get(url).content.decode()
    do(clerk, url, "commit")
    assert Reconsideration.objects.get(number=CASES[1][0]).received_on == date(2024, 1, 4)
    assert "dates" not in ImportMapping.objects.get().mapping
    assert ImportJob.objects.get().mapping["dates"] == "1904"


def test_a_system_of_days_that_is_none_is_refused(clerk):
    assert do(clerk, tried(clerk), "again", dates="1905").status_code == 422


def test_what_looks_like_a_record_is_asked_first_and_may_be_said_to_be_it_for_this_file_alone(clerk):
    rows = cells(CASES, number="")
    do(clerk, tried(clerk, rows), "commit")
    url = tried(clerk, cells(rows, matter="行政许可"))
    page = said(clerk, url)
    assert ("新增 1" in page, "像是已有的 1" in page) == (True, True)
    assert page.index("是不是已有的") < page.index("文件怎样读")
    page = words(do(clerk, url, "again", resembling=["", "same"]).content)
    assert ("新增 0" in page, "更改 1" in page, "当作已有的" in page) == (True, True, True)
    assert 'value="same" form="mapping" checked' in clerk.get(url).content.decode()
    assert "更改 0" in words(do(clerk, url, "again", resembling="").content)
    do(clerk, url, "again", resembling=["", "same"])
    do(clerk, url, "commit")
    assert Reconsideration.objects.count() == 3
    assert "resembling" not in ImportMapping.objects.get().mapping


def test_another_word_than_that_they_are_the_same_is_refused(clerk):
    assert do(clerk, tried(clerk), "again", resembling="other").status_code == 422
