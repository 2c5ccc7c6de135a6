"""The pages about clients: what stands on them in Python is run, block after block, against a server."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from casework.actions.belongings.tokens import Wanted, create_token
from casework.api.urls import ADDRESSES
from casework.exports.resources import RESOURCES
from tests.factories import Office, Personas

PAGES = Path(settings.BASE_DIR) / "docs" / "programs"
CLIENTS = ("duckdb", "pandas", "power-bi", "power-query", "superset")


@pytest.fixture
def _today() -> None:
    """The server runs on the day of the machine."""


@pytest.fixture
def site(live_server: Any) -> Office:
    """Two cases of one applicant each, one mediation case."""
    office = Office()
    for day in ("2024-03-01", "2024-05-06"):
        office.register(day)
    office.mediation()
    return office


@pytest.fixture
def run(site: Office, live_server: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], dict[str, Any]]:
    """Run what stands on a page, as one who copied it, with a token that does not read names; gives what it made."""

    def made(page: str) -> dict[str, Any]:
        monkeypatch.setenv("CASEWORK_SITE", live_server.url)
        monkeypatch.setenv("CASEWORK_TOKEN", create_token(Personas(site).supervisor, Wanted("测试", "masked"))[1])
        names: dict[str, Any] = {}
        blocks = re.findall(r"^```python\n(.*?)^```$", (PAGES / f"{page}.md").read_text(encoding="utf-8"), re.M | re.S)
        assert len(blocks) >= 4
        for block in blocks:
            exec(block, names)  # a page of this project
        return names

    return made


def go_on(office: Office) -> None:
    """What happens at the office between two pulls: one mediation case is concluded, one begun, one voided."""
    office.do(office.mediation(), "void", "2024-05-20", reason="录错")
    office.mediation()


def test_what_the_page_of_pandas_says_is_so(site, run):
    made = run("pandas")
    cases, both, outcomes = made["cases"], made["both"], made["outcomes"]
    assert list(cases["received_on"].astype(str)) == ["2024-03-01", "2024-05-06"]
    assert str(cases["received_on"].dtype).startswith("datetime64")
    assert list(both["name"]) == ["申**", "申**"]
    assert list(both["record"]) == list(cases["id"])
    assert outcomes.attrs["as_of"] == "2024-12-31"
    assert outcomes.loc["维持", "total"] == 0
    assert made["rate"] == (None, 0, 0)
    assert len(made["mediations"]) == 1
    go_on(site)
    kept, token = made["refreshed"](made["mediations"], made["token"])
    assert sorted(kept["id"]) == [row["id"] for row in made["get"]("mediations/").json()["results"]]
    assert len(kept) == 2
    assert len(made["refreshed"](kept, token)[0]) == 2


def test_what_the_page_of_duckdb_says_is_so(site, run):
    made = run("duckdb")
    database = made["database"]
    assert [count for _number, count in made["per_case"]] == [1, 1]
    types = dict(database.sql("SELECT column_name, column_type FROM (DESCRIBE cases)").fetchall())
    assert (types["received_on"], types["applicant"], types["urgent"]) == ("DATE", "VARCHAR[]", "BOOLEAN")
    assert database.sql("SELECT max(total) FROM outcomes").fetchall() == [(0,)]
    assert (figure := made["figure"])[1:3] == (0, 0), figure
    assert str(figure[3]) == "2024-12-31"
    go_on(site)
    made["refresh"](made["token"])
    assert database.sql("SELECT state FROM mediations").fetchall() == [("open",), ("open",)]


def test_each_client_has_its_page_which_is_linked_and_says_whether_it_was_tried():
    assert tuple(sorted(page.stem for page in PAGES.iterdir())) == CLIENTS
    guide = (PAGES.parent / "api.md").read_text(encoding="utf-8")
    for client in CLIENTS:
        text = (PAGES / f"{client}.md").read_text(encoding="utf-8")
        assert f"programs/{client}.md" in guide
        assert ("```python" in text) != text.partition("\n\n")[2].startswith("**Not tried**")
        assert "as_of" in text


@pytest.mark.parametrize("client", CLIENTS)
def test_every_address_and_parameter_on_a_page_is_one_of_the_interface(client):
    text = (PAGES / f"{client}.md").read_text(encoding="utf-8")
    routes = {part for address in ADDRESSES for part in address.route.split("/")}
    for found in re.findall(r'["`/]([a-z-]+)/[`"?]', text):
        assert found in routes | {"v1"}, found
    for resource, column in re.findall(r"`([a-z-]+)\.([a-z_]+)`", text):
        assert column in RESOURCES[resource].by_name, (resource, column)
