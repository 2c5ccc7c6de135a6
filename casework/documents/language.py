"""Text with bound figures, in a language as small as it can be.

{reconsideration.received}      the figure, as its print style says; its Chinese name works too: {行政复议：受理}
{reconsideration.received~件}   the comparison with the year before, in that unit
{reconsideration.received=66}   what a person typed in the place of the figure
{机关}                          a word that the report knows of itself
[其中维持{…}件]                 a part: it falls away where all its counts are zero, or a figure has no data
[尚有{…}件未审结|已全部办结]    a part, and what stands where it falls away
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import NamedTuple, Protocol

from casework.errors import FaultyInput, named


class Bound(NamedTuple):
    """A figure in a text by its key, or its comparison with the year before in a unit; `typed` in its place."""

    key: str
    unit: str | None = None
    typed: str | None = None


class Part(NamedTuple):
    """A part that may fall away, and what stands then."""

    inside: Nodes
    otherwise: Nodes | None = None


Node = str | Bound | Part
Nodes = tuple[Node, ...]


class Run(NamedTuple):
    """A piece of the text as it is printed; `bound` is its figure, `gap` says that something is to be filled in."""

    text: str
    bound: Bound | None = None
    gap: bool = False


class Sheet(Protocol):
    """What the figures of a text are."""

    @property
    def keep_zeros(self) -> bool:
        """Whether categories of no case are printed."""

    def nonzero(self, bound: Bound) -> bool | None:
        """Whether a figure tells something; None for a word, which is no figure."""

    def words(self, bound: Bound) -> str | None:
        """The figure as it is printed; None where there is no data."""


MARKS = re.compile(r"\{([^{}\[\]|\n]*)\}|([\[\]|{}])")
GAP = re.compile(r"〔填写[^〕]*〕")
WEAK = re.compile(r"[、，；。]{2,}")
STRONGEST = "。；，、"


# ---- Reading


def parse(text: str, names: Mapping[str, str]) -> Nodes:
    """The text as nodes; `names` gives the key of each name. Raises FaultyInput for what cannot be read."""
    open_parts: list[list[list[Node]]] = [[[]]]
    at = 0
    for mark in MARKS.finditer(text):
        _put(open_parts, text[at : mark.start()])
        at = mark.end()
        if mark[2] is None:
            _put(open_parts, _bound(mark[1], names))
        else:
            _structure(open_parts, mark[2], text)
    _put(open_parts, text[at:])
    if len(open_parts) > 1:
        raise _unpaired(text)
    return tuple(open_parts[0][0])


def _put(open_parts: list[list[list[Node]]], node: Node) -> None:
    if node:
        open_parts[-1][-1].append(node)


def _structure(open_parts: list[list[list[Node]]], mark: str, text: str) -> None:
    """A bracket opens a part and closes it, a stroke begins what stands otherwise."""
    inside = len(open_parts) > 1
    if mark == "[":
        open_parts.append([[]])
    elif mark == "|" and inside and len(open_parts[-1]) == 1:
        open_parts[-1].append([])
    elif mark == "]" and inside:
        sides = [tuple(side) for side in open_parts.pop()]
        _put(open_parts, Part(sides[0], sides[1] if len(sides) > 1 else None))
    else:
        raise _unpaired(text)


def _unpaired(text: str) -> FaultyInput:
    return FaultyInput(
        "括号不成对：[ 和 ]、{ 和 } 要成对，| 只能在 [ ] 里写一次；普通的括号用（）〔〕",
        "Brackets do not pair: [ with ], { with }, and | once within [ ]; use （）〔〕 for ordinary brackets",
        where="text" if text else "",
    )


def _bound(name: str, names: Mapping[str, str]) -> Bound:
    whole, _equals, typed = name.partition("=")
    said, tilde, unit = whole.strip().partition("~")
    if said not in names:
        raise named("指标", "figure", said, _meant(said, names), where="text")
    return Bound(names[said], unit if tilde else None, typed.strip() or None)


def _meant(said: str, names: Mapping[str, str]) -> list[str]:
    """The names in which people write figures, those first that a wrong one may mean: part of a name, or a key."""
    called = {key for name, key in names.items() if not name.isascii()}
    written = [name for name, key in names.items() if ":" not in name and not (name.isascii() and key in called)]
    keys = [names[name] for name in get_close_matches(said, names, n=1, cutoff=0.8)]
    ends = {name.rpartition("：")[2]: name for name in reversed(written)}
    first = [name for name in written if names[name] in keys]
    first += sorted((name for name in written if said and said in name), key=len)
    first += [ends[end] for end in get_close_matches(said.rpartition("：")[2], ends, n=3, cutoff=0.4)]
    return list(dict.fromkeys([*first, *written]))


def bounds(nodes: Nodes) -> Iterator[Bound]:
    """Every bound figure of a text, in its order."""
    for node in nodes:
        if isinstance(node, Bound):
            yield node
        elif isinstance(node, Part):
            yield from bounds(node.inside)
            yield from bounds(node.otherwise or ())


# ---- Printing


def printed(nodes: Nodes, sheet: Sheet) -> list[Run]:
    """The text as runs: parts without a count left out, no two marks side by side, gaps shown as such."""
    merged: list[Run] = []
    for run in _runs(nodes, sheet):
        if merged and run.bound is None and merged[-1].bound is None:
            merged[-1] = Run(merged[-1].text + run.text)
        else:
            merged.append(run)
    return [piece for run in _ended(merged) for piece in _with_gaps(run)]


def _runs(nodes: Nodes, sheet: Sheet) -> Iterator[Run]:
    for node in nodes:
        if isinstance(node, str):
            yield Run(node)
        elif isinstance(node, Part):
            yield from _runs(node.inside if stands(node, sheet) else node.otherwise or (), sheet)
        else:
            words = sheet.words(node)
            yield Run("〔填写：没有数据〕") if words is None else Run(words, node)


def stands(part: Part, sheet: Sheet, *, kept: bool = True) -> bool:
    """Whether a part stands: its own figures have data and are not all zero; of one without, a part within stands.

    Where zeros are kept it stands with zeros too, unless something else would stand instead of it or around it.
    """
    kept = kept and sheet.keep_zeros and part.otherwise is None
    own = [node for node in part.inside if isinstance(node, Bound)]
    if any(sheet.words(bound) is None for bound in own):
        return False
    counts = [counts for bound in own if (counts := sheet.nonzero(bound)) is not None]
    if counts:
        return any(counts) or kept
    parts = [node for node in part.inside if isinstance(node, Part) and any(bounds(node.inside))]
    return not parts or any(stands(each, sheet, kept=kept) for each in parts)


def _ended(runs: list[Run]) -> list[Run]:
    """Of marks side by side the strongest stays; the text neither begins with one nor ends with a weak one."""
    found = [run._replace(text=WEAK.sub(_strongest, run.text)) if run.bound is None else run for run in runs]
    if found and found[0].bound is None:
        found[0] = Run(found[0].text.lstrip("、，；。"))
    if found and found[-1].bound is None and found[-1].text[-1:] in ("、", "，", "；"):
        found[-1] = Run(found[-1].text[:-1] + "。")
    return [run for run in found if run.text]


def _strongest(found: re.Match[str]) -> str:
    return next(mark for mark in STRONGEST if mark in found[0])


def _with_gaps(run: Run) -> Iterator[Run]:
    """A run of words with its gaps apart."""
    if run.bound is not None:
        yield run
        return
    at = 0
    for gap in GAP.finditer(run.text):
        if gap.start() > at:
            yield Run(run.text[at : gap.start()])
        yield Run(gap[0], gap=True)
        at = gap.end()
    if at < len(run.text):
        yield Run(run.text[at:])
