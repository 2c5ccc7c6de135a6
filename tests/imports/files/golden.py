"""Workbooks that other programs wrote, made once a run, and what they say by the columns of ours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from casework.imports.columns import COLUMNS
from casework.imports.files.book import book_of
from casework.imports.mapping import DATES, ColumnMapping
from casework.imports.rows import Lines
from casework.imports.tables import tables
from casework.imports.values import CellReader
from casework.law.documents.numbering import normalise
from casework.law.names import RecordKind
from casework.law.words.languages import Text
from tests.imports.files.oddities import Write
from tests.imports.sheets import OFFICE, convert


def written(path: Path, write: Write) -> Path:
    """A workbook that openpyxl writes."""
    book = Workbook()
    sheet = book.active
    sheet.title = "台账"  # type: ignore[union-attr]  # it has one
    write(book, sheet)
    book.save(path)
    return path


def in_forms(folder: Path, books: Mapping[Write, Sequence[str]]) -> dict[tuple[str, str], Path]:
    """These workbooks by name and form: each as an XLSX, and where LibreOffice is here, as what it writes.

    A folder that stands holds them already.
    """
    made = {write: folder / f"{write.__name__}.xlsx" for write in books}
    fresh = not folder.exists()
    folder.mkdir(exist_ok=True)
    for write, path in made.items() if fresh else ():
        written(path, write)
    found = {(path.stem, "xlsx"): path for path in made.values()}
    for form in ("xls", "ods", "csv", "txt") if OFFICE else ():
        wanted = [path for write, path in made.items() if form in books[write]]
        if fresh:
            convert(wanted, form, folder / form)
        found |= {(path.stem, form): folder / form / f"{path.stem}.{form}" for path in wanted}
    return found


def read_by(
    reference: Any, path: Path, kind: RecordKind, mapping: ColumnMapping | None = None
) -> tuple[list[dict[str, Any]], list[str]]:
    """The records of a file by the columns that they fill in, and what is said of it in Chinese."""
    mapping = mapping or ColumnMapping()
    book, told = book_of(path), list[Text]()
    reader = CellReader(kind, reference, mapping.values, DATES[mapping.dates])
    found = []
    for table in tables(book, kind, mapping, told=told):
        columns = [(n, COLUMNS[kind][place]) for n, place in enumerate(table.places) if place in COLUMNS[kind]]
        lines = Lines(kind, table, mapping, reader, "甲县人民政府")
        for n, row in table.rows:
            faults = lines.line(n, row).faults
            assert not faults, faults
            cells = [(column, row[place], table.headings[place]) for place, column in columns if place < len(row)]
            said = {column.key: reader.read(column, cell, head) for column, cell, head in cells if cell != ""}
            found.append(said | {"number": normalise(str(said["number"]))} if "number" in said else said)
        told += table.told
    return found, [each.zh for each in (*told, *book.told)]
