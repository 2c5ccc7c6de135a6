"""What a person keeps beside the records: drafts of forms, and forms that were sent."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from casework.actions.reach import Actor
from casework.actions.recording import Request, perform, record_of
from casework.errors import ActRefused, CaseworkError, FaultyInput
from casework.models import Draft, Event, Person, Submission
from casework.reference import Reference

MOST_DRAFTS = 200
MOST_LEFT = 50
"""Forms left without a word that are kept of one person: the oldest go first."""
LEFT_FOR = timedelta(days=7)
"""How long they are kept: a clerk comes back after the weekend, not after a month."""
LARGEST_DRAFT = 200_000
"""Characters of a draft; a form of two hundred applicants has a fifth of that."""


def sent_before(person: Person, token: UUID) -> Event | None:
    """The event that the form with this key recorded, None where it was not sent yet."""
    found = Submission.objects.filter(person=person, token=token).select_related("event").first()
    return found.event if found is not None else None


def submit(request: Request, token: UUID, *, person: Person, actor: Actor, today: date, reference: Reference) -> Event:
    """Do the act of a form once: sent again, it gives the event of the first time. Raises what `perform` raises."""
    return submit_all((request,), token, person=person, actor=actor, today=today, reference=reference)


def submit_all(
    requests: Sequence[Request], token: UUID, *, person: Person, actor: Actor, today: date, reference: Reference
) -> Event:
    """Do the acts of a form, one after the other on one record, all or none and once; gives the first event.

    Raises what `perform` raises.
    """

    def do(request: Request, before: Event | None) -> Event:
        on = request._replace(record=record_of(before)) if before is not None else request
        return perform(on, actor=actor, today=today, reference=reference)

    return _once(requests, token, person, do)


def submit_each(
    requests: Sequence[Request], token: UUID, *, person: Person, actor: Actor, today: date, reference: Reference
) -> Event:
    """Do the acts of a form, each on its own record, all or none and once; gives the first event.

    Raises what `perform` raises.
    """
    return _once(
        requests,
        token,
        person,
        lambda request, _before: perform(request, actor=actor, today=today, reference=reference),
    )


def _once(
    requests: Sequence[Request], token: UUID, person: Person, do: Callable[[Request, Event | None], Event]
) -> Event:
    """The first event of the acts; of a form that was sent before, that of the first time.

    `do` is given each request with the event of the one before it.
    """
    earlier = sent_before(person, token)
    if earlier is not None:
        return earlier
    try:
        with transaction.atomic():
            events: list[Event] = []
            for request in requests:
                events.append(do(request, events[-1] if events else None))
            Submission.objects.create(person=person, token=token, event=events[0])
            Draft.objects.filter(person=person, token=token).delete()
            return events[0]
    except (IntegrityError, CaseworkError, ActRefused):
        twin = sent_before(person, token)  # the same form, sent twice at once: what the first did refuses the second
        if twin is None:
            raise
        return twin


def save_draft(person: Person, token: UUID, *, page: str, title: str, values: Mapping[str, Any]) -> Draft:
    """Keep a form as it was typed. Raises FaultyInput for one too large, or one draft too many."""
    text = _written(values)
    kept = Draft.objects.filter(person=person).exclude(title="")
    if kept.count() >= MOST_DRAFTS and not kept.filter(token=token).exists():
        raise FaultyInput(
            f"已有{MOST_DRAFTS}份草稿，先登记或者删除几份",
            f"There are {MOST_DRAFTS} drafts; finish or delete some first",
        )
    draft, _made = Draft.objects.update_or_create(
        person=person, token=token, defaults={"page": page, "title": title[:200], "values": text}
    )
    return draft


def keep_typed(person: Person, token: UUID, *, page: str, values: Mapping[str, Any], now: datetime) -> None:
    """Keep what was typed into a form without being asked to: no desk lists it, and a week later it is gone.

    A draft that the person asked for stays one. Raises FaultyInput for one too large.
    """
    kept, text = Draft.objects.filter(title=""), _written(values)
    kept.filter(saved_at__lt=now - LEFT_FOR).delete()
    Draft.objects.update_or_create(
        person=person, token=token, defaults={"values": text}, create_defaults={"page": page, "values": text}
    )
    own = kept.filter(person=person).order_by("-saved_at", "-pk").values_list("pk", flat=True)
    kept.filter(pk__in=list(own[MOST_LEFT:])).delete()


def _written(values: Mapping[str, Any]) -> str:
    text = json.dumps(values, ensure_ascii=False)
    if len(text) > LARGEST_DRAFT:
        raise FaultyInput(
            f"草稿有{len(text)}字，至多{LARGEST_DRAFT}字",
            f"The draft has {len(text)} characters, at most {LARGEST_DRAFT}",
        )
    return text


def delete_draft(person: Person, token: UUID) -> None:
    """Throw a draft away."""
    Draft.objects.filter(person=person, token=token).delete()


def delete_drafts(person: Person) -> int:
    """Throw away every draft that a person asked for; gives how many they were."""
    deleted, _of = Draft.objects.filter(person=person).exclude(title="").delete()
    return deleted
