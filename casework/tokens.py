"""Texts as tokens for finding: pairs of characters for Chinese, whole runs for digits and Latin letters.

曲政复〔2024〕12号 becomes ` 曲政 政复 复 2024 12 号 `, so that any part of it is found by its tokens standing together:
names have two or three characters, and 12号 is not 112号. Brackets, width and case do not matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from casework.folding import comparable

RUN = re.compile(r"[0-9]+|[a-z]+|[^\W0-9a-z_]+")
SEPARATOR = "|"
LONGEST_DIGITS = 10
"""Longer numbers are identity numbers, telephones or accounts that somebody wrote into a text: not found by it."""


def _runs(text: str) -> list[str]:
    return [run for run in RUN.findall(comparable(text)) if not (run.isdigit() and len(run) > LONGEST_DIGITS)]


def _whole(run: str) -> bool:
    return run.isascii()


def _tokens(run: str) -> Iterator[str]:
    """A run of Chinese as pairs and its last character; any other run as it is."""
    if _whole(run):
        yield run
    else:
        yield from (run[n : n + 2] for n in range(len(run)))


def findable(*texts: str) -> str:
    """Texts as they are stored for finding; empty where there is nothing to find."""
    found = [" ".join(token for run in _runs(text) for token in _tokens(run)) for text in dict.fromkeys(texts)]
    said = f" {SEPARATOR} ".join(tokens for tokens in found if tokens)
    return f" {said} " if said else ""


class Phrase(NamedTuple):
    """What a word asked for must look like in a stored text: `part` of it, and the whole `tokens` in that part."""

    part: str
    tokens: tuple[str, ...]


def phrases(asked: str) -> list[Phrase]:
    """The words that somebody looks for, apart by spaces; each must be found."""
    return [_phrase(runs) for word in asked.split() if (runs := _runs(word))]


def _phrase(runs: list[str]) -> Phrase:
    *before, last = runs
    tokens = [token for run in before for token in _tokens(run)]
    if _whole(last):
        return Phrase(f" {' '.join([*tokens, last])} ", (*tokens, last))
    pairs = [last[n : n + 2] for n in range(len(last) - 1)]
    part = " ".join([*tokens, *(pairs or [last])])
    return Phrase(f" {part}", (*tokens, *pairs))
