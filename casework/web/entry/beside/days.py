"""What a typed day was understood as, and what begins or ends with it: the line beside a field of a day."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from casework.actions.actors import hand_for_new
from casework.choices import label_of
from casework.errors import CaseworkError
from casework.law.names import edition_on
from casework.law.terms.calendar import CalendarMissing, WorkCalendar
from casework.law.terms.deadlines import explain
from casework.law.terms.terms import TermCode, UnknownTerm, get_term
from casework.law.words.languages import is_chinese
from casework.web.entry.forms.days import day_echo, parse_day
from casework.web.shell.access import Visit
from casework.web.shell.asked import read, read_flag
from casework.web.shell.formatting import bracketed_article, day_words

PARAMETERS = ("text", "ahead", "term")


def echo(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`/days/?text=0304&term=examine`: one line of text, and the day itself in the header `X-Day`."""
    asked = read(request.GET, PARAMETERS)
    calendar, language = visit.reference.calendar_of(hand_for_new(visit).organ), visit.language
    try:
        day = parse_day(asked.get("text", ""), visit.today, ahead=read_flag(asked, "ahead"))
    except CaseworkError as problem:
        return _line(problem.sentence(language))
    said = day_echo(day, calendar, language)
    term = asked.get("term", "")
    if term in {code.value for code in TermCode}:
        said = f"{said}{'，' if is_chinese(language) else '; '}{_by(term, day, calendar, language)}".rstrip("，; ")
    return _line(said, day)


def _by(code: str, day: date, calendar: WorkCalendar, language: str) -> str:
    try:
        term = get_term(code, edition_on(day))
        due = explain(term, day, calendar).due
    except (CalendarMissing, UnknownTerm):
        return ""
    said = {"term": label_of(TermCode(code), language), "day": day_words(due, language)}
    return _("%(term)s until %(day)s") % said + bracketed_article(term.article, language)


def _line(text: str, day: date | None = None) -> HttpResponse:
    headers = {} if day is None else {"X-Day": day.isoformat()}
    return HttpResponse(text, content_type="text/plain; charset=utf-8", headers=headers)
