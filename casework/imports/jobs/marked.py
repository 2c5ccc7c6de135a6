"""The workbook back: the rows as they were read, faulty cells marked, what is wrong in a column of its own."""

from __future__ import annotations

import re
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import IO, Any

import xlsxwriter

from casework.imports.files.book import Row, book_of
from casework.imports.finding import Finding
from casework.imports.mapping import PROBLEMS, ColumnMapping
from casework.imports.tables import Head, seen_heads
from casework.law.names import RecordKind
from casework.law.words.languages import spoken

OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
LONGEST_CELL = 32_767
LONGEST_SHEET = 31
UNUSABLE = re.compile(r"[\[\]:*?/\\']")


def marked(path: Path, kind: RecordKind, mapping: ColumnMapping, errors: Iterable[Finding], language: str) -> IO[bytes]:
    """A workbook in a temporary file that vanishes when it is closed. Raises FaultyInput for a file not to be read."""
    wrong: dict[tuple[str, int], list[Finding]] = defaultdict(list)
    for error in errors:
        wrong[error.sheet, error.row].append(error)
    heads = {head.sheet: head for head in seen_heads(book_of(path), kind, mapping)}
    file = tempfile.TemporaryFile()  # noqa: SIM115  # it is read, and closed, by who sends it
    book: Any = xlsxwriter.Workbook(file, OPTIONS)
    writer = _Writer(book, language)
    for sheet in book_of(path).sheets():
        if not sheet.hidden or sheet.name == mapping.sheet:
            writer.page(sheet.name)
            for n, row in enumerate(sheet.rows, 1):
                writer.line(n, row, heads.get(sheet.name), wrong.get((sheet.name, n), ()))
    book.close()
    file.seek(0)
    return file


def _once(row: Row) -> Row:
    """A row above the head with what was merged over several cells in the first of them alone."""
    return ["" if place and cell == row[place - 1] else cell for place, cell in enumerate(row)]


class _Writer:
    """Writes the sheets of one workbook, a row after the other."""

    def __init__(self, book: Any, language: str) -> None:
        self.book, self.language, self.names = book, language, set[str]()
        self.day = book.add_format({"num_format": "yyyy-mm-dd"})
        self.bad = book.add_format({"bg_color": "#F8D7DA", "font_color": "#7A0C18"})
        self.bad_day = book.add_format({"bg_color": "#F8D7DA", "font_color": "#7A0C18", "num_format": "yyyy-mm-dd"})
        self.bold = book.add_format({"bold": True})

    def page(self, name: str) -> None:
        """Begin a sheet; two names that are the same once what a workbook does not take is left out get a number."""
        plain = UNUSABLE.sub("_", name)[:LONGEST_SHEET] or "1"
        while plain.lower() in self.names:
            plain = f"{plain[: LONGEST_SHEET - 4]}-{len(self.names)}"
        self.names.add(plain.lower())
        self.sheet = self.book.add_worksheet(plain)

    def line(self, n: int, row: Row, head: Head | None, errors: Sequence[Finding]) -> None:
        """Write row n, which counts from 1; what is wrong stands after the last heading."""
        width = len(head.headings) if head is not None else len(row)
        marks = {head.places.index(e.column): e for e in errors if head is not None and e.column in head.places}
        for place, cell in enumerate(_once(row) if head is not None and n < head.row else row):
            if cell not in ("", None) or place in marks:
                self._cell(n - 1, place if place < width or head is None else place + 1, cell, place in marks)
        for place, error in marks.items():
            if place >= len(row):
                self.sheet.write_blank(n - 1, place, None, self.bad)
            self.sheet.write_comment(n - 1, place, self._said(error))
        if head is not None and n == head.row + head.depth - 1:
            self.sheet.write_string(n - 1, width, spoken(PROBLEMS, self.language), self.bold)
        if errors:
            said = "\n".join(f"{error.heading}：{self._said(error)}" for error in errors)
            self.sheet.write_string(n - 1, width, said[:LONGEST_CELL], self.bad)

    def _said(self, error: Finding) -> str:
        allowed = spoken(error.allowed, self.language)
        nearest = f"（{error.nearest}）" if error.nearest else ""
        return spoken(error.problem, self.language) + (f"；{allowed}" if allowed else "") + nearest

    def _cell(self, n: int, place: int, cell: Any, bad: bool) -> None:
        """A text is written as a text, whatever it begins with."""
        form = self.bad if bad else None
        if isinstance(cell, bool):
            self.sheet.write_boolean(n, place, cell, form)
        elif isinstance(cell, int | float):
            self.sheet.write_number(n, place, cell, form)
        elif isinstance(cell, date | datetime) and cell.year >= 1900:
            self.sheet.write_datetime(n, place, cell, self.bad_day if bad else self.day)
        else:
            text = str(cell) if isinstance(cell, date | time | timedelta) else (cell or "")
            self.sheet.write_string(n, place, text[:LONGEST_CELL], form) if text else self.sheet.write_blank(
                n, place, None, form
            )
