"""The worklist of the busy county beside the list pages of the same records.

`python -m tests.performance.listing.worklist` measures in the database of DATABASE_URL that `generate` has filled.
"""

from __future__ import annotations

import argparse
import json
from datetime import date
from functools import partial
from typing import Any

import django

if __name__ == "__main__":
    django.setup()

from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from casework.kinds import KINDS
from casework.law.names import RecordKind, Role
from casework.models import Membership, Organ, Person
from casework.reference import Reference
from casework.statistics.datasets import Scope
from casework.web.lists.lists import PAGE_ROWS, listed_page
from casework.web.shell.access import Visit
from casework.worklist import Item, worklist
from tests.performance.filling.generate import busy_county
from tests.performance.shared.timing import in_turns

ON = date(2025, 12, 31)


def pages(items: list[Item]) -> list[tuple[RecordKind, list[int]]]:
    """How the records of the items are listed, a page of ids at a time."""
    found: list[tuple[RecordKind, list[int]]] = []
    for kind in KINDS:
        ids = sorted({item.record.pk for item in items if item.record.kind == kind})
        found += [(kind, ids[start : start + PAGE_ROWS]) for start in range(0, len(ids), PAGE_ROWS)]
    return found


class Reader:
    """A supervisor of the county who turns the pages."""

    def __init__(self, county: Organ, reference: Reference) -> None:
        self.person, _ = Person.objects.get_or_create(username="reader")
        Membership.objects.get_or_create(person=self.person, organ=county, role=Role.SUPERVISOR.value)
        self.reference = reference
        self.factory = RequestFactory()

    def read(self, listings: list[tuple[RecordKind, list[int]]]) -> int:
        """The pages, written out; gives their length."""
        return sum(len(self._page(kind, ids)) for kind, ids in listings)

    def _page(self, kind: RecordKind, ids: list[int]) -> bytes:
        request: Any = self.factory.get("/")
        request.user = self.person
        request.visit = visit = Visit(self.person, ON)
        visit.__dict__["reference"] = self.reference  # the worklist has it too
        rows = KINDS[kind].model.objects.visible_to(visit.reach).filter(pk__in=ids)
        return bytes(listed_page(request, visit, kind, rows).content)


def measure(rounds: int) -> dict[str, Any]:
    """Milliseconds of the worklist and of the pages, in turns; items, records and queries."""
    county, reference = busy_county(), Reference(this_year=ON.year)
    ours = partial(worklist, Scope(county), ON, reference)
    items = ours()
    reader, listings = Reader(county, reference), pages(items)
    with CaptureQueriesContext(connection) as captured:
        ours()
    return {
        "items": len(items),
        "records": sum(len(ids) for _, ids in listings),
        "queries": len(captured),
        "worklist": in_turns(ours, partial(reader.read, listings), rounds),
    }


def main() -> None:
    """Print what was measured as JSON."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--rounds", type=int, default=30)
    print(json.dumps(measure(parser.parse_args().rounds)))


if __name__ == "__main__":
    main()
