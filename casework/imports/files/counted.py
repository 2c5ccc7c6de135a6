"""What calamine does not tell of a workbook: its password, formulas, errors, hidden rows, and what an ODS merges.

An XLSX, XLSB or ODS is an archive, whose sheets are read here piece by piece; of an XLS `compound.py` tells.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, cast

PIECE = 1 << 20
LONGEST_TAG = 1 << 16
"""Bytes of a cell that may stand across two pieces."""


Span = tuple[tuple[int, int], tuple[int, int]]
"""The first and the last cell of a merged area, each as row and column from 0."""


@dataclass
class Counted:
    """Cells that are formulas, those of them that hold no value, cells that hold an error, rows that are hidden; of
    an ODS the merged areas of each sheet, which calamine tells of the other forms.
    """

    formulas: int = 0
    unvalued: int = 0
    errors: int = 0
    hidden: int = 0
    merged: list[list[Span]] = field(default_factory=list)

    @property
    def numbers(self) -> tuple[int, int, int, int]:
        """As they are sent from one process to another."""
        return self.formulas, self.unvalued, self.errors, self.hidden


def is_locked(archive: zipfile.ZipFile) -> bool:
    """Whether an archive is an ODS that is protected by a password."""
    manifest = "META-INF/manifest.xml"
    return manifest in archive.namelist() and b"encryption-data" in archive.read(manifest)


def counted(archive: zipfile.ZipFile) -> Counted:
    """What stands in the sheets of an XLSX, XLSB or ODS."""
    found = Counted()
    for name in archive.namelist():
        for pattern, count in READERS:
            if pattern.fullmatch(name):
                with archive.open(name) as part:
                    count(part, found)
    return found


# ---- XLSX and ODS: texts of tags -------------------------------------------------------------------------------------


def _pieces(part: IO[bytes], end: bytes) -> Iterator[bytes]:
    """A long text in pieces that each end behind a sign, wherever one stands near enough."""
    rest = b""
    while piece := part.read(PIECE):
        text = rest + piece
        cut = text.rfind(end) + len(end)
        if cut < len(end):
            cut = text.rfind(b">") + 1
        cut = max(cut, len(text) - LONGEST_TAG)
        yield text[:cut]
        rest = text[cut:]
    yield rest


# A tag ends before the next begins: a pattern that looked further would read what follows once for each of them.
FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")
UNVALUED = re.compile(
    rb"<(?:\w+:)?c(?P<said>[^<>]*)><(?:\w+:)?f(?:[^<>]*/>|[^<>]*>[^<]*</(?:\w+:)?f>)"
    rb"(?:<(?:\w+:)?v ?/>|<(?:\w+:)?v></(?:\w+:)?v>)?</(?:\w+:)?c>"
)
ERROR = re.compile(rb"<(?:\w+:)?c [^<>]*\bt=\"e\"")
FILLED_ROW = re.compile(rb"<(?:\w+:)?row (?P<said>[^<>]*)>(?=<(?:\w+:)?c[ >])")
HIDDEN = re.compile(rb"\bhidden=\"(?:1|true)\"")


def _xlsx(part: IO[bytes], found: Counted) -> None:
    for text in _pieces(part, b"</c>"):
        if formulas := len(FORMULA.findall(text)):
            found.formulas += formulas
            found.unvalued += sum(b't="str"' not in cell["said"] for cell in UNVALUED.finditer(text))
        found.errors += len(ERROR.findall(text)) if b't="e"' in text else 0
        if b'hidden="' in text:
            found.hidden += sum(bool(HIDDEN.search(row["said"])) for row in FILLED_ROW.finditer(text))


TAG = re.compile(
    rb"<table:table(?P<sheet>)[ >]|<table:table-row(?=[ />])(?P<row>[^<>]*)>"
    rb"|<table:(?:covered-)?table-cell(?=[ />])(?P<cell>[^<>]*)>"
)
CONCEALED = re.compile(rb"table:visibility=\"(?:collapse|filter)\"")
SPANS = re.compile(rb"table:number-(columns|rows)-(repeated|spanned)=\"(\d{1,7})\"")


def _ods(part: IO[bytes], found: Counted) -> None:
    reading = _Ods(found)
    for text in _pieces(part, b">"):
        for tag in TAG.finditer(text):
            if tag["cell"] is not None:
                reading.cell(tag["cell"])
            elif tag["row"] is not None:
                reading.row(tag["row"])
            else:
                reading.sheet()


class _Ods:
    """Where the reading of an ODS is: the next row and column, and the hidden rows of which no filled cell was seen."""

    def __init__(self, found: Counted) -> None:
        self.found = found
        self.at = self.below = self.column = self.waiting = 0

    def sheet(self) -> None:
        """A sheet begins."""
        self.found.merged.append([])
        self.at = self.below = self.column = self.waiting = 0

    def row(self, said: bytes) -> None:
        """A row begins, or several that are the same."""
        times = _spans(said).get((b"rows", b"repeated"), 1)
        self.at, self.below, self.column = self.below, self.below + times, 0
        self.waiting = times if CONCEALED.search(said) else 0

    def cell(self, said: bytes) -> None:
        """A cell, or several that are the same."""
        self.found.formulas += b" table:formula=" in said
        self.found.errors += b'calcext:value-type="error"' in said
        if b" office:value-type=" in said:
            self.found.hidden += self.waiting
            self.waiting = 0
        spans = _spans(said)
        wide, high = spans.get((b"columns", b"spanned"), 1), spans.get((b"rows", b"spanned"), 1)
        if wide * high > 1:
            last = self.at + high - 1, self.column + wide - 1
            self.found.merged[-1].append(((self.at, self.column), last))
        self.column += spans.get((b"columns", b"repeated"), 1)


def _spans(said: bytes) -> dict[tuple[bytes, bytes], int]:
    return {(way, what): int(count) for way, what, count in SPANS.findall(said)} if b":number-" in said else {}


# ---- XLSB: records ---------------------------------------------------------------------------------------------------

ROW, FIRST_CELL, LAST_CELL = 0, 2, 11
"""Records: the head of a row, a cell that is filled (two of them hold an error, the last four are formulas)."""
ERRORS, FIRST_FORMULA = (3, 11), 8
ROW_FLAGS, ROW_HIDDEN = 11, 0x10


def _xlsb(part: IO[bytes], found: Counted) -> None:
    stream, waiting = io.BufferedReader(cast(io.RawIOBase, part), PIECE), False
    while (kind := _number(stream, 2)) is not None:
        size = _number(stream, 4) or 0
        content = stream.read(size)
        if kind == ROW:
            waiting = len(content) > ROW_FLAGS and bool(content[ROW_FLAGS] & ROW_HIDDEN)
        elif FIRST_CELL <= kind <= LAST_CELL:
            found.formulas += kind >= FIRST_FORMULA
            found.errors += kind in ERRORS
            found.hidden += waiting
            waiting = False


def _number(stream: IO[bytes], most: int) -> int | None:
    """A number of seven bits a byte, the last of which has no eighth; None at the end."""
    found = 0
    for n in range(most):
        byte = stream.read(1)
        if not byte:
            return None
        found |= (byte[0] & 0x7F) << 7 * n
        if byte[0] < 0x80:
            break
    return found


READERS = (
    (re.compile(r"xl/worksheets/[^/]+[.]xml"), _xlsx),
    (re.compile(r"xl/worksheets/[^/]+[.]bin"), _xlsb),
    (re.compile(r"content[.]xml"), _ods),
)
"""Names of the members that hold sheets, and how each is read."""
