"""The shape of a gap, and what its finders share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple

from casework.law.facts import Phase, Step
from casework.law.life import Life
from casework.law.names import CORRECTING_OUTCOMES, Edition, Outcome


class Gap(NamedTuple):
    """A step that is missing, late or short: its rule, article, the day since which it is so, and a sentence."""

    rule: str
    article: str
    since: date | None
    zh: str
    en: str


class AsAt(NamedTuple):
    """The day on which gaps are looked for; of a dispute the matter that its cause names ("": none), and whether it
    came before there was a decision in the case that it names.
    """

    day: date
    matter: str = ""
    early: bool = False


Finder = Callable[[Any, AsAt], Iterator[Gap]]

MERITS = CORRECTING_OUTCOMES | {Outcome.UPHOLD, Outcome.DISMISS_REQUEST}
"""行政复议决定 on the merits (Act art. 63-71; 2017 Act art. 28)."""


def both(life: Life, article_2023: str, article_2017: str) -> str:
    """The article in the edition of the case."""
    return article_2023 if life.edition is Edition.E2023 else article_2017


def ended(life: Life) -> Phase | None:
    """The phase of review that a decision closed."""
    review = life.facts.review
    return review if review is not None and review.decision is not None else None


def steps(life: Life, act: str) -> list[Step]:
    """The dated facts that an act left."""
    return [step for step in life.facts.steps if step.act == act]
