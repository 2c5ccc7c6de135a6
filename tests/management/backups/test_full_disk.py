"""A full disk: one sentence for people and programs, nothing half-written, and the answer stands though no log does."""

from __future__ import annotations

import json
import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import OperationalError, connection

from casework.errors import is_full
from casework.models import Draft, Event
from tests.factories import Office, Personas
from tests.management.calls import ROOT, run


def put_rows(cursor, size: int) -> None:
    """Put in rows of so many bytes until there is no room."""
    while True:
        cursor.execute("INSERT INTO filling VALUES (zeroblob(%s))", [size])


@pytest.fixture
def full(transactional_db: None):
    """A database that can grow no further."""
    if connection.vendor != "sqlite":
        pytest.skip("SQLite's file is bounded here; PostgreSQL says the same in its own words")

    def fill() -> None:
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE filling (x BLOB)")
            cursor.execute("PRAGMA page_count")
            cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0]}")
            for size in (3000, 1500):  # one row after the other: a statement that fails gives back all that it took
                with pytest.raises(OperationalError, match="full"):
                    put_rows(cursor, size)

    yield fill
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA max_page_count = 1000000000")
        cursor.execute("DROP TABLE IF EXISTS filling")


def test_what_says_that_the_disk_is_full_is_known_however_deep_it_lies():
    assert is_full(OSError(28, "No space left on device"))
    assert not is_full(OSError(2, "No such file"))
    for name, full in (("SQLITE_IOERR_SHMSIZE", True), ("SQLITE_FULL", True), ("SQLITE_BUSY", False)):
        raised = sqlite3.OperationalError("disk I/O error")
        raised.sqlite_errorname = name
        assert is_full(raised) is full
    deep = OperationalError("disk")
    deep.__cause__ = OSError(28, "No space left on device")
    assert is_full(deep)


def test_a_form_that_cannot_be_kept_is_answered_with_one_sentence(full, client):
    office = Office()
    personas = Personas(office)
    case = office.register()
    client.force_login(personas.clerk)
    full()
    events = Event.objects.count()
    long = "长" * 1900
    answer = client.post(f"/reconsiderations/{case.pk}/notes/", {"text": long})
    assert answer.status_code == 507
    assert "磁盘满了" in answer.content.decode()
    assert (Event.objects.count(), Draft.objects.count()) == (events, 0)


@pytest.mark.parametrize("form", ["json", "ndjson", "csv", "xlsx"])
def test_no_row_of_a_list_is_sent_where_the_pull_cannot_be_noted(office, personas, client, monkeypatch, form):
    office.register()
    client.force_login(personas.clerk)

    def refuse(**_pull):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("casework.api.base.note_pull", refuse)
    answer = client.get("/api/v1/reconsiderations/", {"format": form})
    assert answer.status_code == 507
    assert json.loads(answer.content)["type"] == "urn:casework:problem:no_space"


def test_a_log_that_cannot_be_written_breaks_no_answer(site):
    code = (
        "import logging, django; from django.test import Client; import config.wsgi;"
        "logging.getLogger('casework').error('x');"
        "print(Client(SERVER_NAME='localhost').get('/no/such/page/').status_code)"
    )
    environment = {"DATABASE_URL": f"sqlite:///{site}", "DJANGO_SETTINGS_MODULE": "config.settings"}
    with Path("/dev/full").open("w") as nowhere:
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT, env=environment | {"PATH": os.environ["PATH"]}, stdout=subprocess.PIPE, stderr=nowhere, text=True,
            check=False,
        )  # fmt: skip
    assert done.stdout.strip() == "404"


@pytest.mark.parametrize("words", [("migrate", "-v0"), ("check",)])
def test_the_database_and_what_lies_beside_it_are_its_owners_alone(own_process, tmp_path, words):
    file = tmp_path / "new.sqlite3"
    file.touch(mode=0o644)
    assert run(file, *words).returncode == 0
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.glob("new.sqlite3*")}
    assert set(modes.values()) == {0o600}, modes


def test_wal_and_shared_memory_have_the_mode_of_the_database(own_process, tmp_path):
    code = (
        "import django; django.setup(); from django.db import connection; connection.ensure_connection();"
        "connection.cursor().execute('CREATE TABLE x (y)');"
        "import os, glob; files = glob.glob('*');"
        "print({oct(os.stat(f).st_mode & 0o777) for f in files}, len(files))"
    )
    environment = {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'a.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONPATH": str(ROOT),
        "PATH": os.environ["PATH"],
    }
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "{'0o600'} 5", done.stderr
