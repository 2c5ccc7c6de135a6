"""Acts that programs send: each once by its key, however often it is sent, with the same answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from casework.actions.reach import Actor
from casework.actions.recording import Request, perform
from casework.cipher import Illegible
from casework.errors import ActRefused, CaseworkError
from casework.models import Event, Person, Submission
from casework.reference import Reference


class KeyReused(CaseworkError):
    """Something else was sent under the key before."""

    def __init__(self) -> None:
        super().__init__(
            "这个Idempotency-Key已经用于另一个请求，换一个新的",
            "This Idempotency-Key was used for another request: take a new one",
        )


def submit_once(
    request: Request,
    *,
    key: UUID,
    digest: str,
    answer: Callable[[Event], str],
    person: Person,
    actor: Actor,
    today: date,
    reference: Reference,
) -> str:
    """Do the act, or give the answer of the first time; `digest` is of what was sent, `answer` says what came of it.

    Raises KeyReused where something else was sent under the key before, and what `perform` raises.
    """
    earlier = answered(person, key, digest, answer)
    if earlier is not None:
        return earlier
    try:
        with transaction.atomic():
            event = perform(request, actor=actor, today=today, reference=reference)
            said = answer(event)
            Submission.objects.create(person=person, token=key, event=event, digest=digest, answer=said)
            return said
    except (IntegrityError, CaseworkError, ActRefused):
        twin = answered(person, key, digest, answer)  # sent twice at once: what the first did refuses the second
        if twin is None:
            raise
        return twin


def answered(person: Person, key: UUID, digest: str, answer: Callable[[Event], str]) -> str | None:
    """The answer that was given under the key; None where none was. Raises KeyReused for other contents.

    One that cannot be read any more is given anew, of the record as it is.
    """
    found = Submission.objects.filter(person=person, token=key).select_related("event").first()
    if found is None:
        return None
    if found.digest != digest:
        raise KeyReused
    return answer(found.event) if isinstance(found.answer, Illegible) else str(found.answer)
