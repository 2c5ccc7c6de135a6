"""下级机关比较: the organs directly below one, each with its subtree; rates as dots, hollow where the cases are few."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from casework.errors import named
from casework.exports.grids import Grid
from casework.models import Organ
from casework.statistics.compute import FigureValue, Value
from casework.statistics.counting.rates import BY_INHABITANTS, FEW
from casework.statistics.datasets import Scope
from casework.statistics.figures import COMPARED, FIGURES
from casework.statistics.groups import Group, nothing
from casework.statistics.suborganisations import BY_ITSELF, TOGETHER, compared
from casework.web.shell.access import Visit
from casework.web.shell.asked import FORMAT, Question, read_page, read_scope, read_window, with_period
from casework.web.statistics.behind.groupings import link_of
from casework.web.statistics.behind.records import one_page
from casework.web.statistics.frame.around import KEEP_NO_RECORDS, choices, facts_of
from casework.web.statistics.frame.gridded import rate_heads, rate_values, value_of
from casework.web.statistics.frame.paper import answer, said_of
from casework.web.statistics.indicators import rate_cell
from casework.web.statistics.tables import Cell, definition_url, number

PARAMETERS = ("organ", "from", "to", "sort", "page")
PAGE_ROWS = 100
SCALE = 100
"""The length of a rate's line, in pixels: one a percent."""


class Dot(NamedTuple):
    """Where a rate lies on its line, and whether its cases are few."""

    place: int
    few: bool


class OrganFigure(NamedTuple):
    """A cell: its number, for a rate with both counts and its dot."""

    cell: Cell
    dot: Dot | None = None


@dataclass(frozen=True)
class OrganLine:
    """An organ with its figures; `url` leads to the organs below it."""

    label: str
    url: str
    cells: list[OrganFigure]
    total: bool = False


@dataclass(frozen=True)
class Head:
    """A column: its words, the address that sorts by it, how it sorts now, its definition, whether it is a rate."""

    text: str
    url: str
    sort: str
    define: str
    rate: bool


def organs(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """`/statistics/organs/`: what the organs directly below one did in a period, each with all below it."""
    asked = read_page(request, PARAMETERS, visit)
    organ = read_scope(asked, visit).organ
    if not visit.has_subtree(organ):
        raise Http404
    question = Question(Scope(organ, subtree=True), read_window(with_period(asked, visit)))
    alone = Question(Scope(organ), question.window)
    values = compared(organ, question.window, COMPARED)
    below = list(Organ.objects.filter(parent=organ).exclude(kind__in=KEEP_NO_RECORDS).order_by("path"))
    active = [each for each in below if any(_counts(values[key].get(each.pk)) for key in COMPARED)]
    sort = sorted_by(asked)
    shown = one_page(in_order(active, values, sort), asked, len(active) or 1 if FORMAT in asked else PAGE_ROWS)
    several = {"sort": sort} if sort else {}
    context = {
        **facts_of(question, visit),
        **choices(alone, visit),
        "may_subtree": False,  # it is always asked for
        "top_name": organ.name,
        "page": "statistics_organs",
        "page_name": _("Organs side by side"),
        "heads": [_head(key, question, sort, visit.language) for key in COMPARED],
        "whole": [
            _line(_("All together"), TOGETHER, question, values, total=True),
            _line(_("%(organ)s by itself") % {"organ": organ.name}, BY_ITSELF, alone, values),
        ],
        "lines": [_below(each, question, values) for each in shown.object_list],
        "without": len(below) - len(active),
        "query": _query(question, **several),
        "all": _query(question),
        "shown": shown,
    }
    return answer(request, asked, "statistics/organs.html", context, [grid(context)])


def grid(context: dict[str, Any]) -> Grid:
    """The organs as data."""
    heads = [_("Organ")]
    for head in context["heads"]:
        heads += rate_heads(head.text) if head.rate else [head.text]
    rows = []
    for line in [*context["whole"], *context["lines"]]:
        cells = zip(context["heads"], line.cells, strict=True)
        values = [rate_values(each.cell) if head.rate else [value_of(each.cell.number)] for head, each in cells]
        rows.append([line.label, *[value for found in values for value in found]])
    title = context["page_name"]
    return Grid(title, f"{context['top_name']} · {title}", heads, rows, said_of(context, ""))


def _query(question: Question, **more: str) -> str:
    """The question as this page asks it: the subtree is understood."""
    return Question(Scope(question.scope.organ), question.window).query(**more)


def _counts(value: FigureValue | None) -> bool:
    if value is None:
        return False
    return bool(value.numerator if value.unit == BY_INHABITANTS else value.value or value.denominator)


def sorted_by(asked: dict[str, str]) -> str:
    """The column to sort by, with - before it from the greatest down; "" for the order of the tree."""
    sort = asked.get("sort", "")
    if sort.removeprefix("-") not in ("", *COMPARED) or sort == "-":
        raise named("排序的列", "column to sort by", sort, COMPARED, where="sort")
    return sort


def in_order(found: list[Organ], values: dict[str, dict[Group, FigureValue]], sort: str) -> list[Organ]:
    """The organs by a column; those without a value of it last, whichever way it is sorted."""
    if not sort:
        return found
    column = values[sort.removeprefix("-")]
    said: dict[int, Value] = {each.pk: column[each.pk].value if each.pk in column else None for each in found}
    if FIGURES[sort.removeprefix("-")].denominator is None:
        said = {pk: value or 0 for pk, value in said.items()}
    known = [each for each in found if said[each.pk] is not None]
    known.sort(key=lambda each: Decimal(said[each.pk] or 0), reverse=sort.startswith("-"))
    return [*known, *[each for each in found if said[each.pk] is None]]


def _head(key: str, question: Question, sort: str, language: str) -> Head:
    down = f"-{key}"
    here = {key: "ascending", down: "descending"}.get(sort, "")
    return Head(
        FIGURES[key].label.of(language),
        f"{reverse('statistics_organs')}?{_query(question, sort=key if sort == down else down)}",
        here,
        definition_url("R1", key.replace(".", ":")),
        FIGURES[key].denominator is not None,
    )


def _line(
    label: str,
    group: Group,
    question: Question,
    values: dict[str, dict[Group, FigureValue]],
    *,
    total: bool = False,
) -> OrganLine:
    cells = [_shown(values[key].get(group) or nothing(FIGURES[key]), question) for key in COMPARED]
    return OrganLine(label, "", cells, total)


def _below(organ: Organ, question: Question, values: dict[str, dict[Group, FigureValue]]) -> OrganLine:
    """An organ below, whose name leads to the organs below it."""
    own = Question(Scope(organ, subtree=True), question.window)
    url = f"{reverse('statistics_organs')}?{_query(own)}"
    return replace(_line(organ.name, organ.pk, own, values), url=url)


def _shown(value: FigureValue, question: Question) -> OrganFigure:
    link = link_of(question)
    if value.denominator is None:
        return OrganFigure(Cell(number(value.value, value.unit, link(value.key, "numerator"))))
    return OrganFigure(rate_cell(value.in_year(question.window), link), dot_of(value))


def dot_of(value: FigureValue) -> Dot | None:
    """A percentage on its line; none where there is none."""
    if value.value is None or value.unit != "percent":
        return None
    return Dot(round(Decimal(value.value) * SCALE / 100), Decimal(value.denominator or 0) < FEW)
