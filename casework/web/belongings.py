"""What belongs to a record beside its acts: found for its reader, with the hand that may add to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from casework.actions.attachments import remove, restore
from casework.actions.recording import Actor, check_reach
from casework.actions.saving import MODELS
from casework.errors import NotPermitted
from casework.law.names import RecordKind, Role
from casework.permissions import ANY_HAND, holds_on, memberships
from casework.web.access import Visit

BACK = "back"
"""The field that says which page a button stood on: the record's own, or that of its list."""


def find(visit: Visit, kind: RecordKind, pk: int) -> Any:
    """The record, for a reader of its names. Raises Http404 for who does not see it, PermissionDenied for the rest."""
    seen = MODELS[kind].objects.visible_to(visit.person, visit.today).select_related("organ")
    record = get_object_or_404(seen, pk=pk)
    if not visit.reads_names(record):
        raise PermissionDenied
    return record


def hand_on(record: Any, visit: Visit) -> Actor | None:
    """As whom the person adds to the record: the first of the roles held today that reaches it; None for a reader."""
    held: dict[int, Actor] = {}
    for membership in memberships(visit.person):
        role = Role(membership.role)
        if role in ANY_HAND and holds_on(membership, visit.today):
            known = held.get(membership.organ_id, Actor(visit.person, membership.organ, frozenset()))
            held[membership.organ_id] = known._replace(roles=known.roles | {role})
    return next((actor for actor in held.values() if _reaches(actor, record)), None)


def _reaches(actor: Actor, record: Any) -> bool:
    try:
        check_reach(RecordKind(record.kind), record, actor)
    except NotPermitted:
        return False
    return True


def needed_hand(record: Any, visit: Visit) -> Actor:
    """The hand on a record. Raises PermissionDenied for who only reads it."""
    actor = hand_on(record, visit)
    if actor is None:
        raise PermissionDenied
    return actor


def address(record: Any, what: str, *more: Any) -> str:
    """The address of something of a record: `attachments`, `notes`, `print` …"""
    return reverse(f"{record.page}_{what}", args=[record.pk, *more])


def back_to(request: HttpRequest, record: Any, what: str, anchor: str) -> HttpResponse:
    """To the page that the button stood on, at the place that changed."""
    there = record.get_absolute_url() if request.POST.get(BACK) == "record" else address(record, what)
    return HttpResponseRedirect(f"{there}#{anchor}")


def taken_or_given_back(
    request: HttpRequest, visit: Visit, pk: int, number: int, *, kind: RecordKind, model: Any, what: str, undo: bool
) -> HttpResponse:
    """The buttons that take one away and give it back. Raises FaultyInput where it cannot be given back."""
    record = find(visit, kind, pk)
    found = get_object_or_404(model, **{record.kind: record}, pk=number)
    if request.method == "POST":
        change: Callable[..., None] = restore if undo else remove
        change(found, actor=needed_hand(record, visit))
    return back_to(request, record, what, f"{model._meta.model_name}-{number}")
