"""Writing files into the storage of attachments, so that no row lacks its file and no file its row."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkstemp

from django.core.files.base import File

from casework.models.desk import attachments as storage_of_attachments


def store(checksum: str, content: bytes) -> str:
    """Write a file whole and to the disk, then move it to its place in one step; gives its name in the storage."""
    storage = storage_of_attachments()
    folder = Path(storage.location)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, path = mkstemp(dir=folder, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        return str(storage.save(f"{checksum[:2]}/{checksum}", Written(path)))
    except BaseException:
        Path(path).unlink(missing_ok=True)
        raise


class Written(File):  # type: ignore[type-arg]  # the base class takes none at run time
    """A file that lies on the disk already, which the storage moves instead of copying."""

    def __init__(self, path: str) -> None:
        super().__init__(None)
        self.path = path

    def temporary_file_path(self) -> str:
        """Where it lies."""
        return self.path


@contextmanager
def stored_or_not() -> Iterator[list[str]]:
    """Names of files that were stored; if the rows are not committed, the files go again."""
    stored: list[str] = []
    try:
        yield stored
    except BaseException:
        for name in stored:
            storage_of_attachments().delete(name)
        raise
