"""Rendering: every page gets the bar with what its reader may open."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.choices import label_of
from casework.law.names import Role
from casework.web.shell.access import Visit, visit_of


class Entry(NamedTuple):
    """One entry of the bar: its digit, label, address, and whether the page belongs to it."""

    digit: str
    label: str
    url: str
    current: bool


ENTRIES: tuple[tuple[str, str, str, str | Promise], ...] = (
    ("1", "home", "home", _("Desk")),
    ("2", "records", "reconsiderations", _("Reconsideration")),
    ("3", "records", "litigations", _("Litigation")),
    ("4", "records", "mediations", _("Mediation")),
    ("5", "records", "ledger", _("Ledger")),
    ("6", "statistics", "statistics", _("Statistics")),
    ("7", "reports", "reports", _("Reports")),
    ("8", "records", "respondent-cases", _("As respondent")),
    ("–", "audit", "audit", _("Audit")),
    ("–", "administration", "admin:index", _("Administration")),
)
"""Digit, screen, name of the address, label."""


def bar_of(request: HttpRequest, visit: Visit) -> list[Entry]:
    """The entries that the person may open; the first whose address the page's begins with is current."""
    found = []
    for digit, screen, name, label in ENTRIES:
        if visit.may(screen):
            url = reverse(name)
            here = request.path == url if name == "home" else request.path.startswith(url)
            found.append(Entry(digit, str(label), url, here))
    return found


def frame(request: HttpRequest) -> dict[str, Any]:
    """What the frame of a page shows; nothing of it for a visitor."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"bar": None}
    visit = visit_of(request)
    roles = [label_of(role, visit.language) for role in Role if role in visit.roles]
    return {
        "bar": bar_of(request, visit),
        "person": str(user),
        "roles": roles,
        "today": visit.today,
        "single_keys": getattr(user, "single_keys", True),
        "may_find": visit.may("records"),
        "may_log": visit.may("logging"),
        "may_import": visit.may("imports"),
    }


def heading(record: Any) -> dict[str, Any]:
    """What every page about a record says at its head: the record, its number, its address."""
    return {"record": record, "number": str(record), "record_url": record.get_absolute_url()}


def page(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page in its frame."""
    return render(request, template, frame(request) | context, status=status)
