"""The work at jobs, outside the request: one process holds one job; what was broken off is begun again."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import OperationalError, connection, transaction

from casework.errors import ActRefused, CaseworkError, NoSpace, is_full
from casework.jobs.folder import Cancelled, Folder
from casework.jobs.queue import cancel, end, jobs_in
from casework.law.terms.calendar import LawError
from casework.law.words.languages import Text
from casework.models.jobs import CANCELLED, REFUSED, Job
from casework.reference import reading_once

log = logging.getLogger(__name__)
TRIES = 5
"""How often a job is tried that the database breaks off, although it answers."""
Step = Callable[[Any, Folder, date], None]
"""Does what is to be done in a step of a job, with its folder, on a day; says at last what came of it."""


@dataclass(frozen=True)
class Work:
    """The work at jobs of one sort: what is done in each step, what is read along, after which steps the folder goes.

    `gone` is said where the file of a job is not there any more, `failed` where the fault is ours.
    """

    sort: type[Job]
    steps: Mapping[str, Step]
    along: tuple[str, ...]
    over: tuple[str, ...]
    gone: Text
    failed: Text
    tried: dict[UUID, int] = field(default_factory=dict)
    """How often the database broke off each job since the process began."""

    def at_all(self, today: date) -> int:
        """Work at all that waits, the oldest first; how many it was. Raises OperationalError where no database is."""
        waiting = jobs_in(self.sort, self.sort.working).order_by("begun_at")
        return sum(self._tried(pk, today) for pk in list(waiting.values_list("pk", flat=True)))

    def _tried(self, pk: UUID, today: date) -> bool:
        """Do a step; one that the database breaks off is tried again after the others."""
        try:
            return self.at(pk, today)
        except OperationalError:
            if not _answers():
                raise
            log.warning("%s %s was broken off", self.sort.__name__, pk, exc_info=True)
            return False

    def at(self, pk: UUID, today: date) -> bool:
        """Do the next step of a job unless another process is at it; whether something was done."""
        folder = Folder(pk, self.sort.room)
        with folder.held() as mine:
            waiting = jobs_in(self.sort, self.sort.working, pk=pk)
            job = waiting.select_related(*self.along).first() if mine else None
            if job is None:
                return False
            with reading_once():
                self._do(job, folder, today)
            self.tried.pop(pk, None)
            if job.step in self.over:
                folder.remove()
        if folder.is_to_end():  # said after the last row, while this process held the job
            cancel(job)
        return True

    def _do(self, job: Job, folder: Folder, today: date) -> None:
        """Do a step; whatever stops it is kept as one sentence."""
        try:
            folder.goes_on(0)
            self.steps[job.step](job, folder, today)
        except Cancelled:
            end(job, CANCELLED)
        except (CaseworkError, ActRefused) as problem:
            end(job, REFUSED, problem=[problem.sentence("zh-hans"), problem.sentence("en")])
        except LawError as problem:
            end(job, REFUSED, problem=[problem.zh, problem.en])
        except FileNotFoundError:
            end(job, REFUSED, problem=list(self.gone))
        except Exception as problem:
            full = is_full(problem)
            if isinstance(problem, OperationalError) and not full and self._again(job):
                raise
            log.exception("%s %s failed", self.sort.__name__, job.pk)
            said = [NoSpace().sentence("zh-hans"), NoSpace().sentence("en")] if full else list(self.failed)
            end(job, REFUSED, problem=said)

    def _again(self, job: Job) -> bool:
        """Whether a job that the database broke off is tried again: always where it is away, or busy for long."""
        if not _answers():
            return True
        self.tried[job.pk] = self.tried.get(job.pk, 0) + 1
        return self.tried[job.pk] < TRIES


def _answers() -> bool:
    """Whether the database lets this process write."""
    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()  # a statement may have ended the connection, not the database
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except OperationalError:
        return False
    return True
