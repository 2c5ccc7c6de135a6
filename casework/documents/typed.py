"""Numbers that a person typed where a figure stood, each compared with its figure; `marking` finds them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from casework.documents.figures import NOW, Figures, in_style, known, styles_of
from casework.documents.language import Bound
from casework.documents.report import Paper


class Typed(NamedTuple):
    """A number as it was typed, and what its figure prints, "—" without data; `same` where both say one number."""

    bound: Bound
    figure: str
    same: bool

    @property
    def words(self) -> str:
        """收到行政复议申请写作66，指标为64."""
        return f"{known()[self.bound.key].label.zh}写作{self.bound.typed}，指标为{self.figure}"


def typed_numbers(paper: Paper) -> list[Typed]:
    """The numbers of the report that were typed, in their order."""
    runs = (run for piece in paper.shown for run in piece.runs)
    every = [run.bound for run in runs if run.bound is not None and run.bound.typed is not None]
    return [compared(bound, paper.figures) for bound in dict.fromkeys(every) if bound.key in known()]


def compared(bound: Bound, figures: Figures) -> Typed:
    """A typed number beside its figure."""
    printed = figures.words(bound._replace(typed=None)) or "—"
    return Typed(bound, printed, _plain(bound.typed or "") in {_plain(each) for each in _ways(bound, printed, figures)})


def _ways(bound: Bound, printed: str, figures: Figures) -> Iterator[str]:
    """Every way in which a figure may be printed."""
    yield printed
    value = figures.taken[NOW][bound.key].value
    if bound.unit is None and value is not None:
        yield from (in_style(value, style) for style in styles_of(bound.key))


def _plain(text: str) -> str:
    """A number without what another hand writes otherwise: full width, separators, the sign of a percentage."""
    return unicodedata.normalize("NFKC", text).replace(",", "").replace(" ", "").partition("(")[0].removesuffix("%")
