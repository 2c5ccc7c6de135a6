"""What a page shows, as data: grids of headings and rows, written as CSV or as a workbook laid out for A4."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import xlsxwriter

from casework.exports.rows import LONGEST_CELL, Value, csv_lines
from casework.exports.workbook import A4, OPTIONS

FIRST_WIDTH, WIDTH = 32, 13
ACROSS = 7
"""From so many columns on a sheet lies across the page."""
HEAD_ROW = 3
"""Where the headings stand, from 0: above them title, caption and an empty row."""
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
"""Characters that the name of a sheet may not have."""
LONGEST_NAME = 31
"""Characters that it may have at most."""


@dataclass(frozen=True)
class Grid:
    """A table as data: the name of its sheet, its title, what its caption says, headings, rows as long as these."""

    name: str
    title: str
    heads: Sequence[str]
    rows: Iterable[Sequence[Value]]
    said: Sequence[str] = ()


def grids_csv(grids: Sequence[Grid]) -> Iterator[bytes]:
    """The grids one below another in UTF-8, each after its title where there are several, and what they say last.

    A file of one grid begins with its headings, so that programs read it as it is.
    """
    several = len(grids) > 1
    for place, grid in enumerate(grids):
        above: list[Sequence[Value]] = [[], [grid.title]] if place else [[grid.title]]
        yield from _lines([*(above if several else []), grid.heads, *grid.rows], marked=place == 0)
        if grid.said:
            yield from _lines([[], *[[words] for words in grid.said]], marked=False)


def _lines(rows: Iterable[Sequence[Value]], *, marked: bool) -> Iterator[bytes]:
    """Lines of CSV; the mark of the encoding stands at the very beginning alone."""
    found = iter(csv_lines([], rows))
    mark = next(found)
    if marked:
        yield mark.rstrip(b"\r\n")
    yield from found


def grids_xlsx(grids: Sequence[Grid]) -> bytes:
    """A workbook of a sheet a grid."""
    file = io.BytesIO()
    book: Any = xlsxwriter.Workbook(file, OPTIONS)
    form = {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "head": book.add_format({"bold": True, "border": 1, "text_wrap": True, "align": "center", "valign": "vcenter"}),
        "cell": book.add_format({"border": 1, "valign": "vcenter"}),
        "text": book.add_format({"border": 1, "valign": "vcenter", "text_wrap": True}),
        "day": book.add_format({"border": 1, "num_format": "yyyy-mm-dd"}),
    }
    taken: set[str] = set()
    for grid in grids:
        _write(book.add_worksheet(_sheet_name(grid.name, taken)), grid, form)
    book.close()
    return file.getvalue()


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name that a sheet may have, and that no other has."""
    plain = name.translate(FORBIDDEN).strip()[:LONGEST_NAME] or "1"
    found, number = plain, 2
    while found.lower() in taken:
        found, number = f"{plain[: LONGEST_NAME - 4]} {number}", number + 1
    taken.add(found.lower())
    return found


def _write(sheet: Any, grid: Grid, form: dict[str, Any]) -> None:
    sheet.write_string(0, 0, grid.title, form["title"])
    sheet.write_string(1, 0, " · ".join(grid.said))
    sheet.write_row(HEAD_ROW, 0, list(grid.heads), form["head"])
    for line, row in enumerate(grid.rows, HEAD_ROW + 1):
        for place, value in enumerate(row):
            _write_value(sheet, line, place, value, form)
    last = max(len(grid.heads) - 1, 0)
    sheet.set_column(0, 0, FIRST_WIDTH)
    if last:
        sheet.set_column(1, last, WIDTH)
    sheet.freeze_panes(HEAD_ROW + 1, 1)
    sheet.set_paper(A4)
    if len(grid.heads) >= ACROSS:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD_ROW)
    sheet.set_footer("&C&P/&N")


def _write_value(sheet: Any, line: int, place: int, value: Value, form: dict[str, Any]) -> None:
    if value is None:
        sheet.write_blank(line, place, None, form["cell"])
    elif isinstance(value, str):
        sheet.write_string(line, place, value[:LONGEST_CELL], form["text"])
    elif isinstance(value, date):
        sheet.write_datetime(line, place, value, form["day"])
    else:
        sheet.write_number(line, place, value, form["cell"])


def is_empty(grids: Iterable[Grid]) -> bool:
    """Whether no number of these is other than nothing."""
    return not any(value for grid in grids for row in grid.rows for value in row if isinstance(value, int | Decimal))


MOST_ABREAST = 16
"""Columns of numbers that stand legibly beside their labels on A4 across."""


def parts_of(
    heads: Sequence[str], rows: Sequence[Sequence[str]], together: int = 1
) -> list[tuple[list[str], list[list[str]]]]:
    """A wide table in parts that fit on paper, each with the column of labels; one that fits is not parted.

    So many columns stay `together`, from the first one on.
    """
    if len(heads) - 1 <= MOST_ABREAST:
        return []
    groups = (len(heads) - 1) // together
    many = -(-groups // (MOST_ABREAST // together))
    wide = -(-groups // many) * together
    spans = [slice(first, first + wide) for first in range(1, len(heads), wide)]
    return [([heads[0], *heads[span]], [[row[0], *row[span]] for row in rows]) for span in spans]
