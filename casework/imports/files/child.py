"""Reads one workbook in a process of its own, so that no file can take the memory or the time of the site.

`python -m casework.imports.files.child PATH` writes pickled frames to standard output: `("found", formulas, hidden
rows)` of an XLSX, `("sheet", name, hidden)` before the rows of each sheet, `("rows", [[cell, …], …])` as often as
needed, `("end",)`; or `("refused", why)` with one of REFUSED. Macros are not run: calamine reads values alone.
"""

from __future__ import annotations

import pickle
import re
import sys
import zipfile
from collections.abc import Iterator
from typing import IO, Any

import python_calamine as calamine

if sys.platform != "win32":
    import resource

MEMORY = 2 * 1024**3
"""Bytes of address space that a workbook may take while it is read."""
SECONDS = 120
"""Seconds of processor time that a workbook may take while it is read."""
ROWS_AT_ONCE = 1000
PASSWORD, BROKEN, TOO_LARGE = "password", "broken", "too_large"
REFUSED = (PASSWORD, BROKEN, TOO_LARGE)
Frame = tuple[Any, ...]


def frames(path: str) -> Iterator[Frame]:
    """What a workbook holds, sheet after sheet."""
    try:
        book = calamine.CalamineWorkbook.from_path(path)
        yield from _found(path)
        for at, about in enumerate(book.sheets_metadata):
            if about.typ != calamine.SheetTypeEnum.WorkSheet:
                continue
            hidden = about.visible != calamine.SheetVisibleEnum.Visible
            yield "sheet", about.name, hidden
            yield from _rows(book.get_sheet_by_index(at))
        yield ("end",)
    except calamine.PasswordError:
        yield "refused", PASSWORD
    except MemoryError:
        yield "refused", TOO_LARGE
    except (calamine.CalamineError, calamine.ZipError, calamine.XmlError, zipfile.BadZipFile, OSError):
        yield "refused", BROKEN


SHEETS = re.compile(r"xl/worksheets/[^/]+[.]xml")
FORMULA, HIDDEN = re.compile(rb"<f[ />]"), re.compile(rb"<row [^>]*hidden=\"(?:1|true)\"")
PIECE = 1 << 20
LONGEST_TAG = 512
"""Bytes of a tag that may stand across two pieces."""


def _found(path: str) -> Iterator[Frame]:
    """How many cells of an XLSX are formulas, and how many rows are hidden: calamine gives their values and no more."""
    if not zipfile.is_zipfile(path):
        return
    formulas = hidden = 0
    with zipfile.ZipFile(path) as archive:
        for name in filter(SHEETS.fullmatch, archive.namelist()):
            with archive.open(name) as part:
                rest = b""
                while piece := part.read(PIECE):
                    text = rest + piece
                    cut = max(text.rfind(b">") + 1, len(text) - LONGEST_TAG)
                    formulas += len(FORMULA.findall(text[:cut]))
                    hidden += len(HIDDEN.findall(text[:cut]))
                    rest = text[cut:]
    yield "found", formulas, hidden


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


def _merged(sheet: Any) -> dict[int, list[Area]]:
    """The merged areas of a sheet by the row in which they begin."""
    found: dict[int, list[Area]] = {}
    for first, last in sheet.merged_cell_ranges or ():
        found.setdefault(first[0], []).append(Area(first, last))
    return found


def _rows(sheet: Any) -> Iterator[Frame]:
    """The rows of a sheet from its first on, whatever stands left and above; what is merged stands in each cell."""
    left, merged = [""] * (sheet.start[1] if sheet.start else 0), _merged(sheet)
    taken: list[list[Any]] = []
    for n, row in enumerate(sheet.iter_rows()):
        cells = [*left, *row]
        for area in merged.pop(n, ()):
            area.fill(cells)
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
