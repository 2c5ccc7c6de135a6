"""What leaders ask: who is sued and corrected most, what is in hand with whom; all open into lists.

A number is the length of a list of records: its column is the conditions of that list, so the two cannot differ.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import Count, Min, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from casework.choices import label_of
from casework.exports.grids import Grid
from casework.filters.lists import listed
from casework.kinds import KINDS
from casework.law.names import CORRECTING_OUTCOMES, OPEN, InstanceLevel, Outcome, RecordKind, State
from casework.models import InstanceSide, Organ
from casework.statistics.counting.rates import FEW, percent
from casework.statistics.words.numbers import NOTHING, number_words
from casework.web.shell.access import Visit
from casework.web.shell.asked import BY_ID, Question, key_of, read_asked, read_page, with_period
from casework.web.shell.formatting import day_words
from casework.web.statistics.behind.grouped import NONE, not_for_you, sees_handlers
from casework.web.statistics.frame.around import choices, facts_of
from casework.web.statistics.frame.gridded import rate_heads, rate_values, value_of
from casework.web.statistics.frame.paper import answer, said_of
from casework.web.statistics.tables import Cell, Number, number

CORRECTING = ",".join(outcome.value for outcome in Outcome if outcome in CORRECTING_OUTCOMES)
UNDER_WAY = tuple(state for state in State if state in OPEN)


class Asked(NamedTuple):
    """A list of records by its conditions: what a number counts, and what it opens."""

    kind: RecordKind
    conditions: Mapping[str, str]

    def records(self, visit: Visit) -> QuerySet[Any]:
        """The records, as far as the person may see them."""
        return listed(self.kind, dict(self.conditions), visit).order_by()

    def url(self, **more: str) -> str:
        """The address of the list, with more conditions."""
        return f"{reverse(KINDS[self.kind].place)}?{urlencode({**self.conditions, **more}, safe=':,')}"

    def by(self, column: str, visit: Visit) -> Counter[Any]:
        """How many records there are by the values of a column."""
        return Counter(dict(self.records(visit).values_list(column).annotate(Count("pk", distinct=True))))


@dataclass(frozen=True)
class LeaderLine:
    """A row: its label and cells; the oldest day where the page has one."""

    label: str
    cells: list[Cell]
    oldest: date | None = None
    oldest_words: str = ""


def _of_scope(question: Question) -> dict[str, str]:
    return {"organ": key_of(question.scope.organ)} | ({"subtree": "1"} if question.scope.subtree else {})


def _between(question: Question, name: str) -> dict[str, str]:
    window = question.window
    return {f"{name}_from": window.start.isoformat(), f"{name}_to": window.end.isoformat()}


def rate(part: int, whole: int, url: str, whole_url: str) -> Cell:
    """A rate with both counts, which stand alone where they are few."""
    if not whole:
        return Cell(Number(NOTHING))
    value = percent(part, whole)
    shown = Number("" if whole < FEW else f"{number_words(value)}%", url, not part, value)
    return Cell(shown, (number(part, None, url), number(whole, None, whole_url)))


# ---- Which organ is sued and corrected most


def respondents(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """`/statistics/respondents/`: respondents and defendants, the most named first, with what became of their acts."""
    asked = read_page(request, ("organ", "from", "to", "subtree"), visit)
    question = read_asked(with_period(asked, visit), visit)
    lists = asked_of_respondents(question)
    counts = {
        name: each.by("respondents__organ" if each.kind is RecordKind.RECONSIDERATION else "defendants", visit)
        for name, each in lists.items()
        if name != "lost"
    } | {"lost": lost_by(question, visit)}
    named = {organ for count in counts.values() for organ in count if organ is not None}
    ordered = sorted(named, key=lambda organ: (-counts["received"][organ] - counts["sued"][organ], organ))
    labels = dict(Organ.objects.filter(pk__in=ordered).values_list("pk", "name"))
    context = {
        **facts_of(question, visit),
        **choices(question, visit),
        "page": "statistics_respondents",
        "page_name": _("Respondents and defendants"),
        "heading": _("Which organ is sued and corrected most"),
        "note": _(
            "A case of several respondents counts for each of them. Corrected and concluded count by the day of the "
            "decision, suits by their day of receipt, lost suits by the judgment of the first instance, for the "
            "defendants that it went against."
        ),
        "first": _("Organ"),
        "heads": [
            (_("Applications"), False),
            (_("Concluded"), False),
            (_("Correction rate"), True),
            (_("Suits"), False),
            (_("Suits lost"), True),
        ],
        "lines": [_respondent(organ, labels[organ], lists, counts) for organ in ordered],
    }
    return answer(request, asked, "statistics/leaders.html", context, [grid(context)])


def asked_of_respondents(question: Question) -> dict[str, Asked]:
    """The lists that the columns count, of all respondents together."""
    scope = _of_scope(question)
    concluded = scope | _between(question, "concluded")
    judged = scope | {"level": "first"} | _between(question, "instance_closed")
    case, suit = RecordKind.RECONSIDERATION, RecordKind.LITIGATION
    return {
        "received": Asked(case, scope | _between(question, "received")),
        "concluded": Asked(case, concluded),
        "corrected": Asked(case, concluded | {"outcome": CORRECTING}),
        "sued": Asked(suit, scope | _between(question, "received")),
        "judged": Asked(suit, judged),
        "lost": Asked(suit, judged),
    }


BY_LIST = {"received": "respondent", "concluded": "respondent", "corrected": "respondent", "lost": "lost_by"}
"""List -> the condition that leaves what is one organ's; of all others the defendant."""


def lost_by(question: Question, visit: Visit) -> Counter[Any]:
    """How many suits each defendant lost: the first instance was closed in the period and went against it."""
    window = question.window
    judged = {
        "closed_on__gte": window.start,
        "closed_on__lte": window.end,
        "instance__level": InstanceLevel.FIRST.value,
    }
    within = Asked(RecordKind.LITIGATION, _of_scope(question)).records(visit).values("pk")
    sides = InstanceSide.objects.filter(lost=True, instance__litigation__in=within, **judged)
    return Counter(dict(sides.values_list("organ").annotate(Count("instance__litigation", distinct=True))))


def _respondent(organ: int, label: str, lists: Mapping[str, Asked], counts: Mapping[str, Counter[Any]]) -> LeaderLine:
    urls = {name: each.url(**{BY_LIST.get(name, "defendant"): f"{BY_ID}{organ}"}) for name, each in lists.items()}
    shown = {name: Cell(number(counts[name][organ], None, urls[name])) for name in ("received", "concluded", "sued")}
    corrected, lost = (
        rate(counts[part][organ], counts[whole][organ], urls[part], urls[whole])
        for part, whole in (("corrected", "concluded"), ("lost", "judged"))
    )
    return LeaderLine(label, [shown["received"], shown["concluded"], corrected, shown["sued"], lost])


# ---- What is in hand, by handler and stage


def in_hand(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """`/statistics/in-hand/`: the cases under way by handler and stage, with the day of the oldest."""
    asked = read_page(request, ("organ", "subtree"), visit)
    question = read_asked(with_period(asked, visit), visit)
    if not sees_handlers(visit, question.scope.organ):
        raise not_for_you()
    scope = _of_scope(question)
    every = Asked(RecordKind.RECONSIDERATION, scope | {"state": ",".join(UNDER_WAY)})
    counts: dict[str, Counter[str]] = {}
    oldest: dict[str, date] = {}
    grouped = every.records(visit).values_list("handlers", "state").annotate(Count("pk"), Min("received_on"))
    for handlers, state, count, first in grouped:
        for name in dict.fromkeys(handlers.split("、")):
            counts.setdefault(name, Counter())[state] += count
            oldest[name] = min(first, oldest.get(name, first))
    waiting = sorted(counts, key=lambda name: (oldest[name], name))
    context = {
        **facts_of(question, visit),
        **choices(question, visit),
        "page": "statistics_in_hand",
        "page_name": _("In hand"),
        "heading": _("What is in hand, with whom, and since when"),
        "note": _("As it stands today; a case of several handlers counts for each of them."),
        "period": day_words(visit.today, visit.language),
        "days": (visit.today.isoformat(),),
        "no_period": True,
        "first": _("Handler"),
        "heads": [(_("Total"), False), *[(label_of(state, visit.language), False) for state in UNDER_WAY]],
        "oldest_head": _("Oldest"),
        "lines": [_handler(name, counts[name], oldest[name], every, visit) for name in waiting],
    }
    return answer(request, asked, "statistics/leaders.html", context, [grid(context)])


def _handler(name: str, counts: Counter[str], oldest: date, every: Asked, visit: Visit) -> LeaderLine:
    """A handler's cases, or those that have none yet."""
    wanted = name or NONE
    cells = [Cell(number(counts.total(), None, every.url(handler=wanted)))]
    for state in UNDER_WAY:
        url = every.url(handler=wanted, state=state.value)
        cells.append(Cell(number(counts[state.value], None, url)))
    return LeaderLine(name or _("no handler yet"), cells, oldest, day_words(oldest, visit.language))


def grid(context: dict[str, Any]) -> Grid:
    """The rows as data."""
    heads: list[str] = [context["first"]]
    for label, is_rate in context["heads"]:
        heads += rate_heads(label) if is_rate else [label]
    rows = []
    for line in context["lines"]:
        cells: Iterable[tuple[tuple[str, bool], Cell]] = zip(context["heads"], line.cells, strict=True)
        values = [rate_values(cell) if head[1] else [value_of(cell.number)] for head, cell in cells]
        rows.append(
            [line.label, *[value for found in values for value in found], *([line.oldest] if line.oldest else [])]
        )
    if "oldest_head" in context:
        heads.append(context["oldest_head"])
    return Grid(context["page_name"], context["heading"], heads, rows, [*said_of(context, ""), context["note"]])
