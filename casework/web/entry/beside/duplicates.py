"""Cases that an application may repeat: shown before it is registered, never in its way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from casework.models import Applicant, Reconsideration
from casework.text.folding import alike
from casework.text.papers import compact_number
from casework.web.entry.beside.organs import fitting
from casework.web.entry.forms.act_form import ActForm
from casework.web.entry.forms.fields import document_number
from casework.web.shell.access import Visit

MOST = 5

Warned = tuple[str, str, str]
"""A sentence, the address of the other case, its number."""


def duplicates_of(form: ActForm, visit: Visit) -> list[Warned]:
    """Cases in reach with the same document number, the same identity number, or the same applicant and respondent."""
    seen = Reconsideration.objects.visible_to(visit.reach)
    found: dict[int, Warned] = {}
    for sentence, cases in _alike(form, seen, visit):
        for case in cases[:MOST]:
            found.setdefault(case.pk, (sentence, case.get_absolute_url(), str(case)))
    return list(found.values())[:MOST]


def _alike(form: ActForm, seen: Any, visit: Visit) -> Iterator[tuple[str, Any]]:
    """One question of each sort, however many applicants there are; names count only where the reader reads them."""
    applicants = [f"applicants-{row}" for row in range(len(form.group("applicants").rows))]
    number = document_number(_typed(form, "complained_of-0-number"))
    if number:
        yield _("The same act is complained of in"), seen.filter(act_number=number)
    identities = [compact_number(_typed(form, f"{row}-identity_number")) for row in applicants]
    if any(identities):
        parties = Applicant.objects.within(visit.names).having("identity_number", *identities).values("case")
        yield _("The same identity number stands in"), seen.filter(pk__in=parties)
    names = [name for row in applicants if (name := alike(_typed(form, f"{row}-name")))]
    respondent = _typed(form, "respondents-0")
    organs = fitting(respondent, form.making.organ) if names and respondent else []
    if len(organs) == 1 or (organs and organs[0].name == respondent):
        repeated = seen.within(visit.names).filter(applicants__alike__in=names, respondents__organ=organs[0])
        yield _("The same applicant complains of the same organ in"), repeated.distinct()


def _typed(form: ActForm, name: str) -> str:
    return str(form.data.get(name, "") or "")
