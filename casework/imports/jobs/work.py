"""The work at imports, outside the request: one process holds one import; what was broken off is begun again.

An import that was broken off while it was written wrote nothing: records and the end of the job are one transaction.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import OperationalError, transaction

from casework.actions.imported.undoing import undo
from casework.errors import ActRefused, CaseworkError, FaultyInput, NoSpace, is_full
from casework.imports.finding import Outcome
from casework.imports.jobs.folder import Cancelled, Folder, somebody_works
from casework.imports.jobs.found import counts_of, dumped, heads_of
from casework.imports.jobs.queue import hand_of
from casework.imports.mapping import ColumnMapping
from casework.imports.running import import_file
from casework.law.names import RecordKind
from casework.law.terms.calendar import LawError
from casework.models import ImportJob, ImportStep
from casework.models.imported.jobs import WORKING
from casework.reference import reading_once, reference_on

log = logging.getLogger(__name__)
GONE = ("文件已经不在了，重新上传", "The file is gone: send it again")
FAILED = (
    "系统出了错，什么也没有写入；请管理员查看服务器的日志",
    "The system failed, and nothing was written: the administrator finds the cause in the server's log",
)


def start(job: ImportJob, today: date) -> None:
    """Have a job worked at: by the process that stands by, else here and now."""
    if not somebody_works():
        work(job.pk, today)


def work_on_all(today: date) -> int:
    """Work at all that waits, the oldest first; how many it was."""
    waiting = ImportJob.objects.filter(step__in=[step.value for step in WORKING]).order_by("begun_at")
    return sum(work(pk, today) for pk in list(waiting.values_list("pk", flat=True)))


def work(pk: UUID, today: date) -> bool:
    """Do the next step of a job unless another process is at it; whether something was done."""
    folder = Folder(pk)
    with folder.held() as mine:
        waiting = ImportJob.objects.filter(pk=pk, step__in=[step.value for step in WORKING])
        job = waiting.select_related("organ", "person", "batch__organ").first() if mine else None
        if job is None:
            return False
        with reading_once():
            _work(job, folder, today)
        if job.step in (ImportStep.DONE, ImportStep.CANCELLED):
            folder.remove()
        return True


def _work(job: ImportJob, folder: Folder, today: date) -> None:
    """Do a step; whatever stops it is kept as one sentence."""
    try:
        folder.goes_on(0)
        STEPS[ImportStep(job.step)](job, folder, today)
    except Cancelled:
        _end(job, ImportStep.CANCELLED)
    except (CaseworkError, ActRefused) as problem:
        _end(job, ImportStep.REFUSED, problem=[problem.sentence("zh-hans"), problem.sentence("en")])
    except LawError as problem:
        _end(job, ImportStep.REFUSED, problem=[problem.zh, problem.en])
    except FileNotFoundError:
        _end(job, ImportStep.REFUSED, problem=list(GONE))
    except Exception as problem:
        full = is_full(problem)
        if isinstance(problem, OperationalError) and not full:
            raise  # the database is away, or busy for long: it is tried again
        log.exception("import %s failed", job.pk)
        said = [NoSpace().sentence("zh-hans"), NoSpace().sentence("en")] if full else list(FAILED)
        _end(job, ImportStep.REFUSED, problem=said)


def _end(job: ImportJob, step: ImportStep, **more: Any) -> None:
    for name, value in {"step": step.value, **more}.items():
        setattr(job, name, value)
    job.save(update_fields=["step", *more])


def _imported(job: ImportJob, folder: Folder, today: date, *, dry_run: bool) -> Outcome:
    return import_file(
        RecordKind(job.kind),
        folder.file,
        actor=hand_of(job, today),
        today=today,
        reference=reference_on(today),
        mapping=ColumnMapping.read(RecordKind(job.kind), job.mapping),
        dry_run=dry_run,
        name=job.name,
        progress=folder.goes_on,
    )


def _read(job: ImportJob, folder: Folder, today: date) -> None:
    kind = RecordKind(job.kind)
    try:
        heads = heads_of(folder.file, kind, ColumnMapping.read(kind, job.mapping))
    except FaultyInput:
        heads = []  # the reading itself says why
    folder.put_found({"heads": heads})
    outcome = _imported(job, folder, today, dry_run=True)
    folder.put_found(dumped(outcome) | {"heads": heads})
    _end(job, ImportStep.JUDGED, counts=counts_of(outcome))


def _commit(job: ImportJob, folder: Folder, today: date) -> None:
    with transaction.atomic():
        outcome = _imported(job, folder, today, dry_run=False)
        if not outcome.errors.count:
            _end(job, ImportStep.DONE, counts=counts_of(outcome), batch=outcome.batch)
    if outcome.errors.count:  # what the file names has changed since it was read
        folder.put_found(dumped(outcome) | {"heads": folder.found().get("heads", [])})
        _end(job, ImportStep.JUDGED, counts=counts_of(outcome))


def _undo(job: ImportJob, folder: Folder, today: date) -> None:
    if job.batch is None:
        raise FaultyInput("这个批次已经不在了", "This batch is gone")
    actor, reference = hand_of(job, today), reference_on(today)
    with transaction.atomic():
        undo(job.batch, actor=actor, today=today, reference=reference, progress=folder.goes_on)
        _end(job, ImportStep.DONE)


STEPS: dict[ImportStep, Callable[[ImportJob, Folder, date], None]] = {
    ImportStep.READING: _read,
    ImportStep.COMMITTING: _commit,
    ImportStep.UNDOING: _undo,
}
"""Step -> what is done in it."""
