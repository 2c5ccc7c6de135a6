"""The audit trail: who did which act on which record, and when; no facts of the case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

from casework.choices import act_label, label_of
from casework.law.names import Act, RecordKind, Role
from casework.models import Event
from casework.statistics.words.numbers import number_words
from casework.web.shell.access import Visit
from casework.web.shell.asked import read
from casework.web.shell.formatting import day_words, time_words
from casework.web.shell.pages import page
from casework.web.statistics.behind.records import one_page

PAGE_ROWS = 100


@dataclass(frozen=True)
class AuditLine:
    """One event without its facts."""

    recorded: str
    person: str
    organ: str
    act: str
    on: str
    kind: str
    record: str
    as_recorded: bool


def audit(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`/audit/`: every event on the records of the organs that the auditor is set over, whoever's act it was, and every
    act of these organs; newest first."""
    asked = read(request.GET, ("page",))
    organs = visit.organs(frozenset({Role.AUDITOR}))
    kinds = [kind.value for kind in RecordKind]
    events = Event.objects.told_to(organs).select_related("person", "organ", *kinds).order_by("-id")
    shown = one_page(events, asked, PAGE_ROWS)
    context = {
        "lines": [_line(event, visit) for event in shown.object_list],
        "organs": "、".join(organ.name for organ in organs),
        "shown": shown,
        "count": number_words(shown.paginator.count),
        "query": "",
    }
    return page(request, "audit/events.html", context)


def _line(event: Any, visit: Visit) -> AuditLine:
    language = visit.language
    record = getattr(event, event.kind)
    return AuditLine(
        recorded=time_words(event.recorded_at, language),
        person=str(event.person) if event.person is not None else "—",
        organ=event.organ.name,
        act=act_label(Act(event.act), RecordKind(event.kind), language),
        on=day_words(event.on, language),
        kind=label_of(RecordKind(event.kind), language),
        record=str(record),
        as_recorded=event.as_recorded,
    )
