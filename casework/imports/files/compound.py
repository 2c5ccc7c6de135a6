"""An XLS as its records: a compound file, which is a disk in small, and in it a stream of records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from struct import error, unpack_from

from casework.imports.files.counted import Counted

SMALL = 4096
"""A stream below this many bytes stands in the small sectors of the first stream."""
ENTRY = 128
NAMES = ("Workbook", "Book")
LOCKED_PACKAGE = "EncryptedPackage"
"""The stream of an XLSX that is protected by a password."""


def _chain(table: list[int], first: int) -> Iterator[int]:
    """The sectors of a stream. A file whose chain bites its own tail ends after as many as there are."""
    for _n in table:
        if not 0 <= first < len(table):
            return
        yield first
        first = table[first]


def _numbers(content: bytes) -> list[int]:
    return list(unpack_from(f"<{len(content) // 4}I", content))


def _streams(content: bytes) -> Mapping[str, bytes]:
    """The streams of a compound file that hold workbooks. Raises struct.error for none."""
    size, small = (1 << shift % 32 for shift in unpack_from("<HH", content, 30))
    first_entry, _cutoff, first_small = unpack_from("<I4xII", content, 48)

    def sector(n: int) -> bytes:
        return content[(n + 1) * size : (n + 2) * size]

    def whole(table: list[int], first: int) -> bytes:
        return b"".join(map(sector, _chain(table, first)))

    listed, (more, count) = list(unpack_from("<109I", content, 76)), unpack_from("<II", content, 68)
    for _n in range(min(count, len(content) // size)):
        *part, more = _numbers(sector(more))
        listed += part
    table = list(chain.from_iterable(_numbers(sector(n)) for n in listed if (n + 1) * size < len(content)))
    folder, small_table = whole(table, first_entry), _numbers(whole(table, first_small))
    found: dict[str, bytes] = {}
    smalls = b""
    for at in range(0, len(folder) - ENTRY + 1, ENTRY):
        length, first, held = unpack_from("<H50xII", folder, at + 64)
        name = folder[at : at + max(length - 2, 0)].decode("utf-16-le", "replace")
        if at == 0:
            smalls = whole(table, first)
        elif name in NAMES and held < SMALL:
            parts = (smalls[n * small : (n + 1) * small] for n in _chain(small_table, first))
            found[name] = b"".join(parts)[:held]
        elif name in (*NAMES, LOCKED_PACKAGE):
            found[name] = whole(table, first)[:held]
    return found


BEGINNING, PASSWORD, ROW, FORMULA, ERROR = 0x0809, 0x002F, 0x0208, 0x0006, 0x0205
CELLS = frozenset((FORMULA, ERROR, 0x00BD, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x027E))
"""Records of one filled cell or more, which begin with the number of their row."""
ROW_HIDDEN = 0x20


def read(content: bytes) -> Counted | None:
    """What stands in the sheets of an XLS; None where it is protected by a password. An XLSX may be packed so too."""
    found = Counted()
    try:
        streams = _streams(content)
        if LOCKED_PACKAGE in streams:
            return None
        for stream in streams.values():
            if not _count(stream, found):
                return None
    except (error, IndexError, ValueError):  # damaged: the reading of its cells says so
        pass
    return found


def _count(stream: bytes, found: Counted) -> bool:
    """Count in a stream of records; whether it can be read without a password."""
    waiting: set[int] = set()
    at = 0
    while at + 4 <= len(stream):
        kind, size = unpack_from("<HH", stream, at)
        at += 4
        if kind == PASSWORD:
            return False
        if kind == BEGINNING:
            waiting.clear()
        elif kind == ROW and unpack_from("<H", stream, at + 12)[0] & ROW_HIDDEN:
            waiting |= {unpack_from("<H", stream, at)[0]}
        elif kind in CELLS:
            _count_cell(kind, stream, at, found)
            row = unpack_from("<H", stream, at)[0]
            found.hidden += row in waiting
            waiting.discard(row)
        at += size
    return True


def _count_cell(kind: int, stream: bytes, at: int, found: Counted) -> None:
    if kind == FORMULA:
        found.formulas += 1
        found.errors += stream[at + 6] == 2 and stream[at + 12 : at + 14] == b"\xff\xff"
    elif kind == ERROR:
        found.errors += bool(stream[at + 7])
