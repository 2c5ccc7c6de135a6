"""The few errors of the product; each prints as a sentence that tells the person what to do."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterable
from datetime import date
from difflib import get_close_matches
from typing import Any, TypeVar
from unicodedata import category

from casework.law.refusals import ActRefused
from casework.law.terms.calendar import CalendarMissing
from casework.law.words.languages import Spoken, spoken

__all__ = [
    "ActRefused",
    "CalendarMissing",
    "CaseworkError",
    "FaultyInput",
    "Gathered",
    "NoSpace",
    "NotPermitted",
    "Outdated",
    "StaleVersion",
    "cited",
    "inverted",
    "is_full",
    "named",
]


T = TypeVar("T")
SHOWN = 60
"""Characters of a value that a sentence repeats."""
LONGEST = 1200
"""Characters of a sentence; a longer one repeats something that nobody reads, and loses its middle."""


UNSHOWABLE = frozenset({"Cc", "Cs"})
"""Control characters, and halves of pairs of code units."""


def cited(value: object) -> str:
    """A value as a sentence repeats it: short, and without characters that no terminal or page can show."""
    try:
        text = str(value)
    except ValueError:  # a whole number of more than 4,300 digits
        return "…"
    return _printable(text if len(text) <= SHOWN else f"{text[:SHOWN]}…")


def _printable(text: str) -> str:
    return "".join(f"\\u{ord(one):04x}" if category(one) in UNSHOWABLE else one for one in text)


def _sentence(text: str) -> str:
    half = LONGEST // 2
    return _printable(text if len(text) <= LONGEST else f"{text[:half]}…{text[-half:]}")


class CaseworkError(Exception):
    """Whatever a person can mend; `zh` and `en` are the sentence."""

    def __init__(self, zh: str, en: str) -> None:
        self.zh, self.en = _sentence(zh), _sentence(en)
        super().__init__(self.zh, self.en)

    def sentence(self, language: str = "zh-hans") -> str:
        """The error as one sentence."""
        return spoken(self, language)

    def __str__(self) -> str:
        return self.zh


class FaultyInput(CaseworkError):
    """A value that cannot be read: the sentence names it and what is allowed.

    `short` says it without the names that are allowed, where these are codes, for who chooses from a list on a page.
    `where` is its key, `nearest` the known name that it is most like, if it is like any, `others` the faults of other
    keys that were found with it.
    """

    def __init__(
        self, zh: str, en: str, *, short: tuple[str, str] | None = None, where: str = "", nearest: str = ""
    ) -> None:
        super().__init__(zh, en)
        self.short: CaseworkError = self if short is None else CaseworkError(*short)
        self.where, self.nearest = where, nearest
        self.others: tuple[FaultyInput, ...] = ()


class Gathered:
    """Faults gathered while one thing after another is read, so that all can be told at once."""

    def __init__(self) -> None:
        self.faults: list[FaultyInput] = []

    def read(self, reading: Callable[..., T], *given: Any) -> T | None:
        """What a reading gives; None where it cannot be read."""
        try:
            return reading(*given)
        except FaultyInput as fault:
            self.faults.append(fault)
        return None

    def refuse(self) -> None:
        """Raise the first fault with the others, if there is any."""
        if self.faults:
            first, *others = self.faults
            first.others = tuple(others)
            raise first


class NotPermitted(CaseworkError):
    """The person's roles at that organ do not carry the act."""


class Outdated(CaseworkError):
    """What a program kept from an earlier answer is of no use any more: it has to begin anew."""


class StaleVersion(CaseworkError):
    """Somebody else changed the record in between; `changes` are the events since."""

    def __init__(self, zh: str, en: str, changes: Iterable[object] = ()) -> None:
        super().__init__(zh, en)
        self.changes = list(changes)


class NoSpace(CaseworkError):
    """The disk is full: nothing was written."""

    def __init__(self) -> None:
        super().__init__(
            "服务器的磁盘满了，什么也没有保存：请管理员腾出空间，再试一次",
            "The server's disk is full, and nothing was saved: ask the administrator to make room, then try again",
        )


FULL = (errno.ENOSPC, errno.EDQUOT)
# the second where not even the shared memory of a WAL, with which a connection begins, finds room
SQLITE_FULL, POSTGRESQL_FULL = frozenset({"SQLITE_FULL", "SQLITE_IOERR_SHMSIZE"}), "53100"


def is_full(raised: BaseException | None) -> bool:
    """Whether something went wrong for want of space on a disk: of the database, the attachments, a temporary file."""
    while raised is not None:
        said = getattr(raised, "sqlite_errorname", ""), getattr(raised, "sqlstate", "")
        if said[0] in SQLITE_FULL or said[1] == POSTGRESQL_FULL or isinstance(raised, NoSpace):
            return True
        if isinstance(raised, OSError) and raised.errno in FULL:
            return True
        raised = raised.__cause__ or raised.__context__
    return False


MANY = 20


def named(
    what_zh: str,
    what_en: str,
    value: object,
    allowed: Iterable[str],
    *,
    where: str = "",
    words: Iterable[Spoken] = (),
) -> FaultyInput:
    """A FaultyInput that names the value and what is allowed, the nearest first where there are many.

    `words`: what is allowed, for who chooses from a list on a page and knows no codes.
    """
    choices = list(allowed)
    folded = {choice.casefold(): choice for choice in reversed(choices)}
    near = [folded[each] for each in get_close_matches(cited(value).casefold(), folded, n=3, cutoff=0.5)]
    if len(choices) > MANY:
        others = [choice for choice in choices if choice not in near]
        choices = [*[*near, *others][:MANY], "…"]
    zh, en = f"{what_zh}「{cited(value)}」不存在", f"There is no {what_en} {cited(value)!r}"
    short = (zh, en)
    if known := list(words):
        offered = [dict.fromkeys(spoken(word, tongue) for word in known) for tongue in ("zh", "en")]
        short = f"{zh}，可选：{'、'.join(offered[0])}", f"{en}; to choose: {', '.join(offered[1])}"
    return FaultyInput(
        f"{zh}，可用：{'、'.join(choices)}",
        f"{en}; allowed: {', '.join(choices)}",
        short=short,
        where=where,
        nearest=near[0] if near else "",
    )


def inverted(low: Any, high: Any, *, where: str) -> FaultyInput | None:
    """The fault of a range of days or numbers whose end lies before its beginning; an end that is None is open."""
    if low is None or high is None or low <= high:
        return None
    if isinstance(low, date):
        zh, en = f"期间倒了：{low}晚于{high}", f"The period is inverted: {low} lies after {high}"
    else:
        zh, en = f"范围倒了：{low}大于{high}", f"The range is inverted: {low} is more than {high}"
    return FaultyInput(zh, en, where=where)
