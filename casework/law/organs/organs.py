"""机关: what the law must know of organs that take part: where they stand, who is above, who is competent.

The law has no database. Whoever plays a record hands it an `Organs`: the organ that keeps the record, and a way to look
up the place of any other. Where nothing is known of an organ, nothing is refused on its account.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType
from typing import NamedTuple

from casework.law.names import Level, OrganKind
from casework.law.terms.calendar import WorkCalendar


class Place(NamedTuple):
    """One organ: its id, name, level and kind, and the ids of the organs above it, the highest first."""

    id: int
    name: str
    level: Level
    kind: OrganKind
    above: tuple[int, ...] = ()

    @property
    def rank(self) -> int:
        """How high its level is: 0 is the nation."""
        return list(Level).index(self.level)


class Organs(NamedTuple):
    """The organ that keeps a record (None: not known), and how the places of organs, those known, are looked up."""

    own: Place | None = None
    places: Callable[[Collection[int]], Mapping[int, Place]] = lambda _organs: {}

    def place(self, organ: int) -> Place | None:
        """The place of one organ; None where nothing is known of it."""
        return self.places((organ,)).get(organ)

    def is_own(self, organ: int) -> bool:
        """Whether it is the very organ that keeps the record."""
        return self.own is not None and organ == self.own.id

    def is_superior(self, organ: int) -> bool | None:
        """Whether it stands above the organ that keeps the record; None where that is not known.

        Above stand the organs on the way up to the root, and of a department the departments of higher governments.
        """
        own, other = self.own, self.place(organ)
        if own is None or other is None:
            return None
        department = {own.kind, other.kind} <= DEPARTMENTAL and other.rank < own.rank
        return organ in own.above or (department and set(other.above[-1:]) <= set(own.above))

    def name(self, organ: int) -> str:
        """The name of an organ, its id where it is not known."""
        place = self.place(organ)
        return place.name if place is not None else f"#{organ}"


NOTHING_KNOWN = Organs()
DEPARTMENTAL = frozenset({OrganKind.DEPARTMENT, OrganKind.VERTICAL})


class Headings(NamedTuple):
    """What stands under the headings that the law knows: matter -> heading, field of administration -> heading."""

    matters: Mapping[str, str] = MappingProxyType({})
    fields: Mapping[str, str] = MappingProxyType({})


NO_HEADINGS = Headings()


class Setting(NamedTuple):
    """What a record is played in: the work calendar of its organ, what is known of organs, the headings."""

    calendar: WorkCalendar
    organs: Organs = NOTHING_KNOWN
    headings: Headings = NO_HEADINGS
