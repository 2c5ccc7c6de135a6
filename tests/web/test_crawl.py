"""Every link of every page, as each role: none leads where its reader may not go, none to nothing."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import resolve
from docx import Document

from casework.law.names import Role
from tests.e2e.pdfs import sheets

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


def read_all(client, *first: str) -> Iterator[tuple[str, Any, bytes]]:
    """Every page and file that is reached from the first ones: its address, the answer, and what it holds."""
    found: set[str] = set()
    opened: Counter[tuple[str, frozenset[str]]] = Counter()
    waiting = list(first)
    while waiting:
        url = waiting.pop(0)
        if url in found or opened[shape(url)] >= EACH:
            continue
        opened[shape(url)] += 1
        answer = client.get(url)
        found.add(url)
        held = answer.getvalue()
        yield url, answer, held
        if answer.status_code in (301, 302):
            waiting.append(answer["Location"])
        elif "html" in answer["Content-Type"]:
            waiting += links(url, held.decode())


def crawl(client, first: str = "/") -> dict[str, int]:
    """Status of every page that is reached from the first one."""
    return {url: answer.status_code for url, answer, _held in read_all(client, first)}


def text_of(answer: Any, held: bytes) -> str:
    """What a page or a file says: a PDF as it is read; of an Office file all parts, of a DOCX its paragraphs too."""
    if held.startswith(b"%PDF"):
        return "\n".join(sheet.text.replace("\n", "") for sheet in sheets(held))
    if held.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(held)) as parts:
            said = [parts.read(name).decode(errors="replace") for name in parts.namelist()]
        return html.unescape("\n".join([*said, *_paragraphs(held)]))
    return html.unescape(held.decode(errors="replace"))


def _paragraphs(held: bytes) -> Iterator[str]:
    """The paragraphs and cells of a DOCX: its parts hold them cut where their look changes."""
    with suppress(ValueError, KeyError):  # a workbook
        paper = Document(io.BytesIO(held))
        yield from (paragraph.text for paragraph in paper.paragraphs)
        yield from (cell.text for table in paper.tables for row in table.rows for cell in row.cells)


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
