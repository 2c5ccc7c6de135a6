"""排期: from the facts of a record of any kind to the rows of its plans."""

from __future__ import annotations

from typing import Any

Row = dict[str, Any]


def plan_rows(facts: Any) -> list[Row]:
    """The plans of a record by their place in its order; none of a void one, nor of a kind that plans nothing."""
    plans = getattr(facts, "plans", ()) if facts.voided_on is None else ()
    return [
        {
            "position": plan.n - 1,
            "what": plan.what.value,
            "on": plan.on,
            "at": plan.at,
            "place": plan.place,
            "who": "、".join(plan.who),
            "done_on": plan.done_on,
            "called_off_on": plan.called_off_on,
        }
        for plan in plans
    ]
