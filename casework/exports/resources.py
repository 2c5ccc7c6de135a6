"""The resources that leave the house as rows: their declared columns, their rows in bulk, their dictionary.

A column is an expression of the database, so that a list of any length is one statement: a page, a file and a pull
read the same columns, and what is masked never leaves the database.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import FilteredRelation, Q, QuerySet

from casework.errors import FaultyInput, named
from casework.exports.columns import flat
from casework.exports.columns.litigation import COLUMNS as SUIT_COLUMNS
from casework.exports.columns.others import (
    EVENT_COLUMNS,
    LEDGER_COLUMNS,
    MEDIATION_COLUMNS,
    ORGAN_COLUMNS,
    POPULATION_COLUMNS,
    TERM_COLUMNS,
    kinds_of_ledger,
    record_columns,
)
from casework.exports.columns.reconsideration import COLUMNS as CASE_COLUMNS
from casework.exports.columns.shape import Codes, Given, RowReading
from casework.filters.asked import Sight, read_in_clear
from casework.kinds import KINDS
from casework.kinds.facts import labels_of
from casework.law.names import RecordKind
from casework.masking import Holds, holds
from casework.models import (
    Appearance,
    Applicant,
    CaseEntry,
    Event,
    Extension,
    Hearing,
    Instance,
    LedgerQuantity,
    Organ,
    Population,
    Respondent,
    Service,
    Stop,
    Term,
)
from casework.models.base import OPEN_END
from casework.permissions import Reach

CHUNK = 2000
Json = dict[str, Any]


@dataclass(frozen=True, eq=False)
class Resource:
    """A resource: its key in addresses, its model, its columns, its kind of record (None for what is no record).

    Rows below records say of which kind those are, and by which way of the model a row leads to its record. Reference
    data are few: they are pulled whole, and no event tells of their changes.
    """

    key: str
    model: Any
    columns: tuple[Given, ...]
    kind: RecordKind | None = None
    below: RecordKind | None = None
    owner: str = ""
    is_reference: bool = False

    @cached_property
    def by_name(self) -> dict[str, Given]:
        """Its columns by name."""
        return {column.name: column for column in self.columns}

    def chosen(self, fields: Sequence[str] | None) -> tuple[Given, ...]:
        """The columns named, in the order named; all where none is. Raises FaultyInput for an unknown one."""
        if not fields:
            return self.columns
        for place, name in enumerate(fields):
            if name not in self.by_name:
                raise named("列", "column", name, list(self.by_name), where="fields")
            if name in fields[:place]:
                raise FaultyInput(f"列「{name}」写了两次", f"The column {name!r} stands twice", where="fields")
        return tuple(self.by_name[name] for name in fields)

    def selected(self, queryset: QuerySet[Any], columns: Sequence[Given], reading: RowReading) -> QuerySet[Any]:
        """The queryset as tuples of these columns, in its own order."""
        if any(column.standing for column in columns):
            last = Q(phases__superseded_on=OPEN_END)  # no other phase superseded it
            queryset = queryset.annotate(standing=FilteredRelation("phases", condition=last))
        return queryset.values_list(*(column.read(reading) for column in columns))


OF_RECORDS: dict[RecordKind, tuple[Given, ...]] = {
    RecordKind.RECONSIDERATION: CASE_COLUMNS,
    RecordKind.LITIGATION: SUIT_COLUMNS,
    RecordKind.MEDIATION: MEDIATION_COLUMNS,
    RecordKind.LEDGER: LEDGER_COLUMNS,
}
"""Kinds of record that are told in columns of their own; those of any other follow from its facts."""


def _columns(kind: RecordKind) -> tuple[Given, ...]:
    return OF_RECORDS.get(kind) or record_columns(kind)


RESOURCES: dict[str, Resource] = {
    resource.key: resource
    for resource in (
        *(Resource(kind.resource, kind.model, _columns(kind.kind), kind.kind) for kind in KINDS.values()),
        *(
            Resource(key, model, columns, below=RecordKind.RECONSIDERATION, owner=flat.CASE)
            for key, model, columns in (
                ("parties", Applicant, flat.PARTIES),
                ("respondents", Respondent, flat.RESPONDENTS),
                ("suspensions", Stop, flat.SUSPENSIONS),
                ("extensions", Extension, flat.EXTENSIONS),
                ("services", Service, flat.SERVICES),
                ("letters", CaseEntry, flat.LETTERS),
            )
        ),
        *(
            Resource(key, model, columns, below=RecordKind.LITIGATION, owner=owner)
            for key, model, columns, owner in (
                ("instances", Instance, flat.INSTANCES, flat.OF_INSTANCE),
                ("hearings", Hearing, flat.HEARINGS, flat.OF_HEARING),
                ("appearances", Appearance, flat.APPEARANCES, flat.OF_APPEARANCE),
            )
        ),
        Resource("quantities", LedgerQuantity, flat.QUANTITIES, below=RecordKind.LEDGER, owner=flat.OF_QUANTITY),
        Resource("events", Event, EVENT_COLUMNS),
        Resource("organs", Organ, ORGAN_COLUMNS, is_reference=True),
        Resource("populations", Population, POPULATION_COLUMNS, is_reference=True),
        Resource("terms", Term, TERM_COLUMNS, is_reference=True),
    )
}


def reading_of(sight: Sight, *, masked: bool = False, base: str = "") -> RowReading:
    """How a reader reads rows; `masked` hides all names, whoever reads. `base` is what addresses begin with."""
    if masked:
        return RowReading(Reach(), base)
    return RowReading(read_in_clear(sight), base)


def rows(
    resource: Resource, queryset: QuerySet[Any], reading: RowReading, fields: Sequence[str] | None = None
) -> Iterator[tuple[Any, ...]]:
    """The rows as tuples of the chosen columns, in the queryset's order; one statement, read as they are taken.

    Dates are dates, amounts Decimals, lists lists (one text each where the reading is flat), what is missing None.
    """
    found: Iterator[tuple[Any, ...]] = resource.selected(queryset, resource.chosen(fields), reading).iterator(CHUNK)
    return found


def records(
    resource: Resource, queryset: QuerySet[Any], reading: RowReading, fields: Sequence[str] | None = None
) -> Iterator[Json]:
    """The same rows as mappings of column name -> value."""
    names = [column.name for column in resource.chosen(fields)]
    return (dict(zip(names, row, strict=True)) for row in rows(resource, queryset, reading, fields))


def describe(resource: Resource) -> list[Json]:
    """The dictionary of a resource: one entry a column, with both languages.

    `codes` are the codes of a column with their labels; `terms` is the list of terms that holds them instead. `masked`
    says what a reader without names gets of a personal column: first_character_only, class_only, or left_out.
    """
    return [_entry(column) for column in resource.columns]


def _entry(column: Given) -> Json:
    return {
        "name": column.name,
        "type": column.type,
        "items": column.items if column.type == "list" else None,
        "unit": column.unit or None,
        "label": {"zh": column.label.zh, "en": column.label.en},
        "meaning": {"zh": column.meaning.zh, "en": column.meaning.en},
        "source": column.source or None,
        "personal": column.personal,
        "masked": _masked(column),
        **_codes(column.codes),
    }


MASKED: dict[Holds, str] = {
    Holds.NAME: "first_character_only",
    Holds.FREE: "left_out",
    Holds.CAUSE: "class_only",
    Holds.SUBJECT: "left_out",
}


def _masked(column: Given) -> str | None:
    if not column.personal:
        return None
    return MASKED[holds(column.covers[0].rpartition(".")[2])]


def _codes(codes: Codes) -> Json:
    if codes == "ledger_kind":
        codes = kinds_of_ledger()
    if isinstance(codes, str):
        return {"terms": codes or None, "codes": None}
    labels = labels_of(codes)
    return {"terms": None, "codes": [{"code": code, "zh": label.zh, "en": label.en} for code, label in labels.items()]}
