"""From 1 November a check warns where next year's arrangement is missing; no command of the product waits for it."""

from __future__ import annotations

import pytest
import time_machine
from django.core import checks
from django.core.management import get_commands, load_command_class
from django.db import DatabaseError

from casework.checks import NEXT_YEAR, next_year_has_a_calendar
from casework.management.base import CaseworkCommand
from casework.models import CalendarYear

pytestmark = pytest.mark.django_db


def warned(moment: str) -> list[str | None]:
    with time_machine.travel(moment, tick=False):
        return [message.id for message in next_year_has_a_calendar(None)]


@pytest.mark.parametrize(
    ("moment", "found"),
    [
        ("2026-01-01T12:00:00+08:00", []),
        ("2026-10-31T23:59:00+08:00", []),
        ("2026-10-31T16:01:00+00:00", [NEXT_YEAR]),  # 1 November in China
        ("2026-11-01T00:00:00+08:00", [NEXT_YEAR]),
        ("2026-12-31T23:00:00+08:00", [NEXT_YEAR]),
        ("2025-11-20T12:00:00+08:00", []),  # 2026 is loaded
    ],
)
def test_it_warns_from_1_november_where_next_year_is_missing(moment, found):
    assert warned(moment) == found


def test_the_arrangement_of_a_region_is_not_the_nations():
    CalendarYear.objects.create(year=2027, region="450000", arrangement={})
    assert warned("2026-11-01T00:00:00+08:00") == [NEXT_YEAR]
    CalendarYear.objects.create(year=2027, region="", arrangement={})
    assert warned("2026-11-01T00:00:00+08:00") == []


def test_a_database_without_calendars_or_without_tables_is_not_warned_about(monkeypatch):
    def broken(*_args: object, **_keys: object) -> None:
        raise DatabaseError

    CalendarYear.objects.all().delete()
    assert warned("2026-11-01T00:00:00+08:00") == []
    monkeypatch.setattr(CalendarYear.objects, "filter", broken)
    assert warned("2026-11-01T00:00:00+08:00") == []


def test_it_is_a_warning_that_says_what_to_run_and_fails_no_deployment():
    with time_machine.travel("2026-11-01T00:00:00+08:00", tick=False):
        (found,) = [message for message in checks.run_checks() if message.id == NEXT_YEAR]
    assert found.level == checks.WARNING
    assert not found.is_serious(checks.ERROR)
    assert "2027" in found.msg
    assert "load_calendar" in str(found.hint)


def test_the_products_own_commands_do_not_run_it():
    own = [load_command_class(app, name) for name, app in get_commands().items() if app == "casework"]
    assert len(own) > 8
    with time_machine.travel("2026-11-01T00:00:00+08:00", tick=False):
        for command in own:
            assert isinstance(command, CaseworkCommand)
            tags = list(command.requires_system_checks)
            assert NEXT_YEAR not in [message.id for message in checks.run_checks(tags=tags)]
