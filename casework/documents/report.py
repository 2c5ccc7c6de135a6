"""年度报告 composed: a draft's blocks, its own or the edition's, with their figures in place and their numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from casework.documents.edition import EDITIONS, STYLES, Block, Level
from casework.documents.figures import NOW, SIDES, Figures, Style, Taken, day_words, kept, known
from casework.documents.language import Bound, Nodes, Run, bounds, parse, printed
from casework.documents.marking import typed_over
from casework.filters.asked import Question
from casework.law.names import RecordKind
from casework.models import AnnualDraft, Organ
from casework.reference import ledger_kinds
from casework.statistics.compute import FigureValue
from casework.statistics.conditions import Window
from casework.statistics.counting.rates import number
from casework.statistics.datasets import Scope
from casework.statistics.figures import FIGURES
from casework.statistics.model import COHORT
from casework.vocabulary import LedgerKinds

WORDS = ("地方", "机关", "期间", "下一年")
"""What a report knows of itself."""
GOVERNMENT = "人民政府"
DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True)
class Piece:
    """A block as it is printed: its number, heading and paragraphs; `dropped` where nothing of it is left."""

    block: Block
    number: str
    heading: list[Run]
    paragraphs: list[list[Run]]
    own: bool
    dropped: bool

    @property
    def runs(self) -> Iterator[Run]:
        """All that is printed, without the number."""
        yield from self.heading
        for paragraph in self.paragraphs:
            yield from paragraph

    @property
    def text(self) -> str:
        """The block as plain text, a line a paragraph."""
        first, *more = self.paragraphs or [[]]
        lines = [[*self.heading, *first], *more]
        return self.number + "\n".join("".join(run.text for run in line) for line in lines)


def question_of(draft: AnnualDraft) -> Question:
    """What the figures of a draft are asked by; its tables are read each in its own basis."""
    return Question(Scope(draft.organ, draft.subtree), Window(draft.period_from, draft.period_to, draft.as_of))


def names() -> dict[str, str]:
    """Every name that may stand in a text, with its key: words, figures by key and by Chinese name."""
    return _names(ledger_kinds())


@lru_cache(maxsize=4)
def _names(_kinds: LedgerKinds) -> dict[str, str]:
    found = {word: word for word in WORDS} | {key: key for key in known()}
    for key, figure in known().items():
        found |= {figure.name: key, figure.name.replace("：", ":"): key}  # as the keyboard has it
    return found


def in_names(text: str) -> str:
    """A text with its figures by their Chinese names, as people edit it."""
    return _renamed(text, {key: figure.name for key, figure in known().items()})


def in_keys(text: str) -> str:
    """A text with its figures by their keys, as it is kept."""
    return _renamed(text, names())


def _renamed(text: str, others: Mapping[str, str]) -> str:
    def other(found: re.Match[str]) -> str:
        name = re.split("[~=]", found[1])[0]
        return f"{{{others.get(name.strip(), name)}{found[1].removeprefix(name)}}}"

    return NAMED.sub(other, text)


NAMED = re.compile(r"\{([^{}\n]*)\}")


class Paper:
    """The report of a draft."""

    def __init__(self, draft: AnnualDraft) -> None:
        self.draft = draft
        self.blocks = {block.key: block for block in EDITIONS[draft.edition]}

    @cached_property
    def figures(self) -> Figures:
        """The figures of the draft in its styles."""
        return Figures(
            kept(self.draft.figures),
            {key: Style(style) for key, style in {**STYLES, **self.draft.styles}.items()},
            words_of(self.draft.organ, self.draft.period_from, self.draft.period_to),
            whole_year=whole_year(self.draft.period_from, self.draft.period_to) is not None,
        )

    def said(self, key: str) -> tuple[str, str]:
        """Heading and text of a block: as written anew, else the edition's; typed numbers with their figures.

        A text that was written before typed numbers were kept so is marked as it is read.
        """
        block, own = self.blocks[key], self.draft.texts.get(key, {})
        heading, text = own.get("heading", block.heading), own.get("text", block.text)
        return typed_over(block.heading, heading), typed_over(block.text, text)

    def nodes(self, key: str) -> tuple[Nodes, list[Nodes]]:
        """Heading and lines of a block."""
        heading, text = self.said(key)
        return parse(heading, names()), [parse(line, names()) for line in text.splitlines() if line.strip()]

    @cached_property
    def bound(self) -> dict[str, list[Bound]]:
        """The figures of each block, each once, whether they are printed or fall away."""
        found = {}
        for key in self.blocks:
            heading, lines = self.nodes(key)
            every = [bound for nodes in (heading, *lines) for bound in bounds(nodes) if bound.key not in WORDS]
            found[key] = list(dict.fromkeys(every))
        return found

    @cached_property
    def pieces(self) -> list[Piece]:
        """All blocks in their order, numbered without those that are dropped."""
        found, chapter, paragraph = [], 0, 0
        for block in self.blocks.values():
            piece = self._piece(block)
            if not piece.dropped and block.level is Level.CHAPTER:
                chapter, paragraph = chapter + 1, 0
            elif not piece.dropped and block.level is Level.NUMBERED:
                paragraph += 1
            found.append(_numbered(piece, chapter, paragraph))
        return found

    def _piece(self, block: Block) -> Piece:
        sheet = self.figures.keeping(zeros=block.key in self.draft.zeros)
        heading, lines = self.nodes(block.key)
        said = printed(heading, sheet)
        paragraphs = [runs for line in lines if (runs := printed(line, sheet))]
        nothing = not paragraphs if block.level in (Level.NUMBERED, Level.PLAIN) else not said
        return Piece(block, "", said, paragraphs, block.key in self.draft.texts, nothing)

    @property
    def shown(self) -> list[Piece]:
        """The blocks that are printed."""
        return [piece for piece in self.pieces if not piece.dropped]

    @property
    def title(self) -> str:
        """The title as plain text."""
        return "".join(run.text for run in self.pieces[0].heading)

    @property
    def gaps(self) -> int:
        """How many places are still to be filled in."""
        return sum(run.gap for piece in self.shown for run in piece.runs)

    @property
    def without_data(self) -> list[RecordKind]:
        """The kinds of case that the report counts and of which the period has no record at all."""
        told = [kind for kind in RecordKind if f"{kind.value}.received" in known()]
        return [kind for kind in told if not self.figures.has_data(NOW, f"{kind.value}.received")]


def _numbered(piece: Piece, chapter: int, paragraph: int) -> Piece:
    if piece.dropped or piece.block.level not in (Level.CHAPTER, Level.NUMBERED):
        return piece
    number = f"{chinese(chapter)}、" if piece.block.level is Level.CHAPTER else f"（{chinese(paragraph)}）"
    return Piece(piece.block, number, piece.heading, piece.paragraphs, piece.own, dropped=False)


def chinese(number: int) -> str:
    """1 to 99 in 汉字: 一, 十, 十二, 二十一."""
    tens, ones = divmod(number, 10)
    if not tens:
        return DIGITS[ones]
    return f"{'' if tens == 1 else DIGITS[tens]}十{DIGITS[ones] if ones else ''}"


def whole_year(start: date, end: date) -> int | None:
    """The calendar year that a period is; None for any other."""
    first, last = date(start.year, 1, 1), date(start.year, 12, 31)
    return start.year if (start, end) == (first, last) else None


def words_of(organ: Organ, start: date, end: date) -> Mapping[str, str]:
    """What a report says of itself: the place, the organ, the period, the year after it."""
    year = whole_year(start, end)
    span = f"{day_words(start)}至{day_words(end)}" if year is None else f"{year}年"
    after = "下一年" if year is None else f"{year + 1}年"
    return {"地方": organ.name.removesuffix(GOVERNMENT), "机关": organ.name, "期间": span, "下一年": after}


# ---- Agreement of the figures as they were taken

OUTCOMES = tuple(key for key in FIGURES if key.startswith("reconsideration.outcome."))
BALANCES: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (
        ("reconsideration.received",),
        tuple(
            f"reconsideration.{end}"
            for end in ("accepted", "declined", "referred", "abandoned", "withdrawn_early", "at_intake")
        ),
    ),
    (("reconsideration.concluded",), OUTCOMES),
)
"""What a cohort adds up to: received = ends at intake + at intake; concluded = its outcomes.

Those accepted are no such sum: a superior may have taken a case up (Act (2023) art. 38), and no figure counts that.
"""


def unbalanced(paper: Paper) -> list[tuple[str, str]]:
    """The figures as taken that no longer agree with one another, as (key of the sum, its gap)."""
    taken = paper.figures.taken[NOW]
    found = []
    for left, right in BALANCES:
        gap = sum(taken[key].value or 0 for key in left) - sum(taken[key].value or 0 for key in right)
        if gap:
            found.append((left[0], f"{gap:+}"))
    return found


def styles_in(paper: Paper, key: str) -> dict[str, Style]:
    """The print style of each figure that stands in a block."""
    figures = paper.figures.styles
    own = {bound.key for bound in paper.bound[key] if bound.unit is None and bound.typed is None}
    return {each: figures.get(each, Style.EXACT) for each in known() if each in own}


# ---- As data


def paper_data(paper: Paper) -> dict[str, Any]:
    """The report as a mapping: its title, the text of each block with its figures, the figures as they were taken."""
    figures = paper.figures
    return {
        "title": paper.title,
        "edition": paper.draft.edition,
        "blocks": [{"key": piece.block.key, "text": piece.text, "figures": keys_in(piece)} for piece in paper.shown],
        "figures": {side: {key: _data(each) for key, each in figures.taken[side].items()} for side in SIDES},
        "styles": {key: style.value for key, style in figures.styles.items()},
    }


def keys_in(piece: Piece) -> list[str]:
    """The figures that a block prints, each once."""
    found = [run.bound.key for run in piece.runs if run.bound is not None and run.bound.key not in WORDS]
    return list(dict.fromkeys(found))


def _data(taken: Taken) -> dict[str, Any]:
    value, numerator, denominator = (number(each) for each in taken.numbers)
    return {"value": value, "numerator": numerator, "denominator": denominator, "taken_on": taken.on.isoformat()}


def figure_values(paper: Paper) -> dict[str, FigureValue]:
    """The figures as they were taken, as a report prints them."""
    found = {}
    for key, taken in paper.figures.taken[NOW].items():
        definition = FIGURES[key].defined(COHORT) if key in FIGURES else known()[key].label
        found[key] = FigureValue(key, known()[key].label, known()[key].unit, definition, *taken.numbers)
    return found
