"""The work at exports: the file of a page, made for the same reader, by the same code as in the request."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import IO

from django.http import QueryDict
from django.utils import translation

from casework.exports.rows import Telling
from casework.jobs.folder import Folder
from casework.jobs.queue import end
from casework.jobs.working import Work
from casework.kinds import KINDS
from casework.law.names import RecordKind
from casework.law.words.languages import Text
from casework.models import ExportJob, ExportStep
from casework.web.exports.asking import check_rights
from casework.web.lists.lists import exported
from casework.web.shell.access import Visit
from casework.web.statistics.behind import records

PIECE = 1024**2
"""Bytes that are kept at once."""
GONE = Text("文件已经不在了，重新导出", "The file is gone: export it again")
FAILED = Text(
    "系统出了错，没有生成文件；请管理员查看服务器的日志",
    "The system failed, and no file was made: the administrator finds the cause in the server's log",
)
Make = Callable[[Visit, QueryDict, Telling], IO[bytes]]
MAKERS: dict[str, Make] = {
    **{KINDS[kind].place: partial(exported, kind) for kind in RecordKind},
    "statistics_records": records.exported,
}
"""Name of the address of a page -> what makes the file of its rows."""


def _make(job: ExportJob, folder: Folder, today: date) -> None:
    visit = Visit(job.person, today)
    check_rights(job, visit)
    with (
        translation.override(job.language),
        MAKERS[job.page](visit, QueryDict(job.query), Telling(folder.goes_on)) as made,
    ):
        folder.keep(iter(partial(made.read, PIECE), b""))
    folder.goes_on(folder.rows())  # who cancelled meanwhile gets no file
    end(job, ExportStep.DONE)


WORK = Work(
    sort=ExportJob,
    steps={ExportStep.MAKING: _make},
    along=("person",),
    over=(ExportStep.REFUSED, ExportStep.CANCELLED),
    gone=GONE,
    failed=FAILED,
)
