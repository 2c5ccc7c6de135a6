"""What comes out of the printer: A4, upright, black, heads on every page, page numbers, no bar and no button."""

from __future__ import annotations

import io
import re

import pytest
from playwright.sync_api import Page

from casework.actions.belongings.attachments import Upload, attach
from casework.exports.grids import MOST_ABREAST
from tests.e2e.conftest import Site
from tests.e2e.pdfs import Sheet, sheets
from tests.factories import TODAY
from tests.files import pdf
from tests.sealing.desk import Room

A4 = (210, 297)


def on_paper(page: Page) -> list[Sheet]:
    """The page as Chromium prints it with the sheet's own size."""
    return sheets(page.pdf(prefer_css_page_size=True))


def keep(site: Site, record: object, files: int) -> None:
    for n in range(files):
        content = pdf(str(n))
        sent = Upload(f"{n}.pdf", len(content), io.BytesIO(content), description=f"证据材料第{n}号", pages=2)
        attach(record, sent, actor=site.county.office.actor(), today=TODAY)


def test_a_whole_case_is_printed_on_upright_a4_in_black_with_page_numbers(site: Site):
    site.sign_in()
    case = site.county.ended
    keep(site, case, 30)
    found = on_paper(site.open(f"{case.get_absolute_url()}print/"))
    assert {(round(sheet.width), round(sheet.height)) for sheet in found} == {A4}
    assert len(found) >= 2
    for place, sheet in enumerate(found, start=1):
        assert f"{place} / {len(found)}" in sheet.text
        # black, white and the grey of thin lines: no colour is needed to read it
        assert all(max(colour) - min(colour) < 0.01 for colour in sheet.colours)
    text = "".join(sheet.text for sheet in found)
    for words in (
        case.number,
        "申请人甲",
        "事实",
        "期限",
        "审理期限",
        "经过",
        "制发意见书",
        "证据材料第0号",
        "证据材料第29号",
    ):
        assert words in text, words
    for words in ("复议案件", "退出", "回到案件", "Ctrl", "移除", "上传"):
        assert words not in text, words


def test_the_table_of_contents_repeats_its_heads_on_every_page_and_breaks_no_line(site: Site):
    site.sign_in()
    case = site.county.ended
    keep(site, case, 60)
    found = on_paper(site.open(f"{case.get_absolute_url()}contents/"))
    assert {(round(sheet.width), round(sheet.height)) for sheet in found} == {A4}
    assert len(found) >= 2
    for sheet in found:
        for head in ("序号", "文号", "责任者", "题名", "日期", "页号", "页数", "备注"):
            assert head in sheet.text, head
    text = "".join(sheet.text for sheet in found)
    assert "卷内目录" in text
    for words in (
        "行政复议申请书",
        "受理通知书",
        "行政复议决定书",
        "送达回证",
        *(f"证据材料第{n}号" for n in range(60)),
    ):
        assert text.count(words) == 1, words


@pytest.mark.parametrize("kind", ["ended", "suit", "mediation", "entry"])
def test_the_page_of_a_record_itself_prints_without_bar_forms_and_buttons(kind, site: Site):
    site.sign_in()
    record = getattr(site.county, kind)
    keep(site, record, 1)
    found = on_paper(site.open(record.get_absolute_url()))
    text = "".join(sheet.text for sheet in found)
    assert record.number in text
    assert "证据材料第0号" in text
    for words in ("首页", "退出", "移除", "上传", "添加备注", "可以一次选几个", "改动", "为什么是这天"):
        assert words not in text, words


WIDE = "organ=141021&from=2024-01-01&to=2024-12-31"


@pytest.mark.parametrize("key", ["T11", "T11E", "T9"])
def test_a_wide_table_loses_no_column_and_no_row_on_paper(key, site: Site):
    site.sign_in()
    page = site.open(f"/statistics/tables/{key}/?{WIDE}")
    screen = page.locator(".scroll table.figures")
    heads = [text.replace(" ", "") for text in screen.locator("thead th:not([colspan])").all_inner_texts()]
    rows = screen.locator("tbody tr")
    last = [text.strip() for text in rows.last.locator("td").all_inner_texts()]
    labels = [text.strip() for text in rows.locator("th").all_inner_texts()]
    found = on_paper(page)
    text = "".join(sheet.text for sheet in found).replace("\n", "").replace(" ", "")
    assert all((round(sheet.width), round(sheet.height)) == (297, 210) for sheet in found)
    for head in heads:
        assert text.count(head) >= heads.count(head), head
    for label in labels:
        assert label.replace(" ", "") in text, label
    if len(last) > MOST_ABREAST:  # the sums of all parts together are those of the screen
        sums = re.findall(rf"{labels[-1]}((?:[\d,.]+\s*){{5,}})", "".join(sheet.text for sheet in found))
        assert sum(len(each.split()) for each in sums) == len(last)


OF_PAPER = "main table:visible thead th:not(.tick)"
"""The headings that stand on paper: nothing is ticked there."""


@pytest.mark.parametrize(
    "address",
    [
        f"/statistics/organs/?{WIDE.replace('141021', '141000')}",
        *[f"/statistics/compare/?table={key}&{WIDE}" for key in ("T2", "T9")],
        *["/reconsiderations/", "/litigations/", "/mediations/", "/ledger/"],
    ],
)
def test_a_page_of_many_columns_loses_none_on_paper(address, site: Site):
    site.supervise("市")
    site.sign_in()
    page = site.open(address)
    heads = [re.sub(r"[\s▲▼]", "", text) for text in page.locator(OF_PAPER).all_inner_texts()]
    found = on_paper(page)
    text = re.sub(r"\s", "", "".join(sheet.text for sheet in found))
    assert len(heads) > 5
    assert [head for head in heads if text.count(head) < heads.count(head)] == []
    assert {(round(sheet.width), round(sheet.height)) for sheet in found} == {(297, 210)}


def test_a_sealed_wide_table_loses_no_column_on_paper(site: Site):
    site.sign_in()
    report = Room(site.county.office).seal()
    found = on_paper(site.open(f"/reports/{report.pk}/print/"))
    parts = [sheet for sheet in found if "T11" in sheet.text and "部分" in sheet.text]
    assert len(parts) >= 3
    assert all((round(sheet.width), round(sheet.height)) == (297, 210) for sheet in parts)
    text = "".join(sheet.text for sheet in found)
    for words in ("上期结转", "被申请人：省级政府", "申请事项：行政处罚", "复议监督：意见书落实"):
        assert words in text.replace("\n", ""), words
