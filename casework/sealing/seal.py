"""A seal: the report with who answers for it, as one content under one checksum; and whether it is whole."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from casework.filters.asked import Question
from casework.models import Person, SealedReport, SealState
from casework.sealing.canonical import Json, canonical, checksum, pack, unpack
from casework.sealing.rules import Failure
from casework.statistics.conditions import Window
from casework.statistics.datasets import Scope


def question_of(report: SealedReport) -> Question:
    """What a report was asked for."""
    window = Window(report.period_from, report.period_to, report.as_of)
    return Question(Scope(report.organ, report.subtree), window, report.basis or None)


def signed(person: Person, at: datetime) -> Json:
    """Who answers, and since when."""
    return {"id": person.pk, "name": str(person), "at": moment(at)}


def moment(at: datetime | None) -> str | None:
    """A time as it is sealed, in UTC."""
    return at.astimezone(UTC).isoformat() if at is not None else None


def explained(found: Sequence[Failure], said: Mapping[str, str]) -> list[Json]:
    """What does not hold, each with its explanation."""
    return [
        {
            "id": failure.id,
            "title": {"zh": failure.zh, "en": failure.en},
            "broken": [list(one) for one in failure.broken],
            "explanation": said[failure.id],
        }
        for failure in found
    ]


def restated(report: SealedReport) -> Json | None:
    """What a report restates, and why; None for a first version."""
    if report.predecessor is None:
        return None
    return {"id": report.predecessor.pk, "checksum": report.predecessor.checksum, "reason": report.reason}


def put(report: SealedReport, content: Json) -> None:
    """Give a report its content and checksum; nothing is saved."""
    text = canonical(content)
    report.content, report.checksum = pack(text), checksum(text)


def content_of(report: SealedReport) -> Json:
    """The content of a sealed report. Raises ValueError or zlib.error where it is damaged."""
    found: Json = json.loads(unpack(report.content or b""))
    return found


def problem_of(report: SealedReport) -> str:
    """What is wrong with a seal, "" where it is whole: the checksum is computed anew, the columns are compared."""
    try:
        text = unpack(report.content or b"")
        content = json.loads(text)
    except (zlib.error, ValueError):
        return "内容损坏，读不出来"
    found = checksum(text)
    if found != report.checksum:
        return f"校验值不符：应为{report.checksum}，现为{found}"
    columns = columns_of(report)
    if not content.get("confirmed"):  # a confirmation is no part of what is sealed; it was in seals of before
        columns = {name: value for name, value in columns.items() if not name.startswith("confirmed.")}
    wrong = [name for name, value in columns.items() if _inside(content, name) != value]
    wrong += [] if _files(content.get("files", [])) == _files(report.files.values("form", "checksum")) else ["files"]
    return f"列与封存的内容不符：{'、'.join(wrong)}" if wrong else ""


def _files(named: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    return {one["form"]: one["checksum"] for one in named}


def columns_of(report: SealedReport) -> dict[str, Any]:
    """The columns of a report that its content repeats, under their place in it."""
    confirmed = report.state == SealState.CONFIRMED
    return {
        "report.organ.id": report.organ_id,
        "report.subtree": report.subtree,
        "report.period.from": report.period_from.isoformat(),
        "report.period.to": report.period_to.isoformat(),
        "report.as_of": report.as_of.isoformat(),
        "report.basis": report.basis or None,
        "report.definitions": report.definitions,
        "version": report.version,
        "restates": restated(report),
        "sealed.id": report.sealed_by_id,
        "sealed.at": moment(report.sealed_at),
        "confirmed.id": report.confirmed_by_id if confirmed else None,
        "confirmed.at": moment(report.confirmed_at),
    }


def _inside(content: Any, name: str) -> Any:
    for part in name.split("."):
        content = content.get(part) if isinstance(content, dict) else None
    return content
