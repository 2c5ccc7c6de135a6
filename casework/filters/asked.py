"""What an address asks for, read strictly: an unknown, repeated or unreadable parameter is an error."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol
from urllib.parse import urlencode

from django.http import Http404, QueryDict

from casework.errors import FaultyInput, named
from casework.models import FormerName, Organ
from casework.permissions import Reach
from casework.reference import Reference
from casework.registry.codecs import NO, YES, read_date
from casework.statistics.bases import Scope
from casework.statistics.conditions import Window
from casework.vocabulary import fold

LONGEST = 200
FIRST_YEAR, LAST_YEAR = 1990, 2100
"""Records of reconsideration begin with the regulation of 1990."""
OWN = "own"
BASES = (OWN, "received", "accepted", "concluded", "cohort")
BY_ID = "id-"


class Sight(Protocol):
    """Who asks, on which day, and what they may see."""

    person: Any
    today: date

    @property
    def reach(self) -> Reach:
        """The organs whose records they see."""

    @property
    def reference(self) -> Reference:
        """Vocabulary, calendar and organs."""

    @property
    def names(self) -> Reach:
        """The organs in whose records they read names."""

    @property
    def language(self) -> str:
        """The language that they are answered in."""

    def has_subtree(self, organ: Any) -> bool:
        """Whether they see all that lies below an organ."""


def read(query: QueryDict, allowed: Iterable[str]) -> dict[str, str]:
    """The parameters of an address; an empty one counts as not given. Raises FaultyInput."""
    known = list(allowed)
    found = {}
    for name, values in query.lists():
        if name not in known:
            raise named("参数", "parameter", name[:LONGEST], known, where=name)
        if len(values) > 1:
            raise FaultyInput(f"参数「{name}」写了{len(values)}次，只能写一次", f"The parameter {name!r} stands twice")
        text = fold(values[0])
        if len(text) > LONGEST or not text.isprintable():
            raise FaultyInput(
                f"参数「{name}」的值读不出来：至多{LONGEST}个字，没有控制字符",
                f"The value of {name!r} cannot be read: at most {LONGEST} characters, no control characters",
            )
        if text:
            found[name] = text
    return found


def read_flag(asked: dict[str, str], name: str) -> bool:
    """A yes or no; not given is no. Raises FaultyInput."""
    text = asked.get(name, "0").lower()
    if text in YES | {"on"}:
        return True
    if text in NO | {"off"}:
        return False
    raise FaultyInput(f"{name}：「{text}」要写1或0", f"{name}: {text!r} must be 1 or 0", where=name)


def read_number(text: str, name: str, least: int, most: int) -> int:
    """A whole number between two bounds. Raises FaultyInput that names them."""
    if text.isascii() and text.isdigit() and len(text) <= len(str(most)) and least <= int(text) <= most:
        return int(text)
    raise FaultyInput(
        f"{name}：「{text}」不可用，可用：{least}至{most}",
        f"{name}: {text!r} cannot be used; allowed: {least} to {most}",
        where=name,
    )


def read_basis(asked: dict[str, str]) -> str | None:
    """The basis asked for; None for each table's own. Raises FaultyInput."""
    text = asked.get("basis", OWN)
    if text not in BASES:
        raise named("口径", "basis", text, BASES, where="basis")
    return None if text == OWN else text


def read_organ(asked: dict[str, str], sight: Sight, otherwise: Any = None) -> Scope | None:
    """The organ asked for with its subtree, else `otherwise`; Http404 for one out of reach, the same as for none.

    A subtree is there only for roles that see all below the organ.
    """
    organ = find_organ(asked["organ"], sight) if "organ" in asked else otherwise
    subtree = read_flag(asked, "subtree")
    if organ is None:
        return None
    if subtree and not sight.has_subtree(organ):
        raise Http404
    return Scope(organ, subtree)


def find_organ(text: str, sight: Sight) -> Any:
    """The organ in reach of a division code, a name, a former name, or `id-<n>`. Raises Http404 or FaultyInput."""
    reachable = Organ.objects.within(sight.reach)
    if text.startswith(BY_ID):
        number = read_number(text.removeprefix(BY_ID), "organ", 1, 10**12)
        found = list(reachable.filter(pk=number))
    elif text.isdigit():
        found = list(reachable.filter(division_code=text))
    else:
        former = FormerName.objects.filter(name=text).values("organ")
        found = list(reachable.filter(name=text)) or list(reachable.filter(pk__in=former))
    if not found:
        raise Http404
    if len(found) > 1:
        raise FaultyInput(
            f"有{len(found)}个机关叫「{text}」：用区划代码，或者{'、'.join(key_of(organ) for organ in found)}",
            f"{len(found)} organs are called {text!r}: give {', '.join(key_of(organ) for organ in found)}",
            where="organ",
        )
    return found[0]


def key_of(organ: Any) -> str:
    """How an address names an organ: its division code, else its id."""
    return organ.division_code or f"{BY_ID}{organ.pk}"


def read_day(text: str, name: str) -> date:
    """A day within the years that the site knows. Raises FaultyInput."""
    day = read_date(text, name)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise FaultyInput(
            f"{name}：「{text}」不可用，可用：{FIRST_YEAR}年至{LAST_YEAR}年",
            f"{name}: {text!r} cannot be used; allowed: the years {FIRST_YEAR} to {LAST_YEAR}",
            where=name,
        )
    return day


def read_window(asked: dict[str, str]) -> Window:
    """The period and the day of the state. Raises FaultyInput for a missing or inverted one."""
    for name in ("from", "to"):
        if name not in asked:
            raise FaultyInput(
                f"缺少参数「{name}」，写成{name}=2024-03-15",
                f"The parameter {name!r} is missing; write {name}=2024-03-15",
                where=name,
            )
    start, end = read_day(asked["from"], "from"), read_day(asked["to"], "to")
    as_of = read_day(asked["as_of"], "as_of") if "as_of" in asked else end
    if end < start:
        raise FaultyInput(f"期间倒了：from {start} 晚于 to {end}", f"The period is inverted: {start} is after {end}")
    if as_of < end:
        raise FaultyInput(
            f"状态日 as_of {as_of} 早于期末{end}：要等于或晚于期末",
            f"as_of {as_of} lies before the end of the period, {end}; it must be that day or later",
        )
    return Window(start, end, as_of)


@dataclass(frozen=True)
class Question:
    """What a table or a list is asked for: organ or subtree, days, basis."""

    scope: Scope
    window: Window
    basis: str | None = None

    def query(self, **more: str) -> str:
        """The question as the query of an address, with more parameters."""
        said = {
            "organ": key_of(self.scope.organ),
            "from": self.window.start.isoformat(),
            "to": self.window.end.isoformat(),
        }
        if self.window.as_of != self.window.end:
            said["as_of"] = self.window.as_of.isoformat()
        if self.scope.subtree:
            said["subtree"] = "1"
        if self.basis:
            said["basis"] = self.basis
        return urlencode(said | more, safe=":,")
