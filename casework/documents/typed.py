"""Numbers that a person typed where a figure stood: found when a text is written, compared with their figures.

Such a number is kept with its figure, {reconsideration.received=66}, and printed as it was typed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from casework.documents.figures import NOW, Figures, in_style, known, styles_of
from casework.documents.language import Bound
from casework.documents.report import Paper

TOKEN = re.compile(r"\{[^{}\[\]|\n]*\}|近?\d+(?:,\d{3})*(?:\.\d+)?[余%]?(?:（\d+/\d+）)?|.", re.DOTALL)
"""A bound figure, a number as a report prints one, any other character."""
COMPARES = re.compile(r"(?:同?比|与|较)[^\d]*\d")
"""How a comparison with the year before begins."""
BRACKETS = "[]|"
LONG = 2000


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


# ---- Where a number took the place of a figure


def typed_over(old: str, new: str) -> str:
    """A text, in keys, in which each number that stands where `old` has a figure is kept with that figure."""
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    if not any(token.startswith("{") for token in before):
        return new
    same = SequenceMatcher(None, before, after, autojunk=len(after) > LONG)
    for what, *ends in same.get_opcodes():
        if what == "replace":
            _mark(before, after, range(*ends[:2]), range(*ends[2:]))
    return "".join(after)


def _mark(before: list[str], after: list[str], was: range, now: range) -> None:
    figures = [place for place in was if _key(before[place]) in known()]
    if len(figures) == 1 and "~" in before[figures[0]]:
        _mark_compared(before[figures[0]], after, now)
        return
    for place in now:
        if not after[place].strip("近")[:1].isdecimal():
            continue
        found = next((each for each in figures if _beside(before, each) == _beside(after, place)), None)
        if found is not None:
            figures.remove(found)
            after[place] = f"{{{_key(before[found])}={after[place]}}}"


def _mark_compared(figure: str, after: list[str], now: range) -> None:
    """Words with a number instead of a comparison with the year before."""
    words = [place for place in now if after[place] not in BRACKETS]
    said = "".join(after[place] for place in words)
    if "{" in said or "\n" in said or not COMPARES.match(said):
        return
    after[words[0]] = f"{{{figure.strip('{}').partition('=')[0]}={said}}}"
    for place in words[1:]:
        after[place] = ""


def _key(token: str) -> str:
    return re.split("[~=]", token.strip("{}"))[0] if token.startswith("{") else ""


def _beside(tokens: list[str], place: int) -> tuple[str, str]:
    """The tokens before and after one, brackets left out; "" at an end."""
    before = next((token for token in reversed(tokens[:place]) if token not in BRACKETS), "")
    after = next((token for token in tokens[place + 1 :] if token not in BRACKETS), "")
    return before, after
