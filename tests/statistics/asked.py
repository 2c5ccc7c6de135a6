"""What the tests of statistics ask for: scopes, windows and bases over random lives, and the reports of them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from casework.statistics.compute import Report, TableValue, compute
from casework.statistics.conditions import Window
from casework.statistics.datasets import Scope
from casework.vocabulary import Vocabulary
from tests.lives import Lives

BASES = (None, "received", "accepted", "concluded", "cohort")
SCOPES = (("甲县", False), ("甲县", True), ("市", True), ("国", True), ("乙县", False), ("甲局", False), ("市", False))
WHOLE = Window(date(2023, 1, 1), date(2025, 12, 31), date(2025, 12, 31))
YEAR = Window(date(2024, 1, 1), date(2024, 12, 31), date(2024, 12, 31))


class Asked(NamedTuple):
    """One report that is asked for."""

    scope: Scope
    window: Window
    vocabulary: Vocabulary

    def report(self, basis: str | None = None) -> Report:
        """The report under a basis."""
        return compute(self.scope, self.window, self.vocabulary, basis=basis)

    def __str__(self) -> str:
        start, end, as_of = self.window
        return f"{self.scope.organ.name}{'+' if self.scope.subtree else ''} {start}..{end} as of {as_of}"


def windows(lives: Lives, rng: random.Random) -> Iterator[Window]:
    """Periods whose ends are days of acts: of any length, of one day, the state later or earlier."""
    days = sorted(lives.days)
    while True:
        first, last = sorted(rng.choices(days, k=2))
        kinds = (
            YEAR,
            Window(first, last, rng.choice([last, *[day for day in days if day > last]])),
            Window(first, last, rng.choice([day for day in days if first <= day <= last])),
            Window(first, first, first + timedelta(rng.randrange(0, 90))),
        )
        yield rng.choice(kinds)


def asked_of(lives: Lives, many: int) -> Iterator[Asked]:
    """So many reports of the lives: one scope after the other, each with another window; others as lives go on."""
    office, seed = lives.office, lives.seed + len(lives.records)
    rng = random.Random(seed)
    drawn = windows(lives, rng)
    for n in range(many):
        organ, subtree = SCOPES[(seed + n) % len(SCOPES)]
        yield Asked(Scope(office[organ], subtree), next(drawn), office.reference.vocabulary)


def tables_under(report: Report, basis: str | None) -> Iterator[TableValue]:
    """The tables that were read under that basis; under None, all by their own."""
    for value in report.tables.values():
        if basis is None or (value.basis == basis and value.table.basis != basis):
            yield value
