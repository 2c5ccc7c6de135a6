"""Texts as tokens for finding: pairs of characters for Chinese, whole runs for digits and Latin letters.

曲政复〔2024〕12号 becomes ` 曲政 政复 复 2024 12 号 `, so that any part of it is found by its tokens standing together:
names have two or three characters, and 12号 is not 112号. Brackets, width and case do not matter. A name is followed by
the words that are typed for it in pinyin, each a token of its own: `zhao zhaomou zm`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from casework.text.folding import comparable
from casework.text.pinyin import spellings

RUN = re.compile(r"[0-9]+|[a-z]+|[^\W0-9a-z_]+")
SEPARATOR = "|"
LONGEST_DIGITS = 10
"""Longer numbers are identity numbers, telephones or accounts that somebody wrote into a text: not found by it."""


LATIN = str.maketrans({"ü": "v", "'": None, "’": None})
"""How keyboards write what pinyin writes otherwise: lü, xi'an."""


def _runs(text: str) -> list[str]:
    said = comparable(text).translate(LATIN)
    return [run for run in RUN.findall(said) if not (run.isdigit() and len(run) > LONGEST_DIGITS)]


def _tokens(run: str) -> Iterator[str]:
    """A run of Chinese as pairs and its last character; any other run as it is."""
    if run.isascii():
        yield run
    else:
        yield from (run[n : n + 2] for n in range(len(run)))


def findable(*texts: str, names: Iterable[str] = ()) -> str:
    """Texts as they are stored for finding, `names` in pinyin too; empty where there is nothing to find."""
    named = list(dict.fromkeys(names))
    said = [[token for run in _runs(text) for token in _tokens(run)] for text in dict.fromkeys((*texts, *named))]
    found = f" {SEPARATOR} ".join(" ".join(tokens) for tokens in (*said, spellings(named)) if tokens)
    return f" {found} " if found else ""


class Phrase(NamedTuple):
    """What a word asked for must look like in a stored text: `part` of it, and the whole `tokens` in that part."""

    part: str
    tokens: tuple[str, ...]


def phrases(words: Iterable[str]) -> list[Phrase]:
    """The words that somebody looks for; each must be found."""
    return [_phrase(runs) for word in words if (runs := _runs(word))]


def _phrase(runs: list[str]) -> Phrase:
    *before, last = runs
    tokens = [token for run in before for token in _tokens(run)]
    if last.isascii():
        return Phrase(f" {' '.join([*tokens, last])} ", (*tokens, last))
    pairs = [last[n : n + 2] for n in range(len(last) - 1)]
    part = " ".join([*tokens, *(pairs or [last])])
    return Phrase(f" {part}", (*tokens, *pairs))
