"""A one-time password opens one page: the one that asks for a new password."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import SetPasswordForm
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from casework.actions.belongings.preferences import set_password
from casework.web.shell.access import Visit
from casework.web.shell.pages import page

OPEN = frozenset({"new_password", "login", "logout", "set_language", "health"})
"""Addresses that are open before a new password is set."""
PROGRAMS = "/api/"


class FirstPassword(SetPasswordForm):  # type: ignore[type-arg]  # stubs make it generic, Django does not
    """Twice the new password, which is not the one that somebody else knows."""

    def clean_new_password1(self) -> str:
        """Refuse the one-time password itself."""
        said = str(self.cleaned_data["new_password1"])
        if self.user.check_password(said):
            raise ValidationError(_("This is the one-time password. Choose another one, which nobody else knows."))
        return said

    def save(self, commit: bool = True) -> Any:
        """Set the password and give the person."""
        set_password(self.user, self.cleaned_data["new_password1"])
        return self.user


@sensitive_post_parameters()
def new_password(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`/password/`: the new password, then the desk. With a password of one's own there is nothing to do here."""
    if not visit.person.one_time_password:
        return HttpResponseRedirect(reverse("settings"))
    form = FirstPassword(visit.person, request.POST if request.method == "POST" else None)
    form.label_suffix = ""
    if form.is_bound and form.is_valid():
        update_session_auth_hash(request, form.save())
        return HttpResponseRedirect(reverse("home"))
    context = {"form": form, "bar": None}
    return page(request, "account/password.html", context, status=422 if form.is_bound else 200)


class OneTimePasswords:
    """Middleware: with a one-time password every address but a few leads to the page that asks for a new one."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Nothing to do before the view is known."""
        return self.answer(request)

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, _words: Any) -> HttpResponse | None:
        """The page, or None where the way is open. Raises PermissionDenied for a program that uses the session."""
        match = request.resolver_match
        if (match is not None and match.url_name in OPEN) or not getattr(request.user, "one_time_password", False):
            return None
        if request.path.startswith(PROGRAMS):
            raise PermissionDenied
        return redirect("new_password")
