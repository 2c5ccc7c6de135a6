"""The records behind a cell or a figure: the same conditions as a filter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import starmap
from typing import Any

from django.db.models import QuerySet

from casework.errors import FaultyInput, named
from casework.law.names import RecordKind
from casework.models import Instance, LedgerQuantity, Litigation, Organ
from casework.models.base import OPEN_END
from casework.statistics.compute import CheckValue, TableValue
from casework.statistics.conditions import Binding, Window, all_of
from casework.statistics.counting.measures import days_between, exact, made
from casework.statistics.datasets import (
    DISCLOSED,
    DISCLOSED_ELSEWHERE,
    ENTRIES,
    INSTANCES,
    MEDIATIONS,
    MONTHS,
    PHASES,
    QUANTITIES,
    RESPONSES,
    BaseSet,
    Scope,
)
from casework.statistics.figures import FIGURES, KNOWN
from casework.statistics.figures.alternatives import ALTERNATIVES, alternative
from casework.statistics.ledger import LedgerFold, Row, quantity_keys, rate_keys
from casework.statistics.model import COHORT, OWN, Across, Conditions, FigureSet, Measure, Table
from casework.statistics.stages import DECISIONS, EXCHANGES, LETTERS
from casework.statistics.tables import MORE_KEYS, TABLE_KEYS, tables_of
from casework.statistics.tables.litigation import COURT
from casework.text.folding import official
from casework.text.reading import whole_number
from casework.vocabulary import Vocabulary


@dataclass(frozen=True)
class Listing:
    """The list behind a number: `queryset` of the base set's rows; `summed` is the column that a sum adds.

    With `since` what is added are the days from that column to the other.
    """

    base: BaseSet
    unit: str
    queryset: QuerySet[Any]
    summed: str = ""
    since: str = ""

    def value_of(self, row: Any) -> Any:
        """What a row of the list adds."""
        value = getattr(row, self.summed)
        return days_between(getattr(row, self.since), value) if self.since else value

    def values(self) -> Iterable[Any]:
        """What the rows add, one after the other."""
        if self.since:
            return starmap(days_between, self.queryset.values_list(self.since, self.summed))
        return list(self.queryset.values_list(self.summed, flat=True))

    def total(self) -> Decimal | None:
        """The sum over the list, None where nothing is summed."""
        if not self.summed:
            return None
        return sum((exact(value) for value in self.values() if value is not None), Decimal(0))

    def median(self) -> Decimal | int | None:
        """The median over the list, None of an empty one."""
        return made(Counter(self.values()), Measure("median", self.summed, self.since))


def listing_of_cell(
    cell: str, scope: Scope, window: Window, vocabulary: Vocabulary, basis: str | None = None
) -> Listing:
    """The list behind `TABLE.row.column`. Raises FaultyInput that names the unknown part."""
    parts = cell.split(".")
    if len(parts) != CELL_PARTS:
        raise FaultyInput(
            f"「{cell}」不是单元格，写成T2.uphold.total",
            f"{cell!r} is no cell; write T2.uphold.total",
            where="cell",
        )
    table_key, row_key, column_key = parts
    if table_key not in (*TABLE_KEYS, *MORE_KEYS):
        raise named("统计表", "table", table_key, TABLE_KEYS, where="cell")
    if table_key in FIGURE_TABLES:
        return _figure_cell(table_key, row_key, column_key, scope, window)
    table = asked_table(table_key, row_key, vocabulary, window)
    row = _pick(table.rows, row_key, "行", "row")
    column = _pick(table.columns, column_key, "列", "column")
    counted = table.cell(row, column, table.read_as(basis), window)
    queryset = filtered(counted.base, counted.conditions, scope, counted.window)
    return Listing(counted.base, counted.unit, queryset, *_added(counted.measure))


def _added(measure: Measure) -> tuple[str, str]:
    """The column whose values make the number, and the one from which its days run; empty for a count."""
    return (measure.column, measure.since) if measure.how in ADDS else ("", "")


def breaking(
    value: TableValue, check: CheckValue, scope: Scope, window: Window
) -> tuple[Listing, list[tuple[int, int]]]:
    """The records that break an identity: those that one side counts more often than the other.

    Gives a list that holds them, and for each its id with how often more the left side counts it. An identity of rows
    that are sums of one another compares the row of the total, or all rows where there is none.
    """
    table, said = value.table, check.check
    if isinstance(said, Across):
        lines = [row for row in table.rows if row.key == "total"] or list(table.rows)
        sides = [[(row, key) for row in lines for key in keys] for keys in (said.left, said.total(value.basis))]
    else:
        rows = {row.key: row for row in table.rows}
        sides = [[(rows[key], check.column) for key in keys] for keys in (said.left, said.right)]
    columns = {column.key: column for column in table.columns}
    counted: Counter[int] = Counter()
    base = table.cell(sides[0][0][0], columns[sides[0][0][1]], value.basis, window).base
    for sign, cells in zip((1, -1), sides, strict=True):
        for row, key in cells:
            cell = table.cell(row, columns[key], value.basis, window)
            found = filtered(cell.base, cell.conditions, scope, cell.window).order_by().values_list("pk", flat=True)
            for pk in found:
                counted[pk] += sign
    differing = sorted((pk, times) for pk, times in counted.items() if times)
    within = base.listed(scope).filter(pk__in=[pk for pk, _times in differing])
    return Listing(base, base.unit, within), differing


CELL_PARTS = 3
ADDS = frozenset({"sum", "mean", "median"})
"""Measures that are made of the values of a column."""
FIGURE_TABLES = ("W1", "R1")


def asked_table(table_key: str, row_key: str, vocabulary: Vocabulary, window: Window) -> Table:
    """A table with the row that is asked for, where it is one that the records name."""
    organs = _asked_organ(row_key) if table_key == "T5" else {}
    courts = _asked_court(row_key) if table_key == "L4" else ()
    return tables_of(vocabulary, organs, window, courts)[table_key]


def _asked_court(row_key: str) -> tuple[str, ...]:
    """The court that a row of L4 asks for, by `court:<name>` or by name; none where no instance is before it."""
    name = row_key.removeprefix(COURT)
    known = Instance.objects.filter(court__in=(name, name.replace("．", "."))).values_list("court", flat=True)[:1]
    return tuple(known)


def _asked_organ(row_key: str) -> dict[int, str]:
    """The named respondent that a row of T5 asks for, by `organ:<id>` or by name."""
    key = row_key.removeprefix("organ:")
    number = whole_number(key)
    organs = Organ.objects.filter(name=official(row_key)) if number is None else Organ.objects.filter(pk=number)
    return dict(organs.values_list("pk", "name"))


def _pick(choices: Iterable[Any], key: str, zh: str, en: str) -> Any:
    found = list(choices)
    for choice in found:
        if choice.key == key:
            return choice
    for choice in found:
        if choice.label.zh == key:
            return choice
    raise named(zh, en, key, [choice.key for choice in found], where="cell")


def _figure_cell(table_key: str, row_key: str, column_key: str, scope: Scope, window: Window) -> Listing:
    if column_key not in ("value", "数值"):
        raise named("列", "column", column_key, ["value"], where="cell")
    prefix = "ledger." if table_key == "W1" else ""
    return listing_of_figure(prefix + row_key.replace(":", "."), scope, window, COHORT if table_key == "R1" else OWN)


def filtered(base: BaseSet, conditions: Conditions, scope: Scope, window: Window) -> QuerySet[Any]:
    """The rows of a base set in scope that fulfil the conditions."""
    return base.listed(scope).filter(all_of(conditions, Binding(window, scope.sides())))


def figure_keys() -> list[str]:
    """All figures by key."""
    return [*FIGURES, *[f"ledger.{key}" for key in (*quantity_keys(), *rate_keys())]]


def opens(key: str, side: str) -> bool:
    """Whether a side of a figure has a list of records behind it; reference data have none."""
    below = KNOWN[key].denominator if key in KNOWN and side == "denominator" else None
    return below is None or not below.base.reference


def listing_of_figure(
    key: str, scope: Scope, window: Window, basis: str = OWN, side: str = "numerator", *, denominator: str = ""
) -> Listing:
    """The list behind a figure, or behind one side of a rate; `denominator` names another than the rate's own.

    Raises FaultyInput for an unknown figure, side or denominator.
    """
    if side not in ("numerator", "denominator"):
        raise named("一侧", "side", side, ["numerator", "denominator"], where="side")
    if key.startswith("ledger."):
        return _ledger_listing(key.removeprefix("ledger."), scope, window, side)
    if key not in KNOWN:
        raise named("指标", "figure", key, [*figure_keys(), *KNOWN], where="figure")
    figure = KNOWN[key]
    if side == "denominator" and figure.denominator is None:
        raise FaultyInput(f"「{key}」不是比率，没有分母", f"{key} is no rate and has no denominator", where="side")
    chosen = figure.denominator if side == "denominator" and figure.denominator is not None else figure.numerator
    if chosen.base.reference:
        raise FaultyInput(
            "人口数是基础数据，没有案件列表",
            "The population is reference data: there is no list of records",
            where="side",
        )
    if denominator:
        chosen = _other(key, side, denominator)
    conditions = chosen.conditions.get(basis, chosen.conditions.get("", ()))
    queryset = filtered(chosen.base, conditions, scope, window)
    if chosen.measure.how == "distinct":
        disputes = Litigation.objects.filter(pk__in=queryset.order_by().values("litigation"))
        return Listing(chosen.base, figure.unit, disputes)
    unit = figure.unit if figure.denominator is None else chosen.base.unit
    return Listing(chosen.base, unit, queryset, *_added(chosen.measure))


def _other(key: str, side: str, denominator: str) -> FigureSet:
    found = alternative(key, denominator)
    if found is None or side != "denominator":
        allowed = [each.key for each in ALTERNATIVES.get(key, ())] if side == "denominator" else []
        raise named("分母", "denominator", denominator, allowed, where="denominator")
    return found.denominator


def _ledger_listing(name: str, scope: Scope, window: Window, side: str) -> Listing:
    fold = LedgerFold(QUANTITIES.scan(QUANTITIES, scope, window))
    rows: tuple[Row, ...]
    if name in quantity_keys():
        kind, quantity = quantity_keys()[name]
        added = fold.added(kind, quantity)
        rows, unit, summed = added.rows, quantity.unit, "value" if added.total is not None else ""
    elif name in rate_keys():
        kind, rate = rate_keys()[name]
        expression = rate.numerator if side == "numerator" else rate.denominator
        _, rows = fold.side(kind, expression)
        unit, summed = "entry", "" if "-" in expression else "value"
    else:
        raise named("指标", "figure", f"ledger.{name}", figure_keys(), where="figure")
    queryset = LedgerQuantity.objects.filter(pk__in=[row[0] for row in rows])
    return Listing(QUANTITIES, unit, queryset, summed)


# ---- The lines of a list ------------------------------------------------------------------------------------------

Line = dict[str, Any]


def _iso(day: date | None) -> str | None:
    return None if day is None or day == OPEN_END else day.isoformat()


def _line(record: Any, **known: Any) -> Line:
    """A line of a list; keys that a kind of record lacks are None."""
    return {
        "id": record.pk,
        "number": record.number,
        "organ": record.organ.name,
        "received_on": _iso(record.received_on),
        "accepted_on": None,
        "concluded_on": None,
        "state": record.state,
        "outcome": None,
        "url": record.get_absolute_url(),
    } | known


def _case_line(case: Any) -> Line:
    return _line(
        case,
        accepted_on=_iso(case.accepted_on),
        concluded_on=_iso(case.concluded_on),
        outcome=case.outcome or None,
    )


def _phase_line(phase: Any) -> Line:
    line = _case_line(phase.case)
    if phase.closed_by == "concluded":
        line |= {"concluded_on": _iso(phase.closed_on), "outcome": phase.outcome}
    return line


def _instance_line(instance: Any) -> Line:
    return _line(
        instance.litigation,
        number=instance.court_number or instance.litigation.number,
        received_on=_iso(instance.received_on),
        concluded_on=_iso(instance.closed_on),
        state="open" if instance.closed_on == OPEN_END else "closed",
        outcome=instance.result or None,
    )


def _mediation_line(case: Any) -> Line:
    return _line(case, concluded_on=_iso(case.concluded_on), outcome=case.result or None)


def _response_line(case: Any) -> Line:
    return _line(case, concluded_on=_iso(case.concluded_on), outcome=case.outcome or None)


LINES: dict[str, tuple[tuple[str, ...], Callable[[Any], Line]]] = {
    **dict.fromkeys((PHASES.name, MONTHS.name, DISCLOSED.name, DECISIONS.name), (("case__organ",), _phase_line)),
    **dict.fromkeys(
        (ENTRIES.name, LETTERS.name, EXCHANGES.name), (("case__organ",), lambda entry: _case_line(entry.case))
    ),
    INSTANCES.name: (("litigation__organ",), _instance_line),
    MEDIATIONS.name: (("organ",), _mediation_line),
    **dict.fromkeys((RESPONSES.name, DISCLOSED_ELSEWHERE.name), (("organ",), _response_line)),
    QUANTITIES.name: (("entry__organ",), lambda quantity: _line(quantity.entry)),
}


def lines(listing: Listing) -> list[Line]:
    """The lines of a list, in the order of their ids."""
    if listing.queryset.model is Litigation:
        return [_line(suit) for suit in listing.queryset.select_related("organ").order_by("pk")]
    related, line = LINES[listing.base.name]
    return [line(row) for row in listing.queryset.select_related(*related).order_by("pk")]


def listing_json(name: str, value: str, listing: Listing) -> dict[str, Any]:
    """The answer of `records --format json`; `name` is "cell" or "figure"."""
    found = lines(listing)
    total = listing.total()
    return {
        name: value,
        "kind": RecordKind(listing.base.kind).value,
        "unit": listing.unit,
        "count": len(found),
        "sum": None if total is None else float(total) if total % 1 else int(total),
        "records": found,
    }
