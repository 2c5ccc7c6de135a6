"""Cases against the same act, and disputes over the same decision, stand on each other's page."""

from __future__ import annotations

import html
import re
from uuid import uuid4

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


def part(text, key):
    return text.partition(f'aria-labelledby="{key}"')[2].partition("</section>")[0]


def test_those_registered_together_stand_together_though_no_act_has_a_number(office, personas, browse):
    mine, other, third = (
        office.register(applicants=people(name), batch="20240301-a1") for name in ("甲某", "乙某", "丙某")
    )
    office.register(actor=office.actor("乙县"), applicants=people("外人"), batch="20240301-a1")
    text = text_of(browse(personas.clerk), mine.get_absolute_url())
    shown = part(text, "together")
    assert sorted(re.findall(r'<th scope="row">\s*<a href="[^"]*">([^<]*)</a>', shown)) == [other.number, third.number]
    assert "与本案同批登记的案件" in shown
    (url,) = re.findall(r'<p>\s*<a href="([^"]*)">', shown)
    listed = text_of(browse(personas.clerk), url)
    assert all(case.number in listed for case in (mine, other, third))
    above = text_of(browse(personas.add("above", Role.SUPERVISOR, "市")), mine.get_absolute_url())
    assert "外人" not in part(above, "together")


def test_who_was_registered_together_is_not_shown_twice(office, personas, browse):
    mine, other = (office.register(applicants=people(name), batch="b1", **ACT) for name in ("甲某", "乙某"))
    alone = office.register(applicants=people("丙某"), **ACT)
    text = text_of(browse(personas.clerk), mine.get_absolute_url())
    assert numbers(text) == [alone.number]
    assert other.number in part(text, "together")


def test_a_leading_case_lists_those_joined_to_it_and_each_leads_back(office, personas, browse):
    lead, case = (office.accept("2024-03-01", applicants=people(name), **ACT) for name in ("甲某", "乙某"))
    case = office.do(case, "join_cases", "2024-03-05", lead=lead.number)
    client = browse(personas.clerk)
    text = text_of(client, lead.get_absolute_url())
    assert case.number in part(text, "joined")
    (url,) = re.findall(r'<p>\s*<a href="([^"]*)">', part(text, "joined"))
    listed = text_of(client, url)
    assert f">{case.number}</a>" in listed
    assert f">{lead.number}</a>" not in listed
    text = text_of(client, case.get_absolute_url())
    assert part(text, "joined") == ""
    fact = text.partition("并案审理的主案")[2].partition("</div>")[0]
    assert f'<a href="{lead.get_absolute_url()}">{lead.number}</a>' in fact
    assert "2024年3月5日" in fact
    assert lead.number in text_of(client, f"{case.get_absolute_url()}print/")
    apart = office.do(case, "separate_cases", "2024-03-06")
    assert "并案审理的主案" not in text_of(client, apart.get_absolute_url())
    assert part(text_of(client, lead.get_absolute_url()), "joined") == ""


def test_the_form_of_a_joinder_offers_the_sisters_that_may_lead(office, personas, browse):
    lead, case, joined = (office.accept("2024-03-01", batch="b1") for _ in range(3))
    office.do(joined, "join_cases", "2024-03-05", lead=lead.number)
    against = office.accept("2024-03-01", **ACT)
    client = browse(personas.clerk)
    text = text_of(client, f"{case.get_absolute_url()}acts/join_cases/")
    offered = text.partition('<datalist id="lead-offered"')[2].partition("</datalist>")[0]
    assert re.findall(r'<option value="([^"]*)"', offered) == [lead.number]
    answer = client.post(
        f"{case.get_absolute_url()}acts/join_cases/",
        {"token": str(uuid4()), "version": case.version, "do": "1", "on": "2024-03-06", "lead": against.number},
    )
    assert answer.status_code == 302
    case.refresh_from_db()
    assert case.joined_to == against
    corrected = text_of(client, f"{case.get_absolute_url()}acts/correct/?fact=join_cases%231.lead")
    assert f'value="{against.number}"' in corrected
