"""导出的文件: how far each is, and the file itself, for who asked for it alone."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from casework.choices import label_of
from casework.errors import FaultyInput
from casework.jobs.folder import folder_of
from casework.jobs.queue import cancel
from casework.law.words.languages import Text, spoken
from casework.models import ExportJob, ExportStep
from casework.statistics.words.numbers import number_words
from casework.web.exports.asking import check_rights
from casework.web.exports.work import GONE
from casework.web.shell.access import Visit
from casework.web.shell.asked import read
from casework.web.shell.formatting import time_words
from casework.web.shell.pages import page
from casework.web.shell.progress import how_far, part


def own(visit: Visit) -> QuerySet[ExportJob]:
    """The files that the person asked for within the last day."""
    return ExportJob.objects.filter(person=visit.person, begun_at__gte=timezone.now() - ExportJob.kept)


def find_job(visit: Visit, pk: UUID) -> ExportJob:
    """The person's own. Raises Http404."""
    return get_object_or_404(own(visit), pk=pk)


def exports(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`/exports/`: the files that are being made, and those that can be fetched."""
    read(request.GET, ())
    jobs = own(visit).filter(step__in=[step.value for step in ExportJob.open])
    return page(request, "exports/exports.html", {"jobs": [_line(job, visit) for job in jobs]})


def _line(job: ExportJob, visit: Visit) -> dict[str, Any]:
    rows = job.counts.get("rows", 0)
    return {
        "url": reverse("export_job", args=[job.pk]),
        "name": job.name,
        "rows": number_words(rows) if rows else "",
        "asked": time_words(job.begun_at, visit.language),
        "step": label_of(ExportStep(job.step), visit.language),
    }


def export(request: HttpRequest, visit: Visit, pk: UUID) -> HttpResponse:
    """`/exports/<id>/`: one of them; what is sent ends the work, or removes the file."""
    job = find_job(visit, pk)
    if request.method == "POST":
        if request.POST.get("do") != "cancel":
            raise Http404
        cancel(job)
        return HttpResponseRedirect(reverse("export_job", args=[job.pk]))
    read(request.GET, ())
    problem = spoken(Text(*job.problem), visit.language) if job.problem else ""
    again = f"{reverse(job.page)}?{job.query}"
    context = _line(job, visit) | {"job": job, "problem": problem, "again": again, **_how_far(job, visit)}
    return page(request, "exports/job.html", context)


def _how_far(job: ExportJob, visit: Visit) -> dict[str, Any]:
    leave = _("You may leave this page: the work goes on, and the list of exported files leads back.")
    return how_far(job, "export", label_of(ExportStep(job.step), visit.language), leave, job.counts.get("rows", 0))


def progress(request: HttpRequest, visit: Visit, pk: UUID) -> HttpResponse:
    """`/exports/<id>/progress/`: the part of the page that says how far the work is; when it is done, the page anew."""
    return part(request, _how_far(find_job(visit, pk), visit))


def file(_request: HttpRequest, visit: Visit, pk: UUID) -> Any:
    """`/exports/<id>/file/`: the file."""
    job = find_job(visit, pk)
    check_rights(job, visit)
    if job.step != ExportStep.DONE:
        raise Http404
    try:
        made = folder_of(job).file.open("rb")
    except FileNotFoundError:
        raise FaultyInput(*GONE) from None
    return FileResponse(made, as_attachment=True, filename=job.name)
