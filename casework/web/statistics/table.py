"""One table on its own page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from casework.statistics.compute import Counting
from casework.statistics.counting.choice import PARAMETERS as OF_A_CHOICE
from casework.statistics.counting.choice import read_choice
from casework.statistics.records import breaking
from casework.statistics.rollup import counting_of
from casework.statistics.tables import MORE_KEYS, TABLE_KEYS
from casework.web.shell.access import Visit
from casework.web.shell.asked import Question, read_asked, read_page
from casework.web.statistics.behind.lines import ListedRecord, line_of
from casework.web.statistics.behind.records import visible
from casework.web.statistics.frame.around import choices, counted, facts_of
from casework.web.statistics.frame.choosing import offered
from casework.web.statistics.frame.gridded import grid_of
from casework.web.statistics.frame.paper import answer, said_of
from casework.web.statistics.populations import entered_at
from casework.web.statistics.tables import Showing

PARAMETERS = ("organ", "from", "to", "as_of", "subtree", "basis", *OF_A_CHOICE)
MOST_BREAKING = 50
"""So many records that break an identity are shown."""


@dataclass(frozen=True)
class Breaking:
    """A record that breaks an identity, and how often more the left side counts it than the right."""

    record: ListedRecord
    more: int


def table_page(request: HttpRequest, visit: Visit, key: str) -> HttpResponseBase:
    """`/statistics/tables/<key>/`: one table of an organ and a period, with its checks and what breaks them."""
    if key not in (*TABLE_KEYS, *MORE_KEYS):
        raise Http404
    asked = read_page(request, PARAMETERS, visit)
    if "from" not in asked and "to" not in asked:
        year = visit.today.year
        asked |= {"from": date(year, 1, 1).isoformat(), "to": date(year, 12, 31).isoformat()}
    question = read_asked(asked, visit)
    choice = read_choice(asked)
    counting = counting_of(question.scope, question.window, visit.reference.vocabulary, question.basis, choice)
    populations = entered_at(question, visit)
    shown = Showing(question, visit.language, choice, populations=populations).one(counting, key)
    broken = [
        (check, broken_by(counting, key, check.found, question, visit))
        for check in shown.broken
        if check.found is not None
    ]
    context = {
        "table": shown,
        "broken": broken,
        "window": question.window,
        "query": question.query(),
        **offered(choice, visit.language),
        **facts_of(question, visit),
        **counted(counting, visit),
        **choices(question, visit),
        "page_name": key,
    }
    return answer(request, asked, "statistics/table.html", context, [grid_of(shown, said_of(context, shown.basis))])


def broken_by(counting: Counting, key: str, check: Any, question: Question, visit: Visit) -> list[Breaking]:
    """The records that break an identity, as far as the person may see them."""
    value = counting.table(counting.tables[key])
    listing, differing = breaking(value, check, question.scope, question.window)
    more = dict(differing)
    related = visible(listing.queryset, visit).order_by("pk")[:MOST_BREAKING]
    return [Breaking(line_of(row, listing, visit), more[row.pk]) for row in related]
