"""Which rows of a table are no records: totals, signatures, repeated heads, examples, running numbers alone."""

from __future__ import annotations

import re

from casework.imports.columns import COLUMNS
from casework.imports.files.book import Cell, Row
from casework.imports.mapping import SKIP, plain_heading
from casework.law.names import RecordKind
from casework.text.folding import fold

EXAMPLE = "示例"
"""Stands in the row of example of our own templates."""
TOTALS = re.compile(
    r"(?:合计|总计|小计|共计|累计|总数|(?:填表|填报|制表|审核|复核)人|(?:备注|说明|注):|第\d+页"
    r"|(?:单位|部门)?(?:负责人|领导|填表|填报|制表|制单|审核|审批|复核|经办|统计|联系|报送|打印|导出)"
    r"(?:人|员|单位|部门|日期|时间|电话)?(?:[(]?(?:签[字名章]|盖章)[)]?)?:).*"
)
"""How a row begins that sums up what stands above it, or is signed."""
SUM = re.compile(r".{0,8}(?:合|总|小|共|累)计:?")
"""What stands somewhere in a row that sums up a part: 甲镇小计."""


class Sieve:
    """Knows the rows of a table that are no records, by its places and by the rows `above` its first record."""

    def __init__(self, kind: RecordKind, places: list[str], above: list[Row]) -> None:
        self.above = {tuple(map(plain_heading, row)) for row in above if row}
        self.firsts = {next(filter(None, row), "") for row in self.above}
        self.placed = [n for n, place in enumerate(places) if place != SKIP]
        days = [n for n, place in enumerate(places) if is_first_day(kind, place)]
        self.day = days[0] if days else len(places)

    def why_not(self, row: Row) -> str:
        """Why a row is no record, a key of `tables.PASSED` or "blank"; nothing where it is one."""
        filled = [cell for cell in row if cell not in ("", None)]
        if not filled:
            return "blank"
        if self._is_total(row, filled):
            return "total"
        if EXAMPLE in filled:
            return "example"
        if plain_heading(filled[0]) in self.firsts and tuple(map(plain_heading, row)) in self.above:
            return "head"
        return "" if any(place < len(row) and row[place] not in ("", None) for place in self.placed) else "numbered"

    def _is_total(self, row: Row, filled: list[Cell]) -> bool:
        """Whether a row sums up what stands above it, or is signed, or is one text over many columns."""
        if TOTALS.fullmatch(_plain(filled[0])):
            return True
        day = row[self.day] if self.day < len(row) else ""
        if (day == "" or SUM.fullmatch(_plain(day))) and any(SUM.fullmatch(_plain(cell)) for cell in filled):
            return True
        return len(filled) > 2 and len(set(map(str, filled))) == 1 and 2 * len(filled) > len(row)


def is_first_day(kind: RecordKind, place: str) -> bool:
    """Whether a column holds the day on which a record begins."""
    column = COLUMNS[kind].get(place)
    return column is not None and column.required and column.type == "day"


def _plain(cell: Cell) -> str:
    return "".join(fold(cell).split())
