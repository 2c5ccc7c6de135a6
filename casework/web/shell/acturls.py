"""Where an act on a record is done."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from casework.law.names import Act, RecordKind

OWN_PAGES = {(RecordKind.LITIGATION, Act.HOLD_HEARING): "litigation_hearing"}
"""A hearing in court is recorded on one page with who came to it."""


def act_url(record: Any, act: Act) -> str:
    """The address of an act on a record."""
    own = OWN_PAGES.get((RecordKind(record.kind), act))
    return reverse(own, args=[record.pk]) if own else reverse(f"{record.page}_act", args=[record.pk, act.value])


def batch_of(event: Any) -> str:
    """What an application has in common with those registered in one go with it, "" for any other event."""
    return str(event.keys.get("batch", "")) if event.act == Act.REGISTER else ""


def done_url(event: Any) -> str:
    """Where what was done is read: the record, or the page of all that was done or registered with it in one go."""
    record = getattr(event, str(event.kind))
    if batch_of(event):
        return reverse("registered_together", args=[batch_of(event)])
    found: str = record.get_absolute_url()
    return found if event.together is None else reverse(f"{record.page}_together", args=[event.together])
