"""复议前置: matters in which reconsideration comes before a suit (Act (2023) art. 23; 2017 Act art. 16, 30)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from casework.law.names import Edition

INACTION_MATTERS = frozenset({"inaction", "complaint_handling"})
"""Matters in which a failure to act is claimed unless it is said otherwise (Act art. 11(11), 23 ¶1(3))."""

if TYPE_CHECKING:
    from casework.law.facts import Facts

FIRST_BY_MATTER: Mapping[Edition, frozenset[str]] = {
    Edition.E2023: frozenset({"rights_adjudication", "information_disclosure"}),
    Edition.E2017: frozenset({"rights_adjudication"}),
}
"""Edition -> matters: natural resources (23 ¶1(2); 2017 Act 30 ¶1), disclosure refused (23 ¶1(4)).

A matter says less than the law asks: a disclosure that was given, or rights not yet acquired, are the clerk's to say.
"""


def comes_first_by_cause(matter: str, edition: Edition) -> bool:
    """Whether the matter of a dispute in court makes reconsideration come first."""
    inaction = edition is Edition.E2023 and matter in INACTION_MATTERS  # 23 ¶1(3)
    return inaction or matter in FIRST_BY_MATTER[edition]


def comes_first(facts: Facts) -> bool:
    """Whether the matter of a case makes reconsideration come first, whatever the record says of it."""
    if FIRST_BY_MATTER[facts.edition] & facts.matters:
        return True
    if facts.edition is Edition.E2017:
        return False
    complained_of = facts.application.complained_of
    on_the_spot = complained_of.on_the_spot or any(phase.ground == "art53_1" for phase in facts.phases)
    penalty = "administrative_penalty" in facts.matters and on_the_spot  # 23 ¶1(1)
    return penalty or facts.claims_inaction  # 23 ¶1(3)
