"""Restoring a backup: looked through before anything is written, into a site without records, whole or not at all."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection

from casework.actions.belongings.fieldkey import settle_field_key
from casework.backups import manifest
from casework.backups.making import ENGINES, copy_file, rows
from casework.backups.manifest import ATTACHMENTS, Manifest
from casework.cipher import fingerprint, fingerprint_of
from casework.errors import FaultyInput
from casework.models import Event, Organ, Person
from casework.models.desk import attachments as storage_of_attachments


def looked_through(source: Path) -> tuple[Manifest, list[tuple[str, str, str]]]:
    """The manifest of a backup, and its files that differ from it. Raises FaultyInput for what is no backup of ours."""
    found = manifest.read(source)
    try:
        return found, list(manifest.differing(source, found.files))
    except OSError as problem:
        raise FaultyInput(
            f"备份「{source}」读不出来：{problem.strerror}",
            f"The backup {str(source)!r} cannot be read: {problem.strerror}",
        ) from None


def check_database(source: Path, found: Manifest) -> None:
    """Raises FaultyInput where the backup's database is broken; of the other kind of database only the sum is known."""
    if found.database == connection.vendor:
        ENGINES[connection.vendor].refuse_broken(source / manifest.DATABASES[found.database])


def refuse_misfit(source: Path, found: Manifest) -> None:
    """Raises FaultyInput where a backup cannot be restored here: another kind, a broken database, a site in use."""
    _refuse_other_kind(found)
    check_database(source, found)
    _refuse_records()


def restore(source: Path, found: Manifest) -> None:
    """Put a backup that was looked through in the place of this site. Raises FaultyInput, and then nothing stays."""
    copy = source / manifest.DATABASES[found.database]
    place = Path(storage_of_attachments().location)
    try:
        _put_attachments(source / ATTACHMENTS, place)
        ENGINES[connection.vendor].put_back(copy)
    except (OSError, sqlite3.Error, DatabaseError, FaultyInput) as problem:
        shutil.rmtree(place, ignore_errors=True)
        if isinstance(problem, FaultyInput):
            raise
        said = getattr(problem, "strerror", None) or problem
        raise FaultyInput(f"没有恢复：{said}", f"Nothing was restored: {said}") from None
    _refuse_lost_rows(found)
    call_command("migrate", verbosity=0, interactive=False)
    if fingerprint() == found.field_key:
        settle_field_key()


def _refuse_other_kind(found: Manifest) -> None:
    if found.database != connection.vendor:
        raise FaultyInput(
            f"备份是{found.database}的，这里是{connection.vendor}：恢复到同一种数据库",
            f"The backup is of {found.database} and this site of {connection.vendor}: restore it to its own kind",
        )
    if found.server > ENGINES[connection.vendor].server():
        raise FaultyInput(
            f"备份来自PostgreSQL {found.server}，这里更旧：先更新数据库服务器",
            f"The backup is of PostgreSQL {found.server}, this server is older: update it first",
        )


def _refuse_records() -> None:
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
    ours = [model for model in (Event, Organ, Person) if model._meta.db_table in tables]
    place = Path(storage_of_attachments().location)
    if any(model._default_manager.exists() for model in ours) or (place.is_dir() and any(place.iterdir())):
        raise FaultyInput(
            "这个站点不是空的，只能恢复到空站点：用DATABASE_URL另指一个数据库",
            "This site is not empty, and a backup is restored into an empty one: name another in DATABASE_URL",
        )


def _put_attachments(source: Path, place: Path) -> None:
    if not source.is_dir():
        return
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    for path in sorted(source.rglob("*")):
        if path.is_dir():
            (place / path.relative_to(source)).mkdir(mode=0o700, exist_ok=True)
        else:
            copy_file(path, place / path.relative_to(source))


def _refuse_lost_rows(found: Manifest) -> None:
    with connection.cursor() as cursor:
        for table, count in found.counts.items():
            restored = rows(cursor, f"SELECT count(*) FROM {connection.ops.quote_name(table)}")[0][0]  # noqa: S608  # a table's name
            if restored != count:
                raise FaultyInput(
                    f"恢复后{table}有{restored}行，备份时有{count}行：这份备份不能用",
                    f"{table} has {restored} rows after restoring and had {count}: this backup cannot be used",
                )


# ---- Keys ----


def keys_in(file: Path, found: Manifest) -> dict[str, str]:
    """The keys that `backup --keys` wrote into a file. Raises FaultyInput where they are not those of the backup."""
    try:
        said = json.loads(file.read_text(encoding="ascii"))
        keys = {name: str(said[name]) for name in ("secret_key", "field_key")}
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise FaultyInput(
            f"密钥文件「{file}」读不出来：{problem}", f"The keys in {str(file)!r} cannot be read: {problem}"
        ) from None
    if fingerprint_of(keys["field_key"]) != found.field_key:
        raise FaultyInput(
            f"「{file}」里的密钥不是这份备份的", f"The keys in {str(file)!r} are not those of this backup"
        )
    return keys


def put_keys(keys: dict[str, str]) -> None:
    """Put keys in the place of those that an empty site made for itself. Raises FaultyInput where it was given some."""
    for name, value in keys.items():
        file: Path | None = settings.KEY_FILES[name]
        if file is None:
            if value != getattr(settings, name.upper()):
                variable = f"CASEWORK_{name.upper()}"
                raise FaultyInput(
                    f"{variable}由环境变量给出，与备份的不同：先改成备份的密钥",
                    f"{variable} is given by the environment and differs from the backup's: set it first",
                )
            continue
        drafted = file.with_name(f".{file.name}.restoring")
        drafted.touch(mode=0o600)
        drafted.write_text(f"{value}\n", encoding="ascii")
        drafted.replace(file)
