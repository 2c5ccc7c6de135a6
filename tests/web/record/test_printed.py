"""Records on paper: the table of contents, the documents that the acts left, the printed record."""

from __future__ import annotations

import html
import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from casework.web.urls import PLACES
from tests.files import pdf, png
from tests.web.record.belongings import kept, text_of, url_of


def lines(client: Client, record: Any) -> list[list[str]]:
    body = client.get(url_of(record, "contents")).content.decode().partition("<tbody>")[2].partition("</tbody>")[0]
    rows = re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)
    return [[html.unescape(cell.strip()) for cell in re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row)] for row in rows]


def test_the_table_of_contents_lists_what_the_acts_left_with_number_author_and_date(office, clerk):
    case = office.conclude("2024-02-01", "revoke", number="甲政复决〔2024〕5号")
    case = office.do(case, "serve", "2024-03-05", to="申请人甲")
    case = office.do(case, "issue_opinion", "2024-03-06", to="甲县公安局")
    case = office.do(case, "record_feedback", "2024-04-01")
    assert [line[1:5] for line in lines(clerk, case)] == [
        ["", "申请人甲", "行政复议申请书", "20240201"],
        ["", "甲县人民政府", "受理通知书", "20240201"],
        ["甲政复决〔2024〕5号", "甲县人民政府", "行政复议决定书", "20240302"],
        ["", "甲县人民政府", "送达回证", "20240305"],
        ["", "甲县人民政府", "行政复议意见书", "20240306"],
        ["", "甲县公安局", "意见书办理情况报告", "20240401"],
    ]


def test_a_corrected_date_is_the_date_of_the_document(county, clerk):
    (decision,) = [line for line in lines(clerk, county.corrected) if line[3] == "行政复议决定书"]
    assert decision[4] == "20240606"


def test_the_courts_papers_bear_the_courts_name_and_number(county, clerk):
    found = [(line[1], line[2], line[3]) for line in lines(clerk, county.suit)]
    assert found == [
        ("（2024）测01行初1号", "测试市中级人民法院", "应诉通知书"),
        ("", "测试市中级人民法院", "传票"),
        ("", "测试市中级人民法院", "行政判决书"),
        ("（2024）测行终2号", "测试省高级人民法院", "应诉通知书"),
    ]


def test_files_join_their_documents_and_page_numbers_run_on_while_pages_are_known(county, office, clerk):
    case = county.ended
    kept(office, case, "a.pdf", pdf("a"), description="申请书", pages=4)
    kept(office, case, "b.pdf", pdf("b"), description="受理通知书", dated_on=date(2024, 2, 1), pages=1)
    kept(office, case, "c.pdf", pdf("c"), description="身份证复印件", dated_on=date(2024, 2, 1), pages=2)
    kept(office, case, "送达回证.pdf", pdf("d"), dated_on=date(2024, 4, 1))
    kept(office, case, "照片.png", png())
    found = [(line[3], line[5], line[6]) for line in lines(clerk, case)]
    assert found == [
        ("行政复议申请书", "1", "4"),
        ("受理通知书", "5", "1"),
        ("身份证复印件", "6", "2"),
        ("行政复议决定书", "8", ""),
        ("送达回证", "", ""),
        ("行政复议意见书", "", ""),
        ("送达回证", "", ""),  # of another day: another document
        ("照片", "", ""),
    ]
    assert [line[0] for line in lines(clerk, case)] == [str(n) for n in range(1, 9)]


def test_an_empty_file_says_so(county, clerk):
    assert "卷里还没有文书" in text_of(clerk.get(url_of(county.entry, "contents")))


@pytest.mark.parametrize("name", [name for _place, name, _kind in PLACES])
def test_the_printed_record_tells_what_its_page_tells(name, records, office, clerk):
    record = records[name]
    kept(office, record, description="附件甲")
    text = text_of(clerk.get(url_of(record, "print")))
    for words in (str(record), "事实", "经过", "附件甲", "2026年6月30日"):
        assert words in text, words
