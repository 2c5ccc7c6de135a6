"""Rows as CSV or a workbook, written as they come: memory does not grow with the list."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import IO, Any, NamedTuple, TypeVar

import xlsxwriter

from casework.exports.report import guarded

BYTE_ORDER_MARK = "\ufeff"
"""Without it spreadsheets take UTF-8 for the encoding of the machine."""
DAY_WIDTH, WIDTH = 12, 22
OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
LONGEST_CELL = 32_767
"""Characters that a cell of a workbook holds."""

Value = str | int | Decimal | date | None
T = TypeVar("T")


class Telling:
    """Says of rows that pass how many have come, now and then, over all sheets of a file."""

    STEP = 200

    def __init__(self, progress: Callable[[int], None] = lambda _rows: None) -> None:
        self.progress, self.rows = progress, 0

    def __call__(self, rows: Iterable[T]) -> Iterator[T]:
        """The rows as they are. Raises what `progress` raises."""
        for row in rows:
            yield row
            self.rows += 1
            if not self.rows % self.STEP:
                self.progress(self.rows)


class _Line:
    """A place that hands back what the CSV writer writes."""

    def write(self, text: str) -> str:
        """The line."""
        return text


def _text(value: Value) -> str:
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    return "" if value is None else str(value)


def csv_lines(heads: Sequence[str], rows: Iterable[Sequence[Value]]) -> Iterator[bytes]:
    """Lines of CSV in UTF-8 with its mark; days are ISO, and no text is taken for a formula."""
    writer = csv.writer(_Line())
    line: str = writer.writerow([_text(head) for head in heads])
    yield f"{BYTE_ORDER_MARK}{line}".encode()
    for row in rows:
        line = writer.writerow([_text(value) for value in row])
        yield line.encode()


class Sheet(NamedTuple):
    """A sheet beside the first: its name, headings and rows."""

    name: str
    heads: Sequence[str]
    rows: Iterable[Sequence[Value]]


def workbook(heads: Sequence[str], rows: Iterable[Sequence[Value]], name: str, *more: Sheet) -> IO[bytes]:
    """A workbook in a temporary file that vanishes when it is closed; days are days, texts texts.

    Raises what the rows raise; nothing of them is then left on the disk.
    """
    file = tempfile.TemporaryFile()  # noqa: SIM115  # it is read, and closed, by who sends it
    with tempfile.TemporaryDirectory() as scratch:
        options = {**OPTIONS, "tmpdir": scratch}
        book: Any = xlsxwriter.Workbook(file, options)
        try:
            day, bold = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"bold": True, "bottom": 1})
            for sheet in (Sheet(name, heads, rows), *more):
                _write(book.add_worksheet(sheet.name), sheet, day, bold)
            book.close()
        except BaseException:
            file.close()
            for page in book.worksheets():
                page.row_data_fh.close()
            raise
    file.seek(0)
    return file


def _write(page: Any, sheet: Sheet, day: Any, bold: Any) -> None:
    page.set_column(0, max(len(sheet.heads) - 1, 0), WIDTH)
    page.freeze_panes(1, 1)
    page.write_row(0, 0, sheet.heads, bold)
    texts, numbers = page.write_string, page.write_number
    for line, row in enumerate(sheet.rows, 1):
        for place, value in enumerate(row):
            if value is None:
                continue
            if isinstance(value, str):
                texts(line, place, value[:LONGEST_CELL])
            elif isinstance(value, bool):
                page.write_boolean(line, place, value)
            elif isinstance(value, date):
                page.write_datetime(line, place, value, day)
            else:
                numbers(line, place, value)
