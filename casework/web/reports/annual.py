"""年度报告草稿: asked for, looked through with every figure a link, written block by block, taken away as a file."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from casework.actions.reports.annual import When, Written, adopt, discard_draft, open_draft, write_block
from casework.actions.reports.annualfiles import TYPES, annual_file
from casework.actions.reports.sealing import NotSealed, open_report
from casework.actions.reports.yearly import asked_by
from casework.choices import label_of
from casework.documents.edition import Level
from casework.documents.figures import counted, known
from casework.documents.language import parse
from casework.documents.pdf import CannotPrint
from casework.documents.report import Paper, in_names, names, question_of
from casework.documents.typed import typed_numbers
from casework.errors import CaseworkError, FaultyInput, NotPermitted, StaleVersion, named
from casework.filters.asked import Question
from casework.models import AnnualDraft, SealedReport
from casework.permissions import DRAFTS, READS_SUBTREE, SEALS
from casework.reference import ledger_kinds
from casework.statistics.compute import DEFINITIONS
from casework.vocabulary import LedgerKinds
from casework.web.entry.forms.codes import typed_for
from casework.web.lists.filter_words import page_sentence
from casework.web.reports.annual_view import Drafted, name_of
from casework.web.reports.reports import roles_at
from casework.web.reports.sealed import badge, heading_of_draft
from casework.web.reports.sealing import hand
from casework.web.shell.access import Visit
from casework.web.shell.asked import BASES, OWN, read, read_number
from casework.web.shell.formatting import joined
from casework.web.shell.pages import page
from casework.web.statistics.frame.asking import first_typed, question_fields, question_typed, typed_in
from casework.web.statistics.frame.described import basis_words

REFUSED = (FaultyInput, NotPermitted, NotSealed, StaleVersion)
STYLE = "style-"


def find_draft(visit: Visit, pk: int) -> AnnualDraft:
    """A draft that the person may read. Raises Http404."""
    seen = AnnualDraft.objects.visible_to(visit.reach).defer("tables")
    draft: AnnualDraft = get_object_or_404(seen.select_related("organ", "changed_by"), pk=pk)
    return draft


def when(visit: Visit) -> When:
    """The day, the time and the reference data of an action."""
    return When(visit.today, timezone.now(), visit.reference)


def may_write(visit: Visit, draft: AnnualDraft) -> bool:
    """Whether the person writes the draft: at the organ itself, with all below it where they read that."""
    held = roles_at(visit, draft.organ)
    return bool(held & DRAFTS) and (not draft.subtree or bool(held & READS_SUBTREE))


def of_problem(problem: CaseworkError | None, visit: Visit) -> dict[str, Any]:
    """What was refused, and where."""
    sentence = page_sentence(problem, visit.language) if problem is not None else ""
    return {"problem": sentence, "where": getattr(problem, "where", "")}


# ---- A new draft


def new(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`/reports/new/`: organ, subtree, period, day of the state; of another basis there are tables without a text."""
    organs = visit.organs(DRAFTS)
    typed = first_typed(organs, visit.today)
    problem: CaseworkError | None = None
    if request.method == "POST":
        typed |= typed_in(request)
        try:
            return HttpResponseRedirect(_begun(visit, question_typed(typed, organs, visit.today)).get_absolute_url())
        except REFUSED as refusal:
            problem = refusal
    words = {
        "bases": [(basis, _basis(basis, visit.language), basis == typed["basis"]) for basis in BASES],
        "heading": _("New report"),
        "note": _(
            "The text is composed with the figures of the period; its narrative parts are filled in on the next page. "
            "Where there is a draft for the same question already, that one opens."
        ),
        "button": _("Compose the report"),
    }
    context = question_fields(typed, organs, problem, visit.language) | words
    return page(request, "reports/new.html", context, 422 if problem is not None else 200)


def _begun(visit: Visit, question: Question) -> AnnualDraft | SealedReport:
    """The draft of a question; of another basis, in which no text is written, the report to be sealed."""
    actor = hand(visit, question.scope.organ)
    if question.basis:
        return open_report(question, actor=actor, today=visit.today)
    return open_draft(question, actor=actor, when=when(visit))


def _basis(basis: str, language: str) -> str:
    return _("as each table prescribes") if basis == OWN else basis_words(basis, language)


def moved(_request: HttpRequest, _visit: Visit) -> HttpResponse:
    """`/reports/annual/new/`: where a draft was begun before."""
    return HttpResponseRedirect(reverse("report_new"), preserve_request=True)


# ---- The draft


def annual(request: HttpRequest, visit: Visit, pk: int) -> HttpResponse:
    """`/reports/annual/<id>/`: the whole report; figures that changed are marked and adopted here."""
    read(request.GET, ())
    draft = find_draft(visit, pk)
    problem: CaseworkError | None = None
    if request.method == "POST":
        try:
            return _done(request, visit, draft)
        except REFUSED as refusal:
            problem = refusal
            draft = find_draft(visit, pk)
    return draft_page(request, visit, draft, problem)


def draft_page(
    request: HttpRequest, visit: Visit, draft: AnnualDraft, problem: CaseworkError | None = None
) -> HttpResponse:
    """The page of a draft, with what was refused."""
    context = _context(draft, visit) | of_problem(problem, visit)
    return page(request, "reports/annual.html", context, _status(problem))


def _status(problem: CaseworkError | None) -> int:
    if problem is None:
        return 200
    return 409 if isinstance(problem, StaleVersion) else 422


def _context(draft: AnnualDraft, visit: Visit) -> dict[str, Any]:
    paper = Paper(draft)
    question = question_of(draft)
    present = counted(question, visit.reference.vocabulary, visit.today).figures
    drafted = Drafted(paper, visit, present)
    asked = SealedReport.objects.filter(**asked_by(question), basis="")
    sealed = asked.defer("content").order_by("-pk").first()
    writes = may_write(visit, draft)
    return heading_of_draft(draft, visit) | {
        "title": paper.title,
        "blocks": drafted.blocks(),
        "lines": drafted.lines(),
        "changed": drafted.changed(),
        "gaps": drafted.gaps(),
        "to_fill": paper.gaps,
        "annual": {"typed": [{"words": each.words, "same": each.same} for each in typed_numbers(paper)]},
        "without_data": joined([label_of(kind, visit.language) for kind in paper.without_data], visit.language),
        "taken_on": drafted.taken_on(),
        "definitions": DEFINITIONS if draft.definitions != DEFINITIONS else "",
        "sealed": sealed,
        "badge": badge(sealed, visit.language) if sealed is not None else None,
        "may_write": writes,
        "may_seal": bool(roles_at(visit, draft.organ) & SEALS),
        "forms": TYPES,
    }


def _done(request: HttpRequest, visit: Visit, draft: AnnualDraft) -> HttpResponse:
    """Adopt figures, go on to sealing, or throw the draft away."""
    actor = hand(visit, draft.organ)
    if "seal" in request.POST:
        report = open_report(question_of(draft), actor=actor, today=visit.today)
        return HttpResponseRedirect(report.get_absolute_url())
    draft.version = _version(request)
    if "discard" in request.POST:
        discard_draft(draft, actor=actor)
        messages.success(request, _("Thrown away: the draft of the yearly report."))
        return HttpResponseRedirect(reverse("reports"))
    adopt(draft, actor=actor, when=when(visit))
    messages.success(request, _("Taken anew: the text has the figures as they count now."))
    return HttpResponseRedirect(draft.get_absolute_url())


def _version(request: HttpRequest) -> int:
    return read_number(request.POST.get("version", ""), "version", 1, 10**6)


def file(request: HttpRequest, visit: Visit, pk: int, form: str) -> HttpResponse:
    """`/reports/annual/<id>/files/<form>/`: the report as a file; where it cannot be made, the page says why."""
    read(request.GET, ())
    draft = find_draft(visit, pk)
    if form not in TYPES:
        raise named("格式", "format", form, TYPES, where="form")
    try:
        content = annual_file(draft, form, visit.reference, visit.language, timezone.localtime())
    except (CannotPrint, FaultyInput) as refusal:
        return draft_page(request, visit, draft, refusal)
    name = f"{Paper(draft).title}.{form}"
    disposition = content_disposition_header(as_attachment=True, filename=name) or ""
    return HttpResponse(content, content_type=TYPES[form], headers={"Content-Disposition": disposition})


# ---- One block


def block(request: HttpRequest, visit: Visit, pk: int, key: str) -> HttpResponse:
    """`/reports/annual/<id>/<block>/`: heading, text, print styles, zeros of one block."""
    read(request.GET, ())
    draft = find_draft(visit, pk)
    paper = Paper(draft)
    if not may_write(visit, draft) or key not in paper.blocks:
        raise Http404
    problem: CaseworkError | None = None
    typed: dict[str, str] = {}
    if request.method == "POST":
        typed = {name: value for name, value in request.POST.items() if isinstance(value, str)}
        try:
            if "insert" in typed:
                return page(request, "reports/annual_block.html", _of_block(paper, key, _inserted(typed), visit))
            return _written(request, visit, draft, key, typed)
        except REFUSED as refusal:
            problem = refusal
            paper = Paper(find_draft(visit, pk))
    context = _of_block(paper, key, typed, visit) | of_problem(problem, visit)
    context["stale"] = isinstance(problem, StaleVersion)
    return page(request, "reports/annual_block.html", context, _status(problem))


def _written(request: HttpRequest, visit: Visit, draft: AnnualDraft, key: str, typed: dict[str, str]) -> HttpResponse:
    draft.version = _version(request)
    standard = Paper(draft).blocks[key]
    heading, text = typed.get("heading", standard.heading), typed.get("text", standard.text)
    if "standard" in typed:
        heading, text = standard.heading, standard.text
    styles = {name.removeprefix(STYLE): value for name, value in typed.items() if name.startswith(STYLE)}
    written = Written(heading, text, styles, keep_zeros="omit_zeros" not in typed)
    write_block(draft, key, written, actor=hand(visit, draft.organ), when=when(visit))
    messages.success(request, _("Saved."))
    return HttpResponseRedirect(f"{draft.get_absolute_url()}#{key}")


def _inserted(typed: dict[str, str]) -> dict[str, str]:
    """The form with the chosen figure at the end of its text. Raises FaultyInput for a name that there is none of."""
    text, name = typed.get("text", ""), typed.get("figure", "").strip()
    try:
        parse(f"{{{name}}}", names())
    except FaultyInput as problem:
        raise FaultyInput(problem.zh, problem.en, where="figure") from None
    return typed | {"text": f"{text}{{{name}}}", "figure": ""}


def figure_names() -> list[tuple[str, str]]:
    """The name of each figure as it stands in a text, and what else finds it: pinyin, initials, also of its label."""
    return _figure_names(ledger_kinds())


@lru_cache(maxsize=4)
def _figure_names(_kinds: LedgerKinds) -> list[tuple[str, str]]:
    return [
        (figure.name, " ".join(dict.fromkeys([*typed_for(figure.name), *typed_for(figure.label.zh)])))
        for figure in known().values()
    ]


def _of_block(paper: Paper, key: str, typed: dict[str, str], visit: Visit) -> dict[str, Any]:
    """The form of a block: what was typed, else what is kept; the present text beside it where they differ."""
    drafted = Drafted(paper, visit)
    piece = next(piece for piece in paper.pieces if piece.block.key == key)
    heading, text = (in_names(said) for said in paper.said(key))
    level = piece.block.level
    chosen = {name.removeprefix(STYLE): value for name, value in typed.items() if name.startswith(STYLE)}
    return heading_of_draft(paper.draft, visit) | {
        "title": paper.title,
        "name": name_of(piece, heading),
        "key": key,
        "has_heading": level is not Level.PLAIN,
        "has_text": level in (Level.NUMBERED, Level.PLAIN),
        "heading": typed.get("heading", heading),
        "text": typed.get("text", text),
        "present": {"heading": heading, "text": text},
        "own": piece.own,
        "choices": drafted.choices(key, chosen),
        "omit_zeros": "omit_zeros" in typed if typed else key not in paper.draft.zeros,
        "names": [(figure.name, figure.label.of(visit.language)) for figure in known().values()],
        "offered": figure_names(),
        "figure": typed.get("figure", ""),
        "printed": piece.text,
    }
