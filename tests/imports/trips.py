"""What a site gives out and an empty one takes in: the files of all kinds, and what is counted before and after."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from casework.actions.reach import Actor
from casework.exports.bulk import csv_file, xlsx
from casework.exports.columns.shape import RowReading
from casework.exports.register import register
from casework.exports.resources import RESOURCES, Resource
from casework.exports.rows import Telling
from casework.imports.finding import Outcome
from casework.imports.mapping import ColumnMapping
from casework.imports.running import import_file
from casework.kinds import KINDS
from casework.law.names import RecordKind
from casework.models import Organ, Person
from casework.permissions import Reach
from casework.reference import Reference, reference_on
from casework.statistics.compute import compute
from casework.statistics.conditions import Window
from casework.statistics.datasets import Scope
from tests.factories import ALL_HANDS, TODAY

IN_CLEAR = RowReading(Reach(everything=True), "")
YEARS = tuple(Window(date(year, 1, 1), date(year, 12, 31), date(year, 12, 31)) for year in (2022, 2023, 2024, 2025))


class Trip(NamedTuple):
    """The files that leave a site, and the way into another: who imports, with which reference data."""

    folder: Path
    person: Person
    reference: Reference
    form: str = "csv"

    def given_out(self, organs: Iterable[Organ]) -> list[tuple[RecordKind, Organ, Path]]:
        """A file for each kind of record and organ that has any, cases before the suits that follow them."""
        return list(self._files(organs))

    def _files(self, organs: Iterable[Organ]) -> Iterator[tuple[RecordKind, Organ, Path]]:
        organs = list(organs)
        for kind, declared in KINDS.items():
            resource = RESOURCES[declared.resource]
            for organ in organs:
                standing = declared.model.objects.standing().filter(organ=organ).order_by("pk")
                if not standing.exists():
                    continue
                path = self.folder / f"{kind.value}-{organ.pk}.{self.form}"
                path.write_bytes(WRITTEN[self.form](resource, standing))
                yield kind, organ, path

    def taken_in(self, files: Iterable[tuple[RecordKind, Organ, Path]]) -> dict[RecordKind, list[Outcome]]:
        """What came of each file, imported by the hand of its organ."""
        found: dict[RecordKind, list[Outcome]] = {}
        for kind, organ, path in files:
            outcome = import_file(
                kind, path, actor=Actor(self.person, organ, ALL_HANDS), today=TODAY, reference=self.reference,
                mapping=ColumnMapping(), dry_run=False,
            )  # fmt: skip
            wrong = [(each.row, each.column, each.value, each.problem.zh) for each in outcome.errors.kept]
            assert wrong == [], f"{kind.value} of {organ}: {wrong}"
            found.setdefault(kind, []).append(outcome)
        return found

    def counted(self, scopes: Iterable[Scope]) -> dict[str, Any]:
        """All cells and figures of the scopes in the years."""
        return {
            f"{scope.organ.name}{'+' if scope.subtree else ''} {window.start.year} {name}": value
            for scope in scopes
            for window in YEARS
            for name, value in self._counted(scope, window)
        }

    def _counted(self, scope: Scope, window: Window) -> Iterator[tuple[str, Any]]:
        report = compute(scope, window, self.reference.vocabulary)
        yield from ((name, figure.value) for name, figure in report.figures.items())
        for key, table in report.tables.items():
            for (row, column), value in table.values.items():
                yield f"{key}.{row.replace('；', '，')}.{column}", value  # of a court's name in a cell of several


def _csv(resource: Resource, records: Any) -> bytes:
    return b"".join(csv_file(resource, records, IN_CLEAR))


def _xlsx(resource: Resource, records: Any) -> bytes:
    with xlsx(resource, records, IN_CLEAR) as book:
        return book.read()


def _register(resource: Resource, records: Any, language: str = "zh-hans") -> bytes:
    kind, reference = RecordKind(records.model.kind), reference_on(TODAY)
    with register(kind, records, IN_CLEAR, reference, language, Telling()) as book:
        return book.read()


WRITTEN: dict[str, Callable[[Resource, Any], bytes]] = {
    "csv": _csv,
    "xlsx": _xlsx,
    "register": _register,
    "register-en": partial(_register, language="en"),
}


def differing(before: dict[str, Any], after: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """What is not the same in both."""
    names = {**before, **after}
    return {name: (before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name)}
