"""What a person does with an import: begins it, has it read anew, committed, cancelled or undone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from casework.actions.reach import Actor
from casework.errors import FaultyInput, NotPermitted
from casework.filters.reader import Reader
from casework.imports.jobs.folder import Folder, place
from casework.imports.mapping import ColumnMapping
from casework.law.names import RecordKind, Role
from casework.models import ImportBatch, ImportJob, ImportMapping, ImportStep, Organ
from casework.models.imported.jobs import OPEN
from casework.permissions import ANY_HAND, IMPORTS

KEPT = timedelta(days=14)
"""How long an import that nobody ends is kept."""
OF_ONE_FILE = ("sheet", "dates", "constants")
"""What a mapping says of one file alone."""


def begin(kind: RecordKind, organ: Organ, name: str, chunks: Iterable[bytes], reader: Reader) -> ImportJob:
    """Keep a file, to be read as the organ's files of the kind were read before. Raises NotPermitted."""
    hand_at(organ, reader)
    job = ImportJob(id=uuid4(), kind=kind.value, organ=organ, person=reader.person, name=name)
    job.step, job.mapping = ImportStep.READING.value, remembered(kind, organ).dump()
    folder = Folder(job.pk)
    try:
        folder.keep(chunks)
        job.save(force_insert=True)
    except BaseException:
        folder.remove()
        raise
    return job


def read_again(job: ImportJob, mapping: ColumnMapping) -> None:
    """Have the file read by another mapping, which is remembered for the organ. Raises FaultyInput."""
    said = {name: value for name, value in mapping.dump().items() if name not in OF_ONE_FILE}
    _move(job, (ImportStep.JUDGED, ImportStep.REFUSED), step=ImportStep.READING.value, mapping=mapping.dump())
    ImportMapping.objects.update_or_create(organ=job.organ, kind=job.kind, defaults={"mapping": said})


def remembered(kind: RecordKind, organ: Organ) -> ColumnMapping:
    """How the last file of the organ was read; as usual where none was, or columns bear other names since."""
    kept = ImportMapping.objects.filter(organ=organ, kind=kind.value).values_list("mapping", flat=True).first()
    try:
        return ColumnMapping.read(kind, kept or {})
    except FaultyInput:
        return ColumnMapping()


def commit(job: ImportJob) -> None:
    """Have it written. Raises FaultyInput where a row is wrong, and where it is not read yet, or done already."""
    if job.counts.get("errors"):
        raise FaultyInput(
            "还有错误，没有写入：改好表格再上传", "Nothing was written: first mend what is wrong in the file"
        )
    _move(job, (ImportStep.JUDGED,), step=ImportStep.COMMITTING.value)


def begin_undoing(batch: ImportBatch, reader: Reader) -> ImportJob:
    """Have a batch undone; of one that is being undone already, that job. Raises NotPermitted."""
    hand_at(batch.organ, reader)
    under_way = ImportJob.objects.filter(batch=batch, step=ImportStep.UNDOING.value, person=reader.person).first()
    if under_way is not None:
        return under_way
    said: dict[str, Any] = {"kind": batch.kind, "organ": batch.organ, "name": batch.name, "batch": batch}
    return ImportJob.objects.create(person=reader.person, step=ImportStep.UNDOING.value, **said)


def cancel(job: ImportJob) -> None:
    """Let who works at it end, and where nobody does, end it here. What is done stays done."""
    folder = Folder(job.pk)
    folder.ask_to_end()
    with folder.held() as mine:
        if mine:
            ended = ImportJob.objects.filter(pk=job.pk, step__in=[step.value for step in OPEN])
            ended.update(step=ImportStep.CANCELLED.value)
            folder.remove()


def _move(job: ImportJob, since: tuple[ImportStep, ...], **to: Any) -> None:
    """Take a job to its next step, unless it was taken elsewhere meanwhile. Raises FaultyInput."""
    still = ImportJob.objects.filter(pk=job.pk, step__in=[step.value for step in since])
    if not still.update(problem=[], **to):
        job.refresh_from_db()
        step = ImportStep(job.step)
        raise FaultyInput(f"这次导入{step.zh}，不能再这样做", f"This import is {step.en}: that cannot be done now")
    for name, value in to.items():
        setattr(job, name, value)
    Folder(job.pk).begins_anew()


def hand_at(organ: Organ, reader: Reader) -> Actor:
    """The hand that writes an organ's records, with every role that the person holds there. Raises NotPermitted."""
    held = frozenset(Role(member.role) for member in reader.held if member.organ_id == organ.pk)
    if not held & IMPORTS:
        raise NotPermitted(
            f"导入{organ.name}的记录，要在那里任承办人或者机构负责人",
            f"To import records of {organ.name} takes a clerk or supervisor of it",
        )
    return Actor(reader.person, organ, held & ANY_HAND)


def hand_of(job: ImportJob, today: date) -> Actor:
    """The hand that a job's person has on that day. Raises NotPermitted."""
    return hand_at(job.organ, Reader(job.person, today))


def sweep(now: datetime) -> list[str]:
    """End what has lain for long, and remove the folders of what is ended; gives the names of the folders."""
    old = ImportJob.objects.filter(begun_at__lt=now - KEPT)
    for job in old.filter(step__in=[step.value for step in OPEN]):
        cancel(job)
    old.delete()
    kept = {str(pk) for pk in ImportJob.objects.filter(step__in=[s.value for s in OPEN]).values_list("pk", flat=True)}
    folders = [path for path in sorted(place().glob("*")) if path.is_dir() and path.name not in kept]
    swept = [path.name for path in folders if _is_old(path.stat().st_mtime, now)]
    for name in swept:
        Folder(name).remove()  # type: ignore[arg-type]  # a folder is named by the id of its job
    return swept


def _is_old(written: float, now: datetime) -> bool:
    """Whether nobody is sending it any more."""
    return datetime.fromtimestamp(written, timezone.get_default_timezone()) < now - timedelta(hours=1)
