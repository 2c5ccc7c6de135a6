"""提级审理: the facts of the transferred case, copied into the superior's own record (Act (2023) art. 38)."""

from __future__ import annotations

from typing import Any

from casework.errors import FaultyInput
from casework.law.history import APPLICATION_KEYS, corrected
from casework.law.names import State
from casework.law.refusals import ActRefused
from casework.models import Reconsideration
from casework.registry import recorded_acts


def copied_facts(typed: dict[str, Any]) -> dict[str, Any]:
    """The keys of take_over with the application and the days of the case that it names."""
    if "from_" not in typed:
        missing = [key for key in ("channel", "applicants", "respondents", "matters", "field") if key not in typed]
        if missing:
            raise FaultyInput(
                f"提级接收要写来源案件，或者写{'、'.join(missing)}",
                f"take_over needs the case it comes `from`, or {', '.join(missing)}",
                where=missing[0],
            )
        return typed
    source = Reconsideration.objects.get(pk=typed["from_"])
    if source.state != State.TRANSFERRED:
        raise ActRefused("state", "38", "来源案件没有提级移出", "The case was not transferred")
    begun = corrected(recorded_acts(source))[0]
    copied = {key: value for key, value in begun.keys.items() if key in APPLICATION_KEYS or key in ALSO}
    days = {"received_on": source.received_on, "accepted_on": source.accepted_on}
    return {**copied, **{key: day for key, day in days.items() if day is not None}, **typed}


ALSO = frozenset({"claims_inaction", "third_parties"})
