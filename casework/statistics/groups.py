"""Figures by group: the organs, handlers or fields that the rows of one scan fall into, all counted at once.

A figure's conditions are looked at once for the whole scan; what is left is to tell its rows apart. So a province of
thousands of organs costs the same scans as one county.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import repeat
from typing import Any, NamedTuple

from casework.statistics.compute import FigureValue, Value
from casework.statistics.conditions import AnyOf, Condition, Window
from casework.statistics.counting.masks import Fold
from casework.statistics.counting.measures import made
from casework.statistics.counting.rates import rate
from casework.statistics.datasets import BaseSet, Scope
from casework.statistics.model import COUNT, OWN, Figure, FigureSet
from casework.statistics.stages import HANDLERS, ORGAN

Group = Any
"""What a group is told by: the id of an organ, a code, an organ with a name."""
BETWEEN = "、"
"""Stands between the names of several handlers."""


class Grouping(NamedTuple):
    """How rows fall into groups: the columns that say it, and the groups of their values; a row may be in several."""

    columns: tuple[str, ...]
    of: Callable[..., Iterable[Group]]


ALL = Grouping((), lambda: (None,))
BY_ORGAN = Grouping((ORGAN,), lambda organ: (organ,))
BY_FIELD = Grouping(("field",), lambda field: (field,))
BY_HANDLER = Grouping(
    (ORGAN, HANDLERS),
    lambda organ, names: [(organ, name) for name in dict.fromkeys(names.split(BETWEEN))],
)
"""Handlers are told apart by organ and name; "" stands for a case without one."""


class Grouped:
    """Figures of one scope and period, by their own dates; each base set is scanned once.

    `bases` gives a base set that is scanned in another way than its own.
    """

    def __init__(
        self,
        scope: Scope,
        window: Window,
        figures: Sequence[Figure],
        groupings: Iterable[Grouping] = (),
        bases: Mapping[str, BaseSet] | None = None,
    ) -> None:
        columns = tuple(dict.fromkeys(column for grouping in groupings for column in grouping.columns))
        self.folds: dict[str, Fold] = {}
        for name, base in _bases_of(figures).items():
            taken = (bases or {}).get(name) or narrowed(base, figures, columns)
            self.folds[name] = Fold(taken, taken.scan(taken, scope, window), window)

    def figure(
        self, figure: Figure, grouping: Grouping = ALL, of_base: Mapping[str, Grouping] | None = None
    ) -> dict[Group, FigureValue]:
        """A figure of each group that has a row of it or, for a rate, of its denominator.

        `of_base` gives a base set whose rows fall into groups in another way.
        """

        def by(side: FigureSet) -> Grouping:
            return (of_base or {}).get(side.base.name, grouping)

        numerators = self._side(figure.numerator, by(figure.numerator))
        if figure.denominator is None:
            return {group: _value(figure, number) for group, number in numerators.items()}
        denominators = self._side(figure.denominator, by(figure.denominator))
        return {
            group: _value(figure, numerators.get(group, 0), denominators.get(group, 0))
            for group in {**denominators, **numerators}
        }

    def rows(self, figure: Figure, grouping: Grouping = ALL) -> dict[Group, int]:
        """How many rows a figure is made of, in each group."""
        counts = self._side(figure.numerator._replace(measure=COUNT), grouping)
        return {group: int(count or 0) for group, count in counts.items()}

    def _side(self, side: FigureSet, grouping: Grouping) -> dict[Group, Value]:
        fold = self.folds[side.base.name]
        subset = fold.subset(own(side))
        values: Iterable[Any] = repeat(1, subset.bit_count())
        if side.measure.how != "count":
            values = fold.measured(subset, side.measure)
        rows = Counter(zip(values, *[fold.listed(subset, column) for column in grouping.columns], strict=True))
        found: dict[Group, Counter[Any]] = defaultdict(Counter)
        for (value, *members), times in rows.items():
            for group in grouping.of(*members):
                found[group][value] += times
        return {group: made(counted, side.measure) for group, counted in found.items()}


def own(side: FigureSet) -> Sequence[Condition]:
    """The conditions of a set by its own dates."""
    return side.conditions.get(OWN, side.conditions.get("", ()))


def nothing(figure: Figure) -> FigureValue:
    """The figure of a group without a row: no count, no rate, no mean."""
    if figure.denominator is not None:
        return _value(figure, 0, 0)
    return _value(figure, made(Counter(), figure.numerator.measure))


def _value(figure: Figure, numerator: Value, denominator: Value = None) -> FigureValue:
    common = (figure.key, figure.label, figure.unit, figure.definition)
    if figure.denominator is None:
        return FigureValue(*common, numerator)
    return FigureValue(*common, rate(figure.unit, numerator or 0, denominator or 0), numerator, denominator)


def _sides(figures: Iterable[Figure]) -> list[FigureSet]:
    return [side for figure in figures for side in (figure.numerator, figure.denominator) if side is not None]


def _bases_of(figures: Iterable[Figure]) -> dict[str, BaseSet]:
    return {side.base.name: side.base for side in _sides(figures)}


def narrowed(base: BaseSet, figures: Iterable[Figure], more: Iterable[str]) -> BaseSet:
    """A base set with no more columns than the conditions and measures of figures look at, and some others."""
    looked_at: set[str] = set(more)
    for side in _sides(figures):
        if side.base.name == base.name:
            looked_at |= {*_columns(own(side)), side.measure.column, side.measure.since}
    columns = tuple(dict.fromkeys([*(c for c in base.columns if c in looked_at), *more]))
    return replace(base, columns=columns, flags=tuple(flag for flag in base.flags if flag in looked_at))


def _columns(conditions: Iterable[Condition]) -> set[str]:
    found = set()
    for condition in conditions:
        if isinstance(condition, AnyOf):
            found |= {column for group in condition.groups for column in _columns(group)}
        else:
            found.add(condition.column)
    return found
