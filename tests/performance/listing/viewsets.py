"""The floor of the lists for programs: a plain ModelViewSet of each resource, whose serializer gives the same columns.

It is written as one writes such a thing quickly and well: a ModelSerializer, what belongs to a record fetched beside it
for the whole page, django-filter, pages by cursor, a token. Nothing is masked, nobody's reach is looked at, no pull is
noted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from hmac import compare_digest
from typing import Any

from knox.crypto import hash_token
from knox.settings import CONSTANTS
from rest_framework import pagination, serializers, viewsets
from rest_framework.authentication import BaseAuthentication
from rest_framework.permissions import IsAuthenticated
from rest_framework.test import APIRequestFactory

from casework.api.resources import filters_of
from casework.exports.columns.others import STRUCK
from casework.exports.resources import Resource
from casework.kinds import KINDS
from casework.models import Token
from tests.performance.listing.serializers import BASE, MADE, Value


class Bearer(BaseAuthentication):
    """A token, found by its beginning and compared by its hash, with its person."""

    def authenticate(self, request: Any) -> tuple[Any, Any] | None:
        """The person and the token."""
        text = request.headers["Authorization"].partition(" ")[2]
        token = Token.objects.select_related("user").get(token_key=text[: CONSTANTS.TOKEN_KEY_LENGTH])
        return (token.user, token) if compare_digest(hash_token(text), token.digest) else None


class Pages(pagination.CursorPagination):
    """Pages by cursor, as many rows as are asked for, in the order that is asked for."""

    page_size_query_param = "page_size"

    def get_ordering(self, request: Any, queryset: Any, view: Any) -> tuple[str, ...]:
        """By one column, then by id."""
        asked = request.query_params.get("ordering")
        return (asked, "-id" if asked.startswith("-") else "id") if asked else ("id",)


def serializer(resource: Resource, columns: Sequence[str]) -> Any:
    """A ModelSerializer that gives these columns."""
    fields: dict[str, Any] = {}
    for column in (resource.by_name[name] for name in columns):
        name, stored = column.name, column.stored.replace("__", ".")
        if name == "url" or name in MADE[resource.key]:
            fields[name] = serializers.SerializerMethodField()
            fields[f"get_{name}"] = partial(_given, _value(resource, name))
        elif name == "struck":
            fields[name] = serializers.BooleanField()
        elif stored and stored != name:
            fields[name] = serializers.ReadOnlyField(source=stored)
    meta = type("Meta", (), {"model": resource.model, "fields": list(columns)})
    return type("Plain", (serializers.ModelSerializer,), fields | {"Meta": meta})


def _value(resource: Resource, name: str) -> Value:
    address = f"{BASE}/{resource.key}"
    return MADE[resource.key][name].value if name != "url" else lambda row: f"{address}/{row.pk}/"


def _given(value: Value, record: Any) -> Any:
    return value(record)


class Plain(viewsets.ModelViewSet):  # type: ignore[type-arg]  # it is given its model when it is made
    """A list of records, filtered as the interface filters."""

    pagination_class = Pages
    authentication_classes = (Bearer,)
    permission_classes = (IsAuthenticated,)
    filters: Any = None
    sight: Any = None
    resource: Any = None

    def filter_queryset(self, queryset: Any) -> Any:
        """By django-filter, with what is asked: of the rows, else of the records that they stand below."""
        names = self.filters.base_filters
        asked = {name: value for name, value in self.request.query_params.items() if name in names}
        if self.resource.below is None:
            return self.filters(asked, queryset, self.sight).qs
        records = self.filters(asked, KINDS[self.resource.below].model.objects.filter(voided_on=None), self.sight).qs
        return queryset.filter(**{f"{self.resource.owner}__in": records})


def rows_of(resource: Resource, columns: Sequence[str]) -> Any:
    """All rows, with what these columns need."""
    made, named = MADE[resource.key], [resource.by_name[name].stored for name in columns]
    joined = {path.rpartition("__")[0] for path in named if "__" in path and not path.startswith("standing")}
    fetched = sorted({relation for name in columns if name in made for relation in made[name].beside})
    rows = resource.model.objects.select_related(*joined, *([resource.owner] if resource.owner else []))
    rows = rows.prefetch_related(*fetched)
    if "struck" in columns:
        rows = rows.annotate(struck=STRUCK)
    return rows.filter(voided_on=None) if resource.kind is not None else rows


def viewset(resource: Resource, columns: Sequence[str], sight: Any, token: str) -> Callable[[str], int]:
    """A plain list of these columns: give it a query, it gives the length of its answer."""
    given = {"queryset": rows_of(resource, columns), "serializer_class": serializer(resource, columns)}
    view = Plain.as_view({"get": "list"}, filters=filters_of(resource), sight=sight, resource=resource, **given)
    requests = APIRequestFactory()

    def ask(query: str) -> int:
        answer = view(requests.get(f"/{resource.key}/?{query}", headers={"Authorization": f"Bearer {token}"}))
        if answer.status_code != 200:
            raise RuntimeError(f"{query}: {answer.content.decode()[:200]}")
        answer.render()
        return len(answer.content)

    return ask
