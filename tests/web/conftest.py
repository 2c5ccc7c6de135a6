"""A fixed day, signed-in browsers, and one small county."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.test import Client

from casework.models import Person
from tests.factories import TODAY, Office
from tests.web.county import County, make_county


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    """Pages read the clock: here it stands."""
    with time_machine.travel(f"{TODAY.isoformat()}T09:00:00+08:00", tick=False):
        yield


@pytest.fixture
def browse() -> Callable[[Person], Client]:
    """A signed-in browser; axes needs a request to sign in, so the form has tests of its own."""

    def signed_in(person: Person, language: str = "zh-hans") -> Client:
        client = Client()
        client.force_login(person)
        client.cookies["django_language"] = language
        return client

    return signed_in


@pytest.fixture
def county(office: Office) -> County:
    """Cases in several states, a suit of two instances, mediation, ledger."""
    return make_county(office)
