"""Filters, forms and pages at their strangest: one sentence that names it, or nothing found."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from django.http import QueryDict
from django.test import Client

from casework.errors import CaseworkError
from casework.filters.asked import read
from casework.filters.lists import listed
from casework.filters.sets import FILTERS
from casework.kinds import PLACES
from casework.web.lists.columns import LISTABLE
from casework.web.shell.access import Visit
from tests.factories import TODAY, traces
from tests.outside.strange import TEXTS, sentence_of


@pytest.mark.parametrize("kind", list(FILTERS), ids=lambda kind: kind.value)
def test_every_filter_reads_the_strangest_or_says_what_is_wrong(kind, office, personas):
    visit = Visit(personas.clerk, TODAY)
    for name in FILTERS[kind].base_filters:
        for text in TEXTS:
            if "\ud800" in text:
                continue  # an address holds none: what is not UTF-8 is read as U+FFFD
            try:
                asked = read(QueryDict(f"{name}={quote(text)}"), [name])
                list(listed(kind, asked, visit)[:1])
            except CaseworkError as problem:
                sentence_of(problem)


@pytest.mark.parametrize("number", ["9" * 30, "9" * 5000, "0" * 30, "-1", "１"])
def test_an_address_with_a_strange_number_is_not_there(number, web, ask):
    assert web.get(f"/reconsiderations/{number}/").status_code == 404
    assert ask(f"reconsiderations/{number}/").status_code == 404


@pytest.mark.parametrize("what", PLACES)
def test_all_columns_may_be_ticked(what, web):
    columns = ",".join(column.key for column in LISTABLE[PLACES[what].kind])
    assert web.get(f"/{what}/?columns={columns}").status_code == 200
    assert web.get(f"/{what}/", {"columns": columns + ",none"}).status_code == 400


def test_all_codes_of_a_list_may_be_ticked(office, web, ask):
    codes = ",".join(office.reference.vocabulary.labels("matter"))
    assert len(codes) > 200
    assert web.get("/reconsiderations/", {"matter": codes}).status_code == 200
    assert ask(f"reconsiderations/?matter={codes}").status_code == 200


@pytest.mark.parametrize("text", ["甲,", "甲 ", "13800000000,", "〔2024〕"])
def test_a_search_for_more_words_than_a_person_types_is_refused(text, web, ask):
    assert web.get("/reconsiderations/", {"q": text * 15}, follow=True).status_code == 200
    assert web.get("/reconsiderations/", {"q": text * 1000}).status_code == 400
    assert ask(f"reconsiderations/?q={quote(text * 1000)}").status_code == 400


@pytest.mark.parametrize("page", ["9" * 6000, "9" * 18, "0", "-1", "1e9", "²", "NaN"])
def test_a_strange_page_is_refused_or_empty(page, web):
    assert web.get("/reconsiderations/", {"page": page}).status_code in (200, 302, 400, 404)


FORMS = (
    "/reconsiderations/new/",
    "/litigations/new/",
    "/mediations/new/",
    "/mediations/sheet/",
    "/ledger/new/legal_aid/",
    "/settings/",
    "/settings/tokens/",
    "/reports/new/",
)
PAGES = ("/statistics/", "/statistics/overview/", "/statistics/compare/", "/statistics/indicators/",
         "/statistics/organs/", "/statistics/records/", "/statistics/tables/T2/", "/reports/", "/")  # fmt: skip
PARAMETERS = (
    "organ",
    "from",
    "to",
    "year",
    "as_of",
    "basis",
    "subtree",
    "cell",
    "figure",
    "page",
    "other_from",
    "sort",
)


@pytest.mark.parametrize("url", FORMS)
def test_every_field_of_a_form_at_its_strangest_is_never_our_fault(url, web):
    names = set(re.findall(r'name="([^"]+)"', web.get(url).content.decode())) - {"csrfmiddlewaretoken"}
    assert names
    for text in [text for text in TEXTS if "\ud800" not in text]:
        before = traces()
        answer = web.post(url, dict.fromkeys(names, text))
        assert answer.status_code < 500
        assert traces() == before


@pytest.mark.parametrize("url", PAGES)
def test_every_parameter_of_a_page_at_its_strangest_is_never_our_fault(url, web):
    for name in PARAMETERS:
        for text in [text for text in TEXTS if "\ud800" not in text and len(text) < 100]:
            asked = {"organ": "141021", "from": "2024-01-01", "to": "2024-12-31", "cell": "T2.uphold.total", name: text}
            assert web.get(url, {name: text}).status_code < 500
            assert web.get(url, asked).status_code < 500


@pytest.mark.parametrize("words", [{"username": "x" * 3_000_000}, {f"field{n}": "x" for n in range(2100)}])
def test_a_form_that_floods_is_refused(words, db):
    assert Client().post("/login/", words).status_code == 400
