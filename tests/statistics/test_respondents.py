"""T5: named organs stand apart from the classes, the most named first, as participations beside a distinct total."""

from __future__ import annotations

import html
import io
import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client
from python_calamine import CalamineWorkbook

from casework.actions.reference.organs import add_organ
from casework.exports.report import report_text
from casework.exports.workbook import report_xlsx
from casework.statistics.compute import compute
from casework.statistics.datasets import Scope
from tests.factories import TODAY
from tests.statistics.asked import YEAR

POLICE, LAND = "甲县公安局", "甲县自然资源局"


@pytest.fixture
def report(office):
    """Four cases: the police in one, the land office in three, both in one of them; five participations."""
    add_organ(name=LAND, level="county", kind="department", under=office["甲县"])
    office.accept("2024-02-01", respondents=[POLICE])
    office.accept("2024-03-01", respondents=[LAND])
    office.accept("2024-04-01", respondents=[LAND, POLICE])
    office.accept("2024-05-06", respondents=[LAND])
    return compute(Scope(office["甲县"]), YEAR, office.reference.vocabulary, tables=["T5"])


def test_the_most_named_stands_first_and_none_is_in_the_sum_of_classes(report):
    value = report.tables["T5"]
    named = [(row.label.zh, value.values[row.key, "count"]) for row in value.table.rows if row.apart]
    assert named == [(LAND, 3), (POLICE, 2)]
    classes = [row for row in value.table.rows if not row.apart and row.key != "total"]
    assert sum(value.values[row.key, "count"] for row in classes) == value.values["total", "count"] == 4
    assert all(check.holds for check in value.checks)


SAID = "各被申请人：4件案件中参与5次，一件有几个被申请人的各计一次，不入合计"


def test_every_print_says_what_the_named_organs_are(report, office, personas):
    assert SAID in report_text(report, "zh-hans")
    book = CalamineWorkbook.from_filelike(io.BytesIO(report_xlsx(report, "zh-hans")))
    assert any(SAID in str(cell) for row in book.get_sheet_by_name("T5").to_python() for cell in row)
    client = Client()
    client.force_login(personas.clerk)
    with time_machine.travel(datetime(TODAY.year, TODAY.month, TODAY.day, 1, tzinfo=UTC), tick=False):
        page = client.get("/statistics/tables/T5/?organ=141021&from=2024-01-01&to=2024-12-31").content.decode()
    groups = [html.unescape(each) for each in re.findall(r'<th scope="rowgroup"[^>]*>([^<]*)</th>', page)]
    assert groups == [SAID]
    assert page.index(SAID) < page.index(LAND) < page.index(POLICE)
