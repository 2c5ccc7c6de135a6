"""A yearly report on a page: its text with every figure a link, what changed since, and how each figure is printed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.documents.edition import Level
from casework.documents.figures import BEFORE, NOW, Style, Taken, in_style, is_rate, known, styles_of, year_earlier
from casework.documents.language import Bound, Run
from casework.documents.report import Paper, Piece, question_of, styles_in, unbalanced
from casework.documents.since import Key, sides, used
from casework.documents.typed import Typed, compared
from casework.statistics.words.numbers import NOTHING, number_words
from casework.web.shell.access import Visit
from casework.web.shell.formatting import day_words
from casework.web.statistics.tables import Number, definition_url, figure_url

STYLE_WORDS: dict[Style, str | Promise] = {
    Style.EXACT: gettext_lazy("as it is"),
    Style.OVER: gettext_lazy("about (rounded down)"),
    Style.NEAR: gettext_lazy("nearly (rounded up)"),
    Style.WHOLE: gettext_lazy("a whole number"),
}


@dataclass(frozen=True)
class RunShown:
    """A run of the text: words, the address of the figure's records, its value now where it has changed.

    `typed` is a number that a person typed, beside its figure.
    """

    text: str
    url: str = ""
    now: str = ""
    gap: bool = False
    typed: Typed | None = None


@dataclass(frozen=True)
class Block:
    """A block on the page."""

    key: str
    level: Level
    number: str
    heading: list[RunShown]
    paragraphs: list[list[RunShown]]
    name: str
    own: bool
    dropped: bool


@dataclass(frozen=True)
class FigureLine:
    """A figure of the report: as taken with both counts of a rate, as it counts now, when it was taken, its style."""

    key: str
    label: str
    value: Number
    parts: tuple[Number, Number] | None
    define: str
    style: str
    taken_on: str
    records: str
    now: str = ""

    @property
    def changed(self) -> bool:
        """Whether it counts otherwise now."""
        return bool(self.now)


@dataclass(frozen=True)
class StyleChoice:
    """The print styles of a figure: field, label, value as taken, and (style, words, how it prints, chosen)."""

    field: str
    line: FigureLine
    styles: list[tuple[str, str, str, bool]]


class Drafted:
    """A draft as one reader is shown it; `present` are the figures as they count now, None where nobody asks."""

    def __init__(self, paper: Paper, visit: Visit, present: dict[str, dict[str, Taken]] | None = None) -> None:
        self.paper, self.visit = paper, visit
        self.taken, self.present = paper.figures.taken, present or paper.figures.taken
        question = question_of(paper.draft)
        self.questions = {NOW: question, BEFORE: year_earlier(question)}

    def blocks(self) -> list[Block]:
        """All blocks; those that are dropped too, so that they can be written again."""
        return [self._block(piece) for piece in self.paper.pieces]

    def _block(self, piece: Piece) -> Block:
        heading, _text = self.paper.said(piece.block.key)
        return Block(
            piece.block.key,
            piece.block.level,
            piece.number,
            self._shown(piece.heading),
            [self._shown(runs) for runs in piece.paragraphs],
            name_of(piece, heading),
            piece.own,
            piece.dropped,
        )

    def _shown(self, runs: Iterable[Run]) -> list[RunShown]:
        return [self._run(run) for run in runs]

    def _run(self, run: Run) -> RunShown:
        if run.bound is None or run.bound.key not in known():
            return RunShown(run.text, gap=run.gap)
        side = NOW if run.bound.unit is None else BEFORE
        changed = any(self.has_changed(each) for each in sides(run.bound))
        url = figure_url(self.questions[side], run.bound.key, "numerator")
        if run.bound.typed is not None:
            return RunShown(run.text, url, typed=compared(run.bound, self.paper.figures))
        return RunShown(run.text, url, self._said_now(run.bound) if changed else "")

    def _said_now(self, bound: Bound) -> str:
        """What would stand in the text now: the value as it is, a comparison in words."""
        if bound.unit is None:
            return self.now((NOW, bound.key))
        return replace(self.paper.figures, taken=self.present).words(bound) or NOTHING

    # ---- Figures

    def has_changed(self, key: Key) -> bool:
        """Whether a figure counts otherwise now than when it was taken."""
        side, figure = key
        return self.taken[side][figure].numbers != self.present[side][figure].numbers

    def now(self, key: Key) -> str:
        """A figure as it counts now, in words."""
        side, figure = key
        return value_words(figure, self.present[side][figure])

    def lines(self) -> list[FigureLine]:
        """Every figure of the report."""
        return [self.line(key) for key in used(self.paper)]

    def changed(self) -> list[FigureLine]:
        """The figures that count otherwise now."""
        return [self.line(key) for key in used(self.paper) if self.has_changed(key)]

    def line(self, key: Key) -> FigureLine:
        """A figure as it was taken."""
        side, figure = key
        taken, question = self.taken[side][figure], self.questions[side]
        label = known()[figure].label.of(self.visit.language)
        parts = None
        if taken.denominator is not None:
            counts = ((taken.numerator, "numerator"), (taken.denominator, "denominator"))
            both = [Number(number_words(n), figure_url(question, figure, of)) for n, of in counts]
            parts = (both[0], both[1])
        text = number_words(taken.value) + ("%" if taken.value is not None and is_rate(figure) else "")
        return FigureLine(
            f"{side}:{figure}",
            label if side == NOW else _("the year before: %(figure)s") % {"figure": label},
            Number(text, figure_url(question, figure, "numerator") if taken.value is not None else ""),
            parts,
            definition_url("R1", figure.replace(".", ":")),
            str(STYLE_WORDS[self.paper.figures.styles.get(figure, Style.EXACT)]) if side == NOW else "",
            day_words(taken.on, self.visit.language),
            figure_url(question, figure, "numerator"),
            self.now(key) if self.has_changed(key) else "",
        )

    def taken_on(self) -> str:
        """The day of the figures, or the days that they were taken within."""
        days: list[date] = [self.taken[side][figure].on for side, figure in used(self.paper)]
        if not days:
            return ""
        first, last = (day_words(day, self.visit.language) for day in (min(days), max(days)))
        return first if first == last else f"{first} — {last}"

    def gaps(self) -> list[tuple[str, str]]:
        """Sums among the figures as taken that no longer hold, as (figure, gap)."""
        return [(known()[key].label.of(self.visit.language), gap) for key, gap in unbalanced(self.paper)]

    def choices(self, block: str, typed: dict[str, str]) -> list[StyleChoice]:
        """The print styles of the figures of a block that can be rounded, with what was typed chosen."""
        found = []
        for key, style in styles_in(self.paper, block).items():
            chosen, value = typed.get(key, style), self.taken[NOW][key].value or Decimal(0)
            printed = {each: in_style(value, each) for each in styles_of(key)}
            if len(set(printed.values())) > 1 or chosen != Style.EXACT:
                styles = [(str(s), str(STYLE_WORDS[s]), text, chosen == s) for s, text in printed.items()]
                found.append(StyleChoice(f"style-{key}", self.line((NOW, key)), styles))
        return found


def value_words(key: str, taken: Taken) -> str:
    """A value, a percentage with both counts."""
    text = number_words(taken.value)
    if not is_rate(key) or taken.value is None:
        return text
    return f"{text}% ({number_words(taken.numerator)}/{number_words(taken.denominator)})"


def name_of(piece: Piece, heading: str) -> str:
    """What a block is called where it is edited."""
    if piece.block.level is Level.PLAIN:
        return str(PLAIN_NAMES[piece.block.key])
    if piece.block.level is Level.TITLE:
        return _("Title")
    return (piece.number + heading).rstrip("。") or piece.block.heading.rstrip("。")


PLAIN_NAMES: dict[str, str | Promise] = {
    "introduction": gettext_lazy("Introduction"),
    "shortcomings": gettext_lazy("Shortcomings"),
    "next_year": gettext_lazy("The next year"),
}
