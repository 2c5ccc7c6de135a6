"""The organs that an office anywhere in the country works with, from the division list and the usual departments.

Where fixtures/organs.json knows the organs of a place, its names and departments go before the usual ones.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from casework.actions.reference.divisions import NATION, Divisions
from casework.actions.reference.organs import Row, Told, quiet
from casework.law.names import Level, OrganKind
from casework.law.organs.divisions import MUNICIPALITIES, level_of
from casework.text.folding import official

GOVERNMENT, AGENCY, STREET, JUSTICE = "人民政府", "行政公署", "办事处", "司法"
COUNTIES = frozenset({"429021", "520203"})
"""神农架林区 and 六枝特区: called 区, and counties all the same."""
SHORT = re.compile("(?<=..)(?:新区|区)$")
"""What the branch of a city's bureau leaves out of its district's name: 鼓楼区 gives 鼓楼分局, 城区 stays."""


class Office(NamedTuple):
    """The division and the present name of an organ, and the rows that it works with, each below one before it."""

    division: str
    name: str
    rows: list[Row]


class Offices:
    """Offices of the nation, from the lists in a folder: divisions.txt, departments.json and organs.json."""

    def __init__(self, folder: Path) -> None:
        self.divisions = Divisions.of_file(folder / "divisions.txt")
        self.usual: list[dict[str, Any]] = _read(folder / "departments.json")
        rows = _read(folder / "organs.json")
        # the mediation bodies belong to the demonstration: their villages are made up
        self.listed: dict[str, Row] = {x["name"]: x for x in rows if x["kind"] != OrganKind.MEDIATION_BODY}

    def find(self, text: str) -> tuple[str, str]:
        """The division and the name of the organ that a name, former name or code means; the name may be unknown there.

        Raises FaultyInput for what no division is called, and for what several are.
        """
        said = official(text)
        for row in self.listed.values():
            if said in {row["name"], *(former["name"] for former in row["former"])}:
                return self._home(row), row["name"]
        code = self.divisions.find(text)
        if code is not None:
            return code, self.government(code)
        for usual in self.usual:
            place = re.fullmatch(re.escape(usual["name"]).replace(r"\{place\}", "(.+)"), said)
            code = self.divisions.find(place[1]) if place is not None and place.groups() else None
            if place is not None and code is not None:
                return code, usual["name"].format(place=self.place(code))
        raise self.divisions.refused(text)

    def office(self, text: str, told: Told = quiet) -> Office:
        """The organs above the one of this name or code, the departments beside those, all below; no sister county.

        Raises FaultyInput as `find`, and where the place has no such department.
        """
        division, name = self.find(text)
        wanted = sorted({*self.divisions.line(division), *self.divisions.within(division)}, key=_in_order)
        rows: dict[str, Row] = {}
        for number, code in enumerate(wanted):
            told("排列机关", number, len(wanted))
            rows |= {row["name"]: row for row in self._rows(code)}
        if name not in rows:
            raise self.divisions.refused(text)
        return Office(division, name, list(rows.values()))

    def government(self, code: str) -> str:
        """The name of a division's government: of a district after its city's, of a township after its county's."""
        if code in self._governments:
            return str(self._governments[code]["name"])
        name, above = self.divisions.names[code], self._above(code)
        if level_of(code) is Level.TOWNSHIP:
            return self.place(above) + name + _title(name)
        if self._sort(code) == "district":
            return self.place(above) + name + GOVERNMENT
        return name + (AGENCY if name.endswith(("地区", "盟")) else GOVERNMENT)

    def place(self, code: str) -> str:
        """What the names of its departments begin with; of the nation nothing."""
        return "" if code == NATION else self.government(code).removesuffix(GOVERNMENT).removesuffix(AGENCY)

    @cached_property
    def _governments(self) -> Mapping[str, Row]:
        """Division -> its government or street office in the list of organs."""
        listed = self.listed.values()
        known = {row["code"]: row for row in listed if row["code"]}
        known[NATION] = next(row for row in listed if row["under"] is None)
        towns = {(row["under"], row["name"]): row for row in listed if row["level"] == Level.TOWNSHIP}
        for code, name in self.divisions.names.items():
            if level_of(code) is Level.TOWNSHIP and code[:6] in known:
                county = known[code[:6]]["name"]
                short = name + _title(name)
                town = towns.get((county, short)) or towns.get((county, county.removesuffix(GOVERNMENT) + short))
                if town is not None:
                    known[code] = {**town, "code": _own_code(code, name)}
        return known

    @cached_property
    def _beside(self) -> Mapping[str, list[Row]]:
        """Division -> the listed organs that belong to it, without governments and townships."""
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self.listed.values():
            if row["kind"] != OrganKind.GOVERNMENT and row["level"] != Level.TOWNSHIP:
                found[self._home(row)].append(row)
        return found

    def _home(self, row: Row) -> str:
        """The division of a listed organ: of its level and named in its name, else that of the government above it."""
        for code, government in self._governments.items():
            if row["name"] == government["name"]:
                return code
            if row["level"] == government["level"] and self.place(code) and self.place(code) in row["name"]:
                return code
        return self._home(self.listed[row["under"]]) if row["under"] else NATION

    def _rows(self, code: str) -> Iterator[Row]:
        """The government of a division, and its departments."""
        if code in self._governments:
            yield self._governments[code]
        else:
            own, level = _own_code(code, self.divisions.names[code]), level_of(code) or Level.TOWNSHIP
            kind = OrganKind.GOVERNMENT if own else OrganKind.STREET_OFFICE
            yield _row(self.government(code), level, kind, self.government(self._above(code)), own)
        if level_of(code) is not Level.TOWNSHIP:
            yield from self._departments(code)

    def _departments(self, code: str) -> Iterator[Row]:
        """The listed organs of a division; unless its office for justice is among them, the usual others too."""
        listed = self._beside.get(code, [])
        yield from listed
        if code == NATION or any(self.place(code) + JUSTICE in row["name"] for row in listed):
            return
        fitting = (usual for usual in self.usual if self._fits(code, usual["at"]))
        first = {usual["what"]: usual for usual in reversed([*fitting])}
        for what, usual in reversed(first.items()):
            if not any(what in row["name"] for row in listed):
                yield self._usual(code, usual)

    def _fits(self, code: str, at: Iterable[str]) -> bool:
        """Whether a division is of one of these sorts, or its code begins with one of these numbers."""
        return any(word == self._sort(code) or (word.isdigit() and code.startswith(word)) for word in at)

    def _usual(self, code: str, usual: Mapping[str, Any]) -> Row:
        """A usual organ of a division; what a higher one has sent there is of the higher one's level."""
        above, name = self._above(code), self.divisions.names[code]
        words = {"place": self.place(code), "above": self.place(above), "short": SHORT.sub("", name)}
        kind = OrganKind(usual.get("kind", OrganKind.DEPARTMENT))
        level = level_of(above if kind is OrganKind.AGENCY else code) or Level.COUNTY
        under = usual.get("under", "").format(**words) or self.government(code)
        return _row(usual["name"].format(**words), level, kind, under)

    def _above(self, code: str) -> str:
        return self.divisions.above(code) or NATION

    def _sort(self, code: str) -> str:
        """The word of fixtures/departments.json for a division: province, municipality, city, prefecture …"""
        name = self.divisions.names[code]
        match level_of(code):
            case Level.PROVINCE:
                return "municipality" if code[:2] in MUNICIPALITIES else "province"
            case Level.CITY:
                return "city" if name.endswith("市") else "prefecture"
            case _:
                return "district" if name.endswith("区") and code not in COUNTIES else "county"


def _row(name: str, level: Level, kind: OrganKind, under: str, code: str | None = None) -> Row:
    return {"name": name, "level": level, "kind": kind, "under": under, "code": code}


def _title(township: str) -> str:
    """What an organ's name adds to a township's: 街道 and 地区 have an office that the county has sent."""
    return STREET if township.endswith(("街道", "地区")) else GOVERNMENT


def _own_code(code: str, name: str) -> str | None:
    """The code of the organ: a people's government alone has one."""
    return None if level_of(code) is Level.TOWNSHIP and _title(name) == STREET else code


def _in_order(code: str) -> str:
    """Above goes before below, whatever number of digits: the nation first."""
    return "" if code == NATION else code


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
