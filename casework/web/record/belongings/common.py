"""What belongs to a record beside its acts: found for its reader, with the hand that may add to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext

from casework.actions.actors import hand_on, needed_hand
from casework.actions.belongings.attachments import remove, restore
from casework.law.names import RecordKind
from casework.models.written import rows_of
from casework.web.shell.access import Visit
from casework.web.shell.formatting import time_words

BACK = "back"
"""The field that says which page a button stood on: the record's own, or that of its list."""


def find(visit: Visit, kind: RecordKind, pk: int, *, void: bool = False) -> Any:
    """The record, for a reader of its names; to be read, a `void` one too.

    Raises Http404 for who does not see it, PermissionDenied for the rest.
    """
    record = visit.record(kind, pk, void=void)
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


@lru_cache(maxsize=16)
def _of_record(model: Any, kind: str) -> Callable[[int], QuerySet[Any]]:
    return lambda pk: model.objects.filter(**{kind: pk}).order_by().values_list("pk")[:1]


@dataclass
class Belongings:
    """Those of a record as its page shows them."""

    model: ClassVar[Any]

    record: Any
    visit: Visit

    @cached_property
    def may_add(self) -> bool:
        """Whether the reader adds and takes away too."""
        return self.record.voided_on is None and hand_on(self.record, self.visit) is not None

    @cached_property
    def hidden(self) -> bool:
        """Whether they are kept from the reader: names stand in them."""
        return not self.visit.reads_names(self.record)

    @cached_property
    def all(self) -> list[Any]:
        """Those that stand and those taken away, in the order of their model."""
        if self.hidden or not rows_of(_of_record(self.model, self.record.kind), self.record.pk):
            return []  # most records have none, and who added them is dear to ask
        return list(self.model.objects.ever_of_record(self.record).select_related("person", "removed_by"))

    @cached_property
    def standing(self) -> list[dict[str, Any]]:
        """Those that were not taken away."""
        return [self.line(each) for each in self.all if each.removed_at is None]

    @cached_property
    def removed(self) -> list[dict[str, Any]]:
        """Those taken away."""
        return [self.line(each) for each in self.all if each.removed_at is not None]

    def line(self, each: Any) -> dict[str, Any]:
        """What is shown of one: who added it and who took it away, and when; a kind of belonging says more."""
        language, what = self.visit.language, self.model._meta.model_name
        return {
            "pk": each.pk,
            "person": str(each.person or gettext("An import by command")),
            "added": time_words(each.added_at, language),
            "removed": time_words(each.removed_at, language) if each.removed_at else "",
            "removed_by": str(each.removed_by or ""),
            "remove_url": address(self.record, f"{what}_remove", each.pk),
            "restore_url": address(self.record, f"{what}_restore", each.pk),
        }

    @property
    def url(self) -> str:
        """Where another one is sent."""
        return address(self.record, f"{self.model._meta.model_name}s")


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
