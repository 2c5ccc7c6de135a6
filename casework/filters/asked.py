"""What an address asks for, read strictly: an unknown, repeated or unreadable parameter is an error."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, TypeVar
from urllib.parse import urlencode

from django.http import Http404, QueryDict

from casework import errors
from casework.errors import CaseworkError, FaultyInput, cited, inverted, named
from casework.models import FormerName, Organ
from casework.permissions import Reach
from casework.reference import Reference
from casework.registry.codecs import NO, YES
from casework.registry.dates import read_date
from casework.statistics.conditions import Window
from casework.statistics.datasets import Scope
from casework.statistics.words import words
from casework.text.folding import fold
from casework.text.reading import whole_number

LONGEST = 200
LONGEST_LIST = 4000
"""Of a list apart by commas, of which each part is a code or a name: every box of a form may be ticked."""
LONGEST_OF = {"cursor": 2000, "updated_since": 2000, "q": LONGEST}
"""Marks that the server gave are longer than what a person types; words that are searched for are no list."""
FIRST_YEAR, LAST_YEAR = 1990, 2100
"""Records of reconsideration begin with the regulation of 1990."""
OWN = "own"
BASES = (OWN, "received", "accepted", "concluded", "cohort")
BY_ID = "id-"
T = TypeVar("T")


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


def read_in_clear(sight: Sight) -> Reach:
    """The organs in whose records the reader reads names in clear."""
    return Reach(everything=True) if sight.names == sight.reach else sight.names


def longest_of(name: str, text: str) -> int:
    """How long the value of a parameter may be."""
    parts = text.split(",")
    is_list = len(parts) > 1 and max(map(len, parts)) <= LONGEST
    return LONGEST_OF.get(name, LONGEST_LIST if is_list else LONGEST)


def read(query: QueryDict, allowed: Iterable[str]) -> dict[str, str]:
    """The parameters of an address; an empty one counts as not given. Raises FaultyInput."""
    known = list(allowed)
    found = {}
    for name, values in query.lists():
        if name not in known:
            raise named("参数", "parameter", name[:LONGEST], known, where=name)
        fault = fault_of(name, values)
        if fault is not None:
            raise fault
        text = fold(values[0])
        if text:
            found[name] = text
    return found


def fault_of(name: str, values: Sequence[str]) -> FaultyInput | None:
    """What is wrong with the values that a parameter was given: it stands twice, or cannot be read."""
    if len(values) > 1:
        return FaultyInput(
            f"参数「{name}」写了{len(values)}次，只能写一次",
            f"The parameter {name!r} stands {len(values)} times",
            where=name,
        )
    text = fold(values[0])
    longest = longest_of(name, text)
    if len(text) > longest or not text.isprintable():
        return FaultyInput(
            f"参数「{name}」的值读不出来：至多{longest}个字，没有控制字符",
            f"The value of {name!r} cannot be read: at most {longest} characters, no control characters",
            where=name,
        )
    return None


def read_flag(asked: Mapping[str, str], name: str) -> bool:
    """A yes or no; not given is no. Raises FaultyInput."""
    text = asked.get(name, "0").lower()
    if text in YES | {"on"}:
        return True
    if text in NO | {"off"}:
        return False
    raise FaultyInput(f"{name}：「{text}」要写1或0", f"{name}: {text!r} must be 1 or 0", where=name)


def read_number(text: str, name: str, least: int, most: int) -> int:
    """A whole number between two bounds. Raises FaultyInput that names them."""
    number = whole_number(text)
    if number is not None and least <= number <= most:
        return number
    raise FaultyInput(
        f"{name}：「{cited(text)}」不可用，可用：{least}至{most}",
        f"{name}: {cited(text)!r} cannot be used; allowed: {least} to {most}",
        where=name,
    )


def read_basis(asked: Mapping[str, str]) -> str | None:
    """The basis asked for; None for each table's own. Raises FaultyInput."""
    text = asked.get("basis", OWN)
    if text not in BASES:
        raise named("口径", "basis", text, BASES, where="basis", words=words.BASES.values())
    return None if text == OWN else text


def read_organ(asked: Mapping[str, str], sight: Sight, otherwise: Any = None) -> Scope | None:
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
    found = organ_called(text, Organ.objects.within(sight.reach))
    if found is None:
        raise Http404
    return found


def organ_called(text: str, among: Any) -> Any:
    """The one organ among these of a division code, a name, a former name, or `id-<n>`; None where there is none.

    Raises FaultyInput where there are several.
    """
    if text.startswith(BY_ID):
        number = read_number(text.removeprefix(BY_ID), "organ", 1, 10**12)
        found = list(among.filter(pk=number))
    elif text.isdigit():
        found = list(among.filter(division_code=text))
    else:
        former = FormerName.objects.filter(name=text).values("organ")
        found = list(among.filter(name=text)) or list(among.filter(pk__in=former))
    if len(found) > 1:
        raise FaultyInput(
            f"有{len(found)}个机关叫「{text}」：用区划代码，或者{'、'.join(key_of(organ) for organ in found)}",
            f"{len(found)} organs are called {text!r}: give {', '.join(key_of(organ) for organ in found)}",
            where="organ",
        )
    return found[0] if found else None


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


class Gathered(errors.Gathered):
    """Faults of what an address asks for."""

    def read(self, reading: Callable[..., T], *given: Any) -> T | None:
        """What a reading gives; None where it cannot be read, or is out of reach."""
        try:
            return super().read(reading, *given)
        except CaseworkError as problem:
            self.faults.append(FaultyInput(problem.zh, problem.en))
        return None

    def missing(self, asked: Mapping[str, str], *names: str) -> None:
        """Each of these that was not given."""
        for name in names:
            if name not in asked:
                zh, en = f"缺少参数「{name}」，写成{name}={EXAMPLES[name]}", f"The parameter {name!r} is missing"
                self.faults.append(FaultyInput(zh, f"{en}; write {name}={EXAMPLES[name]}", where=name))

    def window(self, asked: Mapping[str, str]) -> Window | None:
        """The period and the day of the state (its last day unless said), which lies in the period or after it."""
        before = len(self.faults)
        self.missing(asked, "from", "to")
        days = {name: self.read(read_day, asked[name], name) for name in ("from", "to", "as_of") if name in asked}
        if len(self.faults) > before:
            return None
        return self.read(_window, days["from"], days["to"], days.get("as_of", days["to"]))

    def question(self, asked: Mapping[str, str], scope_of: Callable[[Any], Scope | None]) -> Question | None:
        """Organ or subtree, period, day of the state, basis; None where any of them cannot be read."""
        scope = self.read(scope_of, asked)
        window, basis = self.window(asked), self.read(read_basis, asked)
        if self.faults or scope is None or window is None:
            return None
        return Question(scope, window, basis)


EXAMPLES = {"organ": "141021", "from": "2024-01-01", "to": "2024-12-31"}


def _window(start: date, end: date, as_of: date) -> Window:
    fault = inverted(start, end, where="to")
    if fault is not None:
        raise fault
    if as_of < start:
        raise FaultyInput(
            f"状态日{as_of}早于期初{start}：要等于或晚于期初",
            f"The day of the state, {as_of}, lies before the period, which begins on {start}; "
            "it must be that day or later",
            where="as_of",
        )
    return Window(start, end, as_of)


def read_window(asked: Mapping[str, str]) -> Window:
    """The period and the day of the state. Raises FaultyInput for the first that cannot be read."""
    gathered = Gathered()
    window = gathered.window(asked)
    if window is None:
        raise gathered.faults[0]
    return window


def read_question(asked: Mapping[str, str], scope_of: Callable[[Any], Scope | None]) -> Question:
    """What is asked, by whoever asks: `scope_of` reads the organ. Raises FaultyInput for the first fault."""
    gathered = Gathered()
    question = gathered.question(asked, scope_of)
    if question is None:
        raise gathered.faults[0]
    return question


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
