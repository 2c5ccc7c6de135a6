"""封存、确认、更正重报: the pages on which a report is asked for, sealed, confirmed by another person, and restated."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from casework.actions.reach import Actor
from casework.actions.reports.sealing import (
    Counted,
    NotSealed,
    Sealing,
    confirm,
    counted_now,
    discard,
    refuse_restating,
    restate,
    seal,
)
from casework.actions.reports.yearly import outdated
from casework.documents.pdf import CannotPrint, engine
from casework.errors import CaseworkError, FaultyInput, NotPermitted
from casework.law.words.languages import is_chinese
from casework.models import SealedReport, SealState
from casework.permissions import CONFIRMS, SEALS
from casework.sealing.seal import content_of, question_of
from casework.web.reports.reports import differing, find, roles_at
from casework.web.reports.sealed import explanations_of, files_of, heading_of, sealed_tables, unmade
from casework.web.shell.access import Visit
from casework.web.shell.formatting import joined
from casework.web.shell.pages import page

DO, DISCARD, EXPLAINED = "do", "discard", "explain-"
REFUSED = (NotSealed, NotPermitted, FaultyInput)


def hand(visit: Visit, organ: Any) -> Actor:
    """The person in the roles held at the organ of the report itself."""
    return Actor(visit.person, organ, roles_at(visit, organ))


def clock(visit: Visit) -> dict[str, Any]:
    """The day, the time and the reference data of an action."""
    return {"today": visit.today, "now": timezone.now(), "reference": visit.reference}


# ---- Sealing and confirming


def seal_page(request: HttpRequest, visit: Visit, pk: int) -> HttpResponse:
    """`/reports/<id>/seal/`: all that is sealed on one page; the supervisor seals, another person confirms."""
    report = find(visit, pk)
    if report.state == SealState.CONFIRMED:
        return HttpResponseRedirect(report.get_absolute_url())
    roles = roles_at(visit, report.organ)
    if not roles & (SEALS | CONFIRMS):
        raise Http404
    problem: CaseworkError | None = None
    if request.method == "POST":
        try:
            return _sealed(request, visit, report)
        except REFUSED as refusal:
            problem = refusal
            report = find(visit, pk) if SealedReport.objects.filter(pk=pk).exists() else report
    confirms = _confirms(visit, report)
    context = _to_confirm(report, visit) if confirms else _to_seal(request, report, visit)
    context |= heading_of(report, visit.language) | {"confirms": confirms, "may_seal": bool(roles & SEALS)}
    context |= _told(problem, visit)
    return page(request, "reports/seal.html", context, 422 if problem is not None else 200)


def _confirms(visit: Visit, report: SealedReport) -> bool:
    """Whether the person meets the report to confirm it: who may only seal, or sealed it, may seal it anew."""
    roles = roles_at(visit, report.organ)
    if report.state != SealState.SEALED or not roles & CONFIRMS:
        return False
    return bool(report.sealed_by_id != visit.person.pk)


def _sealed(request: HttpRequest, visit: Visit, report: SealedReport) -> HttpResponse:
    actor = hand(visit, report.organ)
    if DISCARD in request.POST:
        discard(report, actor=actor)
        messages.success(request, _("Thrown away: the report was not confirmed."))
        return HttpResponseRedirect(reverse("reports"))
    if "checksum" in request.POST:
        confirm(report, request.POST["checksum"], actor=actor, **clock(visit))
        messages.success(request, _("Confirmed. From now on the figures of this report are never changed."))
    else:
        seal(report, said(request), actor=actor, **clock(visit))
        messages.success(request, _("Sealed. The approver confirms it on this page; until then it is not published."))
    return HttpResponseRedirect(report.get_absolute_url())


def said(request: HttpRequest) -> Sealing:
    """The figures that were seen, and the explanations."""
    texts = {
        name.removeprefix(EXPLAINED): str(text) for name, text in request.POST.items() if name.startswith(EXPLAINED)
    }
    return Sealing(str(request.POST.get("seen", "")), texts, unfinished="unfinished" in request.POST)


def _to_confirm(report: SealedReport, visit: Visit) -> dict[str, Any]:
    content = content_of(report)
    return {
        "tables": sealed_tables(report, content["report"], visit.language),
        "explanations": explanations_of(content, visit.language),
        "differing": differing(report, visit),
        "definitions": content["report"]["definitions"],
        "annual": content.get("annual"),
        "files": files_of(report),
        "unmade": unmade(report, content),
    }


def _to_seal(request: HttpRequest, report: SealedReport, visit: Visit) -> dict[str, Any]:
    counted = counted_now(question_of(report), visit.reference, visit.today)
    return failing(request, counted, visit) | {
        "tables": sealed_tables(report, counted.content, visit.language, linked=False),
        "definitions": counted.content["definitions"],
    }


def failing(request: HttpRequest, counted: Counted, visit: Visit) -> dict[str, Any]:
    """What does not hold, each with the field of its explanation as it was typed; the text, and whether it is old."""
    chinese = is_chinese(visit.language)
    old = outdated(counted.draft, visit.reference, visit.today)
    return {
        "annual": counted.annual,
        "without_pdf": counted.annual is not None and not _prints(),
        "outdated": joined([label.of(visit.language) for label in old], visit.language),
        "seen": counted.seen,
        "failures": [
            {
                "id": failure.id,
                "title": failure.zh if chinese else failure.en,
                "broken": failure.broken,
                "field": f"{EXPLAINED}{failure.id}",
                "text": request.POST.get(f"{EXPLAINED}{failure.id}", ""),
            }
            for failure in counted.failures
        ],
    }


def _prints() -> bool:
    """Whether this machine makes a PDF."""
    try:
        engine()
    except CannotPrint:
        return False
    return True


def _told(problem: CaseworkError | None, visit: Visit) -> dict[str, Any]:
    if problem is None:
        return {"problem": "", "where": ""}
    return {"problem": problem.sentence(visit.language), "where": getattr(problem, "where", "")}


# ---- Restating


def restate_page(request: HttpRequest, visit: Visit, pk: int) -> HttpResponse:
    """`/reports/<id>/restate/`: what differs, why, and the figures anew; another person confirms."""
    report = find(visit, pk)
    if not roles_at(visit, report.organ) & SEALS:
        raise Http404
    problem: CaseworkError | None = None
    if request.method == "POST":
        try:
            reason = str(request.POST.get("reason", ""))
            made = restate(report, reason, said(request), actor=hand(visit, report.organ), **clock(visit))
        except REFUSED as refusal:
            problem = refusal
        else:
            messages.success(request, _("Restated: the approver confirms it. The version before stays as it is."))
            return HttpResponseRedirect(made.get_absolute_url())
    return page(request, "reports/restate.html", *_to_restate(request, visit, report, problem))


def _to_restate(
    request: HttpRequest, visit: Visit, report: SealedReport, problem: CaseworkError | None
) -> tuple[dict[str, Any], int]:
    context: dict[str, Any] = heading_of(report, visit.language) | {"reason": request.POST.get("reason", "")}
    try:
        refuse_restating(report)
    except NotSealed as refusal:
        return context | _told(problem or refusal, visit) | {"closed": True}, 422 if problem is not None else 200
    counted = counted_now(question_of(report), visit.reference, visit.today)
    context |= failing(request, counted, visit) | {"differing": differing(report, visit)}
    return context | _told(problem, visit), 422 if problem is not None else 200
