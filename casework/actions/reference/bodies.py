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


def kinds_kept_for(organ: Organ) -> KeptKind:
    """`kept_kind` for many cases of one organ: its bodies are read once, now."""
    known: dict[str, list[tuple[str, date, date]]] = {}
    rows = MediationBody.objects.kept_for(organ).values_list("name", "body_kind", "valid_from", "valid_to")
    for name, kind, first, last in rows:
        known.setdefault(name, []).append((kind, first or date.min, last or date.max))

    def kept(name: str, _organ: Organ, day: date) -> dict[str, str]:
        found = [kind for kind, first, last in known.get(name, ()) if first <= day <= last]
        return {"body_kind": found[0]} if found else {}

    return kept
