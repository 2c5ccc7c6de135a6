"""A fixed day, a program that may write, and a supervisor before whom every form opens."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from casework.actions.belongings.tokens import Wanted, create_token
from tests.api.conftest import Program
from tests.factories import TODAY


@pytest.fixture
def ask(office, personas) -> Program:
    """A program of the clerk that may write."""
    return Program(create_token(personas.clerk, Wanted("测试", "full", may_write=True))[1])


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(f"{TODAY.isoformat()}T09:00:00+08:00", tick=False):
        yield


@pytest.fixture
def web(office, personas) -> Client:
    """The supervisor's: every form and every page of statistics opens."""
    made = Client(raise_request_exception=True)
    made.force_login(personas.supervisor)
    return made
