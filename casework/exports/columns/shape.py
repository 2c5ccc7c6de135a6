"""The shape of a declared column, and the short ways to declare one; adding a column is adding data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from django.db.models import F, QuerySet, TextField, Value
from django.db.models.functions import NullIf, Replace

from casework.exports.sql import Gathered, Joined, Parts, address, day, in_a_cell, items, text
from casework.filters.masked import hidden, personal
from casework.kinds import Kind
from casework.law.names import Name
from casework.permissions import Reach
from casework.vocabulary import Label

Type = Literal["integer", "decimal", "date", "datetime", "boolean", "string", "code", "list"]


class RowReading(NamedTuple):
    """How rows are read: where names stand in clear, what addresses begin with, whether lists are one text."""

    names: Reach = Reach()
    base: str = ""
    flat: bool = False

    def personal(self, clear: Any, otherwise: Any, among: Any, owner: str = "pk") -> Any:
        """`clear` in records of organs whose names are read, else `otherwise`; `owner` names the record, of `among`."""
        return personal(clear, otherwise, self.names, among, owner)

    def listing(self, rows: QuerySet[Any], item: Any) -> Any:
        """The items of rows below a record: one text in a cell, else a JSON array."""
        return (Joined if self.flat else Gathered)(items(rows, item))


Read = Callable[[RowReading], Any]
Codes = str | type[Name] | tuple[tuple[str, str, str], ...]
"""A list of terms, an enumeration, or codes with both labels that stand in neither."""


@dataclass(frozen=True)
class Given:
    """One column of a resource: its name, type, both labels and meanings, and the expression that reads it.

    `source` is the article, `codes` the list of terms or the enumeration that a code is of, `items` what a list is
    of; the lists `beside` one another have an item for each row, null where it has none. `covers` are the stored
    columns that it says, as `Model.field`. `standing` columns are read from the phase in which a case stands. `stored`
    is the column of the row that it gives as it is. A decimal has so many `decimals` in a file.
    """

    name: str
    type: Type
    label: Label
    meaning: Label
    read: Read
    unit: str = ""
    source: str = ""
    personal: bool = False
    codes: Codes = ""
    items: Type = "string"
    beside: bool = False
    covers: tuple[str, ...] = ()
    standing: bool = False
    decimals: int = 2
    stored: str = ""

    @property
    def sorts(self) -> bool:
        """Whether a list can stand in its order: a stored value of the row itself that everybody reads."""
        return bool(self.stored) and "__" not in self.stored and self.type != "datetime" and not self.personal


class Words(NamedTuple):
    """Label and meaning of a column in both languages; a label that says all is its meaning too."""

    zh: str
    en: str
    meaning_zh: str = ""
    meaning_en: str = ""

    @property
    def label(self) -> Label:
        """The label."""
        return Label("", self.zh, self.en)

    @property
    def meaning(self) -> Label:
        """The meaning."""
        return Label("", self.meaning_zh or self.zh, self.meaning_en or self.en)


def column(name: str, kind: Type, words: Words, read: Read, **more: Any) -> Given:
    """A column with an expression of its own."""
    return Given(name, kind, words.label, words.meaning, read, **more)


def plain(name: str, kind: Type, words: Words, of: str = "", **more: Any) -> Given:
    """A stored column as it is, or under another name; empty texts and codes, and days not come, are none."""
    stored = of or name
    reads: dict[str, Read] = {
        "string": lambda _reading: text(stored),
        "code": lambda _reading: text(stored),
        "date": lambda _reading: day(stored),
    }
    more.setdefault("covers", (stored,))
    return column(name, kind, words, reads.get(kind, lambda _reading: F(stored)), stored=stored, **more)


def listed(name: str, words: Words, rows: Callable[[], QuerySet[Any]], item: Any, **more: Any) -> Given:
    """Values of the rows below a record, in their order."""
    texts = more.get("items", "string") == "string"

    def read(reading: RowReading) -> Any:
        return reading.listing(rows(), in_a_cell(item) if texts and reading.flat else item)

    return column(name, "list", words, read, **more)


def aligned(name: str, words: Words, rows: Callable[[], QuerySet[Any]], item: Any, **more: Any) -> Given:
    """The same, of rows that several lists tell: one item a row in each, so that they stand beside one another."""
    return listed(name, words, rows, item, beside=True, **more)


def parted(name: str, words: Words, said: dict[str, Any]) -> Given:
    """Names that are stored apart by commas, as a list."""

    def read(reading: RowReading) -> Any:
        return Replace(F(name), Value("、"), Value("；"), output_field=TextField()) if reading.flat else Parts(F(name))

    return column(name, "list", words, read, covers=(name,), **said)


def named(name: str, words: Words, rows: Callable[[], QuerySet[Any]], of: str, among: Any, **more: Any) -> Given:
    """Names of the rows below a record of `among`, in their order, masked where they may not be read."""
    owner = more.pop("owner")

    def read(reading: RowReading) -> Any:
        said = reading.personal(F(of), hidden(of), among, owner)
        return reading.listing(rows(), in_a_cell(said) if reading.flat else said)

    return column(name, "list", words, read, personal=True, **more)


def written(name: str, words: Words, among: Any, owner: str = "pk", **more: Any) -> Given:
    """Text of a record of `among`, or of a row below one: who may not read names reads what `masking` leaves of it."""

    def read(reading: RowReading) -> Any:
        return reading.personal(text(name), NullIf(hidden(name), Value(""), output_field=TextField()), among, owner)

    return column(name, "string", words, read, personal=True, covers=(name,), **more)


def head(kind: Kind) -> tuple[Given, ...]:
    """What every record has: id, address, number, organ, state, version."""
    return (
        plain("id", "integer", Words("系统编号", "id", "记录在系统中的编号，不变", "It never changes")),
        column("url", "string", Words("地址", "Address", "记录在接口中的地址", "The record's address in the interface"),
               lambda reading: address(reading.base, kind.resource)),
        plain("number", "string", Words("编号", "Number", "案号或记录编号，按机关的编号规则",
                                        "The number of the record, by the pattern of its organ")),
        plain("organ", "string", Words("机关", "Organ", "记录所属机关现名", "Its keeper's present name"),
              "organ__name", covers=("organ", "Organ.name")),
        plain("organ_id", "integer", Words("机关编号", "Organ's id", "见organs", "As in organs"), covers=("organ",)),
        plain("state", "code", Words("状态", "State", "最后一次办理后的状态", "After the last act"), codes=kind.states),
        plain("version", "integer", Words("版本", "Version", "每次办理加一，If-Match用它",
                                          "Raised by one with every act; If-Match names it")),
    )  # fmt: skip
