"""帮助: how the desk works, the keys, the words, the law in tables, and the first day."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from casework.kinds import KINDS
from casework.law.documents.numbering import format_number
from casework.law.names import RecordKind, State
from casework.models import CalendarYear, NumberPattern, Reconsideration
from casework.models.numbers import pattern_of, word_of
from casework.permissions import ANY_HAND
from casework.web.help.law_tables import PAGES
from casework.web.help.words import BADGES, KEYS, STATES
from casework.web.shell.access import Visit
from casework.web.shell.asked import read
from casework.web.shell.pages import page
from casework.web.shell.states import Badge, badge_of


def overview(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`/help/`: one page that the browser can search."""
    read(request.GET, ())
    states = [(badge_of(RecordKind.RECONSIDERATION, s, visit.language), str(STATES[s])) for s in State]
    context = {
        "keys": KEYS,
        "states": states,
        "badges": [(Badge(form, str(word)), str(said)) for form, word, said in BADGES],
        "pages": [(what, each.title, each.intro) for what, each in PAGES.items()],
        "may_log": visit.may("logging"),
    }
    return page(request, "help/overview.html", context)


def law(request: HttpRequest, visit: Visit, what: str) -> HttpResponse:
    """`/help/terms/`, `acts/`, `fields/`, `lapses/`, `gaps/`, `refusals/`: the same data as docs/law/."""
    read(request.GET, ())
    found = PAGES.get(what)
    if found is None:
        raise Http404
    context = {"title": found.title, "intro": found.intro, "tables": found.tables(visit.language)}
    return page(request, "help/law.html", context)


class FirstStep(NamedTuple):
    """One step of the first day: `done` None where no record can tell."""

    title: str
    said: str
    done: bool | None
    links: list[tuple[str, str]]


def first_day(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`/help/first-day/`: five steps, ticked by the records themselves."""
    read(request.GET, ())
    organ = visit.organs(ANY_HAND)[0]
    steps = [_numbering(organ, visit), _calendar(visit), *_records(organ, visit), _figures()]
    return page(request, "help/first_day.html", {"steps": steps, "organ_name": organ.name})


def _numbering(organ: Any, visit: Visit) -> FirstStep:
    kind = RecordKind.RECONSIDERATION
    pattern = pattern_of(kind, organ) or ""
    example = format_number(pattern, word_of(organ), visit.today.year, 1)
    own = bool(organ.word) or NumberPattern.objects.filter(organ=organ, kind=kind).exists()
    said = _("You log for %(organ)s; its first number of this year is %(number)s.") % {
        "organ": organ.name,
        "number": example,
    }
    if not own:
        said += " " + _("The organ has no short name for numbers yet: the administrator gives it one.")
    return FirstStep(_("Check the organ and the form of its numbers"), said, own, [])


def _calendar(visit: Visit) -> FirstStep:
    year = visit.today.year
    known = CalendarYear.objects.filter(year=year, region="").first()
    if known is None:
        said = _("The holidays of %(year)s are not loaded, so terms in it are provisional: tell the administrator.")
        return FirstStep(_("Look at this year's calendar"), said % {"year": year}, False, [])
    said = _("The holidays of %(year)s are loaded (%(notice)s); every last day is counted by them.")
    return FirstStep(_("Look at this year's calendar"), said % {"year": year, "notice": known.notice_number}, True, [])


def _records(organ: Any, visit: Visit) -> list[FirstStep]:
    begin = {kind: each.begin.of(visit.language) for kind, each in KINDS.items()}
    cases = Reconsideration.objects.filter(organ=organ).exists()
    found = sum(len(m.objects.filter(organ=organ)[:2]) for m in (kind.model for kind in KINDS.values()))
    return [
        FirstStep(
            _("Register the first case"),
            _("Only what is marked with * must be given; what you do not know yet is added later."),
            cases,
            [(begin[RecordKind.RECONSIDERATION], reverse("reconsideration_new"))],
        ),
        FirstStep(
            _("Enter what the old ledgers hold"),
            _("Begin with the cases that are not finished. Without old ledgers skip this step."),
            found > 1,
            [
                *([(_("Import from a spreadsheet"), reverse("imports"))] if visit.may("imports") else []),
                (begin[RecordKind.RECONSIDERATION], reverse("reconsideration_new")),
                (_("Register a court notice"), reverse("litigation_new")),
                (_("Quick entry of mediation"), reverse("mediation_sheet")),
                (begin[RecordKind.LEDGER], reverse("ledger_new")),
            ],
        ),
    ]


def _figures() -> FirstStep:
    return FirstStep(
        _("Open a number of the report"),
        _("Every number in the tables opens the records behind it. Whether you looked is not recorded: no tick here."),
        None,
        [(_("To the statistics"), reverse("statistics"))],
    )
