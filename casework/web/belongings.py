"""What belongs to a record beside its acts: found for its reader, with the hand that may add to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from casework.actions.attachments import remove, restore
from casework.law.names import RecordKind
from casework.models import MODELS
from casework.web.access import Visit
from casework.web.hands import needed_hand

BACK = "back"
"""The field that says which page a button stood on: the record's own, or that of its list."""


def find(visit: Visit, kind: RecordKind, pk: int) -> Any:
    """The record, for a reader of its names. Raises Http404 for who does not see it, PermissionDenied for the rest."""
    seen = MODELS[kind].objects.visible_to(visit.person, visit.today).select_related("organ")
    record = get_object_or_404(seen, pk=pk)
    if not visit.reads_names(record):
        raise PermissionDenied
    return record


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
