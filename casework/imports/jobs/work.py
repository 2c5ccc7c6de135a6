"""The work at imports: reading, writing, undoing.

An import that was broken off while it was written wrote nothing: records and the end of the job are one transaction.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from casework.actions.imported.undoing import undo
from casework.errors import FaultyInput
from casework.imports.finding import Outcome
from casework.imports.jobs.found import SEEN, counts_of, dumped, seen_in
from casework.imports.jobs.queue import hand_of
from casework.imports.mapping import ColumnMapping
from casework.imports.running import import_file
from casework.jobs.folder import Folder, somebody_works
from casework.jobs.queue import end
from casework.jobs.working import Work
from casework.law.names import RecordKind
from casework.law.words.languages import Text
from casework.models import ImportJob, ImportStep
from casework.reference import reference_on

GONE = Text("文件已经不在了，重新上传", "The file is gone: send it again")
FAILED = Text(
    "系统出了错，什么也没有写入；请管理员查看服务器的日志",
    "The system failed, and nothing was written: the administrator finds the cause in the server's log",
)


def start(job: ImportJob, today: date) -> None:
    """Have a job worked at: by the process that stands by, else here and now."""
    if not somebody_works():
        work(job.pk, today)


def work(pk: UUID, today: date) -> bool:
    """Do the next step of an import unless another process is at it; whether something was done."""
    return WORK.at(pk, today)


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
        seen = seen_in(folder.file, kind, ColumnMapping.read(kind, job.mapping))
    except FaultyInput:
        seen = {}  # the reading itself says why
    folder.put_found(seen)
    outcome = _imported(job, folder, today, dry_run=True)
    folder.put_found(dumped(outcome) | seen)
    end(job, ImportStep.JUDGED, counts=counts_of(outcome))


def _commit(job: ImportJob, folder: Folder, today: date) -> None:
    with transaction.atomic():
        outcome = _imported(job, folder, today, dry_run=False)
        if not outcome.errors.count:
            end(job, ImportStep.DONE, counts=counts_of(outcome), batch=outcome.batch)
    if outcome.errors.count:  # what the file names has changed since it was read
        seen = folder.found()
        folder.put_found(dumped(outcome) | {name: seen.get(name, []) for name in SEEN})
        end(job, ImportStep.JUDGED, counts=counts_of(outcome))


def _undo(job: ImportJob, folder: Folder, today: date) -> None:
    if job.batch is None:
        raise FaultyInput("这个批次已经不在了", "This batch is gone")
    actor, reference = hand_of(job, today), reference_on(today)
    with transaction.atomic():
        undo(job.batch, actor=actor, today=today, reference=reference, progress=folder.goes_on)
        end(job, ImportStep.DONE)


WORK = Work(
    sort=ImportJob,
    steps={ImportStep.READING: _read, ImportStep.COMMITTING: _commit, ImportStep.UNDOING: _undo},
    along=("organ", "person", "batch__organ"),
    over=(ImportStep.DONE, ImportStep.CANCELLED),
    gone=GONE,
    failed=FAILED,
)
