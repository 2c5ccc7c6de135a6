"""A fixed day, one small county, and programs that ask with a token."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from casework.actions.belongings.tokens import Wanted, create_token
from casework.models import Person
from tests.factories import TODAY, Office
from tests.web.county import County, make_county, make_populations

V1 = "/api/v1/"


def methods_of(address: Any) -> set[str]:
    """The methods that an address declares."""
    return {name.upper() for name in address.given.get("operations", address.view.operations)}


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(f"{TODAY.isoformat()}T09:00:00+08:00", tick=False):
        cache.clear()
        yield


@pytest.fixture
def county(office: Office) -> County:
    """Cases in several states, a suit of two instances, mediation, ledger; inhabitants, of a neighbour too."""
    make_populations(office)
    return make_county(office)


@pytest.fixture
def busy(county: County, office: Office) -> County:
    """Cases that are counted more than once: two letters, a case reopened, two instances."""
    twice = office.do(county.ended, "issue_opinion", "2024-03-07", to="甲县公安局")
    office.do(twice, "reopen", "2024-06-03", to="reviewing", by_order_of="上级")
    office.do(office.do(county.corrected, "reopen", "2024-07-01", to="reviewing", by_order_of="上级"),
              "conclude", "2024-07-20", outcome="revoke")  # fmt: skip
    return county


class Program:
    """A program that asks with one token; `token` None asks as nobody."""

    def __init__(self, token: str | None, host: str = "testserver") -> None:
        self.token = token
        self.client = Client(raise_request_exception=False, SERVER_NAME=host)

    def __call__(self, address: str, method: str = "GET", **headers: str) -> Any:
        said = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        where = address if address.startswith(("/", "http")) else V1 + address
        return self.client.generic(method, where, headers=said | {k.replace("_", "-"): v for k, v in headers.items()})

    def json(self, address: str, **headers: str) -> Any:
        """The JSON of an answer that must be 200."""
        answer = self(address, **headers)
        assert answer.status_code == 200, answer.content.decode()
        return json.loads(answer.content)

    def pages(self, address: str) -> list[Any]:
        """All results of a list, page after page."""
        found, place = [], address
        while place:
            page = self.json(place)
            found += page["results"]
            place = page["next"]
        return found


@pytest.fixture
def program(db: None) -> Callable[..., Program]:
    """A program of a person; keywords go to the token."""

    def made(person: Person | None, **wanted: Any) -> Program:
        if person is None:
            return Program(None)
        return Program(create_token(person, Wanted(**({"purpose": "测试", "scope": "full"} | wanted)))[1])

    return made


def problem(answer: Any, status: int) -> dict[str, Any]:
    """The problem of an answer, which must be one of that status."""
    assert answer.status_code == status, answer.content.decode()
    assert answer["Content-Type"] == "application/problem+json"
    found: dict[str, Any] = json.loads(answer.content)
    assert found["status"] == status
    assert found["detail"]
    return found
