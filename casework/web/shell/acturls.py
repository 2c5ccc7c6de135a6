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


def done_url(event: Any) -> str:
    """Where what was done is read: the record, or the page of all that was done with it in one go."""
    record = getattr(event, str(event.kind))
    found: str = record.get_absolute_url()
    return found if event.batch is None else reverse(f"{record.page}_together", args=[event.batch])
