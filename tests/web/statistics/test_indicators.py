"""Quality indicators: every number its list, handlers for supervisors alone, counts where they are few."""

from __future__ import annotations

import html
import re

import pytest

from casework.law.names import Role
from casework.models import Membership

URL = "/statistics/indicators/?organ=141021&from=2024-01-01&to=2024-12-31"
LISTS = re.compile(r'<a href="(/statistics/records/[^"]*)"[^>]*>([^<]*)</a>')


def text(cells):
    return html.unescape(re.sub(r"<[^>]*>|\s", "", cells))


def rows(page, section):
    part = page.partition(f'id="{section}"')[2].partition("</section>")[0]
    found = re.findall(r'<th scope="row">(.*?)</th>(.*?)</tr>', part, re.S)
    return {text(label): text(cells) for label, cells in found}


def handled(office, organ="甲县", names=("李某", "王某"), on="2024-07-01"):
    case = office.do(office.accept(on, actor=office.actor(organ)), "assign", on, handlers=list(names))
    return office.do(case, "conclude", on[:-2] + "21", outcome="uphold")


@pytest.fixture
def page(county, office, personas, browse):
    handled(office)
    return browse(personas.supervisor).get(URL).content.decode()


def opened(client, link):
    """What the page of a list says: how many records, and the value made of them."""
    said = client.get(html.unescape(link)).content.decode()
    count = re.search(r'class="count">\s*([\d,]+)', said)
    value = re.search(r'class="value">\s*([\d,.]+)', said)
    return count and count[1], value and value[1]


def test_every_count_opens_its_list_and_every_median_names_the_list_it_is_the_median_of(page, personas, browse):
    client = browse(personas.supervisor)
    links = set(LISTS.findall(page))
    days = 0
    for link, shown in links:
        count, value = opened(client, link)
        if shown.endswith("%"):
            continue
        if value is not None and "side=numerator" in link and shown not in (count,):
            assert value == shown, link
            days += 1
        else:
            assert shown in (count, value), link
    assert days > 5
    assert len(links) > 60


def test_a_median_is_told_with_the_days_of_each_of_its_cases(page, personas, browse):
    link = next(link for link, _shown in LISTS.findall(page) if "figure=indicator.decide_median" in link)
    said = browse(personas.supervisor).get(html.unescape(link)).content.decode()
    assert "<dt>中位数</dt>" in said
    assert re.findall(r'<td class="n">(\d+)</td>', said)


def test_few_cases_are_counts_and_no_percentage(page):
    assert "%" not in text(page.partition("<main")[2].partition("</main>")[0])
    assert rows(page, "rates")["听证率"].startswith("0/4")


def test_ten_cases_have_a_percentage_with_both_counts(office, personas, browse):
    for n in range(10):
        handled(office, on=f"2024-0{n % 5 + 1}-01")
    page = browse(personas.supervisor).get(URL).content.decode()
    assert rows(page, "rates")["30日内审结率"].startswith("100%(10/10)")


def test_a_case_counts_for_each_of_its_handlers_and_for_nobody_where_there_is_none(page):
    lines = rows(page, "by-handler")
    assert set(lines) == {"李某", "王某", "尚无承办人"}
    assert lines["李某"].startswith("1")
    assert lines["王某"].startswith("1")


@pytest.mark.parametrize("role", ["clerk", "approver", "report_team"])
def test_nobody_but_a_supervisor_sees_a_row_by_handler_by_page_or_by_address(role, page, personas, browse):
    client = browse(getattr(personas, role, None) or personas.add(role, Role(role), "甲县"))
    seen = client.get(URL)
    assert seen.status_code == 200
    assert "李某" not in seen.content.decode()
    assert "by-handler" not in seen.content.decode()
    assert client.get(f"{URL}&by=handler").status_code == 403
    (link, *_more) = [link for link, _shown in LISTS.findall(page) if "handler=" in link]
    assert client.get(html.unescape(link)).status_code == 403


def test_a_supervisor_of_another_county_gets_no_handlers(page, personas, browse):
    other = personas.add("other_supervisor", Role.SUPERVISOR, "乙县")
    (link, *_more) = [link for link, _shown in LISTS.findall(page) if "handler=" in link]
    assert browse(other).get(html.unescape(link)).status_code == 404
    assert browse(other).get(f"{URL}&by=handler").status_code == 404


def test_a_supervisor_here_who_is_clerk_there_sees_the_handlers_of_the_one_organ_alone(office, personas, browse):
    person = personas.add("both", Role.SUPERVISOR, "乙县")
    Membership.objects.create(person=person, organ=office["甲县"], role=Role.CLERK.value)
    handled(office)
    client = browse(person)
    assert client.get(URL).status_code == 200
    assert client.get(f"{URL}&by=handler").status_code == 403


def test_organs_of_a_subtree_have_a_row_each(office, personas, browse):
    handled(office)
    handled(office, organ="乙县", names=("李某",))
    supervisor = personas.add("city_supervisor", Role.SUPERVISOR, "市")
    page = browse(supervisor).get(URL.replace("141021", "141000") + "&subtree=1").content.decode()
    assert set(rows(page, "by-organ")) == {"甲县人民政府", "乙县人民政府"}
    assert {"李某·甲县人民政府", "李某·乙县人民政府"} <= set(rows(page, "by-handler"))


def test_the_stages_are_drawn_as_long_as_their_medians_and_hidden_from_readers_of_the_table(page):
    part = page.partition('id="stages"')[2].partition("</section>")[0]
    lengths = [int(width) for width in re.findall(r'<rect x="1" y="4" width="(\d+)"', part)]
    cells = [text(cell) for cell in re.findall(r'</th>\s*<td class="n">(.*?)</td>', part, re.S)]
    medians = [float(cell) for cell in cells if cell != "—"]
    assert part.count('<td aria-hidden="true"><svg') == 5
    assert sorted(lengths)[-len(medians) :] == sorted(int(240 * median / 60) for median in medians)
    assert "style=" not in part


@pytest.mark.parametrize(
    "query",
    ["from=2024-12-31&to=2024-01-01", "by=colour", "page=2", "handler=x", "by=field&page=9"],
)
def test_a_question_that_cannot_be_read_is_refused_with_a_sentence(query, county, personas, browse):
    assert browse(personas.supervisor).get(f"/statistics/indicators/?{query}").status_code == 400


@pytest.mark.parametrize(
    "query",
    ["figure=reconsideration.received&handler=李某", "cell=T2.concluded.total&field=public_security",
     "figure=indicator.concluded&field=nothing", "figure=indicator.concluded&basis=cohort"],
)  # fmt: skip
def test_a_group_goes_with_an_indicator_alone(query, county, personas, browse):
    url = f"/statistics/records/?organ=141021&from=2024-01-01&to=2024-12-31&{query}"
    assert browse(personas.supervisor).get(url).status_code == 400


def test_more_groups_than_the_first_page_shows_are_a_page_of_their_own(office, personas, browse):
    for n in range(51):
        handled(office, names=(f"承办人{n:02}",), on="2024-03-01")
    client = browse(personas.supervisor)
    page = client.get(URL).content.decode()
    assert len(rows(page, "by-handler")) == 50
    assert "全部51行" in text(page)
    assert len(rows(client.get(f"{URL}&by=handler").content.decode(), "by-handler")) == 51


def test_rates_that_reports_print_stand_beside_them_with_both_counts_and_their_unit(office, personas, browse):
    for n in range(10):
        handled(office, on=f"2024-0{n % 5 + 1}-01")
    page = browse(personas.supervisor).get(URL).content.decode()
    found = rows(page, "rates")
    assert found["网上申请率"].startswith("0%(0/10)")
    assert found["诉讼与复议之比"].startswith("0件/件(0/10)")
    assert found["正职出庭率"].startswith("—")  # nothing was heard
    assert "figure=reconsideration.online_rate&amp;side=denominator" in page
