"""概览: what came in and how it ended, beside the same days a year before; every number opens its list.

`/statistics/` is the overview of the last full year with the figures of this year beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.exports.grids import Grid
from casework.exports.rows import Value as Cellular
from casework.law.names import Outcome
from casework.statistics.compute import Counting, FigureValue, TableValue, Value
from casework.statistics.conditions import Window
from casework.statistics.counting.choice import PARAMETERS as OF_A_CHOICE
from casework.statistics.counting.choice import read_choice
from casework.statistics.counting.days import year_before
from casework.statistics.counting.rates import FEW, percent
from casework.statistics.figures import KEY_FIGURES
from casework.statistics.model import COHORT, OWN
from casework.statistics.rollup import counting_of, year_window
from casework.statistics.words.numbers import NOTHING, number_words
from casework.statistics.words.words import unit_words
from casework.web.shell.access import Visit
from casework.web.shell.asked import (
    Question,
    read_asked,
    read_basis,
    read_number,
    read_page,
    read_scope,
    with_period,
)
from casework.web.shell.formatting import change_words, points_words, span_words
from casework.web.shell.pages import page
from casework.web.statistics.frame.around import choices, counted, facts_of, last_year, this_year
from casework.web.statistics.frame.described import basis_words
from casework.web.statistics.frame.gridded import rate_heads, value_of
from casework.web.statistics.frame.paper import answer, said_of
from casework.web.statistics.tables import Number, cell_url, definition_url, figure_url, number, own_figure_url

PARAMETERS = ("organ", "from", "to", "subtree", "basis")
BAR = 240
"""The longest bar, in pixels."""

UPHELD, CORRECTED, SETTLED, DISMISSED, ENDED, OTHER = "upheld", "corrected", "settled", "dismissed", "ended", "other"
MEANING: dict[str, str] = {
    Outcome.DISMISS_APPLICATION: DISMISSED,
    Outcome.DISMISS_REQUEST: DISMISSED,
    Outcome.UPHOLD: UPHELD,
    Outcome.ALTER: CORRECTED,
    Outcome.REVOKE: CORRECTED,
    Outcome.REVOKE_PART: CORRECTED,
    Outcome.CONFIRM_ILLEGAL: CORRECTED,
    Outcome.CONFIRM_VOID: CORRECTED,
    Outcome.ORDER_PERFORMANCE: CORRECTED,
    Outcome.AGREEMENT_LIABILITY: CORRECTED,
    Outcome.MEDIATED: SETTLED,
    Outcome.WITHDRAWN: SETTLED,
    Outcome.TERMINATED: ENDED,
}
"""One hue and one hatch a meaning, on every chart."""


class FigureTold(NamedTuple):
    """A figure of one period: what is shown of it, both counts of a rate, and its value, whatever is shown."""

    now: Number
    parts: tuple[Number, Number] | None
    rate: Number


class Compared(NamedTuple):
    """A figure of the period beside the same days a year before."""

    label: str
    unit: str
    here: FigureTold
    before: FigureTold
    change: str
    definition: str
    define: str


@dataclass(frozen=True)
class Bar:
    """A row of a breakdown: its count and share, the same a year before, the length of both bars."""

    label: str
    count: Number
    share: str
    before: Number
    change: str
    meaning: str
    length: int
    length_before: int


@dataclass(frozen=True)
class Breakdown:
    """A table drawn as bars: sorted, the rest last."""

    key: str
    title: str
    basis: str
    total: Number
    bars: list[Bar]


BREAKDOWNS: tuple[tuple[str, str, str | Promise], ...] = (
    ("T2", "total", gettext_lazy("How cases ended")),
    ("T3", "count", gettext_lazy("Matters")),
    ("T4", "count", gettext_lazy("Fields of administration")),
    ("T5", "count", gettext_lazy("Respondents")),
)
"""Table, its column of counts, title of the chart."""


class Both(NamedTuple):
    """The same question for a period and for the same days a year before."""

    question: Question
    earlier: Question
    now: Counting
    before: Counting

    @classmethod
    def of(cls, question: Question, visit: Visit) -> Both:
        """Count both."""
        start, end = year_before(question.window.start, question.window.end)
        earlier = Question(question.scope, Window(start, end, end), question.basis)
        now, before = (counting_of(q.scope, q.window, visit.reference.vocabulary, q.basis) for q in (question, earlier))
        return cls(question, earlier, now, before)


FIRST_YEAR = 2013
"""The first year that the address of a year's tables was made for."""


def front(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """`/statistics/`: the last full year, this one beside it; the address of a year leads to that year."""
    asked = read_page(request, ("organ", "year", "subtree", "basis", *OF_A_CHOICE), visit)
    try:
        scope = read_scope(asked, visit)
    except Http404:
        if "organ" in asked or "subtree" in asked:
            raise
        return page(request, "desk/tasks.html", {})
    basis, choice = read_basis(asked), read_choice(asked).query()
    if "year" in asked or choice:
        year = read_number(asked.get("year", str(visit.today.year)), "year", FIRST_YEAR, visit.today.year)
        url = reverse("statistics_table", args=["R1"]) if choice else reverse("statistics_overview")
        query = Question(scope, year_window(year), basis).query()
        return HttpResponseRedirect(f"{url}?{query}{'&' if choice else ''}{choice}")
    question = Question(scope, last_year(visit.today), basis)
    return shown(request, asked, question, visit, Question(scope, this_year(visit.today), basis))


def overview(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """`/statistics/overview/`: key figures and breakdowns of an organ and a period."""
    asked = read_page(request, PARAMETERS, visit)
    return shown(request, asked, read_asked(with_period(asked, visit), visit), visit)


def shown(
    request: HttpRequest, asked: dict[str, str], question: Question, visit: Visit, beside: Question | None = None
) -> HttpResponseBase:
    """The overview of a question; `beside` is another period whose figures stand beside it."""
    both = Both.of(question, visit)
    figures = _figures(both, visit.language)
    context = {
        **facts_of(question, visit),
        **counted(both.now, visit),
        **choices(question, visit),
        "page": "statistics_overview",
        "page_name": _("Overview"),
        "action": reverse("statistics_overview"),
        "before_period": span_words(both.earlier.window.start, both.earlier.window.end, visit.language),
        "figures_basis": basis_words(figures_basis(question), visit.language),
        "figures": figures,
        "breakdowns": [
            _months(both, visit.language),
            *[_breakdown(both, key, column, str(title), visit.language) for key, column, title in BREAKDOWNS],
        ],
    }
    if beside is not None:
        count = counting_of(beside.scope, beside.window, visit.reference.vocabulary, beside.basis)
        more = _figures(Both(beside, both.question, count, both.now), visit.language)
        context |= {
            "figures": list(zip(figures, more, strict=True)),
            "beside_period": span_words(beside.window.start, beside.window.end, visit.language),
        }
    else:
        context["figures"] = [(each, None) for each in figures]
    return answer(request, asked, "statistics/overview.html", context, grids(context, both))


def grids(context: dict[str, Any], both: Both) -> list[Grid]:
    """The figures and the breakdowns as data."""
    heads = [_("Figure"), *rate_heads(_("Period")), _("Unit"), *rate_heads(_("A year before")), _("Change over a year")]
    rows: list[list[Cellular]] = []
    for figure, beside in context["figures"]:
        rows.append(
            [figure.label, *_sides(figure.here), figure.unit or "%", *_sides(figure.before), figure.change]
            + ([] if beside is None else _sides(beside.here))
            + [figure.definition]
        )
    heads += [*(rate_heads(context["beside_period"]) if "beside_period" in context else []), _("Definition")]
    title = _("Key figures")
    found = [Grid(title, title, heads, rows, said_of(context, context["figures_basis"]))]
    columns = [_("Item"), _("Cases"), _("Share"), _("A year before"), _("Change over a year")]
    for each in context["breakdowns"]:
        lines = [[b.label, value_of(b.count), b.share, value_of(b.before), b.change] for b in each.bars]
        found.append(Grid(each.key, f"{each.key} {each.title}", columns, lines, said_of(context, each.basis)))
    return found


def _sides(figure: FigureTold) -> list[Cellular]:
    return [value_of(figure.rate), *[value_of(each) for each in figure.parts or (Number(""), Number(""))]]


def figures_basis(question: Question) -> str:
    """The basis of the figures: over the cohort, or each by its own date."""
    return COHORT if question.basis == COHORT else OWN


def _figures(both: Both, language: str) -> list[Compared]:
    basis = figures_basis(both.question)
    here, then = both.now.figures(basis), both.before.figures(basis)
    return [_compared(here[key], then[key], both, language) for key in KEY_FIGURES]


def _compared(now: FigureValue, then: FigureValue, both: Both, language: str) -> Compared:
    return Compared(
        label=now.label.of(language),
        unit="" if now.unit == "percent" else unit_words(now.unit, language, now.key),
        here=_told(now, both.question),
        before=_told(then, both.earlier),
        change=_change(now, then),
        definition=now.definition.of(language),
        define=definition_url("R1", now.key.replace(".", ":")),
    )


def _told(figure: FigureValue, question: Question) -> FigureTold:
    """A rate with both counts, which stand alone where they are few; a rate of nothing is none."""
    address = figure_url if figures_basis(question) == COHORT else own_figure_url
    rate = number(figure.value, figure.unit, address(question, figure.key, "numerator"))
    if not figure.denominator:
        return FigureTold(rate, None, rate)
    numerator, denominator = (
        number(value, None, address(question, figure.key, side))
        for side, value in (("numerator", figure.numerator), ("denominator", figure.denominator))
    )
    few = Decimal(figure.denominator) < FEW
    return FigureTold(Number("") if few else rate.signed(figure.unit), (numerator, denominator), rate)


def _change(now: FigureValue, then: FigureValue) -> str:
    """By how much a figure is more than a year before, a rate in percentage points."""
    if now.denominator is None:
        return change_words(now.value, then.value)
    return points_words(now.value, then.value, now.denominator, then.denominator)


def _breakdown(both: Both, key: str, column: str, title: str, language: str) -> Breakdown:
    """A table as bars: the greatest first, other last; what never happened in either year is left out."""
    table, then = both.now.table(both.now.tables[key]), both.before.table(both.before.tables[key])
    total_row = "concluded" if key == "T2" else "total"
    counts = {row.key: (_count(table, row.key, column), _count(then, row.key, column)) for row in table.table.rows}
    rows = [row for row in table.table.rows if _is_part(key, row) and any(counts[row.key])]
    rows.sort(key=lambda row: (row.key == "other", -counts[row.key][0]))
    longest = max((max(counts[row.key]) for row in rows), default=1)
    total = counts[total_row][0]
    bars = []
    for row in rows:
        here, was = counts[row.key]
        bars.append(
            Bar(
                label=row.label.of(language),
                count=number(here, None, cell_url(both.question, key, row.key, column)),
                share=share_words(here, total),
                before=number(was, None, cell_url(both.earlier, key, row.key, column)),
                change=change_words(here, was),
                meaning=_meaning(key, row.key),
                length=BAR * here // longest,
                length_before=BAR * was // longest,
            )
        )
    return Breakdown(
        key,
        title,
        basis_words(table.basis, language),
        number(total, None, cell_url(both.question, key, total_row, column)),
        bars,
    )


def _months(both: Both, language: str) -> Breakdown:
    """What was received month by month, each beside the same month a year before, in the order of time."""
    table = both.now.table(both.now.tables["T10"])
    rows = [row for row in table.table.rows if row.key != "total"]
    counts = {
        row.key: (_count(table, row.key, "received"), _count(table, row.key, "previous_received")) for row in rows
    }
    longest = max((max(pair) for pair in counts.values()), default=0) or 1
    total = _count(table, "total", "received")
    bars = [
        Bar(
            label=row.label.of(language),
            count=number(here, None, cell_url(both.question, "T10", row.key, "received")),
            share=share_words(here, total),
            before=number(was, None, cell_url(both.question, "T10", row.key, "previous_received")),
            change=change_words(here, was),
            meaning=UPHELD,
            length=BAR * here // longest,
            length_before=BAR * was // longest,
        )
        for row in rows
        for here, was in [counts[row.key]]
    ]
    shown = bars if any(any(pair) for pair in counts.values()) else []
    whole = number(total, None, cell_url(both.question, "T10", "total", "received"))
    return Breakdown("T10", _("Received, by month"), basis_words(table.basis, language), whole, shown)


def _count(table: TableValue, row: str, column: str) -> int:
    """A cell as a count; a respondent that was not there a year before has none."""
    return int(table.values.get((row, column)) or 0)


def _meaning(key: str, row: str) -> str:
    if key == "T2":
        return MEANING.get(row, OTHER)
    return OTHER if row == "other" else UPHELD


def _is_part(key: str, row: Any) -> bool:
    """Whether a row is a part of the whole: an outcome, or a heading of its list."""
    if key == "T2":
        return row.key in {outcome.value for outcome in Outcome}
    return not row.child and row.key != "total" and ":" not in row.key


def share_words(value: Value, total: Value) -> str:
    """35.94% (23/64); the counts alone where they are few."""
    if not total or value is None:
        return NOTHING
    counts = f"{number_words(value)}/{number_words(total)}"
    if Decimal(total) < FEW:
        return counts
    return f"{number_words(percent(Decimal(value), Decimal(total)))}% ({counts})"
