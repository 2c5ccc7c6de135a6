"""How a figure is declared: words are written `中文 | English`."""

from __future__ import annotations

from casework.statistics.datasets import BaseSet
from casework.statistics.model import COUNT, ByBasis, Figure, FigureSet, Label, Measure


def words(text: str) -> Label:
    """A label in both languages from `中文 | English`."""
    zh, _, en = text.partition(" | ")
    return Label(zh, en)


class Family:
    """The figures of one kind of record over one base set."""

    def __init__(self, prefix: str, base: BaseSet) -> None:
        self.prefix = prefix
        self.base = base

    def count(self, key: str, label: str, sets: ByBasis, definition: str, of_cohort: str = "") -> Figure:
        """A number of records."""
        return self.measured(key, label, sets, COUNT, self.base.unit, definition)._replace(of_cohort=_else(of_cohort))

    def measured(self, key: str, label: str, sets: ByBasis, measure: Measure, unit: str, definition: str) -> Figure:
        """A sum, a mean or a distinct number over records."""
        numerator = FigureSet(self.base, sets, measure)
        return Figure(f"{self.prefix}.{key}", words(label), unit, words(definition), numerator)

    def rate(
        self, key: str, label: str, numerator: ByBasis, denominator: ByBasis, definition: str, of_cohort: str = ""
    ) -> Figure:
        """A percentage of two numbers of records."""
        sides = (FigureSet(self.base, numerator), FigureSet(self.base, denominator))
        return Figure(f"{self.prefix}.{key}", words(label), "percent", words(definition), *sides, _else(of_cohort))


def compared(key: str, label: str, unit: str, numerator: FigureSet, denominator: FigureSet, definition: str) -> Figure:
    """A rate of two numbers that count different things, in a unit of its own."""
    return Figure(key, words(label), unit, words(definition), numerator, denominator)


def _else(text: str) -> Label | None:
    return words(text) if text else None
