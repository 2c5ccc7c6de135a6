"""备注: the working notes on a record."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.text import Truncator

from casework.actions.notes import LONGEST, add_note
from casework.errors import FaultyInput
from casework.law.names import RecordKind
from casework.models import Note
from casework.web.access import Visit
from casework.web.belongings import address, back_to, find
from casework.web.hands import hand_on, needed_hand
from casework.web.pages import page
from casework.web.words import time_words

TITLE = 40
"""Characters by which a note is called."""


@dataclass
class Notes:
    """The notes of a record as its page shows them; `text` and `problem` are of a note that was not taken."""

    record: Any
    visit: Visit
    text: str = ""
    problem: str = ""
    longest: int = LONGEST

    @cached_property
    def may_add(self) -> bool:
        """Whether the reader writes here too."""
        return hand_on(self.record, self.visit) is not None

    @cached_property
    def hidden(self) -> bool:
        """Whether they are kept from the reader: names stand in them."""
        return not self.visit.reads_names(self.record)

    @cached_property
    def _all(self) -> list[Any]:
        if self.hidden:
            return []
        return list(Note.objects.ever_of_record(self.record).select_related("person", "removed_by"))

    @property
    def standing(self) -> list[dict[str, Any]]:
        """Those that were not taken away, newest first."""
        return [self._line(note) for note in self._all if note.removed_at is None]

    @property
    def removed(self) -> list[dict[str, Any]]:
        """Those taken away."""
        return [self._line(note) for note in self._all if note.removed_at is not None]

    def _line(self, note: Any) -> dict[str, Any]:
        language = self.visit.language
        return {
            "pk": note.pk,
            "text": note.text,
            "title": Truncator(" ".join(note.text.split())).chars(TITLE),
            "person": str(note.person),
            "added": time_words(note.added_at, language),
            "removed": time_words(note.removed_at, language) if note.removed_at else "",
            "removed_by": str(note.removed_by or ""),
            "remove_url": address(self.record, "note_remove", note.pk),
            "restore_url": address(self.record, "note_restore", note.pk),
        }

    @property
    def url(self) -> str:
        """Where a note is sent."""
        return address(self.record, "notes")


def notes_of(record: Any, visit: Visit) -> dict[str, Any]:
    """What the section of notes on a record's page shows."""
    return {"notes": Notes(record, visit)}


def notes(request: HttpRequest, visit: Visit, pk: int, *, kind: RecordKind) -> HttpResponse:
    """`/…/<id>/notes/`: the notes by themselves; a note that is sent is added."""
    record = find(visit, kind, pk)
    shown = Notes(record, visit)
    if request.method == "POST":
        text = request.POST.get("text", "")
        try:
            note = add_note(record, text, actor=needed_hand(record, visit))
        except FaultyInput as problem:
            shown.text, shown.problem = text, problem.sentence(visit.language)
        else:
            return back_to(request, record, "notes", f"note-{note.pk}")
    context = {"record": record, "number": str(record), "record_url": record.get_absolute_url(), "notes": shown}
    return page(request, "records/notes_page.html", context, 422 if shown.problem else 200)
