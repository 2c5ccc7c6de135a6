"""What comes from outside, read in one way: text that can be kept, bounded numbers, JSON without surprises."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

from casework.errors import FaultyInput, cited
from casework.text.folding import fold

DIGITS = 18
"""Digits of the longest whole number that is read: every column keeps it."""
DECIMAL = re.compile(r"-?(\d{1,18}|\d{1,3}(,\d{3}){1,5})(\.\d{1,18})?", re.ASCII)
DEPTH = 40
NODES = 1_000_000
"""Values in one file or body, each counted as often as it is meant: an alias counts with all that it stands for."""


def refuse_unkeepable(text: str, where: str) -> None:
    """Raise FaultyInput for a text that not every database keeps: a NUL, half of a pair of code units."""
    if "\0" in text or any("\ud800" <= one <= "\udfff" for one in text):
        raise FaultyInput(
            f"{where}：「{cited(text)}」含有不能保存的字符",
            f"{where}: {cited(text)!r} holds a character that cannot be kept",
            where=where,
        )


def whole_number(value: object) -> int | None:
    """A whole number of at most 18 digits, in digits of any width; None for anything else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value if abs(value) < 10**DIGITS else None
    text = fold(value) if isinstance(value, str | Decimal) else ""
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdecimal() and len(digits) <= DIGITS else None


def decimal_number(value: object) -> Decimal | None:
    """A number in plain digits, thousands apart by commas or not, no exponent; None for anything else.

    Zero has no sign.
    """
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        return None
    if isinstance(value, int):
        whole = whole_number(value)
        return None if whole is None else Decimal(whole)
    text = fold(value)
    return Decimal(text.replace(",", "")) + 0 if DECIMAL.fullmatch(text) else None


def text_of_file(path: Path) -> str:
    """The text of a file in UTF-8. Raises FaultyInput where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        reason = getattr(problem, "strerror", None) or "UTF-8"
        raise FaultyInput(
            f"不能读文件「{path}」：{reason}", f"Cannot read {str(path)!r}: {reason}", where="file"
        ) from None


def from_json(text: str, zh: str, en: str) -> Any:
    """What a JSON text holds; `zh` and `en` say what it is. Raises FaultyInput.

    Refused beside what is no JSON: a key that stands twice, NaN and Infinity, nesting too deep, too many values.
    """

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in pairs:
            if key in found:
                raise FaultyInput(
                    f"{zh}：键「{cited(key)}」写了两次", f"{en}: the key {cited(key)!r} stands twice", where=cited(key)
                )
            found[key] = value
        return found

    def constant(word: str) -> NoReturn:
        raise FaultyInput(f"{zh}：「{word}」不是数", f"{en}: {word} is no number")

    try:
        found = json.loads(text, object_pairs_hook=unique, parse_constant=constant, parse_int=_int, parse_float=_float)
    except json.JSONDecodeError as problem:
        raise FaultyInput(
            f"{zh}不是JSON：第{problem.lineno}行，{problem.msg}",
            f"{en} is not JSON: line {problem.lineno}, {problem.msg}",
        ) from None
    except RecursionError:
        raise _too_deep(zh, en) from None
    for _text in _texts(found, zh, en):
        pass
    return found


def _int(text: str) -> int | str:
    """A number, or its text where it is too long to be one: whoever reads it names the value and its key."""
    return int(text) if len(text) <= DIGITS else text


def _float(text: str) -> float | str:
    number = float(text)
    return number if abs(number) < float("inf") else text


def refuse_strange(data: Any, zh: str, en: str) -> None:
    """Raise FaultyInput for data that grow without end when they are looked at, or that cannot be kept."""
    for text in _texts(data, zh, en):
        refuse_unkeepable(text, zh)


def _texts(data: Any, zh: str, en: str) -> Iterator[str]:
    """All texts in the data, keys too, each as often as it is meant. Raises FaultyInput for what has no end.

    That is nesting too deep, more than a million values (few lines of aliases can mean more than any memory
    holds), and numbers longer than `DIGITS`.
    """
    count = 0
    ahead: list[tuple[Any, int]] = [(data, 0)]
    while ahead:
        value, depth = ahead.pop()
        count += 1
        if depth > DEPTH:
            raise _too_deep(zh, en)
        if count > NODES:
            raise FaultyInput(f"{zh}：至多{NODES:,}个值", f"{en} holds more than {NODES:,} values", where=zh)
        if isinstance(value, str):
            yield value
        elif isinstance(value, Mapping):
            ahead += [(one, depth + 1) for pair in value.items() for one in pair]
        elif isinstance(value, list | tuple):
            ahead += [(one, depth + 1) for one in value]
        else:
            _refuse_value(value, zh, en)


def _refuse_value(value: Any, zh: str, en: str) -> None:
    if isinstance(value, int | float) and not abs(value) < 10**DIGITS:
        raise FaultyInput(
            f"{zh}：「{cited(value)}」太大，或者不是数；至多{DIGITS}位",
            f"{en}: {cited(value)} is too large, or no number; allowed: {DIGITS} digits",
            where=zh,
        )
    if isinstance(value, bytes | set):  # YAML knows them
        raise FaultyInput(
            f"{zh}：只能有文字、数、列表、键和值", f"{en} may hold texts, numbers, lists, keys with values", where=zh
        )


def _too_deep(zh: str, en: str) -> FaultyInput:
    return FaultyInput(f"{zh}嵌套太深，至多{DEPTH}层", f"{en} is nested too deeply; allowed: {DEPTH} levels")
