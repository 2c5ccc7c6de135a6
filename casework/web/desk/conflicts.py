"""Which plans meet: the same place or the same person for two things at once; said in words, nothing is refused."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from casework.law.names import PartyKind
from casework.law.planning import LASTS
from casework.models import Plan
from casework.text.folding import fold
from casework.web.shell.access import Visit
from casework.web.shell.formatting import joined

OF_A_CASE = ("代理人", "代表人", "当事人", "双方当事人", "各方当事人", "全体当事人")
ROLES = frozenset({*OF_A_CASE, *(part.zh for part in PartyKind)})
"""Words for those who come that name nobody: an applicant of one case is not the applicant of another."""
APART = re.compile(r"[\s,，、;；。.·()（）]+")


@dataclass(frozen=True)
class Conflict:
    """Another plan that one meets: whether in the same place, and which persons come to both."""

    other: Plan
    place: bool
    people: list[str]


@dataclass(frozen=True)
class Meeting:
    """A plan with when it begins, where, and who comes, as they are compared."""

    plan: Plan
    begins: datetime
    place: str
    people: dict[str, str]


def conflicts(plans: Iterable[Plan]) -> dict[int | None, list[Conflict]]:
    """The standing plans among these that meet another of the same organ on the same day, by id.

    Two that begin less than `LASTS` apart are taken to meet; one without an hour meets none.
    """
    days: dict[tuple[int, date], list[Meeting]] = defaultdict(list)
    for plan in plans:
        if plan.stands and plan.at is not None:
            people = {folded: name for name in plan.people if (folded := _folded(name)) not in ROLES}
            begins = datetime.combine(plan.on, plan.at)
            days[plan.organ_id, plan.on].append(Meeting(plan, begins, _folded(plan.place), people))
    found: dict[int | None, list[Conflict]] = defaultdict(list)
    for of_day in days.values():
        of_day.sort(key=lambda one: one.begins)
        for n, one in enumerate(of_day):
            for other in of_day[n + 1 :]:
                if other.begins - one.begins >= LASTS:
                    break
                _meet(one, other, found)
    return dict(found)


def _meet(one: Meeting, other: Meeting, found: dict[int | None, list[Conflict]]) -> None:
    place = bool(one.place) and one.place == other.place
    people = [name for folded, name in one.people.items() if folded in other.people]
    if place or people:
        found[one.plan.pk].append(Conflict(other.plan, place, people))
        found[other.plan.pk].append(Conflict(one.plan, place, people))


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    """A name or a place without differences of width, case, spaces and points: 三楼 听证室, 三楼听证室."""
    return APART.sub("", fold(text)).casefold()


def met_by(plan: Plan, visit: Visit) -> list[str]:
    """What a plan meets, in words; one that is not stored yet is tried beside those that are."""
    day = Plan.objects.standing().filter(organ=plan.organ_id, on=plan.on).exclude(pk=plan.pk)
    return [conflict_words(each, visit) for each in conflicts([*day.with_records(), plan]).get(plan.pk, ())]


def conflict_words(conflict: Conflict, visit: Visit) -> str:
    """One conflict in words: with which record, at what hour, in the same place or with whom."""
    other: Any = conflict.other
    said = {"record": str(other.record), "at": f"{other.at:%H:%M}"}
    if not conflict.people:
        return _("%(record)s is planned for %(at)s in the same place") % said
    clear = visit.reads_names(other.record)
    people = joined(conflict.people, visit.language) if clear else _("somebody who comes")
    words = _("%(people)s also has %(record)s at %(at)s") % {**said, "people": people}
    return _("%(what)s, in the same place") % {"what": words} if conflict.place else words
