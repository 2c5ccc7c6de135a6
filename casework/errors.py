"""The few errors of the product; each prints as a sentence that tells the person what to do."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from casework.law.calendar import CalendarMissing
from casework.law.refusals import ActRefused

__all__ = [
    "ActRefused",
    "CalendarMissing",
    "CaseworkError",
    "FaultyInput",
    "NotPermitted",
    "Outdated",
    "StaleVersion",
    "named",
]


class CaseworkError(Exception):
    """Whatever a person can mend; `zh` and `en` are the sentence."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh, en)
        self.zh = zh
        self.en = en

    def sentence(self, language: str = "zh-hans") -> str:
        """The error as one sentence."""
        return self.zh if language.startswith("zh") else self.en

    def __str__(self) -> str:
        return self.zh


class FaultyInput(CaseworkError):
    """A value that cannot be read: the sentence names it and what is allowed. `where` is its key."""

    def __init__(self, zh: str, en: str, *, where: str = "") -> None:
        super().__init__(zh, en)
        self.where = where


class NotPermitted(CaseworkError):
    """The person's roles at that organ do not carry the act."""


class Outdated(CaseworkError):
    """What a program kept from an earlier answer is of no use any more: it has to begin anew."""


class StaleVersion(CaseworkError):
    """Somebody else changed the record in between; `changes` are the events since."""

    def __init__(self, zh: str, en: str, changes: Iterable[object] = ()) -> None:
        super().__init__(zh, en)
        self.changes = list(changes)


MANY = 20


def named(what_zh: str, what_en: str, value: object, allowed: Iterable[str], *, where: str = "") -> FaultyInput:
    """A FaultyInput that names the value and what is allowed, the nearest first where there are many."""
    choices = list(allowed)
    near = get_close_matches(str(value), choices, n=3, cutoff=0.5)
    if len(choices) > MANY:
        others = [choice for choice in choices if choice not in near]
        choices = [*[*near, *others][:MANY], "…"]
    return FaultyInput(
        f"{what_zh}「{value}」不存在，可用：{'、'.join(choices)}",
        f"There is no {what_en} {value!r}; allowed: {', '.join(choices)}",
        where=where,
    )
