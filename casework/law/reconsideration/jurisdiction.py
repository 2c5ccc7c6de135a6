"""管辖: which organ handles an application against which respondent (Act (2023) art. 24-28; 2017 Act art. 12-15)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from casework.law.names import Edition, Level, OrganKind
from casework.law.organs.organs import DEPARTMENTAL, Organs, Place
from casework.law.words.languages import Text

OWN_ACTS = frozenset({(OrganKind.GOVERNMENT, Level.PROVINCE), (OrganKind.DEPARTMENT, Level.NATION)})
"""Organs that handle applications against themselves (Act art. 24 ¶2, 25(1); 2017 Act art. 14)."""
JUSTICE = "司法"
"""In the name of a department that is the reconsideration body of its government (Act art. 28)."""


CITY = "市人民政府"
"""How the name of a city's government ends, of a municipality's too; no province, prefecture or league is called so."""


class Outside(NamedTuple):
    """A respondent whose acts are not the organ's to review.

    `itself`: it is the very organ. `competent`: the organ that is competent, None where the tree does not hold it.
    """

    respondent: Place
    itself: bool
    article: str
    competent: Place | None

    def said(self) -> Text:
        """It in a sentence, with the organ that is competent."""
        zh, en = (
            ("上一级机关", "its superior")
            if self.itself
            else ("上一级主管部门", "its superior department")
            if self.respondent.kind in DEPARTMENTAL
            else ("其他机关", "another organ")
        )
        whose = Text(self.competent.name, self.competent.name) if self.competent is not None else Text(zh, en)
        if self.itself:
            return Text(
                f"被申请人是本机关，由{whose.zh}管辖", f"The respondent is this very organ: {whose.en} is competent"
            )
        name = self.respondent.name
        return Text(
            f"{name}不在本机关管辖范围之内，由{whose.zh}管辖",
            f"{name} is not within the competence of this organ: {whose.en} is competent",
        )


def against_itself(organs: Organs, respondents: list[int]) -> bool:
    """Whether the organ would handle an application against itself, which only some organs may."""
    own = organs.own
    return own is not None and (own.kind, own.level) not in OWN_ACTS and any(map(organs.is_own, respondents))


def outside(organs: Organs, edition: Edition, respondents: list[int]) -> Iterator[Outside]:
    """The respondents that are not within the competence of the organ; one of which nothing is known is left out."""
    own = organs.own
    if own is None:
        return
    if against_itself(organs, respondents):
        yield Outside(own, True, article(own, edition), competent(organs, edition, own))
    for place in organs.places([organ for organ in respondents if not organs.is_own(organ)]).values():
        if not _within(own, place, edition, organs):
            yield Outside(place, False, article(place, edition), competent(organs, edition, place))


def competent(organs: Organs, edition: Edition, respondent: Place) -> Place | None:
    """The organ that handles applications against another: itself, or the nearest above it; None if not in the tree."""
    if (respondent.kind, respondent.level) in OWN_ACTS:
        return respondent
    above = organs.places(respondent.above)
    nearest = (above[organ] for organ in reversed(respondent.above) if organ in above)
    return next((place for place in nearest if _within(place, respondent, edition, organs)), None)


def may_have_reviewed(organs: Organs, reviewer: Place, others: Sequence[Place]) -> bool:
    """Whether an organ can have decided about the acts of all the others, in either edition.

    A government reviews what several organs below it made together, too, but nothing of a vertically led one (art. 27).
    Where nobody else is named, a government of a county or above, which alone is a reconsideration organ by its kind
    (Act art. 24), is taken for the one that reviewed.
    """
    government = reviewer.kind is OrganKind.GOVERNMENT and reviewer.level is not Level.TOWNSHIP
    if not others:
        return government
    return all(
        (government and other.kind is not OrganKind.VERTICAL and reviewer.id in other.above)
        or any(_within(reviewer, other, edition, organs) for edition in Edition)
        for other in others
    )


def article(respondent: Place, edition: Edition) -> str:
    """The article that says who is competent for an organ of that kind."""
    kind, national = respondent.kind, respondent.level is Level.NATION
    if edition is Edition.E2023:
        return "27" if kind is OrganKind.VERTICAL else "25" if national else "24"
    if national or (kind, respondent.level) in OWN_ACTS:
        return "14"
    return ARTICLES_2017.get(kind, "15")


ARTICLES_2017 = {OrganKind.VERTICAL: "12 ¶2", OrganKind.DEPARTMENT: "12", OrganKind.GOVERNMENT: "13"}


def _within(own: Place, other: Place, edition: Edition, organs: Organs) -> bool:
    if own.kind in DEPARTMENTAL:
        return _within_department(own, other, edition)
    if other.kind is OrganKind.VERTICAL or own.level is Level.NATION:  # Act art. 27, 26; 2017 Act art. 12 ¶2, 14
        return False
    if other.kind is OrganKind.AGENCY and own.id not in other.above:
        return edition is Edition.E2023 and _has_its_seat(own, other, organs)
    return own.id in other.above and not _government_between(own, other, organs)


def _has_its_seat(own: Place, agency: Place, organs: Organs) -> bool:
    """Whether an agency may have its seat in the district of a government (Act art. 24 ¶4).

    Only one of a department of a city that is divided into districts, or of a municipality under the nation: not of a
    province, a prefecture or a league. An agency may stand below another of its department.
    """
    if (own.kind, own.level) != (OrganKind.GOVERNMENT, Level.COUNTY):
        return False
    places = organs.places(agency.above)
    above = [places[organ] for organ in reversed(agency.above) if organ in places]
    department = next((place for place in above if place.kind is not OrganKind.AGENCY), None)
    city = next((place for place in above if place.kind is OrganKind.GOVERNMENT), None)
    if department is None or department.kind is not OrganKind.DEPARTMENT or city is None:
        return False
    return city.id in own.above and city.rank < own.rank and city.name.endswith(CITY)


def _within_department(own: Place, other: Place, edition: Edition) -> bool:
    """What a department handles.

    Its agencies and the organisations that it runs: in the 2017 edition (art. 15(2), (3)), of a department of the State
    Council in both (Act art. 25), of a vertically led one in both (27). The department below it: in the 2017 edition
    (art. 12), vertically led ones (27) and those of justice (28) in both.
    """
    vertical = OrganKind.VERTICAL in (own.kind, other.kind)
    if own.id in other.above[-1:]:
        return edition is Edition.E2017 or vertical or own.level is Level.NATION
    below = other.kind in DEPARTMENTAL and own.rank < other.rank and set(own.above[-1:]) <= set(other.above)
    justice = JUSTICE in own.name and JUSTICE in other.name
    return below and (edition is Edition.E2017 or vertical or justice)


def _government_between(own: Place, other: Place, organs: Organs) -> bool:
    """Whether a lower government stands between: a government handles only the next one below (Act art. 24 ¶1(2))."""
    between = organs.places(other.above[other.above.index(own.id) + 1 :])
    return any(place.kind is OrganKind.GOVERNMENT for place in between.values())
