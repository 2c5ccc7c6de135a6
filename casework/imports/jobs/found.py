"""What an import found, as its folder keeps it: `{"errors": [finding, …], "warnings": […], "doubts": […],
"told": [[zh, en], …], "tables": [moved cell, …], "met": [[column, folded value], …], "heads": [{"sheet", "row",
"columns": [{"heading", "place", "usual", "samples"}]}], "sheets": [[name, hidden], …]}`.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from casework.imports.files.book import book_of
from casework.imports.finding import Finding, Outcome, shortened
from casework.imports.mapping import ColumnMapping
from casework.imports.preview import Moved
from casework.imports.tables import seen_heads
from casework.imports.values import text_of
from casework.law.names import RecordKind
from casework.law.words.languages import Text
from casework.reference import reading_once

MOST_SHEETS = 5
SEEN = ("heads", "sheets")
"""What is seen of a file before its rows are read."""
COUNTED = ("rows", "created", "changed", "unchanged", "as_recorded", "resembling")


def counts_of(outcome: Outcome) -> dict[str, int]:
    """The numbers of an outcome by name, of errors and warnings too."""
    found = {name: int(getattr(outcome, name)) for name in COUNTED}
    return found | {"errors": outcome.errors.count, "warnings": outcome.warnings.count}


def dumped(outcome: Outcome) -> dict[str, Any]:
    """An outcome as it is kept."""
    return {
        "errors": list(map(list, outcome.errors.kept)),
        "warnings": list(map(list, outcome.warnings.kept)),
        "doubts": list(map(list, outcome.doubts.kept)),
        "told": list(map(list, outcome.told)),
        "tables": list(map(list, outcome.tables)),
        "met": list(map(list, outcome.met)),
    }


def findings(kept: Iterable[Any]) -> list[Finding]:
    """Findings as they were kept."""
    return [
        Finding(sheet, row, column, heading, value, Text(*problem), Text(*allowed), nearest)
        for sheet, row, column, heading, value, problem, allowed, nearest in kept
    ]


def moved_cells(kept: Iterable[Any]) -> list[Moved]:
    """Cells that are to move as they were kept."""
    return [Moved(year, table, Text(*title), Text(*words), *more) for year, table, title, words, *more in kept]


@reading_once()
def seen_in(path: Path, kind: RecordKind, mapping: ColumnMapping) -> dict[str, Any]:
    """The headings of each sheet with the column that each is read as, and what stands below it in the first rows; the
    sheets of a workbook.

    Raises FaultyInput for a file that cannot be read.
    """
    found, book = [], book_of(path)
    for head in seen_heads(book, kind, mapping, MOST_SHEETS):
        columns = [
            {
                "heading": heading,
                "place": place,
                "usual": usual,
                "samples": [shortened(text_of(row[n])) for row in head.samples if n < len(row) and row[n] != ""],
            }
            for n, (heading, place, usual) in enumerate(zip(head.headings, head.places, head.usual, strict=True))
            if heading
        ]
        found.append({"sheet": head.sheet, "row": head.row, "columns": columns})
    return {"heads": found, "sheets": list(map(list, book.names.items()))}
