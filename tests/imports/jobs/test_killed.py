"""An import that is killed at any moment left nothing, or everything; three kills, and fifty in `make deep`."""

from __future__ import annotations

import os
import random
import secrets
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from django.db import connection

from tests import postgres
from tests.conftest import TRIALS
from tests.imports.sheets import text_of
from tests.management.calls import ROOT

KILLS = max(3, TRIALS * 2 // 25)
ROWS = 1_000
WAIT = 60
"""Seconds after which a server is taken to hold on to a process that is gone."""
TABLES = ("casework_mediation", "casework_event", "casework_importbatch", "casework_importedrow", "casework_note")


class Site:
    """A site of its own on the database of this run, whose state can be put back."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.file = folder, folder / "site.sqlite3"
        self.server = urlsplit(postgres.given() or "") if connection.vendor == "postgresql" else None
        self.name = f"killed_{os.getpid()}"
        self.keys = {f"CASEWORK_{name}_KEY": secrets.token_urlsafe(48) for name in ("SECRET", "FIELD")}

    @property
    def url(self) -> str:
        """The address of its database."""
        return self.server._replace(path=f"/{self.name}").geturl() if self.server else f"sqlite:///{self.file}"

    def _order(self, statement: str) -> None:
        assert self.server is not None
        with closing(psycopg.connect(self.server._replace(path="/postgres").geturl(), autocommit=True)) as server:
            server.execute(statement)

    def make(self) -> None:
        """An empty site, kept aside."""
        if self.server:
            self._order(f"CREATE DATABASE {self.name}_kept TEMPLATE template0")
            self._run(self.url.replace(self.name, f"{self.name}_kept"))
        else:
            self._run(self.url)
            shutil.copy(self.file, self.folder / "kept")

    def _run(self, url: str) -> None:
        made = self.start(("setup", "--organ", "141021", "--no-input"), url)
        _out, err = made.communicate()
        assert made.returncode == 0, err

    def put_back(self) -> None:
        """The site as it was made."""
        self.drop("")
        if self.server:
            self._order(f"CREATE DATABASE {self.name} TEMPLATE {self.name}_kept")
        else:
            for leftover in self.folder.glob("site.sqlite3-*"):
                leftover.unlink()
            shutil.copy(self.folder / "kept", self.file)

    def drop(self, *names: str) -> None:
        """Drop databases of a server by the ends of their names, once nobody is at them."""
        for each in names if self.server else ():
            self._order(f"DROP DATABASE IF EXISTS {self.name}{each} WITH (FORCE)")

    def start(self, words: tuple[str, ...], url: str = "") -> subprocess.Popen[str]:
        """A command in a process of its own."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("CASEWORK_", "DATABASE_URL", "DJANGO_"))}
        command = [sys.executable, str(ROOT / "manage.py"), *words]
        return subprocess.Popen(
            command, env=kept | self.keys | {"DATABASE_URL": url or self.url}, cwd=self.folder, text=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        )  # fmt: skip

    def counts(self) -> tuple[int, ...]:
        """How many rows stand in each table once whoever was at it is gone."""
        asked = "SELECT " + ", ".join(f"(SELECT count(*) FROM {table})" for table in TABLES)
        if not self.server:
            with closing(sqlite3.connect(self.file)) as read:
                return tuple(read.execute(asked).fetchone())
        with closing(psycopg.connect(self.url, autocommit=True)) as read:
            others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            end = time.monotonic() + WAIT
            while read.execute(others).fetchone() != (1,) and time.monotonic() < end:
                time.sleep(0.05)
            return tuple(read.execute(asked).fetchone() or ())


@pytest.fixture
def site(db, tmp_path) -> Iterator[Site]:
    made = Site(tmp_path)
    try:
        made.make()
        yield made
    finally:
        made.drop("", "_kept")


def importing(site: Site) -> tuple[subprocess.Popen[str], float]:
    """An import that has judged and written its first rows, and when that was."""
    process = site.start(("import_records", "mediation", "rows.csv", "--organ", "141021"))
    assert process.stderr is not None
    for line in process.stderr:
        if line.startswith("500"):
            return process, time.monotonic()
    raise AssertionError("the import ended before its first rows")


def test_an_import_that_is_killed_left_nothing_or_everything(site):
    heads = ("受理时间", "受理单位", "纠纷类别", "案件来源", "当事人", "备用栏")
    rows = [
        ("2024-03-05", f"测试{n % 9}村人民调解委员会", "邻里纠纷", "当事人申请", f"甲{n}", "无") for n in range(ROWS)
    ]
    (site.folder / "rows.csv").write_bytes(text_of([heads, *rows]))
    site.put_back()
    nothing = site.counts()
    process, begun = importing(site)
    process.communicate()
    takes, whole = time.monotonic() - begun, site.counts()
    assert (nothing[0], whole[0]) == (0, ROWS)
    for _ in range(KILLS):
        site.put_back()
        process, _begun = importing(site)
        time.sleep(random.uniform(0, takes))
        process.kill()
        process.communicate()
        assert site.counts() in (nothing, whole)
