"""What is sealed: every cell and figure with the identifiers of the records behind it, as plain data.

A set of records is written once and named by its place in `sets`: `records` are ids of one `kind`, sorted, one that
counts twice stands twice; `values` beside them are what a sum or a mean is made of. `behind` names the set of a
number, `below` that of the denominator of a rate or share; None where there is no record.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from casework.filters.asked import Question
from casework.filters.cells import record_column
from casework.sealing.canonical import Json
from casework.statistics.compute import DEFINITIONS, CheckValue, Counting, FigureValue, TableValue, Value, exact
from casework.statistics.counting.masks import Fold, Subset
from casework.statistics.counting.rates import plain
from casework.statistics.datasets import BASES, MONTHS, POPULATIONS, QUANTITIES, BaseSet
from casework.statistics.figures import FIGURES
from casework.statistics.ledger import ID, VALUE, quantity_keys, rate_keys
from casework.statistics.ledger import Row as LedgerRow
from casework.statistics.model import COHORT, COUNT, OWN, Column, FigureSet, Label, Measure, Row
from casework.statistics.records import listing_of_cell
from casework.statistics.tables import TABLE_KEYS
from casework.vocabulary import Vocabulary

NOT_TRACED = (MONTHS.name, QUANTITIES.name, POPULATIONS.name)
"""Base sets whose numbers are listed, or whose rows name no record."""
FORMAT = 1
Pair = tuple[int, Any]
Key = tuple[str, str, str]


class Sets:
    """The sets of records of a report, each kept once."""

    def __init__(self) -> None:
        self.found: list[Json] = []
        self._places: dict[Any, int] = {}

    def add(self, known_as: Any, kind: str, pairs: Iterable[Pair], *, valued: bool) -> int | None:
        """The place of a set; None for an empty one."""
        ordered = sorted(pairs, key=_order) if valued else sorted(pairs)
        if not ordered:
            return None
        one: Json = {"kind": kind, "records": [record for record, _value in ordered]}
        if valued:
            one["values"] = [plain(value) for _record, value in ordered]
        return self._keep(known_as, one)

    def known(self, known_as: Any) -> int | None:
        """The place of a set that was added before."""
        return self._places.get(known_as)

    def _keep(self, known_as: Any, one: Json) -> int:
        content = (one["kind"], tuple(one["records"]), tuple(one.get("values", ())))
        place = self._places.setdefault(content, len(self.found))
        if place == len(self.found):
            self.found.append(one)
        if known_as is not None:
            self._places[known_as] = place
        return place


def _order(pair: Pair) -> tuple[int, bool, Any]:
    record, value = pair
    return record, value is not None, value or 0


class Traced(Counting):
    """A counting that remembers the records behind every number."""

    def __init__(self, question: Question, vocabulary: Vocabulary) -> None:
        bases = tuple(_with_record(base) for base in BASES)
        super().__init__(question.scope, question.window, vocabulary, question.basis, bases)
        self.question = question
        self.vocabulary = vocabulary
        self.sets = Sets()
        self.behind: dict[Key, int | None] = {}
        self._entries: dict[int, int] | None = None

    def cell(self, key: Key, fold: Fold, subset: Subset, measure: Measure) -> Value:
        """The value of a cell, whose records are remembered."""
        self.behind[key] = self.set_of(fold, subset, measure)
        return super().cell(key, fold, subset, measure)

    def set_of(self, fold: Fold, subset: Subset, measure: Measure) -> int | None:
        """The set of the records of some rows of a scan."""
        if not subset:
            return None
        column = measure.column if measure.how in ("sum", "mean") else ""
        known_as = (fold.base.name, subset, column, measure.how == "distinct")
        place = self.sets.known(known_as)
        if place is not None:
            return place
        records = fold.listed(subset, _record_column(fold.base))
        pairs: Iterable[Pair] = ((record, None) for record in records)
        if measure.how == "distinct":
            pairs = set(pairs)
        elif column:
            values = (None if value is None else exact(value) for value in fold.listed(subset, column))
            pairs = zip(fold.listed(subset, _record_column(fold.base)), values, strict=True)
        return self.sets.add(known_as, fold.base.kind.value, pairs, valued=bool(column))

    def figure_set(self, side: FigureSet | None, basis: str) -> int | None:
        """The set behind one side of a figure."""
        if side is None or side.base.reference:
            return None
        fold = self.folds[side.base.name]
        return self.set_of(fold, fold.subset(side.conditions.get(basis, side.conditions.get("", ()))), side.measure)

    def ledger_set(self, rows: Iterable[LedgerRow]) -> int | None:
        """The set of the ledger's entries behind some quantities."""
        pairs = [(self.entries[row[ID]], row[VALUE]) for row in rows]
        return self.sets.add(None, QUANTITIES.kind.value, pairs, valued=True)

    @property
    def entries(self) -> dict[int, int]:
        """The entry of each quantity of the period."""
        if self._entries is None:
            window = self.question.window
            listed = QUANTITIES.listed(self.question.scope)
            within = listed.filter(entry__received_on__gte=window.start, entry__received_on__lte=window.upto)
            self._entries = dict(within.values_list("pk", "entry_id"))
        return self._entries

    def listed_set(self, key: Key) -> int | None:
        """The set behind a cell as its list gives it: for tables that are not counted row by row."""
        question = self.question
        listing = listing_of_cell(".".join(key), question.scope, question.window, self.vocabulary, question.basis)
        records = listing.queryset.order_by().values_list(record_column(listing), flat=True)
        return self.sets.add(None, listing.base.kind.value, ((record, None) for record in records), valued=False)


def _record_column(base: BaseSet) -> str:
    """The column of a scan that names the record."""
    return {"pk": "id", "case": "case_id"}.get(base.record, base.record)


def _with_record(base: BaseSet) -> BaseSet:
    column = _record_column(base)
    return base if base.name in NOT_TRACED or column in base.columns else replace(base, columns=(*base.columns, column))


def report_content(question: Question, vocabulary: Vocabulary) -> Json:
    """All tables and figures of a question with the records behind them; no clock, nothing that only time changes."""
    counting = Traced(question, vocabulary)
    window, organ = question.window, question.scope.organ
    basis = COHORT if question.basis == COHORT else OWN
    tables = [_table(counting, counting.table(table)) for key, table in counting.tables.items() if key in TABLE_KEYS]
    tables += [_figure_table(counting, counting.work_ledger(), "ledger.", OWN)]
    tables += [_figure_table(counting, counting.annual_report(), "", COHORT)]
    return {
        "format": FORMAT,
        "organ": {"id": organ.pk, "code": organ.division_code, "name": organ.name},
        "subtree": question.scope.subtree,
        "period": {"from": window.start.isoformat(), "to": window.end.isoformat()},
        "basis": question.basis,
        "as_of": window.as_of.isoformat(),
        "definitions": DEFINITIONS,
        "tables": tables,
        "figures": [_figure(counting, figure, basis) for figure in counting.figures(basis).values()],
        "sets": counting.sets.found,
    }


def _words(label: Label) -> Json:
    return {"zh": label.zh, "en": label.en}


def _table(counting: Traced, value: TableValue) -> Json:
    table = value.table
    counted = next((c.key for c in table.columns if c.measure is COUNT), "")
    rows = []
    for row in table.rows:
        behind, below, sides = [], [], []
        for column in table.columns:
            share = column.measure is not None and column.measure.how == "share"
            key = counted if share else column.key
            behind.append(_set_of(counting, value, (table.key, row.key, key)))
            below.append(_set_of(counting, value, (table.key, "total", key)) if share else None)
            parts = [plain(value.values[part, key]) for part in (row.key, "total")] if share else None
            sides.append(parts)
        found = [plain(value.values[row.key, column.key]) for column in table.columns]
        rows.append(_row(row, row.unit or row.base.unit) | _cells(found, behind, below, sides))
    return _headed(value) | {"rows": rows}


def _set_of(counting: Traced, value: TableValue, key: Key) -> int | None:
    if key not in counting.behind:
        counting.behind[key] = counting.listed_set(key) if value.values[key[1:]] else None
    return counting.behind[key]


def _row(row: Row, unit: str | None) -> Json:
    return {"key": row.key, "label": _words(row.label), "unit": unit, "child": row.child}


def _cells(values: list[Any], behind: list[int | None], below: list[int | None], sides: list[Any]) -> Json:
    """The cells of a row in the order of the columns; `sides` are both counts of a percentage."""
    return {"values": values, "behind": behind, "below": below, "sides": sides}


def _headed(value: TableValue) -> Json:
    table = value.table
    return {
        "key": table.key,
        "title": _words(table.title),
        "basis": value.basis,
        "columns": [{"key": c.key, "label": _words(_whole(c)), "unit": c.unit} for c in table.columns],
        "checks": [_check(check) for check in value.checks],
    }


def _whole(column: Column) -> Label:
    """The label of a column with the heading that it shares with its neighbours."""
    heading, label = column.heading, column.label
    return label if heading is None else Label(f"{heading.zh}：{label.zh}", f"{heading.en}: {label.en}")


def _check(check: CheckValue) -> Json:
    sides = {"left": plain(check.left), "right": plain(check.right)}
    return {"id": check.id, "label": _words(check.check.label), **sides}


def _figure_table(counting: Traced, value: TableValue, prefix: str, basis: str) -> Json:
    """W1 and R1, whose rows are figures."""
    rows = []
    figures = counting.figures(basis)
    for row in value.table.rows:
        figure = figures[prefix + row.key.replace(":", ".")]
        numerator, denominator = figure_sets(counting, figure.key, basis)
        sides = None if figure.denominator is None else [plain(figure.numerator), plain(figure.denominator)]
        found = _cells([plain(figure.value)], [numerator], [denominator], [sides])
        rows.append(_row(row, row.unit) | found)
    return _headed(value) | {"rows": rows}


def _figure(counting: Traced, figure: FigureValue, basis: str) -> Json:
    numerator, denominator = figure_sets(counting, figure.key, basis)
    return {
        "key": figure.key,
        "label": _words(figure.label),
        "definition": _words(figure.said),
        "unit": figure.unit,
        "value": plain(figure.value),
        "numerator": plain(figure.numerator),
        "denominator": plain(figure.denominator),
        "behind": numerator,
        "below": denominator,
    }


def figure_sets(counting: Traced, key: str, basis: str) -> tuple[int | None, int | None]:
    """The sets behind both sides of a figure; the second is None but for a rate."""
    if key in FIGURES:
        figure = FIGURES[key]
        return counting.figure_set(figure.numerator, basis), counting.figure_set(figure.denominator, basis)
    name = key.removeprefix("ledger.")
    if name in quantity_keys():
        return counting.ledger_set(counting.ledger.added(*quantity_keys()[name]).rows), None
    kind, rate = rate_keys()[name]
    sides = [counting.ledger.side(kind, expression)[1] for expression in (rate.numerator, rate.denominator)]
    return counting.ledger_set(sides[0]), counting.ledger_set(sides[1])


def records_of(content: Json) -> dict[str, set[int]]:
    """All records behind a report, by kind."""
    found: dict[str, set[int]] = {}
    for one in content["sets"]:
        found.setdefault(one["kind"], set()).update(one["records"])
    return found
