"""An import under way: how far it is, what the dry run found, how the file is read, and what is done next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from casework.choices import label_of
from casework.errors import FaultyInput
from casework.imports.finding import MOST_KEPT, Finding
from casework.imports.jobs.found import COUNTED, findings, moved_cells
from casework.imports.jobs.marked import marked
from casework.imports.jobs.queue import commit, read_again
from casework.imports.jobs.work import GONE, start
from casework.imports.mapping import ColumnMapping
from casework.imports.preview import is_of_subtree
from casework.jobs.folder import Folder
from casework.jobs.queue import cancel
from casework.law.names import RecordKind
from casework.law.words.languages import Text, spoken
from casework.models import ImportJob, ImportStep
from casework.models.imported.jobs import WORKING
from casework.statistics.words.numbers import number_words
from casework.web.imports.mapping import MappingPage
from casework.web.imports.moved import moved_years
from casework.web.imports.uploading import XLSX, organs_of
from casework.web.shell.access import Visit
from casework.web.shell.asked import read
from casework.web.shell.pages import page
from casework.web.shell.progress import how_far, part
from casework.web.statistics.behind.records import one_page

PAGE_ROWS = 100
DO = "do"


def find_job(visit: Visit, pk: UUID) -> ImportJob:
    """The person's own import. Raises Http404."""
    own = ImportJob.objects.filter(person=visit.person, organ__in=organs_of(visit)).select_related("organ", "batch")
    return get_object_or_404(own, pk=pk)


def job_page(request: HttpRequest, visit: Visit, pk: UUID) -> HttpResponse:
    """`/imports/<id>/`: the import; what is sent has it read anew, committed or cancelled."""
    job = find_job(visit, pk)
    problem = ""
    if request.method == "POST":
        try:
            return _done(request, visit, job)
        except FaultyInput as refused:
            problem = refused.sentence(visit.language)
    if job.step == ImportStep.DONE and job.batch is not None:
        return HttpResponseRedirect(reverse("import_batch", args=[job.batch.pk]))
    return _shown(request, visit, job, problem)


def _done(request: HttpRequest, visit: Visit, job: ImportJob) -> HttpResponse:
    what = ACTS.get(request.POST.get(DO, ""))
    if what is None:
        raise Http404
    what(job, request.POST, visit)
    return HttpResponseRedirect(reverse("import_job", args=[job.pk]))


def _read_again(job: ImportJob, sent: Mapping[str, str], visit: Visit) -> None:
    asked = MappingPage(job, Folder(job.pk).found(), [], visit)
    read_again(job, asked.read(sent))
    start(job, visit.today)


def _commit(job: ImportJob, _sent: Mapping[str, str], visit: Visit) -> None:
    commit(job)
    start(job, visit.today)


def _cancel(job: ImportJob, _sent: Mapping[str, str], _visit: Visit) -> None:
    cancel(job)


ACTS: dict[str, Callable[[ImportJob, Mapping[str, str], Visit], None]] = {
    "again": _read_again,
    "commit": _commit,
    "cancel": _cancel,
}
"""What the buttons of the page do, by the value of `do`."""


def _shown(request: HttpRequest, visit: Visit, job: ImportJob, problem: str) -> HttpResponse:
    asked = read(request.GET, ("page", "warnings", "doubts"))
    found = {} if job.step in WORKING else Folder(job.pk).found()
    errors, warnings = findings(found.get("errors", ())), findings(found.get("warnings", ()))
    context = {
        "job": job,
        "kind": label_of(RecordKind(job.kind), visit.language),
        "problem": problem or (spoken(Text(*job.problem), visit.language) if job.problem else ""),
        "counts": counts(job),
        "said": [spoken(Text(*each), visit.language) for each in found.get("told", ())],
        "mapping": MappingPage(job, found, errors, visit),
        "errors": _table(errors, asked.get("page", "1"), visit),
        "warnings": _table(warnings, asked.get("warnings", "1"), visit),
        "doubts": _table(findings(found.get("doubts", ())), asked.get("doubts", "1"), visit),
        "resembling": job.counts.get("resembling", 0),
        "more_errors": job.counts.get("errors", 0) > MOST_KEPT,
        "subtree": is_of_subtree(job.organ, RecordKind(job.kind)),
        "years": moved_years(moved_cells(found.get("tables", ())), visit.language),
        "may_commit": job.step == ImportStep.JUDGED and not job.counts.get("errors"),
        "new": job.counts.get("created", 0) + job.counts.get("changed", 0),
        **_progress(job, visit),
    }
    return page(request, "imports/job.html", context, 422 if problem else 200)


def counts(job: ImportJob) -> dict[str, str]:
    """The numbers of a job in words."""
    return {name: number_words(job.counts.get(name, 0)) for name in (*COUNTED, "errors", "warnings")}


def _table(found: list[Finding], asked: str, visit: Visit) -> dict[str, Any]:
    """One page of findings."""
    shown = one_page(found, {"page": asked}, PAGE_ROWS)
    language = visit.language
    lines = [
        each._asdict() | {"problem": spoken(each.problem, language), "allowed": spoken(each.allowed, language)}
        for each in shown
    ]
    return {"lines": lines, "shown": shown, "total": len(found)}


def _progress(job: ImportJob, visit: Visit) -> dict[str, Any]:
    """How far the work is."""
    total = job.counts.get("rows", 0) if job.step == ImportStep.COMMITTING else 0
    leave = _("You may leave this page: the work goes on, and the list of imports leads back.")
    return how_far(job, "import", label_of(ImportStep(job.step), visit.language), leave, total)


def progress(request: HttpRequest, visit: Visit, pk: UUID) -> HttpResponse:
    """`/imports/<id>/progress/`: the part of the page that says how far the work is; when it is done, the page anew."""
    return part(request, _progress(find_job(visit, pk), visit))


def marked_file(request: HttpRequest, visit: Visit, pk: UUID) -> Any:
    """`/imports/<id>/marked/`: the workbook back, with what is wrong."""
    job, folder = find_job(visit, pk), Folder(pk)
    kind = RecordKind(job.kind)
    try:
        errors = findings(folder.found().get("errors", ()))
        mapping = ColumnMapping.read(kind, job.mapping)
        made = marked(folder.file, kind, mapping, errors, visit.language)
    except FileNotFoundError:
        raise FaultyInput(*GONE) from None
    stem = job.name.rpartition(".")[0] or job.name
    return FileResponse(made, as_attachment=True, filename=f"{stem}.xlsx", content_type=XLSX)
