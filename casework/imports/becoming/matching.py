"""Which record of the organ a row means: by its number, of a dispute by the court's; and which it looks like."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from casework.derivations.values import compared
from casework.imports.becoming.standing import own_row
from casework.imports.columns.shape import each
from casework.imports.rows import Line
from casework.imports.values import CellReader
from casework.kinds import KINDS
from casework.law.names import RecordKind
from casework.models import Applicant, ImportedRow, Instance, LedgerEntry, Organ, Participant, RespondentCase

Known = dict[int, Any]
"""Number of a row -> the record that it means."""


def meant(kind: RecordKind, organ: Organ, lines: Sequence[Line], reader: CellReader) -> Known:
    """The standing records of the organ that these rows mean; `reader` reads the records' own rows.

    Digits alone are the number of a record only where the row says who and when as the record does.
    """
    model: Any = KINDS[kind].model
    standing = model.objects.standing().filter(organ=organ)
    numbers = [number for line in lines if (number := line.number or line.bare)]
    by_number = {record.number: record for record in _records(standing, numbers, "number__in")}
    found = {line.row: by_number[line.number] for line in lines if line.number in by_number}
    for line in lines:
        record = by_number.get(line.bare)
        if record is not None and is_same(kind, line.values, own_row(record, reader)):
            found[line.row] = record
    if kind is RecordKind.LITIGATION:
        found |= _by_court(standing, [line for line in lines if not line.number and line.row not in found])
    return found


def is_known(kind: RecordKind, organ: Organ, numbers: Sequence[str]) -> bool:
    """Whether one of these is the number of a standing record of the organ."""
    model: Any = KINDS[kind].model
    return bool(numbers) and bool(model.objects.standing().filter(organ=organ, number__in=numbers).exists())


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
    return str(next(iter(each(line.values, "court_number")), ""))


def imported(kind: RecordKind, organ: Organ, lines: Sequence[Line]) -> dict[str, int]:
    """The digests among those of these rows that became records in an earlier import, which was not undone: the ids."""
    digests = [line.digest for line in lines if not line.number]
    if not digests:
        return {}
    rows = ImportedRow.objects.filter(digest__in=digests, batch__organ=organ, batch__kind=kind.value)
    return dict(rows.filter(batch__undone_at=None).values_list("digest", "record"))


def resembled(kind: RecordKind, organ: Organ, lines: Sequence[Line], but: Collection[int]) -> dict[int, list[Any]]:
    """Rows without a number -> the records that they look like: of the same day, and of a person of the same name or
    an entry of the same kind and subject. Records of the ids `but` are those that other rows mean.
    """
    signs = {line.row: _signs(kind, line) for line in lines if not line.number}
    wanted = {sign for each in signs.values() for sign in each}
    standing: dict[Sign, set[int]] = {}
    for pk, *sign in _standing(kind, organ, {name for name, *_rest in wanted}) if wanted else ():
        if tuple(sign) in wanted and pk not in but:
            standing.setdefault(tuple(sign), set()).add(pk)
    model: Any = KINDS[kind].model
    records = model.objects.select_related("organ").in_bulk({pk for each in standing.values() for pk in each})
    like = {row: {pk for sign in each for pk in standing.get(sign, ())} for row, each in signs.items()}
    return {row: [records[pk] for pk in sorted(pks)] for row, pks in like.items() if pks}


Sign = tuple[Any, ...]
"""A name, the day, and for an entry its kind."""
PEOPLE: Mapping[RecordKind, tuple[str, str]] = {
    RecordKind.RECONSIDERATION: ("case", "applicants"),
    RecordKind.LITIGATION: ("litigation", "plaintiffs"),
    RecordKind.MEDIATION: ("mediation", "disputants"),
}
"""Kinds whose rows are told apart by day and person: to what the people belong, the key of the act that names them."""


def _signs(kind: RecordKind, line: Line) -> set[Sign]:
    on, keys = line.acts[0].on, line.acts[0].keys
    if kind is RecordKind.LEDGER:
        return {(keys["subject"], on, keys["kind"])} if keys.get("subject") else set()
    if kind is RecordKind.RESPONDENT:
        return {(keys["applicant"], on)}
    return {(compared(person["name"]), on) for person in keys.get(PEOPLE[kind][1], ())}


def _standing(kind: RecordKind, organ: Organ, names: set[str]) -> Iterable[tuple[Any, ...]]:
    """The id and the sign of each standing record of these names."""
    if kind is RecordKind.LEDGER:
        entries = LedgerEntry.objects.standing().filter(organ=organ, subject__in=names)
        return entries.values_list("pk", "subject", "received_on", "entry_kind")
    if kind is RecordKind.RESPONDENT:
        cases = RespondentCase.objects.standing().filter(organ=organ, applicant__in=names)
        return cases.values_list("pk", "applicant", "received_on")
    of = PEOPLE[kind][0]
    people: Any = Applicant if kind is RecordKind.RECONSIDERATION else Participant
    found = people.objects.filter(**{f"{of}__organ": organ, f"{of}__voided_on": None, "alike__in": names})
    signs: Iterable[tuple[Any, ...]] = found.values_list(f"{of}_id", "alike", f"{of}__received_on")
    return signs


# ---- The same number, and the same record? --------------------------------------------------------------------------

IDENTIFYING: Mapping[RecordKind, tuple[tuple[str, ...], ...]] = {
    RecordKind.RECONSIDERATION: (("respondent",), ("applicant",), ("received_on",)),
    RecordKind.LITIGATION: (("court_number",), ("plaintiff",), ("received_on",)),
    RecordKind.MEDIATION: (("body",), ("party", "other_party"), ("received_on",)),
    RecordKind.LEDGER: (("kind",), ("subject",), ("on",)),
    RecordKind.RESPONDENT: (("deciding_organ",), ("applicant",), ("received_on",)),
}
"""What a record is known by beside its number: columns, of which those that stand together say one thing."""


def is_same(kind: RecordKind, said: Mapping[str, Any], own: Mapping[str, Any]) -> bool:
    """Whether what a row says identifies the record whose own row is given: nothing is otherwise, and two are alike."""
    found = [alike for _column, alike in _compared(kind, said, own)]
    return len(found) > 1 and all(found)


def apart(kind: RecordKind, said: Mapping[str, Any], own: Mapping[str, Any]) -> list[str]:
    """The columns by which a row is another record than the one of its number: those that identify, where all do."""
    found = list(_compared(kind, said, own))
    return [column for column, _alike in found] if len(found) > 1 and not any(alike for _column, alike in found) else []


def _compared(kind: RecordKind, said: Mapping[str, Any], own: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    """Each thing that both say, by its first column: whether they say one of it alike."""
    for columns in IDENTIFYING[kind]:
        here, there = (_values(columns, values) for values in (said, own))
        if here and there:
            yield columns[0], any(value in there for value in here)


def _values(columns: tuple[str, ...], values: Mapping[str, Any]) -> list[Any]:
    found = (value for column in columns for value in each(values, column))
    return [compared(value) if isinstance(value, str) else value for value in found]
