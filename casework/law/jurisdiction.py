"""管辖: which organ handles an application against which respondent (Act (2023) art. 24-28; 2017 Act art. 12-15)."""

from __future__ import annotations

from casework.law.names import Edition, Level, OrganKind
from casework.law.organs import DEPARTMENTAL, Organs, Place

OWN_ACTS = frozenset({(OrganKind.GOVERNMENT, Level.PROVINCE), (OrganKind.DEPARTMENT, Level.NATION)})
"""Organs that handle applications against themselves (Act art. 24 ¶2, 25(1); 2017 Act art. 14)."""


def article(edition: Edition) -> str:
    """The articles on competence in that edition."""
    return "24, 25, 27" if edition is Edition.E2023 else "12-15"


def against_itself(organs: Organs, respondents: list[int]) -> bool:
    """Whether the organ would handle an application against itself, which only some organs may."""
    own = organs.own
    return own is not None and (own.kind, own.level) not in OWN_ACTS and any(map(organs.is_own, respondents))


def outside(organs: Organs, edition: Edition, respondents: list[int]) -> list[int]:
    """The respondents that are not within the competence of the organ; one of which nothing is known is left out."""
    own = organs.own
    if own is None:
        return []
    places = organs.places([organ for organ in respondents if not organs.is_own(organ)])
    return [organ for organ, place in places.items() if not _within(own, place, edition, organs)]


def _within(own: Place, other: Place, edition: Edition, organs: Organs) -> bool:
    if own.kind in DEPARTMENTAL:
        return _within_department(own, other, edition)
    if other.kind is OrganKind.VERTICAL:  # Act art. 27; 2017 Act art. 12 ¶2: the department above it
        return False
    if other.kind is OrganKind.AGENCY and own.id not in other.above:  # Act art. 24 ¶4: also where it has its seat
        return own.rank >= other.rank
    return own.id in other.above and not _government_between(own, other, organs)


def _within_department(own: Place, other: Place, edition: Edition) -> bool:
    """What a department handles: its agencies and the organisations that it runs; the department below it.

    The latter in the 2017 edition (art. 12), and for vertically led departments in both (Act art. 27).
    """
    below = other.kind in DEPARTMENTAL and own.rank < other.rank
    led = edition is Edition.E2017 or OrganKind.VERTICAL in (own.kind, other.kind)
    return own.id in other.above[-1:] or (below and led)


def _government_between(own: Place, other: Place, organs: Organs) -> bool:
    """Whether a lower government stands between: a government handles only the next one below (Act art. 24 ¶1(2))."""
    between = organs.places(other.above[other.above.index(own.id) + 1 :])
    return any(place.kind is OrganKind.GOVERNMENT for place in between.values())
