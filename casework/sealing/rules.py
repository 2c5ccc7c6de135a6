"""What must hold before a report is sealed: the rules of its records, and every balance of its tables."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from casework.integrity.rules import check_records
from casework.law.names import RecordKind
from casework.reference import Reference
from casework.sealing.canonical import Json
from casework.sealing.content import records_of
from casework.statistics.counting.rates import unplain


class Failure(NamedTuple):
    """A rule or a balance that does not hold: its id, its words, and what breaks it as (record, detail)."""

    id: str
    zh: str
    en: str
    broken: tuple[tuple[str, str], ...]


def failures(content: Json, reference: Reference, today: date) -> list[Failure]:
    """What does not hold: it has to be mended, or explained in writing."""
    only = {RecordKind(kind): ids for kind, ids in records_of(content).items()}
    found = [
        Failure(rule.id, rule.zh, rule.en, tuple(result.broken))
        for rule, result in check_records(reference, today, only)
        if result.broken
    ]
    return [*found, *_gaps(content)]


def _gaps(content: Json) -> Iterator[Failure]:
    for table in content["tables"]:
        for check in table["checks"]:
            if check["left"] != check["right"]:
                left, right = unplain(check["left"]) or 0, unplain(check["right"]) or 0
                detail = f"{check['left']} ≠ {check['right']} ({left - right})"
                words = [f"{table['key']} {check['label'][language]}" for language in ("zh", "en")]
                yield Failure(f"{table['key']}.{check['id']}", words[0], words[1], ((table["key"], detail),))
