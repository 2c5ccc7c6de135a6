"""Whether anything has changed that a report is counted from, without counting it.

Every change of a record appends an event. On SQLite events are committed in the order of their ids, so the last id
says it. On PostgreSQL an event with a lower id may be committed later; but whatever is committed after a moment has a
transaction of that moment's oldest running one (`xmin`) or a later one. So the mark of a moment is its `xmin` and how
many events from there on were seen; the same number now means that none has been added.
"""

from __future__ import annotations

import hashlib
from typing import Any

from django.db import connection
from django.db.models import Max

from casework.filters.asked import Question
from casework.models import Event, Organ, Term
from casework.statistics.compute import DEFINITIONS

LONGEST = 20


def report_etag(question: Question, language: str, more: str = "") -> str:
    """The ETag of what a question gives now, weak: the time of making differs."""
    return f'W/"{_mark()}-{_asked(question, language, more)}"'


def still(etags: list[str], question: Question, language: str, more: str = "") -> str:
    """The ETag among these that still holds for the question; empty where none does."""
    asked = ""
    for etag in etags:
        mark, _, rest = etag.strip('"').partition("-")
        if not rest or not _holds(mark):
            continue
        asked = asked or _asked(question, language, more)
        if rest == asked:
            return f"W/{etag}"
    return ""


def _asked(question: Question, language: str, more: str) -> str:
    """What is asked, and the reference data that it is answered from, as one digest."""
    window = question.window
    days = window.start, window.end, window.as_of
    terms = list(Term.objects.order_by("pk").values_list("list", "code", "zh", "en", "parent", "maps_to", "position"))
    organs = list(Organ.objects.order_by("pk").values_list("pk", "path", "name", "organ_class", "division_code"))
    said: tuple[Any, ...] = (question.scope.organ.pk, question.scope.subtree, days, question.basis, language, more)
    return hashlib.sha256(repr((DEFINITIONS, said, terms, organs)).encode()).hexdigest()[:32]


def _mark() -> str:
    if connection.vendor != "postgresql":
        return f"{Event.objects.aggregate(last=Max('pk'))['last'] or 0}.0"
    with connection.cursor() as cursor:
        # one statement, so that both numbers are of one moment
        cursor.execute(
            "SELECT s.xmin, (SELECT count(*) FROM casework_event WHERE transaction >= s.xmin)"
            " FROM (SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS xmin) AS s"
        )
        xmin, seen = cursor.fetchone()
    return f"{xmin}.{seen}"


def _holds(mark: str) -> bool:
    """Whether no event has been added since a mark was made."""
    first, _, seen = mark.partition(".")
    if not all(part.isascii() and part.isdigit() and len(part) < LONGEST for part in (first, seen)):
        return False
    if connection.vendor != "postgresql":
        return _mark() == mark
    return bool(Event.objects.filter(transaction__gte=int(first)).count() == int(seen))
