"""From DATABASE_URL to Django's description of the database."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

SQLITE = "django.db.backends.sqlite3"
POSTGRESQL = "django.db.backends.postgresql"
ALLOWED = "allowed are sqlite:////absolute/path and postgres://user:password@host:port/name"


def describe(url: str) -> dict[str, Any]:
    """Django's description of the database at `url`.

    Raises ImproperlyConfigured for another engine, a path that is not absolute, or a missing name; the
    message repeats the scheme only, for an address may hold a password.
    """
    scheme = url.partition(":")[0]
    try:
        found: dict[str, Any] = dict(dj_database_url.parse(url))
    except ValueError as error:
        raise ImproperlyConfigured(f"DATABASE_URL ({scheme}:…) cannot be read; {ALLOWED}.") from error
    if found["ENGINE"] == SQLITE and scheme == "sqlite":
        return _sqlite(found)
    if found["ENGINE"] == POSTGRESQL and scheme in {"postgres", "postgresql"}:
        return _postgresql(found)
    raise ImproperlyConfigured(f"DATABASE_URL ({scheme}:…) names an engine that is not supported; {ALLOWED}.")


def _sqlite(found: dict[str, Any]) -> dict[str, Any]:
    path = Path(found["NAME"])
    if found.get("HOST") or not path.is_absolute():
        raise ImproperlyConfigured(f"DATABASE_URL (sqlite:…) does not name an absolute path; {ALLOWED}.")
    return {
        "ENGINE": SQLITE,
        "NAME": path,
        "OPTIONS": {
            # A transaction that will write says so when it begins: two writers wait for one another at the
            # start, where waiting helps, and not at the first write, where SQLite can only refuse.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,  # seconds to wait for another writer
            # WAL lets readers read while one writes; NORMAL is safe with it against all but a loss of power,
            # which may lose the last transactions but never breaks the file.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        },
    }


def keep_private(described: dict[str, Any]) -> None:
    """Let the file of an SQLite database be read by its owner alone, from before it holds anything.

    SQLite gives what it keeps beside the file the same mode. Where it cannot be, the connection says what is wrong.
    """
    if described["ENGINE"] != SQLITE:
        return
    path: Path = described["NAME"]
    with suppress(OSError):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    for file in (path, *(path.with_name(f"{path.name}{ending}") for ending in ("-wal", "-shm"))):
        with suppress(OSError):
            if file.stat().st_mode & 0o077:
                file.chmod(0o600)


def _postgresql(found: dict[str, Any]) -> dict[str, Any]:
    if not found["NAME"]:
        raise ImproperlyConfigured(f"DATABASE_URL (postgres:…) does not name a database; {ALLOWED}.")
    options = {"application_name": "casework", "connect_timeout": 10} | found.get("OPTIONS", {})
    return found | {
        "OPTIONS": options,
        "CONN_MAX_AGE": 60,  # seconds that a connection is kept for the next request
        "CONN_HEALTH_CHECKS": True,  # so that a restarted server costs no failed request
    }
