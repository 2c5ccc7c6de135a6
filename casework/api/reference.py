"""Organs and terms: what the codes and organs of the records mean."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from casework.api import pages, schemas
from casework.api.base import Endpoint, Json, Operation, answer
from casework.api.parameters import TEXT, Asked, Parameter
from casework.law import names
from casework.models import Organ, Term
from casework.vocabulary import ledger_kinds

TAG = "reference"


class Listing(Endpoint):
    """A list by pages."""

    def rows(self, asked: Asked) -> Any:
        """What may be seen of what is asked for."""
        raise NotImplementedError

    def line(self, row: Any) -> Json:
        """A row as it is given."""
        raise NotImplementedError

    def get(self, request: Any, **words: Any) -> HttpResponse:
        """A page."""
        asked = self.asked()
        binding = pages.bound_to(self.sight, request.path, asked)
        page = pages.page_of(self.rows(asked), asked, pages.read_cursor(asked, binding), binding)
        self.records = len(page.rows)
        return answer(page_data(request, page, [self.line(row) for row in page.rows]))


def page_data(request: Any, page: pages.Page, results: list[Json], since: str | None = None) -> Json:
    """A page as it is given."""
    return {
        "next": address_of(request, page.following),
        "previous": address_of(request, page.previous),
        "results": results,
        "updated_since": since,
    }


def address_of(request: Any, cursor: str | None) -> str | None:
    """The address of this list at a cursor."""
    if cursor is None:
        return None
    query = request.query_params.copy()
    query["cursor"] = cursor
    return str(request.build_absolute_uri(f"{request.path}?{query.urlencode()}"))


class Organs(Listing):
    """`organs/`."""

    row = "api_reference"
    operations = {
        "get": Operation(
            "organs",
            "可见的机关 · The organs within reach",
            TAG,
            schemas.page_of(schemas.ref("Organ")),
            parameters=pages.PARAMETERS,
        )
    }

    def rows(self, asked: Asked) -> Any:
        """The organs in reach."""
        return Organ.objects.within(self.sight.reach).prefetch_related("former_names")

    def line(self, row: Any) -> Json:
        """An organ."""
        return organ_data(row)


class OneOrgan(Endpoint):
    """`organs/{id}/`."""

    row = "api_reference"
    operations = {"get": Operation("organ", "一个机关 · One organ", TAG, schemas.ref("Organ"))}

    def get(self, request: Any, pk: int) -> HttpResponse:
        """The organ, if it is in reach."""
        self.asked()
        found = Organ.objects.within(self.sight.reach).prefetch_related("former_names").filter(pk=pk).first()
        if found is None:
            raise Http404
        self.records = 1
        return answer(organ_data(found))


def organ_data(organ: Any) -> Json:
    """An organ as it is given."""
    return {
        "id": organ.pk,
        "url": reverse("api_organ", args=[organ.pk]),
        "code": organ.division_code,
        "name": organ.name,
        "level": organ.level,
        "kind": organ.kind,
        "organ_class": organ.organ_class,
        "parent": organ.parent_id,
        "former_names": [{"name": former.name, "until": former.until} for former in organ.former_names.all()],
    }


OF_THE_LAW: dict[str, type[names.Name]] = {
    "kind_of_record": names.RecordKind,
    "act": names.Act,
    "state": names.State,
    "outcome": names.Outcome,
    "procedure": names.Procedure,
    "edition": names.Edition,
    "instance": names.InstanceLevel,
    "mediation_result": names.MediationResult,
    "agreement_form": names.AgreementForm,
    "ruling": names.Ruling,
    "defendant_role": names.DefendantRole,
    "suspension_ground": names.SuspensionGround,
    "terminated_cause": names.TerminatedCause,
    "withdrawn_how": names.WithdrawnHow,
}
"""Lists that the law fixes, by the name under which they are given; they stand in code and have no id."""


class Terms(Listing):
    """`terms/`: the classifications, and after them the lists that the law and the ledger fix."""

    row = "api_reference"
    operations = {
        "get": Operation(
            "terms",
            "代码表：代码、中英文名称、上级、有效期 · Codes with labels, headings and validity",
            TAG,
            schemas.page_of(schemas.ref("Term")),
            parameters=(*pages.PARAMETERS, Parameter("list", TEXT, "代码表的名称", "Name of a list")),
        )
    }

    def get(self, request: Any, **words: Any) -> HttpResponse:
        """A page of the classifications; the last one brings the fixed lists along."""
        asked = self.asked()
        binding = pages.bound_to(self.sight, request.path, asked)
        rows = Term.objects.filter(list=asked["list"]) if "list" in asked else Term.objects.all()
        page = pages.page_of(rows, asked, pages.read_cursor(asked, binding), binding)
        results = [term_data(term) for term in page.rows]
        if page.is_last:
            results += [line for line in fixed_terms() if asked.get("list", line["list"]) == line["list"]]
        self.records = len(results)
        return answer(page_data(request, page, results))


def term_data(term: Term) -> Json:
    """A code of a classification as it is given."""
    said: Json = {"id": term.pk, "list": term.list, "code": term.code, "zh": term.zh, "en": term.en}
    return said | {
        "parent": term.parent or None,
        "maps_to": term.maps_to or None,
        "valid_from": term.valid_from,
        "valid_to": term.valid_to,
        "reference": term.reference,
    }


def fixed_terms() -> list[Json]:
    """The codes of the lists that the law fixes, and the kinds and quantities of the ledger."""
    found: list[tuple[str | None, ...]]
    found = [(key, name.value, name.zh, name.en, None) for key, list_ in OF_THE_LAW.items() for name in list_]
    for kind in ledger_kinds().values():
        found.append(("ledger_kind", kind.code, kind.zh, kind.en, None))
        found += [("quantity", f"{kind.code}.{q.code}", q.zh, q.en, kind.code) for q in kind.quantities.values()]
    empty = {"maps_to": None, "valid_from": None, "valid_to": None, "reference": ""}
    return [
        {"id": None, "list": key, "code": code, "zh": zh, "en": en, "parent": parent} | empty
        for key, code, zh, en, parent in found
    ]
