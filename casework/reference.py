"""Reference data read once for a command or a request: vocabulary, work calendar, organs by name and class."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, TextField
from django.db.models.functions import Cast

from casework.errors import FaultyInput
from casework.law.names import Level, OrganKind
from casework.law.organs.organs import Headings, Organs, Place, Setting
from casework.law.terms.calendar import WorkCalendar, YearArrangement, covers, parse_arrangement
from casework.models import CalendarYear, EntryKind, FormerName, Organ, Term
from casework.models.written import rows_of
from casework.text.folding import official
from casework.vocabulary import LedgerKind, LedgerKinds, QuantityKind, RateKind, Vocabulary


@dataclass
class Reference:
    """What acts, derivations and statistics look up; nothing here changes while it is in use."""

    this_year: int | None = None
    region: str | None = None
    _organs: dict[str, Organ] = field(default_factory=dict)
    _classes: dict[int, str] = field(default_factory=dict)
    _names: dict[int, str] = field(default_factory=dict)
    _places: dict[int, Place] = field(default_factory=dict)
    _divisions: dict[int, str | None] = field(default_factory=dict)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """All lists of classifications."""
        return _vocabulary(tuple(rows_of(_terms)))

    @cached_property
    def _notices(self) -> tuple[str, ...]:
        return tuple(text for (text,) in rows_of(_texts_of_notices))

    @cached_property
    def _arrangements(self) -> list[YearArrangement]:
        return [_arrangement(notice) for notice in self._notices]

    @cached_property
    def calendar(self) -> WorkCalendar:
        """The work calendar of all years that are loaded, with the holidays of `region` where one is named."""
        return _calendar(self._notices, self.this_year, self.region)

    def read_calendars(self) -> None:
        """Read the notices now: what is stored later does not change this reference."""
        _read = self._notices

    def calendar_of(self, organ: Organ) -> WorkCalendar:
        """The work calendar of an organ: the nation's, with the statutory holidays of the region that it lies in."""
        if not any(arrangement.region for arrangement in self._arrangements):
            return self.calendar
        return _calendar(self._notices, self.this_year, self._division(organ))

    def setting_of(self, organ: Organ) -> Setting:
        """What a record of an organ is played in: its work calendar, and where it and other organs stand."""
        if organ.pk not in self._places:
            self.place([organ])
        return Setting(self.calendar_of(organ), Organs(self._places[organ.pk], self.places), self._headings)

    @cached_property
    def _headings(self) -> Headings:
        return Headings(self.vocabulary.parents("matter"), self.vocabulary.parents("field"))

    def places(self, organ_ids: Collection[int]) -> dict[int, Place]:
        """Where organs stand; one that is not there is left out. Those above them are read too: they are asked next."""
        wanted = [pk for pk in organ_ids if pk not in self._places]
        if wanted:
            below = Organ.objects.filter(pk__in=wanted, path__startswith=OuterRef("path"))
            self._places.update({organ.pk: place_of(organ) for organ in Organ.objects.filter(Exists(below))})
        return {pk: self._places[pk] for pk in organ_ids if pk in self._places}

    def place(self, organs: Iterable[Organ]) -> None:
        """Take note of where organs stand that were read already."""
        self._places.update({organ.pk: place_of(organ) for organ in organs})

    def arrangements_of(self, organ: Organ, years: Collection[int]) -> list[YearArrangement]:
        """The notices of these years by which the terms of an organ are counted, in order."""
        code = self._division(organ) if any(one.region for one in self._arrangements) else None
        found = [one for one in self._arrangements if one.year in years and covers(one.region, code)]
        return sorted(found, key=lambda one: (one.year, one.region or ""))

    def _division(self, organ: Organ) -> str | None:
        """The division code of an organ, or of the nearest organ above it that has one."""
        if organ.pk not in self._divisions:
            above = Organ.objects.filter(pk__in=organ.path.strip("/").split("/"), division_code__isnull=False)
            self._divisions[organ.pk] = above.order_by("-path").values_list("division_code", flat=True).first()
        return self._divisions[organ.pk]

    def organ(self, value: object, *, where: str = "organ") -> Organ:
        """The organ of a name (present or former) or division code, or the organ itself. Raises FaultyInput."""
        if isinstance(value, Organ):
            return value
        text = official(str(value))
        found = self._organs.get(text) or find_organ(text)
        if found is None:
            raise FaultyInput(
                f"没有机关「{value}」：用全称、曾用名或区划代码（六位，乡级九位）",
                f"There is no organ {value!r}: give its full name, a former name or a division code (six digits, "
                "nine of a township)",
                where=where,
            )
        self._organs[text] = found
        return found

    def organ_or_none(self, text: str) -> Organ | None:
        """The organ that a text names, None where it names none."""
        try:
            return self.organ(text)
        except FaultyInput:
            return None

    def remember(self, organ: Organ) -> None:
        """Take note of an organ made after loading."""
        self._organs[official(organ.name)] = organ
        self._classes[organ.pk] = organ.organ_class
        self._names[organ.pk] = organ.name
        self.place([organ])

    def organ_class(self, organ_id: int) -> str:
        """机关类别 of an organ."""
        if organ_id not in self._classes:
            self._read(organ_id)
        return self._classes.get(organ_id, "other")

    def _read(self, organ_id: int) -> None:
        for pk, organ_class, name in Organ.objects.filter(pk=organ_id).values_list("pk", "organ_class", "name"):
            self._classes[pk], self._names[pk] = organ_class, name

    def organ_name(self, organ_id: int) -> str:
        """The present name of an organ."""
        if organ_id not in self._names:
            self._read(organ_id)
        return self._names.get(organ_id, f"#{organ_id}")


def place_of(organ: Organ) -> Place:
    """An organ as the law knows it."""
    above = tuple(int(pk) for pk in organ.path.strip("/").split("/")[:-1])
    return Place(organ.pk, organ.name, Level(organ.level), OrganKind(organ.kind), above)


def _terms(_pk: int) -> QuerySet[Any]:
    return Term.objects.order_by("list", "position").values_list(*Vocabulary.COLUMNS)


def _texts_of_notices(_pk: int) -> QuerySet[Any]:
    return CalendarYear.objects.order_by("year", "region").values_list(Cast("arrangement", TextField()))


# What is made of stored text is kept by that very text: whoever changes it, in whatever process, gets what it says now.


@lru_cache(maxsize=4)
def _vocabulary(rows: tuple[tuple[str, ...], ...]) -> Vocabulary:
    return Vocabulary.of_rows(dict(zip(Vocabulary.COLUMNS, row, strict=True)) for row in rows)


@lru_cache(maxsize=256)
def _arrangement(notice: str) -> YearArrangement:
    return parse_arrangement(json.loads(notice))


@lru_cache(maxsize=64)
def _calendar(notices: tuple[str, ...], this_year: int | None, region: str | None) -> WorkCalendar:
    return WorkCalendar(map(_arrangement, notices), this_year=this_year, region=region)


# ---- The kinds of the work ledger ----------------------------------------------------------------------------------

_READ: ContextVar[list[LedgerKinds] | None] = ContextVar("kinds read", default=None)
"""The kinds that a request or a command has read already; None outside of one."""


@contextmanager
def reading_once(*kinds: LedgerKinds) -> Iterator[None]:
    """Within it the kinds of the work ledger are read once, or are those given; what is stored later the next sees."""
    token = _READ.set([*kinds])
    try:
        yield
    finally:
        _READ.reset(token)


def ledger_kinds() -> LedgerKinds:
    """The kinds of the work ledger as they are stored, in the order of the report."""
    read = _READ.get()
    if read:
        return read[0]
    found = _ledger_kinds(tuple(map(tuple, rows_of(_kinds))))
    if read is not None:
        read.append(found)
    return found


OF_KIND = ("code", "zh", "en", "subjects", "single", "valid_from", "valid_to")
OF_QUANTITY = tuple(f"quantities__{name}" for name in QuantityKind._fields)
OF_RATE = ("rates__code", "rates__zh", "rates__en", "rates__over__code", "rates__less__code", "rates__under__code")


def _kinds(_pk: int) -> QuerySet[Any]:
    ordered = EntryKind.objects.order_by("position", "pk", "quantities__position", "rates__position")
    return ordered.values_list(*OF_KIND, *OF_QUANTITY, "quantities__part_of__code", *OF_RATE)


@lru_cache(maxsize=4)
def _ledger_kinds(rows: tuple[Sequence[Any], ...]) -> LedgerKinds:
    by_code: dict[str, list[Sequence[Any]]] = {}
    for row in rows:
        by_code.setdefault(row[0], []).append(row)
    return LedgerKinds(map(_ledger_kind, by_code.values()))


def _ledger_kind(rows: list[Sequence[Any]]) -> LedgerKind:
    """A kind of its rows: each of its quantities beside each of its rates."""
    code, zh, en, subjects, single, first, last = rows[0][: len(OF_KIND)]
    quantities, parts, rates = {}, {}, {}
    for row in rows:
        *said, whole = row[len(OF_KIND) : -len(OF_RATE)]
        quantities[said[0]] = QuantityKind(*said)
        parts[said[0]] = whole
        rate, rate_zh, rate_en, over, less, under = row[-len(OF_RATE) :]
        rates[rate] = RateKind(rate, rate_zh, rate_en, f"{over}-{less}" if less else over, under)
    return LedgerKind(
        code, zh, en, quantities, tuple(rate for name, rate in rates.items() if name), tuple(json.loads(subjects)),
        tuple((part, whole) for part, whole in parts.items() if whole), bool(single), first, last,
    )  # fmt: skip


def find_organ(text: str) -> Organ | None:
    """The organ of a division code, a present name, or a former name; None where there is none."""
    text = official(text)
    if text.isdigit():
        return Organ.objects.filter(division_code=text).first()
    present: Organ | None = Organ.objects.filter(name=text).order_by("path").first()
    if present is not None:
        return present
    former: Any = FormerName.objects.filter(name=text).select_related("organ").order_by("-until").first()
    return former.organ if former is not None else None


def reference_on(today: date) -> Reference:
    """Reference data for a day: a year that has passed without its arrangement is missing, not provisional."""
    return Reference(this_year=today.year)
