"""The floor of the lists for programs: a plain ModelViewSet of each resource, whose serializer gives the same columns.

It is written as one writes such a thing quickly and well: a ModelSerializer, what belongs to a record fetched beside it
for the whole page, django-filter, pages by cursor, a token. Nothing is masked, nobody's reach is looked at, no pull is
noted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from rest_framework import pagination, serializers, viewsets
from rest_framework.permissions import IsAuthenticated
from rest_framework.test import APIRequestFactory

from casework.api.authentication import BearerAuthentication
from casework.exports.resources import Resource
from casework.filters.sets import FILTERS
from casework.models.base import OPEN_END

Value = Callable[[Any], Any]
BASE = "http://testserver/api/v1"


def last(rows: Iterable[Any]) -> Any:
    """The last of some rows; None where there is none."""
    found = list(rows)
    return found[-1] if found else None


def of_last(rows: Value, name: str) -> Value:
    """A value of the last of the rows that a record has; None where there is none, or the day has not come."""

    def value(record: Any) -> Any:
        row = last(rows(record))
        found = getattr(row, name) if row is not None else None
        return None if found in ("", OPEN_END) else found

    return value


def parties(role: str, name: str = "name") -> Value:
    """What the parties of a role are called."""
    return lambda case: [
        getattr(each, name)
        for each in case.applicants.all()
        if each.role == role and each.left_on is None and getattr(each, name)
    ]


def in_instances(value: Value) -> Value:
    """A value of each instance of a dispute."""
    return lambda suit: [value(each) for each in suit.instances.all()]


def came(instance: Any) -> str:
    """Who came for the keeper of the dispute."""
    sides = [side for side in instance.sides.all() if side.organ_id == instance.litigation.organ_id]
    found = [each.standing for side in sides for each in side.standings.all() if each.until_on == OPEN_END]
    return str(found[0]) if found else ""


def lost_in(suit: Any) -> list[str]:
    """The levels that the keeper lost."""
    return [
        each.level
        for each in suit.instances.all()
        if any(side.lost and side.organ_id == suit.organ_id for side in each.sides.all())
    ]


def standing(case: Any) -> Any:
    """The phase in which a case stands."""
    return last(each for each in case.phases.all() if each.superseded_on == OPEN_END)


def of_standing(name: str) -> Value:
    """A value of the phase in which a case stands."""

    def value(case: Any) -> Any:
        found = getattr(standing(case), name, None)
        return None if found == OPEN_END else found

    return value


def intakes(case: Any) -> list[Any]:
    """The examinations of a case."""
    return [each for each in case.phases.all() if each.kind == "intake"]


def suspensions(case: Any) -> list[Any]:
    """The suspensions of a case."""
    return [each for each in case.stops.all() if each.kind == "suspension"]


def opinions(case: Any) -> list[Any]:
    """The opinion letters of a case."""
    return [each for each in case.entries.all() if each.kind == "opinion"]


MADE: dict[str, dict[str, Value]] = {
    "reconsiderations": {
        "applicant": parties("applicant"),
        "representative": parties("applicant", "representative"),
        "agent": parties("applicant", "agent"),
        "third_party": parties("third_party"),
        "respondent": lambda case: [each.organ.name for each in case.respondents.all()],
        "applicant_count": lambda case: case.applicants_count,
        "intake": of_last(intakes, "closed_by"),
        "intake_on": of_last(intakes, "closed_on"),
        "extended_days": lambda case: sum(each.days for each in case.extensions.all()) or None,
        "suspended_from": of_last(suspensions, "on"),
        "suspended_to": of_last(suspensions, "until"),
        "suspension_ground": of_last(suspensions, "ground"),
        **{
            name: of_standing(name)
            for name in (
                "heard", "opinions_heard", "committee", "converted", "days", "late", "procedure_only",
                "compensation_granted", "sued_on",
            )
        },
        "opinion_letter_on": of_last(opinions, "on"),
        "opinion_feedback_on": of_last(opinions, "answered_on"),
        "taken_from_url": lambda case: case.taken_from_id and f"{BASE}/reconsiderations/{case.taken_from_id}/",
    },
    "litigations": {
        "defendant": lambda suit: [each.name for each in suit.defendants.all()],
        "reconsideration": lambda suit: suit.reconsideration.number if suit.reconsideration else None,
        "reconsideration_url": lambda suit: (
            suit.reconsideration_id and f"{BASE}/reconsiderations/{suit.reconsideration_id}/"
        ),
        "instance": in_instances(lambda each: each.level),
        "court": in_instances(lambda each: each.court),
        "court_number": in_instances(lambda each: each.court_number),
        "instance_received_on": in_instances(lambda each: each.received_on),
        "heard_on": in_instances(lambda each: each.first_heard_on),
        "attended_rank": in_instances(came),
        "closed_on": in_instances(lambda each: each.closed_on),
        "result": in_instances(lambda each: each.result),
        "ruling_on": in_instances(lambda each: each.ruling_on),
        "lost_in": lost_in,
    },
    "mediations": {"confirmed_on": lambda case: case.ruled_on},
    "ledger-entries": {
        "kind": lambda entry: entry.entry_kind,
        "on": lambda entry: entry.received_on,
        "quantity": lambda entry: [each.quantity for each in entry.quantities.all()],
        "value": lambda entry: [each.value for each in entry.quantities.all()],
    },
}  # fmt: skip
"""Columns that are no stored column of the record under the same name."""
BESIDE: dict[str, dict[str, tuple[str, ...]]] = {
    "reconsiderations": {
        **dict.fromkeys(("applicant", "representative", "agent", "third_party"), ("applicants",)),
        "respondent": ("respondents__organ",),
        **dict.fromkeys(("intake", "intake_on"), ("phases",)),
        **dict.fromkeys(("suspended_from", "suspended_to", "suspension_ground"), ("stops",)),
        **dict.fromkeys(("opinion_letter_on", "opinion_feedback_on"), ("entries",)),
        "extended_days": ("extensions",),
        **dict.fromkeys(("heard", "opinions_heard", "committee", "converted", "days", "late"), ("phases",)),
        **dict.fromkeys(("procedure_only", "compensation_granted", "sued_on"), ("phases",)),
    },
    "litigations": {
        **dict.fromkeys(MADE["litigations"], ("instances",)),
        "defendant": ("defendants",),
        "reconsideration": ("reconsideration",),
        "reconsideration_url": (),
        "attended_rank": ("instances__litigation", "instances__sides__standings"),
        "lost_in": ("instances__sides",),
    },
    "mediations": {},
    "ledger-entries": {"quantity": ("quantities",), "value": ("quantities",)},
}
"""What is fetched beside the records for a column."""


class Pages(pagination.CursorPagination):
    """Pages by cursor, as many rows as are asked for, in the order that is asked for."""

    page_size_query_param = "page_size"

    def get_ordering(self, request: Any, queryset: Any, view: Any) -> tuple[str, ...]:
        """By one column, then by id."""
        asked = request.query_params.get("ordering")
        return (asked, "-id" if asked.startswith("-") else "id") if asked else ("id",)


def serializer(resource: Resource, columns: Sequence[str]) -> Any:
    """A ModelSerializer that gives these columns."""
    made = MADE[resource.key] | {"url": lambda record: f"{BASE}/{resource.key}/{record.pk}/"}
    fields: dict[str, Any] = {"organ": serializers.CharField(source="organ.name")} if "organ" in columns else {}
    for name in (name for name in columns if name in made):
        fields[name] = serializers.SerializerMethodField()
        fields[f"get_{name}"] = partial(_given, made[name])
    meta = type("Meta", (), {"model": resource.model, "fields": list(columns)})
    return type("Plain", (serializers.ModelSerializer,), fields | {"Meta": meta})


def _given(value: Value, record: Any) -> Any:
    return value(record)


class Plain(viewsets.ModelViewSet):  # type: ignore[type-arg]  # it is given its model when it is made
    """A list of records, filtered as the interface filters."""

    pagination_class = Pages
    authentication_classes = (BearerAuthentication,)
    permission_classes = (IsAuthenticated,)
    filters: Any = None
    sight: Any = None

    def filter_queryset(self, queryset: Any) -> Any:
        """By django-filter, with what is asked."""
        names = self.filters.base_filters
        asked = {name: value for name, value in self.request.query_params.items() if name in names}
        return self.filters(asked, queryset, self.sight).qs


def viewset(resource: Resource, columns: Sequence[str], sight: Any, token: str) -> Callable[[str], int]:
    """A plain list of these columns: give it a query, it gives the length of its answer."""
    if resource.kind is None:
        raise TypeError(f"{resource.key} is no kind of record")
    beside = sorted({name for column in columns for name in BESIDE[resource.key].get(column, ())})
    rows = resource.model.objects.filter(voided_on=None).select_related("organ").prefetch_related(*beside)
    given = {"queryset": rows, "serializer_class": serializer(resource, columns)}
    view = Plain.as_view({"get": "list"}, filters=FILTERS[resource.kind], sight=sight, **given)
    requests = APIRequestFactory()

    def ask(query: str) -> int:
        answer = view(requests.get(f"/{resource.key}/?{query}", headers={"Authorization": f"Bearer {token}"}))
        if answer.status_code != 200:
            raise RuntimeError(f"{query}: {answer.content.decode()[:200]}")
        answer.render()
        return len(answer.content)

    return ask
