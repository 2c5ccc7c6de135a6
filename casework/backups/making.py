"""Making a backup: one moment of the database, then the files that it names; the folder gets its name when it is whole.

A file lies in the storage before its row is committed and stays there, so that each that the snapshot names is found
however many are attached, or records voided, while the backup is made.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection

from casework.backups import manifest, postgresql, sqlite
from casework.backups.manifest import ATTACHMENTS, Manifest
from casework.cipher import fingerprint
from casework.errors import FaultyInput
from casework.models.desk import attachments as storage_of_attachments

ENGINES: dict[str, ModuleType] = {"sqlite": sqlite, "postgresql": postgresql}


class Made(NamedTuple):
    """A backup, and the attachments that the site itself lacks or holds changed."""

    manifest: Manifest
    lacking: list[str]


NAMED = """SELECT file, checksum FROM casework_attachment UNION SELECT file, checksum FROM casework_sealedfile
           ORDER BY file"""
"""Every file that a row names, with its checksum."""


def back_up(target: Path, now: datetime) -> Made:
    """Make a backup in a folder that must not exist yet. Raises FaultyInput; nothing stays of a backup that failed."""
    refuse_taken(target)
    with _whole_or_not(target) as folder:
        copy = folder / manifest.DATABASES[connection.vendor]
        with ENGINES[connection.vendor].snapshot(copy) as moment:
            counts, migrations = _counts(moment), _migrations(moment)
            named = rows(moment, NAMED)
            keys = rows(moment, "SELECT fingerprint FROM casework_fieldkey")
        lacking = _copy_attachments(folder, named)
        files = {
            path.relative_to(folder).as_posix(): manifest.digest(path)
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }
        made = Manifest(
            version=manifest.version(),
            made_at=now.isoformat(timespec="seconds"),
            database=connection.vendor,
            server=ENGINES[connection.vendor].server(),
            migrations=migrations,
            counts=counts,
            field_key=keys[0][0] if keys else fingerprint(),
            files=files,
        )
        manifest.write(folder, made)
    return Made(made, lacking)


def refuse_taken(target: Path) -> None:
    """Raises FaultyInput where a folder or file is there already, or has nowhere to lie."""
    if os.path.lexists(target):
        raise FaultyInput(
            f"「{target}」已经存在，备份写到新的文件夹", f"{str(target)!r} exists already: name a folder that does not"
        )
    if not target.parent.is_dir():
        raise FaultyInput(f"没有文件夹「{target.parent}」", f"There is no folder {str(target.parent)!r}")


@contextmanager
def _whole_or_not(target: Path) -> Iterator[Path]:
    """A folder beside the target that takes its name at the end, or goes. Raises FaultyInput where the disk refuses."""
    folder = None
    try:
        folder = Path(tempfile.mkdtemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent))
        yield folder
        refuse_taken(target)
        folder.rename(target)
        _settle(target.parent)
    except (OSError, sqlite3.Error, DatabaseError) as problem:
        said = getattr(problem, "strerror", None) or problem
        raise FaultyInput(
            f"备份没有做成：{said}；「{target}」没有写出",
            f"No backup was made: {said}; {str(target)!r} was not written",
        ) from None
    finally:
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)


def _settle(folder: Path) -> None:
    """Write the names in a folder to the disk, where the system lets one."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        os.fsync(handle)
        os.close(handle)


def rows(moment: Any, statement: str) -> list[Any]:
    """The rows of a statement at a moment of the database."""
    found = moment.execute(statement)
    return list((found if found is not None else moment).fetchall())


def _counts(moment: Any) -> dict[str, int]:
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    return {table: rows(moment, f"SELECT count(*) FROM {table}")[0][0] for table in sorted(tables & there)}  # noqa: S608  # the models' own


def _migrations(moment: Any) -> list[str]:
    return [f"{app}.{name}" for app, name in rows(moment, "SELECT app, name FROM django_migrations ORDER BY app, name")]


def _copy_attachments(folder: Path, named: list[Any]) -> list[str]:
    """Copy the files that rows name; gives those that are missing, or are not what their rows say."""
    lacking = []
    source, copies = Path(storage_of_attachments().location), folder / ATTACHMENTS
    for name, checksum in named:
        place = copies / name
        for parent in reversed(place.relative_to(folder).parents[:-1]):
            (folder / parent).mkdir(mode=0o700, exist_ok=True)
        try:
            copy_file(source / name, place)
        except FileNotFoundError:
            lacking.append(name)
        else:
            if manifest.digest(place)["sha256"] != checksum:
                lacking.append(name)
    return lacking


def copy_file(source: Path, place: Path) -> None:
    """Copy a file for its owner alone, to the disk."""
    with source.open("rb") as content, manifest.written(place) as file:
        shutil.copyfileobj(content, file)


def write_keys(file: Path) -> None:
    """Write the keys of the site into a file of their own, for its owner alone. Raises FaultyInput."""
    refuse_taken(file)
    text = json.dumps({"secret_key": settings.SECRET_KEY, "field_key": settings.FIELD_KEY}, indent=1)
    try:
        with manifest.written(file) as out:
            out.write(f"{text}\n".encode("ascii"))
    except OSError as problem:
        file.unlink(missing_ok=True)
        raise FaultyInput(
            f"不能写密钥文件「{file}」：{problem.strerror}", f"Cannot write {str(file)!r}: {problem.strerror}"
        ) from None
