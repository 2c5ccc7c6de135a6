"""A cell of a spreadsheet as the value of its column: dates, numbers, flags and codes however people write them.

What is shipped for values that people really use stands in fixtures/import_values.json; a mapping of the person's own
goes before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from casework.errors import FaultyInput
from casework.imports.cells.codes import NO, NOTHING_SAID, PENDING, YES, Codes, shipped_values, wrong_of
from casework.imports.cells.organs import County
from casework.imports.cells.posts import Came, rank_of
from casework.imports.cells.units import FACTORS, MANY, Unit, yuan_of
from casework.imports.columns import COLUMNS
from casework.imports.columns.shape import Column, Wrong
from casework.imports.files.book import Cell
from casework.law.names import RecordKind
from casework.law.words.languages import Text
from casework.masking import HIDDEN, OMITTED
from casework.models import Organ
from casework.reference import Reference, ledger_kinds
from casework.registry.dates import FIRST_YEAR, LAST_YEAR
from casework.text.days import FIRST_SERIAL, NUMERALS, in_digits, plain_day, serial_day, written_day
from casework.text.folding import fold, one_line, seen
from casework.text.papers import compact_number, papers_fit
from casework.text.reading import decimal_number, whole_number

Value = Any
APART = re.compile(r"[；;]")
APART_TOO = re.compile(r"[；;、\n]")
"""Of organs, matters and staff, whose names hold none of these."""
ENDS = frozenset({"outcome", "outcome_detail", "result"})
WITH_UNIT = re.compile(
    rf"(?:¥|人民币|RMB)?(?P<number>-?[\d,.]+)(?P<unit>{MANY})?(?:元|人|件|次|户|份|名|天|日)?(?:整)?", re.IGNORECASE
)
NUMERAL = re.compile(f"^[{''.join(NUMERALS)}十]{{1,3}}(?=[^{''.join(NUMERALS)}十]{{0,2}}$)")
"""Numerals of a count: 两人, 十二."""


class CellReader:
    """Reads the cells of one import: with the reference data, the person's own values, and the system of dates.

    For the organ `keeper` organs are known as its county calls them; without it by their names alone.
    """

    def __init__(
        self,
        kind: RecordKind,
        reference: Reference,
        values: Mapping[str, Mapping[str, str]],
        first_day: date = FIRST_SERIAL,
        keeper: Organ | None = None,
    ) -> None:
        self.kind, self.reference, self.first_day = kind, reference, first_day
        self.county = County(keeper) if keeper is not None else None
        self.said: list[Text] = []
        """How values were read that do not stand as they are, each once."""
        self.own = {column: {fold(said): meant for said, meant in own.items()} for column, own in values.items()}
        self.codes = Codes(kind, reference)
        self.met: set[tuple[str, str]] = set()
        """Column and folded value of what the person's own values said the meaning of."""
        self._kept: dict[tuple[str, str], Value] = {}

    def read(self, column: Column, cell: Cell, heading: str = "", above: Unit | None = None) -> Value:
        """The value of a cell; None where nothing stands in it. Raises Wrong.

        A heading may name the unit of its numbers, 涉及金额（万元）, else what stands above the head that of amounts.
        """
        value = self._read(column, cell)
        if isinstance(value, Decimal):
            value *= yuan_of(cell, heading, above if column.type == "yuan" else None)
        return value

    def _read(self, column: Column, cell: Cell) -> Value:
        if not (column.many or column.beside):
            return self._one(column, cell)
        if not isinstance(cell, str):
            value = self._one(column, cell)
            return None if value is None else [value]
        apart = APART_TOO if column.type in ("organ", "code") or column.key in STAFF else APART
        apart = APART if column.key in IN_ONE else apart
        found = [self._one(column, one_line(part)) for part in apart.split(cell)]
        said = [value for value in found if value is not None]
        return (found if column.beside and said else said) or None

    def _one(self, column: Column, cell: Cell) -> Value:
        if isinstance(cell, str):
            cell = text_of(cell)
            _refuse_no_value(column, cell)
        if isinstance(cell, str) and column.type != "flag" and fold(cell).lower() in shipped_values()[NOTHING_SAID]:
            return None
        if cell in ("", None):
            return None
        if isinstance(cell, str) and _says_nothing_yet(column, fold(cell)):
            return None
        meant = self.own.get(column.key, {}).get(fold(cell)) if self.own else None
        if meant is not None:
            self.met.add((column.key, fold(cell)))
        if meant == "":
            return None
        reading = _came if column.key in WHO_CAME else READ[column.type]
        return reading(self, column, cell if meant is None else meant)

    def code(self, column: Column, cell: Cell) -> str:
        """The code that a cell means. Raises Wrong with what is allowed, the nearest first."""
        return self.codes.code(column, fold(text_of(cell)))


def _refuse_no_value(column: Column, text: str) -> None:
    """Raise Wrong for an error of a spreadsheet, and for what a file shows to who may not read it."""
    if SPREADSHEET_ERROR.fullmatch(text.strip()):
        raise Wrong(column.key, text, Text("是表格里的错误值", "is an error of the spreadsheet"), MENDED)
    if text.endswith(OMITTED) or (column.type == "text" and MASKED.fullmatch(text)):
        raise Wrong(column.key, text, *LEFT_OUT)


def _says_nothing_yet(column: Column, text: str) -> bool:
    """Whether a text says that there is nothing of this column yet: 是否司法确认：否, 结案日期：未结."""
    shipped = shipped_values()
    if column.type == "day" and text in shipped[NO]:
        return True
    going_on = (column.type == "day" or column.key in ENDS) and text in shipped[PENDING]
    return going_on or shipped.get(column.key, {}).get(text) == ""


STAFF = frozenset({"handlers", "mediators", "lawyers"})
IN_ONE = frozenset({"result"})
"""Codes that are told in several words: 驳回上诉、维持原判."""
MARKED = frozenset("=+-@\t\r0123456789")
"""Before what an apostrophe says that a text is a text: our own files write it before what would be a formula."""
QUOTED = re.compile(r'="([^"]*)"')
"""A text as some systems write it into a CSV, so that a spreadsheet keeps its noughts."""
SPREADSHEET_ERROR = re.compile(r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME[?]|NULL!|NUM!|SPILL!|CALC!|#+)")
MASKED = re.compile(rf".{re.escape(HIDDEN)}")
LEFT_OUT = (
    Text("是隐去的内容，不能收回", "is what stands in the place of a text that was withheld"),
    Text("用看得到姓名的人导出的文件", "a file given out to who may read names"),
)
MENDED = Text("在表格里改正，或者留空", "mended in the spreadsheet, or nothing")


def text_of(cell: Cell | None) -> str:
    """A cell as text: a number without the point that a spreadsheet gives it."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        quoted = QUOTED.fullmatch(cell) if cell[:1] == "=" else None
        if quoted:
            return quoted[1]
        return cell[1:] if cell[:1] == "'" and cell[1:2] in MARKED else cell
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if not (cell.hour or cell.minute) else cell.isoformat(" ", "minutes")
    return str(cell)


def _day(reader: CellReader, column: Column, cell: Cell) -> date:
    try:
        if isinstance(cell, datetime):
            found = cell.date()
        elif isinstance(cell, date):
            found = cell
        elif isinstance(cell, int | float) and not isinstance(cell, bool):
            found = serial_day(cell, reader.first_day) or written_day(text_of(cell))
        else:
            found = written_day(cell, reader.first_day)
        if FIRST_YEAR <= found.year <= LAST_YEAR:
            return found
    except (ValueError, OverflowError):
        pass
    raise Wrong(
        column.key,
        text_of(cell),
        _why_no_day(plain_day(text_of(cell))),
        Text("2024-03-05、2024年3月5日、2024.3.5、20240305，没有的留空", "2024-03-05, 2024/3/5, 20240305, or nothing"),
    )


NO_YEAR = Text("没有年份", "has no year")


def _why_no_day(said: str) -> Text:
    """What a text lacks of a day, or has too much."""
    if re.fullmatch(r"\d{4}[-./年]\d{1,2}月?", said):
        return Text("只有年月，缺日", "has no day of the month")
    if re.fullmatch(r"\d{1,2}[-./月]\d{1,2}[日号]?", said):
        return NO_YEAR
    if len(re.findall(r"\d{4}[-./年]\d{1,2}[-./月]\d{1,2}", said)) > 1:
        return Text("写了几个日期", "names several days")
    return Text("不是日期", "is no date")


def _number(cell: Cell) -> Decimal | None:
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        return Decimal(str(cell))
    text = "".join(fold(cell).split())
    text = NUMERAL.sub(lambda numerals: in_digits(numerals[0]), text)
    found = WITH_UNIT.fullmatch(text)
    number = decimal_number(found["number"]) if found else None
    return number * FACTORS[found["unit"] or ""] if number is not None and found else number


def _amount(_reader: CellReader, column: Column, cell: Cell) -> Decimal:
    number = _number(cell)
    if number is None:
        raise Wrong(
            column.key,
            text_of(cell),
            Text("不是数", "is no number"),
            Text("1200、1,200.50、1.2万元，不为负", "1200, 1,200.50 or 1.2万元, not negative"),
        )
    return number.normalize() if number != number.to_integral() else number.quantize(Decimal(1))


def _count(_reader: CellReader, column: Column, cell: Cell) -> int:
    number = _number(cell)
    whole = whole_number(int(number)) if number is not None and number == number.to_integral() else None
    if whole is None:
        raise Wrong(column.key, text_of(cell), Text("不是整数", "is no whole number"), Text("1、2、3…", "1, 2, 3 …"))
    return whole


def _flag(_reader: CellReader, column: Column, cell: Cell) -> bool | None:
    if isinstance(cell, bool):
        return cell
    text = fold(text_of(cell)).lower()
    for words, said in ((YES, True), (NO, False)):
        if text in shipped_values()[words]:
            return said
    raise Wrong(column.key, text_of(cell), Text("看不出是还是否", "is neither yes nor no"), Text("是、否", "是, 否"))


MOST_OF_A_NUMBER = 10**15
"""A spreadsheet keeps fifteen digits of a number."""


def _papers(_reader: CellReader, column: Column, cell: Cell) -> str:
    text = compact_number(text_of(cell))
    if isinstance(cell, int | float) and abs(cell) >= MOST_OF_A_NUMBER:
        raise Wrong(
            column.key,
            text,
            Text("存成了数字，第15位以后已经丢失", "is stored as a number, which loses what follows its 15th digit"),
            Text("把这一列设为文本，重新填写", "the column formatted as text, and filled in again"),
        )
    if papers_fit(text):
        return text
    raise Wrong(
        column.key,
        text,
        Text(
            "不是身份证号，也不是统一社会信用代码：校验码不对", "neither identity number nor credit code: check digit"
        ),
        Text("核对证件；护照等其他证件照原样写", "look at the paper; passports and the like as they are"),
    )


def _kind(reader: CellReader, column: Column, cell: Cell) -> str:
    text = text_of(cell)
    try:
        return ledger_kinds().named(reader.codes.words.code(column.key, fold(text)) or text).code
    except FaultyInput as problem:
        raise wrong_of(column.key, text, problem) from None


RANK = "attended_rank"
WHO_CAME = frozenset({RANK, "appeared", "post"})
"""Columns that together say who came to a hearing; what one says of the rank is read by the values of the first."""


def _came(reader: CellReader, column: Column, cell: Cell) -> str | None:
    """The rank that a cell of 出庭情况 says; what else tells of who came, with the rank that it says, if any."""
    text = one_line(text_of(cell))
    meant = reader.own.get(RANK, {}).get(fold(text)) or text
    try:
        rank = reader.code(COLUMNS[reader.kind][RANK], meant)
    except Wrong:
        return Came(text, rank_of(meant)) if text else None
    return rank if column.key == RANK else Came(text, rank)


def _organ(reader: CellReader, column: Column, cell: Cell) -> str:
    """The present name of the organ that a cell names, in full or as its county calls it."""
    key = (column.key, text_of(cell))
    if key not in reader._kept:
        reader._kept[key] = _organ_named(reader, column, one_line(text_of(cell)))
    found = reader._kept[key]
    if isinstance(found, Wrong):
        raise found
    return str(found)


NO_ORGAN = Text("没有这个机关", "there is no such organ")


def _organ_named(reader: CellReader, column: Column, text: str) -> str | Wrong:
    try:
        return reader.reference.organ(text, where=column.key).name
    except FaultyInput:
        county = reader.county
        name = county.meant(text) if county else None
        if name is not None:
            en = f"{text!r} is read as {name} throughout"
            reader.said.append(Text(f"{column.label.zh}「{text}」都按{name}读", en))
            return name
        allowed = Text("机关全称、曾用名或区划代码", "a full name, a former name or a division code")
        return Wrong(column.key, text, NO_ORGAN, allowed, "、".join(county.near(text)) if county else "")


def _quantity(_reader: CellReader, column: Column, cell: Cell) -> str | None:
    """The word for a quantity, whose code its kind tells; the code where counties have another word for it."""
    said = one_line(text_of(cell))
    return shipped_values().get(column.key, {}).get(fold(said)) or said or None


def _text(reader: CellReader, column: Column, cell: Cell) -> str | None:
    """A line of text; the code of a word that our own files write there for one."""
    said = one_line(text_of(cell))
    return reader.codes.words.code(column.key, fold(said)) or said or None


READ: Mapping[str, Callable[[CellReader, Column, Cell], Value]] = {
    "text": _text,
    "long": lambda _reader, _column, cell: seen(text_of(cell)) or None,
    "day": _day,
    "count": _count,
    "yuan": _amount,
    "number": _amount,
    "flag": _flag,
    "code": lambda reader, column, cell: reader.code(column, cell),
    "organ": _organ,
    "kind": _kind,
    "quantity": _quantity,
    "papers": _papers,
}
"""Type of a column -> how one value of it is read."""
