"""What was typed and not taken: kept with the key of its form, so that Back, a reload and signing in again find it.

The forms of acts show their drafts themselves (`casework.web.entry.acting`), for rows have to be made; every other
form is filled by `kept.js` from what this address gives back. The key stands in the address of the page as `draft`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Any
from uuid import UUID

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils import timezone

from casework.actions.belongings.desk import delete_draft, keep_typed, sent_before
from casework.cipher import Illegible
from casework.errors import FaultyInput
from casework.models import Draft
from casework.web.entry.forms.act_form import TOKEN
from casework.web.shell.access import Visit
from casework.web.shell.asked import read

KEY, FORM = "draft", "draft_of"
"""Hidden fields that the script gives a form: the key of what is typed, and which form of which page it is."""
UNTYPED = (KEY, FORM, TOKEN, "csrfmiddlewaretoken")
LONGEST_ADDRESS = 200
TAKEN = (200, 302)
"""Answers to what was taken: a page of its own, or the way to one."""


def keep(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`/drafts/keep/`: a form sent here is kept; asked for by its `key`, it is given back as {form, fields}."""
    if request.method == "POST":
        return HttpResponse(status=204)  # what no view has taken is held
    key = _key(read(request.GET, ("key",)).get("key", ""))
    draft = Draft.objects.filter(person=visit.person, token=key).first() if key is not None else None
    if draft is None or isinstance(draft.values, Illegible):
        return JsonResponse({"form": "", "fields": {}})
    return JsonResponse({"form": draft.page, "fields": json.loads(draft.values)})


def keeping(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The view; what is sent to it stays with its key until it is taken, whatever the answer is or whoever refuses."""

    @wraps(view)
    def kept(request: HttpRequest, visit: Visit, **words: Any) -> HttpResponseBase:
        key = _take_key(request)
        try:
            answer = view(request, visit, **words)
        except Exception:
            hold(request, visit.person, KEY if KEY in request.POST else TOKEN)
            raise
        if key is not None and answer.status_code in TAKEN:
            delete_draft(visit.person, key)
        elif key is not None:
            hold(request, visit.person, KEY)
        return answer

    return kept


def _take_key(request: HttpRequest) -> UUID | None:
    """The key of a form that was sent; the key in the address is taken out of it, for no question holds it."""
    asked = request.GET.copy()
    if _key(asked.get(KEY, "")) is not None:
        request.draft = asked.pop(KEY)[-1]  # type: ignore[attr-defined]  # kept where the request is, as the visit is
        request.GET = asked  # type: ignore[assignment]  # as Django makes it
    return _key(str(request.POST.get(KEY, "")))


def key_of(request: HttpRequest) -> str:
    """The key of the draft that the address of a page names, "" for none."""
    return str(getattr(request, "draft", "") or request.GET.get(KEY, ""))


def hold(request: HttpRequest, person: Any, name: str) -> None:
    """Keep what was sent under the key in the field `name`; nothing where it bears none, or it cannot be kept."""
    key = _key(str(request.POST.get(name, "")))
    if key is None or sent_before(person, key) is not None:  # what was asked beside it may come after it
        return
    fields = {field: values for field, values in request.POST.lists() if field not in UNTYPED}
    page = str(request.POST.get(FORM, request.path))[:LONGEST_ADDRESS]
    with suppress(FaultyInput, DatabaseError):
        keep_typed(person, key, page=page, values=fields, now=timezone.now())


def _key(text: str) -> UUID | None:
    with suppress(ValueError):
        return UUID(text)
    return None
