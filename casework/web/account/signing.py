"""Signing in and out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from casework.web.shell.pages import page


class SignInForm(AuthenticationForm):
    """Name and password."""

    username = forms.CharField(
        label=_("User name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "autofocus": True}),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    error_messages = {
        "invalid_login": _("Not signed in: the user name or the password is wrong. Case matters in the password."),
        "inactive": _("Not signed in: this account is closed. Ask the administrator."),
    }


class SignIn(LoginView):
    """The sign-in form; too many wrong passwords give the page that says how long to wait."""

    template_name = "account/login.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_invalid(self, form: Any) -> HttpResponse:
        """The form again, or the page of a locked name."""
        if getattr(self.request, "axes_locked_out", False):
            # answered here: otherwise the middleware puts its own bare English sentence in place of the page
            self.request.axes_locked_out = False  # type: ignore[attr-defined]  # set by django-axes
            minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
            return page(self.request, "account/locked.html", {"bar": None, "minutes": minutes}, status=429)
        return super().form_invalid(form)


class SignOut(LogoutView):
    """Signing out, by POST only, so that no link on another page can do it."""

    http_method_names = ["post", "options"]
