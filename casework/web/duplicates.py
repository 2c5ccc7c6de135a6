"""Cases that an application may repeat: shown before it is registered, never in its way."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from casework.models import Applicant, Reconsideration
from casework.web.access import Visit
from casework.web.forms.act_form import ActForm
from casework.web.forms.fields import compact_number, document_number, one_line
from casework.web.organs import fitting

MOST = 5

Warned = tuple[str, str, str]
"""A sentence, the address of the other case, its number."""


def duplicates_of(form: ActForm, visit: Visit) -> list[Warned]:
    """Cases in reach with the same document number, the same identity number, or the same applicant and respondent."""
    seen = Reconsideration.objects.visible_to(visit.person, visit.today)
    found: dict[int, Warned] = {}
    for sentence, cases in _alike(form, seen, visit):
        for case in cases[:MOST]:
            found.setdefault(case.pk, (sentence, case.get_absolute_url(), case.number or f"#{case.pk}"))
    return list(found.values())[:MOST]


def _alike(form: ActForm, seen: Any, visit: Visit) -> list[tuple[str, Any]]:
    number = document_number(_typed(form, "complained_of-0-number"))
    found = []
    if number:
        found.append((_("The same act is complained of in"), seen.filter(act_number=number)))
    for row in range(len(form.group("applicants").rows)):
        identity = compact_number(_typed(form, f"applicants-{row}-identity_number"))
        if identity:
            parties = Applicant.objects.having("identity_number", identity).values("case")
            found.append((_("The same identity number stands in"), seen.filter(pk__in=parties)))
        name, respondent = one_line(_typed(form, f"applicants-{row}-name")), _typed(form, "respondents-0")
        organs = fitting(respondent, form.making.organ) if name and respondent else []
        if len(organs) == 1 or (organs and organs[0].name == respondent):
            alike = seen.filter(applicants__name=name, respondents__organ=organs[0]).distinct()
            found.append((_("The same applicant complains of the same organ in"), alike))
    return found


def _typed(form: ActForm, name: str) -> str:
    return str(form.data.get(name, "") or "")
