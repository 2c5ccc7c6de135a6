"""A table as it is shown, in one language: made once from what was counted, and written by pages and files alike.

What writes it adds what is its own: addresses, cell styles, the width of paper. Values stay exact beside their words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, partial
from itertools import groupby
from typing import NamedTuple

from casework.choices import label_of
from casework.law.names import RecordKind
from casework.law.words.languages import is_chinese
from casework.statistics.compute import R1, VALUE, W1, FigureValue, TableValue, Value
from casework.statistics.counting.rates import BY_INHABITANTS
from casework.statistics.model import COUNT, Column, Label, Row
from casework.statistics.words.numbers import number_words
from casework.statistics.words.order import PRINTED
from casework.statistics.words.words import BASES, unit_words

TOTALS = frozenset({"total", "concluded", "closed"})
"""Rows that sum others."""
IN_REPORT = Label("年度报告所列", "Printed in the yearly report")
FURTHER = Label("其他指标：{kind}", "Further figures: {kind}")

Opens = tuple[str, ...]
"""What a number opens: (table, row, column) of a cell, (figure, side) of a rate, `POPULATIONS`; () opens nothing."""
POPULATIONS: Opens = ("populations",)


@dataclass(slots=True)
class CellView:
    """A number: its exact value, unit, what it opens, both counts of a rate; `words` stand where it cannot be told.

    It is no tuple with names: a page makes thousands, each of these in half the time.
    """

    value: Value
    unit: str | None = None
    opens: Opens = ()
    parts: tuple[CellView, CellView] | None = None
    words: str = ""

    @property
    def text(self) -> str:
        """The number in words; a percentage that has its counts beside it, with its sign."""
        if self.words:
            return self.words
        signed = self.parts is not None and self.unit == "percent" and self.value is not None
        return number_words(self.value, self.unit) + "%" * signed

    @property
    def zero(self) -> bool:
        """Whether nothing is counted."""
        return self.value is not None and not self.value


class HeadView(NamedTuple):
    """A column: its label alone, and as `text` with its unit where columns differ in it; what it stands under."""

    key: str
    label: str
    text: str
    unit: str | None
    heading: str = ""
    share: bool = False

    @property
    def full(self) -> str:
        """The text after the heading that it stands under."""
        return f"{self.heading} · {self.text}" if self.heading else self.text


@dataclass(frozen=True)
class LineView:
    """A row: its label, its unit where its column names none, the values of its columns with their units.

    `make` gives its cells, which who writes values alone does not pay for. `note` is what the row counts.
    """

    key: str
    label: str
    unit: str | None
    unit_words: str
    values: tuple[Value, ...]
    units: tuple[str | None, ...]
    make: Callable[[], tuple[CellView, ...]]
    child: bool = False
    note: str = ""

    @cached_property
    def cells(self) -> tuple[CellView, ...]:
        """The values in words, with what they open."""
        return self.make()

    @property
    def total(self) -> bool:
        """Whether it sums others."""
        return self.key in TOTALS


class GroupView(NamedTuple):
    """Rows under one heading; `apart` are those outside the total."""

    heading: str
    lines: tuple[LineView, ...]
    apart: bool = False


class CheckView(NamedTuple):
    """An identity as it came out: its words, those of its column, both with the column first where they need it."""

    id: str
    label: str
    column: str
    words: str
    left: Decimal
    right: Decimal

    @property
    def gap(self) -> Decimal:
        """By how much the left side is more."""
        return self.left - self.right

    @property
    def holds(self) -> bool:
        """Whether both sides agree."""
        return not self.gap

    @property
    def sides(self) -> list[str]:
        """Left, right and gap in words."""
        return [number_words(each) for each in (self.left, self.right, self.gap)]


@dataclass(frozen=True)
class TableView:
    """A table as it is shown; `basis` is the key of its basis, `unit` the words of what its columns count."""

    key: str
    title: str
    basis: str
    basis_words: str
    unit: str
    heads: tuple[HeadView, ...]
    groups: tuple[GroupView, ...]
    checks: tuple[CheckView, ...] = ()

    @property
    def lines(self) -> list[LineView]:
        """All rows in their order."""
        return [line for group in self.groups for line in group.lines]

    @property
    def apart(self) -> str:
        """What the rows outside the total are; empty where there are none."""
        return next((group.heading for group in self.groups if group.apart), "")

    @property
    def unit_column(self) -> bool:
        """Whether each row names its own unit."""
        return any(head.unit is None for head in self.heads)

    @property
    def note_column(self) -> bool:
        """Whether rows say what they count."""
        return any(line.note for line in self.lines)

    @property
    def runs(self) -> list[tuple[HeadView, ...]]:
        """Neighbouring columns under one heading; a column without one stands alone."""
        return [tuple(run) for _, run in groupby(self.heads, lambda head: (head.heading, head.heading or head.key))]

    @property
    def broken(self) -> list[CheckView]:
        """The identities that do not hold."""
        return [check for check in self.checks if not check.holds]


def view_of(value: TableValue, language: str) -> TableView:
    """The view of a table that was counted, or kept, in a language."""
    table = value.table
    several = len({column.unit for column in table.columns} - {None, "percent"}) > 1
    heads = tuple(_head(column, language, with_unit=several) for column in table.columns)
    return TableView(
        table.key,
        table.title.of(language),
        value.basis,
        BASES[value.basis].of(language),
        units_of([head.unit for head in heads], language),
        heads,
        tuple(_groups(value, heads, language)),
        tuple(checks_of(value, language)),
    )


def units_of(units: list[str | None], language: str) -> str:
    """The units of columns as one enumeration; a percentage has its sign."""
    words = [unit_words(unit, language) for unit in dict.fromkeys(units) if unit not in (None, "percent")]
    return ("、" if is_chinese(language) else ", ").join(words)


def _head(column: Column, language: str, *, with_unit: bool) -> HeadView:
    label, unit = column.label.of(language), unit_words(column.unit, language)
    text = label
    if with_unit and column.unit != "percent":
        text = f"{label}（{unit}）" if is_chinese(language) else f"{label} ({unit})"
    heading = column.heading.of(language) if column.heading is not None else ""
    share = column.measure is not None and column.measure.how == "share"
    return HeadView(column.key, label, text, column.unit, heading, share)


def _groups(value: TableValue, heads: tuple[HeadView, ...], language: str) -> Iterator[GroupView]:
    """The rows: those of R1 by where the report has them, those outside a total after a heading that says so."""
    rows, lines = value.table.rows, [_line(value, row, heads, language) for row in value.table.rows]
    if value.table.key == R1.key:
        for heading, run in groupby(lines, lambda line: _part(line.key, language)):
            yield GroupView(heading, tuple(run))
        return
    yield GroupView("", tuple(line for line, row in zip(lines, rows, strict=True) if not row.apart))
    apart = _apart_words(value)
    if apart is not None:
        outside = tuple(line for line, row in zip(lines, rows, strict=True) if row.apart)
        yield GroupView(apart.of(language), outside, apart=True)


def _part(row: str, language: str) -> str:
    """The heading in R1 over a figure: what the yearly report prints comes first, then the rest by kind of record."""
    key = row.replace(":", ".")
    if key in PRINTED:
        return IN_REPORT.of(language)
    return FURTHER.of(language).format(kind=label_of(RecordKind(key.partition(".")[0]), language))


def _apart_words(value: TableValue) -> Label | None:
    """What the rows outside the total are: participations, of how many cases; None where there are none."""
    keys = [row.key for row in value.table.rows if row.apart]
    if not keys:
        return None
    counted = _counted(value)
    times, cases = sum(value.values[key, counted] or 0 for key in keys), value.values["total", counted]
    return Label(
        f"各被申请人：{cases}件案件中参与{times}次，一件有几个被申请人的各计一次，不入合计",
        f"Respondents by name: named {times} times in {cases} cases, each of several in one case; outside the total",
    )


def _counted(value: TableValue) -> str:
    """The column that a column of shares is made of."""
    return next(column.key for column in value.table.columns if column.measure == COUNT)


def _line(value: TableValue, row: Row, heads: tuple[HeadView, ...], language: str) -> LineView:
    figure = value.figures.get(row.key)
    cells = partial(_cells, value, row, heads) if figure is None else partial(_figure, value, row, figure, language)
    return LineView(
        row.key,
        row.label.of(language),
        row.unit,
        row_unit(value.table.key, row.key, row.unit, language),
        tuple([value.values[row.key, head.key] for head in heads]),
        tuple([head.unit or row.unit for head in heads]),
        cells,
        row.child,
        row.definition.of(language) if row.definition is not None else "",
    )


def row_unit(table: str, row: str, unit: str | None, language: str) -> str:
    """The unit of a row in words; a quantity of the work ledger names its own."""
    return unit_words(unit, language, f"ledger.{row}" if table == W1.key else row)


def _cells(value: TableValue, row: Row, heads: tuple[HeadView, ...]) -> tuple[CellView, ...]:
    return tuple(_cell(value, row, head) for head in heads)


def _cell(value: TableValue, row: Row, head: HeadView) -> CellView:
    """A cell; a share with what it is made of."""
    table, values = value.table.key, value.values
    cell = _number(values[row.key, head.key], head.unit or row.unit, (table, row.key, head.key))
    if not head.share or cell.value is None:
        return cell
    counted = _counted(value)
    part, whole = (_number(values[key, counted], None, (table, key, counted)) for key in (row.key, "total"))
    return replace(cell, parts=(part, whole))


def _figure(value: TableValue, row: Row, figure: FigureValue, language: str) -> tuple[CellView]:
    """A figure; a rate with both counts, one by inhabitants leads to these, and says where they are missing."""
    cell = _number(figure.value, figure.unit, (value.table.key, row.key, VALUE.key))
    if figure.denominator is not None:
        below = _number(figure.denominator, None, (figure.key, "denominator"))
        if figure.unit == BY_INHABITANTS:
            below = CellView(figure.denominator if figure.missing is None else None, opens=POPULATIONS)
        cell.parts = _number(figure.numerator, None, (figure.key, "numerator")), below
    if figure.missing is not None:
        cell.words, cell.opens = figure.missing.of(language), POPULATIONS
    return (cell,)


def _number(found: Value, unit: str | None, opens: Opens) -> CellView:
    """A number that opens its records; one that cannot be said has none."""
    return CellView(found, unit, () if found is None else opens)


def checks_of(value: TableValue, language: str) -> Iterator[CheckView]:
    """The identities of a table in words, with the column where they are made for each of several."""
    names = {column.key: column.label.of(language) for column in value.table.columns}
    for found in value.checks:
        label, column = found.check.label.of(language), names.get(found.column, found.column)
        words = label
        if len(names) > 1 and found.check.id != "columns":
            words = f"{column}{'：' if is_chinese(language) else ': '}{label}"
        yield CheckView(found.id, label, column, words, found.left, found.right)
