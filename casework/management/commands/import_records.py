"""Import records from a spreadsheet: dry run first, all or nothing."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from casework.actions.reach import Actor
from casework.errors import FaultyInput, named
from casework.imports.finding import Finding, Outcome
from casework.imports.mapping import ColumnMapping
from casework.imports.preview import Moved
from casework.imports.running import import_file
from casework.imports.tables import TableFault
from casework.law.names import RecordKind, Role
from casework.law.words.languages import Text, spoken
from casework.management.base import DOES_NOT_HOLD, CaseworkCommand, add_format
from casework.reference import reference_on
from casework.statistics.counting.rates import number, unplain
from casework.statistics.words.numbers import number_words
from casework.text.reading import from_json, text_of_file

EVERY_HAND = frozenset({Role.CLERK, Role.SUPERVISOR, Role.APPROVER})
"""A command acts as one person who is clerk, supervisor and approver of the organ, as stories do."""


class Command(CaseworkCommand):
    """import_records KIND FILE --organ O [--dry-run] [--mapping F] [--format text|json]."""

    help = "import records from a spreadsheet: XLSX, XLS, XLSB, ODS, CSV, TSV"
    does_not_hold = "有错误的行，什么也没有写入"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Kind, file, organ, and how it is read."""
        parser.add_argument("kind", help="reconsideration, litigation, mediation, ledger or respondent")
        parser.add_argument("file", help="the spreadsheet")
        parser.add_argument("--organ", required=True, help="whose records they are: name, former name or division code")
        parser.add_argument("--dry-run", action="store_true", dest="dry_run", help="say what would be done")
        parser.add_argument("--mapping", help="a JSON file that says what headings and values mean")
        add_format(parser)

    def before(self, **options: Any) -> None:
        """Refuse a wrong kind and a file that is not there."""
        _kind(options["kind"])
        file = options["file"]
        if not Path(file).is_file():
            raise FaultyInput(f"没有文件「{file}」", f"There is no file {file!r}", where="file")

    def run(self, **options: Any) -> int:
        """Import, and print what came of it."""
        today = self.today()
        reference = reference_on(today)
        kind = _kind(options["kind"])
        mapping = _mapping(kind, options["mapping"])
        actor = Actor(None, reference.organ(options["organ"]), EVERY_HAND)
        try:
            outcome = import_file(
                kind,
                Path(options["file"]),
                actor=actor,
                today=today,
                reference=reference,
                mapping=mapping,
                dry_run=options["dry_run"],
                progress=lambda rows: self.note(f"{rows}行"),
            )
        except TableFault as fault:
            outcome = _of_table(fault, dry_run=options["dry_run"])
        for told in outcome.told:
            self.note(spoken(told, self.language))
        if options["format"] == "json":
            self.print_json(_as_json(outcome, self.language))
        else:
            self._print(outcome)
        return DOES_NOT_HOLD if outcome.errors.count else 0

    def _print(self, outcome: Outcome) -> None:
        for finding in outcome.errors.kept:
            self.stdout.write(_line(finding, self.language))
        for finding in (*outcome.doubts.kept, *outcome.warnings.kept):
            self.note(_line(finding, self.language))
        like = f"像是已有的{outcome.resembling}，" if outcome.resembling else ""
        verb = "会新增" if outcome.dry_run else "新增"
        self.stdout.write(
            f"{outcome.rows}行：{verb}{outcome.created}，更改{outcome.changed}，不变{outcome.unchanged}，"
            f"按原记录收入{outcome.as_recorded}，{like}错误{outcome.errors.count}"
        )
        for moved in outcome.tables:
            self.stdout.write(_moved_line(moved, self.language))


def _of_table(fault: TableFault, *, dry_run: bool) -> Outcome:
    """What came of a file whose table cannot be read: that alone, at its head."""
    outcome = Outcome(dry_run)
    problem, nothing = Text(fault.zh, fault.en), Text("", "")
    outcome.errors.add(Finding(fault.sheet, fault.row, fault.where, fault.where, "", problem, nothing))
    return outcome


def _kind(text: str) -> RecordKind:
    for kind in RecordKind:
        if text in (kind.value, kind.zh):
            return kind
    raise named("记录种类", "kind of record", text, [kind.value for kind in RecordKind], where="kind")


def _mapping(kind: RecordKind, path: str | None) -> ColumnMapping:
    return (
        ColumnMapping.read(kind, from_json(text_of_file(Path(path)), "映射", "The mapping"))
        if path
        else ColumnMapping()
    )


def _line(finding: Finding, language: str) -> str:
    allowed = spoken(finding.allowed, language)
    nearest = f"（最接近：{finding.nearest}）" if finding.nearest else ""
    said = f"「{finding.value}」" if finding.value else ""
    place = f"{finding.sheet} 第{finding.row}行 {finding.heading}"
    return f"{place}{said}：{spoken(finding.problem, language)}{'；可以：' + allowed if allowed else ''}{nearest}"


def _moved_line(moved: Moved, language: str) -> str:
    before, after = (number_words(unplain(value), moved.unit) for value in (moved.before, moved.after))
    return f"{moved.year} {moved.table} {spoken(moved.words, language)}：{before} → {after}"


def _as_json(outcome: Outcome, language: str) -> dict[str, Any]:
    """The JSON result, with what was changed and taken as recorded."""
    return {
        "rows": outcome.rows,
        "created": outcome.created,
        "unchanged": outcome.unchanged,
        "errors": [_told(finding, language) for finding in outcome.errors.kept],
        "dry_run": outcome.dry_run,
        "changed": outcome.changed,
        "as_recorded": outcome.as_recorded,
        "warnings": [_told(finding, language) for finding in (*outcome.doubts.kept, *outcome.warnings.kept)],
        "resembling": outcome.resembling,
        "said": [spoken(told, language) for told in outcome.told],
        "tables": [
            {
                "year": moved.year,
                "table": moved.table,
                "label": spoken(moved.words, language),
                "before": number(unplain(moved.before)),
                "after": number(unplain(moved.after)),
            }
            for moved in outcome.tables
        ],
    }


def _told(finding: Finding, language: str) -> dict[str, Any]:
    return {
        "row": finding.row,
        "column": finding.column,
        "value": finding.value,
        "problem": spoken(finding.problem, language),
        "allowed": spoken(finding.allowed, language),
        "nearest": finding.nearest,
        "sheet": finding.sheet,
        "heading": finding.heading,
    }
