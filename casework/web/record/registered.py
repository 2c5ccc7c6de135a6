"""Applications that were registered in one go, each a case of its own: all on one page, and a receipt for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from casework.law.names import Edition, RecordKind
from casework.law.terms.calendar import CalendarMissing
from casework.law.terms.deadlines import due_date
from casework.law.terms.terms import TermCode, get_term
from casework.models import Reconsideration
from casework.web.record.changes import fact_words
from casework.web.record.facts import party_names
from casework.web.shell.access import Visit
from casework.web.shell.asked import read
from casework.web.shell.formatting import day_words, joined
from casework.web.shell.keys import showing_of
from casework.web.shell.labels import column_words
from casework.web.shell.pages import page
from casework.web.shell.states import Badge, badge_of

KIND = RecordKind.RECONSIDERATION
SHOWN = ("applicants", "respondents", "act_number", "request", "channel", "received_on", "state")
"""Facts that a receipt, or a line of the page, says under their own words."""


@dataclass(frozen=True)
class Receipt:
    """One application: its number and address, who applies, against whom and what, when it came, what is next."""

    number: str
    url: str
    applicants: str
    respondents: str
    act_number: str
    request: str
    channel: str
    received: str
    examined_by: str
    state: Badge
    organ: str


def registered(request: HttpRequest, visit: Visit, batch: str) -> HttpResponse:
    """`/reconsiderations/registered/<batch>/`: the cases of a batch, as far as the reader sees them."""
    read(request.GET, ())
    found = _receipts(batch, visit)
    context = {
        "receipts": found,
        "words": _words(),
        "receipts_url": reverse("registered_receipts", args=[batch]),
        "list_url": f"{reverse('reconsiderations')}?batch={batch}",
    }
    return page(request, "record/registered.html", context)


def receipts(request: HttpRequest, visit: Visit, batch: str) -> HttpResponse:
    """`/reconsiderations/registered/<batch>/receipts/`: a receipt for each of them, each on a sheet of its own."""
    read(request.GET, ())
    context = {
        "receipts": _receipts(batch, visit),
        "words": _words(),
        "back_url": reverse("registered_together", args=[batch]),
        "printed_on": day_words(visit.today, visit.language),
    }
    return page(request, "record/print/receipts.html", context)


def _words() -> dict[str, str]:
    return {name: column_words(name, KIND) for name in SHOWN}


def _receipts(batch: str, visit: Visit) -> list[Receipt]:
    """In the order of registering. Raises Http404 where the reader sees none."""
    cases = Reconsideration.objects.visible_to(visit.reach).filter(batch=batch).order_by("pk")
    found = list(cases.select_related("organ").prefetch_related("applicants", "respondents__organ"))
    if not found:
        raise Http404
    visit.reference.place([each.organ for each in found])
    return [_receipt(case, visit) for case in found]


def _receipt(case: Any, visit: Visit) -> Receipt:
    showing, language = showing_of(case, visit), visit.language

    def said(*names: str) -> list[str]:
        return [fact_words(KIND, name, getattr(case, name), showing) for name in names]

    act_number, request, channel = said("act_number", "request", "channel")
    return Receipt(
        number=str(case),
        url=case.get_absolute_url(),
        applicants=party_names(case.applicants.all(), "applicant", showing),
        respondents=joined(_names(case.respondents.all()), language),
        act_number=act_number,
        request=request,
        channel=channel,
        received=day_words(case.received_on, language),
        examined_by=_examined_by(case, visit),
        state=badge_of(KIND, case.state, language),
        organ=case.organ.name,
    )


def _names(respondents: Sequence[Any]) -> list[str]:
    return [each.organ.name for each in respondents]


def _examined_by(case: Reconsideration, visit: Visit) -> str:
    """The last day of examination from the receipt (Act (2023) art. 30 ¶1; 2017 Act art. 17), "" without a calendar."""
    term = get_term(TermCode.EXAMINE, Edition(case.edition))
    try:
        return day_words(due_date(term, case.received_on, visit.reference.calendar_of(case.organ)), visit.language)
    except CalendarMissing:
        return ""
