"""Reference data for the administrator: organs, their former names, persons and their roles, terms, calendars.

Nothing here touches records or events: those are written by acts alone.
"""

from __future__ import annotations

from typing import Any, ClassVar, cast

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from casework.actions.counting.recount import rename
from casework.actions.reference.calendars import load_year
from casework.actions.reference.organs import add_organ
from casework.actions.reference.populations import drop_population, replace_population
from casework.admin.classifications import TermAdmin
from casework.admin.guarded import Guarded, name
from casework.admin.kept import ByRole, InWords, Kept, site
from casework.choices import code_choices
from casework.filters.reader import language
from casework.law.names import Act, Level, OrganKind, Role
from casework.law.organs.divisions import check_division
from casework.law.terms.calendar import LawError, parse_arrangement
from casework.law.words.languages import is_chinese
from casework.models import CalendarYear, FormerName, MediationBody, Membership, Organ, Person, Population, Staff, Term
from casework.text.folding import official

__all__ = ("TermAdmin", "site")

NUMBERED_AT = (Act.REGISTER, Act.ACCEPT)
"""The acts at which an organ may give its case numbers."""


class Named(Guarded):
    """Reference data with a name, which is kept as names are kept."""

    def clean_name(self) -> str:
        """The name, folded."""
        return official(str(self.cleaned_data["name"]))


class OrganForm(Named):
    """An organ; its place in the tree is chosen once."""

    number_at = forms.ChoiceField(choices=lambda: [(act.value, name(act)) for act in NUMBERED_AT])
    level = forms.ChoiceField(choices=lambda: code_choices(Level, language()))
    kind = forms.ChoiceField(choices=lambda: code_choices(OrganKind, language()))

    class Meta:
        model = Organ
        fields = ("parent", "name", "level", "kind", "division_code", "word", "number_at")
        help_texts: ClassVar = {"level": "", "kind": ""}
        error_messages: ClassVar = {"division_code": {"unique": _("Another organ has this division code.")}}

    def clean(self) -> dict[str, Any]:
        """Refuse a division code that cannot be this organ's, beside its field."""
        said = super().clean() or self.cleaned_data
        if said.get("division_code") and "level" in said:
            above = said.get("parent")
            problem = check_division(said["division_code"], Level(said["level"]), above and above.division_code)
            if problem is not None:
                self.add_error("division_code", problem.of(language()))
        return said


class OfAnOrgan(ByRole, admin.TabularInline):  # type: ignore[type-arg]  # stubs make it generic, Django does not
    """What is kept on the page of an organ."""

    extra = 0
    has_delete_permission = ByRole.has_view_permission


class FormerNames(OfAnOrgan):
    """The former names of an organ."""

    model = FormerName


class PopulationForm(Guarded):
    """The inhabitants of one year."""

    class Meta:
        model = Population
        fields = ("year", "inhabitants", "source")


class Populations(OfAnOrgan):
    """The inhabitants of its division, year by year."""

    model = Population
    form = PopulationForm


@admin.register(Organ, site=site)
class OrganAdmin(Kept):
    """Organs: added below another; name, word and number pattern may change later, the place may not."""

    form = OrganForm
    inlines = (FormerNames, Populations)
    list_display = ("name", "level", "kind", "division_code", "parent")
    list_select_related = ("parent",)
    list_filter = (("level", admin.ChoicesFieldListFilter), ("kind", admin.ChoicesFieldListFilter))
    search_fields = ("name", "division_code", "former_names__name")
    autocomplete_fields = ("parent",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """What derived columns and paths rest on."""
        return () if obj is None else ("parent", "level", "kind", "division_code")

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """A new organ goes through the act that checks its division code and finds its place."""
        if change:
            super().save_model(request, obj, form, change)
            return
        said = form.cleaned_data
        made = add_organ(
            name=said["name"],
            level=said["level"],
            kind=said["kind"],
            under=said["parent"],
            code=said["division_code"],
            word=said["word"],
        )
        Organ.objects.filter(pk=made.pk).update(number_at=said["number_at"])
        obj.pk, obj.path, obj.organ_class = made.pk, made.path, made.organ_class
        obj._state.adding = False

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Numbers of inhabitants go through the act that notes who set them."""
        if formset.model is not Population:
            super().save_formset(request, form, formset, change)
            return
        formset.save(commit=False)
        by = cast(Person, request.user)
        for gone in formset.deleted_objects:
            drop_population(gone, by=by)
        for row in [*[found for found, _changed in formset.changed_objects], *formset.new_objects]:
            replace_population(row, by=by)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """A name that was changed or added is found by its pinyin, and the records of the organ by its present name."""
        super().save_related(request, form, formsets, change)
        if "name" in form.changed_data:
            rename(form.instance, timezone.localdate())
        elif any(formset.has_changed() for formset in formsets if formset.model is FormerName):
            form.instance.respell()


class MembershipForm(Guarded):
    """A role at an organ from a day to a day."""

    role = forms.ChoiceField(choices=lambda: code_choices(Role, language()))

    class Meta:
        model = Membership
        fields = ("person", "organ", "role", "valid_from", "valid_to")


@admin.register(Membership, site=site)
class MembershipAdmin(Kept):
    """Memberships: ended by a last day, not deleted."""

    form = MembershipForm
    list_display = ("person", "organ", "role", "valid_from", "valid_to")
    list_select_related = ("person", "organ")
    list_filter = (("role", admin.ChoicesFieldListFilter),)
    search_fields = ("person__username", "person__first_name", "organ__name")
    autocomplete_fields = ("person", "organ")


class OneTimePassword(AdminPasswordChangeForm):  # type: ignore[type-arg]  # as OrganForm
    """A password that the administrator sets: its person is asked for another one at the next sign-in."""

    usable_password_help_text = _(  # type: ignore[assignment]  # stubs say it is plain text
        "Without a password the person cannot sign in, and the present one is lost."
    )

    def save(self, commit: bool = True) -> Any:
        """Set it."""
        self.user.one_time_password = True
        return super().save(commit)


@admin.register(Person, site=site)
class PersonAdmin(Kept, UserAdmin):  # type: ignore[type-arg]  # stubs make it generic, Django does not
    """Persons: name, password, open or closed. Roles are memberships; Django's own flags are not used."""

    form = UserChangeForm
    add_form = UserCreationForm
    add_form_template = None
    add_fieldsets = ((None, {"fields": ("username", "password1", "password2")}),)
    list_display = ("username", "first_name", "last_name", "is_active", "is_demo")
    list_filter = ("is_active", "is_demo")
    search_fields = ("username", "first_name", "last_name")
    filter_horizontal = ()
    readonly_fields = ("last_login", "date_joined", "is_demo")
    change_password_form = OneTimePassword
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Person"), {"fields": ("last_name", "first_name", "email")}),
        (_("Account"), {"fields": ("is_active", "is_demo", "last_login", "date_joined")}),
    )

    def save_model(self, request: HttpRequest, obj: Person, form: Any, change: bool) -> None:
        """The password of a new account is the administrator's: it opens the first sign-in alone."""
        obj.one_time_password = obj.one_time_password or not change
        super().save_model(request, obj, form, change)


def _body_kinds() -> list[tuple[str, str]]:
    named = "zh" if is_chinese(language()) else "en"
    return list(Term.objects.filter(list="body_kind").values_list("code", named))


class BodyForm(Named):
    """A mediation body; its kind is one of the list."""

    body_kind = forms.ChoiceField(choices=_body_kinds)

    class Meta:
        model = MediationBody
        fields = ("organ", "name", "body_kind", "valid_from", "valid_to")


class BodyKinds(InWords):
    """The kinds in words."""

    title = _("kind of body")
    parameter_name = "body_kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Codes and words."""
        return _body_kinds()


@admin.register(MediationBody, site=site)
class BodyAdmin(Kept):
    """Mediation bodies: one that mediates no more gets its last day; cases keep the name and kind they had."""

    form = BodyForm
    list_display = ("name", "kind_word", "organ", "valid_from", "valid_to")
    list_select_related = ("organ",)
    list_filter = (BodyKinds,)
    search_fields = ("name", "spelled")
    autocomplete_fields = ("organ",)

    @admin.display(description=_("kind of body"), ordering="body_kind")
    def kind_word(self, body: MediationBody) -> str:
        """Its kind in words."""
        return dict(_body_kinds()).get(str(body.body_kind), "")

    def save_model(self, request: HttpRequest, obj: MediationBody, form: Any, change: bool) -> None:
        """Found by its pinyin too."""
        obj.respell()
        super().save_model(request, obj, form, change)


class StaffForm(Named):
    """Somebody who works for an organ."""

    class Meta:
        model = Staff
        fields = ("organ", "name", "post", "qualification", "valid_from", "valid_to")


@admin.register(Staff, site=site)
class StaffAdmin(Kept):
    """Staff: who leaves gets a last day; records keep the name."""

    form = StaffForm
    list_display = ("name", "post", "organ", "valid_from", "valid_to")
    list_select_related = ("organ",)
    search_fields = ("name",)
    autocomplete_fields = ("organ",)


class CalendarForm(Guarded):
    """A year's arrangement, checked as `load_calendar` checks it."""

    class Meta:
        model = CalendarYear
        fields = ("year", "region", "arrangement")

    def clean(self) -> dict[str, Any]:
        """Refuse an arrangement that cannot be right, or is another year's."""
        said = super().clean() or self.cleaned_data
        if said.get("arrangement") is None:
            return said
        try:
            arrangement = parse_arrangement(said["arrangement"])
        except LawError as problem:
            self.add_error("arrangement", problem.text.of(language()))
        else:
            if arrangement.year != said.get("year", self.instance.year):
                self.add_error(None, _("The arrangement is of the year %(year)s.") % {"year": arrangement.year})
            if (arrangement.region or "") != said.get("region", self.instance.region):
                where = arrangement.region or _("the nation")
                self.add_error(None, _("The arrangement is of the region %(region)s.") % {"region": where})
        return said


@admin.register(CalendarYear, site=site)
class CalendarAdmin(Kept):
    """Work calendars by year."""

    form = CalendarForm
    list_display = ("year", "region", "notice_number")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """What year it is, and of which region, is chosen once."""
        return () if obj is None else ("year", "region")

    def save_model(self, request: HttpRequest, obj: CalendarYear, form: Any, change: bool) -> None:
        """Store it as `load_calendar` does, with the dates that rest on it."""
        arrangement, moves = load_year(obj.arrangement, timezone.localdate(), cast("Person", request.user))
        obj.notice_number = arrangement.number
        obj.pk = CalendarYear.objects.get(year=obj.year, region=obj.region).pk
        said = ngettext("The dates of %(count)d case moved.", "The dates of %(count)d cases moved.", len(moves))
        self.message_user(request, said % {"count": len(moves)})
