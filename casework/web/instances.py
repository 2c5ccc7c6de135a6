"""The instances of a dispute: court, days, hearings with who came, result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from casework.law.names import InstanceLevel
from casework.models import Litigation
from casework.web.access import Visit
from casework.web.words import code_words, day_words, joined, listed_words


@dataclass(frozen=True)
class InstanceLine:
    """One instance (审级)."""

    level: str
    court: str
    court_number: str
    received: str
    hearings: list[str]
    closed: str
    result: str


def instances_of(suit: Litigation, visit: Visit) -> list[InstanceLine]:
    """The instances in order; hearings, appearances and organs are prefetched."""
    language = visit.language
    return [
        InstanceLine(
            level=code_words(InstanceLevel, instance.level, language),
            court=instance.court,
            court_number=instance.court_number,
            received=day_words(instance.received_on, language),
            hearings=[_hearing(h, visit) for h in sorted(instance.hearings.all(), key=lambda h: (h.on, h.position))],
            closed=day_words(instance.closed_on, language),
            result=listed_words(visit.reference.vocabulary, "result", instance.result, language),
        )
        for instance in sorted(suit.instances.all(), key=lambda instance: instance.position)
    ]


def _hearing(hearing: Any, visit: Visit) -> str:
    words = day_words(hearing.on, visit.language)
    came = [_appearance(appearance, visit) for appearance in hearing.appearances.all()]
    gap = "：" if visit.language.startswith("zh") else ": "
    return f"{words}{gap}{joined(came, visit.language)}" if came else words


def _appearance(appearance: Any, visit: Visit) -> str:
    vocabulary = visit.reference.vocabulary
    who = f"{appearance.organ.name} {listed_words(vocabulary, 'rank', appearance.rank, visit.language)}"
    if not appearance.absence_reason:
        return who
    reason = listed_words(vocabulary, "absence_reason", appearance.absence_reason, visit.language)
    return f"{who}（{reason}）" if visit.language.startswith("zh") else f"{who} ({reason})"
