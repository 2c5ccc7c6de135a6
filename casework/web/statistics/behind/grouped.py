"""One group of a number: the records of a handler or of a field alone, as the address asks."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from casework.errors import FaultyInput, NotPermitted, named
from casework.filters.asked import Question
from casework.filters.fields import Handler
from casework.permissions import SEES_HANDLERS, reach_of
from casework.statistics.records import Listing
from casework.statistics.stages import HANDLERS
from casework.web.shell.access import Visit
from casework.web.shell.formatting import listed_words
from casework.web.statistics.frame.described import Described

OF_A_GROUP = ("handler", "field")
NONE = Handler.NONE
"""Stands in an address for the cases without a handler, or without a field."""


def sees_handlers(visit: Visit, organ: Any) -> bool:
    """Whether the person sees what is counted by handler at an organ."""
    return reach_of(visit.held, SEES_HANDLERS).covers(organ)


def not_for_you() -> NotPermitted:
    """The refusal of what is counted by handler."""
    return NotPermitted(
        "按承办人的统计只给本机关和上级的机构负责人看", "Statistics by handler are for supervisors alone"
    )


def in_group(
    listing: Listing, described: Described, asked: dict[str, str], question: Question, visit: Visit
) -> tuple[Listing, Described]:
    """The list and its words, narrowed to the group asked for. Raises FaultyInput, NotPermitted."""
    for name in (name for name in OF_A_GROUP if name in asked):
        if not asked.get("figure", "").startswith("indicator."):
            raise FaultyInput(f"「{name}」只用于质量指标", f"{name!r} goes with a quality indicator alone", where=name)
    if "handler" in asked:
        if not sees_handlers(visit, question.scope.organ):
            raise not_for_you()
        listing = replace(listing, queryset=listing.queryset.filter(of_handler(asked["handler"])))
        described = replace(described, parts=[*described.parts, handler_words(asked["handler"])])
    if "field" in asked:
        code = asked["field"]
        known = visit.reference.vocabulary.labels("field")
        if code not in known and code != NONE:
            raise named("管理类别", "field", code, known, where="field")
        listing = replace(listing, queryset=listing.queryset.filter(field="" if code == NONE else code))
        described = replace(described, parts=[*described.parts, field_words(code, visit)])
    return listing, described


def of_handler(name: str) -> Q:
    """The cases of a handler, alone or with others."""
    return Handler(HANDLERS).q(name)


def handler_words(name: str) -> str:
    """The name of a handler, or that there is none."""
    return _("no handler yet") if name == NONE else name


def field_words(code: str, visit: Visit) -> str:
    """The label of a field, or that there is none."""
    return _("no field") if code == NONE else listed_words(visit.reference.vocabulary, "field", code, visit.language)
