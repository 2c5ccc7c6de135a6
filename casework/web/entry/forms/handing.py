"""The form of a desk that is handed over: from whom, to whom, from which day on, why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.actions.belongings.handing import Handing
from casework.actions.reference.staff import known, unknown
from casework.models import Organ
from casework.statistics.words.numbers import number_words
from casework.web.entry.forms.act_form import DONE_ON, Typed, missing
from casework.web.entry.forms.fields import Choice, Day, Note, Text, lead_to_lists, offering
from casework.web.entry.forms.handlers import NEW
from casework.web.entry.forms.meant import Meant
from casework.web.shell.access import Visit

__all__ = ["NEW", "HandingForm"]


class HandingForm(Typed):
    """`names` are those who handle open records of the organ, with how many each has."""

    bound_field_class = Meant

    def __init__(
        self, data: Mapping[str, Any] | None, organ: Organ, visit: Visit, names: Mapping[str, int], giver: str
    ) -> None:
        chosen = giver if giver in names else next(iter(names)) if len(names) == 1 else ""
        super().__init__(data, initial={"from": chosen, DONE_ON: visit.today})
        self.organ, self.visit, self.new_handlers = organ, visit, ""
        choices = [(name, f"{name} · {number_words(many)}") for name, many in names.items()]
        self.fields["from"] = Choice(choices, label=gettext_lazy("Handed over by"), required=True)
        self.fields["to"] = offering(Text(label=gettext_lazy("Taken on by")), known(organ, visit.today))
        self.fields[DONE_ON] = Day(today=visit.today, label=gettext_lazy("From which day on"))
        self.fields["reason"] = Note(label=gettext_lazy("Reason"))
        for field in self.fields.values():
            field.error_messages["required"] = missing(field)
        lead_to_lists(self.fields)

    @property
    def calendar(self) -> Any:
        """What the days typed in it are looked up in."""
        return self.visit.reference.calendar_of(self.organ)

    @property
    def handing(self) -> Handing:
        """What was read."""
        said = self.cleaned_data
        return Handing(said["from"], said["to"], said[DONE_ON], said["reason"])

    def clean(self) -> dict[str, Any]:
        """Refuse who would take on the own work, and ask once about who nobody knows at the organ."""
        said = self.cleaned_data
        giver, to, day = said.get("from"), said.get("to"), said.get(DONE_ON)
        if giver and giver == to:
            self.add_error("to", _("%(name)s would hand over to the same person: name a successor") % {"name": to})
        elif to and day and self.data.get(NEW) != to and unknown(self.organ, [to], day):
            self.new_handlers = to
            self.add_error("to", _("%(names)s: not on the list of handlers.") % {"names": to})
        return said
