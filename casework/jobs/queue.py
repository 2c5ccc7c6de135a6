"""What is done with a job of any sort: taken to its next step, cancelled, swept once it is over."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db.models import QuerySet

from casework.jobs.folder import folder_of, place
from casework.models import ExportJob, ImportJob
from casework.models.jobs import CANCELLED, Job

SORTS: tuple[type[Job], ...] = (ImportJob, ExportJob)
UNNAMED = timedelta(hours=1)
"""How long a folder stays that no job names yet: its file may still be being sent."""


def jobs_in(sort: type[Job], steps: Iterable[str], **more: Any) -> QuerySet[Any]:
    """The jobs of a sort that are in one of the steps."""
    found: QuerySet[Any] = sort._default_manager.filter(step__in=[str(step) for step in steps], **more)
    return found


def move(job: Job, since: Iterable[str], **to: Any) -> bool:
    """Take a job to its next step; False, and the job as it is now, where it was taken elsewhere meanwhile."""
    if not jobs_in(type(job), since, pk=job.pk).update(problem=[], **to):
        job.refresh_from_db()
        return False
    for name, value in to.items():
        setattr(job, name, value)
    folder_of(job).begins_anew()
    return True


def end(job: Job, step: str, **more: Any) -> None:
    """Say what came of a step."""
    for name, value in {"step": str(step), **more}.items():
        setattr(job, name, value)
    job.save(update_fields=["step", *more])


def cancel(job: Job) -> None:
    """Let who works at it end, and where nobody does, end it here. What is done stays done."""
    folder = folder_of(job)
    folder.ask_to_end()
    with folder.held() as mine:
        if mine:
            jobs_in(type(job), job.open, pk=job.pk).update(step=CANCELLED)
            folder.remove()


def sweep(now: datetime) -> list[str]:
    """End what has lain for long, and remove the folders of what is over; gives each as `room/name`."""
    return [f"{sort.room}/{name}" for sort in SORTS for name in _swept(sort, now)]


def _swept(sort: type[Job], now: datetime) -> list[str]:
    old = sort._default_manager.filter(begun_at__lt=now - sort.kept)
    for job in jobs_in(sort, sort.open, begun_at__lt=now - sort.kept):
        cancel(job)
    old.delete()
    named = {str(pk) for pk in jobs_in(sort, sort.open).values_list("pk", flat=True)}
    folders = [path for path in sorted(place(sort.room).glob("*")) if path.is_dir() and path.name not in named]
    swept = [path for path in folders if _lies_since(path, now - UNNAMED)]
    for path in swept:
        shutil.rmtree(path, ignore_errors=True)
    return [path.name for path in swept]


def _lies_since(path: Path, moment: datetime) -> bool:
    """Whether a folder was written to before the moment last; not where a request removes it just now."""
    try:
        return path.stat().st_mtime < moment.timestamp()
    except FileNotFoundError:
        return False
