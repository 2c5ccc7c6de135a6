"""The words of the filters of lists, where neither a key of an act nor a column bears the name."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from casework.errors import CaseworkError
from casework.kinds import KINDS
from casework.kinds.facts import ENDS as RANGES
from casework.law.names import RecordKind
from casework.web.shell.labels import COLUMNS, KEYS, Words, label

FILTER_WORDS: Words = {
    "taken_over": _("Taken over from below"),
    "referred_here": _("Referred here by another organ"),
    "joined": _("Joined to a leading case"),
    "sued": _("Taken to court"),
    "lost_by": _("Organ that lost"),
    "planned": _("Planned"),
    "advice_open": _("Judicial advice unanswered"),
    "subtree": _("With subtree"),
    "page": _("Page"),
}
"""Name of a filter, without the end of its range -> its words."""

ENDS = tuple(end for ends in RANGES.values() for end in ends)


def base_of(name: str) -> str:
    """The name of a filter without the end of its range."""
    for end in ENDS:
        if name.endswith(end):
            return name.removesuffix(end)
    return name


def filter_words(name: str, kind: RecordKind | None = None) -> str:
    """The words of a filter, or of both ends of its range: those of the fact that it asks for, where it is one."""
    fact = KINDS[kind].facts.by_asked.get(name) if kind is not None else None
    if fact is not None:
        return label(fact)
    base = name if name in FILTER_WORDS else base_of(name)
    return str(FILTER_WORDS.get(base) or COLUMNS.get(base) or KEYS.get(base, base))


def page_sentence(problem: CaseworkError, language: str, kind: RecordKind | None = None) -> str:
    """What is wrong with a page's question: its fields by their words, and no codes of what it offers to choose."""
    said = getattr(problem, "short", problem).sentence(language)
    where = str(getattr(problem, "where", ""))
    return filter_words(where, kind) + said.removeprefix(where) if where and said.startswith(where) else said
