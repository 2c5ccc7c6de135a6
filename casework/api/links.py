"""Disputes of other organs that give the number of a case in reach: what its organ needs to confirm or to deny it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from casework.actions.actors import to_confirm
from casework.api import pages
from casework.api.base import Endpoint, Json, Operation, answer
from casework.api.openapi import schemas
from casework.models import Litigation
from casework.permissions import ANY_HAND


class Named(Endpoint):
    """`litigations/to-confirm/`: as the desk shows them, and no more of them; to those alone who may answer."""

    row = "api_records"
    operations = {
        "get": Operation(
            "litigations_to_confirm",
            "写明本机关复议案号、待核实的应诉 · Disputes that give the number of a case of yours, to be confirmed",
            "litigations",
            schemas.page_of(schemas.ref("NamedCase")),
            "用confirm_link答复，If-Match写版本号。Answer by the act confirm_link, with the version as If-Match.",
            parameters=pages.PARAMETERS,
        )
    }

    def get(self, request: Any, **words: Any) -> HttpResponse:
        """A page of them."""
        waiting = to_confirm(self.sight) if self.sight.roles & ANY_HAND else Litigation.objects.none()
        return answer(pages.of_models(self, waiting.prefetch_related("defendants", "instances"), _data))


def _data(suit: Litigation) -> Json:
    first = min(suit.instances.all(), key=lambda instance: int(instance.position))
    return {
        "id": suit.pk,
        "version": suit.version,
        "reconsideration": suit.named,
        "court": first.court,
        "court_number": first.court_number or None,
        "received_on": suit.received_on,
        "defendants": [organ.name for organ in suit.defendants.all()],
    }
