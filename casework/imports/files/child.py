"""Reads one workbook in a process of its own, so that no file can take the memory or the time of the site.

`python -m casework.imports.files.child PATH` writes pickled frames to standard output: `("found", formulas, those
without a value, errors, hidden rows)`, `("sheets", [(name, hidden), …])`, `("sheet", name, hidden)` before the rows of
each sheet, `("rows", [[cell, …], …])` as often as needed, `("end",)`; or `("refused", why)` with one of REFUSED. Macros
are not run: calamine reads values alone.
"""

from __future__ import annotations

import lzma
import pickle
import struct
import sys
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any

import python_calamine as calamine

from casework.imports.files import compound
from casework.imports.files.counted import Counted, Span, counted, is_locked

if sys.platform != "win32":
    import resource

MEMORY = 2 * 1024**3
"""Bytes of address space that a workbook may take while it is read."""
SECONDS = 120
"""Seconds of processor time that a workbook may take while it is read."""
ROWS_AT_ONCE = 1000
PASSWORD, BROKEN, TOO_LARGE = "password", "broken", "too_large"
REFUSED = (PASSWORD, BROKEN, TOO_LARGE)
DAMAGED = (
    *(calamine.CalamineError, calamine.ZipError, calamine.XmlError, zipfile.BadZipFile, zlib.error, lzma.LZMAError),
    *(OSError, EOFError, NotImplementedError, IndexError, KeyError, ValueError, struct.error),
)
"""What is raised over a file that is no workbook, or no whole one."""
Frame = tuple[Any, ...]


def frames(path: str) -> Iterator[Frame]:
    """What a workbook holds, sheet after sheet."""
    try:
        about = _about(path)
        if about is None:
            yield "refused", PASSWORD
            return
        with open(path, "rb") as file:  # not by its name, which may say another form than it has
            book = calamine.CalamineWorkbook.from_filelike(file)
        yield "found", *about.numbers
        sheets = [(n, each) for n, each in enumerate(book.sheets_metadata) if each.typ == WORKSHEET]
        yield "sheets", [(each.name, each.visible != VISIBLE) for _n, each in sheets]
        for n, each in sheets:
            yield "sheet", each.name, each.visible != VISIBLE
            sheet = book.get_sheet_by_index(n)
            yield from _rows(sheet, about.merged[n] if n < len(about.merged) else sheet.merged_cell_ranges or ())
        yield ("end",)
    except calamine.PasswordError:
        yield "refused", PASSWORD
    except MemoryError:
        yield "refused", TOO_LARGE
    except DAMAGED:
        yield "refused", BROKEN
    except RuntimeError:  # a member of the archive is encrypted
        yield "refused", PASSWORD


WORKSHEET, VISIBLE = calamine.SheetTypeEnum.WorkSheet, calamine.SheetVisibleEnum.Visible


def _about(path: str) -> Counted | None:
    """What calamine does not tell of a workbook; None where it is protected by a password."""
    if not zipfile.is_zipfile(path):
        return compound.read(Path(path).read_bytes())
    with zipfile.ZipFile(path) as archive:
        return None if is_locked(archive) else counted(archive)


class Area:
    """Cells that are merged: the first of them says what stands in all."""

    def __init__(self, first: tuple[int, int], last: tuple[int, int]) -> None:
        self.bottom, self.left, self.right = last[0], first[1], last[1]
        self.value: Any = None

    def fill(self, cells: list[Any]) -> None:
        """Put its value into the cells of a row; of its first row the value is taken."""
        if self.value is None:
            self.value = cells[self.left] if self.left < len(cells) else ""
        for place in range(self.left, min(self.right + 1, len(cells))):
            cells[place] = self.value


def _by_row(spans: Sequence[Span]) -> dict[int, list[Area]]:
    """Merged areas by the row in which they begin."""
    found: dict[int, list[Area]] = {}
    for first, last in spans:
        found.setdefault(first[0], []).append(Area(first, last))
    return found


def _rows(sheet: Any, spans: Sequence[Span]) -> Iterator[Frame]:
    """The rows of a sheet from its first on, whatever stands left and above; what is merged stands in each cell."""
    left, merged = [""] * (sheet.start[1] if sheet.start else 0), _by_row(spans)
    taken: list[list[Any]] = []
    for n, row in enumerate(sheet.iter_rows()):
        cells = [*left, *row]
        free = 0
        for area in sorted(merged.pop(n, ()), key=lambda area: area.left):
            if not free <= area.left < len(cells):  # over another: a thousand on one cell would each be filled anew
                continue
            area.fill(cells)
            free = area.right + 1
            if n < area.bottom:
                merged.setdefault(n + 1, []).append(area)
        taken.append(cells)
        if len(taken) >= ROWS_AT_ONCE:
            yield "rows", taken
            taken = []
    if taken:
        yield "rows", taken


def main(path: str, output: IO[bytes]) -> None:
    """Write the frames of a workbook, within the limits."""
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    for frame in frames(path):
        pickle.dump(frame, output, pickle.HIGHEST_PROTOCOL)
    output.flush()


if __name__ == "__main__":
    main(sys.argv[1], sys.stdout.buffer)
