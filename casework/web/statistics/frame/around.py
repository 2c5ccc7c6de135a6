"""What stands around the numbers of every page of the statistics: what was asked, what may be asked, where else to."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.models import Organ
from casework.statistics.compute import R1, W1, Counting
from casework.statistics.conditions import Window
from casework.statistics.counting.days import months_of, year_before
from casework.statistics.datasets import Scope
from casework.statistics.rollup import year_window
from casework.statistics.tables import MORE_KEYS, TABLE_KEYS, tables_of
from casework.web.shell.access import Visit
from casework.web.shell.asked import BASES, OWN, Question, key_of
from casework.web.shell.formatting import day_words, span_words, time_words
from casework.web.statistics.behind.grouped import sees_handlers
from casework.web.statistics.frame.described import basis_words

MOST_ORGANS = 120
"""More organs than this are not a list to choose from: then the organ is typed."""


def counted(counting: Counting, visit: Visit) -> dict[str, Any]:
    """When the numbers were counted, where that was not now."""
    at = counting.counted_at
    return {"counted_at": time_words(at, visit.language) if at is not None else ""}


def facts_of(question: Question, visit: Visit) -> dict[str, Any]:
    """What every caption repeats: organ, period, day of the state."""
    window, organ = question.window, question.scope.organ
    days = (window.start.isoformat(), window.end.isoformat())
    name = _("%(organ)s with all below it") % {"organ": organ.name} if question.scope.subtree else organ.name
    return {
        "organ_name": name,
        "period": span_words(window.start, window.end, visit.language),
        "as_of": day_words(min(window.as_of, visit.today), visit.language),
        "organ_key": key_of(organ),
        "subtree": question.scope.subtree,
        "from": days[0],
        "to": days[1],
        "days": days,
        "period_said": period_said(window, visit),
        "pages": pages_of(question, visit),
        "tables": tables_to_choose(question, visit),
    }


def period_said(window: Window, visit: Visit) -> str:
    """That a period has not begun, or is not over; nothing of one that is past."""
    if window.start > visit.today:
        return _("This period has not begun: there is nothing to count yet.")
    if window.end > visit.today:
        return _("The period is not over: counted is what is recorded up to today, %(day)s.") % {
            "day": day_words(visit.today, visit.language)
        }
    return ""


def choices(question: Question, visit: Visit) -> dict[str, Any]:
    """What the form offers: organs in reach, years, bases; the subtree where the person may see it."""
    organ = question.scope.organ
    organs = _organs(visit)
    return {
        "organs": [(key_of(each), each.name, each.pk == organ.pk) for each in organs],
        "may_type": not organs,
        "periods": periods_of(question, visit),
        "bases": basis_choices(question.basis, visit.language),
        "may_subtree": visit.has_subtree(organ),
    }


def basis_choices(chosen: str | None, language: str) -> list[tuple[str, str, bool]]:
    """The bases to choose from: code, words, whether it is chosen."""
    return [(basis, _basis_choice(basis, language), basis == (chosen or OWN)) for basis in BASES]


def _basis_choice(basis: str, language: str) -> str:
    return _("as each table prescribes") if basis == OWN else basis_words(basis, language)


PAGES: tuple[tuple[str, str | Promise], ...] = (
    ("statistics_overview", gettext_lazy("Overview")),
    ("statistics_indicators", gettext_lazy("Quality indicators")),
    ("statistics_respondents", gettext_lazy("Respondents and defendants")),
    ("statistics_in_hand", gettext_lazy("In hand")),
    ("statistics_due", gettext_lazy("Falling due")),
    ("statistics_organs", gettext_lazy("Organs side by side")),
    ("statistics_compare", gettext_lazy("Two readings side by side")),
)
"""The pages of the statistics, in the order of their menu; definitions and tables come after them."""
AS_OF_TODAY = ("statistics_in_hand", "statistics_due")
"""Pages that speak of today and of no period."""
BY_HANDLER = ("statistics_in_hand",)
"""Pages for those who see what is counted by handler."""
OVER_A_SUBTREE = ("statistics_organs",)
"""Pages for those who see what lies below an organ; they ask for the subtree by themselves."""


class Way(NamedTuple):
    """A page of the menu: its name in `urls`, its words, its address with the question kept."""

    name: str
    words: str
    url: str


def pages_of(question: Question, visit: Visit) -> list[Way]:
    """The pages that the person may open, with what was asked."""
    organ, subtree = key_of(question.scope.organ), "&subtree=1" if question.scope.subtree else ""
    plain = Question(question.scope, question.window).query()
    alone = Question(Scope(question.scope.organ), question.window).query()
    barred = {
        *(() if visit.has_subtree(question.scope.organ) else OVER_A_SUBTREE),
        *(() if sees_handlers(visit, question.scope.organ) else BY_HANDLER),
    }
    found = []
    for name, words in PAGES:
        asked = alone if name in OVER_A_SUBTREE else f"organ={organ}{subtree}" if name in AS_OF_TODAY else plain
        if name not in barred:
            found.append(Way(name, str(words), f"{reverse(name)}?{asked}"))
    return found


def tables_to_choose(question: Question, visit: Visit) -> list[Way]:
    """The tables by key and title, each with what was asked."""
    known = tables_of(visit.reference.vocabulary, {}, A_DAY) | {"W1": W1, "R1": R1}
    asked = question.query()
    return [
        Way(key, f"{key} {known[key].title.of(visit.language)}", f"{reverse('statistics_table', args=[key])}?{asked}")
        for key in ("R1", *[key for key in (*TABLE_KEYS, *MORE_KEYS) if key != "R1"])
    ]


A_DAY = Window(date(2024, 1, 1), date(2024, 1, 1), date(2024, 1, 1))
"""The titles of tables are the same for every period."""


def last_year(today: date) -> Window:
    """The last full year."""
    return year_window(today.year - 1)


def this_year(today: date) -> Window:
    """This year up to today."""
    return Window(date(today.year, 1, 1), today, today)


def periods_of(question: Question, visit: Visit) -> list[tuple[str, str, bool]]:
    """Periods that are asked for often: their words, their address on the page, whether it is the one shown."""
    year, past = this_year(visit.today), last_year(visit.today)
    month = visit.today.replace(day=1) - timedelta(1)
    quarter = list(months_of(past.start, month))
    whole = len(quarter) - len(quarter) % 3  # the months of a quarter
    offered = (
        (_("last year"), past.start, past.end),
        (_("this year up to today"), year.start, year.end),
        (_("the same days last year"), *year_before(year.start, year.end)),
        (_("last quarter"), quarter[whole - 3][0], quarter[whole - 1][1]),
        (_("last month"), month.replace(day=1), month),
    )
    shown = question.window.start, question.window.end
    return [
        (words, Question(question.scope, Window(start, end, end), question.basis).query(), (start, end) == shown)
        for words, start, end in offered
    ]


KEEP_NO_RECORDS = ("court", "mediation_body")


def _organs(visit: Visit) -> list[Any]:
    """The organs to choose from, the person's own first; empty where there are too many."""
    own = visit.organs()
    below = Organ.objects.within(visit.reach).exclude(kind__in=KEEP_NO_RECORDS).exclude(pk__in=[o.pk for o in own])
    found = list(below.order_by("path")[: MOST_ORGANS + 1])
    return [] if len(found) > MOST_ORGANS else [*own, *found]
