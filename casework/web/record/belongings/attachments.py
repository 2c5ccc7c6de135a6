"""文书附件: the files of a record, listed, sent, described, shown and taken away."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404

from casework.actions.actors import needed_hand
from casework.actions.belongings.attachments import LARGEST, MEGABYTE, Upload, attach, describe
from casework.actions.belongings.filetypes import ALLOWED_EN, ALLOWED_ZH, BY_MIME
from casework.errors import FaultyInput
from casework.law.acts import RULES
from casework.law.names import RecordKind
from casework.law.words.languages import is_chinese, spoken
from casework.models import Attachment
from casework.models.desk import attachments as storage_of_attachments
from casework.web.entry.forms.described import DescribeForm
from casework.web.record.belongings.common import Belongings, address, back_to, find
from casework.web.shell.access import Visit
from casework.web.shell.formatting import day_words, size_words
from casework.web.shell.pages import heading, page


@dataclass
class Attachments(Belongings):
    """The attachments of a record as its page shows them; `form` and `problems` are of files that were not taken."""

    model = Attachment

    form: Any = None
    problems: list[str] = field(default_factory=list)
    rows: dict[int, Any] = field(default_factory=dict)
    """The form of each row, by its id, where rows are being described."""
    largest: int = LARGEST // MEGABYTE

    def line(self, each: Attachment) -> dict[str, Any]:
        """What is shown of a file."""
        language = self.visit.language
        kind = BY_MIME.get(each.content_type)
        return super().line(each) | {
            "name": each.name,
            "title": str(each),
            "day": day_words(each.dated_on, language),
            "pages": each.pages or "—",
            "type": "" if kind is None else (spoken(kind, language)),
            "size": size_words(each.size),
            "checksum": each.checksum,
            "inline": kind is not None and kind.inline,
            "url": address(self.record, "attachment", each.pk),
            "form": self.rows.get(each.pk),
        }

    @property
    def describe_url(self) -> str:
        """Where the names of documents are sent."""
        return address(self.record, "attachments_describe")

    @property
    def print_url(self) -> str:
        """The whole record on paper."""
        return address(self.record, "print")

    @property
    def contents_url(self) -> str:
        """The table of contents of the file."""
        return address(self.record, "contents")

    @property
    def upload_form(self) -> Any:
        """What is said of a file that is sent."""
        return self.form or DescribeForm(today=self.visit.today)

    @property
    def allowed(self) -> str:
        """The types that may be sent."""
        return ALLOWED_ZH if is_chinese(self.visit.language) else ALLOWED_EN

    @property
    def papers(self) -> list[str]:
        """The names of documents in use for this kind of record."""
        kind = RecordKind(self.record.kind)
        known = [rule.paper for rule in RULES[kind].values() if rule.paper is not None]
        return list(dict.fromkeys(spoken(paper, self.visit.language) for paper in known))


def attachments(request: HttpRequest, visit: Visit, pk: int, *, kind: RecordKind) -> HttpResponse:
    """`/…/<id>/attachments/`: the attachments by themselves, each to be described; files that are sent are added."""
    record = find(visit, kind, pk, void=request.method != "POST")
    if request.method != "POST":
        return _listed(request, Attachments(record, visit))
    files = request.FILES.getlist("files")
    shown = Attachments(record, visit, DescribeForm(request.POST, today=visit.today, of=len(files)))
    added = _added(files, shown)
    status = 422 if shown.problems else 200
    if getattr(request, "htmx", False):
        return page(request, "record/attachments_list.html", {"attachments": shown}, status)
    if shown.problems:
        return _listed(request, shown, status)
    return HttpResponseRedirect(f"{shown.url}#attachment-{added[0].pk}")


def _added(files: list[Any], shown: Attachments) -> list[Attachment]:
    """The files that were taken; what is wrong with the others is said, each by its name."""
    record, visit, form = shown.record, shown.visit, shown.form
    actor = needed_hand(record, visit)
    if not files:
        zh, en = "没有上传：还没有选文件", "Nothing was uploaded: no file was chosen"
        shown.problems.append(zh if is_chinese(visit.language) else en)
    if not form.is_valid() or shown.problems:
        shown.problems += [str(error) for errors in form.errors.values() for error in errors]
        return []
    taken = []
    for file, said in zip(files, form.of_each(), strict=True):
        upload = Upload(file.name or "", file.size or 0, file, *said)
        try:
            taken.append(attach(record, upload, actor=actor, today=visit.today))
        except FaultyInput as problem:
            shown.problems.append(problem.sentence(visit.language))
    return taken


def _listed(request: HttpRequest, shown: Attachments, status: int = 200) -> HttpResponse:
    if not shown.hidden and not shown.rows:
        shown.rows = {each.pk: _row(each, shown.visit) for each in shown.all}
    return page(request, "record/attachments_page.html", {**heading(shown.record), "attachments": shown}, status)


def _row(each: Attachment, visit: Visit, data: Any = None) -> Any:
    """The form of one row."""
    said = {"description": each.description, "dated_on": each.dated_on, "pages": each.pages}
    return DescribeForm(data, today=visit.today, initial=said, prefix=str(each.pk))


def described(request: HttpRequest, visit: Visit, pk: int, *, kind: RecordKind) -> HttpResponse:
    """`/…/<id>/attachments/describe/`: names, dates and pages of all rows at once; only those that changed are kept."""
    record = find(visit, kind, pk)
    shown = Attachments(record, visit)
    if request.method != "POST":
        return HttpResponseRedirect(shown.url)
    actor = needed_hand(record, visit)
    # a row that was added meanwhile was not on the page and is left alone
    sent = [each for each in shown.all if each.removed_at is None and f"{each.pk}-description" in request.POST]
    shown.rows = {each.pk: _row(each, visit, request.POST) for each in sent}
    wrong = [form for form in shown.rows.values() if not form.is_valid()]
    if not wrong:
        for each in sent:
            form = shown.rows[each.pk]
            if form.has_changed():
                describe(each, **form.cleaned_data, actor=actor, today=visit.today)
        return back_to(request, record, "attachments", "attachments")
    language = visit.language
    words = "没有保存：下面标出的要改" if is_chinese(language) else "Not saved: mend what is marked below"
    shown.problems.append(words)
    return _listed(request, shown, 422)


# Pictures are shown in a sandbox. A PDF is not: browsers older than 2024 open none there, and what it may run, the
# browser's own reader runs apart from every page.
POLICY = "default-src 'none'; img-src 'self'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"
SANDBOXED = f"{POLICY}; sandbox"


def serve(request: HttpRequest, visit: Visit, pk: int, number: int, *, kind: RecordKind) -> Any:
    """`/…/<id>/attachments/<n>/`: the file; PDF and pictures in the browser, the rest to be saved."""
    record = find(visit, kind, pk, void=True)
    found = get_object_or_404(Attachment.objects.of_record(record), pk=number)
    known = BY_MIME.get(found.content_type)
    try:
        content = storage_of_attachments().open(found.file.name)
    except FileNotFoundError:
        raise Http404 from None
    answer = FileResponse(
        content,
        as_attachment=known is None or not known.inline,
        filename=found.name,
        content_type=found.content_type,
    )
    answer["Content-Security-Policy"] = POLICY if found.content_type == "application/pdf" else SANDBOXED
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer
