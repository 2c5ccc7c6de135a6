"""Whether each attachment has its file as it was attached, and which files belong to nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from django.utils import timezone

from casework.integrity.rule import Only, Result, batches
from casework.models import Attachment
from casework.models.desk import attachments as storage_of_attachments
from casework.reference import Reference

SPARED = timedelta(days=1)
"""A file that nothing names may be one that is being attached: it counts once it has lain for a whole day."""


def check_files(_reference: Reference, today: date, _only: Only) -> Result:
    """Every attachment's file is there and is what was attached; no file lies there for nothing."""
    result, folder = Result(), Path(storage_of_attachments().location)
    for batch in batches(Attachment.objects.all(), None):
        for attachment in batch:
            record = f"{attachment.kind}:{getattr(attachment, f'{attachment.kind}_id')} {attachment}"
            result.look(record, _problem(folder / attachment.file.name, attachment.checksum))
    for path in orphans(today):
        result.look(path.relative_to(folder).as_posix(), "没有记录用到这个文件：manage.py sweep_attachments清理")
    return result


def _problem(path: Path, checksum: str) -> str:
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return "文件缺失"
    except OSError as problem:
        return f"文件读不出来：{problem.strerror}"
    return "" if found == checksum else "文件与校验和不符"


def orphans(today: date) -> Iterator[Path]:
    """Files that no attachment names and that have lain for a day, of uploads that broke off among them."""
    folder = Path(storage_of_attachments().location)
    old = [path for path in sorted(folder.rglob("*")) if path.is_file() and _day_of(path) < today - SPARED]
    if old:
        named = set(Attachment.objects.values_list("file", flat=True))
        yield from (path for path in old if path.relative_to(folder).as_posix() not in named)


def _day_of(path: Path) -> date:
    return datetime.fromtimestamp(path.stat().st_mtime, timezone.get_default_timezone()).date()
