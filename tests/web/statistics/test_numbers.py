"""The first page and the lists behind it: every number opens a list of its length, and nothing else is shown."""

from __future__ import annotations

import html
import re
from urllib.parse import parse_qs, urlsplit

import pytest

from casework.statistics.figures import KNOWN
from casework.statistics.tables import MORE_KEYS, TABLE_KEYS
from tests.factories import TODAY

NUMBER = re.compile(r'<a href="(/statistics/records/[^"]*)"[^>]*>([^<]*)</a>')
RECORDS = "/statistics/records/"
YEAR = "organ=141021&from=2024-01-01&to=2024-12-31"


def numbers(text: str) -> list[tuple[str, str]]:
    return [(html.unescape(url), shown.strip()) for url, shown in NUMBER.findall(text)]


def amount(kind: str, text: str) -> str | None:
    found = re.search(rf'<strong class="{kind}">([^<]*)</strong>', text)
    return found[1] if found else None


def is_rate(url: str) -> bool:
    """Whether it is a rate in another unit than percent, whose list is that of its numerator."""
    table, _, row = parse_qs(urlsplit(url).query).get("cell", [""])[0].removesuffix(".value").partition(".")
    figure = KNOWN.get(row.replace(":", "."))
    return table == "R1" and figure is not None and figure.denominator is not None


def rows(text: str) -> int:
    body = text.partition("<tbody>")[2].partition("</tbody>")[0]
    return body.count("<tr>")


TABLES = ("R1", *[key for key in (*TABLE_KEYS, *MORE_KEYS) if key != "R1"])


def tables(client, question, keys=TABLES):
    """Each table on its page."""
    return {key: client.get(f"/statistics/tables/{key}/?{question}").content.decode() for key in keys}


@pytest.mark.parametrize(
    ("question", "share"),
    [
        *[(YEAR, slice(part, None, 4)) for part in range(4)],  # all of them, in four parts for four workers
        (f"{YEAR}&basis=cohort", slice(0, None, 9)),
        (f"{YEAR}&subtree=1&basis=received", slice(3, None, 9)),
    ],
)
def test_every_number_of_every_table_opens_a_list_of_its_length(question, share, county, personas, browse):
    client = browse(personas.supervisor)
    links = dict(link for page in tables(client, question).values() for link in numbers(page))
    assert len(links) > 500
    wrong = []
    for url, shown in list(links.items())[share]:
        text = client.get(url).content.decode()
        count = amount("count", text)
        assert count == str(rows(text)), url
        of_list = {count, amount("value", text)}
        if not shown.endswith("%") and shown not in of_list and not is_rate(url):
            wrong.append((url, shown, of_list))
    assert wrong == []


def test_every_number_of_every_table_is_a_link_but_what_cannot_be_said(county, personas, browse):
    for key, page in tables(browse(personas.clerk), YEAR).items():
        table = page.rpartition('<div class="scroll')[2].partition("</table>")[0]
        cells = re.findall(r'<td class="n">(.*?)</td>', table, re.DOTALL)
        assert cells, key
        for cell in cells:
            assert "<a href=" in cell or re.sub(r"<[^>]*>", "", cell).strip() == "—", (key, cell)


def test_a_percentage_stands_with_both_counts(county, personas, browse):
    page = "".join(tables(browse(personas.clerk), YEAR, ("R1", "T3", "T4", "T5", "M2")).values())
    shown = re.findall(r'<td class="n">((?:(?!</td>).)*%(?:(?!</td>).)*)</td>', page, re.DOTALL)
    assert shown
    for cell in shown:
        assert re.search(r"[\d.]+%\s*\(\d[\d,.]*/\d[\d,.]*\)", re.sub(r"<[^>]*>", "", cell)), cell


def test_the_statistics_open_on_the_last_full_year_with_this_one_beside_it(county, personas, browse):
    page = browse(personas.clerk).get("/statistics/").content.decode()
    assert f'id="from" name="from" value="{TODAY.year - 1}-01-01"' in page
    assert f'id="to" name="to" value="{TODAY.year - 1}-12-31"' in page
    assert f'<th scope="col" class="n">{TODAY.year}年1月1日—{TODAY.month}月{TODAY.day}日</th>' in page
    beside = [url for url, _ in numbers(page) if f"from={TODAY.year}-01-01&to={TODAY.isoformat()}" in url]
    assert beside


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("year=2024", f"/statistics/overview/?{YEAR}"),
        ("organ=141021&year=2024&basis=cohort", f"/statistics/overview/?{YEAR}&basis=cohort"),
        ("year=2024&rounding=truncate", f"/statistics/tables/R1/?{YEAR}&rounding=truncate"),
        (
            "year=2024&correction_rate=accepted",
            f"/statistics/tables/R1/?{YEAR}&correction_rate=accepted",
        ),
    ],
)
def test_the_address_of_a_year_leads_to_that_year_and_keeps_what_was_asked(old, new, county, personas, browse):
    client = browse(personas.clerk)
    answer = client.get(f"/statistics/?{old}")
    assert (answer.status_code, answer["Location"]) == (302, new)
    assert client.get(new).status_code == 200


def test_the_menu_leads_to_every_table_in_the_order_that_says_what_happened(county, personas, browse):
    page = browse(personas.clerk).get("/statistics/").content.decode()
    assert tuple(re.findall(r'href="/statistics/tables/(\w+)/\?', page)) == TABLES
    asked = re.findall(r'href="/statistics/tables/T2/\?([^"]*)"', page)
    assert html.unescape(asked[0]) == f"organ=141021&from={TODAY.year - 1}-01-01&to={TODAY.year - 1}-12-31"


def test_no_page_of_the_statistics_is_long_but_the_national_form(county, personas, browse):
    client = browse(personas.supervisor)
    paths = [f"/statistics/{name}/?{YEAR}" for name in ("overview", "indicators", "organs", "compare")]
    paths += ["/statistics/", "/statistics/definitions/", "/statistics/definitions/T11/"]
    found = {path: client.get(path).content for path in paths}
    found |= {key: page.encode() for key, page in tables(client, YEAR).items() if key not in ("T11", "T11E")}
    assert {path: len(content) for path, content in found.items() if len(content) > 150_000} == {}


def test_a_list_says_what_its_number_is(county, personas, browse):
    text = browse(personas.clerk, "en").get(f"{RECORDS}?{YEAR}&cell=T2.revoke.total").content.decode()
    for words in (
        "T2 Review and outcomes · revoked · total",
        "甲县人民政府",
        "1 Jan – 31 Dec 2024",
        county.ended.number,
    ):
        assert words in text
    assert f'href="{county.ended.get_absolute_url()}"' in text


def test_a_chinese_label_stands_for_a_key(county, personas, browse):
    client = browse(personas.clerk)
    by_key = client.get(f"{RECORDS}?{YEAR}&cell=T3.administrative_penalty.count").content
    by_label = client.get(f"{RECORDS}?{YEAR}&cell=T3.行政处罚.count").content
    assert rows(by_key.decode()) == rows(by_label.decode()) > 0


def test_a_rate_opens_either_side_and_a_difference_is_one(county, personas, browse):
    client = browse(personas.clerk)
    counts = [
        amount("count", client.get(f"{RECORDS}?{YEAR}&figure=reconsideration.uphold_rate&side={side}").content.decode())
        for side in ("numerator", "denominator")
    ]
    assert counts == ["1", "3"]
    rate = f"{RECORDS}?{YEAR}&figure=ledger.township_item_list.compression_rate&side=numerator"
    text = client.get(rate).content.decode()
    assert (amount("count", text), amount("value", text)) == ("4", "28")


def test_a_long_list_comes_in_pages_of_a_hundred_with_one_count(office, personas, browse):
    for _ in range(101):
        office.entry("2024-05-06")
    client = browse(personas.clerk)
    url = f"{RECORDS}?{YEAR}&figure=ledger.publicity_event.count"
    first, second = (client.get(f"{url}&page={page}").content.decode() for page in (1, 2))
    assert [(amount("count", text), rows(text)) for text in (first, second)] == [("101", 100), ("101", 1)]
    following = re.search(r'rel="next"\s+href="([^"]*)"', first)
    assert following is not None
    assert rows(client.get(RECORDS + html.unescape(following[1])).content.decode()) == 1
    assert client.get(f"{url}&page=3").status_code == 400


def test_the_subtree_is_there_for_superiors_and_not_for_clerks(county, personas, browse):
    above = browse(personas.city_supervisor)
    assert 'id="subtree"' in above.get("/statistics/").content.decode()
    text = above.get(f"{RECORDS}?organ=141000&from=2024-01-01&to=2024-12-31&subtree=1&cell=T2.concluded.total").content
    assert amount("count", text.decode()) == "3"
    own = browse(personas.clerk)
    assert 'id="subtree"' not in own.get("/statistics/").content.decode()
    for url in ("/statistics/?subtree=1", f"{RECORDS}?{YEAR}&subtree=1&cell=T2.concluded.total"):
        assert own.get(url).status_code == 404


def test_an_organ_is_chosen_by_code_name_former_name_or_id_within_reach(office, county, personas, browse):
    office["甲县"].former_names.create(name="甲州人民政府")
    above, own = browse(personas.city_supervisor), browse(personas.clerk)
    for organ in ("141021", "甲县人民政府", "甲州人民政府", f"id-{office['甲县'].pk}"):
        assert above.get("/", {"organ": organ}).status_code == 200
        assert own.get("/", {"organ": organ}).status_code == 200
    for organ in ("141022", "乙县人民政府", f"id-{office['乙县'].pk}", "没有的机关", "id-999999", "999999"):
        assert own.get("/", {"organ": organ}).status_code == 404


BAD_FIRST_PAGE = {
    "year=abc": "abc",
    "year=1999": "1999",
    "year=2027": "2027",
    "year=２０２": "202",
    "basis=all": "all",
    "subtree=perhaps": "perhaps",
    "jahr=2024": "jahr",
    "year=2024&year=2023": "year",
    "organ=" + "长" * 300: "organ",
    "organ=%00": "organ",
    "organ=id-x": "x",
}
BAD_LIST = {
    "": "from",
    "from=2024-01-01": "to",
    f"{YEAR}": "cell",
    f"{YEAR}&cell=T2.uphold.total&figure=mediation.open": "cell",
    f"{YEAR}&cell=T2.uphold.total&side=numerator": "side",
    f"{YEAR}&cell=T2": "T2",
    f"{YEAR}&cell=T99.uphold.total": "T99",
    f"{YEAR}&cell=T2.nothing.total": "nothing",
    f"{YEAR}&cell=T2.uphold.nothing": "nothing",
    f"{YEAR}&cell=T5.organ:99999999999999999999.count": "organ:99999999999999999999",
    f"{YEAR}&figure=nothing": "nothing",
    f"{YEAR}&figure=ledger.nothing.count": "nothing",
    f"{YEAR}&figure=mediation.success_rate&side=left": "left",
    f"{YEAR}&figure=mediation.open&side=denominator": "mediation.open",
    f"{YEAR}&cell=T2.uphold.total&page=0": "0",
    f"{YEAR}&cell=T2.uphold.total&page=9": "9",
    f"{YEAR}&cell=T2.uphold.total&as_of=2023-12-31": "2023-12-31",
    f"{YEAR}&cell=T2.uphold.total&as_of=x": "x",
    "from=2024-12-31&to=2024-01-01&cell=T2.uphold.total": "2024-12-31",
    "from=2024-02-30&to=2024-12-31&cell=T2.uphold.total": "2024-02-30",
    "from=0001-01-01&to=2024-12-31&cell=T2.uphold.total": "0001-01-01",
    "from=2024-01-01&to=9999-12-31&cell=T2.uphold.total": "9999-12-31",
    f"{YEAR}&cell=T2.uphold.total&limit=5": "limit",
    f"{YEAR}&cell=T2.uphold.total&basis=x": "x",
}
BAD = [*[(f"/statistics/?{query}", said) for query, said in BAD_FIRST_PAGE.items()],
       *[(f"{RECORDS}?{query}", said) for query, said in BAD_LIST.items()],
       ("/reconsiderations/?state=nothing", "nothing"), ("/litigations/?page=2", "page"), ("/ledger/?sort=1", "1"),
       ("/mediations/?after=2", "2"), ("/mediations/?after=x~1", "x~1"), ("/ledger/?sort=quantities", "quantities"),
       ("/ledger/?columns=number,nothing", "nothing"), ("/mediations/?format=pdf", "pdf"),
       ("/litigations/?after=2024-01-01~1&before=2024-01-01~1", "before"), ("/mediations/?received_from=0230", "0230"),
       ("/reconsiderations/?state=concluded&state=examining", "state"), ("/ledger/?subtree=1", "subtree"),
       (f"/mediations/?{YEAR}&cell=T2.uphold.total", "T2.uphold.total")]  # fmt: skip


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_bad_question_gets_one_sentence_that_names_the_value(language, personas, browse):
    client = browse(personas.clerk, language)
    for url, said in BAD:
        answer = client.get(url)
        assert answer.status_code == 400, url
        problem = re.search(r'<p class="problem"[^>]*>(.*?)</p>', answer.content.decode(), re.DOTALL)
        assert problem is not None
        assert said in html.unescape(problem[1]), url


@pytest.mark.parametrize("url", ["/reconsiderations/999999999999999999999/", "/mediations/0/", "/nothing/"])
def test_what_is_not_there_is_a_page_that_says_so(url, personas, browse):
    assert browse(personas.clerk).get(url).status_code == 404


def test_a_link_says_the_question_it_was_shown_with(county, personas, browse):
    page = "".join(tables(browse(personas.supervisor), f"{YEAR}&basis=accepted&subtree=1", ("T2", "T3", "T7")).values())
    asked = [parse_qs(urlsplit(url).query) for url, _ in numbers(page) if "cell=T" in url]
    assert all(q["basis"] == ["accepted"] and q["subtree"] == ["1"] and q["organ"] == ["141021"] for q in asked)
