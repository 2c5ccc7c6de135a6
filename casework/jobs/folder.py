"""The folder of a job: its file, what was found in it, how far the work is, and who is at it.

What changes while records are written does not go through the database, of which the writing holds the lock. The
operating system takes a lock back from a process that ends, however it ends: work is never taken for going on.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from casework.models import ImportJob
from casework.models.desk import attachments as storage_of_attachments
from casework.models.jobs import Job

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

FILE = "CSV"
"""What the file is called where it lies: of a text of columns it is the name of its only sheet."""


class Cancelled(Exception):
    """The person wants no more of it."""


def place(room: str = ImportJob.room) -> Path:
    """Where the folders of jobs of a sort lie: among the attachments, which no address serves."""
    return Path(storage_of_attachments().location) / room


@dataclass(frozen=True)
class Folder:
    """The folder of one job, by its id and the room of its sort."""

    job: UUID
    room: str = ImportJob.room

    @property
    def path(self) -> Path:
        """Where it lies."""
        return place(self.room) / str(self.job)

    @property
    def file(self) -> Path:
        """The file as it was sent."""
        return self.path / FILE

    def make(self) -> None:
        """Make it, for its owner alone."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)

    def keep(self, chunks: Iterable[bytes]) -> None:
        """Keep the file that was sent."""
        self.make()
        with self.file.open("wb") as file:
            for chunk in chunks:
                file.write(chunk)
        self.file.chmod(0o600)

    def remove(self) -> None:
        """Remove it with all that lies in it."""
        shutil.rmtree(self.path, ignore_errors=True)

    # ---- What was found ----

    def put_found(self, found: dict[str, Any]) -> None:
        """Keep what was found, whole or not at all."""
        self.make()
        fresh = self.path / "found.part"
        fresh.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
        fresh.chmod(0o600)
        fresh.replace(self.path / "found")

    def found(self) -> dict[str, Any]:
        """What was found; nothing where nothing was yet, or the folder is gone."""
        try:
            kept: dict[str, Any] = json.loads((self.path / "found").read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        return kept

    # ---- How far it is ----

    def goes_on(self, rows: int) -> None:
        """Say how far it is. Raises Cancelled where the person wants no more of it."""
        if self.is_to_end():
            raise Cancelled
        (self.path / "rows").write_text(str(rows), encoding="ascii")

    def rows(self) -> int:
        """How many rows or records are done."""
        try:
            return int((self.path / "rows").read_text(encoding="ascii") or 0)
        except (FileNotFoundError, ValueError):
            return 0

    def begins_anew(self) -> None:
        """Nothing is done of the next step yet."""
        (self.path / "rows").unlink(missing_ok=True)

    def ask_to_end(self) -> None:
        """Let who works at it end."""
        self.make()
        (self.path / "cancel").touch()

    def is_to_end(self) -> bool:
        """Whether the person wants no more of it."""
        return (self.path / "cancel").exists()

    @contextmanager
    def held(self) -> Iterator[bool]:
        """Hold it while working at it; False where another process holds it."""
        self.make()
        with _locked(self.path / "lock") as mine:
            yield mine


def folder_of(job: Job) -> Folder:
    """The folder of a job."""
    return Folder(job.pk, job.room)


@contextmanager
def _locked(path: Path, *, shared: bool = False) -> Iterator[bool]:
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except FileNotFoundError:  # the folder is removed just now, by who held it
        yield False
        return
    try:
        try:
            if sys.platform == "win32":  # which shares none: the second of those who stand by goes without
                msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            else:
                fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except OSError:
            yield False
        else:
            yield True
    finally:
        os.close(handle)


@contextmanager
def present() -> Iterator[None]:
    """Be one of the processes that work at jobs."""
    place().mkdir(mode=0o700, parents=True, exist_ok=True)
    with _locked(place() / "workers", shared=True):
        yield


def somebody_works() -> bool:
    """Whether a process stands by that works at jobs."""
    place().mkdir(mode=0o700, parents=True, exist_ok=True)
    with _locked(place() / "workers") as alone:
        return not alone
