"""Every number of the statistics, as a browser shows it, is the command's number and the length of its list."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.e2e.conftest import Site
from tests.management.calls import call
from tests.web.statistics.test_numbers import is_rate

YEAR = "from=2024-01-01&to=2024-12-31"
BASES = ("", "cohort")
OVERVIEWS = (
    f"/statistics/overview/?organ=141021&{YEAR}",
    f"/statistics/indicators/?organ=141021&{YEAR}",
    f"/statistics/indicators/?organ=141000&subtree=1&{YEAR}",
    f"/statistics/organs/?organ=141000&{YEAR}",
    f"/statistics/compare/?organ=141021&{YEAR}&other_basis=cohort",
)
LINKS = """links => links.map(a => [a.getAttribute('href'), a.textContent.trim()])"""
LISTED = 'a[href^="/statistics/records/"]:not(svg a)'
BARS = 'svg a[href^="/statistics/records/"]'
AMOUNT = re.compile(r'class="(?:count|value)">\s*([^<]*?)\s*<')


def numbers(site: Site, path: str) -> list[tuple[str, str]]:
    """The numbers of a page that open a list: address and text."""
    site.open(path)
    found = site.page.locator(LISTED).evaluate_all(LINKS)
    return list(dict.fromkeys((address, text) for address, text in found))


def asked(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def plain(text: str) -> float | None:
    return None if text == "—" else float(text.rstrip("%").replace(",", "").replace("−", "-"))


def without_their_list(site: Site, links: list[tuple[str, str]]) -> list[str]:
    """The numbers that their list does not give; a rate opens that of its numerator, which stands beside it."""
    wrong = []
    for address, text in links:
        if text.endswith("%") or "件/" in text or is_rate(address):
            continue
        answer = site.page.request.get(site.url + address)
        given = [plain(one) for one in AMOUNT.findall(answer.text())]
        if plain(text) not in given:
            wrong.append(f"{address}: {text}, its list gives {given}")
    return wrong


def values(data: dict[str, Any]) -> dict[str, float | None]:
    """Every cell of the command's report by its name."""
    return {
        f"{key}.{row['key']}.{column}": value
        for key, table in data["tables"].items()
        for row in table["rows"]
        for column, value in row["values"].items()
    }


@pytest.mark.parametrize("basis", BASES)
def test_every_cell_of_every_table_is_the_command_s_number_and_the_length_of_its_list(site, basis):
    site.sign_in()
    question = ["--organ", "甲县人民政府", "--from", "2024-01-01", "--to", "2024-12-31"]
    said = ["--basis", basis] if basis else []
    expected = values(json.loads(call("report", *question, *said, "--format", "json").out))
    seen: dict[str, float | None] = {}
    links: list[tuple[str, str]] = []
    for key in sorted({name.partition(".")[0] for name in expected}):
        for address, text in numbers(site, f"/statistics/tables/{key}/?organ=141021&{YEAR}&basis={basis}"):
            cell = asked(address).get("cell", "")
            if cell.startswith(f"{key}."):
                seen.setdefault(cell, plain(text))
                links.append((address, text))
    assert seen == {name: value for name, value in expected.items() if value is not None}
    assert without_their_list(site, [link for link in links if plain(link[1])]) == []


@pytest.mark.parametrize("path", OVERVIEWS)
def test_every_number_of_an_overview_is_the_length_of_its_list(site, path):
    site.supervise("市")
    site.sign_in()
    links = numbers(site, path)
    assert len(links) > 10
    assert without_their_list(site, links) == []
