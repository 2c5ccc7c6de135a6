"""What comes from outside, read in one way: text that can be kept, whole numbers of a bounded length."""

from __future__ import annotations

from decimal import Decimal

from casework.errors import FaultyInput
from casework.vocabulary import fold

SHOWN = 60
"""Characters of a value that a sentence repeats."""
DIGITS = 18
"""Digits of the longest whole number: what a database keeps in a column."""


def shown(value: object) -> str:
    """A value as a sentence repeats it: short, and without characters that no terminal or page can show."""
    try:
        text = str(value)
    except ValueError:  # a whole number of more than 4,300 digits
        return "…"
    short = text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
    return "".join(one if one.isprintable() else f"\\u{ord(one):04x}" for one in short)


def refuse_unkeepable(text: str, where: str) -> None:
    """Raise FaultyInput for a text that not every database keeps: a NUL, half of a pair of code units."""
    if "\0" in text or any("\ud800" <= one <= "\udfff" for one in text):
        raise FaultyInput(
            f"{where}：「{shown(text)}」含有不能保存的字符",
            f"{where}: {shown(text)!r} holds a character that cannot be kept",
            where=where,
        )


def whole_number(value: object) -> int | None:
    """A whole number of at most 18 digits, in digits of any width; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | str | float | Decimal):
        return None
    if isinstance(value, int):
        return value if abs(value) < 10**DIGITS else None
    text = fold(value)
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdecimal()) or len(digits.lstrip("0")) > DIGITS:
        return None
    return int(text)
