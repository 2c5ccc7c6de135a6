"""Which record of the organ a row means: by its number, of a dispute by the court's; and which it looks like."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from casework.derivations.values import compared
from casework.imports.rows import Line
from casework.kinds import KINDS
from casework.law.names import RecordKind
from casework.models import Applicant, ImportedRow, Instance, Organ, Participant

Known = dict[int, Any]
"""Number of a row -> the record that it means."""


def meant(kind: RecordKind, organ: Organ, lines: Sequence[Line]) -> Known:
    """The standing records of the organ that these rows mean."""
    model: Any = KINDS[kind].model
    standing = model.objects.standing().filter(organ=organ)
    numbers = [line.number for line in lines if line.number]
    by_number = {record.number: record for record in _records(standing, numbers, "number__in")}
    found = {line.row: by_number[line.number] for line in lines if line.number in by_number}
    if kind is RecordKind.LITIGATION:
        found |= _by_court(standing, [line for line in lines if not line.number])
    return found


def _records(standing: Any, values: Sequence[Any], asked: str) -> Iterable[Any]:
    return standing.filter(**{asked: values}).select_related("organ") if values else ()


def _by_court(standing: Any, lines: Sequence[Line]) -> Known:
    """Disputes by the court's number of their first instance, where it is that of one alone."""
    said = {line.row: _court_number(line) for line in lines}
    instances = Instance.objects.filter(court_number__in=[*said.values()], position=0, litigation__in=standing)
    by_court: dict[str, list[Any]] = {}
    for instance in instances.select_related("litigation__organ") if said else ():
        by_court.setdefault(instance.court_number, []).append(instance.litigation)
    return {row: by_court[number][0] for row, number in said.items() if len(by_court.get(number, ())) == 1}


def _court_number(line: Line) -> str:
    return str(line.acts[0].keys.get("court_number", ""))


def imported(kind: RecordKind, organ: Organ, lines: Sequence[Line]) -> set[str]:
    """The digests among those of these rows that became records in an earlier import, which was not undone."""
    digests = [line.digest for line in lines if not line.number]
    if not digests:
        return set()
    rows = ImportedRow.objects.filter(digest__in=digests, batch__organ=organ, batch__kind=kind.value)
    return set(rows.filter(batch__undone_at=None).values_list("digest", flat=True))


def resembled(kind: RecordKind, organ: Organ, lines: Sequence[Line]) -> dict[int, str]:
    """Rows without a number -> the number of a record of the same day and of a person of the same name."""
    names = {line.row: (line.acts[0].on, _names(kind, line)) for line in lines if not line.number}
    wanted = {name for _on, each in names.values() for name in each}
    if not wanted:
        return {}
    rows = _people(kind, organ).filter(alike__in=wanted).values_list(*PEOPLE[kind])
    known: dict[tuple[str, date], str] = {(alike, on): number for alike, on, number in rows}
    found = {row: [known[name, on] for name in each if (name, on) in known] for row, (on, each) in names.items()}
    return {row: numbers[0] for row, numbers in found.items() if numbers}


PEOPLE = {
    RecordKind.RECONSIDERATION: ("alike", "case__received_on", "case__number"),
    RecordKind.MEDIATION: ("alike", "mediation__received_on", "mediation__number"),
}
"""Kinds whose rows are told apart by day and person; columns of the people."""
NAMED = {RecordKind.RECONSIDERATION: "applicants", RecordKind.MEDIATION: "disputants"}


def _people(kind: RecordKind, organ: Organ) -> Any:
    if kind is RecordKind.MEDIATION:
        return Participant.objects.filter(mediation__organ=organ, mediation__voided_on=None)
    return Applicant.objects.filter(case__organ=organ, case__voided_on=None)


def _names(kind: RecordKind, line: Line) -> list[str]:
    people = line.acts[0].keys.get(NAMED.get(kind, ""), ())
    return [compared(person["name"]) for person in people]
