"""Respondents that may be for another organ to review: said while an application is typed, never in its way."""

from __future__ import annotations

from casework.actions.competence import outside_of
from casework.web.entry.forms.act_form import DONE_ON, ActForm
from casework.web.shell.access import Visit
from casework.web.shell.formatting import bracketed_article


def outside_words(form: ActForm, visit: Visit) -> list[str]:
    """A sentence for each, with its article; none where the form says on which ground the organ is competent."""
    form.is_valid()
    said = form.cleaned_data
    fields = [row[0].name for row in form.group("respondents").rows]
    organs = [said[name].pk for name in fields if said.get(name)]
    if said.get(DONE_ON) is None or said.get("jurisdiction"):
        return []
    found = outside_of(form.making.organ, organs, said[DONE_ON], visit.reference)
    return [each.said().of(visit.language) + bracketed_article(each.article, visit.language) for each in found]
