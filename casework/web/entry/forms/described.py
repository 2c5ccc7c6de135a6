"""What is said of an attached file: 文书名称, date, pages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.actions.belongings.attachments import LONGEST_DESCRIPTION, check_said
from casework.errors import FaultyInput
from casework.web.entry.forms.fields import Day, Text, Whole
from casework.web.shell.access import language

Said = tuple[str, date | None, int | None]


class DescribeForm(forms.Form):
    """The name of a document, its date and its number of pages; `of` says how many files it is said of."""

    def __init__(self, data: Any = None, *, today: date, of: int = 1, **more: Any) -> None:
        super().__init__(data, **more)
        self.today, self.of = today, of
        self.fields["description"] = Text(
            label=gettext_lazy("Name of the document"), longest=LONGEST_DESCRIPTION, required=False
        )
        self.fields["description"].widget.attrs.update({"list": "papers", "autocomplete": "off"})
        self.fields["dated_on"] = Day(label=gettext_lazy("Date of the document"), today=today, required=False)
        self.fields["pages"] = Whole(label=gettext_lazy("Number of pages"), least=1, required=False)

    def clean(self) -> dict[str, Any]:
        """What the writer would refuse is said beside its field."""
        said: dict[str, Any] = super().clean() or {}
        try:
            check_said(said.get("description", ""), said.get("dated_on"), said.get("pages"), self.today)
        except FaultyInput as problem:
            self.add_error(problem.where, problem.sentence(language()))
        if self.of > 1 and said.get("pages"):
            self.add_error("pages", _("Pages are said of one file; fill them in for each after sending."))
        return said

    def of_each(self) -> Iterator[Said]:
        """What is said of each file: one name given to several is numbered."""
        said = self.cleaned_data
        for place in range(1, self.of + 1):
            name = said["description"]
            numbered = f"{name[: LONGEST_DESCRIPTION - 3]}{place}" if name and self.of > 1 else name
            yield numbered, said["dated_on"], said["pages"]
