"""承办人: who is known to work for an organ, and the taking on of who was asked about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from casework.models import Membership, Organ, Staff
from casework.permissions import ANY_HAND


def known(organ: Organ, day: date) -> list[str]:
    """The names on the list of an organ on a day, then those of its people who sign in and act on cases."""
    listed = Staff.objects.serving(organ, day).values_list("name", flat=True)
    people = Membership.objects.filter(organ=organ, role__in=ANY_HAND).select_related("person")
    return list(dict.fromkeys([*listed, *(str(each.person) for each in people)]))


def unknown(organ: Organ, names: Sequence[str], day: date) -> list[str]:
    """Those of the names that nobody knows at the organ, whether they serve on that day or not (`not_serving`)."""
    there = {*known(organ, day), *Staff.objects.filter(organ=organ, name__in=names).values_list("name", flat=True)}
    return [name for name in names if name not in there]


def not_serving(organ: Organ, names: Sequence[str], day: date) -> list[Staff]:
    """Those of the names that stand on the list of the organ, but not on that day."""
    listed = Staff.objects.filter(organ=organ, name__in=names)
    return list(listed.exclude(pk__in=Staff.objects.serving(organ, day).values("pk")))


def take_on(organ: Organ, names: Iterable[str]) -> None:
    """Put names on the list of an organ: somebody said that they work there. One that had left comes back."""
    wanted = list(names)
    Staff.objects.filter(organ=organ, name__in=wanted).update(valid_to=None)
    Staff.objects.bulk_create([Staff(organ=organ, name=name) for name in wanted], ignore_conflicts=True)
