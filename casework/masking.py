"""Names for roles that may not read them: the first character stays, also where a name stands in free text."""

from __future__ import annotations

import re
from collections.abc import Iterable

HIDDEN = "**"
LONG_NUMBER = "[0-9０-９]{11,}[0-9０-９XxＸｘ]?"
"""As Python and PostgreSQL both read it."""
LONG_NUMBERS = re.compile(LONG_NUMBER)
"""Identity numbers, telephones, bank accounts that somebody wrote into a text."""


def masked(name: str) -> str:
    """申请人甲 -> 申**; the empty name stays empty."""
    return name[:1] + HIDDEN if name else ""


def without_numbers(text: str) -> str:
    """Free text with its long numbers hidden."""
    return LONG_NUMBERS.sub(HIDDEN, text)


class Names:
    """How the names of a record are shown to one reader."""

    def __init__(self, *, clear: bool, known: Iterable[str] = ()) -> None:
        self.clear = clear
        names = sorted({name for name in known if name}, key=len, reverse=True)
        self._known = re.compile("|".join(map(re.escape, names))) if names and not clear else None

    def name(self, name: str) -> str:
        """A name, masked where it has to be."""
        return name if self.clear else masked(name)

    def text(self, text: str) -> str:
        """Free text: the record's names in it masked, and long numbers hidden."""
        if self.clear:
            return text
        if self._known is not None:
            text = self._known.sub(lambda match: masked(match[0]), text)
        return without_numbers(text)
