"""排期的日历: what is planned in a week or a month, with rest days and make-up working days, on a page and on paper."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any, NamedTuple
from urllib.parse import urlencode
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from casework.actions.actors import hand_on
from casework.choices import act_label, label_of, planned_label
from casework.errors import FaultyInput, named
from casework.law.names import Act, Planned, RecordKind
from casework.law.planning import AT_ONCE, DONE_BY
from casework.law.terms.calendar import CalendarMissing, WorkCalendar
from casework.masking import Names
from casework.models import Plan
from casework.permissions import may_act
from casework.web.desk.conflicts import Conflict, conflict_words, conflicts
from casework.web.desk.desk import MINE, SUBTREE, read_whose, whose_choices
from casework.web.desk.mine import Week
from casework.web.desk.plans import Link, became_of, fits
from casework.web.desk.todo import PlannedLine, planned, stood_for
from casework.web.entry.forms.days import FIRST_YEAR, LAST_YEAR, parse_day
from casework.web.shell.access import Visit
from casework.web.shell.acturls import act_url
from casework.web.shell.asked import key_of, read, read_day, read_scope
from casework.web.shell.formatting import WEEKDAYS, day_words, span_words
from casework.web.shell.pages import page

MOST = 1000
"""Plans of one page; of more the first are shown, and their number is said."""
MOST_IN_A_DAY = 6
"""Plans of one day of a month, so that a week of full days stands on one sheet; its week shows all of them."""
MONTH = re.compile(r"(\d{4})-?(\d{1,2})")
ASKED = ("organ", "whose", "what", "week", "month")


@dataclass(frozen=True)
class Span:
    """The days of a page: a week from its Monday, or the whole weeks that a month lies in."""

    first: date
    last: date
    month: date | None = None

    @property
    def days(self) -> list[date]:
        """Its days in their order."""
        return [self.first + timedelta(n) for n in range((self.last - self.first).days + 1)]

    def asked(self) -> dict[str, str]:
        """The address of it."""
        return {"month": f"{self.month:%Y-%m}"} if self.month else {"week": self.first.isoformat()}

    def beside(self, step: int) -> dict[str, str]:
        """The address of the one before it (-1) or after it (1)."""
        if self.month is None:
            return _week(self.first + step * timedelta(7)).asked()
        near = self.month - timedelta(1) if step < 0 else self.month.replace(day=28) + timedelta(4)
        return {"month": f"{near:%Y-%m}"}


@dataclass(frozen=True)
class OneClick:
    """An act that is recorded with one click: its form, already filled in."""

    label: str
    url: str
    fields: dict[str, Any]


@dataclass(frozen=True)
class Entry:
    """One plan on the calendar: its line, what it meets, whether it stands, what may be done with it."""

    planned: PlannedLine
    conflicts: list[str]
    stands: bool
    clicks: list[OneClick]
    links: list[Link]


class Brief(NamedTuple):
    """One plan in a month: no more than has room there."""

    at: str
    words: str
    url: str
    place: str
    became: str
    meets: bool


@dataclass
class DayShown:
    """One day: its words, whether one works, and what is planned."""

    iso: str
    number: int
    words: str
    weekday: str
    rest: bool
    mark: str
    today: bool
    outside: bool
    week: str
    plans: list[Plan] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    briefly: list[Brief] = field(default_factory=list)

    @property
    def more(self) -> int:
        """How many plans have no room in a month."""
        return max(0, len(self.plans) - MOST_IN_A_DAY)


def _is_mine(plan: Plan, visit: Visit) -> bool:
    """Whether a plan is for the person, or for somebody on leave on its day for whom the person stands in."""
    return visit.colleagues.plan_is_for(plan, str(visit.person)) or bool(stood_for(plan.record, visit, plan.on))


def calendar(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`/plans/[?week=2026-11-23|month=2026-11]`: what is planned, this week if nothing is asked for."""
    asked = read(request.GET, ASKED)
    organ = read_scope(asked, visit).organ
    whose = read_whose(asked, visit, organ)
    what = _read_what(asked)
    span = _read_span(asked, visit.today)
    found = Plan.objects.of(organ, subtree=whose == SUBTREE).filter(on__range=(span.first, span.last))
    read_now = list((found.briefly() if span.month else found.with_records())[: MOST + 1])
    plans = sorted(read_now, key=lambda plan: (plan.on, plan.at or time.min, plan.pk))[:MOST]
    shown = [p for p in plans if (not what or p.what == what) and (whose != MINE or _is_mine(p, visit))]
    kept = {"organ": key_of(organ), "whose": whose, **({"what": what} if what else {})}
    days = _days(span, visit, visit.reference.calendar_of(organ), kept)
    met = conflicts(plans)
    for plan in shown:
        days[plan.on].plans.append(plan)
    if span.month is None:
        for on, entry in _entries(shown, met, urlencode(kept | span.asked()), visit):
            days[on].entries.append(entry)
    else:
        for day in days.values():
            day.briefly = [_brief(plan, met, visit) for plan in day.plans[:MOST_IN_A_DAY]]
    context = {
        **_around(span, kept, visit),
        "organ": key_of(organ),
        "organ_name": organ.name,
        "whose": whose,
        "choices": whose_choices(visit, organ, whose, kept | span.asked()),
        "kinds": list(_kinds(what, kept | span.asked(), visit)),
        "days": list(days.values()),
        "weeks": [list(days.values())[n : n + 7] for n in range(0, len(days), 7)],
        "weekdays": WEEKDAYS,
        "month": span.month is not None,
        "count": len(shown),
        "met": sum(plan.pk in met for plan in shown),
        "most": MOST if len(read_now) > MOST else 0,
    }
    return page(request, "desk/calendar.html", context)


def _read_what(asked: Mapping[str, str]) -> str:
    what = asked.get("what", "")
    known = [each.value for each in Planned]
    if what and what not in known:
        raise named("安排的事", "plan", what, known, where="what", words=Planned)
    return what


def _read_span(asked: dict[str, str], today: date) -> Span:
    """The month or the week asked for. Raises FaultyInput for what is none, or for both at once."""
    if "month" in asked and "week" in asked:
        raise FaultyInput("week和month只能写一个", "Give week or month, not both", where="month")
    if "month" in asked:
        return _month(asked["month"])
    day = today
    if "week" in asked:
        day = read_day(parse_day(asked["week"], today).isoformat(), "week")
    return _week(day)


def _week(day: date) -> Span:
    week = Week(day - timedelta(day.weekday()))
    return Span(week.first, week.last)


def _month(text: str) -> Span:
    said = MONTH.fullmatch(text)
    year, month = (int(said[1]), int(said[2])) if said else (0, 0)
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
        raise FaultyInput(
            f"「{text}」不是月份，写成2026-11这样，从{FIRST_YEAR}年到{LAST_YEAR}年",
            f"{text!r} is no month; write it as 2026-11, from {FIRST_YEAR} to {LAST_YEAR}",
            where="month",
        )
    first = date(year, month, 1)
    last = date(year, month, monthrange(year, month)[1])
    return Span(first - timedelta(first.weekday()), last + timedelta(6 - last.weekday()), first)


def _around(span: Span, kept: dict[str, str], visit: Visit) -> dict[str, Any]:
    """What the page says of its days, and the ways to others: before, after, now, the week or the month of it."""
    here, of_month = visit.today, span.month is not None
    now = {"month": f"{here:%Y-%m}"} if of_month else _week(here).asked()
    middle = span.month or (here if span.first <= here <= span.last else span.first)
    other = _week(here if middle.strftime("%Y-%m") == f"{here:%Y-%m}" else middle).asked()
    words = _month_words(span.month, visit.language) if span.month else ""
    return {
        "span": words or span_words(span.first, span.last, visit.language),
        "before": _to(kept | span.beside(-1)),
        "after": _to(kept | span.beside(1)),
        "now": "" if now == span.asked() else _to(kept | now),
        "as_week": _to(kept | other),
        "as_month": _to(kept | {"month": f"{middle:%Y-%m}"}),
    }


def _to(asked: Mapping[str, str]) -> str:
    return f"?{urlencode(asked)}"


def _month_words(month: date, language: str) -> str:
    """2026年11月; November 2026 as the other days are written: Nov 2026."""
    return day_words(month, language).removesuffix("1日").removeprefix("1 ")


def _kinds(what: str, kept: dict[str, str], visit: Visit) -> Iterator[tuple[str, str, bool]]:
    """What may be left of the plans by their kind: label, address, chosen."""
    whole = {name: said for name, said in kept.items() if name != "what"}
    yield _("all kinds"), _to(whole), not what
    for each in Planned:
        yield label_of(each, visit.language), _to(whole | {"what": each.value}), what == each.value


def _days(span: Span, visit: Visit, work: WorkCalendar, kept: dict[str, str]) -> dict[date, DayShown]:
    found = {}
    for day in span.days:
        rest, mark = _standing(day, work, visit.language)
        found[day] = DayShown(
            iso=day.isoformat(),
            number=day.day,
            words=day_words(day, visit.language),
            weekday=str(WEEKDAYS[day.weekday()]),
            rest=rest,
            mark=mark,
            today=day == visit.today,
            outside=span.month is not None and day.month != span.month.month,
            week=f"{_to(kept | _week(day).asked())}#d{day.isoformat()}",
        )
    return found


def _standing(day: date, work: WorkCalendar, language: str) -> tuple[bool, str]:
    """Whether the day is a rest day, and why it is one, or is a make-up working day; nothing of an ordinary day."""
    try:
        reason, works = work.reason(day), work.is_working_day(day)
    except CalendarMissing:
        return False, ""
    return not works, reason.of(language) if reason is not None else ""


def _brief(plan: Plan, met: Mapping[int | None, list[Conflict]], visit: Visit) -> Brief:
    record: Any = plan.record
    return Brief(
        at=f"{plan.at:%H:%M}" if plan.at is not None else "",
        words=f"{planned_label(Planned(plan.what), RecordKind(plan.kind), visit.language)} {record}",
        url=record.get_absolute_url(),
        place=Names(clear=visit.reads_names(record)).said("place", plan.place),
        became="" if plan.stands else became_of(plan, visit),
        meets=plan.pk in met,
    )


def _entries(
    shown: Iterable[Plan], met: Mapping[int | None, list[Conflict]], here: str, visit: Visit
) -> Iterator[tuple[date, Entry]]:
    for plan, line in planned(shown, visit):
        clicks = list(_clicks(plan, here, visit)) if plan.stands else []
        once = {click.url for click in clicks}
        links = [(label, url) for label, url in line.line.acts if url.partition("?")[0] not in once]
        words = [conflict_words(each, visit) for each in met.get(plan.pk, ())]
        yield plan.on, Entry(line, words, plan.stands, clicks, links)


def _clicks(plan: Plan, here: str, visit: Visit) -> Iterator[OneClick]:
    """What one click records: that it was done on its day, where the act says no more, and that it is called off."""
    record: Any = plan.record
    kind, hand = RecordKind(record.kind), hand_on(record, visit)
    if hand is None:
        return
    done = [act for act in DONE_BY[kind].get(Planned(plan.what), ())[:1] if act in AT_ONCE and plan.on <= visit.today]
    for act, on in (*((act, plan.on) for act in done), (Act.CALL_OFF, visit.today)):
        if fits(kind, act, record) and may_act(act, kind, getattr(record, "edition", None), hand.roles):
            number = {"plan": plan.position + 1} if act is Act.CALL_OFF else {}
            sent = {"token": uuid4(), "version": record.version, "on": on.isoformat(), "calendar": here}
            yield OneClick(act_label(act, kind, visit.language), act_url(record, act), sent | number)
