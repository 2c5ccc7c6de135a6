"""What a column of a spreadsheet is, what a row says in it, and the acts that the row tells of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, NamedTuple

from casework.kinds import KINDS
from casework.kinds.facts import Codes
from casework.law.names import Act, RecordKind
from casework.law.words.languages import Text
from casework.reference import Reference

NOTHING = Text("", "")
Type = Literal["text", "long", "day", "count", "yuan", "number", "flag", "code", "organ", "kind", "quantity", "papers"]
MEASURED = frozenset({"day", "count", "yuan", "number"})
"""Types of what happened or was counted: never kept as a note alone."""


class Column(NamedTuple):
    """A column: its key, its heading, what its cells hold.

    `many`: several values of a cell stand apart by `；`; `beside`: so do these, one for each value of another column,
    of which some may be empty. `says` is the key of an act that it fills as it stands,
    `codes` what its values are, `belongs` the column without which it says nothing.
    """

    key: str
    label: Text
    type: Type = "text"
    required: bool = False
    many: bool = False
    beside: bool = False
    says: str = ""
    codes: Codes = ""
    note: Text = NOTHING
    belongs: str = ""


class Odd(NamedTuple):
    """Something that is taken as it stands although it is not as it should be; `column` is a key."""

    column: str
    zh: str
    en: str


class Wrong(Exception):
    """A value that cannot be taken: its column, what is wrong, what is allowed and the nearest of that."""

    def __init__(self, column: str, value: object, problem: Text, allowed: Text = NOTHING, nearest: str = "") -> None:
        super().__init__(problem.en)
        self.column, self.value, self.problem, self.allowed, self.nearest = column, value, problem, allowed, nearest


class Planned(NamedTuple):
    """An act of a row: its day, its keys as `read_keys` takes them, and for each key the column that says it."""

    act: Act
    on: date
    keys: Mapping[str, Any]
    columns: Mapping[str, str]
    assumed: bool = False
    """Whether its day stands in no column of the row."""

    def column_of(self, where: str) -> str:
        """The column of a key, or of one within it, as a fault names it."""
        return self.columns.get(where) or self.columns.get(where.partition(".")[0]) or self.columns.get("on", "")


def each(values: Mapping[str, Any], key: str) -> list[Any]:
    """The values of a column that may have several."""
    found = values.get(key)
    return found if isinstance(found, list) else [] if found is None else [found]


@dataclass
class Said:
    """What a row says, by column: only what stands there.

    `keeper` is the name of the organ that imports, `reference` knows the organs,
    `used` are columns that stand in an act below the name of another one, or were compared with another one.
    """

    values: dict[str, Any]
    keeper: str
    reference: Reference
    odd: list[Odd] = field(default_factory=list)
    used: set[str] = field(default_factory=set)

    def __contains__(self, key: str) -> bool:
        return key in self.values

    def __getitem__(self, key: str) -> Any:
        """The value of a column, None where nothing stands there; of one with several values an empty list."""
        return self.values.get(key)

    def each(self, key: str) -> list[Any]:
        """The values of a column that may have several."""
        return each(self.values, key)

    def beside(self, key: str, of: str, place: int, count: int) -> Any:
        """The value that belongs to the one at `place` among `count` values of the column `of`.

        One word (a code, an organ, a text) counts for all; a day and a number are of one thing alone. Raises Wrong.
        """
        found = self.each(key)
        if len(found) == 1 and isinstance(found[0], str):
            return found[0]
        if len(found) not in (0, count):
            word = any(isinstance(value, str) for value in found)
            raise Wrong(
                key,
                "；".join("" if value is None else str(value) for value in found),
                Text(f"有{len(found)}个值，{of}有{count}个", f"{len(found)} values beside {count} of {of}"),
                ONE_OR_EACH if word else ONE_FOR_EACH,
            )
        return found[place] if found else None

    def use(self, *keys: str) -> None:
        """Take note that these columns stand in an act below another name, or were compared."""
        self.used.update(keys)

    def unused(self, acts: Sequence[Planned]) -> list[str]:
        """The columns that say something which stands in no act, was compared with nothing and is told of nowhere."""
        told = {odd.column for odd in self.odd}
        taken = self.used.union(told, *(act.columns.values() for act in acts))
        return [key for key in self.values if key not in taken and any(self.each(key))]

    def day(self, *keys: str, instead: str, zh: str, en: str) -> date:
        """The first of these days; where none stands there, that of `instead`, which is said to be odd."""
        for key in keys:
            if self[key] is not None:
                found: date = self[key]
                return found
        taken: date = self[instead]
        self.odd.append(Odd(keys[0], f"没有写{zh}，按{taken}记", f"{en} is not given: taken as {taken}"))
        return taken


ONE_OR_EACH = Text("一个值，或者每个一个，用；隔开", "one value, or one for each, apart by ；")
ONE_FOR_EACH = Text("每个一个，用；隔开，没有的空着", "one for each, apart by ；, with nothing where there is none")


def plain(columns: Sequence[Column], act: Act, said: Said) -> tuple[dict[str, Any], dict[str, str]]:
    """The keys of an act that columns say as they stand, and the columns that say them."""
    keys: dict[str, Any] = {}
    told: dict[str, str] = {}
    for column in columns:
        of, _dot, key = column.says.partition(".")
        if of == act.value and column.key in said:
            keys[key], told[key] = said[column.key], column.key
    return keys, told


def planned(columns: Sequence[Column], act: Act, said: Said, on: date, day: str, **more: tuple[str, Any]) -> Planned:
    """An act with its plain keys and `more`, (column, value) by key; what is None, "" or empty is left out."""
    keys, told = plain(columns, act, said)
    for key, (column, value) in more.items():
        if value not in (None, "", [], {}):
            keys[key], told[key] = value, column
    return Planned(act, on, keys, {**told, "on": day})


def fact(kind: RecordKind, name: str, says: str = "", **more: Any) -> Column:
    """The column of a fact by the name that files give it: heading, type and codes are the fact's own."""
    found = next(fact for fact in KINDS[kind].facts.all if fact.given == name)
    return Column(name, **{"label": found.label, "type": found.type, "codes": found.codes, "says": says, **more})


def both_or_neither(columns: Sequence[Column], said: Said, one: str, other: str) -> None:
    """Raise Wrong where of two columns that say one thing together one alone is filled in."""
    if (one in said) == (other in said):
        return
    missing, there = (other, one) if one in said else (one, other)
    label = next(column.label for column in columns if column.key == there)
    raise Wrong(
        missing,
        "",
        Text(f"写了{label.zh}，缺这一项", f"{label.en} is given without it"),
        Text("两项都写，或者都不写", "both or neither"),
    )
