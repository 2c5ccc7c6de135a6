"""The manifest of a backup: what it is of, and the checksum of every file; read back only where all of it fits."""

from __future__ import annotations

import hashlib
import json
import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from casework.errors import FaultyInput

FORMAT = 1
NAME = "manifest.json"
ATTACHMENTS = "attachments"
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
"""The file of a database in a backup, by the kind of database."""
Files = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself.

    `server` is the major version of PostgreSQL, 0 of SQLite; `migrations` are those applied ("app.name"); `counts` the
    rows of each table; `field_key` the fingerprint of the key that personal data are encrypted with, which is not in
    the backup; `files` the size and SHA-256 of each file by its path below the backup.
    """

    version: str
    made_at: str
    database: str
    server: int
    migrations: list[str]
    counts: dict[str, int]
    field_key: str
    files: dict[str, dict[str, Any]]
    format: int = FORMAT


@cache
def version() -> str:
    """The version of the program."""
    text = (settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8")
    return str(tomllib.loads(text)["project"]["version"])


def known_migrations() -> set[str]:
    """The migrations that this version knows, as a manifest names them."""
    return {f"{app}.{name}" for app, name in MigrationLoader(connection).disk_migrations}


def digest(path: Path) -> dict[str, Any]:
    """The size and SHA-256 of a file."""
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
        return {"size": file.tell(), "sha256": found}


@contextmanager
def written(place: Path) -> Iterator[BinaryIO]:
    """A new file for its owner alone, to be written; it is on the disk when it is left."""
    with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


def write(folder: Path, manifest: Manifest) -> None:
    """Write the manifest with its own checksum."""
    body = asdict(manifest)
    text = json.dumps({**body, "checksum": _checksum(body)}, ensure_ascii=False, indent=1, sort_keys=True)
    with written(folder / NAME) as file:
        file.write(f"{text}\n".encode())


def _checksum(body: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(body, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def read(folder: Path) -> Manifest:
    """The manifest of a backup. Raises FaultyInput for what is none, was changed, or is of a newer version."""
    try:
        body = json.loads((folder / NAME).read_text(encoding="utf-8"))
        checksum = body.pop("checksum")
        newer = body["format"] > FORMAT
        manifest = None if newer else Manifest(**body)
    except FileNotFoundError:
        raise FaultyInput(
            f"「{folder}」不是备份：里面没有{NAME}", f"{str(folder)!r} is no backup: it holds no {NAME}"
        ) from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as problem:
        raise FaultyInput(
            f"备份「{folder}」的{NAME}读不出来：{problem}", f"The {NAME} of {str(folder)!r} cannot be read: {problem}"
        ) from None
    if manifest is None:
        raise _newer(str(body.get("version", "")))
    if checksum != _checksum(body):
        raise FaultyInput(
            f"备份「{folder}」的{NAME}被改动过：与它的校验和不符",
            f"The {NAME} of {str(folder)!r} was changed: it does not match its checksum",
        )
    _refuse_newer(manifest)
    return manifest


def _refuse_newer(manifest: Manifest) -> None:
    ours, theirs = ([int(part) for part in re.findall(r"\d+", text)] for text in (version(), manifest.version))
    if theirs > ours or not known_migrations().issuperset(manifest.migrations):
        raise _newer(manifest.version)


def _newer(theirs: str) -> FaultyInput:
    return FaultyInput(
        f"备份来自更新的版本（{theirs}），这里是{version()}：先更新程序",
        f"The backup is of a newer version ({theirs}) than this one, {version()}: update the program first",
    )


def differing(folder: Path, files: Files) -> Iterator[tuple[str, str, str]]:
    """Files of a backup that are not as its manifest says, as (path, what is the matter in Chinese, in English)."""
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()} - {NAME}
    for name in sorted(there - files.keys()):
        yield name, "清单里没有", "is not in the manifest"
    for name, said in files.items():
        if name not in there:
            yield name, "缺失", "is missing"
        elif (folder / name).is_symlink() or digest(folder / name) != said:
            yield name, "与校验和不符", "does not match its checksum"
