"""The addresses of the interface for programs, below `/api/`. `SCREENS` of the permission table opens each."""

from __future__ import annotations

from typing import NamedTuple

from django.urls import URLPattern, path, re_path

from casework.api import documentation, reference, reports, sealed
from casework.api.base import Endpoint


class Address(NamedTuple):
    """One address: its route below `v1/`, its name, its view, which names its row."""

    route: str
    name: str
    view: type[Endpoint]


ADDRESSES: tuple[Address, ...] = (
    Address("organs/", "api_organs", reference.Organs),
    Address("organs/<int:pk>/", "api_organ", reference.OneOrgan),
    Address("terms/", "api_terms", reference.Terms),
    Address("report/", "api_report", reports.WholeReport),
    Address("tables/<str:key>/", "api_table", reports.Table),
    Address("figures/<str:key>/", "api_figure", reports.Figure),
    Address("balances/", "api_balances", reports.Balances),
    Address("rules/", "api_rules", reports.Rules),
    Address("sealed-reports/", "api_sealed_reports", sealed.SealedReports),
    Address("sealed-reports/<int:pk>/", "api_sealed_report", sealed.OneSealedReport),
    Address("sealed-reports/<int:pk>/content/", "api_sealed_content", sealed.SealedContent),
)

OPEN_TO_VISITORS: dict[str, str] = dict.fromkeys(("api_schema", "api_docs", "api_nothing"), "api_documentation")
"""Addresses that hold no record: their name and their row."""

urlpatterns: list[URLPattern] = [
    *[path(f"v1/{address.route}", address.view.as_view(), name=address.name) for address in ADDRESSES],
    path("v1/schema/", documentation.schema, name="api_schema"),
    path("v1/docs/", documentation.docs, name="api_docs"),
    re_path(r"^(?P<rest>(?s:.*))$", documentation.nothing_here, name="api_nothing"),
]
