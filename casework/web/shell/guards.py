"""The door before every screen: signed in, in a role that may open it, with a question that holds."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.views.decorators.http import require_http_methods

from casework.errors import FaultyInput, NotPermitted
from casework.web.entry.keeping import keeping
from casework.web.shell.access import Visit, visit_of
from casework.web.shell.errors import not_permitted, signed_out_while_typing, wrong_question

View = Callable[..., HttpResponseBase]


READS = ("GET", "HEAD")


def guarded(screen: str, view: View, *, posts: bool = False) -> View:
    """The view behind its door: visitors go to the sign-in form, a role without the screen is refused.

    Only a screen that `posts` takes anything sent. A question that cannot be read becomes a page with its one
    sentence, never a crash.
    """

    @keeping
    def inside(request: HttpRequest, visit: Visit, **words: Any) -> HttpResponseBase:
        if not visit.may(screen):
            raise PermissionDenied
        return view(request, visit, **words)

    @require_http_methods([*READS, "POST"] if posts else READS)
    @wraps(view)
    def door(request: HttpRequest, **words: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return signed_out(request)
        visit = visit_of(request)
        try:
            answer = inside(request, visit, **words)
        except FaultyInput as problem:
            answer = wrong_question(request, problem)
        except NotPermitted as problem:
            answer = not_permitted(request, problem)
        # Office machines are shared: nothing that was read stays behind in the browser.
        add_never_cache_headers(answer)
        patch_cache_control(answer, no_store=True, private=True)
        return answer

    return door


def signed_out(request: HttpRequest) -> HttpResponse:
    """To the sign-in form; a part of a page, or a form sent after the session ran out, is told so and stays."""
    if getattr(request, "htmx", False) or request.method == "POST":
        return signed_out_while_typing(request)
    return redirect_to_login(request.get_full_path())
