"""Tables and figures for a page: every number with the address of its list, every percentage with both counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import groupby
from urllib.parse import quote_plus

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from casework.choices import label_of
from casework.exports.grids import MOST_ABREAST, parts_of
from casework.exports.workbook import neighbours
from casework.law.names import RecordKind
from casework.law.words.languages import is_chinese
from casework.statistics.compute import R1, CheckValue, Counting, FigureValue, TableValue, Value, apart_words
from casework.statistics.counting.choice import CUT, NOTHING_CHOSEN, Choice
from casework.statistics.counting.rates import BY_INHABITANTS
from casework.statistics.model import COHORT, COUNT, Column, Row
from casework.statistics.records import opens
from casework.statistics.words.definitions import anchor_of, chapter_of
from casework.statistics.words.numbers import NOTHING, number_words
from casework.statistics.words.order import PRINTED
from casework.statistics.words.words import unit_words
from casework.web.shell.asked import Question
from casework.web.shell.formatting import joined
from casework.web.statistics.frame.described import basis_words


@dataclass(frozen=True)
class Number:
    """A number as it is shown, the address of its list, and its value; None where there is nothing to count."""

    text: str
    url: str = ""
    zero: bool = False
    value: Value = None

    @property
    def html(self) -> str:
        """The number as an element; a table of thousands is written by this and not by a template a number."""
        if not self.url:
            return format_html("<span>{}</span>", self.text)
        shape = '<a href="{}" class="zero">{}</a>' if self.zero else '<a href="{}">{}</a>'
        return format_html(shape, self.url, self.text)

    def signed(self, unit: str | None) -> Number:
        """A percentage with its sign, where there is one; other rates have their unit beside them."""
        return replace(self, text=f"{self.text}%") if self.url and unit == "percent" else self


@dataclass(frozen=True)
class Cell:
    """A cell: a number, and for a percentage both counts."""

    number: Number
    parts: tuple[Number, Number] | None = None

    @property
    def html(self) -> str:
        """The number as an element, a percentage with its counts."""
        if self.parts is None:
            return self.number.html
        counts = (each.html for each in self.parts)
        return format_html('{} <span class="parts">({}/{})</span>', self.number.html, *counts)


@dataclass(frozen=True)
class Head:
    """A heading: its words, the address of its definition; the number of columns it stands over, 0 for a column's."""

    text: str
    url: str = ""
    span: int = 0
    child: bool = False


@dataclass(frozen=True)
class TableLine:
    """A row: its label, its unit where rows differ in unit, its cells."""

    key: str
    label: str
    unit: str
    cells: list[Cell]
    child: bool = False
    total: bool = False
    note: str = ""
    define: str = ""

    @property
    def html(self) -> str:
        """Its cells, written at once: the national form has thousands."""
        return format_html_join("", '<td class="n">{}</td>', ((cell.html,) for cell in self.cells))


@dataclass(frozen=True)
class TableGroup:
    """Rows under one heading; the heading is empty in a table without groups."""

    heading: str
    lines: list[TableLine]


@dataclass(frozen=True)
class Check:
    """An identity as it came out."""

    label: str
    holds: bool
    left: str
    right: str
    gap: str
    found: CheckValue | None = None


@dataclass(frozen=True)
class TableShown:
    """A table as the page shows it."""

    key: str
    title: str
    basis: str
    unit: str
    columns: list[str]
    groups: list[TableGroup]
    checks: list[Check] = field(default_factory=list)
    heads: list[Head] = field(default_factory=list)
    above: list[Head] = field(default_factory=list)
    below: list[Head] = field(default_factory=list)

    @property
    def unit_column(self) -> bool:
        """Whether each row names its own unit."""
        return not self.unit

    @property
    def note_column(self) -> bool:
        """Whether each row says what it counts."""
        return any(line.note for group in self.groups for line in group.lines)

    @property
    def width(self) -> int:
        """The number of columns, with those of labels, units and definitions."""
        return 1 + len(self.columns) + self.unit_column + self.note_column

    @property
    def full_heads(self) -> list[str]:
        """The headings of the columns, each with the heading that it stands under."""
        above: list[str] = []
        for head in self.above:
            above += [f"{head.text} · "] * head.span if head.span else [""]
        return [f"{over}{label}" for over, label in zip(above or [""] * len(self.columns), self.columns, strict=True)]

    @property
    def parts(self) -> list[tuple[list[str], list[list[str]]]]:
        """A table too wide for paper in parts that fit, each with the labels of the rows; none where it fits."""
        if len(self.columns) <= MOST_ABREAST:
            return []
        lines = [line for group in self.groups for line in group.lines]
        rows = [[line.label, *[cell.number.text for cell in line.cells]] for line in lines]
        return parts_of([_("Item"), *self.full_heads], rows)

    @property
    def broken(self) -> list[Check]:
        """The identities that do not hold."""
        return [check for check in self.checks if not check.holds]


LISTS = "statistics_records"


def _above(columns: tuple[Column, ...], heads: list[Head], language: str) -> list[Head]:
    """The upper row of two rows of headings; none where no column stands under another heading."""
    if not any(column.heading for column in columns):
        return []
    return [
        heads[first] if heading is None else Head(heading.of(language), span=last - first + 1)
        for first, last, heading in neighbours(columns)
    ]


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


class Showing:
    """The tables of one question, in one language."""

    def __init__(
        self, question: Question, language: str, choice: Choice = NOTHING_CHOSEN, *, populations: str = ""
    ) -> None:
        """`populations`: the page of the inhabitants that rates rest on; "" where the reader may not open it."""
        self.question = question
        self.language = language
        self.choice = choice
        self.populations = populations
        self.cell_url = cells_of(question)

    def one(self, counting: Counting, key: str) -> TableShown:
        """The table of a key, whole."""
        if key == "R1":
            return self.annual_report(counting.figures(COHORT))
        return self.table(counting.work_ledger() if key == "W1" else counting.table(counting.tables[key]))

    def table(self, value: TableValue) -> TableShown:
        """One table with its checks."""
        table = value.table
        units = list(dict.fromkeys(c.unit for c in table.columns if c.unit not in (None, "percent")))
        heads = [
            Head(
                self._heading(c, with_unit=len(units) > 1), definition_url(table.key, c.key, column=True), child=c.child
            )
            for c in table.columns
        ]
        return TableShown(
            key=table.key,
            title=table.title.of(self.language),
            basis=self._basis(value),
            unit=joined([unit_words(unit, self.language) for unit in units], self.language),
            columns=[self._heading(column, with_unit=len(units) > 1) for column in table.columns],
            groups=self._groups(value),
            checks=[self._check(check, table.columns) for check in value.checks],
            heads=heads,
            above=_above(table.columns, heads, self.language),
            below=[head for head, column in zip(heads, table.columns, strict=True) if column.heading],
        )

    def _groups(self, value: TableValue) -> list[TableGroup]:
        """The rows of the table; those outside its total under a heading that says what they are."""
        groups = [TableGroup("", [self._line(value, row) for row in value.table.rows if not row.apart])]
        apart = apart_words(value)
        if apart is not None:
            lines = [self._line(value, row) for row in value.table.rows if row.apart]
            groups.append(TableGroup(apart.of(self.language), lines))
        return groups

    def _basis(self, value: TableValue) -> str:
        """The basis, and that its shares are cut off where that is chosen."""
        words = basis_words(value.basis, self.language)
        shares = any(c.measure is not None and c.measure.how == "share" for c in value.table.columns)
        return f"{words} · {CUT.of(self.language)}" if shares and self.choice.truncates else words

    def _heading(self, column: Column, *, with_unit: bool) -> str:
        label = column.label.of(self.language)
        if not with_unit or column.unit == "percent":
            return label
        unit = unit_words(column.unit, self.language)
        return f"{label}（{unit}）" if is_chinese(self.language) else f"{label} ({unit})"

    def _line(self, value: TableValue, row: Row) -> TableLine:
        return TableLine(
            key=row.key,
            label=row.label.of(self.language),
            unit=unit_words(
                row.unit or row.base.unit, self.language, f"ledger.{row.key}" if value.table.key == "W1" else ""
            ),
            cells=[self._cell(value, row, column) for column in value.table.columns],
            child=row.child,
            total=row.key in TOTALS,
            note=row.definition.of(self.language) if row.definition is not None else "",
            define=definition_url(value.table.key, row.key),
        )

    def _cell(self, value: TableValue, row: Row, column: Column) -> Cell:
        key = value.table.key
        found = value.values[row.key, column.key]
        shown = number(found, column.unit or row.unit, self.cell_url(key, row.key, column.key))
        if column.measure is None or column.measure.how != "share" or found is None:
            return Cell(shown)
        counted = next(c.key for c in value.table.columns if c.measure is COUNT)
        parts = [
            number(value.values[part, counted], None, self.cell_url(key, part, counted)) for part in (row.key, "total")
        ]
        return Cell(shown.signed("percent"), (parts[0], parts[1]))

    def _check(self, check: CheckValue, columns: tuple[Column, ...]) -> Check:
        label = check.check.label.of(self.language)
        names = {column.key: column.label.of(self.language) for column in columns}
        if len(names) > 1 and check.check.id != "columns":
            label = f"{names.get(check.column, '')}{'：' if is_chinese(self.language) else ': '}{label}"
        gap: Decimal = check.left - check.right
        sides = (number_words(check.left), number_words(check.right), number_words(gap))
        return Check(label, check.holds, *sides, found=check)

    def annual_report(self, figures: dict[str, FigureValue]) -> TableShown:
        """R1: what the yearly report prints first, then the further figures by kind of record."""
        printed = [self._figure(figure) for key, figure in figures.items() if key in PRINTED]
        groups = [TableGroup(_("Printed in the yearly report"), printed)]
        rest = [key for key in figures if key not in PRINTED]
        for kind, keys in groupby(rest, key=lambda key: key.split(".")[0]):
            heading = _("Further figures: %(kind)s") % {"kind": label_of(RecordKind(kind), self.language)}
            groups.append(TableGroup(heading, [self._figure(figures[key]) for key in keys]))
        return TableShown(
            key="R1",
            title=R1.title.of(self.language),
            basis=basis_words(COHORT, self.language),
            unit="",
            columns=[column.label.of(self.language) for column in R1.columns],
            groups=groups,
            heads=[Head(column.label.of(self.language)) for column in R1.columns],
        )

    def _figure(self, figure: FigureValue) -> TableLine:
        row = figure.key.replace(".", ":")
        shown = number(figure.value, figure.unit, self.cell_url("R1", row, "value"))
        if figure.missing is not None:
            shown = Number(figure.missing.of(self.language), self.populations)
        cell = Cell(shown)
        if figure.denominator is not None:
            sides = [
                number(value, None, figure_url(self.question, figure.key, side, **self.choice.side(figure.key, side)))
                for side, value in (("numerator", figure.numerator), ("denominator", figure.denominator))
            ]
            below = sides[1] if figure.missing is None else Number(NOTHING)  # not known: no nought
            if figure.unit == BY_INHABITANTS:
                below = replace(below, url=self.populations)
            cell = Cell(shown.signed(figure.unit), (sides[0], below))
        return TableLine(
            key=row,
            label=figure.label.of(self.language),
            unit="" if figure.unit == "percent" else unit_words(figure.unit, self.language, figure.key),
            cells=[cell],
            note=figure.definition.of(self.language),
            define=definition_url("R1", row),
        )


TOTALS = frozenset({"total", "concluded", "closed"})
"""Rows that sum others."""
