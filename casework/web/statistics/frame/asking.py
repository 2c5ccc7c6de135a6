"""What a report is asked for on a form: organ, subtree, period, day of the state, basis."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest

from casework.errors import CaseworkError, FaultyInput
from casework.filters.asked import read_question
from casework.statistics.datasets import Scope
from casework.web.entry.forms.days import parse_day
from casework.web.lists.filter_words import page_sentence
from casework.web.shell.asked import OWN, Question


def first_typed(organs: list[Any], today: date) -> dict[str, str]:
    """What stands in the form before anything is typed: the own organ, last year."""
    year = today.year - 1
    return {"organ": str(organs[0].pk), "from": f"{year}-01-01", "to": f"{year}-12-31", "as_of": "", "basis": OWN}


def typed_in(request: HttpRequest) -> dict[str, str]:
    """What was sent; a box that is not ticked is not sent."""
    return {"subtree": "", **{name: value for name, value in request.POST.items() if isinstance(value, str)}}


def question_fields(
    typed: dict[str, str], organs: list[Any], problem: CaseworkError | None, language: str
) -> dict[str, Any]:
    """What the fields show, and what was wrong with them."""
    return {
        "typed": typed | {"from_day": typed["from"]},
        "organs": [(str(organ.pk), organ.name, str(organ.pk) == typed["organ"]) for organ in organs],
        "problem": page_sentence(problem, language) if problem is not None else "",
        "where": getattr(problem, "where", ""),
    }


def question_typed(typed: dict[str, str], organs: list[Any], today: date) -> Question:
    """What was asked for. Raises FaultyInput, and Http404 for an organ that is not the person's."""
    organ = next((organ for organ in organs if str(organ.pk) == typed["organ"]), None)
    if organ is None:
        raise Http404
    days = {name: _day(typed, name, today) for name in DAYS if name != "as_of" or typed[name].strip()}
    return read_question(days | {"basis": typed["basis"]}, lambda _days: Scope(organ, bool(typed.get("subtree"))))


DAYS = ("from", "to", "as_of")


def _day(typed: dict[str, str], name: str, today: date) -> str:
    try:
        return parse_day(typed[name], today).isoformat()
    except FaultyInput as problem:
        raise FaultyInput(problem.zh, problem.en, where=name) from None
