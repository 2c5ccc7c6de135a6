"""Case and document numbers (GB/T 9704): organ word + 〔year〕 + serial + 号, e.g. 曲政复〔2024〕12号.

A pattern holds `{word}`, `{year}` and `{serial}`, each once; everything else stands for itself.
"""

from __future__ import annotations

import re
from functools import lru_cache

from casework.law.terms.calendar import LawError

DEFAULT_PATTERN = "{word}〔{year}〕{serial}号"

_FIELDS = ("{word}", "{year}", "{serial}")
_DIGITS = {ord("０") + digit: str(digit) for digit in range(10)}
_OPENING = dict.fromkeys(map(ord, "[(（【［﹝"), "〔")
_CLOSING = dict.fromkeys(map(ord, "])）】］﹞"), "〕")
_CHARACTERS = {**_DIGITS, **_OPENING, **_CLOSING}


class FaultyPattern(LawError):
    """A pattern from which no number can be made or read back."""


def normalise(text: str) -> str:
    """A number as it should have been typed: ASCII digits, brackets 〔〕, no spaces.

    >>> normalise("曲政复 [２０２４] 12 号")
    '曲政复〔2024〕12号'
    """
    return "".join(text.split()).translate(_CHARACTERS)


def check_pattern(pattern: str) -> None:
    """Raises FaultyPattern unless each field stands in it once, and no other braces do."""
    rest = pattern
    for field in _FIELDS:
        if pattern.count(field) != 1:
            raise _faulty(pattern)
        rest = rest.replace(field, "")
    if "{" in rest or "}" in rest:
        raise _faulty(pattern)


def _faulty(pattern: str) -> FaultyPattern:
    return FaultyPattern(
        f"文号格式“{pattern}”不可用，{'、'.join(_FIELDS)} 应各出现一次，如：{DEFAULT_PATTERN}",
        f"The pattern {pattern!r} cannot be used; {', '.join(_FIELDS)} must stand in it once each, as in"
        f" {DEFAULT_PATTERN}",
    )


def format_number(pattern: str, word: str, year: int, serial: int) -> str:
    """The number of that word, year and serial, unpadded (1, not 01). Raises FaultyPattern."""
    check_pattern(pattern)
    values = {"{word}": word, "{year}": f"{year:04d}", "{serial}": str(serial)}
    return re.sub(r"\{\w+\}", lambda found: values[found.group()], pattern)


def parse_number(pattern: str, word: str, text: str) -> tuple[int, int] | None:
    """Year and serial of a number as people type it; None if it is no number of that pattern and word.

    Raises FaultyPattern.
    """
    found = _expression(pattern, word).fullmatch(normalise(text))
    return (int(found["year"]), int(found["serial"])) if found else None


@lru_cache(maxsize=1024)
def _expression(pattern: str, word: str) -> re.Pattern[str]:
    check_pattern(pattern)
    parts = {
        "{word}": re.escape(normalise(word)),
        "{year}": "(?P<year>[0-9]{4})",
        "{serial}": "(?P<serial>[1-9][0-9]{0,8})",
    }
    pieces = re.split(r"(\{\w+\})", pattern)
    return re.compile("".join(parts.get(piece) or re.escape(normalise(piece)) for piece in pieces))
