"""Every page and file in the words of its language: no code, and no word of the other one that is not a name."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from casework.kinds import PLACES
from casework.law.acts import RULES
from casework.models import Term
from casework.web.lists.columns import LISTABLE
from casework.web.shell.acturls import act_url
from tests.web.sending import NEW, send
from tests.web.test_crawl import read_all

NAMES = frozenset({
    "CSV", "TSV", "XLS", "XLSB", "XLSX", "ODS",
    "PDF", "JPG", "PNG", "TIFF", "WebP", "BMP", "Word", "Excel", "WPS", "ODT", "OFD", "DOCX",
    "Ctrl", "Enter", "Alt", "Tab", "Esc",  # keys of the keyboard
    "OpenAPI", "Cookie", "English",  # the language, in its own word
    "gaj",  # an example of the first letters of pinyin
})  # fmt: skip
"""Types of files, keys, names of things that have no Chinese ones."""
PEOPLE = frozenset({"hand", "clerk", "supervisor", "reports", "auditor", "administrator", "approver", "city"})
"""The accounts of the tests."""
IN_ADMINISTRATION = frozenset({"load_calendar", "demo", "nation", "sister", "stranger"})
"""A command, and other accounts."""
LATIN = re.compile(r"[A-Za-z][A-Za-z_]{2,}")
CODE = re.compile(r"\b[a-z]+(?:_[a-z0-9]+)+\b")
CITED = re.compile(r"「[^」]*」|\b\w+=\S+")
"""What a sentence repeats of an address."""
NOT_SAID = re.compile(r"<(script|style|template|code)\b.*?</\1>|<span class=\"letters\".*?</span>|<[^>]*>", re.DOTALL)
TYPED = re.compile(r"<textarea\b.*?</textarea>", re.DOTALL)
"""The arrangement of a year as its file has it."""
IN_ITS_LANGUAGE = re.compile(r"<(\w+)[^>]*\blang=\"[^\"]+\"[^>]*>.*?</\1>", re.DOTALL)
LETTERS = ("/mediations/sheet/", "/imports/templates/")
"""What lists the first letters of pinyin by which words are found, or the names of columns for programs."""


def said(page: str) -> str:
    """What a page says to its reader, but for what it marks as said in another language."""
    body = page.partition("<body")[2].partition(">")[2] or page
    return " ".join(html.unescape(NOT_SAID.sub(" ", IN_ITS_LANGUAGE.sub(" ", body))).split())


def foreign(text: str) -> set[str]:
    """Words of a Chinese text that are none."""
    return set(LATIN.findall(text)) - NAMES - PEOPLE


def cells(held: bytes) -> str:
    """The texts of a workbook."""
    with zipfile.ZipFile(io.BytesIO(held)) as parts:
        return " ".join(
            " ".join(re.findall(r"<t[^>]*>([^<]*)</t>", parts.read(name).decode()))
            for name in parts.namelist()
            if name.endswith(".xml") and name.startswith("xl/")
        )


def pages(client: Client, *first: str) -> Iterator[tuple[str, str]]:
    """Address and words of every page and file but those of administration."""
    for url, answer, held in read_all(client, "/", *first):
        if url.startswith(("/admin/", "/api/", *LETTERS)):
            continue
        kind = answer.get("Content-Type", "")
        if "html" in kind:
            yield url, said(held.decode())
        elif held.startswith(b"PK"):
            yield url, cells(held)
        elif "csv" in kind:
            yield url, held.decode("utf-8-sig")


def files() -> list[str]:
    """Every list with every column, as a page and as files."""
    return [
        f"/{what}/?columns={','.join(column.key for column in LISTABLE[here.kind])}{more}"
        for what, here in PLACES.items()
        for more in ("", "&format=csv", "&format=xlsx", "&format=register")
    ]


def of_terms() -> set[str]:
    """What the pages of classifications show as data: codes, and the English label beside the Chinese one."""
    columns = ("list", "code", "parent", "maps_to", "en", "reference")
    return {word for row in Term.objects.values_list(*columns) for text in row for word in LATIN.findall(text)}


def test_administration_in_chinese_holds_no_code_and_no_english_word(county, personas, browse):
    found = {}
    for url, answer, held in read_all(browse(personas.administrator), "/admin/"):
        if url.startswith("/admin/") and "html" in answer["Content-Type"]:
            shown = of_terms() if url.startswith("/admin/casework/term/") else IN_ADMINISTRATION
            found[url] = foreign(said(TYPED.sub("", held.decode()))) - shown
    assert {url: words for url, words in found.items() if words} == {}
    assert {"/admin/", "/admin/casework/organ/add/", "/admin/casework/person/add/"} <= found.keys()


@pytest.mark.parametrize("who", ["supervisor", "report_team", "auditor"])
def test_a_page_or_file_in_chinese_holds_no_code_and_no_english_word_that_is_no_name(who, county, personas, browse):
    more = files() if who == "supervisor" else []
    found = {url: foreign(text) for url, text in pages(browse(getattr(personas, who)), *more)}
    assert {url: words for url, words in found.items() if words} == {}
    assert len(found) > 3


def test_a_list_that_asks_for_several_codes_says_their_words(county, personas, browse):
    text = said(browse(personas.clerk).get("/reconsiderations/?state=examining,suspended").content.decode())
    assert "审查中、中止" in text
    assert foreign(text) == set()


def test_a_refused_form_in_chinese_holds_no_code_and_no_english_word(county, personas, browse):
    client = browse(personas.supervisor)
    others = (county.suit, county.mediation, county.entry, county.response)
    records = (county.named, county.ended, county.suspended, *others)
    urls = [act_url(record, act) for record in records for act, rule in RULES[record.kind].items() if not rule.begins]
    found = Counter()
    for url in (*urls, NEW, "/litigations/new/", "/mediations/new/"):
        for typed in ({}, {"on": "2030-01-01", "reason": "x", "days": "x"}, {"on": "2024-13-45"}):
            answer = send(client, url, typed, version=1)
            found[answer.status_code] += 1
            assert answer.status_code in (200, 302, 403, 404, 409, 422), url
            assert foreign(said(answer.content.decode())) <= {"x"}, (url, typed)
    assert found[422] > len(urls)  # forms were read, and refused


def test_no_sentence_puts_an_act_of_a_negative_name_after_a_negation(county, personas, browse):
    """不能不予受理 reads as its opposite."""
    client = browse(personas.clerk)
    for record in (county.named, county.ended, county.suspended):
        for act, rule in RULES[record.kind].items():
            if not rule.begins:
                record.refresh_from_db()
                answer = send(client, act_url(record, act), {"on": "2026-06-29"}, version=record.version)
                assert answer.status_code != 400
                assert not re.search("不能[不无]|不可[不无]", said(answer.content.decode())), act


TAMPERED = (
    "/?whose=nothing",
    "/reconsiderations/?sort=nothing",
    "/reconsiderations/?columns=nothing",
    "/reconsiderations/?nothing=1",
    "/reconsiderations/?state=nothing",
    "/reconsiderations/?matter=nothing",
    "/reconsiderations/?subtree=nothing",
    "/statistics/tables/T2/?from=2024-01-01&to=2024-12-31&basis=nothing",
    "/statistics/compare/?table=T2&other_basis=nothing",
    "/done/?page=nothing",
    "/week/?from=",
)
"""Addresses in which a choice of the page was replaced by what it does not offer; the last one asks for nothing."""


def wrong_answers(client: Client) -> Iterator[tuple[int, str]]:
    """The pages that answer what cannot be: no such record, no role for it, no such question, no token of the form."""
    yield from (
        (answer.status_code, answer.content.decode())
        for answer in (
            client.get("/reconsiderations/999999/"),
            client.get("/nowhere/"),
            client.get("/audit/"),
            client.get("/statistics/records/?cell=nothing"),
            *[client.get(url) for url in TAMPERED],
            _without_token(client),
        )
    )


def _without_token(client: Client) -> Any:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    return strict.post(NEW, {"do": "1"})


@pytest.mark.parametrize(("language", "home"), [("zh-hans", "回到首页"), ("en", "To the first page")])
def test_the_page_of_an_error_is_in_its_language_and_leads_on(language, home, county, personas, browse):
    found = list(wrong_answers(browse(personas.clerk, language)))
    assert [status for status, _page in found] == [404, 404, 403, 400, *[400] * (len(TAMPERED) - 1), 200, 403]
    for status, page in found:
        text = said(page)
        if language == "zh-hans":
            assert foreign(CITED.sub("", text)) <= {"nothing"}, status  # as it was typed, in the form to mend
        assert f'href="{reverse("home")}"' in page, status


def test_an_english_page_holds_no_code(county, personas, browse):
    """What is left in Chinese on an English page stands in the data: names, numbers, courts, texts."""
    found = {}
    for url, text in pages(browse(personas.supervisor, "en")):
        codes = CODE.findall(text)
        if codes:
            found[url] = codes
    assert found == {}
