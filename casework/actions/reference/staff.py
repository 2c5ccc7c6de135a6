"""承办人: who is known to work for an organ, and the taking on of who was asked about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from casework.law.names import RecordKind
from casework.models import Membership, Organ, Plan, Staff
from casework.models.base import Record
from casework.permissions import ANY_HAND


def known(organ: Organ | int, day: date) -> list[str]:
    """The names on the list of an organ (or its id) on a day, then those of its people who sign in and act on cases."""
    listed = Staff.objects.serving(organ, day).values_list("name", flat=True)
    people = Membership.objects.filter(organ=organ, role__in=ANY_HAND).select_related("person")
    return list(dict.fromkeys([*listed, *(str(each.person) for each in people)]))


def known_to_all(organs: Iterable[Organ], day: date) -> list[str]:
    """The names that each of these organs knows on a day, in the order of the first."""
    first, *others = (known(organ, day) for organ in organs)
    return [name for name in first if all(name in names for names in others)]


def unknown(organ: Organ, names: Sequence[str], day: date) -> list[str]:
    """Those of the names that nobody knows at the organ, whether they serve on that day or not (`not_serving`)."""
    there = {*known(organ, day), *Staff.objects.filter(organ=organ, name__in=names).values_list("name", flat=True)}
    return [name for name in names if name not in there]


def not_serving(organ: Organ, names: Sequence[str], day: date) -> list[Staff]:
    """Those of the names that stand on the list of the organ, but not on that day."""
    listed = Staff.objects.filter(organ=organ, name__in=names)
    return list(listed.exclude(pk__in=Staff.objects.serving(organ, day).values("pk")))


class Colleagues(dict[int, frozenset[str]]):
    """Who works for an organ on a day, by its id; each organ is read once, when it is asked for."""

    def __init__(self, day: date) -> None:
        super().__init__()
        self.day = day

    def __missing__(self, organ: int) -> frozenset[str]:
        found = self[organ] = frozenset(known(organ, self.day))
        return found

    def leave_free(self, record: Record) -> bool:
        """Whether nobody is named yet who handles a record.

        Of a mediation, nobody who works for its organ: most mediators are a body's own, and do not sign in.
        """
        free = not record.hands
        return free or (record.kind == RecordKind.MEDIATION and self[record.organ_id].isdisjoint(record.hands))

    def plan_is_for(self, plan: Plan, person: str) -> bool:
        """Whether a plan is for a person: who has to be there, or whose record names nobody yet."""
        return person in plan.people or self.leave_free(plan.record)


def post_of(organ: Organ | int, name: str, day: date) -> str:
    """The post in which somebody serves an organ on a day; "" where the list names none, or nobody of that name."""
    return Staff.objects.serving(organ, day).filter(name=name).values_list("post", flat=True).first() or ""


def take_on(organ: Organ, names: Iterable[str]) -> None:
    """Put names on the list of an organ: somebody said that they work there. One that had left comes back."""
    wanted = list(names)
    Staff.objects.filter(organ=organ, name__in=wanted).update(valid_to=None)
    Staff.objects.bulk_create([Staff(organ=organ, name=name) for name in wanted], ignore_conflicts=True)
