"""A field of a question that cannot be read is marked where it stands; what else was typed is kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.errors import FaultyInput
from casework.filters.asked import LONGEST
from casework.web.shell.access import Visit
from casework.web.shell.asked import FORMAT, OTHER
from casework.web.shell.pages import page

LABELS: dict[str, str | Promise] = {
    "from": _("Period from"),
    "to": _("until"),
    "as_of": _("State as at"),
    f"{OTHER}from": _("The other: from"),
    f"{OTHER}to": _("The other: until"),
    f"{OTHER}as_of": _("The other: state as at"),
}
"""The fields of a day, as their forms name them."""


def keeping_form(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The view; where a day of its question cannot be read, its form with that field marked and the rest as typed."""

    @wraps(view)
    def told(request: HttpRequest, visit: Visit, **words: Any) -> HttpResponseBase:
        try:
            return view(request, visit, **words)
        except FaultyInput as problem:
            typed = {name: values[-1][:LONGEST] for name, values in request.GET.lists() if name != "page"}
            if problem.where not in LABELS or FORMAT in typed or any(len(v) > 1 for _n, v in request.GET.lists()):
                raise
            wrong = str(problem.where)
            shown = [name for name in LABELS if name in typed or name in ("from", "to") or name == wrong]
            context = {
                "fields": [(name, LABELS[name], typed.get(name, ""), name == wrong) for name in shown],
                "kept": {name: value for name, value in typed.items() if name not in shown},
                "sentence": problem.sentence(visit.language),
            }
            return page(request, "statistics/mistaken.html", context, status=400)

    return told
