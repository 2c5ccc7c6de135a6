"""年度报告: the sealed reports, each with its figures, the records behind them, and what differs since."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from casework.actions.reports.annualfiles import TYPES
from casework.actions.reports.yearly import draft_of, reworded, text_of
from casework.errors import FaultyInput, named
from casework.integrity.files import file_problem, path_of
from casework.law.names import Role
from casework.law.words.languages import spoken
from casework.models import AnnualDraft, SealedReport, SealState
from casework.permissions import CONFIRMS, SEALS, roles_of
from casework.sealing.content import report_content
from casework.sealing.difference import Difference, differences, numbers, records_named
from casework.sealing.seal import content_of, problem_of, question_of
from casework.statistics.words.numbers import number_words
from casework.web.reports.sealed import (
    Differing,
    explanations_of,
    file_name,
    files_of,
    heading_of,
    heading_of_draft,
    names_of,
    sealed_tables,
    unmade,
)
from casework.web.shell.access import Visit
from casework.web.shell.asked import read
from casework.web.shell.pages import page
from casework.web.statistics.behind.records import one_page

PAGE_ROWS = 100
SIDES = ("behind", "below")


def find(visit: Visit, pk: int) -> SealedReport:
    """A report that the person may read. Raises Http404."""
    seen = SealedReport.objects.visible_to(visit.reach)
    report: SealedReport = get_object_or_404(
        seen.select_related("organ", "predecessor", "sealed_by", "confirmed_by"), pk=pk
    )
    return report


def roles_at(visit: Visit, organ: Any) -> frozenset[Role]:
    """The roles that the person holds today at the organ itself."""
    return roles_of(m for m in visit.held if m.organ_id == organ.pk)


def reports(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`/reports/`: the reports of the organs that the person reads, newest first."""
    asked = read(request.GET, ("page",))
    seen = SealedReport.objects.visible_to(visit.reach).defer("content")
    shown = one_page(seen.select_related("organ", "sealed_by", "confirmed_by").order_by("-pk"), asked, PAGE_ROWS)
    context = {
        "drafts": _drafts(visit),
        "may_draft": visit.may("drafting"),
        "lines": [heading_of(report, visit.language) for report in shown.object_list],
        "shown": shown,
        "count": number_words(shown.paginator.count),
        "query": "",
    }
    return page(request, "reports/list.html", context)


def _drafts(visit: Visit) -> list[dict[str, Any]]:
    """The drafts of yearly reports, newest first."""
    seen = AnnualDraft.objects.visible_to(visit.reach).defer("texts", "figures", "styles", "tables")
    newest = seen.select_related("organ", "changed_by").order_by("-pk")[:PAGE_ROWS]
    return [heading_of_draft(draft, visit) for draft in newest]


def report(request: HttpRequest, visit: Visit, pk: int) -> HttpResponse:
    """`/reports/<id>/`: a sealed report with what differs since; a draft opens where it is sealed."""
    read(request.GET, ())
    found = find(visit, pk)
    if found.state == SealState.DRAFT:
        if not visit.may("sealing"):
            raise Http404
        return HttpResponseRedirect(reverse("report_seal", args=[pk]))
    return page(request, "reports/report.html", sealed_context(found, visit))


def printed(request: HttpRequest, visit: Visit, pk: int) -> HttpResponse:
    """`/reports/<id>/print/`: a sealed version on paper, without what differs since."""
    read(request.GET, ())
    found = find(visit, pk)
    if found.state == SealState.DRAFT:
        raise Http404
    content = content_of(found)
    tables = sealed_tables(found, content["report"], visit.language, linked=False)
    context = {"record": found, "tables": tables, "explanations": explanations_of(content, visit.language)}
    context["annual"] = content.get("annual")
    return page(request, "reports/print.html", context | heading_of(found, visit.language))


def file(request: HttpRequest, visit: Visit, pk: int, form: str) -> HttpResponse:
    """`/reports/<id>/files/<form>/`: a file as it was sealed; a damaged one is not given out."""
    read(request.GET, ())
    report = find(visit, pk)
    files = {each.form: each for each in report.files.all()}
    if form not in files:
        raise named("格式", "format", form, files, where="form")
    problem = file_problem(files[form])
    if problem:
        raise FaultyInput(
            f"没有打开封存的{form.upper()}：{problem}，请管理员运行check_integrity",
            f"The sealed {form.upper()} was not opened: it is missing or damaged; "
            "the administrator finds it by check_integrity",
        )
    disposition = content_disposition_header(as_attachment=True, filename=file_name(report, form)) or ""
    content = path_of(files[form]).read_bytes()
    return HttpResponse(content, content_type=TYPES[form], headers={"Content-Disposition": disposition})


def sealed_context(found: SealedReport, visit: Visit) -> dict[str, Any]:
    """What the page of a sealed report shows."""
    problem = problem_of(found)
    if problem:
        return heading_of(found, visit.language) | {"damaged": problem}
    content = content_of(found)
    successor = SealedReport.objects.filter(predecessor=found).defer("content").first()
    changed = None if successor is not None else differing(found, visit)
    held = roles_at(visit, found.organ)
    confirmed = found.state == SealState.CONFIRMED
    return {
        **heading_of(found, visit.language),
        "definitions": content["report"]["definitions"],
        "tables": sealed_tables(found, content["report"], visit.language),
        "explanations": explanations_of(content, visit.language),
        "annual": content.get("annual"),
        "files": files_of(found),
        "unmade": unmade(found, content),
        "successor": successor,
        "differing": changed,
        "may_restate": confirmed and changed is not None and bool(changed) and bool(held & SEALS),
        "may_confirm": not confirmed and bool(held & CONFIRMS) and found.sealed_by_id != visit.person.pk,
        "may_seal": not confirmed and bool(held & SEALS),
    }


def differing(found: SealedReport, visit: Visit) -> Differing:
    """What differs between a sealed report and the present figures and text."""
    content = content_of(found)
    present = report_content(question_of(found), visit.reference.vocabulary)
    changed: list[Difference] = differences(content["report"], present)
    draft = draft_of(question_of(found))
    words = reworded(content.get("annual"), text_of(draft) if draft is not None else None)
    return Differing(found, changed, words, content["sealed"]["last_event"], visit)


def records(request: HttpRequest, visit: Visit, pk: int) -> HttpResponse:
    """`/reports/<id>/records/?number=T2.uphold.total`: the records that were behind a number when it was sealed."""
    asked = read(request.GET, ("number", "side", "page"))
    found = find(visit, pk)
    if found.state == SealState.DRAFT:
        raise Http404
    known = {one.key: one for one in numbers(content_of(found)["report"])}
    side = asked.get("side", SIDES[0])
    if side not in SIDES:
        raise named("一侧", "side", side, SIDES, where="side")
    key = asked.get("number", "")
    if key not in known:
        raise named("数字", "number", key, known, where="number")
    one = known[key]
    behind = one.below if side == "below" else one.behind
    refs = [(behind["kind"], record) for record in behind["records"]]
    shown = one_page(refs, asked, PAGE_ROWS)
    named_here = dict.fromkeys(shown.object_list)
    names = names_of(named_here, records_named(named_here), visit)
    words = spoken(one, visit.language)
    context = {
        **heading_of(found, visit.language),
        "words": _("%(rate)s, denominator") % {"rate": words} if side == "below" else words,
        "names": [names[ref] for ref in shown.object_list],
        "count": number_words(len(refs)),
        "shown": shown,
        "query": f"number={key}" + (f"&side={side}" if side == "below" else ""),
    }
    return page(request, "reports/records.html", context)
