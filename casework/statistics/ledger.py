"""The work ledger in figures: how quantities add up over entries and organs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from casework.reference import ledger_kinds
from casework.statistics.model import Label
from casework.vocabulary import LedgerKind, LedgerKinds, QuantityKind, RateKind

Row = Sequence[Any]
ID, KIND, QUANTITY, ORGAN, ON, VALUE, NAMES = range(7)


@dataclass(frozen=True)
class Added:
    """A quantity added up: its value, the rows behind it, and their sum (None where names were counted)."""

    value: Decimal | None
    rows: tuple[Row, ...]
    total: Decimal | None


def _sum(rows: list[Row]) -> Added:
    total = sum((row[VALUE] for row in rows), Decimal(0))
    return Added(total, tuple(rows), total)


def _by_organ(rows: Iterable[Row]) -> dict[Any, list[Row]]:
    organs: dict[Any, list[Row]] = {}
    for row in rows:
        organs.setdefault(row[ORGAN], []).append(row)
    return organs


def _last(rows: list[Row]) -> Added:
    """The latest entry by date of each organ, summed over organs; of one day the one recorded last."""
    return _sum([max(mine, key=lambda row: (row[ON], row[ID])) for mine in _by_organ(rows).values()])


def _distinct(rows: list[Row]) -> Added:
    """Different names where an organ's entries name their units, else its largest number; summed over organs."""
    named = [row for row in rows if row[NAMES]]
    naming = {row[ORGAN] for row in named}
    others = _by_organ(row for row in rows if row[ORGAN] not in naming).values()
    unnamed = _sum([max(mine, key=lambda row: (row[VALUE], -row[ID])) for mine in others])
    if not named:
        return unnamed
    names = {name for row in named for name in row[NAMES]}
    return Added((unnamed.total or Decimal(0)) + len(names), (*named, *unnamed.rows), None)


def _mean(rows: list[Row]) -> Added:
    """The mean over all entries in scope, exact."""
    total = sum((row[VALUE] for row in rows), Decimal(0))
    return Added(total / len(rows) if rows else None, tuple(rows), total)


ADDING: dict[str, Callable[[list[Row]], Added]] = {
    "sum": _sum,
    "last": _last,
    "distinct": _distinct,
    "mean": _mean,
}


class LedgerFold:
    """The quantities of a period in scope, by kind and quantity."""

    def __init__(self, columns: Sequence[Sequence[Any]]) -> None:
        self._rows: dict[tuple[str, str], list[Row]] = {}
        for row in zip(*columns, strict=True):
            self._rows.setdefault((row[KIND], row[QUANTITY]), []).append(row)

    def added(self, kind: LedgerKind, quantity: QuantityKind) -> Added:
        """One quantity of a kind, added up as the kind declares."""
        return ADDING[quantity.adds_up](self._rows.get((kind.code, quantity.code), []))

    def side(self, kind: LedgerKind, expression: str) -> tuple[Decimal, tuple[Row, ...]]:
        """One side of a rate, `a` or `a-b`, each added up exactly as its kind declares, and the rows behind it."""
        first, _, second = expression.partition("-")
        plus = self.added(kind, kind.quantities[first])
        if not second:
            return plus.value or Decimal(0), plus.rows
        minus = self.added(kind, kind.quantities[second])
        return (plus.value or Decimal(0)) - (minus.value or Decimal(0)), (*plus.rows, *minus.rows)


def formula(kind: LedgerKind, rate: RateKind) -> Label:
    """What a rate divides by what, in the words of its quantities."""
    over, under = [kind.quantities[code] for code in rate.numerator.split("-")], kind.quantities[rate.denominator]
    above = Label("－".join(each.zh for each in over), " - ".join(each.en for each in over))
    if len(over) > 1:
        above = Label(f"（{above.zh}）", f"({above.en})")
    return Label(f"{above.zh}÷{under.zh}", f"{above.en} / {under.en}")


def quantity_keys(kinds: LedgerKinds | None = None) -> dict[str, tuple[LedgerKind, QuantityKind]]:
    """`<kind>.<quantity>` -> the kind and the quantity, in the order of the report; of those stored, or these."""
    found = ledger_kinds() if kinds is None else kinds
    return {f"{k.code}.{q.code}": (k, q) for k in found.values() for q in k.quantities.values()}


def rate_keys(kinds: LedgerKinds | None = None) -> dict[str, tuple[LedgerKind, RateKind]]:
    """`<kind>.<rate>` -> the kind and the rate."""
    found = ledger_kinds() if kinds is None else kinds
    return {f"{k.code}.{rate.code}": (k, rate) for k in found.values() for rate in k.rates}


def ledger_words(kinds: LedgerKinds | None = None) -> dict[str, tuple[Label, str, Label]]:
    """The figures of the work ledger with their labels, units and definitions."""
    found, kinds = {}, ledger_kinds() if kinds is None else kinds
    for name, (kind, quantity) in quantity_keys(kinds).items():
        label, adds = Label(f"{kind.zh}：{quantity.zh}", f"{kind.en}: {quantity.en}"), ADDS_UP[quantity.adds_up]
        found[f"ledger.{name}"] = label, quantity.unit, Label(f"工作台账，{adds.zh}", f"work ledger, {adds.en}")
    for name, (kind, rate) in rate_keys(kinds).items():
        found[f"ledger.{name}"] = Label(rate.zh, rate.en), "percent", formula(kind, rate)
    return found


ADDS_UP: dict[str, Label] = {
    "sum": Label("各记录之和", "sum over all entries"),
    "last": Label("各机关最近一条之和", "the latest entry of each organ, summed"),
    "distinct": Label("不重复计", "distinct"),
    "mean": Label("各记录平均", "mean over all entries"),
}
