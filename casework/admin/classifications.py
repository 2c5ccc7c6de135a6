"""Classifications in the administration: added under the rules of their lists, labelled and ended, never deleted."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from casework.admin.guarded import Guarded
from casework.admin.kept import InWords, Kept, site
from casework.classification import GROWING, LISTS, faults, in_codes, label_faults
from casework.filters.reader import language
from casework.law.words.languages import is_chinese
from casework.models import Term
from casework.statistics.tables.mappings import mappings
from casework.vocabulary import Vocabulary

LAST_PLACE = 9999


class TermForm(Guarded):
    """A classification, checked whole beside all others; of one that is there only labels, days and place change."""

    position = forms.IntegerField(min_value=1, max_value=LAST_PLACE, required=False)

    class Meta:
        model = Term
        fields = ("list", "code", "zh", "en", "parent", "maps_to", "valid_from", "valid_to", "reference", "position")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "list" in self.fields:
            grow = [*GROWING, *mappings(Vocabulary.of_rows(Term.objects.values(*Vocabulary.COLUMNS)))]
            choices = [("", "—"), *[(code, LISTS[code].of(language())) for code in grow]]
            self.fields["list"].widget = forms.Select(choices=choices)

    def clean(self) -> dict[str, Any]:
        """Refuse what would make a table lose cases, beside its field; codes take the place of labels."""
        said = dict.fromkeys(("code", "zh", "parent", "maps_to"), "") | (super().clean() or self.cleaned_data)
        kept = Term.objects.exclude(pk=self.instance.pk).values(*Vocabulary.COLUMNS)
        others = Vocabulary.of_rows(kept)
        if self.instance.pk is not None:
            found = label_faults(said | {"list": self.instance.list, "code": self.instance.code}, others)
        else:
            said = in_codes(said | {"list": str(said.get("list", ""))}, others)
            found = faults(said, others, mappings(others))
        for field, problem in found:
            self.add_error(field, problem.of(language()))
        if not said.get("position"):
            said["position"] = self.instance.position or len(others.labels(said.get("list", ""))) + 1
        return said


class Lists(InWords):
    """The lists by their names."""

    title = _("list")
    parameter_name = "list"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Codes and names."""
        return [(code, words.of(language())) for code, words in LISTS.items()]


@admin.register(Term, site=site)
class TermAdmin(Kept):
    """Classifications: labels and validity; a code, once used, stays."""

    form = TermForm

    list_display = ("zh", "en", "list_name", "heading", "code", "valid_from", "valid_to")
    list_filter = (Lists,)
    search_fields = ("code", "zh", "en")
    KEPT = MappingProxyType({"list": "list_name", "parent": "heading"})
    """Column -> what is read in its place once a term is there: words for its codes."""

    @admin.display(description=_("list"), ordering="list")
    def list_name(self, term: Term) -> str:
        """What its list is called."""
        return LISTS[term.list].of(language()) if term.list in LISTS else term.list

    @admin.display(description=_("heading"), ordering="parent")
    def heading(self, term: Term) -> str:
        """The heading that it is part of, in words."""
        return str(getattr(term, "heading_zh" if is_chinese(language()) else "heading_en") or "")

    def get_queryset(self, request: HttpRequest) -> Any:
        """Each with the labels of its heading."""
        above = Term.objects.filter(list=OuterRef("list"), code=OuterRef("parent"))
        return (
            super()
            .get_queryset(request)
            .annotate(heading_zh=Subquery(above.values("zh")[:1]), heading_en=Subquery(above.values("en")[:1]))
        )

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """A new term has all its columns; of one that is there, list and heading stand in words."""
        return [self.KEPT.get(name, name) if obj is not None else name for name in TermForm.Meta.fields]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """A code is what records hold."""
        return () if obj is None else (*self.KEPT.values(), "code", "maps_to")
