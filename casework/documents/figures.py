"""The figures of a yearly report: taken once, kept with their day, printed in a style, compared with a year before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple

from casework.documents.language import Bound
from casework.filters.asked import Question
from casework.law.names import RecordKind
from casework.reference import ledger_kinds
from casework.statistics.compute import Counting, FigureValue, Report, Value, report_of
from casework.statistics.conditions import Window
from casework.statistics.counting.days import year_before
from casework.statistics.counting.rates import FEW, PER, rounded
from casework.statistics.figures import FIGURES
from casework.statistics.ledger import quantity_keys, rate_keys
from casework.statistics.model import COHORT, Label
from casework.statistics.words.order import report_order
from casework.vocabulary import LedgerKinds, Vocabulary

NOW, BEFORE = "now", "before"
SIDES = (NOW, BEFORE)
"""The figures of the period, and those of the same days a year before."""


class Known(NamedTuple):
    """A figure that may stand in a text: its key, its Chinese name in the text, its label and unit."""

    key: str
    name: str
    label: Label
    unit: str


class Taken(NamedTuple):
    """A figure as it was taken on a day; of a rate both counts."""

    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    on: date

    @property
    def numbers(self) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
        """The value and both counts."""
        return self[:3]

    def stored(self) -> list[str | None]:
        """The figure as a draft keeps it."""
        return [None if each is None else f"{each:f}" for each in self.numbers] + [self.on.isoformat()]


def known() -> dict[str, Known]:
    """Every figure by key, in the order of the report."""
    return _known(ledger_kinds())


@lru_cache(maxsize=4)
def _known(kinds: LedgerKinds) -> dict[str, Known]:
    found: dict[str, Known] = {}
    for key, figure in FIGURES.items():
        kind = RecordKind(key.partition(".")[0])
        found[key] = Known(key, f"{kind.zh}：{figure.label.zh}", figure.label, figure.unit)
    for name, (kind_of, quantity) in quantity_keys(kinds).items():
        label = Label(f"{kind_of.zh}：{quantity.zh}", f"{kind_of.en}: {quantity.en}")
        found[f"ledger.{name}"] = Known(f"ledger.{name}", label.zh, label, quantity.unit)
    for name, (kind_of, rate) in rate_keys(kinds).items():
        label = Label(f"{kind_of.zh}：{rate.zh}", f"{kind_of.en}: {rate.en}")
        found[f"ledger.{name}"] = Known(f"ledger.{name}", label.zh, label, "percent")
    return {key: found[key] for key in report_order(found)}


def is_rate(key: str) -> bool:
    """Whether a figure is a percentage."""
    return known()[key].unit == "percent"


# ---- Taking


def year_earlier(question: Question) -> Question:
    """The same question for the same days a year before, in the state of the same day."""
    window = question.window
    start, end = year_before(window.start, window.end)
    _start, as_of = year_before(window.start, window.as_of)
    return Question(question.scope, Window(start, end, as_of), question.basis)


class Moment(NamedTuple):
    """All that a yearly report prints, of one moment: the figures of both years, and the tables of the period."""

    figures: dict[str, dict[str, Taken]]
    report: Report


def counted(question: Question, vocabulary: Vocabulary, today: date, tables: Iterable[str] = ()) -> Moment:
    """What a yearly report prints as it counts now: figures of reconsideration over the cohort, and these tables."""
    asked = {NOW: question, BEFORE: year_earlier(question)}
    made = {side: Counting(each.scope, each.window, vocabulary) for side, each in asked.items()}
    figures = {
        side: {key: _taken(figure, today) for key, figure in counting.figures(COHORT).items()}
        for side, counting in made.items()
    }
    return Moment(figures, report_of(made[NOW], question.scope, tables))


def _taken(figure: FigureValue, today: date) -> Taken:
    return Taken(_exact(figure.value), _exact(figure.numerator), _exact(figure.denominator), today)


def _exact(value: Value) -> Decimal | None:
    """A number of at most two decimals, the same however it was counted."""
    if value is None:
        return None
    plain = rounded(Decimal(value))
    return plain.quantize(Decimal(1)) if plain == plain.to_integral_value() else plain.normalize()


def stored(figures: Mapping[str, Mapping[str, Taken]]) -> dict[str, dict[str, list[str | None]]]:
    """The figures as a draft keeps them."""
    return {side: {key: taken.stored() for key, taken in figures[side].items()} for side in SIDES}


def kept(figures: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Taken]]:
    """The figures that a draft keeps; one that there was not yet when they were taken has no data."""
    day = max(_kept(each).on for side in SIDES for each in figures[side].values())
    new = dict.fromkeys(known(), Taken(None, None, None, day))
    return {side: {**new, **{key: _kept(each) for key, each in figures[side].items()}} for side in SIDES}


def _kept(figure: list[Any]) -> Taken:
    numbers = [None if each is None else Decimal(each) for each in figure[:3]]
    return Taken(numbers[0], numbers[1], numbers[2], date.fromisoformat(figure[3]))


# ---- Printing


class Style(StrEnum):
    """印法: how a figure is printed; what is kept never changes."""

    EXACT = "exact"
    OVER = "over"
    NEAR = "near"
    WHOLE = "whole"


MEASURED = frozenset({*PER, "day"})
"""Units of rates and means, which are printed whole rather than as about so many."""


def styles_of(key: str) -> tuple[Style, ...]:
    """The print styles that a figure can have."""
    return (Style.EXACT, Style.WHOLE) if known()[key].unit in MEASURED else (Style.EXACT, Style.OVER, Style.NEAR)


def in_style(value: Decimal, style: Style) -> str:
    """The number in a style: 2213 is 2213, 2200余 or 近2300; 52.73 is 53 whole.

    「余」 and 「近」 say that a number was rounded: 2200 is 2200 in each style, and below 10 none is rounded.
    """
    if style is Style.WHOLE:
        return prose(value.quantize(Decimal(1), rounding=ROUND_HALF_UP))
    if style is Style.EXACT or value < FEW:
        return prose(value)
    step = 10 ** max(1, len(str(int(value))) - 2)
    least = int(value) // step * step
    if value == least:
        return prose(value)
    return f"{least}余" if style is Style.OVER else f"近{least + step}"


def day_words(day: date) -> str:
    """2025年1月8日."""
    return f"{day.year}年{day.month}月{day.day}日"


def prose(value: Decimal) -> str:
    """A number in the text of a report: bare, at most two decimals."""
    text = f"{rounded(value):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@dataclass(frozen=True)
class Figures:
    """The figures of one text: as taken, their styles, the words of the report itself (language.Sheet)."""

    taken: Mapping[str, Mapping[str, Taken]]
    styles: Mapping[str, Style]
    texts: Mapping[str, str]
    whole_year: bool = True
    keep_zeros: bool = False

    def keeping(self, *, zeros: bool) -> Figures:
        """The same, with or without categories of no case."""
        return replace(self, keep_zeros=zeros)

    def nonzero(self, bound: Bound) -> bool | None:
        """Whether a figure tells something: a count that is not zero, any comparison and rate; None for a word."""
        if bound.key in self.texts:
            return None
        if bound.typed is not None:
            return bound.typed != "0"
        if bound.unit is not None or is_rate(bound.key):
            return True
        return bool(self.taken[NOW][bound.key].value)

    def words(self, bound: Bound) -> str | None:
        """The figure as it is printed, or what was typed in its place; None where there is no data."""
        if bound.typed is not None:
            return bound.typed
        if bound.key in self.texts:
            return self.texts[bound.key]
        if bound.unit is not None:
            return self._compared(bound.key, bound.unit)
        found = self.taken[NOW][bound.key]
        if found.value is None:
            return None
        text = in_style(found.value, self.styles.get(bound.key, Style.EXACT))
        return _rate_words(text, found) if is_rate(bound.key) else text

    def _compared(self, key: str, unit: str) -> str | None:
        """比上年增加36件，增长120%; no percentage on fewer than 10, None where the year before has no data."""
        now, then = self.taken[NOW][key], self.taken[BEFORE][key]
        if now.value is None or then.value is None or not self.has_data(BEFORE, key):
            return None
        year, more = "上年" if self.whole_year else "上年同期", now.value - then.value
        if is_rate(key):
            if min(now.denominator or 0, then.denominator or 0) < FEW:
                return None
            said = ("提高" if more > 0 else "下降", f"{prose(abs(more))}个百分点")
            return f"比{year}{said[0]}{said[1]}" if more else f"与{year}持平"
        if not more:
            return f"与{year}持平"
        words = f"比{year}{'增加' if more > 0 else '减少'}{prose(abs(more))}{unit}"
        if then.value < FEW:
            return words
        return f"{words}，{'增长' if more > 0 else '下降'}{prose(abs(more) * 100 / then.value)}%"

    def has_data(self, side: str, key: str) -> bool:
        """Whether a year has any record of the kind that a figure counts."""
        mine = family(key)
        return any(each.value for other, each in self.taken[side].items() if family(other) == mine)


def _rate_words(text: str, found: Taken) -> str:
    if (found.denominator or 0) >= FEW:
        return f"{text}%"
    return f"{text}%（{prose(found.numerator or Decimal(0))}/{prose(found.denominator or Decimal(0))}）"


def family(key: str) -> str:
    """What a figure counts: a kind of case, or a kind of entry of the work ledger."""
    parts = key.split(".")
    return ".".join(parts[:2]) if parts[0] == RecordKind.LEDGER.value else parts[0]
