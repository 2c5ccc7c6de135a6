"""A sheet as a table: where its head stands, what its columns are, which of its rows are records.

A title above, a head of two rows, totals below, blank rows, a repeated head are seen and said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from typing import NamedTuple

from casework.errors import FaultyInput, named
from casework.imports.cells.units import Unit, unit_above, unit_of_heading
from casework.imports.columns import COLUMNS
from casework.imports.files.book import Book, Cell, Row, Sheet
from casework.imports.mapping import NOTE, SKIP, ColumnMapping, plain_heading, required_of
from casework.imports.ours import is_side_sheet, places_of_register, refuse_short_list, side_sheet_said
from casework.imports.sieve import EXAMPLE, Sieve, is_first_day
from casework.law.documents.numbering import normalise
from casework.law.names import RecordKind
from casework.law.words.languages import Text
from casework.text.folding import one_line

LOOKED_AT = 30
"""Rows from the top among which a head is looked for."""
SAMPLES = 3


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
    unit: Unit | None = None
    """That of its amounts, where a line above the head names one."""

    @property
    def unplaced(self) -> list[str]:
        """Headings without a column, whose cells become a note."""
        return [head for head, place in zip(self.headings, self.places, strict=True) if place == NOTE and head]


def tables(
    book: Book,
    kind: RecordKind,
    mapping: ColumnMapping,
    stands: Callable[[list[str]], bool] = lambda _numbers: False,
    told: list[Text] | None = None,
) -> Iterator[Table]:
    """The sheets of a file that hold records of the kind, to be read one after the other; `told` gets what is left out.

    Raises FaultyInput where no sheet does, TableFault where two columns are the same, or where a required one is
    missing and none of the first numbers `stands`.
    """
    said: list[Text] = [] if told is None else told
    fault: FaultyInput | None = None
    found = 0
    for sheet in _wanted(book, kind, mapping, said):
        table = _table(sheet, kind, mapping)
        problem = _problem(table, kind, mapping, stands) if table is not None else None
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


def _wanted(book: Book, kind: RecordKind, mapping: ColumnMapping, said: list[Text]) -> Iterator[Sheet]:
    """The sheets that may hold records; why others are not read is said.

    Raises FaultyInput for what a list shows, and where the sheet that a mapping names is not there or none of records.
    """
    names = []
    for each in book.sheets():
        names.append(each.name)
        if mapping.sheet and each.name != mapping.sheet:
            continue
        if each.hidden and not mapping.sheet:
            said.append(Text(f"隐藏的工作表「{each.name}」没有读", f"The hidden sheet {each.name!r} was not read"))
            continue
        top, sheet = _beginning(each)
        head = top[0] if top else []
        refuse_short_list(kind, sheet, head)
        if not is_side_sheet(kind, head):
            yield sheet
        elif mapping.sheet:
            raise FaultyInput(*side_sheet_said(sheet.name), where="sheet")
        else:
            said.append(side_sheet_said(sheet.name))
    if mapping.sheet and mapping.sheet not in names:
        raise named("工作表", "sheet", mapping.sheet, names, where="sheet")


def _beginning(sheet: Sheet) -> tuple[list[Row], Sheet]:
    """The first rows of a sheet, and the sheet with all of them still to be read."""
    top = list(islice(sheet.rows, LOOKED_AT))
    return top, replace(sheet, rows=chain(top, sheet.rows))


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
    own = bool(top and places_of_register(kind, top[0]))
    found = (0, 1) if own else _head_of(top, kind, mapping)
    if found is None:
        return None
    at, depth = found
    heads = _headings(top[at : at + depth], _known(kind, mapping))
    places = _places(kind, mapping, heads, top)
    told = []
    if at:
        told.append(Text(f"表头在第{at + 1}行，上面是标题", f"The head is row {at + 1}; what stands above is a title"))
    if depth > 1:
        told.append(Text("表头有两行", "The head has two rows"))
    if own:
        told.append(_said_of_register([head for head, place in zip(heads, places, strict=True) if place == SKIP]))
    table = Table(sheet.name, heads, places, iter(()), at + 1, told, depth, unit_above(top[:at]))
    told += _told_of_unit(table, kind)
    sieve = Sieve(kind, places, top[: at + depth])
    table.rows = _records(table, sieve, enumerate(chain(top[at + depth :], sheet.rows), at + depth + 1))
    return table


def _said_of_register(passed: list[str]) -> Text:
    return Text(
        f"本系统的登记簿：{'、'.join(passed)}由系统得出，或者不从表格收入，没有读",
        f"Our own register: {', '.join(passed)} follow from the records or come in by no file, and were not read",
    )


def _head_of(top: list[Row], kind: RecordKind, mapping: ColumnMapping) -> tuple[int, int] | None:
    """The place of a head among the first rows, and whether it has one row or two; None where none says enough."""
    best, at, depth = 0, -1, 1
    known_of = _known(kind, mapping)
    for rows in (1, 2):  # two rows only where one does not say as much
        for n in range(len(top) - rows + 1):
            tried = set(_headings(top[n : n + rows], known_of))
            known = len({mapping.place_of(kind, head) for head in tried if head} - {NOTE, SKIP})
            if known > best:
                best, at, depth = known, n, rows
    if best < min(2, len(required_of(kind))):
        return None
    return at, 2 if depth == 1 and _goes_on(kind, mapping, top[at : at + 2]) else depth


def _told_of_unit(table: Table, kind: RecordKind) -> list[Text]:
    """What the unit above the head counts for, where there is one."""
    if table.unit is None or table.unit.yuan == 1:
        return []
    columns = COLUMNS[kind]
    amounts = [
        head
        for head, place in zip(table.headings, table.places, strict=True)
        if place in columns and columns[place].type == "yuan"
    ]
    unit = table.unit.name
    if unlike := [head for head in amounts if unit_of_heading(head) is None]:
        heads = "、".join(unlike)
        zh, en = f"「{heads}」按{unit}读", f"{heads} is read in it"
    else:
        zh, en = "没有要按它读的金额列", "no column of an amount goes by it"
    return [Text(f"表头上方写着单位：{unit}，{zh}", f"Above the head stands the unit {unit}: {en}")]


def _goes_on(kind: RecordKind, mapping: ColumnMapping, rows: list[Row]) -> bool:
    """Whether the row below a head belongs to it: words below headings that span several columns, and nothing else."""
    if len(rows) < 2 or not all(isinstance(cell, str) for cell in rows[1]):
        return False
    upper, lower = (list(map(_heading, row)) for row in rows)
    upper += [""] * (len(lower) - len(upper) + 1)
    within = {n for n, head in enumerate(upper) if n and head in ("", upper[n - 1])}
    spanned = within | {n - 1 for n in within}
    days = {n for n, head in enumerate(upper) if head and is_first_day(kind, mapping.place_of(kind, head))}
    said = {n for n, low in enumerate(lower) if low not in ("", upper[n])}
    return bool(said & within) and said <= spanned - days


class Head(NamedTuple):
    """The head of a sheet as it is read: its headings, the column of each, that which each has where nobody says
    another, the first rows below it.
    """

    sheet: str
    row: int
    depth: int
    headings: list[str]
    places: list[str]
    usual: list[str]
    samples: list[Row]


def seen_heads(book: Book, kind: RecordKind, mapping: ColumnMapping, most: int = 100) -> Iterator[Head]:
    """The heads of the sheet that is named, else of the first that are not hidden; where none is known, that is the
    row of the most cells.

    Raises FaultyInput where the file cannot be read.
    """
    wanted = (s for s in book.sheets() if (s.name == mapping.sheet if mapping.sheet else not s.hidden))
    for sheet in islice(wanted, most):
        top = list(islice(sheet.rows, LOOKED_AT))
        if top and is_side_sheet(kind, top[0]):
            continue
        table = _table(replace(sheet, rows=iter(top)), kind, mapping)
        if table is not None:
            samples = [row for _n, row in islice(table.rows, SAMPLES)]
            usual = _places(kind, ColumnMapping(), table.headings, top)
            yield Head(sheet.name, table.head_row, table.depth, table.headings, table.places, usual, samples)
        elif top:
            at = max(range(len(top)), key=lambda n: (len(set(filter(None, map(_heading, top[n])))), -n))
            heads = [*map(_heading, top[at])]
            places, usual = (_places(kind, each, heads, top) for each in (mapping, ColumnMapping()))
            yield Head(sheet.name, at + 1, 1, heads, places, usual, top[at + 1 : at + 1 + SAMPLES])


def _places(kind: RecordKind, mapping: ColumnMapping, heads: list[str], top: list[Row]) -> list[str]:
    """The places of the headings of a sheet with these first rows."""
    own = places_of_register(kind, top[0]) if top else {}
    return [mapping.place_of(kind, head, own) if head else SKIP for head in heads]


def _known(kind: RecordKind, mapping: ColumnMapping) -> Callable[[str], bool]:
    """Whether a heading has a place."""
    return lambda head: mapping.place_of(kind, head) != NOTE


def _headings(rows: list[Row], known: Callable[[str], bool]) -> list[str]:
    """The headings of one row, or of two: what stands below says more than what is merged above it, or both together
    do: 申请人 above 姓名.
    """
    width = max(map(len, rows), default=0)
    cells = [[*map(_heading, row), *[""] * (width - len(row))] for row in rows]
    if len(cells) == 1:
        return cells[0]
    upper, lower = cells
    spread = [head if head else _left(upper, place) for place, head in enumerate(upper)]

    def one(up: str, low: str) -> str:
        if not low or low == up:
            return up
        both = up + low
        return both if lower.count(low) > 1 or (not known(low) and known(both)) else low

    return [one(up, low) for up, low in zip(spread, lower, strict=True)]


def _left(row: list[str], place: int) -> str:
    """What stands left of an empty cell: a heading over several columns that is not merged."""
    return next((row[n] for n in range(place, -1, -1) if row[n]), "")


def _heading(cell: Cell) -> str:
    return "".join(one_line(str(cell)).split())


def _problem(
    table: Table, kind: RecordKind, mapping: ColumnMapping, stands: Callable[[list[str]], bool]
) -> TableFault | None:
    """Why a table cannot be read: two columns that are the same, a required one that is missing for new records."""
    seen: dict[str, str] = {}
    for head, place in zip(table.headings, table.places, strict=True):
        if place in (NOTE, SKIP):
            continue
        if place in seen:
            return _twice(table, kind, place, seen[place], head)
        seen[place] = head
    missing = [column for column in required_of(kind) if column.key not in seen and column.key not in mapping.constants]
    if not missing or stands(_first_numbers(table)):
        return None
    zh, en = "、".join(column.label.zh for column in missing), ", ".join(column.key for column in missing)
    return TableFault(
        table,
        f"工作表「{table.sheet}」缺少列：{zh}；补上，或者在「文件怎样读」里给它一个值",
        f"The sheet {table.sheet!r} lacks the columns {en}: add them, or give each a value by a mapping",
        missing[0].key,
    )


def _first_numbers(table: Table) -> list[str]:
    """The numbers of the first records of a table, which are read again with the others."""
    if "number" not in table.places:
        return []
    place, first = table.places.index("number"), list(islice(table.rows, LOOKED_AT))
    table.rows = chain(first, table.rows)
    return [normalise(str(row[place])) for _n, row in first if place < len(row) and row[place]]


def _twice(table: Table, kind: RecordKind, place: str, one: str, other: str) -> TableFault:
    """Two columns that are the same; a mapping, which goes by headings, can only tell two of different names apart."""
    if plain_heading(one) == plain_heading(other):
        zh, en = f"「{one}」有两列，留一列，或者改一个列名", f"Two columns are headed {one!r}: leave one, or rename it"
        return TableFault(table, zh, en, place)
    label = COLUMNS[kind][place].label
    return TableFault(
        table,
        f"「{one}」和「{other}」都是{label.zh}，留一列，或者在「文件怎样读」里说明",
        f"{one!r} and {other!r} are both {label.en}: leave one, or say by a mapping which it is",
        place,
    )


PASSED = {
    "total": Text("合计、落款行", "rows of totals"),
    "head": Text("重复的表头", "repeated heads"),
    "example": Text(EXAMPLE, "examples"),
    "numbered": Text("只有序号的空行", "rows of a running number alone"),
}
"""What rows are that are no records."""


def _records(table: Table, sieve: Sieve, rows: Iterator[tuple[int, Row]]) -> Iterator[tuple[int, Row]]:
    """The rows that are records; the others, but for blank ones, are counted and said."""
    passed: Counter[str] = Counter()
    for n, row in rows:
        why = sieve.why_not(row)
        if why:
            passed[why] += 1
        else:
            yield n, row
    for why, what in PASSED.items():
        if count := passed[why]:
            table.told.append(Text(f"{count}行{what.zh}没有读", f"{count} {what.en} were not read"))
