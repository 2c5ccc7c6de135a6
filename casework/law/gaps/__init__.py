"""What the law wants and the record lacks: reported with its article, never refused (docs/law/gaps.md)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from casework.law.gaps import decision, documents, intake, others, respondent, review
from casework.law.gaps.gap import AsAt, Finder, Gap
from casework.law.life import Doing, Life
from casework.law.litigation import Suit
from casework.law.mediation import Mediating
from casework.law.respondent import Responding

__all__ = ["MODULES", "AsAt", "Gap", "gaps"]

MODULES = (intake, review, documents, decision, others, respondent)
"""Where the sentences stand."""
FINDERS: dict[type[Doing[Any]], tuple[Finder, ...]] = {
    Life: (*intake.FINDERS, *review.FINDERS, *documents.FINDERS, *decision.FINDERS),
    Suit: others.SUIT_FINDERS,
    Mediating: others.MEDIATION_FINDERS,
    Responding: respondent.FINDERS,
}
"""Kind of record -> what is looked for, in the order of the procedure."""


def gaps(life: Doing[Any], at: AsAt) -> list[Gap]:
    """The gaps of a record as at a day; none of a void one."""
    if life.facts.voided_on is not None:
        return []
    return [*_as_recorded(life), *(gap for find in FINDERS.get(type(life), ()) for gap in find(life, at))]


def _as_recorded(life: Doing[Any]) -> Iterator[Gap]:
    """What was taken as recorded although the law refuses it."""
    for refusal in life.broken:
        yield Gap(f"as-recorded:{refusal.rule}", refusal.article, None, refusal.zh, refusal.en)
