"""Which column of a spreadsheet is which of ours: by key, heading or a known synonym, else as a person says.

A mapping can be written down and read again: `{"headings": {heading: column, "to_note" or "skip"}, "values": {column:
{value: code}}, "constants": {column: value}, "sheet": name, "dates": "1900" or "1904", "concluded_is_performed":
bool, "resembling": "" or "same"}`; each name may be left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from django.conf import settings

from casework.errors import FaultyInput, named
from casework.exports.resources import RESOURCES
from casework.imports.columns import COLUMNS
from casework.imports.columns.ledger import COUNTS, labels_of_quantities
from casework.imports.columns.shape import Column
from casework.kinds import KINDS
from casework.law.names import RecordKind
from casework.law.words.languages import Text
from casework.reference import ledger_kinds
from casework.text.days import FIRST_SERIAL, FIRST_SERIAL_1904
from casework.text.folding import fold, official, one_line
from casework.vocabulary import LedgerKinds

NOTE, SKIP = "to_note", "skip"
"""Where a column without a place goes: into a note of its record, or nowhere."""
PROBLEMS = Text("导入问题", "Import problems")
"""The heading of the column in which a workbook comes back with what is wrong."""
PASSED_OVER = frozenset({"序号", "操作", "no.", "#", "行号", PROBLEMS.zh, "importproblems"})
"""Headings of what is no fact: a running number, buttons of the system that wrote the file, our own remarks."""
BESIDE = re.compile(
    r"^（?\d{1,2}[.、）]|/?(?:百万|[千万亿])?元$"
    r"|（(?:(?:单位)?(?:(?:百万|[千万亿])?元|[千万])|人|人数|件|天|日|个|次|姓名|名称|可多个|必填项?|选填|非必填|[^（]*选择|年.?月.?日"
    r"|(?:如|例|格式|示例|yyyy)[^（]*|[^（/]*/[^（]*)）$"
)
"""What a heading says of its column beside its name: its place in the list, its unit, how it is filled in."""
DATES: Mapping[str, date] = {"1900": FIRST_SERIAL, "1904": FIRST_SERIAL_1904}
NO_PLACES: Mapping[str, str] = MappingProxyType({})
OPTIONS = {
    "headings": dict,
    "values": dict,
    "constants": dict,
    "sheet": str,
    "dates": str,
    "concluded_is_performed": bool,
    "resembling": str,
}
SAME = "same"
"""Said of the rows without a number that look like a record: they are that record."""


def plain_heading(text: object) -> str:
    """A heading as headings are compared: no spaces, unseen characters or line breaks, brackets of one kind."""
    said = official(one_line(str(text)).replace("\n", ""))
    for sign, plain in (
        ("〔", "（"),
        ("〕", "）"),
        ("[", "（"),
        ("]", "）"),
        ("【", "（"),
        ("】", "）"),
        ("*", ""),
        ("：", ""),
        (":", ""),
    ):
        said = said.replace(sign, plain)
    return fold(said).replace(" ", "").replace("(", "（").replace(")", "）").lower()


@lru_cache(maxsize=1)
def shipped_headings() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """Kind -> column -> headings that people use for it (fixtures/import_headings.json)."""
    found: dict[str, dict[str, list[str]]] = json.loads(
        (settings.BASE_DIR / "fixtures" / "import_headings.json").read_text(encoding="utf-8")
    )
    return found


def known_headings(kind: RecordKind) -> Mapping[str, str]:
    """Heading, as headings are compared, -> the key of its column; a label outweighs a synonym."""
    return _known_headings(kind, ledger_kinds() if kind is RecordKind.LEDGER else None)


@lru_cache(maxsize=8)
def _known_headings(kind: RecordKind, kinds: LedgerKinds | None) -> Mapping[str, str]:
    columns = COLUMNS[kind]
    synonyms = shipped_headings().get(kind.value, {})
    found = {plain_heading(head): key for key, heads in synonyms.items() for head in heads if key in columns}
    own = [name for name in RESOURCES[KINDS[kind].resource].by_name if name not in columns]
    found |= dict.fromkeys(own, SKIP)  # what our own files hold besides follows from the acts
    if kinds is not None:
        for code, labels in labels_of_quantities(kinds).items():
            found |= {plain_heading(word): f"{COUNTS}{code}" for label in labels for word in label}
    found |= {plain_heading(key): key for key in columns}
    found |= {plain_heading(column.label.zh): column.key for column in columns.values()}
    return found | {plain_heading(column.label.en): column.key for column in columns.values()}


@dataclass
class ColumnMapping:
    """How a file is read: what a person said of it; nothing said is the common reading."""

    headings: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    sheet: str = ""
    dates: str = "1900"
    concluded_is_performed: bool = False
    resembling: str = ""

    @classmethod
    def read(cls, kind: RecordKind, data: Any) -> ColumnMapping:
        """A mapping as it was written down. Raises FaultyInput that names what is not known."""
        if not isinstance(data, dict):
            raise FaultyInput("映射要写成名称和值", "A mapping is an object of names and values", where="mapping")
        for name, value in data.items():
            if name not in OPTIONS:
                raise named("映射的键", "key of a mapping", name, OPTIONS, where="mapping")
            if not isinstance(value, OPTIONS[name]):
                raise FaultyInput(f"映射的{name}写错了", f"{name} of the mapping is not what it must be", where=name)
        found = cls(**data)
        found.check(kind)
        return found

    def check(self, kind: RecordKind) -> None:
        """Refuse what names no column, or no system of dates. Raises FaultyInput."""
        columns = COLUMNS[kind]
        places = [*columns, NOTE, SKIP]
        for place in self.headings.values():
            if place not in places:
                raise named("列", "column", place, places, where="headings")
        for name in (*self.values, *self.constants):
            if name not in columns:
                raise named("列", "column", name, columns, where="values")
        if self.dates not in DATES:
            raise named("日期系统", "system of dates", self.dates, DATES, where="dates")
        if self.resembling not in ("", SAME):
            raise named("像是已有的怎么办", "way with rows that resemble", self.resembling, (SAME,), where="resembling")

    def place_of(self, kind: RecordKind, heading: str, ours: Mapping[str, str] = NO_PLACES) -> str:
        """The column of a heading, NOTE or SKIP; `ours` are the places in a file of our own."""
        plain = plain_heading(heading)
        own = {plain_heading(said): place for said, place in self.headings.items()}
        if plain in own:
            return own[plain]
        if plain in ours:
            return ours[plain]
        if plain in PASSED_OVER:
            return SKIP
        if one_line(heading) in COLUMNS[kind]:  # "parties", which is not what the label "Parties" heads
            return one_line(heading)
        known = known_headings(kind)
        return known.get(plain) or known.get(BESIDE.sub("", plain), NOTE)

    def dump(self) -> dict[str, Any]:
        """What `read` takes."""
        return {name: getattr(self, name) for name in OPTIONS}


def required_of(kind: RecordKind) -> list[Column]:
    """The columns without which no record of the kind begins."""
    return [column for column in COLUMNS[kind].values() if column.required]
