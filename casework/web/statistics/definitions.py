"""定义: what every table, row, column and figure counts, one table or family a page; all can be searched."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from casework.statistics.words.definitions import Chapter, Definition, changes, chapters
from casework.statistics.words.words import unit_words
from casework.text.folding import fold
from casework.web.shell.access import Visit
from casework.web.shell.asked import read
from casework.web.shell.formatting import (
    day_words,
)
from casework.web.shell.pages import page
from casework.web.statistics.tables import definition_of

MOST_FOUND = 60
"""So many definitions that hold the words looked for are shown."""


def definitions(request: HttpRequest, visit: Visit) -> HttpResponse:
    """`/statistics/definitions/?q=`: the tables and families of figures, and what is found in all of them."""
    asked = read(request.GET, ("q",))
    found = chapters(visit.reference.vocabulary, visit.language)
    wanted = fold(asked.get("q", "")).casefold().split()
    hits = [
        (chapter.title, each, unit_words(each.unit or None, visit.language, each.key), definition_of(each.anchor))
        for chapter in found
        for each in (*chapter.rows, *chapter.columns)
        if wanted and all(word in _text(chapter, each) for word in wanted)
    ]
    context = {
        "q": asked.get("q", ""),
        "hits": hits[:MOST_FOUND],
        "many": len(hits),
        "chapters": [(each, definition_of(each.key)) for each in found],
        "changes": [
            (day_words(each.on, visit.language), each, definition_of(each.anchor))
            for each in changes(visit.reference.vocabulary, visit.language)
        ],
    }
    return page(request, "statistics/definitions.html", context)


def _text(chapter: Chapter, each: Definition) -> str:
    """All that is said of a number, to be searched."""
    readings = [word for reading in each.readings for word in reading]
    return fold(" ".join((chapter.title, each.key, each.label, each.article, each.note, *readings))).casefold()


def chapter(request: HttpRequest, visit: Visit, key: str) -> HttpResponse:
    """`/statistics/definitions/<key>/`: a table, or a family of figures, in words, with the articles."""
    read(request.GET, ())
    found = chapters(visit.reference.vocabulary, visit.language)
    told = next((each for each in found if each.key == key), None)
    if told is None:
        raise Http404
    context = {
        "chapter": told,
        "rows": _with_units(told.rows, visit),
        "columns": _with_units(told.columns, visit),
    }
    return page(request, "statistics/definition.html", context)


def _with_units(defined: tuple[Definition, ...], visit: Visit) -> list[tuple[Any, str]]:
    return [(each, unit_words(each.unit or None, visit.language, each.key)) for each in defined]
