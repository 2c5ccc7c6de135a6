"""The shapes of the declarations: tables, rows, columns, figures, checks. Adding a table is adding data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from casework.statistics.bases import BaseSet
from casework.statistics.conditions import Condition

Basis = Literal["own", "received", "accepted", "concluded", "cohort"]
OWN: Basis = "own"
RECEIVED: Basis = "received"
ACCEPTED: Basis = "accepted"
CONCLUDED: Basis = "concluded"
COHORT: Basis = "cohort"

Conditions = tuple[Condition, ...]
ByBasis = Mapping[str, Conditions]
"""Basis -> conditions; the key "" stands for every basis that has no entry of its own."""


class Label(NamedTuple):
    """A label in both languages."""

    zh: str
    en: str

    def of(self, language: str) -> str:
        """The label in the language."""
        return self.zh if language.startswith("zh") else self.en


class Measure(NamedTuple):
    """How the rows of a cell become its number: count, sum, mean, distinct (of a column), share (of the total row)."""

    how: Literal["count", "sum", "mean", "distinct", "share", "adds_up"]
    column: str = ""


COUNT = Measure("count")
SHARE = Measure("share")


@dataclass(frozen=True)
class Column:
    """A column: its key, label, conditions, measure; `unit` is None where the row decides."""

    key: str
    label: Label
    conditions: Conditions = ()
    measure: Measure | None = None
    unit: str | None = None


class Row(NamedTuple):
    """A row: its key, label, base set and conditions by basis; `unit` is None where the column decides."""

    key: str
    label: Label
    base: BaseSet
    conditions: ByBasis
    measure: Measure = COUNT
    unit: str | None = None
    child: bool = False
    apart: bool = False
    definition: Label | None = None

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


@dataclass(frozen=True)
class Table:
    """A table of the report: rows x columns over one or more base sets.

    `basis` is its own reading; `bases` are all that it may be read in.
    """

    key: str
    title: Label
    basis: Basis
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    bases: tuple[str, ...] = ()
    checks: tuple[Check, ...] = ()
    definition: Label = field(default=Label("", ""))


class FigureSet(NamedTuple):
    """A set of rows behind a figure, or behind one side of a rate."""

    base: BaseSet
    conditions: ByBasis
    measure: Measure = COUNT


class Figure(NamedTuple):
    """A figure: one set, or a rate of two. `definition` says in words what is counted."""

    key: str
    label: Label
    unit: str
    definition: Label
    numerator: FigureSet
    denominator: FigureSet | None = None
