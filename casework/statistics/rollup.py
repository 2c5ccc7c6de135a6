"""年度汇总: the report of a calendar year above a province, read from what was counted beforehand.

A county or province is counted when it is asked for; a nation takes a second, and shows what the last
`rebuild_rollup` counted, with its time. The stored report stands in for a `Counting`: the same tables and figures.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from functools import cached_property
from typing import Any

import orjson

from casework.law.names import Level, OrganKind
from casework.models import Rollup
from casework.statistics.compute import DEFINITIONS, Counting, FigureValue, TableValue, Value, checked, shown
from casework.statistics.conditions import Window
from casework.statistics.counting.choice import NOTHING_CHOSEN, Choice
from casework.statistics.counting.masks import Fold
from casework.statistics.counting.rates import plain, unplain
from casework.statistics.datasets import Scope
from casework.statistics.figures import FIGURES
from casework.statistics.ledger import ledger_words
from casework.statistics.model import COHORT, OWN, FigureSet, Label, Table
from casework.statistics.records import figure_keys, filtered
from casework.statistics.tables import tables_of
from casework.statistics.tables.litigation import COURT
from casework.vocabulary import Vocabulary

ABOVE_A_PROVINCE = {"level": Level.NATION, "kind": OrganKind.GOVERNMENT}
"""The organs whose subtrees are rolled up."""


def year_window(year: int) -> Window:
    """A calendar year, as at its end."""
    return Window(date(year, 1, 1), date(year, 12, 31), date(year, 12, 31))


def rolled_up(scope: Scope, window: Window, basis: str | None) -> bool:
    """Whether a question is one that is answered from the roll-up."""
    above = all(getattr(scope.organ, name) == value for name, value in ABOVE_A_PROVINCE.items())
    return scope.subtree and basis is None and above and window == year_window(window.start.year)


def content_of(counting: Counting) -> bytes:
    """All that a counting gives, as JSON: the values of each table row by row, and the figures in both readings."""
    figures = {basis: [_figure(one) for one in counting.figures(basis).values()] for basis in (OWN, COHORT)}
    tables = {key: _rows(table, counting.table(table)) for key, table in counting.tables.items()}
    rows = {"respondents": _respondents(counting), "courts": _courts(counting)}
    return orjson.dumps({**rows, "tables": tables, "figures": figures})


def _respondents(counting: Counting) -> list[tuple[int, str]]:
    rows = [row for row in counting.tables["T5"].rows if row.key.startswith("organ:")]
    return [(int(row.key.removeprefix("organ:")), row.label.zh) for row in rows]


def _courts(counting: Counting) -> list[str]:
    return [row.label.zh for row in counting.tables["L4"].rows if row.key.startswith(COURT)]


def _rows(table: Table, value: TableValue) -> list[list[int | str | None]]:
    """The values of all rows, also of those that the table leaves out."""
    return [[plain(value.values[row.key, column.key]) for column in table.columns] for row in table.rows]


def _figure(one: FigureValue) -> list[Any]:
    words = (one.label.zh, one.label.en, one.unit, one.definition.zh, one.definition.en)
    return [one.key, *words, plain(one.value), plain(one.numerator), plain(one.denominator)]


class Kept(Counting):
    """A report as it was counted beforehand. `counted_at` says when."""

    def __init__(self, stored: Rollup, vocabulary: Vocabulary, choice: Choice = NOTHING_CHOSEN) -> None:
        self.scope = Scope(stored.organ, subtree=True)
        self.window = year_window(stored.year)
        self.basis = None
        self.choice = choice
        self.counted_at: datetime = stored.counted_at
        self.content: dict[str, Any] = orjson.loads(bytes(stored.content))
        named, courts = dict(self.content["respondents"]), self.content.get("courts", ())  # before L4 there were none
        self.tables = tables_of(vocabulary, named, self.window, courts)

    def table(self, table: Table) -> TableValue:
        """The cells of a table as they were counted, with its checks."""
        rows = zip(table.rows, self.content["tables"][table.key], strict=True)
        values: dict[tuple[str, str], Value] = {
            (row.key, column.key): unplain(value)
            for row, found in rows
            for column, value in zip(table.columns, found, strict=True)
        }
        self._fill_shares(table, values)
        seen = shown(table, values)
        return TableValue(seen, table.basis, values, tuple(checked(seen, values, table.basis)))

    def figure_side(self, side: FigureSet, basis: str) -> Value:
        """The value of a figure's set, which is counted now: another denominator than the one that is kept."""
        if side.base.reference:
            fold = Fold(side.base, side.base.scan(side.base, self.scope, self.window), self.window)
            return self.measured(fold, fold.subset(()), side.measure)
        conditions = side.conditions.get(basis, side.conditions.get("", ()))
        return filtered(side.base, conditions, self.scope, self.window).count()

    def _case_figures(self, basis: str) -> dict[str, FigureValue]:
        found = {one.key: one for one in self._figures(basis) if not one.key.startswith(LEDGER)}
        for key, one in found.items():
            below = FIGURES[key].denominator
            if below is not None and below.base.reference:  # kept up after the roll-up was made
                found[key] = one._replace(denominator=self.figure_side(below, basis))
        return found

    @cached_property
    def _ledger_figures(self) -> dict[str, FigureValue]:
        told = ledger_words(self._kinds)  # labels may have changed since
        return {
            one.key: one._replace(label=told[one.key][0] if one.key in told else one.label)
            for one in self._figures(OWN)
            if one.key.startswith(LEDGER)
        }

    def _figures(self, basis: str) -> Iterator[FigureValue]:
        for key, zh, en, unit, in_chinese, in_english, *values in self.content["figures"][basis]:
            words = (Label(zh, en), unit, Label(in_chinese, in_english))
            value, numerator, denominator = map(unplain, values)
            yield FigureValue(key, *words, value, numerator, denominator)


LEDGER = "ledger."


def fits(kept: Kept) -> bool:
    """Whether tables and figures are those of today: a new matter or field adds a row, a program a figure."""
    stored = kept.content["tables"]
    if any({one[0] for one in kept.content["figures"][basis]} != set(figure_keys()) for basis in (OWN, COHORT)):
        return False
    return set(stored) == set(kept.tables) and all(
        len(stored[key]) == len(table.rows) and all(len(row) == len(table.columns) for row in stored[key])
        for key, table in kept.tables.items()
    )


def is_read(stored: Rollup, vocabulary: Vocabulary) -> bool:
    """Whether a roll-up answers for its year: it was counted by the definitions of today, and still fits."""
    return stored.definitions == DEFINITIONS and fits(Kept(stored, vocabulary))


def counting_of(
    scope: Scope,
    window: Window,
    vocabulary: Vocabulary,
    basis: str | None = None,
    choice: Choice = NOTHING_CHOSEN,
) -> Counting:
    """The report of a question: from the roll-up where one is kept that still fits, else counted now."""
    if rolled_up(scope, window, basis):
        year = window.start.year
        kept_rows = Rollup.objects.select_related("organ")
        stored = kept_rows.filter(organ=scope.organ, year=year, definitions=DEFINITIONS).first()
        if stored is not None:
            kept = Kept(stored, vocabulary, choice)
            if fits(kept):
                return kept
    return Counting(scope, window, vocabulary, basis, choice=choice)


def differences(stored: Rollup, vocabulary: Vocabulary) -> Iterator[str]:
    """What a roll-up that is read says otherwise than a count made now, as `T2.uphold.total: 3≠4`."""
    kept = Kept(stored, vocabulary)
    now = Counting(kept.scope, kept.window, vocabulary)
    named = [{organ for organ, _name in _respondents(each)} for each in (kept, now)]
    if named[0] != named[1]:
        yield f"T5的被申请人不同：{len(named[0] ^ named[1])}个"
        return
    if _courts(kept) != _courts(now):
        yield "L4的法院不同"
        return
    for key, table in now.tables.items():
        was, here = kept.table(kept.tables[key]).values, now.table(table).values
        yield from (f"{key}.{'.'.join(cell)}: {was[cell]}≠{here[cell]}" for cell in here if was[cell] != here[cell])
    for basis in (OWN, COHORT):
        before, after = kept.figures(basis), now.figures(basis)
        for key, one in after.items():
            if before[key][VALUES] != one[VALUES]:
                yield f"{key}: {before[key].value}≠{one.value}"


VALUES = slice(FigureValue._fields.index("value"), None)
