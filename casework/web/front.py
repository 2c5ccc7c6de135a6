"""统计分析: the tables of a year."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from casework.models import Organ
from casework.statistics.choice import PARAMETERS as OF_A_CHOICE
from casework.statistics.choice import read_choice
from casework.statistics.compute import Counting
from casework.statistics.conditions import Window
from casework.statistics.rollup import counting_of
from casework.web.access import Visit
from casework.web.asked import BASES, OWN, Question, key_of, read, read_basis, read_number, read_scope
from casework.web.choosing import offered
from casework.web.described import basis_words
from casework.web.pages import page
from casework.web.tables import Showing
from casework.web.words import day_words, span_words, time_words

FIRST_YEAR = 2013
"""The first year of which the work calendar is known."""
MOST_ORGANS = 120
"""More organs than this are not a list to choose from: then the organ is typed."""
PARAMETERS = ("organ", "year", "subtree", "basis", *OF_A_CHOICE)


def year_page(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`/statistics/`: R1, T1–T8, L1–L3, M1–M3, W1 of an organ and a year."""
    asked = read(request.GET, PARAMETERS)
    try:
        scope = read_scope(asked, visit)
    except Http404:
        if "organ" in asked or "subtree" in asked:
            raise
        return page(request, "home/tasks.html", {})
    year = read_number(asked.get("year", str(visit.today.year)), "year", FIRST_YEAR, visit.today.year)
    window = Window(date(year, 1, 1), date(year, 12, 31), date(year, 12, 31))
    question = Question(scope, window, read_basis(asked))
    choice = read_choice(asked)
    counting = counting_of(scope, window, visit.reference.vocabulary, question.basis, choice)
    context = {
        "tables": Showing(question, visit.language, choice).all(counting),
        **offered(choice, visit.language),
        **facts_of(question, visit),
        **counted(counting, visit),
        **choices(question, visit),
    }
    return page(request, "home/year.html", context)


def counted(counting: Counting, visit: Visit) -> dict[str, Any]:
    """When the numbers were counted, where that was not now."""
    at = counting.counted_at
    return {"counted_at": time_words(at, visit.language) if at is not None else ""}


def facts_of(question: Question, visit: Visit) -> dict[str, Any]:
    """What every caption repeats: organ, period, day of the state."""
    window, organ = question.window, question.scope.organ
    name = _("%(organ)s with all below it") % {"organ": organ.name} if question.scope.subtree else organ.name
    return {
        "organ_name": name,
        "period": span_words(window.start, window.end, visit.language),
        "as_of": day_words(min(window.as_of, visit.today), visit.language),
        "year": window.start.year,
        "organ_key": key_of(organ),
        "subtree": question.scope.subtree,
        "basis_key": question.basis or "",
    }


def choices(question: Question, visit: Visit) -> dict[str, Any]:
    """What the form offers: organs in reach, years, bases; the subtree where the person may see it."""
    organ = question.scope.organ
    organs = _organs(visit)
    return {
        "organs": [(key_of(each), each.name, each.pk == organ.pk) for each in organs],
        "may_type": not organs,
        "years": range(visit.today.year, FIRST_YEAR - 1, -1),
        "bases": basis_choices(question.basis, visit.language),
        "may_subtree": visit.has_subtree(organ),
    }


def basis_choices(chosen: str | None, language: str) -> list[tuple[str, str, bool]]:
    """The bases to choose from: code, words, whether it is chosen."""
    return [(basis, _basis_choice(basis, language), basis == (chosen or OWN)) for basis in BASES]


def _basis_choice(basis: str, language: str) -> str:
    return _("as each table prescribes") if basis == OWN else basis_words(basis, language)


KEEP_NO_RECORDS = ("court", "mediation_body")


def _organs(visit: Visit) -> list[Any]:
    """The organs to choose from, the person's own first; empty where there are too many."""
    own = visit.organs()
    below = Organ.objects.within(visit.reach).exclude(kind__in=KEEP_NO_RECORDS).exclude(pk__in=[o.pk for o in own])
    found = list(below.order_by("path")[: MOST_ORGANS + 1])
    return [] if len(found) > MOST_ORGANS else [*own, *found]
