"""What a number is, in words: its table, row and column, or its figure and side; its unit; how its list makes it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from casework.statistics.compute import R1, W1
from casework.statistics.conditions import Window
from casework.statistics.figures import KNOWN
from casework.statistics.figures.alternatives import alternative
from casework.statistics.ledger import formula, quantity_keys, rate_keys
from casework.statistics.model import COHORT, OWN, Column, Label
from casework.statistics.records import asked_table
from casework.statistics.words.words import BASES
from casework.vocabulary import Vocabulary


def basis_words(basis: str, language: str) -> str:
    """The words of a basis."""
    return BASES[basis].of(language)


@dataclass(frozen=True)
class Described:
    """The parts of a number's name, how its list makes it (count, sum, mean …), the basis used, its definition."""

    parts: list[str]
    how: str
    basis: str
    definition: str = ""
    key: str = ""
    side: str = "numerator"


def describe_cell(cell: str, vocabulary: Vocabulary, window: Window, basis: str | None, language: str) -> Described:
    """The words of a cell that `listing_of_cell` has taken."""
    table_key, row_key, column_key = cell.split(".")
    if table_key in ("R1", "W1"):
        return _of_figure_table(table_key, row_key, language)
    table = asked_table(table_key, row_key, vocabulary, window)
    row = next(r for r in table.rows if row_key in (r.key, r.label.zh))
    column = next(c for c in table.columns if column_key in (c.key, c.label.zh))
    measure = column.measure or row.measure
    parts = [f"{table_key} {table.title.of(language)}", row.label.of(language)]
    if len(table.columns) > 1:
        parts.append(heading_words(column, language))
    if measure.how == "share":
        parts[-1] = _("%(share)s, numerator") % {"share": parts[-1]}
    return Described(parts, measure.how, table.read_as(basis), table.definition.of(language))


def heading_words(column: Column, language: str) -> str:
    """The label of a column after the heading that it stands under."""
    label = column.label.of(language)
    return label if column.heading is None else f"{column.heading.of(language)} {label}"


def _of_figure_table(table_key: str, row_key: str, language: str) -> Described:
    prefix, table, basis = ("ledger.", W1, OWN) if table_key == "W1" else ("", R1, COHORT)
    found = describe_figure(prefix + row_key.replace(":", "."), basis, "numerator", language)
    heading = f"{table_key} {table.title.of(language)}"
    return Described([heading, *found.parts], found.how, basis, found.definition, found.key)


def describe_figure(key: str, basis: str, side: str, language: str, denominator: str = "") -> Described:
    """The words of a figure, or of one side of a rate, that `listing_of_figure` has taken."""
    if key.startswith("ledger."):
        return _of_ledger(key, side, language)
    figure = KNOWN[key]
    parts = [figure.label.of(language)]
    chosen = figure.numerator
    if figure.denominator is not None:
        chosen = figure.denominator if side == "denominator" else figure.numerator
        parts = [_side_words(parts[0], side)]
    other = alternative(key, denominator)
    definition = figure.defined(basis, None if other is None else other.definition)
    if other is not None:
        parts.append(other.label.of(language))
    return Described(parts, chosen.measure.how, basis, definition.of(language), key)


def _side_words(label: str, side: str) -> str:
    if side == "denominator":
        return _("%(rate)s, denominator") % {"rate": label}
    return _("%(rate)s, numerator") % {"rate": label}


def _of_ledger(key: str, side: str, language: str) -> Described:
    name = key.removeprefix("ledger.")
    if name in quantity_keys():
        kind, quantity = quantity_keys()[name]
        label = Label(f"{kind.zh}：{quantity.zh}", f"{kind.en}: {quantity.en}").of(language)
        return Described([label], quantity.adds_up, OWN, "", key)
    kind, rate = rate_keys()[name]
    label = Label(f"{kind.zh}：{rate.zh}", f"{kind.en}: {rate.en}").of(language)
    return Described([_side_words(label, side)], "value", OWN, formula(kind, rate).of(language), key, side)
