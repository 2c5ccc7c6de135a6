"""What a fact and a kind of record are: declared once, read by filters, lists, files, interface and pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Literal

from casework.law.names import Name, RecordKind
from casework.law.words.languages import Text
from casework.masking import HIDING, holds

Type = Literal["text", "code", "flag", "day", "count", "yuan", "organ"]
Triples = tuple[tuple[str, str, str], ...]
Codes = str | type[Name] | Triples
"""A list of terms, an enumeration of the law, or codes with both words that stand in neither."""


@cache
def labels_of(codes: type[Name] | Triples) -> Mapping[str, Text]:
    """Code -> its words, in the order in which they are declared."""
    triples = codes if isinstance(codes, tuple) else [(name.value, name.zh, name.en) for name in codes]
    return {code: Text(zh, en) for code, zh, en in triples}


ENDS = {"day": ("_from", "_to"), "count": ("_min", "_max"), "yuan": ("_min", "_max")}
"""What is asked for as a range, and the names of its ends."""


@dataclass(frozen=True)
class Rows:
    """Rows below a record: their model, their column that names it, the record's name for them.

    `meant` says which of them; `one` which of those a file gives: each in a list, the last, or that in which the case
    stands. Lists `beside` one another have an item for each row.
    """

    model: Any
    owner: str
    related: str = ""
    meant: tuple[tuple[str, str | None], ...] = ()
    one: Literal["each", "last", "standing"] = "each"
    beside: bool = False
    order: str = "position"


@dataclass(frozen=True)
class Fact:
    """A stored column of a record: what it is called, of which type it is, and which key of an act says it.

    `key` is `act.key`, or `key` where all acts of the kind mean the same by it: what it means, and its article, stand
    in `law.meanings` under that name; `meaning` and `article` are written here for what no act says, or where a reader
    needs another sentence than a typist. `filter` and `public` are its names in the addresses of lists, and in files
    and the interface, where those are not its own. A fact of `rows` below a record has one value for each; `path` is
    the column where it bears another name. `not_given` says why it leaves by no interface, `not_asked` why no list is
    filtered by it.
    """

    name: str
    type: Type
    label: Text
    key: str = ""
    codes: Codes = ""
    meaning: Text | None = None
    article: str = ""
    filter: str = ""
    public: str = ""
    unit: str = ""
    rows: Rows | None = None
    path: str = ""
    listed: bool = True
    not_given: str = ""
    not_asked: str = ""

    @property
    def column(self) -> str:
        """Where it is stored, from the record or from its rows on."""
        return self.path or self.name

    @property
    def personal(self) -> bool:
        """Whether it is a text of which who may not read names reads a part at most, or nothing."""
        return self.type == "text" and holds(self.column) in HIDING

    @property
    def asked(self) -> str:
        """Its name in the addresses of lists: a day is asked for as a range, `received_on` as `received_from`."""
        return self.filter or (self.name.removesuffix("_on") if self.type == "day" else self.name)

    @property
    def addresses(self) -> tuple[str, ...]:
        """The names of its filters."""
        return tuple(f"{self.asked}{end}" for end in ENDS.get(self.type, ("",)))

    @property
    def given(self) -> str:
        """Its name in files and in the interface for programs."""
        return self.public or self.name


@dataclass(frozen=True)
class Facts:
    """The facts of a kind of record, in the order in which files and lists give them. Raises ValueError for a name
    that two of them bear.
    """

    all: tuple[Fact, ...]

    def __post_init__(self) -> None:
        for names in (
            [fact.name for fact in self.all],
            [name for fact in self.all if not fact.not_asked for name in fact.addresses],
            [fact.given for fact in self.all if not fact.not_given],
        ):
            twice = sorted({name for name in names if names.count(name) > 1})
            if twice:
                raise ValueError(f"{', '.join(twice)}: two facts of a kind bear this name; give one of them another")

    @cached_property
    def by_name(self) -> dict[str, Fact]:
        """Name -> fact."""
        return {fact.name: fact for fact in self.all}

    @cached_property
    def columns(self) -> frozenset[str]:
        """Where the record itself stores them."""
        return frozenset(fact.column for fact in self.all if fact.rows is None)

    @cached_property
    def by_key(self) -> dict[str, Fact]:
        """`act.key`, or `key` -> the fact that it says."""
        return {fact.key: fact for fact in self.all if fact.key}

    @cached_property
    def by_asked(self) -> dict[str, Fact]:
        """Name of a filter -> the fact that it asks for."""
        return {name: fact for fact in self.all for name in fact.addresses}

    def without(self, *names: str) -> tuple[Fact, ...]:
        """All but these."""
        return tuple(fact for fact in self.all if fact.name not in names)


@dataclass(frozen=True)
class Kind:
    """A kind of record: its model, facts and states, and what it is called.

    `place` is where its pages stand and the name of its list, `resource` its name in the interface for programs.
    `title` heads the list, `begin` leads to a new record and heads that form. `listed` are the columns of the list
    unless others are chosen, `asked` the facts whose filters stand in the row above it.
    """

    kind: RecordKind
    model: Any
    facts: Facts
    states: type[Name] | Triples
    place: str
    resource: str
    title: Text
    begin: Text
    listed: tuple[str, ...]
    asked: tuple[str, ...]
