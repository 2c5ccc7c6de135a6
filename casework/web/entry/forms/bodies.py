"""Mediation bodies, courts, handlers as typed: by name, a part of it or pinyin; what cannot be told is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from casework.actions.reference.bodies import kept_kind
from casework.actions.reference.staff import known
from casework.law.organs.bodies import OTHER, body_kind_of
from casework.models import Instance, Mediation, MediationBody, Organ, RespondentCase
from casework.text.folding import one_line
from casework.web.entry.forms.fields import Several, Text, offering

RECENT = 300
"""Mediation cases and instances from which names of bodies and courts are offered."""
KIND = "body_kind"


def offered(organ: Organ, day: date) -> list[str]:
    """The bodies kept for an organ on a day, then those named lately."""
    kept = MediationBody.objects.serving(organ, day).values_list("name", flat=True)
    lately = Mediation.objects.filter(organ=organ).order_by("-pk").values_list("body", flat=True)[:RECENT]
    return list(dict.fromkeys([*kept, *lately]))


def courts(organ: Organ) -> list[str]:
    """The courts named lately in the organ's disputes."""
    names = Instance.objects.filter(litigation__organ=organ).order_by("-pk").values_list("court", flat=True)
    return list(dict.fromkeys(names[:RECENT]))


def deciders(organ: Organ) -> list[str]:
    """The organs that may decide on acts of an organ: those named lately in its cases, then those above it."""
    lately = RespondentCase.objects.filter(organ=organ).order_by("-pk").values_list("deciding_organ", flat=True)
    above = Organ.objects.filter(pk__in=organ.path.strip("/").split("/")).exclude(pk=organ.pk).order_by("-path")
    return list(dict.fromkeys([*lately[:RECENT], *above.values_list("name", flat=True)]))


def finding(organ: Organ) -> Callable[[str], str]:
    """Reads what was typed: the one body whose pinyin or initials it is, else the text itself."""

    def read(text: str) -> str:
        typed = one_line(text)
        if not typed.isascii() or not typed:
            return typed
        kept = MediationBody.objects.kept_for(organ).values_list("name", "spelled")
        fitting = [name for name, spelt in kept if typed.lower() in spelt.split()]
        return fitting[0] if len(fitting) == 1 else typed

    return read


def ask_kind(form: forms.Form, organ: Organ, day: date) -> None:
    """Refuse a body whose kind neither the reference data nor its name tells, unless the kind was chosen."""
    name = form.cleaned_data.get("body")
    if not name or form.cleaned_data.get(KIND) or KIND in form.errors or is_told(name, organ, day):
        return
    form.add_error(KIND, _("The name of this body does not tell its kind: choose it"))


def is_told(name: str, organ: Organ, day: date) -> bool:
    """Whether the kind of a body follows from the reference data or from its name."""
    return body_kind_of(name) != OTHER or bool(kept_kind(name, organ, day))


# ---- Handlers, mediators, who appears: those who serve on a day are offered, an old act may name others ----


def several_of(names: Iterable[str], said: dict[str, Any]) -> Several:
    """The field of several people, of whom these are offered."""
    field = Several(**said)
    field.offered = [(name, "") for name in names]  # type: ignore[attr-defined]  # ours
    return field


def one_of(names: Iterable[str], said: dict[str, Any]) -> forms.Field:
    """The field of one person, of whom these are offered."""
    return offering(Text(**said), names)


def heads(organs: Iterable[int], day: date) -> list[str]:
    """Who may appear for one of these organs, by their ids: all who work there."""
    return list(dict.fromkeys(name for organ in organs for name in known(organ, day)))
