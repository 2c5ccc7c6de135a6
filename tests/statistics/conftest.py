"""Random lives that the tests of a module share: built once, read by each, taken back at the end."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction

from tests.factories import Office
from tests.lives import WORLDS, Lives


@pytest.fixture(scope="module", params=range(WORLDS))
def lives(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: object) -> Iterator[Lives]:
    """The records of one world."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]  # pytest-django's class is private
        yield Lives(Office(), int(request.param)).play()
        transaction.set_rollback(True)
