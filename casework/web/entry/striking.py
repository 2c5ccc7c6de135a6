"""撤销误录: which act of a record is struck, and the form that strikes it with a reason."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from casework.actions import striking
from casework.actions.actors import needed_hand
from casework.actions.striking import Struck
from casework.choices import act_label, label_of
from casework.errors import CaseworkError, FaultyInput
from casework.law.history import Done
from casework.law.names import Act, RecordKind
from casework.law.refusals import ActRefused
from casework.law.striking import named
from casework.models import Event
from casework.registry import recorded_acts
from casework.web.entry.acting import answer, asked_about, life_of, opened_form
from casework.web.entry.forms.making import Making
from casework.web.record.available_acts import strike_url
from casework.web.shell.access import Visit
from casework.web.shell.formatting import day_words, said_words
from casework.web.shell.pages import heading, page


def strike(request: HttpRequest, visit: Visit, pk: int, model: Any) -> HttpResponse:
    """`/<kind>/<id>/acts/strike/[?target=act%23n]`: the acts to choose from, or the form that strikes one."""
    kind = RecordKind(model.kind)
    record = visit.record(kind, pk)
    actor = needed_hand(record, visit)
    history = recorded_acts(record)
    life = life_of(record, history, visit)
    target, label = asked_about(request, visit, "target"), label_of(Act.STRIKE, visit.language)
    if not target:
        shown = list(_offered(record, life, history, visit))
        return page(request, "entry/strike.html", {**heading(record), "offered": shown, "title": label})
    try:
        meant = striking.resolve(record, history, {"target": target})
    except FaultyInput:
        raise Http404 from None
    making = Making(visit, kind, Act.STRIKE, record.organ, life, struck=meant.name)
    sent = opened_form(request, making, actor, record)
    context = {
        **heading(record),
        "fields_template": "entry/forms/striking.html",
        "target": meant.name,
        "struck": _words(kind, Act(meant.event.act), meant.event.on, visit),
        "warning": _refused(meant, record, life, history, actor, visit) if request.method != "POST" else "",
    }
    return answer(request, sent, "entry/act.html", context, f"{label} · {record}")


def _words(kind: RecordKind, act: Act, on: Any, visit: Visit) -> str:
    return f"{act_label(act, kind, visit.language)} {day_words(on, visit.language)}"


def _offered(record: Any, life: Any, history: list[Done], visit: Visit) -> Iterator[tuple[str, str]]:
    """The acts that the reader strikes, newest first, each with its address."""
    kind = RecordKind(record.kind)
    events = list(Event.objects.of_record(record).acts())
    struck = {done.target for done in history if done.act is Act.STRIKE}
    for place in reversed(range(len(history))):
        url = "" if place in struck else strike_url(record, life, visit, events[place], named(history, place))
        if url:
            yield _words(kind, history[place].act, events[place].on, visit), url


def _refused(meant: Struck, record: Any, life: Any, history: list[Done], actor: Any, visit: Visit) -> str:
    """Why it would be refused today."""
    try:
        same_day = striking.recorded_on(meant.event) == visit.today
        striking.check(meant, record, history, visit.today, life, actor, same_day=same_day)
    except (ActRefused, CaseworkError) as problem:
        return said_words(problem.sentence(visit.language), visit.language)
    return ""
