"""One import under way, and what it tells of its rows: where each stands, what is wrong with it, what is odd."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from casework.actions.imported.judging import Judge
from casework.actions.reach import Actor
from casework.errors import CaseworkError
from casework.imports.columns import COLUMNS
from casework.imports.columns.shape import NOTHING
from casework.imports.finding import Finding, Outcome, shortened, words_of
from casework.imports.mapping import ColumnMapping
from casework.imports.rows import Fault, Line, Place
from casework.imports.tried import Tried
from casework.imports.values import CellReader
from casework.law.names import RecordKind
from casework.law.refusals import ActRefused
from casework.law.terms.calendar import LawError
from casework.law.words.languages import Text
from casework.models import ImportBatch
from casework.registry.codecs import Reading

Progress = Callable[[int], None]


@dataclass
class Run:
    """One import under way."""

    kind: RecordKind
    actor: Actor
    reading: Reading
    today: date
    mapping: ColumnMapping
    outcome: Outcome
    batch: ImportBatch | None
    """None in a dry run, which is taken back and keeps no events."""
    progress: Progress
    numbers: dict[str, Place] = field(default_factory=dict)
    seen: dict[str, list[Place]] = field(default_factory=dict)
    """What rows without a number say -> the rows that say it."""
    meant: dict[int, Place] = field(default_factory=dict)
    there: set[int] = field(default_factory=set)
    """The records that rows without a number became in an earlier import."""
    first: date | None = None
    """The day of the earliest act of what is new or changed."""
    headings: dict[str, str] = field(default_factory=dict)
    tried: Tried | None = None
    """What a dry run keeps of what it would write."""

    @cached_property
    def own(self) -> CellReader:
        """Who reads the cells of our own files."""
        return CellReader(self.kind, self.reading.reference, {})

    @cached_property
    def judge(self) -> Judge:
        """Who judges its new records."""
        return Judge(self.kind, self.actor, self.reading, self.today)


def row_of(place: Place, line: Line) -> Text:
    """Where another row stands, as one says it of this one."""
    sheet, row = place
    zh, en = (f"「{sheet}」", f" of {sheet}") if sheet != line.sheet else ("", "")
    return Text(f"{zh}第{row}行", f"row {row}{en}")


def wrong(run: Run, line: Line, fault: Fault) -> None:
    """Tell of something that keeps a row from being taken."""
    run.outcome.errors.add(finding_of(run, line, fault))


def remark(run: Run, line: Line, column: str, said: Text) -> None:
    """Tell of something odd in a row, which is taken as it stands."""
    run.outcome.warnings.add(finding_of(run, line, Fault(column, "", said, NOTHING)))


def doubtful(run: Run, line: Line, said: Text) -> None:
    """Tell that it is open whether the record of a row stands."""
    run.outcome.doubts.add(finding_of(run, line, Fault("number", line.number, said, NOTHING)))


def same_record(run: Run, line: Line, record: int, name: str) -> bool:
    """Tell of a row that means a record which a row above changes; whether it does."""
    if record not in run.meant:
        return False
    above = row_of(run.meant[record], line)
    problem = Text(f"和{above.zh}是同一件", f"is the record of {above.en} too")
    wrong(run, line, Fault("number", name, problem, Text("一件一行", "one row for each")))
    return True


def finding_of(run: Run, line: Line, fault: Fault) -> Finding:
    """A fault of a row as it is told: at its heading, with the value that stands there."""
    column = COLUMNS[run.kind].get(fault.column)
    heading = run.headings.get(fault.column) or (column.label.zh if column else fault.column)
    value = shortened(fault.value if fault.value not in ("", None) else line.cells.get(fault.column, ""))
    return Finding(line.sheet, line.row, fault.column, heading, value, fault.problem, fault.allowed, fault.nearest)


def refused_in(
    run: Run, line: Line, place: int, problem: CaseworkError | ActRefused | LawError, but: Collection[str] | None = None
) -> None:
    """Tell of each fault of an act at the column that says it; with `but`, of what stands in the row alone, and not of
    these columns, which are told of already.
    """
    act = line.acts[place]
    faults = [problem, *getattr(problem, "others", ())]
    for fault in faults:
        column = act.column_of(getattr(fault, "where", ""))
        if but is None or (column in line.cells and column not in but):
            wrong(run, line, Fault(column, "", *words_of(fault)))


def taken_as_recorded(run: Run, line: Line, place: int, refusal: ActRefused) -> list[str]:
    """Tell of an act that is taken as recorded although the law refuses it: [column, zh, en]."""
    column, problem = line.acts[place].columns["on"], words_of(refusal)[0]
    remark(run, line, column, Text(f"按原记录收入：{problem.zh}", f"Taken as recorded: {problem.en}"))
    return [column, problem.zh, problem.en]
