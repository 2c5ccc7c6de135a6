"""Conditions that know both ways of being read: over a row of a scan, and as a filter of the list behind a cell.

One property test holds the two together: for every cell, the count of the fold equals the length of the list.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, NamedTuple

from django.db.models import Exists, OuterRef, Q

from casework.law.litigation import STANDINGS
from casework.models import InstanceSide, Phase

Bound = Literal["start", "end", "as_of"]
START: Bound = "start"
END: Bound = "end"
AS_OF: Bound = "as_of"


class Window(NamedTuple):
    """The days that a report is asked for: the period, both ends included, and the day of the state."""

    start: date
    end: date
    as_of: date

    @property
    def last(self) -> date:
        """The last day that any cell looks at."""
        return max(self.end, self.as_of)

    @property
    def upto(self) -> date:
        """The last day of the period whose legal dates count: a day of the state before the end cuts it short."""
        return min(self.end, self.as_of)

    def day(self, bound: Bound) -> date:
        """The day that a bound stands for."""
        day: date = self.upto if bound == END else getattr(self, bound)
        return day


class Binding(NamedTuple):
    """What a condition is bound to when a list is asked for: the window, and the sides in scope."""

    window: Window
    sides: Q


Row = Sequence[Any]
Test = Callable[[Row], bool]


@dataclass(frozen=True)
class Is:
    """The column has the value."""

    column: str
    value: Any

    def q(self, binding: Binding) -> Q:
        """As a filter."""
        return Q(**{self.column: self.value})


@dataclass(frozen=True)
class OneOf:
    """The column has one of the values."""

    column: str
    values: frozenset[Any]

    def test(self, index: int, _days: Callable[[Bound], Any]) -> Test:
        """Over a row."""
        values = self.values
        return lambda row: row[index] in values

    def q(self, binding: Binding) -> Q:
        """As a filter."""
        return Q(**{f"{self.column}__in": sorted(self.values)})


@dataclass(frozen=True)
class Within:
    """The day lies in the period, both ends included."""

    column: str

    def test(self, index: int, days: Callable[[Bound], Any]) -> Test:
        """Over a row."""
        first, last = days(START), days(END)
        return lambda row: row[index] is not None and first <= row[index] <= last

    def q(self, binding: Binding) -> Q:
        """As a filter."""
        window = binding.window
        return Q(**{f"{self.column}__gte": window.start, f"{self.column}__lte": window.upto})


@dataclass(frozen=True)
class Before:
    """The day lies before the bound."""

    column: str
    bound: Bound = START

    def test(self, index: int, days: Callable[[Bound], Any]) -> Test:
        """Over a row."""
        day = days(self.bound)
        return lambda row: row[index] is not None and row[index] < day

    def q(self, binding: Binding) -> Q:
        """As a filter."""
        return Q(**{f"{self.column}__lt": binding.window.day(self.bound)})


@dataclass(frozen=True)
class NotBefore:
    """The day is the bound or lies after it."""

    column: str
    bound: Bound = START

    def test(self, index: int, days: Callable[[Bound], Any]) -> Test:
        """Over a row."""
        day = days(self.bound)
        return lambda row: row[index] is not None and row[index] >= day

    def q(self, binding: Binding) -> Q:
        """As a filter."""
        return Q(**{f"{self.column}__gte": binding.window.day(self.bound)})


@dataclass(frozen=True)
class UpTo:
    """The day is the bound or lies before it."""

    column: str
    bound: Bound

    def test(self, index: int, days: Callable[[Bound], Any]) -> Test:
        """Over a row."""
        day = days(self.bound)
        return lambda row: row[index] is not None and row[index] <= day

    def q(self, binding: Binding) -> Q:
        """As a filter."""
        return Q(**{f"{self.column}__lte": binding.window.day(self.bound)})


@dataclass(frozen=True)
class After:
    """The day lies after the bound."""

    column: str
    bound: Bound

    def test(self, index: int, days: Callable[[Bound], Any]) -> Test:
        """Over a row."""
        day = days(self.bound)
        return lambda row: row[index] is not None and row[index] > day

    def q(self, binding: Binding) -> Q:
        """As a filter."""
        return Q(**{f"{self.column}__gt": binding.window.day(self.bound)})


@dataclass(frozen=True)
class AtMost:
    """The number is not null and not above the limit."""

    column: str
    limit: int

    def test(self, index: int, _days: Callable[[Bound], Any]) -> Test:
        """Over a row."""
        limit = self.limit
        return lambda row: row[index] is not None and row[index] <= limit

    def q(self, binding: Binding) -> Q:
        """As a filter."""
        return Q(**{f"{self.column}__lte": self.limit})


@dataclass(frozen=True)
class Positive:
    """The amount is above zero."""

    column: str

    def test(self, index: int, _days: Callable[[Bound], Any]) -> Test:
        """Over a row."""
        return lambda row: row[index] > 0

    def q(self, binding: Binding) -> Q:
        """As a filter."""
        return Q(**{f"{self.column}__gt": 0})


@dataclass(frozen=True)
class HasRespondent:
    """The organ is one of the respondents; the column holds their ids with commas."""

    organ: int
    column: str = "respondent_ids"

    def q(self, binding: Binding) -> Q:
        """As a filter."""
        return Q(case__respondents__organ=self.organ)


@dataclass(frozen=True)
class SideLost:
    """A side in scope lost the instance."""

    column: str = "lost"

    def test(self, index: int, _days: Callable[[Bound], Any]) -> Test:
        """Over a row."""
        return lambda row: bool(row[index])

    def q(self, binding: Binding) -> Q:
        """As a filter."""
        return Q(Exists(InstanceSide.objects.filter(binding.sides, instance=OuterRef("pk"), lost=True)))


@dataclass(frozen=True)
class SideOwn:
    """A side in scope is sued for an act of its own, not only as the organ that reviewed another's."""

    column: str = "reviewer"

    def test(self, index: int, _days: Callable[[Bound], Any]) -> Test:
        """Over a row."""
        return lambda row: not row[index]

    def q(self, binding: Binding) -> Q:
        """As a filter."""
        return Q(Exists(InstanceSide.objects.filter(binding.sides, instance=OuterRef("pk"), reviewer=False)))


@dataclass(frozen=True)
class Stands:
    """The highest attendee of the sides in scope, as at the end of the period, is one of these."""

    standings: tuple[str, ...]
    column: str = "standing"

    def test(self, index: int, _days: Callable[[Bound], Any]) -> Test:
        """Over a row."""
        standings = self.standings
        return lambda row: row[index] in standings

    def q(self, binding: Binding) -> Q:
        """As a filter: one of these stands, and nothing higher."""
        first = min(STANDINGS.index(standing) for standing in self.standings)
        found = Q(Exists(_sides(binding, self.standings)))
        return found & ~Q(Exists(_sides(binding, STANDINGS[:first]))) if first else found


def _sides(binding: Binding, standings: Sequence[str]) -> Any:
    end = binding.window.upto
    return InstanceSide.objects.filter(
        binding.sides,
        instance=OuterRef("pk"),
        standings__from_on__lte=end,
        standings__until_on__gt=end,
        standings__standing__in=standings,
    )


@dataclass(frozen=True)
class First:
    """No other organ in scope has the case in the same number: it was neither referred nor taken over within it."""

    column: str = "again"
    value: bool = False

    def q(self, binding: Binding) -> Q:
        """As a filter."""
        return ~counted_before(binding)


@dataclass(frozen=True)
class Stayed(First):
    """The application did not come to another organ from here, by the end of the period."""

    column: str = "passed_on"

    def q(self, binding: Binding) -> Q:
        """As a filter."""
        return ~passed_on(binding)


def passed_on(binding: Binding) -> Q:
    """Phases of cases that another organ had from this one by the end of the period, whatever the organs in scope."""
    return Q(Exists(Phase.objects.filter(came_from=OuterRef("case"), opened_on__lte=binding.window.upto)))


def counted_before(binding: Binding) -> Q:
    """Phases of cases that the organ they came from, in scope too, received or reviewed within the period.

    What was referred is received again; what was taken over comes under review again.
    """
    window = binding.window
    first = Phase.objects.filter(binding.sides, case=OuterRef("came_from"))
    received = first.filter(began_by="received", received_on__gte=window.start, received_on__lte=window.upto)
    reviewed = first.filter(kind="review", closed_on__gte=window.start, opened_on__lte=window.upto)
    return Q(came_from__isnull=False) & (
        Q(Exists(received), began_by="received") | Q(Exists(reviewed), opened_by="taken_over")
    )


@dataclass(frozen=True)
class Never:
    """No record at all: a row that a basis does not know."""

    column: str = ""

    def q(self, binding: Binding) -> Q:
        """As a filter."""
        return Q(pk__in=[])


@dataclass(frozen=True)
class AnyOf:
    """One group of conditions or another; the groups exclude one another."""

    groups: tuple[tuple[Condition, ...], ...]
    column: str = ""

    def q(self, binding: Binding) -> Q:
        """As a filter."""
        condition = Q(pk__in=[])
        for group in self.groups:
            condition |= all_of(group, binding)
        return condition


Plain = OneOf | Within | Before | NotBefore | UpTo | After | AtMost | Positive | SideLost | SideOwn | Stands
Condition = Is | Plain | HasRespondent | First | Never | AnyOf


def all_of(conditions: Sequence[Condition], binding: Binding) -> Q:
    """All conditions together as a filter."""
    combined = Q()
    for condition in conditions:
        combined &= condition.q(binding)
    return combined
