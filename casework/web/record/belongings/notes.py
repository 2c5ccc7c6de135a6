"""备注: the working notes on a record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.text import Truncator

from casework.actions.actors import needed_hand
from casework.actions.belongings.notes import LONGEST, add_note
from casework.errors import FaultyInput
from casework.law.names import RecordKind
from casework.models import Note
from casework.web.record.belongings.common import Belongings, back_to, find
from casework.web.shell.access import Visit
from casework.web.shell.pages import heading, page

TITLE = 40
"""Characters by which a note is called."""


@dataclass
class Notes(Belongings):
    """The notes of a record as its page shows them, newest first; `text` and `problem` are of one not taken."""

    model = Note

    text: str = ""
    problem: str = ""
    longest: int = LONGEST

    def line(self, each: Note) -> dict[str, Any]:
        """What is shown of a note."""
        title = Truncator(" ".join(each.text.split())).chars(TITLE)
        return super().line(each) | {"text": each.text, "title": title}


def notes(request: HttpRequest, visit: Visit, pk: int, *, kind: RecordKind) -> HttpResponse:
    """`/…/<id>/notes/`: the notes by themselves; a note that is sent is added."""
    record = find(visit, kind, pk, void=request.method != "POST")
    shown = Notes(record, visit)
    if request.method == "POST":
        text = request.POST.get("text", "")
        try:
            note = add_note(record, text, actor=needed_hand(record, visit))
        except FaultyInput as problem:
            shown.text, shown.problem = text, problem.sentence(visit.language)
        else:
            return back_to(request, record, "notes", f"note-{note.pk}")
    return page(request, "record/notes_page.html", {**heading(record), "notes": shown}, 422 if shown.problem else 200)
