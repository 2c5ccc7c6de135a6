"""Fresh databases for a benchmark: files on SQLite, databases of a given server on PostgreSQL."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parents[3]
PREFIX = "casework_bench_"


@dataclass
class Place:
    """Where the databases of one engine are made; all programs that use them share two keys of their own.

    `cases` is the address of the one with many cases, `demo` that of the demo, once they have been made.
    """

    name: str
    folder: Path
    server: str = ""
    made: list[str] = field(default_factory=list)
    cases: str = ""
    demo: str = ""
    keys: Mapping[str, str] = field(
        default_factory=lambda: {
            name: secrets.token_urlsafe(48) for name in ("CASEWORK_SECRET_KEY", "CASEWORK_FIELD_KEY")
        }
    )

    def fresh(self, name: str) -> str:
        """The address of a new, migrated database."""
        url = self._made(name, None)
        self.manage(url, "migrate", "--verbosity=0")
        return url

    def empty(self, name: str) -> str:
        """The address of a new database without tables."""
        return self._made(name, None)

    def copy(self, url: str, name: str) -> str:
        """The address of a copy of a database that nobody uses."""
        return self._made(name, url)

    def _made(self, name: str, source: str | None) -> str:
        if not self.server:
            path = self.folder / f"{name}.sqlite3"
            if source is not None:
                with (
                    closing(sqlite3.connect(source.removeprefix("sqlite:///"))) as old,
                    closing(sqlite3.connect(path)) as new,
                ):
                    old.backup(new)
            return f"sqlite:///{path}"
        database = PREFIX + name
        template = sql.SQL("") if source is None else sql.SQL(" TEMPLATE {}").format(_identifier(source))
        with closing(psycopg.connect(self.server, autocommit=True)) as base:
            base.execute(sql.SQL("CREATE DATABASE {}{}").format(sql.Identifier(database), template))
        self.made.append(database)
        return urlunsplit(urlsplit(self.server)._replace(path=f"/{database}"))

    def drop(self) -> None:
        """Remove what was made on the server; files go with their folder."""
        for database in self.made:
            with closing(psycopg.connect(self.server, autocommit=True)) as base:
                base.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database)))

    def environment(self, url: str) -> dict[str, str]:
        """The environment of a program that uses the database."""
        return {**os.environ, **self.keys, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings"}

    def manage(self, url: str, *words: str) -> None:
        """Run a command of the project. Raises CalledProcessError."""
        self._run(url, "manage.py", *words)

    def measured(self, url: str, module: str, *words: str) -> Any:
        """Run a module of the benchmarks and give the JSON that it prints."""
        return json.loads(self._run(url, "-m", f"tests.performance.{module}", *words))

    def _run(self, url: str, *words: str) -> str:
        command = [sys.executable, *words]
        environment = self.environment(url)
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"{' '.join(words)}: {done.stderr.strip()[-2000:] or done.stdout.strip()[-2000:]}")
        return done.stdout


def _identifier(url: str) -> sql.Identifier:
    return sql.Identifier(urlsplit(url).path.removeprefix("/"))


@contextmanager
def places() -> Iterator[list[Place]]:
    """SQLite, and PostgreSQL where DATABASE_URL names one (`python -m tests.postgres` starts one)."""
    folder = Path(tempfile.mkdtemp(prefix="casework-bench-"))
    found = [Place("SQLite", folder)]
    url = os.environ.get("DATABASE_URL", "")
    if url.startswith(("postgres://", "postgresql://")):
        found.append(Place("PostgreSQL", folder, url))
    try:
        yield found
    finally:
        for place in found:
            place.drop()
        shutil.rmtree(folder, ignore_errors=True)
