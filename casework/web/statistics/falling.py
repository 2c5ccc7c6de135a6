"""What falls due in a period: every open term of every kind of record, as the desk computes it, and what is planned."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from casework.choices import act_label, label_of
from casework.errors import named
from casework.exports.grids import Grid
from casework.exports.rows import Value
from casework.law.names import RecordKind
from casework.statistics.conditions import Window
from casework.web.desk.todo import PlannedLine, ToDo, line_of, planned, read_items
from casework.web.entry.forms.days import parse_day
from casework.web.shell.access import Visit
from casework.web.shell.asked import FORMAT, Question, read_asked, read_page, read_window, with_period
from casework.web.shell.formatting import day_words, span_words, term_words
from casework.web.statistics.behind.records import one_page
from casework.web.statistics.frame.around import choices, facts_of
from casework.web.statistics.frame.paper import answer, said_of
from casework.web.statistics.leaders import LeaderLine, grid
from casework.web.statistics.tables import Cell, number
from casework.worklist import Item, plans_within, worklist

PAGE_ROWS = 100
BEFORE, WITHIN = "before", "within"
NARROWED = ("term", "when")
"""What leaves the terms behind one number of the page: the code of a term, and whether it ends before the period."""


@dataclass(frozen=True)
class Falling:
    """An open term in words, and the act that settles it."""

    line: ToDo
    settles: str


def falling_due(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """`/statistics/due/[?from=&to=]`: the open terms that end in a period, this month if none is asked for, and plans.

    Those that ended earlier and are open still stand beside them.
    """
    asked = read_page(request, ("organ", "subtree", "from", "to", *NARROWED, "page"), visit, near)
    window = _window(asked, visit.today)
    whose = {name: said for name, said in asked.items() if name in ("organ", "subtree")}
    question = read_asked(with_period(whose, visit), visit)
    found = worklist(question.scope, visit.today, visit.reference, until=window.end)
    items = _narrowed(found, asked, window)
    plans = [] if any(name in asked for name in NARROWED) else plans_within(question.scope, window.start, window.end)
    rows = max(len(items), 1) if FORMAT in asked else PAGE_ROWS
    shown = one_page(items, {} if FORMAT in asked else asked, rows)
    read_items(list(shown.object_list), visit)
    narrowed = {name: asked[name] for name in NARROWED if name in asked}
    context = {
        **facts_of(question, visit),
        **choices(question, visit),
        **_said(question, window, visit),
        "lines": _terms(found, question, window, visit),
        "falling": [_falling(item, visit) for item in shown.object_list],
        "plans": [line for _plan, line in planned(plans, visit)],
        "shown": shown,
        "narrowed": term_words(asked["term"], visit.language) if "term" in asked else "",
        "query": _query(question, window.start, window.end, **narrowed),
    }
    return answer(request, asked, "statistics/due.html", context, _grids(context, items, visit))


def near(text: str, today: date) -> date:
    """A day as people type it; without a year the one of this month or the next such day. Raises FaultyInput."""
    past = parse_day(text, today)
    return past if past >= today.replace(day=1) else parse_day(text, today, ahead=True)


def _last_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _window(asked: dict[str, str], today: date) -> Window:
    """The period asked for; a side that is left out is that of this month, or of the month of the other side."""
    start, end = (date.fromisoformat(asked[name]) if name in asked else today for name in ("from", "to"))
    sides = {"from": min(today, end).replace(day=1), "to": _last_of_month(max(today, start))}
    said = {name: asked.get(name, day.isoformat()) for name, day in sides.items()}
    return read_window(said)


def _narrowed(found: Iterable[Item], asked: dict[str, str], window: Window) -> list[Item]:
    """The terms behind a number of the page, or all of them, the earliest first. Raises FaultyInput."""
    when, wanted = asked.get("when"), asked.get("term")
    if when not in (None, BEFORE, WITHIN):
        raise named("何时", "when", str(when), (BEFORE, WITHIN), where="when")
    items = [item for item in found if when is None or when == _when(item, window)]
    return sorted((item for item in items if wanted in (None, item.term)), key=lambda item: item.due)


def _when(item: Item, window: Window) -> str:
    return BEFORE if item.due < window.start else WITHIN


def _query(question: Question, start: date, end: date, **more: str) -> str:
    return Question(question.scope, Window(start, end, end)).query(**more)


def _said(question: Question, window: Window, visit: Visit) -> dict[str, Any]:
    """What the page says of its period, and what may be chosen there."""
    month = visit.today.replace(day=1)
    following = _last_of_month(month) + timedelta(1)
    offered = (
        (_("this month"), month, _last_of_month(month)),
        (_("next month"), following, _last_of_month(following)),
        (_("the rest of the year"), visit.today, date(visit.today.year, 12, 31)),
    )
    days = (window.start, window.end)
    return {
        "page": "statistics_due",
        "page_name": _("Falling due"),
        "heading": _("What falls due"),
        "note": _("Every open term of every kind of record, as it stands today."),
        "period": span_words(*days, visit.language),
        "from": window.start.isoformat(),
        "to": window.end.isoformat(),
        "days": tuple(day.isoformat() for day in days),
        "periods": [(words, _query(question, start, end), (start, end) == days) for words, start, end in offered],
        "first": _("Term"),
        "heads": [(_("Earlier, and open still"), False), (_("In the period"), False)],
        "oldest_head": _("Earliest day"),
    }


def _terms(found: Sequence[Item], question: Question, window: Window, visit: Visit) -> list[LeaderLine]:
    """How many terms of each kind end before the period and in it, the most pressing first; all together above."""
    counts: dict[str, Counter[str]] = {}
    first: dict[str, date] = {}
    for item in sorted(found, key=lambda item: item.due):
        counts.setdefault(item.term, Counter())[_when(item, window)] += 1
        first.setdefault(item.term, item.due)

    def line(label: str, count: Counter[str], day: date, **term: str) -> LeaderLine:
        urls = {when: f"?{_query(question, window.start, window.end, when=when, **term)}" for when in (BEFORE, WITHIN)}
        cells = [Cell(number(count[when], None, url)) for when, url in urls.items()]
        return LeaderLine(label, cells, day, day_words(day, visit.language))

    if not counts:
        return []
    whole = line(_("Total"), sum(counts.values(), Counter()), min(first.values()))
    of_terms = [line(term_words(term, visit.language), counts[term], day, term=term) for term, day in first.items()]
    return [whole, *of_terms]


def _falling(item: Item, visit: Visit) -> Falling:
    return Falling(line_of(item, visit), _settles(item, visit))


def _settles(item: Item, visit: Visit) -> str:
    """The act that settles a term: the first that the law allows today, else the usual one."""
    act = next(item.allowed(item.acts), item.act)
    return act_label(act, RecordKind(item.record.kind), visit.language) if act is not None else ""


# ---- As a file


def _grids(context: dict[str, Any], items: Sequence[Item], visit: Visit) -> list[Grid]:
    said = said_of(context, "")
    heads = [_("Term"), _("About"), _("Last day"), _("Standing"), _("Article"), _("Record"), _("Kind"), _("Parties")]
    heads += [_("Organ"), _("Handlers"), _("Settled by")]
    of_page = zip(context["shown"].object_list, context["falling"], strict=True)
    rows = [_values(item, falling, visit) for item, falling in of_page]
    of_plans = [_("Day and hour"), _("What is planned"), _("Record"), _("Parties"), _("Place"), _("Who comes")]
    return [
        grid(context),
        Grid(_("Open terms"), _("Open terms"), heads, rows, said),
        Grid(_("Planned"), _("Planned"), of_plans, [_planned(each) for each in context["plans"]], said),
    ]


def _values(item: Item, falling: Falling, visit: Visit) -> list[Value]:
    line, kind = falling.line, label_of(RecordKind(item.record.kind), visit.language)
    told: list[Value] = [line.term, line.which, item.due, line.badge.word, line.article, line.number, kind]
    return [*told, line.about, line.organ, line.handlers, falling.settles]


def _planned(each: PlannedLine) -> list[Value]:
    line = each.line
    return [f"{line.day} {line.at}".strip(), line.what, each.number, each.about, line.place, line.who]
