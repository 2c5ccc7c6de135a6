"""The shapes of the declarations: tables, rows, columns, figures, checks. Adding a table is adding data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from casework.law.words.languages import Text
from casework.statistics.conditions import Condition, Window
from casework.statistics.counting.days import year_before
from casework.statistics.datasets import BaseSet

Basis = Literal["own", "received", "accepted", "concluded", "cohort"]
OWN: Basis = "own"
RECEIVED: Basis = "received"
ACCEPTED: Basis = "accepted"
CONCLUDED: Basis = "concluded"
COHORT: Basis = "cohort"

Conditions = tuple[Condition, ...]
ByBasis = Mapping[str, Conditions]
"""Basis -> conditions; the key "" stands for every basis that has no entry of its own."""


Label = Text
"""A label in both languages."""


class Measure(NamedTuple):
    """How the rows of a cell become its number: count, sum, mean, median, distinct (of a column), share (of the total).

    With `since` the values are the calendar days from that column to the other.
    """

    how: Literal["count", "sum", "mean", "median", "distinct", "share", "adds_up"]
    column: str = ""
    since: str = ""


COUNT = Measure("count")
SHARE = Measure("share")


@dataclass(frozen=True)
class Column:
    """A column: its key, label, conditions, measure; `unit` is None where the row decides.

    A column with a `base` counts that set in every row; `sets` are more conditions by basis, or by the name of the
    base set that the row counts. `earlier` columns look at the same days of the year before. A `child` is part of the
    column before it and never summed; `heading` stands above neighbours that share it.
    """

    key: str
    label: Label
    conditions: Conditions = ()
    measure: Measure | None = None
    unit: str | None = None
    base: BaseSet | None = None
    sets: ByBasis = field(default_factory=dict)
    earlier: bool = False
    child: bool = False
    heading: Label | None = None
    definition: Label | None = None

    def on(self, basis: str, base: BaseSet) -> Conditions:
        """The conditions under a basis, in rows that count a base set."""
        sets = self.sets
        return (*sets.get(base.name, sets.get(basis, sets.get("", ()))), *self.conditions)


class Row(NamedTuple):
    """A row: its key, label, base set and conditions by basis; `unit` is None where the column decides.

    `days` are the first and last day of a row that stands for a part of the period. A row with `once` counts each case
    of those rows once, and stands in the table only where that is less than they make; one that tells what is `missing`
    from the table, only where something is.
    """

    key: str
    label: Label
    base: BaseSet
    conditions: ByBasis
    measure: Measure = COUNT
    unit: str | None = None
    child: bool = False
    apart: bool = False
    definition: Label | None = None
    days: tuple[date, date] | None = None
    once: tuple[str, ...] = ()
    missing: bool = False

    def on(self, basis: str) -> Conditions:
        """The conditions under a basis."""
        return self.conditions.get(basis, self.conditions.get("", ()))


class Check(NamedTuple):
    """An identity: two sums of cells of one column (or of each column where `column` is empty)."""

    id: str
    label: Label
    left: tuple[str, ...]
    right: tuple[str, ...]
    column: str = ""


class Across(NamedTuple):
    """An identity of each row: columns that sum to others; under a basis, to the columns that `right` names for it."""

    id: str
    label: Label
    left: tuple[str, ...]
    right: Mapping[str, tuple[str, ...]]

    def total(self, basis: str) -> tuple[str, ...]:
        """The columns of the other side under a basis."""
        return self.right.get(basis, self.right.get("", ()))


class Cell(NamedTuple):
    """What a cell counts: rows of a base set under conditions, in a window; how they become a number, of which unit."""

    base: BaseSet
    conditions: Conditions
    measure: Measure
    unit: str
    window: Window


@dataclass(frozen=True)
class Table:
    """A table of the report: rows x columns over one or more base sets.

    `basis` is its own reading; `bases` are all that it may be read in. `checks` are the identities of its columns,
    `across` those of its rows.
    """

    key: str
    title: Label
    basis: Basis
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    bases: tuple[str, ...] = ()
    checks: tuple[Check, ...] = ()
    definition: Label = field(default=Label("", ""))
    across: tuple[Across, ...] = ()

    def read_as(self, basis: str | None) -> str:
        """The basis that the table is read in where one is asked for."""
        return basis if basis is not None and basis in self.bases else self.basis

    def cell(self, row: Row, column: Column, basis: str, window: Window) -> Cell:
        """What a cell counts under a basis that the table is read in."""
        base = column.base or row.base
        measure = column.measure or row.measure
        conditions = (*row.on(basis), *column.on(basis, base))
        return Cell(base, conditions, measure, column.unit or row.unit or base.unit, window_of(row, column, window))


def window_of(row: Row, column: Column, window: Window) -> Window:
    """The days of a cell: those of its row, and in an `earlier` column those of the year before."""
    start, end = row.days or (window.start, window.end)
    if column.earlier:
        start, end = year_before(start, end)
    return Window(start, end, window.as_of)


class FigureSet(NamedTuple):
    """A set of rows behind a figure, or behind one side of a rate."""

    base: BaseSet
    conditions: ByBasis
    measure: Measure = COUNT


class Figure(NamedTuple):
    """A figure: one set, or a rate of two. `definition` says in words what is counted by own dates.

    `of_cohort` says the same of the cases of a cohort, where it is said otherwise.
    """

    key: str
    label: Label
    unit: str
    definition: Label
    numerator: FigureSet
    denominator: FigureSet | None = None
    of_cohort: Label | None = None

    def defined(self, basis: str, otherwise: Label | None = None) -> Label:
        """What is counted under a basis; `otherwise` are the words of a denominator that is chosen."""
        if basis != COHORT or (self.of_cohort is None and COHORT not in self.numerator.conditions):
            return otherwise or self.definition
        words = otherwise or self.of_cohort or self.definition
        return Label(f"{OF_COHORT.zh}{words.zh}", f"{OF_COHORT.en}{words.en}")


OF_COHORT = Label("期内收到的申请到状态日：", "of the applications received in the period, by the day of the state: ")
