"""常住人口: reference data that the supervisor keeps, the base of what is told by 10,000 inhabitants."""

from __future__ import annotations

from django.db import transaction

from casework.actions.reach import Actor, reaches
from casework.errors import NotPermitted
from casework.models import Organ, Person, Population, PopulationEntry
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
    return set_population(organ, year, inhabitants, source, by=actor.person)


def set_population(organ: Organ, year: int, inhabitants: int, source: str, *, by: Person | None) -> Population:
    """Set the number, and note who changed what; nothing is noted where nothing changes."""
    with transaction.atomic():
        found = Population.objects.select_for_update().filter(organ=organ, year=year).first()
        kept = found or Population(organ=organ, year=year)
        before = (kept.inhabitants, kept.source) if found is not None else (None, "")
        kept.inhabitants, kept.source = inhabitants, source
        kept.save()
        _note(kept, before, (inhabitants, source), by)
    return kept


def replace_population(row: Population, *, by: Person | None) -> None:
    """Set what a row says, which may have been moved from another year, and note who did."""
    former = Population.objects.filter(pk=row.pk).first() if row.pk else None
    with transaction.atomic():
        if former is not None and former.year != row.year:
            drop_population(former, by=by)
        set_population(row.organ, row.year, row.inhabitants, row.source, by=by)


def drop_population(kept: Population, *, by: Person | None) -> None:
    """Take a number away that was entered for a wrong year, and note who did."""
    with transaction.atomic():
        _note(kept, (kept.inhabitants, kept.source), (None, ""), by)
        kept.delete()


Said = tuple[int | None, str]


def _note(kept: Population, before: Said, after: Said, by: Person | None) -> None:
    if before != after:
        PopulationEntry.objects.create(
            person=by, organ_id=kept.organ_id, year=kept.year, before=before[0], source_before=before[1],
            after=after[0], source=after[1],
        )  # fmt: skip
