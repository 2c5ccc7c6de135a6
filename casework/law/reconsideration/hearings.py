"""听证的通知: by which day all parties were told of a hearing (Act (2023) art. 51 ¶1)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from casework.law.documents.papers import Paper
from casework.law.facts import Facts, Plan, Step
from casework.law.names import Planned
from casework.law.reconsideration.service import all_received


def noticed_on(facts: Facts, hearing: Step) -> date | None:
    """The day of the notice of a hearing that was held: as the act says it, else by its service; None for none.

    A notice that was served before an earlier hearing was of that one.
    """
    said = hearing.particulars.get("notice_on")
    if isinstance(said, date):
        return said
    return _received(facts, (day for day in _held(facts) if day < hearing.on), hearing.on)


def noticed_of(facts: Facts, plan: Plan) -> date | None:
    """The day by which all parties had received the notice of a planned hearing; None while one has not.

    A notice that was served before the hearing before it, or before a plan in whose place this one came was called off,
    was not of this one.
    """
    before = [one for one in facts.plans if one.what is Planned.HEARING and one.planned_then < plan.n]
    return _received(facts, [*_held(facts), *(one.called_off_on for one in before if one.called_off_on)], plan.on)


def _held(facts: Facts) -> list[date]:
    return [step.on for step in facts.steps if step.act == "hold_hearing"]


def _received(facts: Facts, after: Iterable[date], hearing: date) -> date | None:
    return all_received(facts, Paper.HEARING_NOTICE, max(after, default=date.min), hearing)
