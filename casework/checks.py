"""What Django's system checks refuse: demo users, whose passwords everybody can read, in a site for others.

The settings themselves refuse weak keys and debug in the open; only the database knows of demo users.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as CheckWarning
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import get_language

from casework import triggers
from casework.actions.belongings.fieldkey import settle_field_key
from casework.integrity.starting import unapplied, wrong_key
from casework.models import CalendarYear

DEMO_USERS = "casework.E001"


def demo_users() -> int:
    """How many demo users the database holds; raises DatabaseError where it cannot be asked."""
    return get_user_model()._default_manager.filter(is_demo=True).count()


def _found() -> list[CheckMessage]:
    try:
        found = demo_users()
    except DatabaseError:
        # No such table yet, or no server: nobody can sign in either, and `migrate` has to get past here.
        return []
    if not found:
        return []
    return [
        Error(
            f"The database holds {found} demo users, whose passwords everybody can read.",
            hint="Use a database that `demo` has not filled.",
            id=DEMO_USERS,
        )
    ]


@register(Tags.security, deploy=True)
def no_demo_users_when_deployed(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """`check --deploy`: no demo users, wherever the site stands."""
    return [] if settings.IN_THE_OPEN else _found()


@register(Tags.security)
def no_demo_users_in_the_open(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Every command and `runserver`: no demo users in a site that answers to others than this machine."""
    return _found() if settings.IN_THE_OPEN else []


NEXT_YEAR = "casework.W001"
ASKED_FROM_MONTH = 11
"""The State Council publishes next year's arrangement in October or November."""


@register()
def next_year_has_a_calendar(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """From 1 November: next year's arrangement of holidays is loaded, else its due dates are provisional."""
    today = timezone.localdate()
    if today.month < ASKED_FROM_MONTH:
        return []
    try:
        loaded = CalendarYear.objects.filter(year=today.year + 1, region="").exists()
        empty = not CalendarYear.objects.exists()
    except DatabaseError:
        return []
    if loaded or empty:
        return []
    return [
        CheckWarning(
            f"The work calendar of {today.year + 1} is not loaded: due dates in it are provisional.",
            hint="When the notice is out, run: manage.py load_calendar FILE",
            id=NEXT_YEAR,
        )
    ]


TRIGGERS = "casework.E002"


@register(Tags.security)
def triggers_are_in_place(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Every command and server: each trigger that guards or indexes stands in the database as it is declared."""
    try:
        wrong = triggers.problems()
    except DatabaseError:
        return []
    # a migration that is still to come makes them
    if not wrong or unapplied():
        return []
    names = ", ".join(wrong)
    return [
        Error(
            f"Triggers are missing from the database or differ from their declaration: {names}.",
            hint="Make them with: manage.py migrate --skip-checks; then run: manage.py check_integrity",
            id=TRIGGERS,
        )
    ]


FIELD_KEY = "casework.E003"


@register(Tags.security)
def field_key_fits(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Every command and server: the field key is the one that the stored data are encrypted with."""
    try:
        problem = wrong_key()
    except DatabaseError:
        return []
    return [] if problem is None else [Error(problem.sentence(get_language() or ""), id=FIELD_KEY)]


def refuse_start() -> None:
    """For the servers' doors, which run no checks: raise ImproperlyConfigured for what these would stop at.

    That is demo users in the open, another field key than that of the data, and triggers that are missing.
    """
    for message in (*field_key_fits(None), *triggers_are_in_place(None)):
        raise ImproperlyConfigured(message.msg)
    with suppress(DatabaseError):  # no table yet: whoever migrates does it
        settle_field_key()
    if settings.IN_THE_OPEN and demo_users():
        raise ImproperlyConfigured(
            "The database holds demo users, and CASEWORK_ALLOWED_HOSTS goes beyond loopback: "
            "use a database that `demo` has not filled."
        )
