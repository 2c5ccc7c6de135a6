"""Organs as a county calls them: 县公安局, 县人社局, 史村镇政府 within the county of the organ that imports."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cached_property

from casework.law.names import Level, OrganKind
from casework.models import FormerName, Organ
from casework.text.folding import official

GOVERNMENT = "人民政府"
SPOKEN = {"政府": GOVERNMENT, "镇": "镇人民政府", "乡": "乡人民政府", "街道": "街道办事处", "街道办": "街道办事处"}
"""How a name ends as it is spoken -> as it is written."""
NEVER_SUED = (OrganKind.COURT, OrganKind.MEDIATION_BODY)
NEAR = 0.45
"""How alike two names are of which one is offered for the other."""
OFFERED = 3
SHORTEST = 3
"""Characters of a short form."""


class County:
    """The organs of the county of an organ and the governments above it, by what they are called there.

    An organ that lies in no county knows those below it alone.
    """

    def __init__(self, keeper: Organ) -> None:
        self.keeper = keeper

    @cached_property
    def _line(self) -> list[Organ]:
        """The keeper and the organs above it, the highest first."""
        return list(Organ.objects.filter(pk__in=self.keeper.path.strip("/").split("/")).order_by("path"))

    @cached_property
    def _root(self) -> Organ:
        """The government of the county, else the keeper."""
        counties = [o for o in self._line if o.level == Level.COUNTY and o.kind == OrganKind.GOVERNMENT]
        return counties[0] if counties else self.keeper

    @cached_property
    def _place(self) -> str:
        return self._root.name.removesuffix(GOVERNMENT)

    @cached_property
    def _names(self) -> dict[str, str]:
        """Each name that an organ of the county has or had, without the place -> its present name."""
        found = Organ.objects.filter(path__startswith=self._root.path).exclude(kind__in=NEVER_SUED)
        now = dict(found.values_list("pk", "name"))
        former = FormerName.objects.filter(organ__in=now).values_list("organ", "name")
        bare = {self._bare(name): now[pk] for pk, name in former}
        return bare | {self._bare(name): name for name in now.values()}

    @cached_property
    def _parts(self) -> dict[str, str]:
        """What an organ of another is called without that, 交通警察大队 of 公安局 -> its present name."""
        wholes = sorted(self._names, key=len)
        return {
            name.removeprefix(whole): present
            for name, present in self._names.items()
            for whole in wholes
            if name != whole and name.startswith(whole)
        }

    @cached_property
    def _above(self) -> dict[str, str]:
        """What the governments above are called, in full and as 市人民政府 -> their names."""
        names = [o.name for o in self._line if len(o.path) < len(self._root.path) and o.name.endswith(GOVERNMENT)]
        return {called: name for name in names for called in (name.removesuffix(GOVERNMENT)[-1:] + GOVERNMENT, name)}

    def _bare(self, name: str) -> str:
        """A name without the county: 公安局 of 曲沃县公安局, 税务局 of 国家税务总局曲沃县税务局."""
        return name.rpartition(self._place)[2] or name

    def _ways(self, text: str) -> Iterator[str]:
        """A text as it is, without the county that stands before it in full or for short, and each as it is written."""
        place = self._place
        short = (place[:-1],) if len(place) > SHORTEST - 1 else ()
        for before in ("", place, *short, place[-1:]):
            if text.startswith(before) and text != before:
                bare = text.removeprefix(before)
                yield bare
                for spoken, written in SPOKEN.items():
                    if bare.endswith(spoken) and not bare.endswith(GOVERNMENT):
                        yield bare.removesuffix(spoken) + written

    def meant(self, text: str) -> str | None:
        """The present name of the one organ that a text can mean here; None where none does, or several.

        What is called so without its place goes first, 公安局; then a short form that begins and ends as the name does
        and holds its characters in their order, 人社局; then one of what is part of another, 交警大队.
        """
        ways = set(self._ways(official(text)))
        called = {names[way] for way in ways for names in (self._names, self._above) if way in names}
        for found in (called, _shortened(ways, self._names), _shortened(ways, self._parts)):
            if found:
                return next(iter(found)) if len(found) == 1 else None
        return None

    def near(self, text: str) -> list[str]:
        """The organs here that are called most like a text, the nearest first; at most three."""
        ways = set(self._ways(official(text)))
        alike: dict[str, float] = {}
        for bare, name in self._names.items():
            best = max(SequenceMatcher(None, bare, way).ratio() for way in ways) if ways else 0
            alike[name] = max(best, alike.get(name, 0))
        near = [name for name, ratio in alike.items() if ratio >= NEAR]
        return sorted(near, key=lambda name: (-alike[name], len(name), name))[:OFFERED]


def _shortened(ways: set[str], names: dict[str, str]) -> set[str]:
    """The present names of those that one of the ways is a short form of."""
    long_enough = [way for way in ways if len(way) >= SHORTEST]
    return {
        present
        for name, present in names.items()
        for way in long_enough
        if (name[0], name[-1]) == (way[0], way[-1]) and _holds(name, way)
    }


def _holds(name: str, short: str) -> bool:
    """Whether a name holds the characters of a short form in their order."""
    rest = iter(name)
    return all(sign in rest for sign in short)
