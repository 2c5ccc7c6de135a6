"""What a rule of integrity is, what it finds, and how it reads many records."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from casework.law.gaps import Gap
from casework.law.names import RecordKind
from casework.reference import Reference

BATCH = 500


@dataclass
class Result:
    """What a rule found: how many things it looked at, those that break it as (record, detail), gaps and notes.

    A gap is what the law wants and a record lacks, a note is what is worth doing; neither breaks a rule of integrity.
    """

    checked: int = 0
    broken: list[tuple[str, str]] = field(default_factory=list)
    gaps: list[tuple[str, Gap]] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)

    def look(self, record: str, problem: str) -> None:
        """Count one thing looked at; `problem` is empty where it is sound."""
        self.checked += 1
        if problem:
            self.broken.append((record, problem))


Only = Mapping[RecordKind, Collection[int]] | None
"""The records that are looked at, by kind and id; None for all."""


class Rule(NamedTuple):
    """A rule of integrity; `of_records` looks at each record by itself, and so at some alone where that is asked."""

    id: str
    zh: str
    en: str
    check: Callable[[Reference, date, Only], Result]
    of_records: bool = False


def batches(rows: Any, ids: Collection[int] | None, key: str = "pk") -> Iterator[list[Any]]:
    """Rows in the order of a key, so many at a time; those of some keys alone where `ids` are given."""
    if ids is not None:
        wanted = sorted(ids)
        for first in range(0, len(wanted), BATCH):
            yield list(rows.filter(**{f"{key}__in": wanted[first : first + BATCH]}).order_by(key))
        return
    last = 0
    while batch := list(rows.filter(**{f"{key}__gt": last}).order_by(key)[:BATCH]):
        last = getattr(batch[-1], key)
        yield batch


def asked(only: Only, kind: RecordKind) -> Collection[int] | None:
    """The ids of a kind that are looked at; None for all."""
    return None if only is None else only.get(kind, ())


def name_of(record: Any) -> str:
    """How a record is named in what a rule finds."""
    return f"{record.kind}:{record.pk} {record.number}".strip()
