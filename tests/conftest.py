"""What every test shares: the database, as both engines need it, and the number of random trials."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from casework import triggers
from config import environment
from config.database import SQLITE
from tests.factories import Office, Personas

TRIALS = environment.number("CASEWORK_TRIALS")
LIVES = 8 * TRIALS
"""How many random lives are played: 200 unless it is said otherwise, 5,000 in `make deep`."""

hypothesis_settings.register_profile(
    "house",
    max_examples=TRIALS,
    # the same examples at each run: a change is never blamed for another's luck; `make deep` draws anew
    derandomize=not environment.given("CASEWORK_TRIALS"),
    database=None,
    deadline=None,  # a busy machine is not a failure
    suppress_health_check=[HealthCheck.too_slow],
)
hypothesis_settings.load_profile("house")


@pytest.fixture(scope="session")
def random_lives() -> int:
    """How many random lives a test that plays its own should play."""
    return LIVES


# ---- The database ----


@contextmanager
def lift_append_only_guards() -> Iterator[None]:
    """Let the data of a transactional test be removed, its events and sealed reports too: the triggers refuse that."""
    on_postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if on_postgresql:
            for table in triggers.GUARDED:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        else:  # SQLite cannot disable a trigger
            for trigger in triggers.TRIGGERS["sqlite"]:
                if trigger.tables[0] in triggers.GUARDED:
                    cursor.execute(f"DROP TRIGGER {trigger.name}")
        try:
            yield
        finally:
            for table in triggers.GUARDED if on_postgresql else ():
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
            triggers.make()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """SQLite in a file, as in life: in memory, threads share one cache and do not wait for one another."""
    database = settings.DATABASES["default"]
    if database["ENGINE"] == SQLITE:
        file = tmp_path_factory.mktemp("database") / "test.sqlite3"
        database.setdefault("TEST", {})["NAME"] = str(file)


@pytest.fixture(scope="session", autouse=True)
def _lifted_while_flushing() -> Iterator[None]:
    original = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    def teardown(case: TransactionTestCase) -> None:
        with lift_append_only_guards():
            original(case)
        contents = getattr(connection, "_test_serialized_contents", None)
        if contents is not None:  # whatever test comes next, on whichever worker, finds the reference data
            connection.creation.deserialize_db_from_string(contents)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", teardown)
        yield


@pytest.fixture(autouse=True)
def _attachments_apart(settings: Any, tmp_path: Path) -> None:
    """Files that a test attaches lie in its own folder."""
    stores = {name: {**store} for name, store in settings.STORAGES.items()}
    stores["attachments"] = {
        **stores["attachments"],
        "OPTIONS": {**stores["attachments"]["OPTIONS"], "location": str(tmp_path / "attachments")},
    }
    settings.STORAGES = stores


@pytest.fixture(autouse=True)
def _language_of_the_site() -> Iterator[None]:
    """A page asked for in English leaves its language in the thread: the next test begins in Chinese all the same."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


# ---- Organs, people and records ----


@pytest.fixture
def office(db: None) -> Office:
    """A small tree of organs, the reference data, and hands that act (tests/factories.py)."""
    return Office()


@pytest.fixture
def personas(office: Office) -> Personas:
    """The people whose sight differs: clerks of two counties, a city's supervisor, report team, auditor …"""
    return Personas(office)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give every transactional test the reference data back that the one before it removed with its own."""
    for item in items:
        marker = item.get_closest_marker("django_db")
        keywords: dict[str, Any] = dict(marker.kwargs) if marker else {}
        fixtures = set(getattr(item, "fixturenames", ()))
        if keywords.get("transaction") or fixtures & {"transactional_db", "live_server"}:
            keywords |= {"transaction": True, "serialized_rollback": True}
            item.add_marker(pytest.mark.django_db(**keywords), append=False)
