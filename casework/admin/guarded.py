"""Forms of reference data refuse what the database would refuse, each broken constraint in a sentence of its own."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from casework.filters.reader import language
from casework.law.names import Name
from casework.law.words.languages import spoken


def name(word: Name) -> str:
    """A legal term in the language of the page."""
    return spoken(word, language())


ENDS_EARLY = ("valid_to", _("The last day may not lie before the first day."))
SENTENCES: Mapping[str, tuple[str, Any]] = {
    "organ_name_once_under_a_parent": ("name", _("Another organ below the same one bears this name.")),
    "organ_has_a_name": ("name", _("A name is needed.")),
    "body_name_once_at_an_organ": ("name", _("The organ has a mediation body of this name already.")),
    "body_has_a_name": ("name", _("A name is needed.")),
    "body_ends_after_it_begins": ENDS_EARLY,
    "staff_once_at_an_organ": ("name", _("The organ has somebody of this name on its list already.")),
    "staff_has_a_name": ("name", _("A name is needed.")),
    "staff_ends_after_it_begins": ENDS_EARLY,
    "membership_ends_after_it_begins": ENDS_EARLY,
    "membership_once": (
        "role",
        _("The person holds this role at this organ from that day already: change that entry."),
    ),
    "one_arrangement_a_year_and_region": (
        "year",
        _("There is an arrangement of this year and region already: change that one."),
    ),
    "one_population_an_organ_and_year": (
        "year",
        _("The inhabitants of this year are there already: change that entry."),
    ),
    "population_of_one_or_more": ("inhabitants", _("At least one inhabitant is needed.")),
    "term_code_once_in_a_list": ("code", _("The list has this code already.")),
}
"""Constraint -> beside which field it is refused, and in which sentence."""


class Guarded(forms.ModelForm):  # type: ignore[type-arg]  # stubs make it generic, Django does not
    """A form whose row breaks no constraint, not even one that rests on a column which the form leaves as it is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if field.label is None:  # a field declared here, for a choice of codes
                field.label = capfirst(self.instance._meta.get_field(name).verbose_name)

    def _post_clean(self) -> None:
        self.instance.validate_constraints = self._validate_constraints
        super()._post_clean()  # type: ignore[misc]  # Django's own hook, which its stubs leave out

    def _validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Refuse the row for each constraint that it breaks; one about a faulty field is not judged."""
        faulty = {*(exclude or ())} & {*self.fields}
        broken: dict[str, list[Any]] = {}
        for constraint in self.instance._meta.constraints:
            field, sentence = SENTENCES[constraint.name]
            if field not in faulty and _breaks(constraint, self.instance):
                broken.setdefault(field if field in self.fields else NON_FIELD_ERRORS, []).append(sentence)
        if broken:
            raise ValidationError(broken)


def _breaks(constraint: models.BaseConstraint, row: models.Model) -> bool:
    """Whether the row breaks the constraint; two rows without a value are alike, whatever the database thinks."""
    model: Any = type(row)
    if isinstance(constraint, models.UniqueConstraint):
        columns = [str(model._meta.get_field(name).attname) for name in constraint.fields]
        same = {column: getattr(row, column) for column in columns}
        return bool(model.objects.filter(**same).exclude(pk=row.pk).exists())
    try:
        constraint.validate(model, row)
    except ValidationError:
        return True
    return False
