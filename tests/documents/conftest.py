"""A day on which reports are written, and who writes them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from casework.actions.reports.annual import When, open_draft
from casework.filters.asked import Question
from casework.models import AnnualDraft
from casework.statistics.conditions import Window
from casework.statistics.datasets import Scope
from tests.factories import Office

NOW = datetime(2026, 6, 30, 1, 0, tzinfo=UTC)
YEAR = Window(date(2024, 1, 1), date(2024, 12, 31), date(2024, 12, 31))


@pytest.fixture
def when(office: Office) -> When:
    """The day of the tests."""
    return When(office.today, NOW, office.reference)


@pytest.fixture
def opened(office: Office, when: When) -> Callable[..., AnnualDraft]:
    """A draft of an organ for 2024, as it is kept."""

    def make(organ: str = "甲县", window: Window = YEAR, *, subtree: bool = False, **more: Any) -> AnnualDraft:
        question = Question(Scope(office[organ], subtree), window)
        made = open_draft(question, actor=more.get("actor") or office.actor(organ), when=when)
        return AnnualDraft.objects.select_related("organ").get(pk=made.pk)

    return make
