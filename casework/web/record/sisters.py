"""Sister records, as far as the reader sees: other cases against one act or registered in one go, those that a case
leads, other disputes over one decision.

Nothing is said of those that the reader does not see, nor how many they are.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from casework.filters.asked import BY_ID
from casework.filters.search import candidates
from casework.law.names import RecordKind
from casework.models import Litigation, Reconsideration
from casework.models.written import rows_of
from casework.text.search_terms import phrases
from casework.web.record.facts import party_names
from casework.web.shell.access import Visit
from casework.web.shell.keys import showing_of
from casework.web.shell.labels import column_words
from casework.web.shell.states import Badge, badge_of

MOST = 10
"""Sisters that a page shows; the list that it opens holds all."""


class Sister(NamedTuple):
    """One of them: number, address, who applies or what it is about, state, who keeps it."""

    number: str
    url: str
    said: str
    state: Badge
    organ: str


class Group(NamedTuple):
    """Sisters of one sort: its key, title, what the second column says, some of them, and the list that holds all."""

    key: str
    title: str
    heading: str
    sisters: list[Sister]
    url: str


def sisters_of_case(case: Reconsideration, organs: Collection[int], visit: Visit) -> list[Group]:
    """The cases that it leads, those registered together with it, and the others against the same act."""
    seen = Reconsideration.objects.visible_to(visit.reach).exclude(pk=case.pk)
    groups = [_led_by(case, seen, visit), _registered_with(case, seen, visit), _of_act(case, organs, seen, visit)]
    return [group for group in groups if group is not None]


def _led_by(case: Reconsideration, seen: QuerySet[Any], visit: Visit) -> Group | None:
    """Those joined to it (并案审理)."""
    if not rows_of(_joined, case.pk):  # most have none, and who sees them is dear to ask
        return None
    asked = {"joined_to": str(case)}
    return _group("joined", _("Cases joined to this one"), seen.filter(joined_to=case.pk), asked, visit)


def _joined(pk: int) -> QuerySet[Any]:
    return Reconsideration.objects.filter(joined_to=pk).order_by().values_list("pk")[:1]


def _registered_with(case: Reconsideration, seen: QuerySet[Any], visit: Visit) -> Group | None:
    """Those who applied separately and were registered in one go (Act (2023) art. 14 ¶1)."""
    if not case.batch:
        return None
    together = seen.filter(organ=case.organ_id, batch=case.batch)
    return _group("together", _("Registered together with this one"), together, {"batch": case.batch}, visit)


def _of_act(case: Reconsideration, organs: Collection[int], seen: QuerySet[Any], visit: Visit) -> Group | None:
    """Those that give the same number of the act and complain of one of the same respondents."""
    wanted = phrases([case.act_number])
    ids = candidates(Reconsideration, wanted, names=False) if wanted else []
    if ids is not None and not set(ids) - {case.pk}:
        return None
    alike = seen.filter(act_number=case.act_number, respondents__organ__in=organs).distinct()
    if case.batch:
        alike = alike.exclude(organ=case.organ_id, batch=case.batch)
    asked = {"act_number": case.act_number}
    if len(organs) == 1:
        asked["respondent"] = f"{BY_ID}{next(iter(organs))}"
    alike = alike if ids is None else alike.filter(pk__in=ids)
    return _group("sisters", _("Cases against the same act"), alike, asked, visit)


def _group(key: str, title: str, cases: QuerySet[Any], asked: dict[str, str], visit: Visit) -> Group | None:
    found = [
        _sister(each, party_names(each.applicants.all(), "applicant", showing_of(each, visit)), visit)
        for each in cases.select_related("organ").prefetch_related("applicants")[:MOST]
    ]
    heading = column_words("applicants", RecordKind.RECONSIDERATION)
    return _shown(Group(key, title, heading, found, ""), "reconsiderations", asked)


def _of_decision(pk: int) -> QuerySet[Any]:
    return Litigation.objects.filter(reconsideration=pk).order_by().values_list("pk")[:2]


def sisters_of_suit(suit: Litigation, number: str, visit: Visit) -> list[Group]:
    """The other disputes over the same decision; `number` is that of its case, "" where the reader does not see it."""
    case = suit.reconsideration_id
    if case is None or not number or len(rows_of(_of_decision, case)) == 1:  # itself
        return []
    seen = Litigation.objects.visible_to(visit.reach).exclude(pk=suit.pk)
    suits = seen.filter(reconsideration=case).select_related("organ")
    found = [_sister(each, showing_of(each, visit).cause(each.cause), visit) for each in suits[:MOST]]
    title, heading = _("Disputes over the same decision"), column_words("cause", RecordKind.LITIGATION)
    group = _shown(Group("sisters", title, heading, found, ""), "litigations", {"reconsideration": number})
    return [group] if group is not None else []


def _sister(record: Any, said: str, visit: Visit) -> Sister:
    state = badge_of(RecordKind(record.kind), record.state, visit.language)
    return Sister(str(record), record.get_absolute_url(), said, state, record.organ.name)


def _shown(group: Group, page: str, asked: dict[str, str]) -> Group | None:
    return group._replace(url=f"{reverse(page)}?{urlencode(asked)}") if group.sisters else None
