"""A disk below PostgreSQL that is really full: one sentence, nothing half-written; with room made the site goes on."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from tests.management.calls import ROOT
from tests.postgres import NoPostgres, cluster

SIZE = "96m"
LIFE = """
import django; django.setup()
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.test import Client
from casework.models import Event, Note, Organ, Person
from tests.factories import Office, Personas

call_command("migrate", verbosity=0)
office = Office(); personas = Personas(office); case = office.register()
client = Client(SERVER_NAME="localhost"); client.force_login(personas.clerk)
page, note = f"/reconsiderations/{case.pk}/notes/", {"text": "长" * 1900}

def told(answer):
    print(answer.status_code, "磁盘满了" in answer.content.decode())

before = {model: model.objects.count() for model in (Event, Note, Organ, Person)}

def kept():
    print(*(model.objects.count() - before[model] for model in before))

with connection.cursor() as cursor:
    cursor.execute("CREATE TABLE filling (x text) WITH (autovacuum_enabled = off)")
    cursor.execute("ALTER TABLE filling ALTER x SET STORAGE PLAIN")
for size in (7000, 1000):
    try:
        while True:
            with connection.cursor() as cursor:
                cursor.execute("INSERT INTO filling SELECT repeat('x', %s) FROM generate_series(1, 40)", [size])
    except OperationalError as full:
        print(full.__cause__.sqlstate)
told(client.post(page, note))
print(client.get(f"/reconsiderations/{case.pk}/").status_code)
try:
    call_command("setup", organ="阿鲁科尔沁旗", no_input=True)
except CommandError as stopped:
    print(stopped.returncode, "磁盘满了" in str(stopped))
kept()
with connection.cursor() as cursor:
    cursor.execute("DROP TABLE filling")
told(client.post(page, note))
kept()
"""
EXPECTED = ["53100", "53100", "507 True", "200", "2 True", "0 0 0 0", "302 False", "0 1 0 0"]
"""Twice the disk is full; a note is refused, a page read, organs are refused, nothing was kept; then a note is kept."""


@pytest.fixture
def small() -> Iterator[str]:
    """The address of an empty database on a disk of its own that holds little."""
    disk = Path(tempfile.mkdtemp(prefix="casework-disk-", dir="/tmp"))
    disk.chmod(0o755)  # the server's user walks there
    try:
        with _mounted(disk):
            yield from _on(disk)
    finally:
        disk.rmdir()


@contextmanager
def _mounted(disk: Path) -> Iterator[None]:
    words = ["mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=755", "tmpfs", str(disk)]
    if shutil.which("mount") is None or subprocess.run(words, capture_output=True, check=False).returncode:
        pytest.skip("a small disk cannot be mounted here: that takes root and the right to mount")
    try:
        yield
    finally:
        subprocess.run(["umount", disk], check=True)


def _on(disk: Path) -> Iterator[str]:
    try:
        with cluster() as url:
            place = disk / "space"
            place.mkdir()
            if os.geteuid() == 0:
                shutil.chown(place, "postgres", "postgres")
            with psycopg.connect(url, autocommit=True) as base:
                base.execute(f"CREATE TABLESPACE small LOCATION '{place}'")  # type: ignore[arg-type]
                base.execute("CREATE DATABASE small TABLESPACE small")
            yield f"{url.rpartition('/')[0]}/small"
    except NoPostgres as problem:
        pytest.skip(f"without PostgreSQL: {problem}")


def test_a_full_disk_of_postgresql_is_told_in_one_sentence_and_the_site_goes_on_with_room_made(small):
    environment = {"DATABASE_URL": small, "DJANGO_SETTINGS_MODULE": "config.settings", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", LIFE], cwd=ROOT, env=environment | {"PATH": os.environ["PATH"]}, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert done.stdout.splitlines() == EXPECTED, done.stderr[-2000:]
