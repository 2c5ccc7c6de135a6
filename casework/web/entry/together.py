"""What was done for many records in one go: read as one page, and struck in one go again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from casework.actions.actors import hand_on
from casework.actions.many import Left, left_out, strikings
from casework.actions.recording import Request
from casework.actions.striking import may_strike, recorded_on
from casework.choices import act_label
from casework.kinds import KINDS
from casework.law.acts import RULES
from casework.law.names import Act, Edition, RecordKind
from casework.law.striking import strikable
from casework.law.words.languages import spoken
from casework.models import Event
from casework.web.entry.acting import FORESEE
from casework.web.entry.forms.making import Making
from casework.web.entry.many import form_for_many, read_records, ticked_of
from casework.web.shell.access import Visit
from casework.web.shell.formatting import article_words, day_words, joined, said_words, time_words
from casework.web.shell.pages import page
from casework.web.shell.states import Badge, badge_of


class Line(NamedTuple):
    """One record: its number and address, its state today, whether the act was struck since."""

    number: str
    url: str
    state: Badge
    struck: bool


class LeftLine(NamedTuple):
    """A record that was refused when the others were done, and why."""

    number: str
    url: str
    why: str


def together(request: HttpRequest, visit: Visit, mark: UUID, kind: RecordKind) -> HttpResponse:
    """`/<kind>/many/<mark>/`: the records that an act was done to in one go, and those that were refused."""
    events = _events(mark, kind, visit)
    first, language = events[0], visit.language
    struck = _struck(events, kind)
    context = {
        "title": act_label(Act(first.act), kind, language),
        "article": joined([article_words(article, language) for article in _articles(events, kind)], language),
        "on": day_words(first.on, language),
        "person": str(first.person) if first.person is not None else "",
        "recorded": time_words(first.recorded_at, language),
        "lines": [_line(event, kind, struck, visit) for event in events],
        "left": list(_left(left_out(mark), kind, visit)),
        "list_title": KINDS[kind].title.of(language),
        "list_url": reverse(KINDS[kind].place),
        "strike_url": _strike_url(mark, [event for event in events if event.pk not in struck], kind, visit),
    }
    return page(request, "entry/together.html", context)


def _events(mark: UUID, kind: RecordKind, visit: Visit) -> list[Event]:
    """What was done under a mark to the records that the reader sees, void ones too. Raises Http404 for nothing."""
    seen = KINDS[kind].model.objects.within(visit.reach).order_by().values("pk")
    rows = Event.objects.filter(together=mark, kind=kind, **{f"{kind.value}__in": seen})
    found = list(rows.select_related("person", f"{kind.value}__organ").order_by("pk"))
    if not found:
        raise Http404
    return found


def _articles(events: Sequence[Event], kind: RecordKind) -> list[str]:
    """The articles that give the act in the editions that bind these records, each once."""
    editions = [getattr(getattr(event, kind.value), "edition", Edition.E2023) for event in events]
    return list(dict.fromkeys(RULES[kind][Act(events[0].act)].article(Edition(edition)) for edition in editions))


def _struck(events: Sequence[Event], kind: RecordKind) -> set[int]:
    """The ids of those whose acts were struck since."""
    ids = {event.pk for event in events}
    return ids - set(Event.objects.filter(pk__in=ids).unstruck(kind).values_list("pk", flat=True))


def _line(event: Event, kind: RecordKind, struck: set[int], visit: Visit) -> Line:
    record = getattr(event, kind.value)
    state = badge_of(kind, record.state, visit.language)
    return Line(str(record), record.get_absolute_url(), state, event.pk in struck)


def _left(left: Iterable[Left], kind: RecordKind, visit: Visit) -> Iterable[LeftLine]:
    """Those of the records in which the reader reads names: a reason may hold one."""
    why = {each.pk: said_words(spoken(each, visit.language), visit.language) for each in left}
    rows = KINDS[kind].model.objects.within(visit.names).filter(pk__in=why).order_by("-received_on", "-pk")
    for record in rows:
        yield LeftLine(str(record), record.get_absolute_url(), why[record.pk])


def _strike_url(mark: UUID, events: Iterable[Event], kind: RecordKind, visit: Visit) -> str:
    """Where what still stands is struck in one go, for who may strike one of it; "" for anybody else."""
    for event in events:
        record = getattr(event, kind.value)
        actor, rule = hand_on(record, visit), RULES[kind].get(Act(event.act))
        if actor is None or rule is None or not strikable(rule) or record.voided_on is not None:
            continue
        if may_strike(event, actor, same_day=recorded_on(event) == visit.today):
            return reverse(f"{record.page}_strike_together", args=[mark])
    return ""


def strike(request: HttpRequest, visit: Visit, mark: UUID, kind: RecordKind) -> HttpResponse:
    """`/<kind>/many/<mark>/strike/`: what cannot be struck and why, and the form that strikes the others in one go.

    Once all is struck it leads to what was done: sent twice, or come back to.
    """
    events = _events(mark, kind, visit)
    struck = _struck(events, kind)
    standing = {getattr(event, f"{kind.value}_id"): event for event in events if event.pk not in struck}
    if not standing:
        done = request.path.removesuffix("strike/")
        return HttpResponse() if FORESEE in request.POST else HttpResponseRedirect(done)
    records = read_records(kind, standing, visit)

    def ask(on: date, keys: Mapping[str, Any], chosen: Iterable[Any]) -> list[Request]:
        versions = {record.pk: record.version for record in chosen}
        meant = [event for pk, event in standing.items() if pk in versions]
        return list(strikings(meant, on, str(keys.get("reason", "")), versions))

    ticked = ticked_of(request, visit, kind, records, ask)
    making = Making(visit, kind, Act.STRIKE, records[0].organ)
    label = act_label(Act(events[0].act), kind, visit.language)
    head = {
        "meant": f"{label} {day_words(events[0].on, visit.language)}",
        "meant_url": request.path.removesuffix("strike/"),
    }
    return form_for_many(request, ticked, making, {}, head)
