"""What is said of a file as a whole on its page: the one sheet that is read, and from when its days are counted."""

from __future__ import annotations

import io
import re
from datetime import date

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from casework.models import Appearance, ImportJob, ImportMapping, LedgerQuantity, Reconsideration, Respondent
from tests.imports.cells.test_posts import CELLS
from tests.imports.cells.test_posts import HEADS as OF_A_SUIT
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


def test_an_organ_that_is_not_known_is_said_once_and_the_next_file_is_read_by_it(clerk):
    rows = cells(CASES, respondent="县治安大队")
    url = tried(clerk, rows)
    page = clerk.get(url).content.decode()
    assert 'name="value:respondent:县治安大队"' in page
    answer = do(clerk, url, "again", **{"value:respondent:县治安大队": "没有的局"})
    assert answer.status_code == 422
    assert "没有机关「没有的局」" in words(answer.content)
    assert "错误 0" in words(do(clerk, url, "again", **{"value:respondent:县治安大队": "县公安局"}).content)
    assert ImportMapping.objects.get().mapping["values"] == {"respondent": {"县治安大队": "甲县公安局"}}
    assert 'value="甲县公安局"' in clerk.get(url).content.decode()
    again = tried(clerk, rows)
    assert "错误 0" in said(clerk, again)
    do(clerk, again, "commit")
    assert set(Respondent.objects.values_list("organ__name", flat=True)) == {"甲县公安局"}


def test_the_nearest_organs_are_offered_where_one_is_to_be_said(clerk):
    page = clerk.get(tried(clerk, cells(CASES, respondent="甲县公安分局"))).content.decode()
    assert '<option value="甲县公安局">' in page


def test_a_value_may_be_said_to_mean_that_there_is_nothing_yet(clerk):
    rows = cells(CASES, outcome="等等看", concluded_on="")
    url = tried(clerk, rows)
    assert "还没有（留空）" in said(clerk, url)
    assert "错误 0" in words(do(clerk, url, "again", **{"value:outcome:等等看": ":empty"}).content)
    assert ImportMapping.objects.get().mapping["values"] == {"outcome": {"等等看": ""}}
    assert '<option value=":empty" selected>' in clerk.get(url).content.decode()
    do(clerk, url, "commit")
    assert Reconsideration.objects.order_by("number").first().outcome == ""


def test_the_rank_of_a_post_is_asked_for_and_said(clerk):
    rows = [[*OF_A_SUIT, "出庭负责人", "职务"], [*CELLS[:5], "甲县人民政府", CELLS[6], "刘建军", "大队长"]]
    url = tried(clerk, rows, kind="litigation")
    assert 'name="value:attended_rank:大队长"' in clerk.get(url).content.decode()
    assert "错误 0" in words(do(clerk, url, "again", **{"value:attended_rank:大队长": "chief"}).content)
    do(clerk, url, "commit")
    assert [(came.rank, came.appeared) for came in Appearance.objects.all()] == [("chief", "刘建军")]


def test_values_of_other_files_are_not_asked_for_again(clerk):
    do(clerk, tried(clerk, cells(CASES, channel="飞鸽")), "again", **{"value:channel:飞鸽": "mail"})
    other, same = tried(clerk, CASES), tried(clerk, cells(CASES, channel="飞鸽"), name="又一本.csv")
    assert "飞鸽" not in said(clerk, other)
    assert 'name="value:channel:飞鸽"' in clerk.get(same).content.decode()
    assert ImportMapping.objects.get().mapping["values"] == {"channel": {"飞鸽": "mail"}}


def test_what_is_said_of_one_file_alone_is_not_promised_for_the_next(clerk):
    text = said(clerk, tried(clerk, cells(CASES, channel="飞鸽")))
    assert "所有行同一个值，只对这个文件" in text


def test_the_headings_of_our_own_register_are_remembered_for_no_other_file(clerk, office):
    office.register("2024-03-04")
    answer = clerk.get("/reconsiderations/?format=register")
    url = tried(clerk, b"".join(answer.streaming_content), name="登记簿.xlsx")
    page = clerk.get(url).content.decode()
    chosen = dict(re.findall(r'name="(head:[^"]+)".*?value="(\w+)" selected', page, re.DOTALL))
    assert chosen["head:机关"] == "skip"
    do(clerk, url, "again", **chosen)
    assert ImportMapping.objects.get().mapping["headings"] == {}
    assert "不变 1" in said(clerk, url)


def test_a_heading_is_read_as_a_quantity_and_a_word_for_one_is_asked_for(clerk):
    rows = [("培训时间", "来了几个"), ("2024-03-05", "56人")]
    url = tried(clerk, rows, kind="ledger")
    said_so = {"constant:kind": "enforcement_training", "head:来了几个": "quantity:persons"}
    assert "错误 0" in words(do(clerk, url, "again", **said_so).content)
    do(clerk, url, "commit")
    assert [(each.quantity, each.value) for each in LedgerQuantity.objects.all()] == [("persons", 56)]
    other = tried(clerk, [("受理日期", "案件类型"), ("2024-03-05", "劳动")], kind="ledger", name="援助.csv")
    do(clerk, other, "again", **{"constant:kind": "legal_aid"})
    answers = {"value:quantity:劳动": "cases"}
    assert f'name="{next(iter(answers))}"' in clerk.get(other).content.decode()
    assert "错误 0" in words(do(clerk, other, "again", **answers).content)
