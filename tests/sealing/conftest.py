"""The supervisor's room."""

from __future__ import annotations

import pytest

from tests.factories import Office
from tests.sealing.desk import Room


@pytest.fixture
def room(office: Office) -> Room:
    """Three cases of one county, and who seals and confirms."""
    return Room(office)
