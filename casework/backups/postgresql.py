"""PostgreSQL: pg_dump of one snapshot, and pg_restore in one transaction, each of the server's own version."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from psycopg.conninfo import make_conninfo

from casework import triggers
from casework.errors import FaultyInput

THE_DRIVERS = frozenset({"client_encoding", "context", "cursor_factory", "password", "prepare_threshold"})
"""Parameters of a connection that stand in no address."""
DEBIAN = Path("/usr/lib/postgresql")


def server() -> int:
    """The major version of the server."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        return int(cursor.fetchone()[0]) // 10000


def program(name: str, major: int) -> str:
    """The path of a program of PostgreSQL of the server's version. Raises FaultyInput where it is not installed."""
    for path in (str(DEBIAN / str(major) / "bin" / name), shutil.which(name)):
        if path and Path(path).exists():
            said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603  # PostgreSQL's own
            found = re.search(r"\) (\d+)", said)
            if found and int(found[1]) == major:
                return path
    raise FaultyInput(
        f"没有安装{name} {major}，要与数据库服务器同一版本：安装postgresql-client-{major}",
        f"There is no {name} {major}, which has to be of the server's version: install postgresql-client-{major}",
    )


def _run(*words: str) -> None:
    given = connection.get_connection_params()
    environment = os.environ | ({"PGPASSWORD": given["password"]} if given.get("password") else {})
    address = make_conninfo(**{name: value for name, value in given.items() if name not in THE_DRIVERS})
    done = subprocess.run(  # noqa: S603  # PostgreSQL's own program
        [*words, f"--dbname={address}"], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = (done.stderr.strip().splitlines() or [str(done.returncode)])[-1]
        raise FaultyInput(f"{Path(words[0]).name}没有完成：{said}", f"{Path(words[0]).name} failed: {said}")


@contextmanager
def snapshot(copy: Path) -> Iterator[Any]:
    """Dump the database as it is at one moment, and give that moment to be read; others write on meanwhile."""
    dump = program("pg_dump", server())
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        (moment,) = cursor.fetchone()
        options = ("--format=custom", "--no-owner", "--no-privileges", f"--snapshot={moment}")
        os.close(os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        _run(dump, *options, f"--file={copy}")
        yield cursor
    with copy.open("rb") as file:
        os.fsync(file.fileno())


def refuse_broken(copy: Path) -> None:
    """Raises FaultyInput where a dump cannot be read."""
    restore = program("pg_restore", server())
    done = subprocess.run([restore, "--list", str(copy)], capture_output=True, text=True, check=False)  # noqa: S603  # PostgreSQL's own
    if done.returncode:
        said = done.stderr.strip().splitlines()[-1]
        raise FaultyInput(f"备份里的数据库是坏的：{said}", f"The database of the backup is broken: {said}")


def put_back(copy: Path) -> None:
    """Load a dump into this site's database, whole or not at all; the tables of a site without records give way."""
    connection.ensure_connection()
    restore = program("pg_restore", server())
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"DROP TABLE IF EXISTS {connection.ops.quote_name(table)} CASCADE")
        for name in triggers.FUNCTIONS:
            cursor.execute(f"DROP FUNCTION IF EXISTS {name}() CASCADE")
    _run(restore, "--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges", str(copy))
