"""The addresses of the interface for programs, below `/api/`. The permission table opens each by its row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django.urls import URLPattern, path, re_path

from casework.api import feed, links, records, resources, writing
from casework.api.base import Endpoint
from casework.api.openapi import documentation
from casework.api.reports import indexes, reports, sealed
from casework.exports.resources import RESOURCES
from casework.permissions import WRITING


class Address(NamedTuple):
    """One address: its route below `v1/`, its name, its view, and what the view is given."""

    route: str
    name: str
    view: type[Endpoint]
    given: Mapping[str, Any] = {}

    @property
    def row(self) -> str:
        """Its row in the permission table."""
        return str(self.given.get("row", self.view.row))


def _of_resources() -> Iterator[Address]:
    for key, resource in RESOURCES.items():
        name, row = f"api_{key.replace('-', '_')}", resources.ROWS[key]
        given: dict[str, Any] = {"resource": resource, "row": row, "hidden": frozenset(resources.PERSONAL)}
        listing, one = {"get": resources.listing(resource)}, {"get": resources.detail(resource)}
        described = {"resource": resource, "operations": {"get": resources.dictionary(resource)}}
        yield Address(f"{key}/", name, records.RowList, given | {"operations": listing})
        yield Address(f"{key}/describe/", f"{name}_describe", records.Dictionary, described)
        if resource.kind is not None:
            acts = {"resource": resource, "row": WRITING, "kind": resource.kind}
            beginning = {"post": resources.beginning(resource, resource.kind)}
            going_on = {"post": resources.going_on(resource, resource.kind)}
            yield Address(f"{key}/acts/", f"{name}_begin", writing.Beginning, acts | {"operations": beginning})
            yield Address(f"{key}/<int:pk>/acts/", f"{name}_act", writing.GoingOn, acts | {"operations": going_on})
        yield Address(f"{key}/<int:pk>/", f"{name}_one", records.OneRow, given | {"operations": one})


ADDRESSES: tuple[Address, ...] = (
    Address("litigations/to-confirm/", "api_litigations_to_confirm", links.Named),
    *_of_resources(),
    Address("report/", "api_report", reports.WholeReport),
    Address("tables/", "api_tables", indexes.Tables),
    Address("figures/", "api_figures", indexes.Figures),
    Address("tables/<str:key>/", "api_table", reports.Table),
    Address("figures/<str:key>/", "api_figure", reports.Figure),
    Address("balances/", "api_balances", reports.Balances),
    Address("rules/", "api_rules", reports.Rules),
    Address("sealed-reports/", "api_sealed_reports", sealed.SealedReports),
    Address("sealed-reports/<int:pk>/", "api_sealed_report", sealed.OneSealedReport),
    Address("sealed-reports/<int:pk>/content/", "api_sealed_content", sealed.SealedContent),
    Address("sealed-reports/<int:pk>/files/<str:form>/", "api_sealed_file", sealed.OneSealedFile),
)

FEEDS: tuple[Address, ...] = (Address("plans/<str:secret>.ics", "api_plan_feed", feed.PlanFeed),)
"""Addresses for calendar programs, which the description for programs leaves out: a token stands in them."""

OPEN_TO_VISITORS: dict[str, str] = dict.fromkeys(
    ("api_front", "api_schema", "api_docs", "api_operation", "api_schema_page", "api_nothing"), "api_documentation"
)
"""Addresses that hold no record: their name and their row."""

urlpatterns: list[URLPattern] = [
    *[path(f"v1/{each.route}", each.view.as_view(**each.given), name=each.name) for each in (*ADDRESSES, *FEEDS)],
    path("v1/", documentation.front, name="api_front"),
    path("v1/schema/", documentation.schema, name="api_schema"),
    path("v1/docs/", documentation.docs, name="api_docs"),
    path("v1/docs/schemas/<str:name>/", documentation.schema_page, name="api_schema_page"),
    path("v1/docs/<str:name>/", documentation.operation, name="api_operation"),
    re_path(r"^(?P<rest>(?s:.*))$", documentation.nothing_here, name="api_nothing"),
]
