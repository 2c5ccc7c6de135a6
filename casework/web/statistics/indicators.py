"""质量指标: days by stage and rates of an organ and a period; by organ, handler and field; every number its list."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, NamedTuple

from django.core.paginator import Page
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from casework.errors import named
from casework.exports.grids import Grid
from casework.exports.rows import Value
from casework.law.names import Edition
from casework.law.terms.terms import Term, Unit, get_term
from casework.statistics.compute import FigureValue
from casework.statistics.counting.rates import FEW
from casework.statistics.datasets import INSTANCES
from casework.statistics.figures import KNOWN
from casework.statistics.figures.indicators import INDICATORS, RATES, STAGES, Stage
from casework.statistics.groups import Group, Grouped, nothing
from casework.statistics.model import Figure
from casework.statistics.words.articles import article_of
from casework.statistics.words.numbers import NOTHING
from casework.web.shell.access import Visit
from casework.web.shell.asked import FORMAT, Question, read_asked, read_page, with_period
from casework.web.shell.formatting import article_words, rate_words
from casework.web.statistics.behind.grouped import not_for_you, sees_handlers
from casework.web.statistics.behind.groupings import Groups, Link, kinds_of, link_of
from casework.web.statistics.behind.records import one_page
from casework.web.statistics.frame.around import choices, facts_of
from casework.web.statistics.frame.gridded import rate_heads, rate_values, value_of
from casework.web.statistics.frame.paper import answer, said_of
from casework.web.statistics.overview import BAR
from casework.web.statistics.populations import entered_at
from casework.web.statistics.tables import Cell, Number, definition_url, number

PUBLISHED: tuple[Figure, ...] = tuple(
    KNOWN[key]
    for key in (
        "reconsideration.online_rate",
        "reconsideration.enterprise_rate",
        "reconsideration.simplified_rate",
        "reconsideration.opinions_heard_rate",
        "reconsideration.per_10000",
        "litigation.appearance_rate",
        "litigation.chief_rate",
        "litigation.per_application",
    )
)
"""Rates that published reports print, of the whole; they are figures of the report too."""
PARAMETERS = ("organ", "from", "to", "subtree", "by", "page")
FIRST_ROWS, PAGE_ROWS = 50, 100
"""Groups shown below the whole, and on a page of their own."""
FIGURES: dict[str, Figure] = {figure.key: figure for figure in INDICATORS}
CONCLUDED = FIGURES["indicator.concluded"]
WEEK, WORKING = 7, 5
"""Working days are drawn as so many calendar days of a week without holidays."""


class Days(NamedTuple):
    """The days of a stage: median and mean, and how many records they are made of."""

    median: Number
    mean: Number
    made_of: Number


@dataclass(frozen=True)
class StageLine:
    """A stage as it is shown: its days, the law's limit in words, the length of its bar and the place of the limit."""

    label: str
    days: Days
    term: str
    length: int
    tick: int
    definition: str
    article: str
    define: str


@dataclass(frozen=True)
class RateLine:
    """A rate as it is shown; of one that is not known, `lacks`, and where the reader enters what it lacks."""

    label: str
    cell: Cell
    definition: str
    article: str
    define: str
    lacks: bool = False
    enter: str = ""


@dataclass(frozen=True)
class GroupLine:
    """One group: its concluded cases, the days of each stage, its rates."""

    label: str
    concluded: Number
    days: list[Days]
    rates: list[Cell]


@dataclass(frozen=True)
class GroupTable:
    """The groups of one kind, as many as are shown; `url` leads to all of them."""

    key: str
    title: str
    note: str
    lines: list[GroupLine]
    many: int
    url: str


def indicators(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """`/statistics/indicators/`: how long the cases of an organ took, stage by stage, and how they went."""
    asked = read_page(request, PARAMETERS, visit)
    question = read_asked(with_period(asked, visit), visit)
    kinds = kinds_of(question, visit)
    chosen = kind_asked(asked, kinds, question, visit)
    counted = Grouped(question.scope, question.window, INDICATORS, [kind.grouping for kind in kinds])
    whole = Values(counted, link_of(question), visit.language)
    shown: Page[Any] | None = None
    if chosen is None or FORMAT in asked:  # a file holds all groups
        most = None if FORMAT in asked else FIRST_ROWS
        tables = [whole.table(kind, most, question) for kind in kinds if chosen in (None, kind)]
    else:
        shown = one_page(whole.groups(chosen), asked, PAGE_ROWS)
        tables = [whole.table(chosen, None, question, shown)]
    context = {
        **facts_of(question, visit),
        **choices(question, visit),
        "page": "statistics_indicators",
        "page_name": _("Quality indicators"),
        "concluded": whole.number(CONCLUDED),
        "stages": whole.stages(),
        "rates": [*whole.rates(), *published(question, visit)],
        "heads": [stage.label.of(visit.language) for stage in STAGES],
        "rate_heads": [figure.label.of(visit.language) for figure in RATES],
        "groupings": tables,
        "by": asked.get("by", ""),
        "all": question.query(),
        "shown": shown,
        "query": question.query(by=asked.get("by", "")),
        "may_keep_populations": visit.may("populations"),
    }
    return answer(request, asked, "statistics/indicators.html", context, grids(context))


def grids(context: dict[str, Any]) -> list[Grid]:
    """The stages, the rates and the groups as data."""
    said = said_of(context, "")
    days = [_("Median"), _("Mean"), "n"]
    stages = [[each.label, *_days(each.days), each.term, each.definition, each.article] for each in context["stages"]]
    rates = [[each.label, *rate_values(each.cell), each.definition, each.article] for each in context["rates"]]
    about = [_("Definition"), _("Article")]
    titles = _("How many days did each stage take"), _("How often")
    found = [
        Grid(titles[0], titles[0], [_("Stage"), *days, _("Limit"), *about], stages, said),
        Grid(titles[1], titles[1], [_("Figure"), *rate_heads(_("Period")), *about], rates, said),
    ]
    heads = [_("Group"), _("Concluded")]
    heads += [f"{stage} · {each}" for stage in context["heads"] for each in days]
    heads += [each for rate in context["rate_heads"] for each in rate_heads(rate)]
    for table in context["groupings"]:
        lines = [
            [each.label, value_of(each.concluded)]
            + [value for stage in each.days for value in _days(stage)]
            + [value for cell in each.rates for value in rate_values(cell)]
            for each in table.lines
        ]
        found.append(Grid(table.title, table.title, heads, lines, [*said, table.note]))
    return found


def _days(days: Days) -> list[Value]:
    return [value_of(each) for each in days]


def kind_asked(asked: dict[str, str], kinds: list[Groups], question: Question, visit: Visit) -> Groups | None:
    """The one kind of groups asked for, None for all. Raises FaultyInput, NotPermitted."""
    if asked.get("by") == "handler" and not sees_handlers(visit, question.scope.organ):
        raise not_for_you()
    by = {kind.key: kind for kind in kinds}
    if "by" not in asked:
        if "page" in asked and FORMAT not in asked:
            raise named("参数", "parameter", "page", [name for name in PARAMETERS if name != "page"], where="page")
        return None
    if asked["by"] not in by:
        raise named("分组", "grouping", asked["by"], by, where="by")
    return by[asked["by"]]


class Values:
    """The counted indicators as they are shown."""

    def __init__(self, counted: Grouped, link: Link, language: str) -> None:
        self.counted = counted
        self.link = link
        self.language = language
        self.whole = {key: self._whole(figure) for key, figure in FIGURES.items()}

    def _whole(self, figure: Figure) -> FigureValue:
        return self.counted.figure(figure).get(None) or nothing(figure)

    def number(self, figure: Figure) -> Number:
        """A figure of the whole."""
        value = self.whole[figure.key]
        return number(value.value, value.unit, self.link(figure.key, "numerator"))

    def stages(self) -> list[StageLine]:
        """The stages of the whole, each with its bar."""
        terms = {stage.key: term_of(stage) for stage in STAGES}
        medians = {stage.key: Decimal(self.whole[stage.median].value or 0) for stage in STAGES}
        drawn = {key: Decimal(drawn_days(term)) if term is not None else Decimal(0) for key, term in terms.items()}
        longest = max(*medians.values(), *drawn.values(), Decimal(1))
        rows = {stage.key: self.counted.rows(FIGURES[stage.median]).get(None, 0) for stage in STAGES}
        return [
            StageLine(
                stage.label.of(self.language),
                days_of(stage, self.whole, rows[stage.key], self.link),
                length_words(terms[stage.key]),
                int(BAR * medians[stage.key] / longest),
                int(BAR * drawn[stage.key] / longest),
                *told(FIGURES[stage.median], self.language),
            )
            for stage in STAGES
        ]

    def rates(self) -> list[RateLine]:
        """The rates of the whole."""
        return [rate_line(figure, self.whole[figure.key], self.link, self.language) for figure in RATES]

    def groups(self, kind: Groups) -> list[Group]:
        """The groups that have a case or a letter, in their order."""
        found: set[Group] = set()
        for key in ("indicator.concluded", "indicator.opinion_answered", "indicator.copy_mean"):
            found |= set(self.counted.figure(FIGURES[key], kind.grouping))
        return kind.ordered(found)

    def table(self, kind: Groups, most: int | None, question: Question, shown: Page[Any] | None = None) -> GroupTable:
        """The groups of a kind, the first of them or those of a page."""
        groups = self.groups(kind)
        values = {key: self.counted.figure(figure, kind.grouping) for key, figure in FIGURES.items()}
        rows = {stage.key: self.counted.rows(FIGURES[stage.median], kind.grouping) for stage in STAGES}
        lines = []
        for group in groups[:most] if shown is None else shown.object_list:
            link = kind.link(group)
            own = {key: found.get(group) or nothing(FIGURES[key]) for key, found in values.items()}
            lines.append(
                GroupLine(
                    kind.words(group),
                    number(own[CONCLUDED.key].value, None, link(CONCLUDED.key, "numerator")),
                    [days_of(stage, own, rows[stage.key].get(group, 0), link) for stage in STAGES],
                    [rate_cell(own[figure.key], link) for figure in RATES],
                )
            )
        url = f"{reverse('statistics_indicators')}?{question.query(by=kind.key)}"
        return GroupTable(kind.key, kind.title, kind.note, lines, len(groups), url)


def days_of(stage: Stage, values: dict[str, FigureValue], rows: int, link: Link) -> Days:
    """The days of a stage with their lists."""
    return Days(
        number(values[stage.median].value, "day", link(stage.median, "numerator")),
        number(values[stage.mean].value, "day", link(stage.mean, "numerator")),
        number(rows, None, link(stage.median, "numerator")),
    )


def published(question: Question, visit: Visit) -> list[RateLine]:
    """What published reports print besides."""
    counted = Grouped(question.scope, question.window, PUBLISHED, bases={INSTANCES.name: INSTANCES})
    link = link_of(question)
    counts = [counted.figure(figure).get(None) or nothing(figure) for figure in PUBLISHED]
    values = [value.in_year(question.window) for value in counts]
    enter = entered_at(question, visit)
    return [
        replace(rate_line(figure, value, link, visit.language), lacks=value.missing is not None, enter=enter)
        for figure, value in zip(PUBLISHED, values, strict=True)
    ]


def rate_line(figure: Figure, value: FigureValue, link: Link, language: str) -> RateLine:
    """A rate with what it means."""
    return RateLine(figure.label.of(language), rate_cell(value, link), *told(figure, language))


def rate_cell(value: FigureValue, link: Link) -> Cell:
    """A rate with both counts, which stand alone where they are few; of nothing there is no rate."""
    language = get_language() or ""
    if not value.denominator:
        return Cell(Number(NOTHING if value.missing is None else value.missing.of(language)))
    sides = [
        number(count, None, link(value.key, side))
        for side, count in (("numerator", value.numerator), ("denominator", value.denominator))
    ]
    few = Decimal(value.denominator or 0) < FEW
    text = "" if few else rate_words(value.value, value.unit, language)
    return Cell(Number(text, sides[0].url, not value.value, value.value), (sides[0], sides[1]))


def told(figure: Figure, language: str) -> tuple[str, str, str]:
    """What a figure means: its definition, its article in words, and where it is defined."""
    family, _between, name = figure.key.partition(".")
    article = article_words(article_of(family, name), language)
    return figure.definition.of(language), article, definition_url("R1", figure.key.replace(".", ":"))


def term_of(stage: Stage) -> Term | None:
    """The limit of a stage in the ordinary procedure of the Act of 2023."""
    return None if stage.term is None else get_term(stage.term.value, Edition.E2023)


def drawn_days(term: Term) -> int:
    """The calendar days at which a limit is drawn."""
    length = term.length or 0
    return length * WEEK // WORKING if term.unit is Unit.WORKING_DAY else length


def length_words(term: Term | None) -> str:
    """5个工作日, 60日."""
    if term is None:
        return ""
    if term.unit is Unit.WORKING_DAY:
        return _("%(days)s working days") % {"days": term.length}
    return _("%(days)s days") % {"days": term.length}
