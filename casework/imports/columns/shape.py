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

NOTHING = Text("", "")
Type = Literal["text", "long", "day", "count", "yuan", "number", "flag", "code", "organ", "kind", "quantity", "papers"]


class Column(NamedTuple):
    """A column: its key, its heading, what its cells hold.

    `many`: several values of a cell stand apart by `；`; `beside`: so do these, one for each value of another column,
    of which some may be empty. `says` is the key of an act that it fills as it stands,
    `codes` what its values are.
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


@dataclass
class Said:
    """What a row says, by column: only what stands there. `keeper` is the name of the organ that imports."""

    values: dict[str, Any]
    keeper: str
    odd: list[Odd] = field(default_factory=list)

    def __contains__(self, key: str) -> bool:
        return key in self.values

    def __getitem__(self, key: str) -> Any:
        """The value of a column, None where nothing stands there; of one with several values an empty list."""
        return self.values.get(key)

    def each(self, key: str) -> list[Any]:
        """The values of a column that may have several."""
        found = self.values.get(key)
        return found if isinstance(found, list) else [] if found is None else [found]

    def beside(self, key: str, of: str, place: int, count: int) -> Any:
        """The value that belongs to the one at `place` among `count` values of the column `of`; one counts for all."""
        found = self.each(key)
        if len(found) not in (0, 1, count):
            raise Wrong(
                key,
                "；".join(map(str, found)),
                Text(f"有{len(found)}个值，{of}有{count}个", f"{len(found)} values beside {count} of {of}"),
                Text("一个值，或者每个一个，用；隔开", "one value, or one for each, apart by ；"),
            )
        return found[0] if len(found) == 1 else found[place] if found else None

    def day(self, *keys: str, instead: str, zh: str, en: str) -> date:
        """The first of these days; where none stands there, that of `instead`, which is said to be odd."""
        for key in keys:
            if self[key] is not None:
                found: date = self[key]
                return found
        taken: date = self[instead]
        self.odd.append(Odd(keys[0], f"没有写{zh}，按{taken}记", f"{en} is not given: taken as {taken}"))
        return taken


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
