"""Every link of every page, as each role: none leads where its reader may not go, none to nothing."""

from __future__ import annotations

import html
import re
from collections import Counter
from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import resolve

from casework.law.names import Role

EACH = 4
"""Pages of one address pattern that are opened: a hundred cases have the same links."""
LINKS = re.compile(r'<a\b[^>]*\bhref="([^"]*)"')


def links(url: str, text: str) -> list[str]:
    found = (html.unescape(href) for href in LINKS.findall(text))
    return [urljoin(url, href).partition("#")[0] for href in found if not href.startswith(("#", "mailto:"))]


def shape(url: str) -> tuple[str, frozenset[str]]:
    """The address pattern, and which parameters are asked for."""
    parts = urlsplit(url)
    asked = frozenset(pair.partition("=")[0] for pair in parts.query.split("&") if pair)
    return resolve(parts.path).view_name, asked


def crawl(client, first: str = "/") -> dict[str, int]:
    """Status of every page that is reached from the first one."""
    found: dict[str, int] = {}
    opened: Counter[tuple[str, frozenset[str]]] = Counter()
    waiting = [first]
    while waiting:
        url = waiting.pop(0)
        if url in found or opened[shape(url)] >= EACH:
            continue
        opened[shape(url)] += 1
        answer = client.get(url)
        found[url] = answer.status_code
        if answer.status_code in (301, 302):
            waiting.append(answer["Location"])
        elif not answer.streaming and "html" in answer["Content-Type"]:
            waiting += links(url, answer.content.decode())
        elif answer.streaming:
            answer.getvalue()
    return found


ROLES = ("clerk", "supervisor", "approver", "report_team", "auditor", "administrator", "city_supervisor")


@pytest.mark.parametrize("role", ROLES)
def test_no_link_leads_where_its_reader_may_not_go(role, county, personas, browse, office):
    office.register("2026-06-01")
    office.register("2026-06-25")
    person = getattr(personas, role, None) or personas.add(role, Role(role), "甲县")
    found = crawl(browse(person))
    assert {url: status for url, status in found.items() if status not in (200, 301, 302)} == {}
    if role in ("clerk", "supervisor"):
        assert {shape(url)[0] for url in found} >= {"reconsideration", "reconsideration_act", "mediation_sheet"}
