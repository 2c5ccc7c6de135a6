"""Opening the list behind a cell beside a list page: the busy county's cases that were concluded in a year.

`python -m tests.performance.counting.cells` measures in the database of DATABASE_URL that `generate` has filled.
"""

from __future__ import annotations

import argparse
import json
from functools import partial
from typing import Any

import django

if __name__ == "__main__":
    django.setup()

from django.http import HttpRequest
from django.test import RequestFactory

from casework.law.names import RecordKind
from casework.reference import Reference
from casework.web.lists import lists
from casework.web.shell.access import Visit
from casework.web.statistics.behind import records
from tests.performance.filling.generate import busy_county
from tests.performance.listing.worklist import ON, Reader
from tests.performance.shared.timing import in_turns

YEAR = {"from": "2024-01-01", "to": "2024-12-31", "cell": "T2.concluded.total"}


def measure(rounds: int) -> dict[str, Any]:
    """Milliseconds a row of the list behind a cell, and of the list with the cell as its filter, beside a list page."""
    county, reference = busy_county(), Reference(this_year=ON.year)
    person, factory = Reader(county, reference).person, RequestFactory()

    def asked(path: str, **query: str) -> tuple[HttpRequest, Visit]:
        request: Any = factory.get(path, query)
        request.user = person
        request.visit = visit = Visit(person, ON)
        visit.__dict__["reference"] = reference
        return request, visit

    organ = {"organ": f"id-{county.pk}"}

    def page(**query: str) -> int:
        answer: Any = lists.listing(*asked("/reconsiderations/", **query), kind=RecordKind.RECONSIDERATION)
        return answer.content.count(b"<tr")

    def behind() -> int:
        answer: Any = records.records(*asked("/statistics/records/", **organ, **YEAR))
        return answer.content.count(b"<tr")

    plain = partial(page, **organ)
    rows = behind() / plain()
    found, floor, ratio = in_turns(behind, plain, rounds)
    return {
        "rows": rows,
        "behind": (found / rows, floor, ratio / rows),
        "filtered": in_turns(partial(page, **organ, **YEAR), plain, rounds),
    }


def main() -> None:
    """Print what was measured as JSON."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--rounds", type=int, default=30)
    print(json.dumps(measure(parser.parse_args().rounds)))


if __name__ == "__main__":
    main()
