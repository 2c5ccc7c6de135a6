"""An XLSB, which no program here writes: one sheet of rows of texts and numbers, by [MS-XLSB]."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Collection
from pathlib import Path

from tests.imports.sheets import Rows

TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>'
    '<Override PartName="/xl/worksheets/sheet1.bin" ContentType="application/vnd.ms-excel.worksheet"/></Types>'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINKS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/%s" Target="%s"/></Relationships>'
)


def record(kind: int, content: bytes = b"") -> bytes:
    """A record: its kind and its length as numbers of seven bits a byte."""
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size = bytes([len(content) & 0x7F | 0x80, len(content) >> 7])
    return head + size + content


def text(said: str) -> bytes:
    """A text with its length before it."""
    return struct.pack("<I", len(said)) + said.encode("utf-16-le")


def cell(place: int, value: object) -> bytes:
    """A cell: a text, a number, and what begins with = as a formula whose value is 7, #N/A as an error."""
    at = struct.pack("<II", place, 0)
    if value == "#N/A":
        return record(3, at + b"\x2a")
    if isinstance(value, str) and value.startswith("="):
        return record(9, at + struct.pack("<dH", 7, 0) + struct.pack("<I", 3) + b"\x1e\x07\0" + struct.pack("<I", 0))
    return record(6, at + text(value)) if isinstance(value, str) else record(5, at + struct.pack("<d", value))


def xlsb(path: Path, rows: Rows, hidden: Collection[int] = ()) -> Path:
    """A workbook of one sheet; `hidden` are the numbers of its hidden rows, counted from 0."""
    content = record(129) + record(148, struct.pack("<IIII", 0, len(rows) - 1, 0, 20)) + record(145)
    for n, row in enumerate(rows):
        content += record(0, struct.pack("<IIHBBBI", n, 0, 300, 0, 0x10 if n in hidden else 0, 0, 0))
        content += b"".join(cell(place, value) for place, value in enumerate(row))
    sheet = record(156, struct.pack("<II", 0, 1) + text("rId1") + text("台账"))
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", LINKS % ("officeDocument", "xl/workbook.bin"))
        archive.writestr("xl/_rels/workbook.bin.rels", LINKS % ("worksheet", "worksheets/sheet1.bin"))
        archive.writestr("xl/workbook.bin", record(131) + record(143) + sheet + record(144) + record(132))
        archive.writestr("xl/worksheets/sheet1.bin", content + record(146) + record(130))
    return path
