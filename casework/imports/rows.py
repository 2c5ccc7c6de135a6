"""A row of a table as what it says: the values of its columns, what is wrong with them, what has no place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from casework.cipher import blind_index
from casework.errors import FaultyInput
from casework.imports.cells.years import completed, year_of_row
from casework.imports.columns import ACTS, COLUMNS
from casework.imports.columns.shape import MEASURED, Column, Odd, Planned, Said, Wrong
from casework.imports.files.book import Row
from casework.imports.mapping import NOTE, ColumnMapping
from casework.imports.tables import Table
from casework.imports.values import APART, NO_YEAR, CellReader, text_of
from casework.law.documents.numbering import normalise
from casework.law.names import MediationResult, RecordKind
from casework.law.words.languages import Text
from casework.models import ImportedRow
from casework.text.folding import seen

DIGEST = f"{ImportedRow._meta.model_name}.digest"
BARE = re.compile(r"第?0*\d{1,5}号?")
"""A number without year, word or series: every ledger has its 1, 2, 3, so it says nothing of whose record it is."""

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
    """A row that is a record: its acts, or why it tells of none. `unread` are its cells that cannot be read."""

    sheet: str
    row: int
    number: str = ""
    bare: str = ""
    """What stands under its number and is none: digits alone."""
    values: dict[str, Any] = field(default_factory=dict)
    unread: list[Fault] = field(default_factory=list)
    completed: list[Odd] = field(default_factory=list)
    """What was given to its cells that they do not say."""
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


MISSING = Text("没有写", "is missing"), Text("每行都要写", "needed in every row")


class Lines:
    """The rows of a table, read by one mapping for one organ."""

    def __init__(self, kind: RecordKind, table: Table, mapping: ColumnMapping, reader: CellReader, keeper: str) -> None:
        self.kind, self.table, self.mapping, self.reader, self.keeper = kind, table, mapping, reader, keeper
        self.columns: Mapping[str, Column] = dict(COLUMNS[kind])
        self.placed = [(n, self.columns[place]) for n, place in enumerate(table.places) if place in self.columns]
        self.noted = [n for n, place in enumerate(table.places) if place == NOTE and table.headings[n]]
        self.bare = [n for n, head in enumerate(table.headings) if not head]
        self.required = [column.key for column in self.columns.values() if column.required]
        self.constants = self._constants()

    def _constants(self) -> dict[str, Any]:
        given = self.mapping.constants
        try:
            return {key: self.reader.read(self.columns[key], value) for key, value in given.items()}
        except Wrong as wrong:
            label, said = self.columns[wrong.column].label, f"{wrong.value}"
            raise FaultyInput(
                f"给所有新记录的{label.zh}「{said}」{wrong.problem.zh}",
                f"{label.en} {said!r}, given for all new records, {wrong.problem.en}",
                where="constants",
            ) from None

    def __iter__(self) -> Iterator[Line]:
        """Each row that is a record."""
        for n, row in self.table.rows:
            yield self.line(n, row)

    def numbers(self) -> Iterator[str]:
        """The numbers that the rows give."""
        place = next((n for n, column in self.placed if column.key == "number"), None)
        for _n, row in self.table.rows:
            if place is not None and place < len(row) and row[place]:
                number = normalise(text_of(row[place]))
                if not BARE.fullmatch(number):
                    yield number

    def line(self, n: int, row: Row) -> Line:
        """What the cells of a row say; `tell` says of what acts."""
        line = Line(self.table.sheet, n)
        self._read(line, row)
        number = normalise(str(line.values.pop("number", "")))
        if BARE.fullmatch(number):
            line.bare = number
        elif number:
            line.number = line.values["number"] = number
        line.note = self._note(row)
        said = self._said(self.constants, line)
        line.told = "|".join(f"{key}={said[key]}" for key in sorted(said)) + f"|{line.note}"
        return line

    def _read(self, line: Line, row: Row) -> None:
        for place, column in self.placed:
            cell = row[place] if place < len(row) else ""
            if cell in ("", None):
                continue
            line.cells[column.key] = text_of(cell)
            try:
                value = self.reader.read(column, cell, self.table.headings[place], self.table.unit)
            except Wrong as wrong:
                line.unread.append(_fault(wrong))
                continue
            if value is not None:
                line.values[column.key] = value
        self._complete(line)
        self.table.told += self.reader.said
        self.reader.said.clear()

    def _complete(self, line: Line) -> None:
        """Give a day that is written without a year that of the row's other days, and say so."""
        for fault in [each for each in line.unread if each.problem == NO_YEAR]:
            column, text = self.columns[fault.column], str(fault.value)
            alone = not APART.search(line.cells[column.key])
            day = year_of_row(self.columns, line.values, column.key, text) if alone else None
            if day is not None:
                line.unread.remove(fault)
                line.values[column.key], odd = completed(column, text, day)
                line.completed.append(odd)

    def _said(self, given: Mapping[str, Any], line: Line) -> dict[str, Any]:
        """What a row says, and what is `given` where it says nothing."""
        values = {**given, **line.values}
        agreed = values.get("result") == MediationResult.SUCCEEDED
        if self.mapping.concluded_is_performed and agreed and "concluded_on" in values:
            values.setdefault("performed_on", values["concluded_on"])
        return values

    def tell(self, line: Line, standing: Mapping[str, Any] | None = None) -> None:
        """Have a row tell of its acts, or why it tells of none.

        A new record needs the required columns, and gets the values that are given for all rows. A `standing` one has
        what it needs already, and nothing is put over it that the row does not say.
        """
        line.acts, line.odd, line.faults = [], [*line.completed], [*line.unread]
        given = self.constants if standing is None else {key: standing[key] for key in self.required if key in standing}
        values = self._said(given, line)
        if self._has_required(values, line):
            self._tell(values, line)

    def lacks(self, line: Line) -> bool:
        """Whether a row does not say all that a new record needs."""
        return any(key not in line.values for key in self.required)

    def _has_required(self, values: Mapping[str, Any], line: Line) -> bool:
        missing = [key for key in self.required if key not in values]
        unread = {fault.column for fault in line.unread}
        line.faults += [Fault(key, "", *MISSING) for key in missing if key not in unread]
        return not missing

    def _tell(self, values: dict[str, Any], line: Line) -> None:
        said = Said(values, self.keeper, self.reader.reference)
        try:
            acts = ACTS[self.kind](said)
        except Wrong as wrong:
            if not line.faults:  # else it may follow from what could not be read
                line.faults.append(_fault(wrong))
            return
        self._tell_unused(said, acts, line)
        line.odd += said.odd
        line.acts = [marked(act, values) for act in acts]

    def _tell_unused(self, said: Said, acts: Sequence[Planned], line: Line) -> None:
        """Say what stands in the row and in none of its acts: a day or a number is an error, a word becomes a note."""
        headings = {column.key: self.table.headings[place] for place, column in self.placed}
        for key in said.unused(acts):
            column = self.columns[key]
            if key == "number" or key not in line.cells:  # a constant is said of all rows
                continue
            why, mended = self._useless(column, said)
            if column.type in MEASURED:
                line.faults.append(Fault(key, "", why, mended))
                continue
            said.odd.append(Odd(key, f"{why.zh}，记入备注", f"{why.en}: kept as a note"))
            noted = f"{headings[key]}：{seen(line.cells[key])}"
            line.note = f"{line.note}\n{noted}" if line.note else noted

    def _useless(self, column: Column, said: Said) -> tuple[Text, Text]:
        """Why a column says nothing in a row, and what would help."""
        whole = self.columns.get(column.belongs)
        if whole is None:
            return Text("这一栏在这一行用不上", "has no use in this row"), Text("留空", "nothing")
        zh, en = whole.label
        if column.belongs in said:
            return (
                Text(f"这一栏在这一行用不上，和{zh}对不上", f"has no use in this row beside {en}"),
                Text(f"改正{zh}，或者留空", f"{en} mended, or nothing here"),
            )
        return (
            Text(f"写了{column.label.zh}，没有写{zh}", f"{column.label.en} is given without {en}"),
            Text(f"写上{zh}，或者留空", f"{en} too, or nothing here"),
        )

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
