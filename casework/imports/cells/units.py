"""In which unit amounts of money are: as a cell says, else its heading, else a line above the head."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from casework.imports.files.book import Cell, Row
from casework.text.folding import fold

FACTORS = {"": 1, "千": 1_000, "万": 10_000, "百万": 1_000_000, "亿": 100_000_000}
"""What stands before 元 -> how many yuan it is."""
MANY = "千|万|百万|亿"
OF_A_CELL = re.compile(r"[万千亿元]")
OF_A_HEADING = re.compile(
    rf"[(（](?:单位[:：]?)?(?:(?P<within>{MANY})元?|(?P<yuan>元))[)）]|(?P<last>{MANY})?元[)）]?$"
)
OF_A_TABLE = re.compile(rf"单位[:：]\s*(?:[人件户次][、,/和 ]\s*)*(?P<many>{MANY})?元(?![\u4e00-\u9fff])")


class Unit(NamedTuple):
    """A unit of money as people call it, and how many yuan it is."""

    name: str
    yuan: int


def unit_above(rows: Iterable[Row]) -> Unit | None:
    """The unit that a line above a head names: 填报单位：… 单位：万元; the last of several."""
    found = None
    for row in rows:
        for said in OF_A_TABLE.finditer(fold(" ".join(_text(cell) for cell in row))):
            many = said["many"] or ""
            found = Unit(f"{many}元", FACTORS[many])
    return found


def _text(cell: Cell) -> str:
    return cell if isinstance(cell, str) else ""


def unit_of_heading(heading: str) -> int | None:
    """How many yuan the unit of a heading is, 涉及金额（万元）; None where it names none."""
    said = OF_A_HEADING.search(heading)
    return FACTORS[said["within"] or said["last"] or ""] if said else None


def yuan_of(cell: Cell, heading: str, above: Unit | None) -> int:
    """By how much the bare number of a cell is multiplied; a cell that names its unit is in yuan already."""
    if isinstance(cell, str) and OF_A_CELL.search(fold(cell)):
        return 1
    own = unit_of_heading(heading)
    return own if own is not None else above.yuan if above else 1
