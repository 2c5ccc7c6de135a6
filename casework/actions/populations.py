"""常住人口: reference data that the supervisor keeps, the base of what is told by 10,000 inhabitants."""

from __future__ import annotations

from django.db import transaction

from casework.actions.reach import Actor, reaches
from casework.errors import NotPermitted
from casework.models import Organ, Population
from casework.permissions import KEEPS_POPULATIONS


def keep_population(organ: Organ, year: int, inhabitants: int, source: str = "", *, actor: Actor) -> Population:
    """The inhabitants of an organ's division in a year, entered or corrected.

    Raises NotPermitted but for the supervisor of that organ or of one above it.
    """
    if not actor.roles & KEEPS_POPULATIONS or not reaches(actor, organ):
        raise NotPermitted(
            f"{organ.name}的常住人口由它或者上级的机构负责人填写",
            f"The inhabitants of {organ.name} are kept by its supervisor or one above it",
        )
    with transaction.atomic():
        told = {"inhabitants": inhabitants, "source": source}
        kept, _made = Population.objects.update_or_create(organ=organ, year=year, defaults=told)
    return kept
