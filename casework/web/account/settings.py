"""设置: what a person sets for themselves."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings as site
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import check_for_language, gettext_lazy, ngettext_lazy, override
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from casework.actions.belongings.preferences import set_password, set_single_keys
from casework.actions.belongings.views import set_density
from casework.web.lists.lists import DENSITIES
from casework.web.shell.access import Visit
from casework.web.shell.asked import read
from casework.web.shell.pages import page

CHANGES = "change_password"
"""The button of the second form."""


class Preferences(forms.Form):
    """Rows, keys, language."""

    use_required_attribute = False
    density = forms.ChoiceField(label=gettext_lazy("Rows of lists"), choices=DENSITIES)
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=site.LANGUAGES)
    single_keys = forms.BooleanField(label=gettext_lazy("Single keys (/ ? n j k f g)"), required=False)


TOO_SHORT = ngettext_lazy(
    "This password is too short. It must contain at least %d character.",
    "This password is too short. It must contain at least %d characters.",
)
"""A sentence of Django's that its own Chinese catalogue lacks: named here, so that ours holds it."""


class NewPassword(PasswordChangeForm):
    """The old password and twice the new one; the rules of passwords judge it, the action sets it."""

    error_messages = {
        **PasswordChangeForm.error_messages,
        "password_incorrect": gettext_lazy("The old password is not right. Type it once more."),
    }

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["old_password"].widget.attrs.pop("autofocus", None)  # the page has another form first

    def save(self, commit: bool = True) -> Any:
        """Set the password and give the person."""
        set_password(self.user, self.cleaned_data["new_password1"])
        return self.user


@sensitive_post_parameters()
def settings(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`/settings/`: two forms, each with its own button."""
    read(request.GET, ())
    changing = CHANGES in request.POST
    preferences = Preferences(None if changing or request.method != "POST" else request.POST, initial=_now(visit))
    password = NewPassword(visit.person, request.POST if changing else None)
    sent: Any = password if changing else preferences
    if sent.is_bound and sent.is_valid():
        return (_change_password if changing else _keep)(request, visit, sent)
    for form in (preferences, password):
        form.label_suffix = ""
    context = {"preferences": preferences, "password": password, "wrong": sent.is_bound}
    return page(request, "account/settings.html", context, status=422 if sent.is_bound else 200)


def _now(visit: Visit) -> dict[str, Any]:
    person = visit.person
    return {"density": person.density, "single_keys": person.single_keys, "language": visit.language}


def _keep(request: HttpRequest, visit: Visit, form: Any) -> HttpResponse:
    said = form.cleaned_data
    set_density(visit.person, said["density"])
    set_single_keys(visit.person, on=said["single_keys"])
    answer = HttpResponseRedirect(reverse("settings"))
    if check_for_language(said["language"]):
        answer.set_cookie(
            site.LANGUAGE_COOKIE_NAME,
            said["language"],
            max_age=site.LANGUAGE_COOKIE_AGE,
            path=site.LANGUAGE_COOKIE_PATH,
            domain=site.LANGUAGE_COOKIE_DOMAIN,
            secure=site.LANGUAGE_COOKIE_SECURE,
            httponly=site.LANGUAGE_COOKIE_HTTPONLY,
            samesite=site.LANGUAGE_COOKIE_SAMESITE,
        )
    with override(said["language"]):
        messages.success(request, _("The settings are kept."))
    return answer


def _change_password(request: HttpRequest, _visit: Visit, form: Any) -> HttpResponse:
    update_session_auth_hash(request, form.save())
    messages.success(request, _("The password is changed; other computers are signed out."))
    return HttpResponseRedirect(reverse("settings"))
