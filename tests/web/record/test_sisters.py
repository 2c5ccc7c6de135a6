"""Cases against the same act, and disputes over the same decision, stand on each other's page."""

from __future__ import annotations

import html
import re

import pytest

from casework.law.names import Role

ACT = {"complained_of": {"number": "甲公罚〔2024〕7号"}}


def text_of(client, url):
    answer = client.get(url)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def section(text):
    return text.partition('aria-labelledby="sisters"')[2].partition("</section>")[0]


def numbers(text):
    return re.findall(r'<th scope="row">\s*<a href="[^"]*">([^<]*)</a>', section(text))


def people(*names):
    return [{"kind": "citizen", "name": name} for name in names]


@pytest.fixture
def sisters(office):
    """Three cases against one act, and two that are none: another respondent, another number."""
    found = [office.register(applicants=people(name), **ACT) for name in ("欧阳测试", "司徒测试", "上官测试")]
    office.register(applicants=people("慕容测试"), respondents=["国家税务总局甲县税务局"], **ACT)
    office.register(applicants=people("诸葛测试"), complained_of={"number": "甲公罚〔2024〕77号"})
    return found


def test_the_other_cases_against_the_act_stand_with_number_applicant_and_state(sisters, personas, browse):
    first, second, third = sisters
    client = browse(personas.clerk)
    text = text_of(client, first.get_absolute_url())
    assert sorted(numbers(text)) == [second.number, third.number]
    for words in ("针对同一行为的案件", "司徒测试", "上官测试", "审查中", "甲县人民政府"):
        assert words in section(text), words
    assert not {"慕容", "诸葛", "欧阳"} & set(re.findall("慕容|诸葛|欧阳", section(text)))


def test_the_list_that_they_open_holds_them_all_and_none_else(sisters, personas, browse):
    client = browse(personas.clerk)
    text = text_of(client, sisters[0].get_absolute_url())
    (url,) = re.findall(r'<p>\s*<a href="([^"]*)">', section(text))
    listed = text_of(client, url)
    assert all(case.number in listed for case in sisters)
    assert "慕容" not in listed
    assert "诸葛" not in listed


def test_who_reads_no_names_sees_them_masked(sisters, personas, browse):
    text = section(text_of(browse(personas.report_team), sisters[0].get_absolute_url()))
    assert "司**" in text
    assert "司徒" not in text


def test_what_the_reader_does_not_see_is_not_shown_nor_counted(office, personas, browse):
    shared = {"respondents": ["测试市公安局"], **ACT}
    mine = office.register(applicants=people("欧阳测试"), **shared)
    office.register(actor=office.actor("乙县"), applicants=people("司徒测试"), **shared)
    assert section(text_of(browse(personas.clerk), mine.get_absolute_url())) == ""
    above = personas.add("above", Role.SUPERVISOR, "市")
    assert "司徒测试" in section(text_of(browse(above), mine.get_absolute_url()))


def test_a_void_case_and_one_without_a_number_have_no_sisters(office, personas, browse):
    case, other = (office.register(**ACT) for _ in range(2))
    office.do(other, "void", "2024-03-05", reason="重复登记")
    bare = [office.register(complained_of={"kind": "inaction"}) for _ in range(2)]
    client = browse(personas.clerk)
    for each in (case, *bare):
        assert section(text_of(client, each.get_absolute_url())) == ""


def test_disputes_over_the_same_decision_stand_on_each_others_page(office, personas, browse):
    case = office.conclude("2024-02-01", "uphold")
    first, second = (
        office.sue("2024-05-10", after_reconsideration=case.number, court_number=f"（2024）测01行初{n}号")
        for n in (1, 2)
    )
    client = browse(personas.clerk)
    text = text_of(client, first.get_absolute_url())
    assert numbers(text) == [second.number]
    assert "针对同一复议决定的诉讼" in text
    (url,) = re.findall(r'<p>\s*<a href="([^"]*)">', section(text))
    assert all(suit.number in text_of(client, url) for suit in (first, second))
