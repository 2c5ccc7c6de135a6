"""SQLite: the copy of a database that is being written to, and its way back."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection

from casework.backups.manifest import written
from casework.errors import FaultyInput

BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a database while it is open."""


@contextmanager
def snapshot(copy: Path) -> Iterator[sqlite3.Connection]:
    """Copy the database as it is at one moment, and give the copy to be read; others write on meanwhile."""
    connection.ensure_connection()
    os.close(os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    with closing(sqlite3.connect(copy)) as target:
        # all pages in one step: one reading transaction, which writers of a WAL do not disturb
        connection.connection.backup(target, pages=-1)
        # one file: nothing beside it belongs to it
        target.execute("PRAGMA journal_mode=DELETE")
        yield target
    with copy.open("rb") as file:
        os.fsync(file.fileno())


def refuse_broken(copy: Path) -> None:
    """Raises FaultyInput where a copy is no sound database."""
    with closing(sqlite3.connect(f"file:{copy}?mode=ro&immutable=1", uri=True)) as found:
        try:
            said = found.execute("PRAGMA quick_check(1)").fetchone()[0]
        except sqlite3.DatabaseError as problem:
            said = str(problem)
    if said != "ok":
        raise FaultyInput(f"备份里的数据库是坏的：{said}", f"The database of the backup is broken: {said}")


def put_back(copy: Path) -> None:
    """Put a copy in the place of this site's database, whole or not at all."""
    place = Path(connection.settings_dict["NAME"])
    drafted = place.with_name(f".{place.name}.restoring")
    try:
        drafted.unlink(missing_ok=True)
        with copy.open("rb") as source, written(drafted) as file:
            shutil.copyfileobj(source, file)
        connection.close()
        # what an old database left beside it would be taken for the new one's
        for ending in BESIDE:
            place.with_name(f"{place.name}{ending}").unlink(missing_ok=True)
        drafted.replace(place)
    finally:
        drafted.unlink(missing_ok=True)


def server() -> int:
    """SQLite's file has one format."""
    return 0
