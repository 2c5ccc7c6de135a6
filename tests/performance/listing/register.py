"""One person's records of all kinds beside one exact search, and a month of plans beside a page of a list.

`python -m tests.performance.listing.register` measures in the database of DATABASE_URL that `many` has filled; it plans
what a busy organ has in a month.
"""

from __future__ import annotations

import argparse
import json
from datetime import timedelta
from functools import partial
from typing import Any

import django

if __name__ == "__main__":
    django.setup()

from django.test import RequestFactory

from casework.filters.lists import listed
from casework.law.names import Planned
from casework.models import Applicant, Plan
from casework.web.desk.calendar import calendar
from casework.web.lists.lists import PAGE_ROWS, listed_page
from casework.web.record.people import people
from casework.web.shell.access import Visit
from tests.performance.listing.lists import CASES, ON, readers
from tests.performance.shared.timing import in_turns

PLANNED = 180
"""Hearings, talks and visits of a busy organ in one month."""


def request_of(visit: Visit, query: dict[str, str]) -> Any:
    """A request of that person for a page."""
    request: Any = RequestFactory().get("/", query)
    request.user, request.visit = visit.person, visit
    return request


def plan_a_month(visit: Visit) -> None:
    """Plans on the days of the month, each of a case of its own."""
    cases = listed(CASES, {}, visit).order_by("-pk")[:PLANNED]
    first = ON.replace(day=1)
    Plan.objects.bulk_create(
        Plan(kind=CASES.value, reconsideration=case, organ=case.organ, position=1, what=Planned.HEARING.value,
             on=first + timedelta(n % 28), place=f"{n % 5}号听证室", who=f"承办人{n % 9}")
        for n, case in enumerate(cases)
    )  # fmt: skip


def measure(rounds: int) -> dict[str, Any]:
    """Each as (found, floor, ratio) in milliseconds."""
    visit = readers()["county"]
    named = Applicant.objects.within(visit.names).exclude(identity_index="").exclude(telephone_index="")
    one = named.select_related("case__organ").latest("pk")
    plan_a_month(visit)

    def elsewhere() -> bytes:
        return people(request_of(visit, {}), visit, one.case_id, kind=CASES).content

    def searched(**asked: str) -> bytes:
        rows = listed(CASES, asked, visit)
        return bytes(listed_page(request_of(visit, {}), visit, CASES, rows).content)

    def month() -> bytes:
        return calendar(request_of(visit, {"month": f"{ON:%Y-%m}", "whose": "organ"}), visit).content

    return {
        "planned": PLANNED,
        "people": in_turns(elsewhere, partial(searched, identity_number=one.identity_number), rounds),
        "month": in_turns(month, searched, rounds),
        "rows": PAGE_ROWS,
    }


def main() -> None:
    """Print what was measured as JSON."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--rounds", type=int, default=30)
    print(json.dumps(measure(parser.parse_args().rounds)))


if __name__ == "__main__":
    main()
