"""A row of a table as what it says: the values of its columns, what is wrong with them, what has no place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from casework.cipher import blind_index
from casework.imports.columns import ACTS, COLUMNS
from casework.imports.columns.shape import Column, Odd, Planned, Said, Wrong
from casework.imports.files.book import Row
from casework.imports.mapping import NOTE, ColumnMapping
from casework.imports.tables import Table
from casework.imports.values import CellReader, text_of
from casework.law.documents.numbering import normalise
from casework.law.names import RecordKind
from casework.law.words.languages import Text
from casework.models import ImportedRow
from casework.text.folding import seen

DIGEST = f"{ImportedRow._meta.model_name}.digest"


Place = tuple[str, int]
"""The sheet and the row of a line."""


class Fault(NamedTuple):
    """A cell that cannot be taken: its column, what is wrong and what is allowed."""

    column: str
    value: object
    problem: Text
    allowed: Text
    nearest: str = ""


@dataclass
class Line:
    """A row that is a record: its acts, or why it tells of none."""

    sheet: str
    row: int
    number: str = ""
    acts: list[Planned] = field(default_factory=list)
    odd: list[Odd] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    note: str = ""
    cells: dict[str, str] = field(default_factory=dict)
    told: str = ""
    nth: int = 1
    """Which of the rows of its file that say the same."""

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.sheet, self.row

    @property
    def digest(self) -> str:
        """A keyed digest of what the row says, and which such row it is."""
        return blind_index(DIGEST, f"{self.told}#{self.nth}")


class Lines:
    """The rows of a table, read by one mapping for one organ."""

    def __init__(self, kind: RecordKind, table: Table, mapping: ColumnMapping, reader: CellReader, keeper: str) -> None:
        self.kind, self.table, self.mapping, self.reader, self.keeper = kind, table, mapping, reader, keeper
        self.columns: Mapping[str, Column] = COLUMNS[kind]
        self.placed = [(n, self.columns[place]) for n, place in enumerate(table.places) if place in self.columns]
        self.noted = [n for n, place in enumerate(table.places) if place == NOTE and table.headings[n]]
        self.bare = [n for n, head in enumerate(table.headings) if not head]
        self.constants = self._constants()

    def _constants(self) -> dict[str, Any]:
        given = self.mapping.constants
        return {key: self.reader.read(self.columns[key], value) for key, value in given.items()}

    def __iter__(self) -> Iterator[Line]:
        """Each row that is a record."""
        for n, row in self.table.rows:
            yield self.line(n, row)

    def numbers(self) -> Iterator[str]:
        """The numbers that the rows give."""
        place = next((n for n, column in self.placed if column.key == "number"), None)
        for _n, row in self.table.rows:
            if place is not None and place < len(row) and row[place]:
                yield normalise(text_of(row[place]))

    def line(self, n: int, row: Row) -> Line:
        """What a row says."""
        line = Line(self.table.sheet, n)
        values = dict(self.constants)
        for place, column in self.placed:
            cell = row[place] if place < len(row) else ""
            if cell in ("", None):
                continue
            line.cells[column.key] = str(cell)
            try:
                value = self.reader.read(column, cell, self.table.headings[place], self.table.unit)
            except Wrong as wrong:
                line.faults.append(_fault(wrong))
                continue
            if value is not None:
                values[column.key] = value
        line.note = self._note(row)
        self._require(values, line)
        if not line.faults:
            self._tell(values, line)
        return line

    def _require(self, values: Mapping[str, Any], line: Line) -> None:
        faulty = {fault.column for fault in line.faults}
        for column in self.columns.values():
            if column.required and column.key not in values and column.key not in faulty:
                line.faults.append(
                    Fault(column.key, "", Text("没有写", "is missing"), Text("每行都要写", "needed in every row"))
                )

    def _tell(self, values: dict[str, Any], line: Line) -> None:
        if self.mapping.concluded_is_performed and values.get("concluded_on"):
            values.setdefault("performed_on", values["concluded_on"])
        if "number" in values:
            line.number = values["number"] = normalise(str(values["number"]))
        said = Said(values, self.keeper)
        try:
            line.acts = ACTS[self.kind](said)
        except Wrong as wrong:
            line.faults.append(_fault(wrong))
            return
        line.odd = said.odd
        line.told = "|".join(f"{key}={values[key]}" for key in sorted(values)) + f"|{line.note}"
        line.acts = [marked(act, values) for act in line.acts]

    def _note(self, row: Row) -> str:
        """What stands in columns without a place, a line for each; of one without a heading, unless it is a number."""
        heads = self.table.headings
        said = [(heads[n], seen(text_of(row[n]))) for n in self.noted if n < len(row)]
        bare = (n for n in (*self.bare, *range(len(heads), len(row))) if n < len(row))
        said += [(f"第{n + 1}列", text) for n in bare if not (text := seen(text_of(row[n]))).isdigit()]
        return "\n".join(f"{head}：{text}" for head, text in said if text)


def _fault(wrong: Wrong) -> Fault:
    return Fault(wrong.column, wrong.value, wrong.problem, wrong.allowed, wrong.nearest)


def marked(act: Planned, values: Mapping[str, Any]) -> Planned:
    """The act with `assumed`: whether its day stands in no column."""
    return act._replace(assumed=act.columns["on"] not in values)
