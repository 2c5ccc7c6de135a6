"""行政区划 of the nation as fixtures/divisions.txt lists them: found by code or name, and what stands above which."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

from casework.errors import MANY, FaultyInput, cited
from casework.law.names import Level
from casework.law.organs.divisions import NATION_CODES, level_of
from casework.text.folding import official

NATION = min(NATION_CODES)
TITLES = ("人民政府", "行政公署", "办事处")
"""What an organ's name adds to its division's."""
_DIGITS = {Level.NATION: 0, Level.PROVINCE: 2, Level.CITY: 4}
_WORD = re.compile(r"(\d*)(\D+)")


class Divisions:
    """A division list: code -> name, in the order of the tree, the nation left out.

    A line of the file is a code and a name, then the townships: the last three digits of the code before the name, or
    none where they are one more than the last.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self.names: dict[str, str] = dict(sorted(pair for line in lines for pair in _read(line)))

    @classmethod
    def of_file(cls, path: Path) -> Divisions:
        """The list of a file in UTF-8."""
        return cls(path.read_text(encoding="utf-8").splitlines())

    def above(self, code: str) -> str | None:
        """The division that it stands in: a county without a city in its province. None of the nation."""
        match level_of(code):
            case Level.TOWNSHIP:
                return code[:6]
            case Level.COUNTY if f"{code[:4]}00" in self.names:
                return f"{code[:4]}00"
            case Level.CITY | Level.COUNTY:
                return f"{code[:2]}0000"
            case Level.PROVINCE:
                return NATION
            case _:
                return None

    def line(self, code: str) -> list[str]:
        """The divisions above one, the highest first, and itself."""
        above = self.above(code)
        return [code] if above is None else [*self.line(above), code]

    def within(self, code: str) -> list[str]:
        """All divisions that lie in one, itself not."""
        begin = code[: _DIGITS.get(level_of(code) or Level.TOWNSHIP, len(code))]
        return [one for one in self.names if one.startswith(begin) and one != code]

    def full(self, code: str) -> str:
        """The name with those above it: 四川省广元市利州区."""
        return "".join(self.names[one] for one in self.line(code) if one != NATION)

    def find(self, text: str) -> str | None:
        """The code of a name or code: 利州区, 广元市利州区, 利州区人民政府, 510802; a township after its county's name.

        None where nothing is called so. Raises FaultyInput where several are, and names them.
        """
        wanted = official(text)
        if wanted in self.names:
            return wanted
        for title in TITLES:
            wanted = wanted.removesuffix(title)
        found = self._spoken.get(wanted) or self._townships.get(wanted) or []
        if len(found) > 1:
            said = [f"{self.full(code)}（{code}）" for code in found[:MANY]] + ["…"] * (len(found) > MANY)
            raise FaultyInput(
                f"「{cited(text)}」有{len(found)}个，请写明上级或者代码：{'、'.join(said)}",
                f"{cited(text)!r} is the name of {len(found)}; give the one above too, or the code: {', '.join(said)}",
                where="organ",
            )
        return found[0] if found else None

    def refused(self, text: str) -> FaultyInput:
        """What to say of a name that no division has, with the nearest."""
        near = [
            f"{name}（{'、'.join(self._spoken[name])}）"
            for name in get_close_matches(cited(text), self._spoken, n=3, cutoff=0.5)
        ]
        nearest = (f"，相近的有{'、'.join(near)}", f", near it {', '.join(near)}") if near else ("", "")
        return FaultyInput(
            f"机关「{cited(text)}」不存在{nearest[0]}；可用：省、市、县的名称或者代码（GB/T 2260），后面可加乡镇或部门",
            f"There is no organ {cited(text)!r}{nearest[1]}; allowed: the name or the code (GB/T 2260) of a province,"
            " city or county, and after its name a township or a department",
            where="organ",
        )

    @cached_property
    def _spoken(self) -> dict[str, list[str]]:
        """Name -> codes, of counties and what is above, alone and after any of those above it."""
        found: dict[str, list[str]] = defaultdict(list)
        for code in self.names:
            if len(code) == len(NATION):
                for spoken in set(self._ways(code)):
                    found[spoken].append(code)
        return dict(found)

    @cached_property
    def _townships(self) -> dict[str, list[str]]:
        """The same of townships, which are called after their county's name: there are too many of one name."""
        found: dict[str, list[str]] = defaultdict(list)
        for code, name in self.names.items():
            if len(code) > len(NATION):
                for county in set(self._ways(code[:6])):
                    found[county + name].append(code)
        return dict(found)

    def _ways(self, code: str) -> Iterator[str]:
        """The ways in which a division is called: each of those above it said or left out."""
        name = self.names[code]
        yield name
        above = self.above(code)
        while above is not None and above != NATION:
            yield from (way + name for way in self._ways(above))
            above = self.above(above)


def _read(line: str) -> Iterator[tuple[str, str]]:
    """Code and name of the division of a line, then of its townships."""
    first, *others = line.split()
    code, name = first[:6], first[6:]
    yield code, name
    last = 0
    for word in others:
        found = _WORD.fullmatch(word)
        if found is None:
            raise ValueError(word)
        last = int(found[1]) if found[1] else last + 1
        yield f"{code}{last:03}", found[2]
