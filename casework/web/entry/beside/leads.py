"""Cases that may lead another (并案审理): its sisters that the organ has under review."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from casework.law.names import PENDING
from casework.models import Organ, Reconsideration

MOST = 50


def leads_for(organ: Organ, life: Any) -> list[str]:
    """The numbers of the cases of the organ against the same act, or registered together, that are joined to none."""
    if life is None:
        return []
    facts = life.facts
    same = Q(batch=facts.batch) if facts.batch else Q(pk__in=())
    if facts.application.complained_of.number:
        same |= Q(act_number=facts.application.complained_of.number)
    seen = Reconsideration.objects.standing().filter(same, organ=organ, joined_to=None, state__in=PENDING)
    found = seen.exclude(number__in=("", facts.number)).order_by("received_on", "pk")
    return list(found.values_list("number", flat=True)[:MOST])
