"""The addresses of the screens, each with the row of the permission table that opens it."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from django.urls import URLPattern, URLResolver, path

from casework.law.names import RecordKind
from casework.web import audit, cases, front, listing, lists, signing
from casework.web.doors import View, guarded


class Screen(NamedTuple):
    """One address: its route, name, view, its row in `permissions.SCREENS`, and whether it takes what is sent."""

    route: str
    name: str
    view: View
    row: str
    posts: bool = False


SCREENS: tuple[Screen, ...] = (
    Screen("", "home", front.home, "home"),
    Screen("statistics/records/", "statistics_records", listing.records, "statistics"),
    Screen("reconsiderations/", "reconsiderations", partial(lists.listing, what="reconsiderations"), "records"),
    Screen(
        "reconsiderations/<int:pk>/",
        "reconsideration",
        partial(cases.record_page, kind=RecordKind.RECONSIDERATION),
        "records",
    ),
    Screen("litigations/", "litigations", partial(lists.listing, what="litigations"), "records"),
    Screen("litigations/<int:pk>/", "litigation", partial(cases.record_page, kind=RecordKind.LITIGATION), "records"),
    Screen("mediations/", "mediations", partial(lists.listing, what="mediations"), "records"),
    Screen("mediations/<int:pk>/", "mediation", partial(cases.record_page, kind=RecordKind.MEDIATION), "records"),
    Screen("ledger/", "ledger", partial(lists.listing, what="ledger"), "records"),
    Screen("ledger/<int:pk>/", "ledger_entry", partial(cases.record_page, kind=RecordKind.LEDGER), "records"),
    Screen("audit/", "audit", audit.audit, "audit"),
)

OPEN_TO_VISITORS: dict[str, str] = {"login": "sign_in", "logout": "sign_in", "set_language": "language"}
"""Addresses without a door: their name and their row."""

urlpatterns: list[URLPattern | URLResolver] = [
    path("login/", signing.SignIn.as_view(), name="login"),
    path("logout/", signing.SignOut.as_view(), name="logout"),
    *[path(screen.route, guarded(screen.row, screen.view, posts=screen.posts), name=screen.name) for screen in SCREENS],
]
