"""Goal 8: one act with its event, beside the raw driver doing the same statements in a copy of the database.

`python -m tests.performance.acting.acts --copy URL` does whole lives of cases in the database of DATABASE_URL. The
statements of each act are recorded, and done again on their own in the copy, where they meet the same rows and give
the same ids.
"""

from __future__ import annotations

import argparse
import json
import re
import sqlite3
from collections.abc import Callable
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from typing import Any, NamedTuple

import django
import psycopg

if __name__ == "__main__":
    django.setup()

from django.db import connection

from casework.actions.reach import Actor
from casework.actions.recording import Request, perform, record_of
from casework.law.names import Act, RecordKind, Role
from casework.models import Organ, Person
from casework.reference import Reference
from tests.performance.filling.generate import busy_county
from tests.performance.shared.timing import milliseconds

RECEIVED = date(2025, 3, 3)
TODAY = date(2025, 12, 31)
HANDS = frozenset({Role.CLERK, Role.SUPERVISOR, Role.APPROVER})


class Said(NamedTuple):
    """A statement as it went to the driver."""

    sql: str
    parameters: Any


def life(respondent: str) -> list[tuple[Act, date, dict[str, Any]]]:
    """The acts of a case as a person would enter them."""

    def day(n: int) -> date:
        return RECEIVED + timedelta(days=n)

    application: dict[str, Any] = {
        "channel": "in_person",
        "applicants": [{"kind": "citizen", "name": "申请人甲", "identity_number": "TEST00000000000001"}],
        "respondents": [respondent],
        "matters": ["administrative_penalty"],
        "field": "public_security",
        "complained_of": {"number": "示例罚〔2025〕1号", "made_on": "2025-02-03", "known_on": "2025-02-05"},
    }
    return [
        (Act.REGISTER, day(0), application),
        (Act.ACCEPT, day(2), {"handlers": ["承办人甲", "承办人乙"]}),
        (Act.SEND_COPY, day(4), {"received_on": day(5).isoformat()}),
        (Act.RECEIVE_REPLY, day(11), {}),
        (Act.HEAR_OPINIONS, day(15), {"how": "电话"}),
        (Act.CONCLUDE, day(30), {"outcome": "uphold", "approved": "head"}),
        (Act.SERVE, day(33), {"how": "邮寄"}),
    ]


class Doing:
    """A person who does acts in the busy county."""

    def __init__(self) -> None:
        county = busy_county()
        self.reference = Reference(this_year=TODAY.year)
        self.actor = Actor(Person.objects.get(username="generator"), county, HANDS)
        respondent = Organ.objects.filter(parent=county).order_by("pk").first()
        assert respondent is not None
        self.life = life(respondent.name)
        self.record: Any = None

    def act(self, act: Act, on: date, keys: dict[str, Any]) -> None:
        """Do one act to the record in hand."""
        request = Request(RecordKind.RECONSIDERATION, act, on, keys, self.record)
        self.record = record_of(perform(request, actor=self.actor, today=TODAY, reference=self.reference))


@contextmanager
def recorded(into: list[Said]) -> Any:
    """Take note of every statement; BEGIN too on SQLite, where it is one."""

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        into.append(Said(sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield


class Raw:
    """The driver on its own."""

    def __init__(self, url: str) -> None:
        self.sqlite = url.startswith("sqlite:")
        if self.sqlite:
            self.connection: Any = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
            for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
                self.connection.execute(f"PRAGMA {pragma}")
        else:
            self.connection = psycopg.connect(url, cursor_factory=psycopg.ClientCursor)

    def prepared(self, statements: list[Said]) -> list[Said]:
        """The statements as the driver takes them, without those that only begin or end."""
        kept = [said for said in statements if not re.match(r"(BEGIN|COMMIT|SAVEPOINT|RELEASE)", said.sql)]
        if not self.sqlite:
            return kept
        return [Said(said.sql.replace("%s", "?").replace("%%", "%"), said.parameters or ()) for said in kept]

    def do(self, statements: list[Said]) -> None:
        """All statements in one transaction, their rows fetched."""
        cursor = self.connection.cursor()
        if self.sqlite:
            cursor.execute("BEGIN IMMEDIATE")
        for said in statements:
            cursor.execute(said.sql, said.parameters)
            if cursor.description is not None:
                cursor.fetchall()
        self.connection.commit()


def measure(copy: str, cases: int) -> dict[str, Any]:
    """Milliseconds an act, of the act itself and of the driver, by act; and statements an act."""
    doing, raw = Doing(), Raw(copy)
    times: dict[str, list[tuple[float, float, int]]] = {}
    for n in range(cases):
        doing.record = None
        for act, on, keys in doing.life:
            statements: list[Said] = []
            with recorded(statements):
                took = milliseconds(partial(doing.act, act, on, keys))
            prepared = raw.prepared(statements)
            floor = milliseconds(partial(raw.do, prepared))
            if n >= cases // 10:  # the first warm up
                times.setdefault(act.value, []).append((took, floor, len(prepared)))
    return {act: _medians(taken) for act, taken in times.items()}


def _medians(taken: list[tuple[float, float, int]]) -> dict[str, float]:
    middle = len(taken) // 2
    names = ("act", "floor", "statements")
    return {name: sorted(column)[middle] for name, column in zip(names, zip(*taken, strict=True), strict=True)}


def main() -> None:
    """Print what was measured as JSON."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--copy", required=True)
    parser.add_argument("--cases", type=int, default=60)
    options = parser.parse_args()
    print(json.dumps(measure(options.copy, options.cases)))


if __name__ == "__main__":
    main()
