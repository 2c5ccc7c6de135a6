"""A sheet as a table: where its head stands, what its columns are, which of its rows are records.

A title above, a head of two rows, totals below, blank rows, a repeated head are seen and said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from typing import NamedTuple

from casework.errors import FaultyInput
from casework.imports.columns import COLUMNS
from casework.imports.files.book import Book, Cell, Row, Sheet
from casework.imports.mapping import NOTE, SKIP, ColumnMapping, plain_heading, required_of
from casework.law.names import RecordKind
from casework.law.words.languages import Text
from casework.text.folding import fold, one_line

LOOKED_AT = 30
"""Rows from the top among which a head is looked for."""
SAMPLES = 3
EXAMPLE = "示例"
"""Stands in the row of example of our own templates."""
TOTALS = re.compile(r"(合计|总计|小计|共计|总数|填表人|制表人|审核人|备注[:：]|说明[:：]|注[:：]).*")


class TableFault(FaultyInput):
    """What is wrong with a table as a whole: the file was read, and none of its rows can be."""

    def __init__(self, table: Table, zh: str, en: str, column: str) -> None:
        super().__init__(zh, en, where=column)
        self.sheet, self.row = table.sheet, table.head_row


@dataclass
class Table:
    """A sheet that holds records: its headings and their places, and its rows by their numbers in the sheet."""

    sheet: str
    headings: list[str]
    places: list[str]
    rows: Iterator[tuple[int, Row]]
    head_row: int
    told: list[Text] = field(default_factory=list)
    depth: int = 1

    @property
    def unplaced(self) -> list[str]:
        """Headings without a column, whose cells become a note."""
        return [head for head, place in zip(self.headings, self.places, strict=True) if place == NOTE and head]


def tables(book: Book, kind: RecordKind, mapping: ColumnMapping, told: list[Text] | None = None) -> Iterator[Table]:
    """The sheets of a file that hold records of the kind, to be read one after the other; `told` gets what is left out.

    Raises FaultyInput where no sheet does, TableFault where two columns are the same or a required one is missing.
    """
    said: list[Text] = [] if told is None else told
    fault: FaultyInput | None = None
    found = 0
    for sheet in book.sheets():
        if mapping.sheet and sheet.name != mapping.sheet:
            continue
        if sheet.hidden and not mapping.sheet:
            said.append(Text(f"隐藏的工作表「{sheet.name}」没有读", f"The hidden sheet {sheet.name!r} was not read"))
            continue
        table = _table(sheet, kind, mapping)
        problem = _problem(table, kind, mapping) if table is not None else None
        if problem is not None and _has_days(table, kind):
            raise problem
        if table is None or problem is not None:  # lists of codes, explanations
            fault = fault or problem
            zh, en = f"工作表「{sheet.name}」不是记录，没有读", f"The sheet {sheet.name!r} holds no records: not read"
            said.append(Text(zh, en))
            continue
        found += 1
        yield table
    if not found:
        raise fault or _no_head(kind)


def _no_head(kind: RecordKind) -> FaultyInput:
    wanted = required_of(kind)
    return FaultyInput(
        f"没有找到表头：第一行要有列名，比如{'、'.join(column.label.zh for column in wanted)}",
        f"No head was found: the first row names the columns, such as {', '.join(column.key for column in wanted)}",
        where="file",
    )


def _has_days(table: Table | None, kind: RecordKind) -> bool:
    """Whether a table has the day on which its records begin."""
    return table is not None and any(column.key in table.places for column in required_of(kind) if column.type == "day")


def _table(sheet: Sheet, kind: RecordKind, mapping: ColumnMapping) -> Table | None:
    top = list(islice(sheet.rows, LOOKED_AT))
    best, at, depth = 0, -1, 1
    for rows in (1, 2):  # two rows only where one does not say as much
        for n in range(len(top) - rows + 1):
            tried = set(_headings(top[n : n + rows]))
            known = len({mapping.place_of(kind, head) for head in tried if head} - {NOTE, SKIP})
            if known > best:
                best, at, depth = known, n, rows
    if best < min(2, len(required_of(kind))):
        return None
    heads = _headings(top[at : at + depth])
    places = [mapping.place_of(kind, head) if head else SKIP for head in heads]
    told = []
    if at:
        told.append(Text(f"表头在第{at + 1}行，上面是标题", f"The head is row {at + 1}; what stands above is a title"))
    if depth > 1:
        told.append(Text("表头有两行", "The head has two rows"))
    table = Table(sheet.name, heads, places, iter(()), at + 1, told, depth)
    table.rows = _records(table, enumerate(chain(top[at + depth :], sheet.rows), at + depth + 1))
    return table


class Head(NamedTuple):
    """The head of a sheet as it is read: its headings, the column of each, the first rows below it."""

    sheet: str
    row: int
    depth: int
    headings: list[str]
    places: list[str]
    samples: list[Row]


def seen_heads(book: Book, kind: RecordKind, mapping: ColumnMapping, most: int = 100) -> Iterator[Head]:
    """The heads of the first sheets that are not hidden; where none is known, that is the row of the most cells.

    Raises FaultyInput where the file cannot be read.
    """
    for sheet in islice((sheet for sheet in book.sheets() if not sheet.hidden), most):
        top = list(islice(sheet.rows, LOOKED_AT))
        table = _table(replace(sheet, rows=iter(top)), kind, mapping)
        if table is not None:
            samples = [row for _n, row in islice(table.rows, SAMPLES)]
            yield Head(sheet.name, table.head_row, table.depth, table.headings, table.places, samples)
        elif top:
            at = max(range(len(top)), key=lambda n: (len(set(filter(None, _headings([top[n]])))), -n))
            heads = _headings([top[at]])
            places = [mapping.place_of(kind, head) if head else SKIP for head in heads]
            yield Head(sheet.name, at + 1, 1, heads, places, top[at + 1 : at + 1 + SAMPLES])


def _headings(rows: list[Row]) -> list[str]:
    """The headings of one row, or of two: what stands below says more than what is merged above it."""
    width = max(map(len, rows), default=0)
    cells = [[*map(_heading, row), *[""] * (width - len(row))] for row in rows]
    if len(cells) == 1:
        return cells[0]
    upper, lower = cells
    spread = [head if head else _left(upper, place) for place, head in enumerate(upper)]
    return [low if low and low != up else up for up, low in zip(spread, lower, strict=True)]


def _left(row: list[str], place: int) -> str:
    """What stands left of an empty cell: a heading over several columns that is not merged."""
    return next((row[n] for n in range(place, -1, -1) if row[n]), "")


def _heading(cell: Cell) -> str:
    return "".join(one_line(str(cell)).split())


def _problem(table: Table, kind: RecordKind, mapping: ColumnMapping) -> TableFault | None:
    """Why a table cannot be read: two columns that are the same, a required one that is missing."""
    seen: dict[str, str] = {}
    for head, place in zip(table.headings, table.places, strict=True):
        if place in (NOTE, SKIP):
            continue
        if place in seen:
            label = COLUMNS[kind][place].label
            return TableFault(
                table,
                f"「{seen[place]}」和「{head}」都是{label.zh}，留一列，或者用映射说明",
                f"{seen[place]!r} and {head!r} are both {label.en}: leave one, or say by a mapping which it is",
                place,
            )
        seen[place] = head
    missing = [column for column in required_of(kind) if column.key not in seen and column.key not in mapping.constants]
    if not missing:
        return None
    zh, en = "、".join(column.label.zh for column in missing), ", ".join(column.key for column in missing)
    return TableFault(
        table,
        f"工作表「{table.sheet}」缺少列：{zh}；补上，或者在映射里给它一个值",
        f"The sheet {table.sheet!r} lacks the columns {en}: add them, or give each a value by a mapping",
        missing[0].key,
    )


def _records(table: Table, rows: Iterator[tuple[int, Row]]) -> Iterator[tuple[int, Row]]:
    """The rows that are records; blank ones, totals and repeated heads are counted and said."""
    blank = totals = heads = examples = 0
    plain = [plain_heading(head) for head in table.headings]
    for n, row in rows:
        filled = [cell for cell in row if cell not in ("", None)]
        if not filled:
            blank += 1
        elif _is_total(table, row, filled):
            totals += 1
        elif EXAMPLE in filled:
            examples += 1
        elif _heading(filled[0]) in table.headings and [plain_heading(cell) for cell in row] == plain[: len(row)]:
            heads += 1
        else:
            yield n, row
    passed = (
        (totals, "合计、落款行", "rows of totals"),
        (heads, "重复的表头", "repeated heads"),
        (examples, EXAMPLE, "examples"),
    )
    for count, zh, en in passed:
        if count:
            table.told.append(Text(f"{count}行{zh}没有读", f"{count} {en} were not read"))


def _is_total(table: Table, row: Row, filled: list[Cell]) -> bool:
    """Whether a row sums up what stands above it, or is signed: its first word says so, or it has nothing else."""
    first = fold(filled[0])
    if TOTALS.fullmatch(first):
        return True
    required = [n for n, place in enumerate(table.places) if place not in (NOTE, SKIP)]
    return len(set(map(str, filled))) == 1 and len(required) > 1 and len(row) > 1 and len(filled) == len(row) > 1
