"""Texts as keys take them: how long they may be, and what no database keeps."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from casework.errors import FaultyInput, cited
from casework.text.folding import one_line
from casework.text.reading import refuse_unkeepable

TEXT_LENGTH = 500
NUMBER_LENGTH = 100
NOTE_LENGTH = 20_000


def text_of(longest: int, kept: Callable[[str], str] = one_line) -> Callable[[Any, Any, str], str]:
    """Reads a text of at most so many characters, as it is `kept`, without characters that no database keeps."""

    def read(value: Any, _reading: Any, where: str) -> str:
        if not isinstance(value, str | int | float | Decimal) or isinstance(value, bool):
            raise FaultyInput(
                f"{where}：「{cited(value)}」不是文字", f"{where}: {cited(value)!r} is no text", where=where
            )
        text = kept(str(value))
        refuse_unkeepable(text, where)
        if len(text) > longest:
            raise FaultyInput(
                f"{where}：{len(text)}字，至多{longest}字",
                f"{where}: {len(text)} characters, at most {longest}",
                where=where,
            )
        return text

    return read
