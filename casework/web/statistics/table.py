"""One table on its own page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from casework.statistics.compute import CheckValue, TableValue
from casework.statistics.counting.choice import CUT, read_choice
from casework.statistics.counting.choice import PARAMETERS as OF_A_CHOICE
from casework.statistics.records import breaking
from casework.statistics.rollup import counting_of
from casework.statistics.tables import MORE_KEYS, TABLE_KEYS
from casework.statistics.view import view_of
from casework.web.shell.access import Visit
from casework.web.shell.asked import Question, read_asked, read_page
from casework.web.statistics.behind.lines import ListedRecord, line_of
from casework.web.statistics.behind.records import visible
from casework.web.statistics.frame.around import choices, counted, facts_of
from casework.web.statistics.frame.choosing import offered
from casework.web.statistics.frame.gridded import grid_of
from casework.web.statistics.frame.paper import answer, said_of
from casework.web.statistics.populations import entered_at
from casework.web.statistics.tables import addresses, definitions, shown

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
    value = counting.of_key(key)
    view = view_of(value, visit.language)
    checks = zip(view.checks, value.checks, strict=True)
    broken = [(check, broken_by(value, found, question, visit)) for check, found in checks if not found.holds]
    cut = choice.truncates and any(head.share for head in view.heads)
    basis = f"{view.basis_words} · {CUT.of(visit.language)}" if cut else view.basis_words
    table = shown(view, basis, addresses(question, choice, populations), definitions(key))
    context = {
        "table": table,
        "broken": broken,
        "window": question.window,
        "query": question.query(),
        **offered(choice, visit.language),
        **facts_of(question, visit),
        **counted(counting, visit),
        **choices(question, visit),
        "page_name": key,
    }
    return answer(request, asked, "statistics/table.html", context, [grid_of(view, said_of(context, basis))])


def broken_by(value: TableValue, check: CheckValue, question: Question, visit: Visit) -> list[Breaking]:
    """The records that break an identity, as far as the person may see them."""
    listing, differing = breaking(value, check, question.scope, question.window)
    more = dict(differing)
    related = visible(listing.queryset, visit).order_by("pk")[:MOST_BREAKING]
    return [Breaking(line_of(row, listing, visit), more[row.pk]) for row in related]
