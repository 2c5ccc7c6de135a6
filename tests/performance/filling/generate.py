"""Cases by the hundred thousand: lawful lives played in memory, their rows derived, written in bulk.

`python -m tests.performance.filling.generate --cases 100000` fills the (empty) database that DATABASE_URL names. Every
row comes from `casework.derivations` over a life that `casework.law` let happen; `check_integrity` passes over it.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import takewhile
from typing import Any, NamedTuple

import django

if __name__ == "__main__":
    django.setup()

from casework.actions.saving import WITH_ORGAN, changes_between
from casework.derivations import ROWS, Row, case_children, instance_row, search_row, side_row, standing_rows
from casework.kinds import KINDS
from casework.law.acts import LIVES
from casework.law.acts.reconsideration import ACTS as RECONSIDERATION
from casework.law.documents.numbering import format_number
from casework.law.history import Done, do
from casework.law.names import ENDED, Act, Level, OrganKind, RecordKind
from casework.models import (
    Appearance,
    Event,
    Hearing,
    Instance,
    InstanceSide,
    LedgerEntry,
    LedgerQuantity,
    Litigation,
    Mediation,
    NumberSeries,
    Organ,
    Person,
    Reconsideration,
    Standing,
)
from casework.models.numbers import PATTERNS
from casework.models.reconsideration import CASE_CHILDREN
from casework.reference import Reference
from casework.registry import dump_keys
from tests.performance.filling.bulk import Bulk
from tests.performance.filling.lives import Chance, case_acts, entry_acts, mediation_acts, suit_acts

FIRST, HORIZON = date(2021, 1, 1), date(2025, 12, 31)
COUNTY_A_YEAR = 500
YEARS = HORIZON.year - FIRST.year + 1
PROVINCES, CITIES, COUNTIES = 3, 8, 12
"""Provinces of the nation, cities of a province, counties of a city."""
DEPARTMENTS = ("公安局", "人力资源和社会保障局", "自然资源局", "市场监督管理局")
TOWNSHIPS = 5
SEED = 20240101

TABLES: tuple[type[Any], ...] = (
    Organ, Person, Reconsideration, *CASE_CHILDREN.values(),
    Litigation, Litigation.defendants.through, Instance, InstanceSide, Standing, Hearing, Appearance,
    Mediation, LedgerEntry, LedgerQuantity, NumberSeries, Event,
)  # fmt: skip


class Seat(NamedTuple):
    """An organ that keeps records, with those whose acts are complained of before it."""

    organ: Organ
    respondents: tuple[int, ...]


class Played(NamedTuple):
    """A record whose acts have been played."""

    life: Any
    row: Row
    acts: list[tuple[Done, dict[str, Any], dict[str, Any]]]


@dataclass
class Generator:
    """Fills the database."""

    bulk: Bulk
    reference: Reference
    chance: Chance
    until: frozenset[Act] = frozenset()
    person: int = 0
    serials: Counter[tuple[RecordKind, int, int]] = field(default_factory=Counter)
    later: list[tuple[Organ, Sequence[int], int, date]] = field(default_factory=list)

    # ---- Organs

    def organs(self) -> list[Seat]:
        """The tree; gives the organs that keep records, the busy county first."""
        nation = self._organ(None, "国务院", Level.NATION, OrganKind.GOVERNMENT)
        for n in range(8):
            self._organ(nation, f"示例部{n + 1}", Level.NATION, OrganKind.DEPARTMENT)
        counties: list[Seat] = []
        above: list[Seat] = []
        for p in range(PROVINCES):
            province = self._organ(nation, f"示例{p + 1}省人民政府", Level.PROVINCE, OrganKind.GOVERNMENT)
            cities = [self._city(province, p * CITIES + c, counties) for c in range(CITIES)]
            above += [Seat(province, tuple(seat.organ.pk for seat in cities)), *cities]
        self.bulk.write()
        return counties + above

    def _city(self, province: Organ, number: int, counties: list[Seat]) -> Seat:
        city = self._organ(province, f"示例{number + 1}市人民政府", Level.CITY, OrganKind.GOVERNMENT)
        below = [
            self._organ(city, f"示例{number + 1}市{name}", Level.CITY, OrganKind.DEPARTMENT) for name in DEPARTMENTS
        ]
        for c in range(COUNTIES):
            name = f"示例{number + 1}市{c + 1}县"
            county = self._organ(city, f"{name}人民政府", Level.COUNTY, OrganKind.GOVERNMENT)
            below.append(county)
            mine = [self._organ(county, f"{name}{d}", Level.COUNTY, OrganKind.DEPARTMENT) for d in DEPARTMENTS]
            mine += [
                self._organ(county, f"{name}{t + 1}镇人民政府", Level.TOWNSHIP, OrganKind.GOVERNMENT)
                for t in range(TOWNSHIPS)
            ]
            counties.append(Seat(county, tuple(organ.pk for organ in mine)))
        return Seat(city, tuple(organ.pk for organ in below))

    def _organ(self, parent: Organ | None, name: str, level: Level, kind: OrganKind) -> Organ:
        organ = Organ(parent=parent, name=name, level=level.value, kind=kind.value)
        organ.organ_class = organ.derived_class(parent)
        organ.pk = self.bulk.tables[Organ].last_id + 1
        organ.path = f"{parent.path if parent else '/'}{organ.pk}/"
        facts = {f.attname: getattr(organ, f.attname) for f in Organ._meta.concrete_fields}
        self.bulk.add(Organ, **facts)
        self.reference.remember(organ)
        return organ

    # ---- Records

    def played(self, kind: RecordKind, acts: Sequence[Done]) -> Played:
        """Acts done one after the other; each with its keys and changes as its event keeps them."""
        life = LIVES[kind](self.reference.calendar)
        row: Row = {}
        done = []
        for act in acts:
            do(life, kind, act)
            before, row = row, ROWS[kind](life, self.reference)
            done.append((act, dump_keys(kind, act.act, act.keys), changes_between(before, row)))
        return Played(life, row, done)

    def number(self, kind: RecordKind, organ: Organ, on: date) -> str:
        """The next number of the organ's series."""
        series = kind, organ.pk, on.year
        self.serials[series] += 1
        return format_number(PATTERNS[kind.value], organ.word or organ.name, on.year, self.serials[series])

    def record(self, kind: RecordKind, organ: Organ, number: str, played: Played) -> int:
        """The record and its events."""
        found_by = search_row(kind, number, played.row, played.life.facts, self.reference)
        facts = {**played.row, **found_by, "organ_id": organ.pk, "number": number, "version": len(played.acts)}
        record = self.bulk.add(KINDS[kind].model, **facts)
        for version, (done, keys, changes) in enumerate(played.acts, 1):
            self.bulk.add(
                Event,
                kind=kind.value,
                organ_id=organ.pk,
                person_id=self.person,
                act=done.act.value,
                on=done.on,
                keys=keys,
                changes=changes,
                version=version,
                **{f"{kind.value}_id": record},
            )
        return record

    def case(self, seat: Seat, received_on: date) -> None:
        """A reconsideration case, and for some the suit after it."""
        chance, kind = self.chance, RecordKind.RECONSIDERATION
        respondents = chance.random.sample(seat.respondents, 2 if chance.happens(0.08) else 1)
        acts = case_acts(chance, respondents, received_on)
        acts = list(takewhile(lambda done: done.act not in self.until, acts))
        number = self.number(kind, seat.organ, received_on)
        acts[0] = Done(acts[0].act, acts[0].on, {**acts[0].keys, "number": number})
        played = self.played(kind, acts)
        case = self.record(kind, seat.organ, number, played)
        children = case_children(played.life, self.reference)
        if played.row["outcome"] and chance.happens(0.1):
            self._sued(seat, case, played, children)
        for name, rows in children.items():
            organ = {"organ_id": seat.organ.pk} if name in WITH_ORGAN else {}
            for position, row in enumerate(rows):
                self.bulk.add(CASE_CHILDREN[name], case_id=case, position=position, **organ, **row)

    def _sued(self, seat: Seat, case: int, played: Played, children: dict[str, list[Row]]) -> None:
        received_on = self.chance.after(played.row["concluded_on"], 15, 45)
        if received_on > HORIZON:
            return
        joint = played.row["outcome"] in ("uphold", "dismiss_request")
        respondent = played.life.facts.application.respondents[0]
        defendants = (seat.organ.pk, respondent) if joint else (seat.organ.pk,)
        self.later.append((seat.organ, defendants, case, received_on))
        for phase in children["Phase"]:
            if phase["outcome"]:
                phase["sued_on"] = received_on

    def suit(self, organ: Organ, defendants: Sequence[int], case: int, received_on: date) -> None:
        """A dispute with its instances, sides, hearings and appearances."""
        kind = RecordKind.LITIGATION
        played = self.played(kind, suit_acts(self.chance, defendants, case, received_on))
        suit = self.record(kind, organ, self.number(kind, organ, received_on), played)
        for defendant in defendants:
            self.bulk.add(Litigation.defendants.through, litigation_id=suit, organ_id=defendant)
        known = played.row
        reviewer = organ.pk if known["after_reconsideration"] and known["role"] == "joint" else None
        for position, instance in enumerate(played.life.facts.instances):
            row = self.bulk.add(Instance, litigation_id=suit, position=position, **instance_row(instance, defendants))
            for defendant in defendants:
                side = self.bulk.add(InstanceSide, instance_id=row, **side_row(instance, defendant, reviewer))
                for standing in standing_rows(instance, defendant):
                    self.bulk.add(Standing, side_id=side, **standing)
            self._hearings(row, instance)

    def _hearings(self, row: int, instance: Any) -> None:
        for position, held in enumerate(instance.hearings):
            hearing = self.bulk.add(
                Hearing, instance_id=row, position=position, on=held.on, called_again=held.called_again
            )
            for came in held.appearances:
                self.bulk.add(
                    Appearance,
                    hearing_id=hearing,
                    organ_id=came.organ,
                    rank=came.rank,
                    absence_reason=came.absence_reason,
                    by_agreement=came.by_agreement,
                )

    def mediation(self, organ: Organ, received_on: date) -> None:
        """A mediation case."""
        kind = RecordKind.MEDIATION
        played = self.played(kind, mediation_acts(self.chance, received_on))
        self.record(kind, organ, self.number(kind, organ, received_on), played)

    def entry(self, organ: Organ, on: date) -> None:
        """A ledger entry."""
        kind = RecordKind.LEDGER
        played = self.played(kind, entry_acts(self.chance, on))
        entry = self.record(kind, organ, self.number(kind, organ, on), played)
        for quantity, value in played.life.facts.quantities.items():
            self.bulk.add(LedgerQuantity, entry_id=entry, quantity=quantity, value=value, names=[])

    def series(self) -> None:
        """The last serials of all numbers given."""
        for (kind, organ, year), last in self.serials.items():
            self.bulk.add(NumberSeries, organ_id=organ, kind=kind.value, year=year, last=last)

    # ---- All

    def fill(self, cases: int) -> None:
        """Organs, and so many cases with what goes with them, in the order in which they came in."""
        self.person = self.bulk.add(Person, username="generator", password="!", is_active=False)
        seats = self.organs()
        for seat, received_on in self._arrivals(seats, cases):
            self.case(seat, received_on)
            if self.chance.happens(0.03):
                self.suit(seat.organ, (seat.organ.pk,), 0, received_on)
            if self.chance.happens(0.2):
                self.mediation(seat.organ, received_on)
            if self.chance.happens(0.1):
                self.entry(seat.organ, received_on)
            if self.bulk.full:
                self._write()
        self._write()
        self.series()
        self.bulk.finish()

    def _write(self) -> None:
        """Write the cases, then the suits after them: what a suit is depends on the stored decision before it."""
        self.bulk.write()
        for suit in self.later:
            self.suit(*suit)
        self.later = []

    def _arrivals(self, seats: list[Seat], cases: int) -> Iterator[tuple[Seat, date]]:
        """Which organ receives a case on which day: the first `COUNTY_A_YEAR` a year, the others by their size."""
        draw = self.chance.random
        busy = min(COUNTY_A_YEAR * YEARS, cases // 2)
        weights = [draw.lognormvariate(0, 0.6) * (2 if seat.organ.level == Level.CITY else 1) for seat in seats[1:]]
        chosen = [seats[0]] * busy + draw.choices(seats[1:], weights, k=cases - busy)
        span = (HORIZON - FIRST).days
        days = [FIRST + timedelta(days=draw.randint(0, span)) for _ in chosen]
        yield from sorted(zip(chosen, days, strict=True), key=lambda pair: (pair[1], pair[0].organ.pk))


def busy_county() -> Organ:
    """The county with `COUNTY_A_YEAR` cases a year."""
    found: Organ = Organ.objects.get(name="示例1市1县人民政府")
    return found


ENDINGS = frozenset(rule.act for rule in RECONSIDERATION.values() if rule.to in ENDED)
"""Acts that end a case."""


def generate(cases: int, *, only_open: bool = False) -> dict[str, Any]:
    """Fill the database; gives rows by table, seconds, and rows a second. `only_open`: no case has ended."""
    if Organ.objects.exists():
        raise SystemExit("The database holds organs: cases are generated into an empty one only.")
    reference = Reference()
    chance = Chance(SEED, reference.calendar, HORIZON)
    start = time.perf_counter()
    bulk = Bulk(TABLES)
    Generator(bulk, reference, chance, ENDINGS if only_open else frozenset()).fill(cases)
    seconds = time.perf_counter() - start
    rows = sum(bulk.written.values())
    return {"tables": bulk.written, "rows": rows, "seconds": seconds, "rows_a_second": rows / seconds}


def main() -> None:
    """Generate into the database of DATABASE_URL, migrated."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--open", action="store_true", help="only cases that have not ended")
    options = parser.parse_args()
    print(json.dumps(generate(options.cases, only_open=options.open), indent=1))


if __name__ == "__main__":
    main()
