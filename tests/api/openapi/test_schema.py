"""The description of the interface: kept in docs/, held by every answer, and read by tools that know no Casework."""

from __future__ import annotations

import html
import itertools
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
import time_machine
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, settings
from schemathesis.checks import CHECKS

from casework.actions.belongings.tokens import Wanted, create_token
from casework.api.openapi import acts
from casework.api.openapi.documentation import generated
from casework.api.openapi.reading import FILE
from casework.api.urls import ADDRESSES
from casework.reference import Reference
from casework.registry import keys_of
from casework.registry.codecs import MARKERS, Reading
from tests.api.conftest import methods_of
from tests.conftest import TRIALS
from tests.factories import TODAY, Office, Personas
from tests.web.county import make_county

USUAL = 25
"""The number of trials of `make test`."""
# without the door of a server, which asks the database whether it may start
schema = schemathesis.openapi.from_wsgi("/api/v1/schema/", get_wsgi_application())
# each parameter with each edge of its schema: hundreds of requests for a list, in `make deep`
schema.config.phases.coverage.enabled = TRIALS > USUAL
pytestmark = pytest.mark.django_db
PERSONAS = ("clerk", "report_team", "auditor", "sister_clerk")

SCHEMAS = json.loads(FILE.read_text(encoding="utf-8"))["components"]["schemas"]
LINK = re.compile(r'<a (class="[^"]*" )?href="([^"]*)"')


@pytest.fixture(scope="module")
def tokens(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, str]]:
    """Full tokens of people whose sight differs, over one small county; a request leaves its connection open."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    with django_db_blocker.unblock(), transaction.atomic(), time_machine.travel(f"{TODAY}T09:00:00+08:00", tick=False):
        office = Office()
        make_county(office)
        people = Personas(office)
        yield {name: create_token(getattr(people, name), Wanted("测试", "full"))[1] for name in PERSONAS}
        transaction.set_rollback(True)
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


NOT_CHECKED = [
    # which organs, codes and cells there are, and which of them one may see, is data: 400 and 404 are right answers
    CHECKS.get_one("positive_data_acceptance"),
]
TURNS = itertools.cycle(PERSONAS)


@schema.parametrize()
@settings(max_examples=max(2 * len(PERSONAS), TRIALS // 6), deadline=None, suppress_health_check=list(HealthCheck))
def test_no_answer_is_outside_the_description_whoever_asks(case: Any, tokens: dict[str, str]) -> None:
    cache.clear()
    headers = {"Authorization": f"Bearer {tokens[next(TURNS)]}", "Accept-Encoding": "identity"}
    case.call_and_validate(headers=headers, excluded_checks=NOT_CHECKED)


def test_the_kept_description_is_what_the_code_gives_and_has_no_warnings(db):
    assert json.loads(FILE.read_text(encoding="utf-8")) == generated(), "run `make docs` and review the difference"


def test_every_address_and_method_is_described(db):
    described = {(path, method.upper()) for path, methods in generated()["paths"].items() for method in methods}
    found = {
        (f"/api/v1/{each.route}".replace("<int:pk>", "{id}").replace("<str:", "{").replace(">/", "}/"), method)
        for each in ADDRESSES
        for method in methods_of(each)
    }
    assert found == described


def test_no_address_of_another_host_stands_in_the_description_and_its_page(client):
    page = client.get("/api/v1/docs/")
    assert page.status_code == 200
    said = page.content.decode() + FILE.read_text(encoding="utf-8")
    assert "http://" not in said.replace("http://localhost/", "/")
    assert "https://" not in said
    assert "<style" not in said
    assert "script-src 'self'" in page["Content-Security-Policy"]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_address_and_schema_has_a_page_in_one_language_with_all_its_names(client, language):
    client.cookies["django_language"] = language
    operations = [
        told for methods in json.loads(FILE.read_text("utf-8"))["paths"].values() for told in methods.values()
    ]
    found = {href for _, href in LINK.findall(client.get("/api/v1/docs/").content.decode()) if "/docs/" in href}
    assert found == {f"/api/v1/docs/{told['operationId']}/" for told in operations}
    for told in operations:
        page = client.get(f"/api/v1/docs/{told['operationId']}/")
        assert page.status_code == 200, told["operationId"]
        text = html.unescape(page.content.decode())
        assert all(f"<code>{each['name']}</code>" in text for each in told.get("parameters", ())), told["operationId"]
        zh, en = told["summary"].split(" · ")
        assert (zh in text, en in text) == (language == "zh-hans", language == "en")
        found |= {href for _, href in LINK.findall(text) if "/schemas/" in href}
    for href in sorted(each for each in found if "/schemas/" in each):
        page = client.get(href)
        assert page.status_code == 200, href
        name = href.rstrip("/").rpartition("/")[2]
        keys = SCHEMAS[name].get("properties", SCHEMAS[name].get("enum", ()))
        assert all(f"<code>{key}</code>" in page.content.decode() for key in keys), href


@pytest.mark.parametrize("path", ["nothing/", "schemas/Nothing/"])
def test_a_page_of_no_address_and_of_no_schema_is_not_there(client, path):
    assert client.get(f"/api/v1/docs/{path}").status_code == 404


def test_the_description_is_given_to_visitors(client):
    answer = client.get("/api/v1/schema/")
    assert answer.status_code == 200
    assert json.loads(answer.content)["openapi"].startswith("3.1")


# ---- Acts ----


ACTS = list(acts.sent_acts())


@pytest.mark.parametrize(("kind", "act"), ACTS)
def test_each_act_is_described_with_its_keys_and_what_it_needs(kind, act):
    keys, said = keys_of(kind, act), SCHEMAS[acts.name_of_act(kind, act)]
    assert set(said["properties"]) == {"act", "on", *keys}
    assert set(said["required"]) == {"act", "on", *(name for name, key in keys.items() if key.required)}
    unsaid = [
        name for name, key in said["properties"].items() if name != "act" and not (key.keys() & {"description", "$ref"})
    ]
    assert unsaid == []


def test_every_mark_of_a_key_says_what_is_sent_for_it():
    assert acts.MARKED.keys() == MARKERS.keys()


def enums(schema: dict[str, Any]) -> Iterator[str]:
    """The codes that a schema allows by itself, not within a structure."""
    if "$ref" in schema:
        yield from SCHEMAS[schema["$ref"].rpartition("/")[2]].get("enum", ())
    yield from enums(schema["items"]) if "items" in schema else ()


@pytest.mark.parametrize(("kind", "act"), ACTS)
def test_every_code_that_is_described_is_read_by_the_act(db, kind, act):
    reading = Reading(Reference(this_year=TODAY.year), *[lambda _text, _on: 1] * 2, *[lambda _text: 1] * 2)
    for name, key in keys_of(kind, act).items():
        for code in enums(SCHEMAS[acts.name_of_act(kind, act)]["properties"][name]):
            assert key.codec.read(code, reading, name) not in (None, "", ())


@pytest.mark.parametrize("name", sorted(name for name, said in SCHEMAS.items() if "enum" in said))
def test_every_code_stands_beside_its_label_in_both_languages(name):
    said = SCHEMAS[name]
    assert len(said["enum"]) == len(set(said["enum"])) == len(said["x-enum-descriptions"])
    assert all(" · " in label for label in said["x-enum-descriptions"])
