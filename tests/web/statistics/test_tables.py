"""One table on its own page: its address says all that is asked, its headings open their definitions."""

from __future__ import annotations

import html
import re

import pytest

from casework.statistics.tables import EXTENDED, TABLE_KEYS

YEAR = "organ=141021&from=2024-01-01&to=2024-12-31"
HEADING = re.compile(r'<th scope="(?:row|col)"[^>]*><a href="(/statistics/definitions/[^"]*#[^"]*)"')


def test_every_table_has_its_page_and_every_heading_leads_to_a_definition_that_is_there(county, personas, browse):
    client = browse(personas.clerk)
    places: dict[str, set[str]] = {}
    for key in (*TABLE_KEYS, EXTENDED):
        answer = client.get(f"/statistics/tables/{key}/?{YEAR}")
        assert answer.status_code == 200, key
        links = HEADING.findall(answer.content.decode())
        assert links, key
        for address, _, place in (html.unescape(link).partition("#") for link in links):
            if address not in places:
                places[address] = set(re.findall(r' id="([^"]*)"', client.get(address).content.decode()))
            assert place in places[address], (key, address, place)


def test_a_wide_table_scrolls_in_a_box_that_takes_the_focus(county, personas, browse):
    client = browse(personas.clerk)
    wide = client.get(f"/statistics/tables/T11/?{YEAR}").content.decode()
    assert re.search(r'class="scroll screen-only across" tabindex="0" role="group" aria-labelledby="T11-title"', wide)
    assert 'tabindex="0"' not in client.get(f"/statistics/tables/T1/?{YEAR}").content.decode()
    assert re.search(r'<th scope="colgroup" colspan="9">被申请人</th>', wide)


def test_organ_subtree_period_basis_and_day_of_the_state_stand_in_the_address(county, personas, browse):
    asked = f"{YEAR}&subtree=1&basis=cohort&as_of=2025-01-31"
    page = browse(personas.supervisor).get(f"/statistics/tables/T9/?{asked}").content.decode()
    links = [html.unescape(url) for url in re.findall(r'href="(/statistics/records/[^"]*)"', page)]
    assert links
    for word in ("subtree=1", "basis=cohort", "as_of=2025-01-31", "from=2024-01-01", "to=2024-12-31"):
        assert all(word in url for url in links), word


def test_a_table_too_wide_for_paper_is_there_in_parts_that_hold_every_column_and_row(county, personas, browse):
    page = browse(personas.clerk).get(f"/statistics/tables/T11/?{YEAR}").content.decode()
    parts = re.findall(r'<div class="paper-only across">(.*?)</table>', page, re.S)
    counts = [len(re.findall(r'<th scope="col"', part)) - 1 for part in parts]
    screen = page.rpartition('<div class="scroll screen-only across"')[2]
    assert sum(counts) == len(re.findall(r'<td class="n">', screen.partition("</tr>\n        \n          <tr")[0])) > 40
    assert max(counts) <= 16
    rows = [re.findall(r'<th scope="row">([^<]*)</th>', part) for part in parts]
    assert all(each == rows[0] for each in rows)
    assert rows[0][-1] == "合计"


def test_a_broken_identity_shows_its_gap_and_the_record_that_breaks_it(county, personas, browse):
    county.ended.phases.filter(kind="review").update(opened_by="received")
    page = browse(personas.clerk).get(f"/statistics/tables/T2/?{YEAR}").content.decode()
    after = page.partition("一边比另一边多计的记录")[2]
    assert county.ended.number in after
    assert county.ended.get_absolute_url() in after


@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("/statistics/tables/T99/", 404),
        (f"/statistics/tables/T9/?{YEAR}&year=2024", 400),
        ("/statistics/tables/T9/?from=2024-01-01", 400),
        ("/statistics/tables/T9/?from=2024-12-31&to=2024-01-01", 400),
        (f"/statistics/tables/T9/?{YEAR}&basis=all", 400),
        ("/statistics/tables/T9/?organ=141022", 404),
        (f"/statistics/tables/T9/?{YEAR}&subtree=1", 404),
        ("/statistics/definitions/?x=1", 400),
    ],
)
def test_a_table_that_is_not_there_or_asked_for_wrongly_is_refused(url, status, county, personas, browse):
    assert browse(personas.clerk).get(url).status_code == status
