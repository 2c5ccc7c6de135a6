"""What Django's system checks refuse: demo users, whose passwords everybody can read, in a site for others.

The settings themselves refuse weak keys and debug in the open; only the database knows of demo users.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

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


def refuse_open_start() -> None:
    """For the servers' doors, which run no checks: raise ImproperlyConfigured for demo users in the open."""
    if settings.IN_THE_OPEN and demo_users():
        raise ImproperlyConfigured(
            "The database holds demo users, and CASEWORK_ALLOWED_HOSTS goes beyond loopback: "
            "use a database that `demo` has not filled."
        )
