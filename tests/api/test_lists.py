"""The lists: complete by pages, one by one as in the list, of one shape, at the cost of their page."""

from __future__ import annotations

import itertools
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.core import signing
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from casework.api import pages
from casework.exports.resources import RESOURCES
from tests.api.conftest import problem
from tests.sealing.desk import Room

YEAR = "organ=141021&from=2024-01-01&to=2024-12-31"


# ---- Pages ----


@pytest.mark.parametrize("key", RESOURCES)
@pytest.mark.parametrize("size", [1, 2, 100])
def test_every_record_within_reach_stands_once_in_the_order_of_ids(county, personas, program, key, size):
    ask = program(personas.clerk)
    found = [row["id"] for row in ask.pages(f"{key}/?page_size={size}&fields=id")]
    assert found == sorted(set(found))
    assert len(found) == len(ask.pages(f"{key}/?page_size=1000"))
    assert found


def test_pages_lead_forth_and_back_over_the_same_rows(county, personas, program):
    ask = program(personas.clerk)
    there, place = [], "mediations/?page_size=1"
    while place:
        page = ask.json(place)
        there.append((page["results"], page["previous"]))
        place = page["next"]
    assert there[0][1] is None
    for (rows, _), (_, previous) in itertools.pairwise(there):
        assert ask.json(previous)["results"] == rows


def test_what_is_written_between_two_pages_neither_shifts_nor_repeats_a_record(county, office, personas, program):
    ask = program(personas.clerk)
    page = ask.json("mediations/?page_size=2&fields=id")
    before = [row["id"] for row in page["results"]]
    office.do(office.mediation("2024-01-02"), "conclude", "2024-01-03", result="failed")
    office.do(county.mediation, "void", "2024-07-01", reason="录错", actor=office.actor())
    rest = [row["id"] for row in ask.pages(page["next"])]
    assert not set(before) & set(rest)
    seen = Counter(before + rest)
    assert seen.keys() >= set(ask_ids(ask))
    assert max(seen.values()) == 1


def ask_ids(ask: Any) -> list[int]:
    return [row["id"] for row in ask.pages("mediations/?fields=id")]


def cursor_of(address: str) -> str:
    return parse_qs(urlsplit(address).query)["cursor"][0]


def test_a_forged_an_expired_and_a_foreign_cursor_are_refused(county, personas, program):
    ask, other = program(personas.clerk), program(personas.clerk)
    address = ask.json("mediations/?page_size=1")["next"]
    cursor = cursor_of(address)
    foreign = (
        other(address),
        ask(address.replace("page_size=1", "page_size=1&result=failed")),
        ask(address.replace("mediations", "litigations")),
    )
    forged = [
        ask(f"mediations/?page_size=1&cursor={text}")
        for text in ("x", cursor[:-1], "A" + cursor[1:], signing.dumps(["", [1], False, ""], salt="other"))
    ]
    for answer in (*foreign, *forged):
        assert [entry["name"] for entry in problem(answer, 400)["errors"]] == ["cursor"]
    assert ask(address.replace("page_size=1", "page_size=2")).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(seconds=pages.VALID_SECONDS + 1), tick=False):
        assert "过期" in problem(ask(address), 400)["detail"]


# ---- One record ----


@pytest.mark.parametrize("key", RESOURCES)
def test_a_record_by_itself_is_as_in_its_list_and_304_until_it_changes(county, personas, program, key):
    ask = program(personas.clerk)
    row = ask.json(f"{key}/?page_size=1")["results"][0]
    address = f"{key}/{row['id']}/"
    answer = ask(address)
    assert json.loads(answer.content) == row
    assert ask(address, If_None_Match=answer["ETag"]).status_code == 304
    assert ask(f"{address}?fields=id").json() == {"id": row["id"]}
    problem(ask(f"{key}/{10**15}/"), 404)


def test_the_etag_of_a_record_begins_with_its_version_and_changes_with_it(county, office, personas, program):
    ask = program(personas.clerk)
    address = f"reconsiderations/{county.ended.pk}/"
    etag = ask(address)["ETag"]
    assert etag.startswith(f'"{county.ended.version}-')
    office.do(county.ended, "publish", "2024-06-01")
    answer = ask(address, If_None_Match=etag)
    assert answer.status_code == 200
    assert answer["ETag"].startswith(f'"{county.ended.version + 1}-')
    assert program(personas.report_team)(address)["ETag"] != answer["ETag"]  # names are masked: another answer


def test_a_void_record_has_left_every_list(county, office, personas, program):
    office.do(county.corrected, "void", "2024-07-01", reason="录错", actor=office.actor())
    ask = program(personas.clerk)
    assert county.corrected.pk not in [row["id"] for row in ask.pages("reconsiderations/?fields=id")]
    problem(ask(f"reconsiderations/{county.corrected.pk}/"), 404)
    assert ask.pages(f"events/?kind=reconsideration&record={county.corrected.pk}") == []


# ---- One shape of what is given ----


def texts(data: Any) -> Iterator[str]:
    """All texts of an answer, wherever they stand."""
    if isinstance(data, str):
        yield data
    for inner in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from texts(inner)


def test_nothing_is_null_everywhere_addresses_are_absolute_and_times_are_of_one_zone(busy, office, personas, program):
    """A first act recorded before dawn in Beijing is of the day before in UTC: a program must not have to guess."""
    Room(office).confirmed()
    ask = program(personas.supervisor)
    for address in (*RESOURCES, "sealed-reports", "litigations/to-confirm"):
        said = list(texts(ask.pages(f"{address}/")))
        assert "" not in said, address
        places = [text for text in said if "/api/v1/" in text]
        assert all(place.startswith("http://testserver/api/v1/") for place in places), address
        times = [text for text in said if re.match(r"\d{4}-\d\d-\d\dT", text)]
        assert all(time.endswith("+08:00") for time in times), address
        assert bool(times) is (address in ("events", "sealed-reports")), address
    assert ask.json(f"report/?{YEAR}")["generated_at"].endswith("+08:00")


def test_handlers_are_a_list_as_they_were_sent(county, office, personas, program):
    case = office.do(office.accept("2024-03-04"), "assign", "2024-03-05", handlers=["李某", "王“某"])
    ask = program(personas.clerk)
    assert ask.json(f"reconsiderations/{case.pk}/")["handlers"] == ["李某", "王“某"]
    assert ask.json(f"reconsiderations/{county.named.pk}/")["handlers"] == []


# ---- What a page costs ----


@pytest.mark.parametrize("key", RESOURCES)
def test_a_page_chooses_its_records_before_their_columns_are_read(county, personas, program, key):
    """A database that searches and sorts evaluates the columns of all that it finds, not only of the page's rows."""
    ask, table = program(personas.clerk), RESOURCES[key].model._meta.db_table
    asked = "received_from=2021-01-01&" if RESOURCES[key].kind else ""
    with CaptureQueriesContext(connection) as queries:
        ask.json(f"{key}/?{asked}page_size=2")
    chosen = [query["sql"] for query in queries if f'FROM "{table}"' in query["sql"] and "LIMIT 3" in query["sql"]]
    assert len(chosen) == 1
    assert chosen[0].startswith(f'SELECT "{table}"."id" AS "pk" FROM')
