"""The organs below one side by side: every number its list, sorted by the address, rates of few as hollow dots."""

from __future__ import annotations

import html
import re

import pytest

from casework.models import Population

URL = "/statistics/organs/?organ=141000&from=2024-01-01&to=2024-12-31"
LISTS = re.compile(r'<a href="(/statistics/records/[^"]*)"[^>]*>([^<]*)</a>')


def text(cells):
    return html.unescape(re.sub(r"<[^>]*>|\s", "", cells))


def lines(page):
    found = re.findall(r'<th scope="row">(.*?)</th>(.*?)</tr>', page, re.S)
    return {text(label): re.findall(r"<td[^>]*>(.*?)</td>", cells, re.S) for label, cells in found}


def counts(page, column=0):
    return {label: text(cells[column]) for label, cells in lines(page).items()}


@pytest.fixture
def page(county, office, personas, browse):
    for n in range(5):
        office.accept(f"2024-0{n + 2}-01", actor=office.actor("乙县"), respondents=["乙县自然资源局"])
    office.conclude("2024-03-01", actor=office.actor("市"))
    return browse(personas.city_supervisor).get(URL).content.decode()


def test_each_organ_stands_with_all_below_it_beside_the_whole_and_the_organ_itself(page):
    assert counts(page) == {"合计": "10", "测试市人民政府本级": "1", "甲县人民政府": "4", "乙县人民政府": "5"}
    assert "另有1个下级机关没有数据" in page


def test_every_number_opens_its_list(page, personas, browse):
    client = browse(personas.city_supervisor)
    links = {(html.unescape(link), shown) for link, shown in LISTS.findall(page) if not shown.endswith("%")}
    assert len(links) > 30
    for link, shown in links:
        counted = re.search(r'class="count">\s*([\d,]+)', client.get(link).content.decode())
        assert counted is not None, link
        assert counted[1] == shown, link


def test_rates_of_few_are_hollow_dots_and_counts_without_percentage(page):
    rates = [cell for cells in lines(page).values() for cell in cells if "<circle" in cell]
    assert rates
    assert all('class="dot few"' in cell and "%" not in text(cell) for cell in rates)
    assert all(re.fullmatch(r"\d+/\d+", text(cell)) for cell in rates)


def test_a_dot_lies_where_its_rate_is_and_is_full_from_ten_on(office, personas, browse):
    for n in range(10):
        office.conclude(f"2024-0{n % 5 + 1}-01", "revoke" if n < 3 else "uphold")
    page = browse(personas.city_supervisor).get(URL).content.decode()
    cell = lines(page)["甲县人民政府"][5]
    assert text(cell) == "30%(3/10)"
    assert 'translate(30)" class="dot"' in cell


@pytest.mark.parametrize(
    ("sort", "order"),
    [("-reconsideration.received", ["乙县人民政府", "甲县人民政府"]),
     ("reconsideration.received", ["甲县人民政府", "乙县人民政府"]),
     ("-mediation.concluded", ["甲县人民政府", "乙县人民政府"])],
)  # fmt: skip
def test_the_address_says_by_which_column_the_organs_are_sorted(sort, order, page, personas, browse):
    sorted_page = browse(personas.city_supervisor).get(f"{URL}&sort={sort}").content.decode()
    assert [label for label in lines(sorted_page) if label in order] == order
    assert len(re.findall(r'aria-sort="(?:de|a)scending"', sorted_page)) == 1


def test_a_rate_that_cannot_be_said_comes_last_whichever_way(page, personas, browse):
    client = browse(personas.city_supervisor)
    for sort in ("litigation.appearance_rate", "-litigation.appearance_rate"):
        found = list(lines(client.get(f"{URL}&sort={sort}").content.decode()))
        assert found.index("乙县人民政府") > found.index("甲县人民政府")


@pytest.mark.parametrize("persona", ["clerk", "sister_clerk"])
def test_who_does_not_see_the_subtree_does_not_see_the_page(persona, county, personas, browse):
    assert browse(getattr(personas, persona)).get(URL.replace("141000", "141021")).status_code == 404


@pytest.mark.parametrize("query", ["sort=-", "sort=name", "subtree=1", "page=2", "from=2024-02-01&to=2024-01-01"])
def test_a_question_that_cannot_be_read_is_refused_with_a_sentence(query, county, personas, browse):
    assert browse(personas.supervisor).get(f"/statistics/organs/?organ=141021&{query}").status_code == 400


def test_a_county_without_records_says_so(office, personas, browse):
    assert "期内下级机关都没有数据" in browse(personas.city_supervisor).get(URL).content.decode()


def test_a_suit_against_two_counties_counts_once_in_the_whole_which_is_said(office, personas, browse):
    suit = office.sue("2024-05-06", defendants=["甲县人民政府", "乙县人民政府"])
    office.do(suit, "hold_hearing", "2024-06-03")
    page = browse(personas.city_supervisor).get(URL).content.decode()
    heads = re.findall(r'<th scope="col" class="n"[^>]*><a [^>]*>([^<]*)</a>', page)
    found = counts(page, heads.index("负责人出庭应诉率"))
    assert (found["合计"], found["甲县人民政府"], found["乙县人民政府"]) == ("0/1", "0/1", "0/1")
    assert "合计一行每件只计一次，可能小于各行之和" in page


def test_applications_by_inhabitants_stand_beside_those_of_the_other_counties(page, office, personas, browse):
    for short, inhabitants in (("甲县", 20_000), ("市", 90_000), ("甲局", 7)):
        Population.objects.create(organ=office[short], year=2024, inhabitants=inhabitants)
    client = browse(personas.city_supervisor)
    shown = counts(client.get(URL).content.decode(), -1)
    received = counts(page)
    assert shown["甲县人民政府"] == f"2件/万人({received['甲县人民政府']}/20,000)"  # 4 / 20,000 × 10,000
    assert shown["合计"] == f"1.11件/万人({received['合计']}/90,000)"  # 10 / 90,000 × 10,000
    assert shown["测试市人民政府本级"] == "0.11件/万人(1/90,000)"
    assert shown["乙县人民政府"] == "没有2024年的人口数"
    best = list(lines(client.get(f"{URL}&sort=-reconsideration.per_10000").content.decode()))
    assert best[-2:] == ["甲县人民政府", "乙县人民政府"]
