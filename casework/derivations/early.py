"""起诉早于复议决定: whether a suit came before there was anything in its case to sue over (行政诉讼法 art. 45)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from casework.law.history import Done, play, play_until
from casework.law.litigation import SuitFacts, before_decision
from casework.law.names import ENDED, RecordKind, State
from casework.law.organs.organs import Setting
from casework.law.refusals import ActRefused
from casework.models import Reconsideration
from casework.reference import Reference
from casework.registry import recorded_acts

KIND = RecordKind.RECONSIDERATION


def named_case(suit: SuitFacts) -> Reconsideration | None:
    """The case that a suit names, while it stands; None where it names none."""
    if not suit.linked:
        return None
    found: Reconsideration | None = (
        Reconsideration.objects.standing().filter(pk=suit.linked).select_related("organ").first()
    )
    return found


def too_early(suit: SuitFacts, acts: Sequence[Done], setting: Setting) -> ActRefused | None:
    """Why a suit that names a case of these acts is refused; None where it came in time.

    The term to decide is that which was known on the day of the suit; the end is what the acts as corrected say.
    """
    whole: Any = play(KIND, acts, setting)
    ended = [stay.since for stay in whole.facts.stays if stay.state in ENDED - {State.TRANSFERRED}]
    then: Any = play_until(KIND, acts, setting, suit.received_on)
    due = then.decision_term_ends() if then is not None else None
    return before_decision(suit.received_on, ended_on=min(ended, default=None), due=due)


def early(suit: SuitFacts, reference: Reference) -> ActRefused | None:
    """The same of the case that it names as it stands; None where it names none."""
    case = named_case(suit)
    return too_early(suit, recorded_acts(case), reference.setting_of(case.organ)) if case is not None else None
