"""导入: a file is sent here; what is under way and what was imported stand below."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from casework.actions.belongings.attachments import clean_name
from casework.choices import code_choices, label_of
from casework.imports.files.book import MOST_BYTES
from casework.imports.jobs.queue import begin
from casework.imports.jobs.work import start
from casework.imports.template import template
from casework.law.names import RecordKind
from casework.models import ImportBatch, ImportJob, ImportStep, Organ
from casework.models.imported.jobs import OPEN
from casework.permissions import IMPORTS
from casework.statistics.words.numbers import number_words
from casework.web.shell.access import Visit
from casework.web.shell.asked import read
from casework.web.shell.formatting import time_words
from casework.web.shell.pages import page
from casework.web.statistics.behind.records import one_page

PAGE_ROWS = 50
MEGABYTE = 1024**2
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class UploadForm(forms.Form):
    """The kind of the records, whose they are, and the file."""

    def __init__(self, visit: Visit, *given: Any) -> None:
        super().__init__(*given)
        self.organs: dict[str, Organ] = {str(organ.pk): organ for organ in organs_of(visit)}
        kinds, organs = code_choices(RecordKind, visit.language), [(pk, each.name) for pk, each in self.organs.items()]
        self.fields["kind"] = forms.ChoiceField(label=_("What it holds"), choices=kinds)
        if len(organs) > 1:
            self.fields["organ"] = forms.ChoiceField(label=_("Whose records"), choices=organs)
        wrong = {"required": _("No file was chosen."), "empty": _("The file is empty.")}
        self.fields["file"] = forms.FileField(label=_("Spreadsheet"), error_messages=wrong)
        self.fields["file"].widget.attrs["accept"] = ".xlsx,.xlsm,.xls,.xlsb,.ods,.csv,.tsv,.txt"

    def clean_file(self) -> Any:
        """The file, if it is not too large."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            said = {"size": f"{file.size / MEGABYTE:.0f}", "most": MOST_BYTES // MEGABYTE}
            raise forms.ValidationError(_("The file has %(size)s MB; at most %(most)s MB are taken: split it.") % said)
        return file

    @property
    def keeper(self) -> Organ:
        """Whose records they are."""
        return self.organs[self.cleaned_data["organ"]] if "organ" in self.fields else next(iter(self.organs.values()))


def organs_of(visit: Visit) -> list[Organ]:
    """The organs whose records the person imports."""
    return visit.organs(IMPORTS)


def imports(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`/imports/`: the form; a file that is sent is read at once."""
    asked = read(request.GET, ("page",))
    form = UploadForm(visit, *((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_bound and form.is_valid():
        return _begun(form, visit)
    batches = ImportBatch.objects.filter(organ__in=organs_of(visit)).select_related("organ", "person", "undone_by")
    shown = one_page(batches, asked, PAGE_ROWS)
    context = {
        "form": form,
        "most": MOST_BYTES // MEGABYTE,
        "templates": [
            (label_of(kind, visit.language), reverse("import_template", args=[kind.value])) for kind in RecordKind
        ],
        "jobs": list(_jobs(visit)),
        "batches": [batch_line(batch, visit) for batch in shown],
        "shown": shown,
        "several": len(organs_of(visit)) > 1,
    }
    return page(request, "imports/imports.html", context, 422 if form.errors else 200)


def _begun(form: UploadForm, visit: Visit) -> HttpResponse:
    file = form.cleaned_data["file"]
    kind = RecordKind(form.cleaned_data["kind"])
    job = begin(kind, form.keeper, clean_name(file.name or ""), file.chunks(), visit)
    start(job, visit.today)
    return HttpResponseRedirect(reverse("import_job", args=[job.pk]))


def _jobs(visit: Visit) -> Iterator[dict[str, Any]]:
    """What the person has under way."""
    own = ImportJob.objects.filter(person=visit.person, organ__in=organs_of(visit)).select_related("organ")
    for job in own.filter(step__in=[step.value for step in OPEN]):
        yield {
            "url": reverse("import_job", args=[job.pk]),
            "name": job.name,
            "kind": label_of(RecordKind(job.kind), visit.language),
            "organ": job.organ.name,
            "begun": time_words(job.begun_at, visit.language),
            "step": label_of(ImportStep(job.step), visit.language),
        }


def batch_line(batch: ImportBatch, visit: Visit) -> dict[str, Any]:
    """A batch as lists and its page tell of it."""
    language = visit.language
    return {
        "url": reverse("import_batch", args=[batch.pk]),
        "name": batch.name,
        "kind": label_of(RecordKind(batch.kind), language),
        "organ": batch.organ.name,
        "person": str(batch.person or _("An import by command")),
        "committed": time_words(batch.committed_at, language),
        "undone": time_words(batch.undone_at, language) if batch.undone_at else "",
        "undone_by": str(batch.undone_by or ""),
        **{name: number_words(getattr(batch, name)) for name in ("rows", "created", "changed", "unchanged")},
        "as_recorded": number_words(batch.as_recorded),
    }


def template_file(request: HttpRequest, visit: Visit, kind: str) -> Any:
    """`/imports/templates/<kind>/`: the workbook to fill in."""
    organs = organs_of(visit)
    if kind not in [each.value for each in RecordKind] or not organs:
        raise Http404
    found = RecordKind(kind)
    made = template(found, organs[0], visit.reference, visit.language)
    name = f"{label_of(found, visit.language)}.xlsx"
    return FileResponse(made, as_attachment=True, filename=name, content_type=XLSX)
