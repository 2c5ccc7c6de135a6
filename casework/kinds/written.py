"""The texts of a record, which stand apart from it: found by search alone, given to who reads names."""

from __future__ import annotations

from collections.abc import Callable

from casework.kinds.facts import Fact, Rows
from casework.law.names import RecordKind
from casework.law.words.languages import Text
from casework.models import Writing

SEARCH = "free text: found by search"


def written_in(kind: RecordKind) -> Callable[..., Fact]:
    """Makes the fact of a text of such a record: its name, both words, the key that says it where it bears another."""

    def fact(name: str, zh: str, en: str, key: str = "") -> Fact:
        rows = Rows(Writing, kind.value, "writings", (("name", name),), one="last")
        return Fact(name, "text", Text(zh, en), key or name, rows=rows, path="content", listed=False,
                    not_asked=SEARCH)  # fmt: skip

    return fact
