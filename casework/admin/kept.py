"""The administration as a site, opened by role; its reference data are added to and mended, never deleted."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casework.permissions import held_on, may_open, roles_of


def may_administer(request: HttpRequest) -> bool:
    """Whether the person is an administrator today; the first one is made by `createsuperuser`."""
    user = request.user
    if not (user.is_authenticated and user.is_active):
        return False
    return user.is_superuser or may_open("administration", roles_of(held_on(user, timezone.localdate())))


class ReferenceSite(admin.AdminSite):
    """The administration, opened by role, with the sign-in form of all other pages."""

    site_header = site_title = _("Casework administration")
    index_title = _("Reference data")
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        """By role, not by Django's staff flag."""
        return may_administer(request)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The one sign-in form of the site; a person signed in without the role is refused."""
        if self.has_permission(request):
            return HttpResponseRedirect(reverse("admin:index"))
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(str(request.GET.get("next", reverse("admin:index"))))


site = ReferenceSite()


class ByRole:
    """Whoever administers sees, adds and changes."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """As the site."""
        return may_administer(request)

    has_module_permission = has_add_permission = has_change_permission = has_view_permission


class Kept(ByRole, admin.ModelAdmin):  # type: ignore[type-arg]  # stubs make it generic, Django does not
    """Reference data that may be added to and mended, and never deleted: records rest on it."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never: an end date or an inactive account says the same and keeps what rests on it."""
        return False


class InWords(admin.SimpleListFilter):
    """A filter on the column that its parameter names, offered in words."""

    parameter_name: str

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """The rows of one code."""
        return queryset.filter(**{self.parameter_name: self.value()}) if self.value() else queryset
