"""排期的订阅: the calendar of plans for calendar programs (RFC 5545), opened by a token that stands in its address."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event
from rest_framework.renderers import JSONRenderer

from casework.actions.reference.staff import Colleagues
from casework.actions.reference.standins import standing_in, stood_for
from casework.api.access.authentication import AddressAuthentication
from casework.api.base import Endpoint, etags_of, not_modified
from casework.api.parameters import read
from casework.choices import planned_label
from casework.errors import named
from casework.law.names import Act, Planned, RecordKind
from casework.law.planning import LASTS
from casework.models import Event as Recorded
from casework.models import Plan

CALENDAR = "text/calendar"
BACK = timedelta(days=400)
"""How far back a plan is given: a calendar of last year's hearings, and not of all there ever were."""
MOST = 5000
"""Plans of one feed, the latest; a calendar program asks for all of them each time."""
MINE, ALL = "mine", "all"
AGAIN = timedelta(hours=1)
"""After how long a calendar program is told to ask again."""


class PlanFeed(Endpoint):
    """`/api/v1/plans/TOKEN.ics[?whose=mine|all&what=hearing]`: what is planned, the person's own if nothing is asked.

    Names and places, which may be homes, are in it only where the token says so. What was called off stays in it as
    called off, so that a calendar takes it away.
    """

    row = "plan_feed"
    authentication_classes = (AddressAuthentication,)
    http_method_names = ("get", "head", "options")

    def perform_content_negotiation(self, request: Any, force: bool = False) -> tuple[JSONRenderer, str]:
        """There is one form, whatever a calendar program says that it accepts; a refusal is JSON."""
        return JSONRenderer(), CALENDAR

    def get(self, request: Any, **_address: Any) -> HttpResponse:
        """The calendar, or 304 where it has not changed. Raises FaultyInput."""
        asked = read(request.query_params, ("whose", "what"))
        plans = list(self._plans(asked))
        self.records = len(plans)
        body = _calendar(plans, self).to_ical()
        etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        if etag in etags_of(request):
            return not_modified(etag)
        answer = HttpResponse(body, content_type=f"{CALENDAR}; charset=utf-8")
        answer["ETag"] = etag
        return answer

    def finalize_response(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> Any:
        """As everywhere; and the address, which holds the token, is not written into the log of the server."""
        found = super().finalize_response(request, response, *args, **kwargs)
        found._has_been_logged = True
        return found

    @property
    def noted_path(self) -> str:
        """The path as it is noted: the token by its beginning."""
        token = self.sight.token
        return str(self.request.path).replace(self.kwargs["secret"], f"{token.token_key}…" if token else "…")

    def _plans(self, asked: Any) -> Iterator[Plan]:
        whose, what = asked.get("whose", MINE), asked.get("what", "")
        if whose not in (MINE, ALL):
            raise named("范围", "scope", whose, (MINE, ALL), where="whose")
        if what and what not in [each.value for each in Planned]:
            raise named("安排的事", "plan", what, [each.value for each in Planned], where="what")
        found = Plan.objects.within(self.sight.reach).filter(on__gte=self.sight.today - BACK).with_records()
        found = found.filter(what=what) if what else found
        latest = found.prefetch_related("litigation__defendants").order_by("-on", "-pk")[:MOST]
        if whose == ALL:
            return iter(latest)
        person, colleagues, leaves = str(self.sight.person), Colleagues(self.sight.today), standing_in(self.sight)
        return (
            plan for plan in latest if colleagues.plan_is_for(plan, person) or stood_for(plan.record, leaves, plan.on)
        )


@dataclass
class Told:
    """When a plan was recorded, and when it was changed or called off since."""

    made: datetime
    changed: list[datetime] = field(default_factory=list)


def _calendar(plans: list[Plan], endpoint: PlanFeed) -> Calendar:
    """The calendar with its time zone, the earliest plan first."""
    found = Calendar()
    found.add("prodid", "-//Casework//Plans//ZH")
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    found.add("x-wr-calname", _("Calendar of plans"))
    found.add("refresh-interval", AGAIN, parameters={"VALUE": "DURATION"})
    found.add("x-published-ttl", "PT1H")
    told = _told(plans)
    for plan in sorted(plans, key=lambda one: (one.on, one.pk)):
        found.add_component(_event(plan, told[plan.kind, plan.record.pk, plan.position], endpoint))
    found.add_missing_timezones()
    return found


def _told(plans: Iterable[Plan]) -> dict[tuple[str, int, int], Told]:
    """What the events say of each plan, by kind, record and place among the plans of the record."""
    records: dict[str, set[int]] = defaultdict(set)
    for plan in plans:
        records[plan.kind].add(plan.record.pk)
    found: dict[tuple[str, int, int], Told] = {}
    for kind, ids in records.items():
        events = Recorded.objects.filter(**{f"{kind}__in": ids}, act__in=(Act.PLAN, Act.CALL_OFF, Act.CORRECT))
        for each in events.order_by(kind, "version"):
            _tell(found, kind, getattr(each, f"{kind}_id"), each)
    return found


def _tell(found: dict[tuple[str, int, int], Told], kind: str, record: int, event: Any) -> None:
    """Note an event: the n-th plan, its calling off, or a correction of a plan of the record."""
    mine = [key for key in found if key[:2] == (kind, record)]
    if event.act == Act.PLAN:
        found[kind, record, len(mine)] = Told(event.recorded_at)
    elif event.act == Act.CALL_OFF:
        found[kind, record, int(event.keys["plan"]) - 1].changed.append(event.recorded_at)
    elif event.keys.get("act") == Act.PLAN:
        for key in mine:
            found[key].changed.append(event.recorded_at)


def _event(plan: Plan, told: Told, endpoint: PlanFeed) -> Event:
    """One plan: the whole day where it has no hour; names and the place where the token shows them."""
    record: Any = plan.record
    kind, language, zone = RecordKind(plan.kind), endpoint.sight.language, ZoneInfo(settings.TIME_ZONE)
    found = Event()
    found.add("uid", f"{plan.kind}-{record.pk}-{plan.position + 1}@casework")
    found.add("dtstamp", max([told.made, *told.changed]))
    found.add("created", told.made)
    found.add("last-modified", max([told.made, *told.changed]))
    found.add("sequence", len(told.changed))
    found.add("status", "CANCELLED" if plan.called_off_on is not None else "CONFIRMED")
    label = planned_label(Planned(plan.what), kind, language)
    found.add("summary", f"{label} {record}")
    found.add("categories", [label])
    begins: Any = plan.on if plan.at is None else datetime.combine(plan.on, plan.at, zone)
    found.add("dtstart", begins)
    found.add("dtend", begins + (timedelta(1) if plan.at is None else LASTS))
    found.add("url", endpoint.request.build_absolute_uri(record.get_absolute_url()))
    if endpoint.sight.reads_names(record):
        for name, text in (("location", plan.place), ("description", plan.who)):
            if text:
                found.add(name, text)
    return found
