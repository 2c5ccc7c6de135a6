"""Deadlines beside `numpy.busday_offset`, called once for each date, over the same calendar.

`python -m tests.performance.acting.deadlines` needs no database: it reads the arrangements of `fixtures/calendar`.
"""

from __future__ import annotations

import argparse
import json
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from casework.law.names import Edition
from casework.law.terms.calendar import WorkCalendar, parse_arrangement
from casework.law.terms.deadlines import due_date, explain
from casework.law.terms.terms import Unit, get_term
from tests.performance.shared.timing import in_turns

CALENDARS = Path(__file__).resolve().parents[3] / "fixtures" / "calendar"
FIRST, LAST = date(2014, 1, 1), date(2025, 6, 30)
TERM = get_term("send_copy", Edition.E2023)
"""Seven working days: what numpy counts too."""


def calendar() -> WorkCalendar:
    """The work calendar of all years that the project brings along."""
    years = sorted(CALENDARS.glob("*.json"))
    return WorkCalendar(parse_arrangement(json.loads(path.read_text(encoding="utf-8"))) for path in years)


def measure(rounds: int) -> dict[str, Any]:
    """Milliseconds for all dates: without and with explanation, each beside numpy. Raises SystemExit if they differ."""
    ours = calendar()
    starts = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
    span = [date(2013, 1, 1) + timedelta(days=n) for n in range((date(2025, 12, 31) - date(2013, 1, 1)).days + 1)]
    days_off = [day for day in span if not ours.is_working_day(day)]
    theirs = np.busdaycalendar(weekmask="1111111", holidays=np.array(days_off, dtype="datetime64[D]"))
    dates = [np.datetime64(day) for day in starts]
    length = TERM.length
    assert length is not None
    assert TERM.unit is Unit.WORKING_DAY

    def numpy_counts() -> list[Any]:
        return [np.busday_offset(day, length, roll="backward", busdaycal=theirs) for day in dates]

    def we_count() -> list[date | None]:
        return [due_date(TERM, day, ours) for day in starts]

    wrong = [a for a, b, c in zip(starts, we_count(), numpy_counts(), strict=True) if b != c.astype(date)]
    if wrong:
        raise SystemExit(f"Ours differs from numpy's from {wrong[0]}")
    explained = partial(lambda: [explain(TERM, day, ours) for day in starts])
    return {
        "dates": len(starts),
        "plain": in_turns(we_count, numpy_counts, rounds),
        "explained": in_turns(explained, numpy_counts, rounds),
    }


def main() -> None:
    """Print what was measured as JSON."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    print(json.dumps(measure(parser.parse_args().rounds)))


if __name__ == "__main__":
    main()
