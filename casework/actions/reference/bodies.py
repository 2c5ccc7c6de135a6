"""调解组织: what the reference data know of a body that is named."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from casework.models import MediationBody, Organ

KeptKind = Callable[[str, Organ, date], dict[str, str]]


def kept_kind(name: str, organ: Organ, day: date) -> dict[str, str]:
    """The key `body_kind` of a body that is kept for the organ under that name on that day; no key where none is."""
    found = MediationBody.objects.serving(organ, day).filter(name=name).values_list("body_kind", flat=True).first()
    return {"body_kind": found} if found else {}
