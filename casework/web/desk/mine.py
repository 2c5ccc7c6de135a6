"""One's own week and one's own work: what falls due by day, and the acts that one did, by day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from casework.choices import act_label, label_of
from casework.law.names import Act, RecordKind
from casework.law.terms.calendar import ONE_DAY, CalendarMissing
from casework.models import Event
from casework.permissions import ANY_HAND
from casework.statistics.datasets import Scope
from casework.statistics.words.numbers import number_words
from casework.web.desk.todo import PlannedLine, about_words, is_mine, line_of, planned, read_items, read_parties
from casework.web.entry.forms.days import parse_day
from casework.web.shell.access import Visit
from casework.web.shell.asked import find_organ, key_of, read, read_day
from casework.web.shell.formatting import WEEKDAYS, day_words, near_day_words, span_words
from casework.web.shell.pages import page
from casework.web.statistics.behind.records import one_page
from casework.worklist import plans_within, worklist

WEEK = timedelta(days=7)
PAGE_ROWS = 100


@dataclass(frozen=True)
class Week:
    """Seven days from a Monday to a Sunday."""

    first: date

    @property
    def last(self) -> date:
        """Its Sunday."""
        return self.first + WEEK - ONE_DAY

    @property
    def days(self) -> list[date]:
        """Its days in their order."""
        return [self.first + timedelta(n) for n in range(WEEK.days)]


@dataclass
class DayLines:
    """What a day holds."""

    words: str
    weekday: str
    today: bool
    rest: bool
    lines: list[Any] = field(default_factory=list)
    plans: list[PlannedLine] = field(default_factory=list)
    total: int = 0

    @property
    def count(self) -> int:
        """How many things stand on it."""
        return len(self.lines) + len(self.plans)


def _week_of(asked: dict[str, str], visit: Visit) -> Week:
    """The week of the day asked for, as people type one; this week where none is. Raises FaultyInput."""
    day = visit.today
    if "from" in asked:
        day = read_day(parse_day(asked["from"], visit.today).isoformat(), "from")
    return Week(day - timedelta(day.weekday()))


def _around(week: Week, visit: Visit, more: str = "") -> dict[str, Any]:
    """What every page of a week shows: its days in words, the weeks beside it."""
    now = week.first <= visit.today <= week.last
    return {
        "span": span_words(week.first, week.last, visit.language),
        "before": f"?{more}from={(week.first - WEEK).isoformat()}",
        "after": f"?{more}from={(week.first + WEEK).isoformat()}",
        "this_week": "" if now else f"?{more}".rstrip("&?") or "?",
    }


def _days(week: Week, visit: Visit, calendar: Any) -> dict[date, DayLines]:
    return {day: _day(day, visit, calendar) for day in week.days}


def _day(day: date, visit: Visit, calendar: Any) -> DayLines:
    try:
        rest = not calendar.is_working_day(day)
    except CalendarMissing:
        rest = False
    return _day_lines(day, visit, rest=rest)


def _day_lines(day: date, visit: Visit, *, rest: bool = False) -> DayLines:
    words = near_day_words(day, visit.today, visit.language)
    return DayLines(words, str(WEEKDAYS[day.weekday()]), day == visit.today, rest)


# ---- What falls due


def week(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`/week/`: what is planned and what falls due in a week, by day, in cases that name the person or nobody yet."""
    asked = read(request.GET, ("organ", "from"))
    organ = find_organ(asked["organ"], visit) if "organ" in asked else visit.organs(ANY_HAND)[0]
    shown = _week_of(asked, visit)
    due = worklist(Scope(organ), visit.today, visit.reference, until=shown.last)
    found = [item for item in due if is_mine(item, visit, item.due)]
    items = [item for item in found if item.due >= shown.first]
    read_items(items, visit)
    days = _days(shown, visit, visit.reference.calendar_of(organ))
    for item in items:
        days[item.due].lines.append(line_of(item, visit, item.due))
    mine = [plan for plan in plans_within(Scope(organ), shown.first, shown.last) if is_mine(plan, visit, plan.on)]
    for plan, line in planned(mine, visit):
        days[plan.on].plans.append(line)
    context = {
        **_around(shown, visit, f"organ={key_of(organ)}&"),
        "organ": key_of(organ),
        "organ_name": organ.name,
        "days": list(days.values()),
        "earlier": len(found) - len(items),
        "count": len(items),
        "planned": len(mine),
    }
    return page(request, "desk/week.html", context)


# ---- What one did


@dataclass(frozen=True)
class Did:
    """One act of the person: when it was recorded, on which record, of which legal day where that is another."""

    at: str
    act: str
    kind: str
    number: str
    url: str
    about: str
    on: str


def done(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`/done/`: the acts that the person recorded in a week, by day, the last first.

    Acts on records that the person may not read today are left out.
    """
    asked = read(request.GET, ("from", "page"))
    shown = _week_of(asked, visit)
    events = Event.objects.done_by(visit.person, visit.reach).filter(
        recorded_at__gte=_midnight(shown.first), recorded_at__lt=_midnight(shown.last + ONE_DAY)
    )
    kinds = [f"{kind.value}__organ" for kind in RecordKind]
    leaf = one_page(events.select_related(*kinds).order_by("-id"), asked, PAGE_ROWS)
    totals = _totals(events, shown) if leaf.has_other_pages() else {}
    context = {
        **_around(shown, visit),
        "days": _by_day(leaf.object_list, totals, visit),
        "count": number_words(leaf.paginator.count),
        "shown": leaf,
        "query": f"from={shown.first.isoformat()}",
    }
    return page(request, "desk/done.html", context)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _totals(events: QuerySet[Any], week: Week) -> dict[date, int]:
    """How many acts were recorded on each day, however many pages they fill; counted between instants, which the
    database compares as they are stored."""
    until = {day: Q(recorded_at__gte=_midnight(day), recorded_at__lt=_midnight(day + ONE_DAY)) for day in week.days}
    counted = events.order_by().aggregate(**{f"{day:d%d}": Count("pk", filter=on) for day, on in until.items()})
    return {day: counted[f"{day:d%d}"] for day in week.days}


def _by_day(events: Iterable[Any], totals: Mapping[date, int], visit: Visit) -> list[DayLines]:
    found: dict[date, DayLines] = {}
    told = list(events)
    read_parties([getattr(event, event.kind) for event in told])
    for event in told:
        day = timezone.localtime(event.recorded_at).date()
        if day not in found:
            found[day] = _day_lines(day, visit)
        found[day].lines.append(_did(event, day, visit))
    for day, lines in found.items():
        lines.total = totals.get(day, lines.count)
    return list(found.values())


def _did(event: Any, day: date, visit: Visit) -> Did:
    kind, language = RecordKind(event.kind), visit.language
    record = getattr(event, event.kind)
    return Did(
        at=f"{timezone.localtime(event.recorded_at):%H:%M}",
        act=act_label(Act(event.act), kind, language),
        kind=label_of(kind, language),
        number=str(record),
        url=record.get_absolute_url(),
        about=about_words(record, visit),
        on=day_words(event.on, language) if event.on != day else _("the same day"),
    )
