"""D1 counts an organ as respondent or defendant, whoever decided: its count and the list behind it agree for all."""

from __future__ import annotations

import json
import re

import pytest

from casework.actions.belongings.tokens import Wanted, create_token
from tests.api.conftest import Program
from tests.web.statistics.test_numbers import amount, rows

YEAR = "from=2024-01-01&to=2024-12-31"
ROWS = ("reconsideration", "reconsideration_elsewhere", "direct_suit", "after_reconsideration")
COLUMNS = ("uphold", "correct", "other", "pending", "total")
CELLS = [f"D1.{row}.{column}" for row in ROWS for column in COLUMNS]
DISCLOSURE = {"matters": ["information_disclosure"], "respondents": ["甲县人民政府"]}
READERS = {
    "clerk": ("141021", ""),
    "supervisor": ("141021", "&subtree=1"),
    "report_team": ("141021", "&subtree=1"),
    "sister_clerk": ("141022", ""),
    "city_supervisor": ("141000", "&subtree=1"),
    "nation_supervisor": ("国务院", "&subtree=1"),
}
LISTED = {"reconsideration": "reconsiderations", "reconsideration_elsewhere": "respondent-cases"}
"""Row of D1 -> the resource of the records behind it; of all others suits."""
KEPT_ELSEWHERE = "其他机关办理的，你看不到内容"


@pytest.fixture
def world(office):
    """Cases and suits of disclosure of three counties and their city, each deciding on another or on its own."""
    city, sister = office.actor("市"), office.actor("乙县")
    office.conclude("2024-02-01", matters=["information_disclosure"])
    for actor, respondents in (
        (city, ["甲县人民政府"]),
        (city, ["乙县人民政府", "甲县公安局"]),
        (sister, ["乙县自然资源局", "甲县公安局"]),
    ):
        keys = {**DISCLOSURE, "respondents": respondents, "actor": actor}
        office.register("2024-03-04", **keys)
        case = office.do(office.register("2024-04-01", **keys), "accept", "2024-04-01", actor=actor)
        office.do(case, "conclude", "2024-05-06", outcome="revoke", actor=actor)
    named = {"cause": "information_disclosure", "court_number": "一"}
    office.sue("2024-05-06", **named, defendants=["甲县人民政府", "乙县人民政府"])
    office.sue("2024-05-07", **named, actor=sister, defendants=["乙县自然资源局", "甲县公安局"])
    office.sue("2024-05-08", **named, actor=sister, defendants=["乙县人民政府"], after_reconsideration=True)
    return office


@pytest.mark.parametrize("reader", READERS)
def test_each_cell_of_d1_is_as_long_as_its_list_for_each_reader(reader, world, personas, browse):
    organ, below = READERS[reader]
    client = browse(getattr(personas, reader))
    table = client.get(f"/statistics/tables/D1/?organ={organ}&{YEAR}{below}").content.decode()
    found = dict(re.findall(r'href="/statistics/records/\?[^"]*cell=([^"&]*)[^"]*"[^>]*>([^<]*)</a>', table))
    assert set(found) == set(CELLS)
    assert any(count.strip() != "0" for count in found.values())
    for cell, count in found.items():
        page = client.get(f"/statistics/records/?organ={organ}&{YEAR}{below}&cell={cell}").content.decode()
        assert amount("count", page) == count.strip() == str(rows(page)), cell


def test_what_another_organ_keeps_counts_and_tells_nothing(world, personas, browse):
    page = browse(personas.clerk).get(f"/statistics/records/?organ=141021&{YEAR}&cell=D1.reconsideration.total")
    text = page.content.decode()
    assert text.count(KEPT_ELSEWHERE) == 2
    assert "测政复" not in text


@pytest.mark.parametrize("reader", READERS)
def test_a_program_gets_the_rows_in_reach_and_how_many_are_not(reader, world, personas):
    organ, below = READERS[reader]
    ask = Program(create_token(getattr(personas, reader), Wanted("测试", scope="full"))[1])
    table = ask.json(f"tables/D1/?organ={organ}&{YEAR}{below}")
    for row in table["rows"]:
        resource = LISTED.get(row["key"], "litigations")
        for column, value in row["values"].items():
            answer = ask(f"{resource}/?organ={organ}&{YEAR}{below}&cell=D1.{row['key']}.{column}")
            given = len(json.loads(answer.content)["results"]) + int(answer.headers.get("Out-Of-Reach", 0))
            assert given == value, (row["key"], column)
