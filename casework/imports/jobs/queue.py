"""What a person does with an import: begins it, has it read anew, committed or undone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import uuid4

from casework.actions.reach import Actor
from casework.errors import FaultyInput, NotPermitted
from casework.filters.reader import Reader
from casework.imports.mapping import ColumnMapping
from casework.jobs.folder import Folder
from casework.jobs.queue import cancel, jobs_in, move
from casework.law.names import RecordKind, Role
from casework.models import ImportBatch, ImportJob, ImportMapping, ImportStep, Organ
from casework.permissions import ANY_HAND, IMPORTS

OF_ONE_FILE = ("sheet", "dates", "constants", "resembling")
"""What a mapping says of one file alone."""


def begin(kind: RecordKind, organ: Organ, name: str, chunks: Iterable[bytes], reader: Reader) -> ImportJob:
    """Keep a file, to be read as the organ's files of the kind were read before; an older reading of a file of the
    same name, which its person left, ends. Raises NotPermitted.
    """
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
    _replace_older(job)
    return job


def _replace_older(job: ImportJob) -> None:
    """End what the person tried of a file of this name before and left: the newer reading stands for it."""
    same: dict[str, Any] = {"kind": job.kind, "organ": job.organ, "person": job.person, "name": job.name}
    for older in jobs_in(ImportJob, (ImportStep.JUDGED, ImportStep.REFUSED), **same).exclude(pk=job.pk):
        cancel(older)


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


def _move(job: ImportJob, since: tuple[ImportStep, ...], **to: Any) -> None:
    """Take a job to its next step, unless it was taken elsewhere meanwhile. Raises FaultyInput."""
    if not move(job, since, **to):
        step = ImportStep(job.step)
        raise FaultyInput(f"这次导入{step.zh}，不能再这样做", f"This import is {step.en}: that cannot be done now")


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
