"""Which plans meet: the same place or the same person for two things at once; said in words, nothing is refused."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
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


def conflicts(plans: Iterable[Plan]) -> dict[int | None, list[Conflict]]:
    """The standing plans among these that meet another of the same organ on the same day, by id.

    Two that begin less than `LASTS` apart are taken to meet; one without an hour meets none.
    """
    days: dict[tuple[int, date], list[Plan]] = defaultdict(list)
    for plan in plans:
        if plan.stands and plan.at is not None:
            days[plan.organ_id, plan.on].append(plan)
    found: dict[int | None, list[Conflict]] = defaultdict(list)
    for of_day in days.values():
        of_day.sort(key=_begins)
        for n, plan in enumerate(of_day):
            for other in of_day[n + 1 :]:
                if _begins(other) - _begins(plan) >= LASTS:
                    break
                _meet(plan, other, found)
    return dict(found)


def _begins(plan: Plan) -> datetime:
    return datetime.combine(plan.on, plan.at)  # type: ignore[arg-type]  # those without an hour were left out


def _meet(plan: Plan, other: Plan, found: dict[int | None, list[Conflict]]) -> None:
    place = bool(_folded(plan.place)) and _folded(plan.place) == _folded(other.place)
    come = {_folded(name): name for name in other.people}
    people = [name for name in plan.people if _folded(name) in come and _folded(name) not in ROLES]
    if place or people:
        found[plan.pk].append(Conflict(other, place, people))
        found[other.pk].append(Conflict(plan, place, people))


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
