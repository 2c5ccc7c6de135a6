"""What leaders ask: each number is the length of the list that it opens."""

from __future__ import annotations

import html
import re

import pytest

YEAR = "organ=141021&from=2024-01-01&to=2024-12-31"
PAGES = (f"/statistics/respondents/?{YEAR}", "/statistics/in-hand/?organ=141021")
LISTED = re.compile(r'<a href="(/(?:reconsiderations|litigations)/\?[^"]*)"[^>]*>(\d+)</a>')


def row(page, label):
    found = re.search(rf'<th scope="row">{label}</th>(.*?)</tr>', page, re.S)
    assert found is not None, label
    return [re.sub(r"<[^>]*>|\s", "", cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", found[1], re.S)]


def handled(office, on, *names):
    return office.do(office.accept(on), "assign", on, handlers=list(names))


def length(client, url):
    """How many records the list has, counted in its file."""
    answer = client.get(f"{html.unescape(url)}&format=csv")
    return len(answer.getvalue().decode().strip().splitlines()) - 1


@pytest.mark.parametrize("path", PAGES)
def test_every_number_opens_a_list_of_its_length(path, office, county, personas, browse):
    handled(office, "2026-04-10", "李某", "王某")
    office.register("2026-06-25")
    client = browse(personas.supervisor)
    links = LISTED.findall(client.get(path).content.decode())
    assert any(int(shown) for _, shown in links)
    assert {url: length(client, url) for url, _ in links} == {url: int(shown) for url, shown in links}


def test_respondents_stand_with_what_became_of_their_acts_and_the_most_named_first(office, personas, browse):
    for outcome in ("revoke", "uphold", "uphold"):
        office.conclude("2024-03-01", outcome, respondents=["甲县公安局"])
    office.conclude("2024-04-01", "alter", respondents=["甲县公安局", "甲县东镇人民政府"])
    page = browse(personas.supervisor).get(PAGES[0]).content.decode()
    # two of four corrected; of the town one of one
    assert row(page, "甲县公安局")[:3] == ["4", "4", "2/4"]
    assert row(page, "甲县东镇人民政府")[:3] == ["1", "1", "1/1"]
    assert page.index("甲县公安局</th>") < page.index("甲县东镇人民政府</th>")


def test_what_is_in_hand_stands_by_handler_and_stage_with_the_oldest_day(office, personas, browse):
    handled(office, "2026-05-11", "李某", "王某")
    handled(office, "2026-04-10", "李某")
    office.register("2026-06-25")
    client = browse(personas.supervisor)
    page = client.get(PAGES[1]).content.decode()
    assert row(page, "李某")[0] == "2"
    assert row(page, "李某")[-1] == "2026年4月10日"
    assert row(page, "王某")[0] == "1"
    assert row(page, "尚无承办人")[0] == "1"
    waiting = [page.index(f"{name}</th>") for name in ("李某", "王某", "尚无承办人")]
    assert waiting == sorted(waiting)  # who has the oldest stands first


def test_what_is_in_hand_is_for_who_sees_handlers(county, personas, browse):
    assert browse(personas.clerk).get(PAGES[1]).status_code == 403
    assert "/statistics/in-hand/" not in browse(personas.clerk).get("/statistics/").content.decode()
    assert "/statistics/in-hand/" in browse(personas.supervisor).get("/statistics/").content.decode()


def test_a_lost_suit_counts_for_the_defendants_that_the_judgment_went_against_alone(office, personas, browse):
    both = {"defendants": ["甲县公安局", "甲县人民政府"]}
    suit = office.sue("2024-05-06", **both)
    office.do(suit, "close_instance", "2024-06-03", result="revoke", against_organ=["甲县公安局"])
    other = office.sue("2024-05-07", **both)
    office.do(other, "close_instance", "2024-06-04", result="revoke")  # against both
    last = office.sue("2023-11-06", **both)
    office.do(last, "close_instance", "2023-12-04", result="revoke")  # of another year
    client = browse(personas.supervisor)
    page = client.get(f"{PAGES[0]}&subtree=1").content.decode()
    assert row(page, "甲县公安局")[-1] == "2/2"
    assert row(page, "甲县人民政府")[-1] == "1/2"
    links = [(url, shown) for url, shown in LISTED.findall(page) if "lost_by=" in url]
    assert sorted(shown for _url, shown in links) == ["1", "2"]
    assert {url: length(client, url) for url, _ in links} == {url: int(shown) for url, shown in links}
