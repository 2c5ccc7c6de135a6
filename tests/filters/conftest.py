"""Readers of lists."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from casework.filters.lists import listed
from casework.law.names import RecordKind
from casework.models import Person
from casework.web.shell.access import Visit
from tests.factories import TODAY, Personas


@pytest.fixture
def ids(personas: Personas) -> Callable[..., list[int]]:
    """The ids that a reader (the clerk where none is named) gets for what is asked of a list."""

    def asked_for(kind: str, person: Person | None = None, /, keys: Any = None, **asked: str) -> list[int]:
        visit = Visit(person or personas.clerk, TODAY)
        return sorted(listed(RecordKind(kind), {**asked, **(keys or {})}, visit).values_list("pk", flat=True))

    return asked_for
