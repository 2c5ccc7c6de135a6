"""serve keeps a process that works at imports and exports, which ends with it, however it ends."""

from __future__ import annotations

import fcntl
import os
import signal
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from django.db import OperationalError

from casework.jobs.working import Work
from casework.management.commands import import_worker
from tests.management.calls import call, run
from tests.management.serving.test_serve import WAIT, serving

BEGUN = """
from casework.filters.reader import Reader
from datetime import timedelta
from casework.imports.jobs.queue import begin
from casework.jobs.folder import folder_of
from casework.law.names import RecordKind
from casework.models import ExportJob, Membership
from casework.web.exports.asking import rights_of
from django.utils import timezone
member = Membership.objects.get(person__username="li")
reader = Reader(member.person, timezone.localdate())
job = begin(RecordKind.LEDGER, member.organ, "a.csv", [b"a,b\\n1,2\\n"], reader)
asked = {"page": "ledger", "query": "format=xlsx", "language": "zh-hans", "rights": rights_of(reader)}
old = ExportJob.objects.create(person=member.person, name="a.xlsx", step="done", **asked)
folder_of(old).keep([b"of the day before yesterday"])
ExportJob.objects.update(begun_at=timezone.now() - timedelta(days=2))
ExportJob.objects.create(person=member.person, name="b.xlsx", step="making", **asked)
"""


def becomes(held: Callable[[], bool]) -> bool:
    """Whether it holds within the time after which a test gives up."""
    end = time.monotonic() + WAIT
    while time.monotonic() < end:
        if held():
            return True
        time.sleep(0.1)
    return False


def stands_by(database: Path) -> bool:
    lock = database.with_name(f"{database.name}.attachments") / "imports" / "workers"
    if not lock.exists():
        return False
    handle = os.open(lock, os.O_RDWR)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False


def step(database: Path, sort: str = "import") -> str:
    with closing(sqlite3.connect(database)) as read:
        return str(read.execute(f"SELECT step FROM casework_{sort}job ORDER BY begun_at DESC").fetchone()[0])


def exported(database: Path) -> list[str]:
    """The files of exports, by name of their row."""
    folders = database.with_name(f"{database.name}.attachments") / "exports"
    with closing(sqlite3.connect(database)) as read:
        names = dict(read.execute("SELECT id, name FROM casework_exportjob").fetchall())
    return sorted(names.get(path.parent.name.replace("-", ""), "nobody's") for path in folders.glob("*/CSV"))


def test_what_waits_is_worked_at_beside_the_server_and_the_worker_ends_with_a_server_that_is_killed(site):
    assert run(site, "setup", "--organ", "141021", "--clerk", "li").returncode == 0
    begun = run(site, "shell", "-c", BEGUN)
    assert begun.returncode == 0, begun.stderr
    assert step(site) == "reading"
    assert exported(site) == ["a.xlsx"]
    with serving(site) as (process, _port):
        assert becomes(lambda: step(site) == "refused")
        assert becomes(lambda: step(site, "export") == "done")
        assert becomes(lambda: exported(site) == ["b.xlsx"])
        assert stands_by(site)
        process.kill()
        assert becomes(lambda: not stands_by(site))


def test_a_worker_whose_parent_is_gone_ends_at_once(site):
    ended = run(site, "import_worker", "--with-parent")  # standard input is at its end
    assert (ended.returncode, ended.stdout) == (0, "")


def test_what_is_over_is_swept_before_a_job_is_looked_at(db, monkeypatch):
    seen = []

    def work(_work, _today):
        seen.append("work")
        raise KeyboardInterrupt

    monkeypatch.setattr(import_worker, "PAUSE", 0)
    monkeypatch.setattr(Work, "at_all", work)
    monkeypatch.setattr(import_worker, "sweep", lambda _now: seen.append("sweep"))
    monkeypatch.setattr(import_worker, "close_old_connections", lambda: None)
    before = signal.getsignal(signal.SIGTERM)
    try:
        call("import_worker")
    finally:
        signal.signal(signal.SIGTERM, before)
    assert seen == ["sweep", "work"]


def test_a_worker_waits_for_a_database_that_is_away(db, monkeypatch):
    answers = iter([OperationalError("away"), KeyboardInterrupt()])

    def work(_work, _today):
        raise next(answers)

    monkeypatch.setattr(import_worker, "PAUSE", 0)
    monkeypatch.setattr(Work, "at_all", work)
    monkeypatch.setattr(import_worker, "close_old_connections", lambda: None)
    before = signal.getsignal(signal.SIGTERM)
    try:
        said = call("import_worker")
    finally:
        signal.signal(signal.SIGTERM, before)
    assert "away" in said.err
