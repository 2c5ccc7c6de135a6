"""Whether each attachment and each seal has its files as they were stored, and which files belong to nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from casework.integrity.rule import Only, Result, batches
from casework.models import Attachment, ExportJob, ImportJob, SealedFile
from casework.models.desk import attachments as storage_of_attachments
from casework.reference import Reference

FILED: tuple[Any, ...] = (Attachment, SealedFile)
"""What names files."""
SPARED = timedelta(days=1)
"""A file that nothing names may be one that is being attached: it counts once it has lain for a whole day."""
OF_JOBS = (ImportJob.room, ExportJob.room)
"""The folders among those of attachments in which jobs keep their files."""


def check_files(_reference: Reference, today: date, _only: Only) -> Result:
    """Every file of an attachment or a seal is there and is what it was; no file lies there for nothing."""
    result, folder = Result(), Path(storage_of_attachments().location)
    for batch in batches(Attachment.objects.all(), None):
        for attachment in batch:
            record = f"{attachment.kind}:{getattr(attachment, f'{attachment.kind}_id')} {attachment}"
            result.look(record, file_problem(attachment))
    for sealed in SealedFile.objects.select_related("report__organ").defer("report__content"):
        result.look(f"report:{sealed.report_id} {sealed}", file_problem(sealed))
    for path in orphans(today):
        result.look(path.relative_to(folder).as_posix(), "没有记录用到这个文件：manage.py sweep_attachments清理")
    return result


def path_of(named: Attachment | SealedFile) -> Path:
    """Where the file that a row names lies."""
    return Path(storage_of_attachments().location) / str(named.file.name)


def file_problem(named: Attachment | SealedFile) -> str:
    """What is wrong with a file that a row names, "" where it is the one that was stored."""
    try:
        with path_of(named).open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return "文件缺失"
    except OSError as problem:
        return f"文件读不出来：{problem.strerror}"
    return "" if found == named.checksum else "文件与校验和不符"


def orphans(today: date) -> Iterator[Path]:
    """Files that no row names and that have lain for a day, of uploads that broke off among them."""
    folder = Path(storage_of_attachments().location)
    lying = (path for path in sorted(folder.rglob("*")) if path.relative_to(folder).parts[0] not in OF_JOBS)
    old = [path for path in lying if path.is_file() and _day_of(path) < today - SPARED]
    if old:
        named = {name for model in FILED for name in model.objects.values_list("file", flat=True)}
        yield from (path for path in old if path.relative_to(folder).as_posix() not in named)


def _day_of(path: Path) -> date:
    return datetime.fromtimestamp(path.stat().st_mtime, timezone.get_default_timezone()).date()
