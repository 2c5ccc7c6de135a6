"""The report: every base set scanned once, all cells of all tables and all figures folded from those scans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from casework.errors import named
from casework.models import Organ
from casework.reference import ledger_kinds
from casework.statistics.conditions import END, UpTo, Window
from casework.statistics.counting.choice import NOTHING_CHOSEN, Choice
from casework.statistics.counting.masks import Fold, Subset
from casework.statistics.counting.measures import Value, exact, made
from casework.statistics.counting.months import counted_in
from casework.statistics.counting.rates import BY_INHABITANTS, rounded
from casework.statistics.datasets import BASES, INSTANCES, MONTHS, PHASES, QUANTITIES, BaseSet, Scope, population_year
from casework.statistics.figures import FIGURES
from casework.statistics.ledger import LedgerFold, ledger_words, quantity_keys, rate_keys
from casework.statistics.model import (
    ACCEPTED,
    COHORT,
    COUNT,
    OWN,
    Across,
    Check,
    Column,
    FigureSet,
    Label,
    Measure,
    Row,
    Table,
    window_of,
)
from casework.statistics.sets import STAGE_ACCEPTED
from casework.statistics.tables import MORE_KEYS, TABLE_KEYS, tables_of
from casework.statistics.words.order import report_order
from casework.vocabulary import LedgerKinds, Vocabulary

__all__ = [
    "DEFINITIONS",
    "R1",
    "W1",
    "CheckValue",
    "Counting",
    "FigureValue",
    "Report",
    "TableValue",
    "Value",
    "checked",
    "compute",
    "exact",
    "shown",
]

DEFINITIONS = "2"
"""The version of the definitions of tables and figures; raised when one of them changes what it counts."""


class FigureValue(NamedTuple):
    """A figure counted: its value and, for a rate, both counts; `missing` says what it cannot be told without."""

    key: str
    label: Label
    unit: str
    definition: Label
    value: Value
    numerator: Value = None
    denominator: Value = None
    missing: Label | None = None

    @property
    def said(self) -> Label:
        """The definition, and what is missing."""
        if self.missing is None:
            return self.definition
        (zh, en), missing = self.definition, self.missing
        return Label(f"{zh}；{missing.zh}", f"{en}; {missing.en}")

    def in_year(self, window: Window) -> FigureValue:
        """A rate by inhabitants says of which year none are kept."""
        if self.unit != BY_INHABITANTS or self.denominator:
            return self
        year = population_year(window)
        return self._replace(missing=Label(f"没有{year}年的人口数", f"no population for {year}"))


class CheckValue(NamedTuple):
    """An identity as it came out."""

    check: Check | Across
    column: str
    left: Decimal
    right: Decimal

    @property
    def holds(self) -> bool:
        """Whether both sides agree."""
        return self.left == self.right

    @property
    def id(self) -> str:
        """The check's id, with the column where it is made for each."""
        return f"{self.check.id}.{self.column}"


@dataclass(frozen=True)
class TableValue:
    """A table counted: values by (row, column); of rows that are figures, these by row."""

    table: Table
    basis: str
    values: dict[tuple[str, str], Value]
    checks: tuple[CheckValue, ...] = ()
    figures: Mapping[str, FigureValue] = field(default_factory=dict)


@dataclass(frozen=True)
class Report:
    """Tables and figures of a scope and a window."""

    scope: Scope
    window: Window
    basis: str | None
    tables: dict[str, TableValue]
    figures: dict[str, FigureValue] = field(default_factory=dict)


class Counting:
    """The scans of one report, and the values folded from them; `bases` may read more columns than are counted.

    `choice` are the denominators and the rounding of its rates.

    `counted_at` is the time of a report that was counted beforehand, None for one that is counted now.
    """

    counted_at: datetime | None = None

    def __init__(
        self,
        scope: Scope,
        window: Window,
        vocabulary: Vocabulary,
        basis: str | None = None,
        bases: Sequence[BaseSet] = BASES,
        choice: Choice = NOTHING_CHOSEN,
    ) -> None:
        self.window = window
        self.basis = basis
        self.choice = choice
        scans = {base.name: base.scan(base, scope, window) for base in bases}
        places = [PHASES.index(column) for column in MONTHS.columns]
        scans[MONTHS.name] = [
            [*scans[PHASES.name][place], *earlier] for place, earlier in zip(places, scans[MONTHS.name], strict=True)
        ]
        self.folds = {base.name: Fold(base, scans[base.name], window) for base in bases if base is not QUANTITIES}
        self.ledger = LedgerFold(scans[QUANTITIES.name])
        self.tables = tables_of(vocabulary, self._named_respondents(), window, self._courts())

    def _named_respondents(self) -> dict[int, str]:
        """The respondents of T5's base by id: the most named first, of as many the first in the tree."""
        fold = self.folds[PHASES.name]
        lists = fold.values(fold.subset(STAGE_ACCEPTED[self._stage_basis()]), "respondent_ids")
        times: Counter[int] = Counter()
        for listed, cases in lists.items():
            times.update({int(organ): cases for organ in set(listed.split(",")) if organ})
        named = Organ.objects.filter(pk__in=times).order_by("path").values_list("pk", "name")
        return dict(sorted(named, key=lambda organ: -times[organ[0]]))

    def _courts(self) -> list[str]:
        """The courts of L4: the one with the most instances first."""
        fold = self.folds[INSTANCES.name]
        before = fold.values(fold.subset((UpTo("received_on", END),)), "court")
        return sorted(before, key=lambda court: (-before[court], court))

    def _stage_basis(self) -> str:
        return self.basis if self.basis is not None and self.basis in STAGE_ACCEPTED else ACCEPTED

    def measured(self, fold: Fold, subset: Subset, measure: Measure) -> Value:
        """The number that a measure makes of rows."""
        if measure.how == "count":
            return subset.bit_count() if subset else 0
        return made(Counter(fold.measured(subset, measure)), measure)

    def cell(self, _key: tuple[str, str, str], fold: Fold, subset: Subset, measure: Measure) -> Value:
        """The value of a cell (table, row, column)."""
        return self.measured(fold, subset, measure)

    def figure_side(self, side: FigureSet, basis: str) -> Value:
        """The value of a figure's set."""
        fold = self.folds[side.base.name]
        conditions = side.conditions.get(basis, side.conditions.get("", ()))
        return self.measured(fold, fold.subset(conditions), side.measure)

    def table(self, table: Table) -> TableValue:
        """All cells of a table with its checks."""
        basis = table.read_as(self.basis)
        values = self._by_days(table) if any(row.days for row in table.rows) else self._by_rows(table, basis)
        self._fill_shares(table, values)
        seen = shown(table, values)
        return TableValue(seen, basis, values, tuple(checked(seen, values, basis)))

    def _fill_shares(self, table: Table, values: dict[tuple[str, str], Value]) -> None:
        for column in table.columns:
            if column.measure is None or column.measure.how != "share":
                continue
            counted = next(c.key for c in table.columns if c.measure == COUNT)
            total = values["total", counted] or 0
            for row in table.rows:
                values[row.key, column.key] = self.choice.rate("percent", values[row.key, counted] or 0, total)

    def _by_rows(self, table: Table, basis: str) -> dict[tuple[str, str], Value]:
        """Cells that are where a row meets a column."""
        values: dict[tuple[str, str], Value] = {}
        columns: dict[str, list[tuple[Column, Fold, Subset]]] = {}
        for row in table.rows:
            if row.base.name not in columns:
                columns[row.base.name] = self._columns(table, row, basis)
            found: dict[int, Subset] = {}
            for column, fold, subset in columns[row.base.name]:
                own = found.get(id(fold))
                if own is None:
                    own = found[id(fold)] = fold.subset(row.on(basis))
                key = (table.key, row.key, column.key)
                values[row.key, column.key] = self.cell(key, fold, own & subset, column.measure or row.measure)
        return values

    def _columns(self, table: Table, row: Row, basis: str) -> list[tuple[Column, Fold, Subset]]:
        """The columns of rows like this one, with the rows of the scan that they select."""
        found = []
        for column in table.columns:
            if column.measure is None or column.measure.how != "share":
                base = column.base or row.base
                fold = self.folds[base.name]
                found.append((column, fold, fold.subset(column.on(basis, base))))
        return found

    def _by_days(self, table: Table) -> dict[tuple[str, str], Value]:
        """Cells of rows that stand for days, each column counted for all rows at once."""
        values: dict[tuple[str, str], Value] = {}
        for column in table.columns:
            windows = [window_of(row, column, self.window) for row in table.rows]
            counts = counted_in(self.folds[MONTHS.name], column.conditions, windows)
            values |= {(row.key, column.key): count for row, count in zip(table.rows, counts, strict=True)}
        return values

    def figures(self, basis: str) -> dict[str, FigureValue]:
        """All figures: those of cases by own dates or over the cohort, those of the ledger by the entry's date."""
        found = self._case_figures(basis) | self._ledger_figures
        return {key: self._as_chosen(found[key], basis) for key in report_order(found)}

    def _as_chosen(self, figure: FigureValue, basis: str) -> FigureValue:
        """A rate with the denominator and the rounding chosen, and with its formula; other figures as they are."""
        if figure.denominator is None:
            return figure
        other = self.choice.denominators.get(figure.key)
        if other is not None:
            denominator = self.figure_side(other.denominator, basis)
            definition = FIGURES[figure.key].defined(basis, other.definition)
            figure = figure._replace(denominator=denominator, definition=definition)
        rate = self.choice.rate(figure.unit, figure.numerator or 0, figure.denominator or 0)
        return figure._replace(value=rate).in_year(self.window)

    def _case_figures(self, basis: str) -> dict[str, FigureValue]:
        found = {}
        for key, figure in FIGURES.items():
            numerator = self.figure_side(figure.numerator, basis)
            common = (key, figure.label, figure.unit, figure.defined(basis))
            if figure.denominator is None:
                found[key] = FigureValue(*common, numerator)
            else:
                found[key] = FigureValue(*common, None, numerator, self.figure_side(figure.denominator, basis))
        return found

    @cached_property
    def _kinds(self) -> LedgerKinds:
        return ledger_kinds()

    @cached_property
    def _ledger_figures(self) -> dict[str, FigureValue]:
        found = {}
        kinds = self._kinds
        told = ledger_words(kinds)
        for name, (kind, quantity) in quantity_keys(kinds).items():
            added = self.ledger.added(kind, quantity)
            value = None if added.value is None else rounded(added.value, 2)
            found[f"ledger.{name}"] = FigureValue(f"ledger.{name}", *told[f"ledger.{name}"], value)
        for name, (kind, rate) in rate_keys(kinds).items():
            numerator, _ = self.ledger.side(kind, rate.numerator)
            denominator, _ = self.ledger.side(kind, rate.denominator)
            key = f"ledger.{name}"
            found[key] = FigureValue(key, *told[key], None, numerator, denominator)
        return found

    def of_key(self, key: str) -> TableValue:
        """The table of a key: one that counts records, W1 or R1."""
        made = {W1.key: self.work_ledger, R1.key: self.annual_report}.get(key)
        return self.table(self.tables[key]) if made is None else made()

    def work_ledger(self) -> TableValue:
        """W1: the quantities of the work ledger."""
        rows = {key: value for key, value in self._ledger_figures.items() if value.denominator is None}
        quantities = {f"ledger.{name}" for name in quantity_keys(self._kinds)}
        return _figure_table(W1, OWN, {key: value for key, value in rows.items() if key in quantities}, "ledger.")

    def annual_report(self) -> TableValue:
        """R1: the figures of the yearly report over the cohort, in the order of the report."""
        return _figure_table(R1, COHORT, self.figures(COHORT), "")


VALUE = Column("value", Label("数值", "value"))
W1 = Table("W1", Label("工作台账", "Work ledger"), OWN, (VALUE,), ())
R1 = Table("R1", Label("年度报告数据", "Figures of the annual report"), COHORT, (VALUE,), (), bases=(COHORT,))


def _figure_table(table: Table, basis: str, figures: dict[str, FigureValue], prefix: str) -> TableValue:
    keys = {key: key.removeprefix(prefix).replace(".", ":") for key in figures}
    rows = tuple(
        Row(keys[key], figure.label, PHASES, {}, unit=figure.unit, definition=figure.definition)
        for key, figure in figures.items()
    )
    values = {(keys[key], "value"): figure.value for key, figure in figures.items()}
    filled = Table(table.key, table.title, table.basis, table.columns, rows, table.bases)
    return TableValue(filled, basis, values, figures={keys[key]: figure for key, figure in figures.items()})


def shown(table: Table, values: dict[tuple[str, str], Value]) -> Table:
    """The table without rows that have nothing to say (nothing counts twice, or is missing); their values remain."""
    rows = tuple(row for row in table.rows if _says(table, row, values))
    return table if len(rows) == len(table.rows) else replace(table, rows=rows)


def _says(table: Table, row: Row, values: dict[tuple[str, str], Value]) -> bool:
    if row.missing:
        return any(values[row.key, column.key] for column in table.columns)
    return not row.once or _less(table, row, values)


def _less(table: Table, row: Row, values: dict[tuple[str, str], Value]) -> bool:
    return any(
        (values[row.key, column.key] or 0) < sum(values[key, column.key] or 0 for key in row.once)
        for column in table.columns
    )


def checked(table: Table, values: dict[tuple[str, str], Value], basis: str) -> Iterable[CheckValue]:
    """Every identity of a table: of each column that adds up, and of its rows taken together."""
    for check in table.checks:
        for column in table.columns:
            if check.column not in ("", column.key) or (column.measure is not None and column.measure.how == "share"):
                continue
            sides = [Decimal(sum(values[row, column.key] or 0 for row in rows)) for rows in (check.left, check.right)]
            yield CheckValue(check, column.key, *sides)
    for across in table.across:
        total = across.total(basis)
        sides = [
            Decimal(sum(values[row.key, column] or 0 for row in table.rows for column in columns))
            for columns in (across.left, total)
        ]
        yield CheckValue(across, total[0], *sides)


def compute(
    scope: Scope,
    window: Window,
    vocabulary: Vocabulary,
    *,
    tables: Iterable[str] | None = None,
    basis: str | None = None,
    choice: Choice = NOTHING_CHOSEN,
) -> Report:
    """The report of a scope and window: the tables asked for (all where None) and all figures, rates as chosen.

    Raises FaultyInput for an unknown table. The number of queries does not depend on tables or cells.
    """
    wanted = list(tables) if tables is not None else list(TABLE_KEYS)
    for key in wanted:
        if key not in (*TABLE_KEYS, *MORE_KEYS):
            raise named("统计表", "table", key, TABLE_KEYS, where="table")
    return report_of(Counting(scope, window, vocabulary, basis, choice=choice), scope, wanted)


def report_of(counting: Counting, scope: Scope, wanted: Iterable[str]) -> Report:
    """The tables asked for and all figures of one counting."""
    found = {key: counting.of_key(key) for key in wanted}
    figures = counting.figures(COHORT if counting.basis == COHORT else OWN)
    return Report(scope, counting.window, counting.basis, found, figures)
