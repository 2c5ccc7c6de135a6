"""A dispute from a court's notice: decided cases that it may follow, its twin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest
from django.utils.translation import gettext as _

from casework.errors import FaultyInput
from casework.filters.search import found
from casework.law.names import Outcome
from casework.models import Litigation, Reconsideration
from casework.registry.codecs import NO, YES
from casework.text.folding import fold
from casework.web.entry.beside.duplicates import Warned
from casework.web.entry.beside.organs import organ_typed
from casework.web.entry.forms.act_form import ActForm
from casework.web.entry.forms.days import parse_day
from casework.web.entry.forms.fields import court_number, document_number
from casework.web.record.facts import party_names, versus
from casework.web.shell.access import Visit
from casework.web.shell.formatting import code_words, day_words, joined
from casework.web.shell.keys import showing_of

MOST = 5
"""Decided cases offered at once."""
LOOKED_BACK = timedelta(days=400)
"""A decision is sued within 15 days of its service (行政诉讼法 art. 45); service and docketing take their time."""
LINK = "link:"


@dataclass(frozen=True)
class Decided:
    """A decided case that the dispute may follow."""

    number: str
    url: str
    parties: str
    outcome: str


def alike(form: ActForm, visit: Visit) -> list[Warned]:
    """Disputes in reach that bear the same number of the court."""
    number = court_number(str(form.data.get("court_number", "") or ""))
    if not number:
        return []
    seen = Litigation.objects.visible_to(visit.reach)
    said = _("The same number of the court stands in")
    twins = seen.filter(instances__court_number=number).distinct()[:MOST]
    return [(said, twin.get_absolute_url(), str(twin)) for twin in twins]


def decided(form: ActForm, visit: Visit) -> list[Decided]:
    """Decided cases in reach that the dispute may follow: by what was typed, else by the defendants; latest first.

    Nothing once the case is named.
    """
    text = str(form["after_reconsideration"].value() or "").strip()
    seen = Reconsideration.objects.visible_to(visit.reach).exclude(outcome="")
    if text and (fold(text).lower() in YES | NO or seen.filter(number=document_number(text)).exists()):
        return []
    if text:
        cases = found(seen, text, visit)
    else:
        until = _received(form)
        sued = list(_defendants(form))
        recent = seen.filter(concluded_on__range=(until - LOOKED_BACK, until), litigations=None)
        cases = (recent.filter(respondents__organ__in=sued) | recent.filter(organ__in=sued)).distinct()
    shown = cases.order_by("-concluded_on", "-pk").prefetch_related("applicants", "respondents__organ")[:MOST]
    return [_line(case, visit) for case in shown]


def _received(form: ActForm) -> date:
    """The day on which the notice was received, as far as it can be read."""
    try:
        return parse_day(str(form["on"].value() or ""), form.making.today)
    except FaultyInput:
        return form.making.today


def _defendants(form: ActForm) -> Iterator[int]:
    for row in form.group("defendants").rows:
        typed = str(row[0].value() or "").strip()
        try:
            if typed:
                yield organ_typed(typed, form.making.organ).pk
        except FaultyInput:
            continue


def _line(case: Reconsideration, visit: Visit) -> Decided:
    showing = showing_of(case, visit)
    applicants = party_names(case.applicants.all(), "applicant", showing)
    respondents = joined([respondent.organ.name for respondent in case.respondents.all()], visit.language)
    outcome = code_words(Outcome, case.outcome, visit.language)
    return Decided(
        number=case.number,
        url=case.get_absolute_url(),
        parties=versus(applicants, respondents),
        outcome=f"{day_words(case.concluded_on, visit.language)} {outcome}",
    )


def linked(request: HttpRequest, asked: str) -> None:
    """Take the case that was chosen from the offered ones into the form as it was typed."""
    data = request.POST.copy()
    data["after_reconsideration"] = asked.removeprefix(LINK)
    request.POST = data  # type: ignore[assignment]  # a form of our own making, as if it had been typed so
