"""The sets that tables and figures share: which phases, letters, instances, mediations a basis selects."""

from __future__ import annotations

from casework.law.names import CORRECTING_OUTCOMES
from casework.statistics.conditions import (
    AS_OF,
    END,
    START,
    After,
    AnyOf,
    Before,
    Condition,
    First,
    Is,
    Never,
    NotBefore,
    OneOf,
    UpTo,
    Within,
)
from casework.statistics.model import ACCEPTED, COHORT, CONCLUDED, RECEIVED, ByBasis, Conditions

NONE: Conditions = (Never(),)
INTAKE, REVIEW = Is("kind", "intake"), Is("kind", "review")
CAME_IN = Is("began_by", "received")

# A cohort: each case received in the period once, by the phase that it is in as at the day of the state.
COHORT_NOW: Conditions = (
    CAME_IN,
    Within("received_on"),
    UpTo("opened_on", AS_OF),
    After("superseded_on", AS_OF),
)
COHORT_INTAKE: Conditions = (*COHORT_NOW, INTAKE)
COHORT_ACCEPTED: Conditions = (*COHORT_NOW, REVIEW)
COHORT_CLOSED: Conditions = (*COHORT_ACCEPTED, UpTo("closed_on", AS_OF))
COHORT_CONCLUDED: Conditions = (*COHORT_CLOSED, Is("closed_by", "concluded"))

# Flows of the period by legal date.
RECEIVED_WITHIN: Conditions = (INTAKE, Is("opened_by", "received"), Within("opened_on"))
ACCEPTED_WITHIN: Conditions = (REVIEW, Is("opened_by", "accepted"), Within("opened_on"))
CONCLUDED_WITHIN: Conditions = (REVIEW, Is("closed_by", "concluded"), Within("closed_on"))

# Stocks at the end of a day.
OPEN_AT_START: Conditions = (Before("opened_on", START), NotBefore("closed_on", START))
OPEN_AT_END: Conditions = (UpTo("opened_on", END), After("closed_on", END))


def reading(own: Conditions, cohort: Conditions = NONE) -> ByBasis:
    """By own dates, and read over the cohort."""
    return {"": own, COHORT: cohort}


def narrowed(sets: ByBasis, *more: Condition) -> ByBasis:
    """The same sets with more conditions."""
    return {basis: (*conditions, *more) for basis, conditions in sets.items()}


def intake_opened(by: str) -> Conditions:
    """Intake phases that opened in the period by that act."""
    return (INTAKE, Is("opened_by", by), Within("opened_on"))


def intake_ended(by: str) -> ByBasis:
    """Intake phases that closed in the period by that act."""
    own = (INTAKE, Is("closed_by", by), Within("closed_on"))
    return reading(own, (*COHORT_INTAKE, UpTo("closed_on", AS_OF), Is("closed_by", by)))


def review_opened(by: str) -> Conditions:
    """Review phases that opened in the period by that act."""
    return (REVIEW, Is("opened_by", by), Within("opened_on"))


RECEIVED_CASES = reading(RECEIVED_WITHIN, COHORT_NOW)
ACCEPTED_CASES = reading(ACCEPTED_WITHIN, COHORT_ACCEPTED)
CONCLUDED_CASES = reading(CONCLUDED_WITHIN, COHORT_CONCLUDED)
AT_INTAKE_END = reading((INTAKE, *OPEN_AT_END), (*COHORT_INTAKE, After("closed_on", AS_OF)))
PENDING_END = reading((REVIEW, *OPEN_AT_END), (*COHORT_ACCEPTED, After("closed_on", AS_OF)))
CARRIED_OVER = reading((REVIEW, *OPEN_AT_START))
TRANSFERRED = reading(
    (REVIEW, Is("closed_by", "transferred"), Within("closed_on")),
    (*COHORT_CLOSED, Is("closed_by", "transferred")),
)
INFLOW = reading(
    (
        AnyOf(
            (
                (REVIEW, *OPEN_AT_START),
                (REVIEW, OneOf("opened_by", frozenset({"accepted", "reopened", "taken_over"})), Within("opened_on")),
            )
        ),
    ),
    COHORT_ACCEPTED,
)
"""What T2 balances on its left side: of nothing else can a case be concluded in the period."""

RECEIVED_ONCE = narrowed(RECEIVED_CASES, First())
INFLOW_ONCE = reading(
    (
        AnyOf(
            (
                (REVIEW, *OPEN_AT_START),
                (REVIEW, OneOf("opened_by", frozenset({"accepted", "reopened"})), Within("opened_on")),
                (REVIEW, Is("opened_by", "taken_over"), Within("opened_on"), First()),
            )
        ),
    ),
    COHORT_ACCEPTED,
)
"""The cases of a subtree, where what one organ passed to another is one case."""

# The base of the tables by class: what is accepted, or what is concluded, selected by another date where asked.
STAGE_ACCEPTED: ByBasis = {
    ACCEPTED: ACCEPTED_WITHIN,
    RECEIVED: RECEIVED_WITHIN,
    CONCLUDED: CONCLUDED_WITHIN,
    COHORT: COHORT_ACCEPTED,
}
STAGE_CONCLUDED: ByBasis = {
    CONCLUDED: CONCLUDED_WITHIN,
    ACCEPTED: (
        REVIEW,
        Is("opened_by", "accepted"),
        Is("closed_by", "concluded"),
        Within("opened_on"),
        UpTo("closed_on", AS_OF),
    ),
    RECEIVED: COHORT_CONCLUDED,
    COHORT: COHORT_CONCLUDED,
}


OUTCOMES_CORRECTING = OneOf("outcome", frozenset(outcome.value for outcome in CORRECTING_OUTCOMES))
SUED: ByBasis = {
    "": (*CONCLUDED_WITHIN, UpTo("sued_on", END)),
    COHORT: (*COHORT_CONCLUDED, UpTo("sued_on", AS_OF)),
}


def entered(kind: str) -> ByBasis:
    """Entries of a kind by their date, or of the cases of a cohort."""
    own = (Is("kind", kind), Within("on"))
    return reading(own, (Is("kind", kind), CAME_IN, Within("case_received_on"), UpTo("on", AS_OF)))


LETTERS_ISSUED = entered("opinion")
LETTERS_ANSWERED = narrowed(LETTERS_ISSUED, UpTo("answered_on", AS_OF))

INSTANCES_CARRIED_OVER: Conditions = (Before("received_on", START), NotBefore("closed_on", START))
INSTANCES_OPEN: Conditions = (UpTo("received_on", END), After("closed_on", END))
INSTANCES_RECEIVED: Conditions = (Within("received_on"),)
INSTANCES_CLOSED: Conditions = (Within("closed_on"),)
INSTANCES_HEARD: Conditions = (Within("first_heard_on"),)
FIRST_CLOSED: Conditions = (Within("closed_on"), Is("level", "first"))

MEDIATIONS_OPEN_AT_START: Conditions = (Before("received_on", START), NotBefore("concluded_on", START))
MEDIATIONS_OPEN_AT_END: Conditions = (UpTo("received_on", END), After("concluded_on", END))
MEDIATIONS: ByBasis = {
    CONCLUDED: (Within("concluded_on"),),
    RECEIVED: (Within("received_on"),),
}
MEDIATIONS_CONCLUDED: ByBasis = {
    CONCLUDED: (Within("concluded_on"),),
    RECEIVED: (Within("received_on"), UpTo("concluded_on", AS_OF)),
}
