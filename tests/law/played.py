"""Lives played from their acts with the real work calendar: what the tests of the pure law start from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from casework.law.history import Done, play
from casework.law.keys import ActComplainedOf, Applicant
from casework.law.names import Act, RecordKind
from casework.law.terms.calendar import WorkCalendar, parse_arrangement

FIXTURES = Path(__file__).parents[2] / "fixtures" / "calendar"
ARRANGEMENTS = [
    parse_arrangement(json.loads((FIXTURES / f"{year}.json").read_text(encoding="utf-8"))) for year in range(2013, 2027)
]
NATIONAL = WorkCalendar(ARRANGEMENTS)
NO_CALENDAR = WorkCalendar([], this_year=2024)
"""A calendar in which every year before 2024 is missing."""

POLICE, TOWN, STRANGER = 1, 2, 9
"""Organs by id: two that may be respondents, and one that has nothing to do with the case."""
APPLICATION: Mapping[str, Any] = {
    "channel": "in_person",
    "applicants": (Applicant("citizen", "申请人甲"),),
    "respondents": (POLICE,),
    "matters": ("administrative_penalty",),
    "field": "public_security",
}
Said = tuple[Act, str, Mapping[str, Any]] | tuple[Act, str]


def day(text: str) -> date:
    """The date of an ISO text."""
    return date.fromisoformat(text)


def done(act: Act, on: str, keys: Mapping[str, Any] | None = None) -> Done:
    """An act as it was recorded; keys that are ISO dates are dates."""
    return Done(act, day(on), {name: dated(value) for name, value in (keys or {}).items()})


def dated(value: Any) -> Any:
    """A date for an ISO text, anything else as it is."""
    is_date = isinstance(value, str) and len(value) == 10 and value[4::3] == "--"
    return day(value) if is_date else value


def register(on: str, **keys: Any) -> Done:
    """The registration of an application."""
    return done(Act.REGISTER, on, {**APPLICATION, **keys})


def history(received: str, *acts: Said, **keys: Any) -> list[Done]:
    """A registration and the acts after it."""
    return [register(received, **keys), *(done(*act) for act in acts)]


def case(received: str, *acts: Said, calendar: WorkCalendar = NATIONAL, lenient: bool = False, **keys: Any) -> Any:
    """A case played from its registration; an act that the law refuses raises Unlawful, unless lenient."""
    return play(RecordKind.RECONSIDERATION, history(received, *acts, **keys), calendar, lenient=lenient)


def complained(**keys: Any) -> ActComplainedOf:
    """The act complained of."""
    return ActComplainedOf(**{name: dated(value) for name, value in keys.items()})


def record(kind: RecordKind, *acts: Said, lenient: bool = False) -> Any:
    """A record of another kind played from its acts."""
    return play(kind, [done(*act) for act in acts], NATIONAL, lenient=lenient)
