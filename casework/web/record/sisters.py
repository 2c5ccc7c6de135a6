"""Sister records: other cases against the same act, other disputes over the same decision, as far as the reader sees.

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


def sisters_of_case(case: Reconsideration, organs: Collection[int], visit: Visit) -> dict[str, Any]:
    """The other cases that give the same number of the act and complain of one of the same respondents."""
    wanted = phrases([case.act_number])
    ids = candidates(Reconsideration, wanted, names=False) if wanted else []
    if ids is not None and not set(ids) - {case.pk}:  # most have none, and who sees them is dear to ask
        return {}
    seen = Reconsideration.objects.visible_to(visit.reach).exclude(pk=case.pk)
    alike = seen.filter(act_number=case.act_number, respondents__organ__in=organs).distinct()
    cases = alike if ids is None else alike.filter(pk__in=ids)
    found = [
        _sister(each, party_names(each.applicants.all(), "applicant", showing_of(each, visit)), visit)
        for each in cases.select_related("organ").prefetch_related("applicants")[:MOST]
    ]
    asked = {"act_number": case.act_number}
    if len(organs) == 1:
        asked["respondent"] = f"{BY_ID}{next(iter(organs))}"
    return _shown(
        found,
        (_("Cases against the same act"), column_words("applicants", RecordKind.RECONSIDERATION)),
        "reconsiderations",
        asked,
    )


def _of_decision(pk: int) -> QuerySet[Any]:
    return Litigation.objects.filter(reconsideration=pk).order_by().values_list("pk")[:2]


def sisters_of_suit(suit: Litigation, number: str, visit: Visit) -> dict[str, Any]:
    """The other disputes over the same decision; `number` is that of its case, "" where the reader does not see it."""
    case = suit.reconsideration_id
    if case is None or not number or len(rows_of(_of_decision, case)) == 1:  # itself
        return {}
    seen = Litigation.objects.visible_to(visit.reach).exclude(pk=suit.pk)
    suits = seen.filter(reconsideration=case).select_related("organ")
    found = [_sister(each, showing_of(each, visit).cause(each.cause), visit) for each in suits[:MOST]]
    words = _("Disputes over the same decision"), column_words("cause", RecordKind.LITIGATION)
    return _shown(found, words, "litigations", {"reconsideration": number})


def _sister(record: Any, said: str, visit: Visit) -> Sister:
    state = badge_of(RecordKind(record.kind), record.state, visit.language)
    return Sister(str(record), record.get_absolute_url(), said, state, record.organ.name)


def _shown(found: list[Sister], words: tuple[str, str], page: str, asked: dict[str, str]) -> dict[str, Any]:
    if not found:
        return {}
    title, heading = words
    url = f"{reverse(page)}?{urlencode(asked)}"
    return {"sisters": found, "sisters_title": title, "sisters_heading": heading, "sisters_url": url}
