"""Two readings of a table side by side: what differs is marked, and opens the records that make it."""

from __future__ import annotations

import html
import re
from collections import Counter

import pytest

from casework.filters.asked import Question
from casework.filters.cells import counted_apart
from casework.statistics.conditions import Window
from casework.statistics.datasets import Scope
from casework.statistics.records import listing_of_cell
from tests.factories import day as d

YEAR = "organ=141021&from=2024-01-01&to=2024-12-31"
BASES = f"/statistics/compare/?{YEAR}&other_basis=cohort"


@pytest.fixture
def client(county, personas, browse):
    return browse(personas.supervisor)


def row(page: str, label: str) -> list[str]:
    found = re.search(rf'<th scope="row"[^>]*><a [^>]*>{label}</a></th>(.*?)</tr>', page, re.S)
    assert found is not None, label
    return re.findall(r"<td[^>]*>(.*?)</td>", found[1], re.S)


def words(cells: list[str]) -> list[str]:
    return [re.sub(r"<[^>]*>|\s", "", cell) for cell in cells]


def opened(cell: str) -> str:
    return html.unescape(re.findall(r'href="([^"]*)"', cell)[0])


def sections(page: str) -> list[list[str]]:
    parts = page.split('aria-labelledby="side-')[1:]
    return [re.findall(r'<th scope="row">\s*<a href="[^"]*">([^<]*)</a>', part) for part in parts]


def test_a_case_of_the_year_before_ends_by_its_own_date_and_in_no_cohort(client, county):
    # 甲县: one case came in December 2023 and was dismissed in January 2024
    page = client.get(BASES).content.decode()
    dismissed = row(page, "驳回申请")
    assert words(dismissed) == ["1", "0", "≠+1", "0", "0", "0", "1", "0", "≠+1"]
    assert words(row(page, "维持"))[-1] == "0"
    apart = client.get(opened(dismissed[-1])).content.decode()
    only_here, only_there = sections(apart)
    assert len(only_here) == 1
    assert "〔2023〕" in only_here[0]
    assert only_there == []


def test_both_numbers_open_their_own_lists(client):
    cells = row(client.get(BASES).content.decode(), "审结")
    for cell, shown in zip(cells[-3:-1], words(cells)[-3:-1], strict=True):
        listed = client.get(opened(cell)).content.decode()
        assert re.search(r'class="count">\s*([\d,]+)', listed)[1] == shown


@pytest.mark.parametrize("table", ["T2", "T5", "T8", "T10", "L1", "M1", "W1", "R1"])
def test_every_change_opens_records_whose_numbers_differ_by_it(client, table):
    page = client.get(f"/statistics/compare/?{YEAR}&table={table}").content.decode()
    links = re.findall(r'<a href="(/statistics/compare/records/[^"]*)"[^>]*>([+−\d.,]+)</a>', page)
    assert links, table
    for link, _shown in links:
        assert client.get(html.unescape(link)).status_code == 200, link


def test_what_is_counted_apart_makes_the_change(county, office):
    scope = Scope(office["甲县"], subtree=False)
    year = Question(scope, Window(d("2024-01-01"), d("2024-12-31"), d("2024-12-31")))
    cells = ("T2.concluded.total", "T1.received.count", "T8.opinion_issued.value", "M1.concluded.count")
    for cell in cells:
        one, other = (
            listing_of_cell(cell, scope, window, office.reference.vocabulary, year.basis)
            for window in (year.window, Window(d("2024-05-01"), d("2025-04-30"), d("2025-04-30")))
        )
        here, there = counted_apart(one, other)
        assert len(here) - len(there) == one.queryset.count() - other.queryset.count(), cell
        assert not Counter(here) & Counter(there)


def test_months_of_two_periods_stand_beside_each_other_by_their_place(client):
    page = client.get(f"/statistics/compare/?{YEAR}&table=T10").content.decode()
    assert "2024年12月 / 2023年12月" in page
    assert words(row(page, "2024年12月 / 2023年12月"))[:3] == ["0", "1", "≠−1"]


def test_nothing_said_of_the_other_reading_means_the_year_before(client):
    page = client.get(f"/statistics/compare/?{YEAR}").content.decode()
    assert 'name="other_from" value="2023-01-01"' in page
    assert 'name="other_to" value="2023-12-31"' in page


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("table=T99", "T99"),
        ("other_from=2024-06-01&other_to=2024-01-01", "另一读法"),
        ("other_basis=all", "all"),
        ("other=1", "other"),
        ("from=2024-12-31&to=2024-01-01", "2024-12-31"),
    ],
)
def test_a_faulty_reading_is_refused_with_a_sentence_that_names_it(client, query, said):
    answer = client.get(f"/statistics/compare/?organ=141021&{query}")
    assert answer.status_code == 400
    assert said in answer.content.decode()


@pytest.mark.parametrize("query", ["", "cell=T2.nothing.total", "cell=T2.uphold", "cell=T2.uphold.total&side=left",
                                   "cell=T2.uphold.total&other_cell=M1.concluded.count"])  # fmt: skip
def test_a_faulty_cell_is_refused(client, query):
    assert client.get(f"/statistics/compare/records/?{YEAR}&{query}").status_code == 400


def test_a_sister_county_compares_nothing_of_it(county, personas, browse):
    client = browse(personas.sister_clerk)
    assert client.get(BASES).status_code == 404
    assert client.get(f"/statistics/compare/records/?{YEAR}&cell=T2.concluded.total").status_code == 404
