"""Tables and figures for a page: every number with the address of its list, every percentage with both counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple
from urllib.parse import quote_plus

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from casework.exports.grids import MOST_ABREAST, parts_of
from casework.statistics.compute import R1, Value
from casework.statistics.counting.choice import Choice
from casework.statistics.model import COHORT
from casework.statistics.records import opens
from casework.statistics.view import CellView, LineView, Opens, TableView
from casework.statistics.words.definitions import anchor_of, chapter_of
from casework.statistics.words.numbers import number_words
from casework.web.shell.asked import Question


@dataclass(frozen=True)
class Number:
    """A number as it is shown, the address of its list, and its value; None where there is nothing to count."""

    text: str
    url: str = ""
    zero: bool = False
    value: Value = None

    @property
    def html(self) -> SafeString:
        """The number as an element."""
        return number_html(self.text, self.url, zero=self.zero)

    def signed(self, unit: str | None) -> Number:
        """A percentage with its sign, where there is one; other rates have their unit beside them."""
        return replace(self, text=f"{self.text}%") if self.url and unit == "percent" else self


def number_html(text: str, url: str, *, zero: bool) -> SafeString:
    """A number as an element; a table of thousands is written by this and not by a template a number."""
    if not url:
        return format_html("<span>{}</span>", text)
    return format_html('<a href="{}" class="zero">{}</a>' if zero else '<a href="{}">{}</a>', url, text)


@dataclass(frozen=True)
class Cell:
    """A cell: a number, and for a percentage both counts."""

    number: Number
    parts: tuple[Number, Number] | None = None


class Head(NamedTuple):
    """A heading: its words, the address of its definition; the number of columns it stands over, 0 for a column's."""

    text: str
    url: str = ""
    span: int = 0


class LineShown(NamedTuple):
    """A row: what it shows, the address of its definition, its cells as elements."""

    line: LineView
    define: str
    html: SafeString


@dataclass(frozen=True)
class TableShown:
    """A table on a page: what it shows, its basis in words, its headings and rows with their addresses."""

    view: TableView
    basis: str
    heads: list[Head]
    groups: list[tuple[str, list[LineShown]]]

    @property
    def above(self) -> list[Head]:
        """The upper row of two rows of headings; none where no column stands under another heading."""
        runs, own = self.view.runs, {of.key: head for of, head in zip(self.view.heads, self.heads, strict=True)}
        if not any(run[0].heading for run in runs):
            return []
        return [Head(run[0].heading, span=len(run)) if run[0].heading else own[run[0].key] for run in runs]

    @property
    def below(self) -> list[Head]:
        """The lower row."""
        return [head for head, of in zip(self.heads, self.view.heads, strict=True) if of.heading]

    @property
    def width(self) -> int:
        """The number of columns, with those of labels, units and definitions."""
        return 1 + len(self.heads) + self.view.unit_column + self.view.note_column

    @property
    def parts(self) -> list[tuple[list[str], list[list[str]]]]:
        """A table too wide for paper in parts that fit, each with the labels of the rows; none where it fits."""
        if len(self.heads) <= MOST_ABREAST:
            return []
        rows = [[line.label, *[cell.text for cell in line.cells]] for line in self.view.lines]
        return parts_of([_("Item"), *[head.full for head in self.view.heads]], rows)


def shown(view: TableView, basis: str, url: Callable[[Opens], str], define: Callable[..., str]) -> TableShown:
    """A table on a page; `url` gives the address of what a number opens, `define` of a row's or column's definition."""
    heads = [Head(head.text, define(head.key, column=True)) for head in view.heads]
    groups = [
        (group.heading, [LineShown(line, define(line.key), _cells(line, url)) for line in group.lines])
        for group in view.groups
    ]
    return TableShown(view, basis, heads, groups)


def _cells(line: LineView, url: Callable[[Opens], str]) -> SafeString:
    return format_html_join("", '<td class="n">{}</td>', ((_cell(cell, url),) for cell in line.cells))


def _cell(cell: CellView, url: Callable[[Opens], str]) -> SafeString:
    """The number as an element, a percentage with its counts."""
    number, *counts = (number_html(each.text, url(each.opens), zero=each.zero) for each in (cell, *(cell.parts or ())))
    return format_html('{} <span class="parts">({}/{})</span>', number, *counts) if counts else number


LISTS = "statistics_records"


def definition_url(table: str, key: str, *, column: bool = False) -> str:
    """The address of the definition of a row or a column; a row of W1 or R1 is a figure."""
    if table in ("W1", "R1") and column:
        anchor = table
    elif table in ("W1", "R1"):
        anchor = f"figure.{'ledger.' if table == 'W1' else ''}{key.replace(':', '.')}"
    else:
        anchor = anchor_of(table, key, column=column)
    return definition_of(anchor)


def definition_of(anchor: str) -> str:
    """The address of a definition by its place."""
    return f"{reverse('statistics_definition', args=[chapter_of(anchor)])}#{anchor}"


def cell_url(question: Question, *key: str) -> str:
    """The address of the list behind a cell."""
    return cells_of(question)(*key)


def cells_of(question: Question) -> Callable[..., str]:
    """The addresses of the lists behind the cells of a question, of which only the end differs."""
    begin = f"{reverse(LISTS)}?{question.query()}&cell="
    return lambda *key: begin + quote_plus(".".join(key), safe=":,")


def figure_url(question: Question, key: str, side: str, **more: str) -> str:
    """The address of the list behind a figure, or one side of a rate, over the cohort as R1 reads it."""
    return side_url(Question(question.scope, question.window, COHORT), key, side, **more)


def own_figure_url(question: Question, key: str, side: str) -> str:
    """The address of the list behind a figure, or one side of a rate, by its own dates."""
    return side_url(Question(question.scope, question.window), key, side)


def side_url(question: Question, key: str, side: str, **more: str) -> str:
    """The address of the list behind a figure, or one side of a rate, as the question reads it; "" where none is."""
    return f"{reverse(LISTS)}?{question.query(figure=key, side=side, **more)}" if opens(key, side) else ""


def number(value: Value, unit: str | None, url: str) -> Number:
    """A number with its address; what cannot be said (a rate of nothing) has none."""
    if value is None:
        return Number(number_words(None))
    return Number(number_words(value, unit), url, zero=not value, value=value)


def addresses(question: Question, choice: Choice, populations: str) -> Callable[[Opens], str]:
    """The address of what a number opens, told by how many words name it.

    `populations`: the page of the inhabitants that rates rest on; "" where the reader may not open it.
    """

    def side(key: str, of: str) -> str:
        return figure_url(question, key, of, **choice.side(key, of))

    ways: list[Callable[..., str]] = [lambda: "", lambda _populations: populations, side, cells_of(question)]
    return lambda opened: ways[len(opened)](*opened)


def definitions(table: str) -> Callable[..., str]:
    """The addresses of the definitions of a table; the one column of R1 is defined by its rows."""

    def define(key: str, *, column: bool = False) -> str:
        return "" if column and table == R1.key else definition_url(table, key, column=column)

    return define
