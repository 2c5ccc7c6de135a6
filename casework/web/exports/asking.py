"""When a file is made outside the request, and what is kept of who asked for it."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from casework.errors import NotPermitted
from casework.filters.reader import Reader
from casework.jobs.folder import somebody_works
from casework.jobs.queue import jobs_in
from casework.models import ExportJob, ExportStep
from casework.web.shell.access import Visit

AT_ONCE = 3000
"""Rows up to which a file is made while its reader waits: as many took 0.3 to 2.0 seconds, by kind and columns."""


LONGEST_NAME = 180
"""Characters of the name of a file before its ending."""


def is_long(rows: QuerySet[Any]) -> bool:
    """Whether a file of these rows is made outside the request: there are many, and a process stands by."""
    return somebody_works() and bool(rows.order_by().values_list("pk")[AT_ONCE : AT_ONCE + 1])


def rights_of(reader: Reader) -> list[Any]:
    """Whose records a reader reads, and in which of them names: what is in a file follows from both."""
    return [[each.everything, sorted(each.own), list(each.under)] for each in (reader.reach, reader.names)]


def check_rights(job: ExportJob, reader: Reader) -> None:
    """Raises NotPermitted where the reader's rights are not those for which the file was asked."""
    if job.rights != rights_of(reader):
        raise NotPermitted(
            "您的权限在这期间变了：重新导出", "Your rights have changed since you asked for this file: export it again"
        )


def later(visit: Visit, page: str, query: str, name: str, rows: int = 0) -> HttpResponse:
    """To the page on which a file is waited for; who waits for the same already, waits for that one.

    `page` is the name of the address whose rows it holds, `query` what is asked of it, `rows` how many it will have.
    """
    stem, _dot, form = name.rpartition(".")
    asked = {"page": page, "query": query, "language": visit.language, "rights": rights_of(visit)}
    job = jobs_in(ExportJob, ExportJob.working, person=visit.person, **asked).first()
    if job is None:
        said = {"name": f"{stem[:LONGEST_NAME]}.{form}", "step": ExportStep.MAKING.value, "counts": {"rows": rows}}
        job = ExportJob.objects.create(person=visit.person, **asked, **said)
    return HttpResponseRedirect(reverse("export_job", args=[job.pk]))
