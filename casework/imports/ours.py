"""What of a file is our own: the register that a list gives out whole, its sheets beside the first, a list in short.

A register is known by how it begins (编号, 机关, 状态), in either language, whatever its file or sheet is called since.
Its headings and words are those that `casework/exports/register.py` writes, so that none is taken for a like one of a
county's own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from casework.errors import FaultyInput
from casework.exports.bulk import DICTIONARY
from casework.exports.register import LONGEST_NAME, labels_written
from casework.exports.resources import RESOURCES, Resource
from casework.imports.columns import COLUMNS
from casework.imports.files.book import Row, Sheet
from casework.imports.mapping import SKIP, plain_heading, required_of
from casework.kinds import KINDS
from casework.law.names import RecordKind
from casework.law.words.languages import Text
from casework.reference import Reference
from casework.text.folding import fold

LANGUAGES = ("zh-hans", "en")
BEGINS = ("number", "organ", "state")
"""The columns with which a register begins; each always holds something."""
OWNER = "record_number"
"""The column by which a row below a record names it."""
Places = Mapping[str, str]
"""Heading, as headings are compared, -> the key of its column, or SKIP."""


@lru_cache(maxsize=64)
def _headings(resource: Resource, language: str) -> Mapping[str, str]:
    """Heading of a resource -> the name of its column."""
    return {plain_heading(column.label.of(language)): column.name for column in resource.columns}


def _plain(row: Row) -> list[str]:
    return [plain_heading(cell) for cell in row if cell not in ("", None)]


def places_of_register(kind: RecordKind, row: Row) -> Places:
    """The places of the headings of our own register; empty for a row that is not its head."""
    for language in LANGUAGES:
        names = _headings(RESOURCES[KINDS[kind].resource], language)
        if tuple(names.get(head) for head in _plain(row)[: len(BEGINS)]) == BEGINS:
            return {head: name if name in COLUMNS[kind] else SKIP for head, name in names.items()}
    return {}


def is_side_sheet(kind: RecordKind, row: Row) -> bool:
    """Whether a row is the head of a sheet that our own files have beside the records: 应诉审级, 台账数量 …"""
    heads = _plain(row)
    return heads == [*map(plain_heading, DICTIONARY)] or any(
        below.below is kind and heads[:1] and names.get(heads[0]) == OWNER and set(heads) <= set(names)
        for below in RESOURCES.values()
        for names in (_headings(below, language) for language in LANGUAGES)
    )


def side_sheet_said(name: str) -> Text:
    """That a sheet beside the records was not read."""
    return Text(
        f"工作表「{name}」是本系统文件的附表，没有读：要改的写在第一张",
        f"The sheet {name!r} stands beside the records of our own file: not read, mend the first sheet",
    )


def refuse_short_list(kind: RecordKind, sheet: Sheet, row: Row) -> None:
    """Refuse what a list page shows, given out as a workbook or a text: its cells sum several facts up (王某等3人).

    A workbook is known by its sheet; a text, which has none, by the state that it tells beside too little to begin a
    record with. Raises FaultyInput that names the export to use instead.
    """
    heads = _plain(row)
    for language in LANGUAGES:
        names = _headings(RESOURCES[KINDS[kind].resource], language)
        said = [names.get(head, "") for head in heads]
        if said[:1] != ["number"] or "" in said or tuple(said[: len(BEGINS)]) == BEGINS:
            continue
        short = "state" in said and not {column.key for column in required_of(kind)} <= set(said)
        if short or sheet.name == KINDS[kind].title.of(language)[:LONGEST_NAME]:
            raise FaultyInput(
                f"「{sheet.name}」是列表的「导出所见」，一格里并着几项，不能导入；改用列表的「整本登记簿」",
                f"{sheet.name!r} is what a list shows, whose cells sum several facts up: it cannot be imported; "
                "use the whole register of the list instead",
                where="file",
            )


class Words:
    """The words that our own files write for codes, in both languages, for the columns of a kind."""

    def __init__(self, kind: RecordKind, reference: Reference) -> None:
        self.given, self.reference = RESOURCES[KINDS[kind].resource].by_name, reference
        self._kept: dict[str, Mapping[str, str]] = {}

    def code(self, key: str, text: str) -> str:
        """The code of a word, as words are compared; empty where our files write no such word in that column."""
        if key not in self._kept:
            self._kept[key] = self._codes(key)
        return self._kept[key].get(text.lower(), "")

    def _codes(self, key: str) -> Mapping[str, str]:
        if key not in self.given or key == "subject":  # what it stands for depends on the kind of its entry
            return {}
        said: Sequence[Mapping[str, str]] = [
            labels_written(self.given[key], self.reference, language) for language in reversed(LANGUAGES)
        ]
        return {fold(word).lower(): code for labels in said for code, word in labels.items()}
