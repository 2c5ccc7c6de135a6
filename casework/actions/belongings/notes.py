"""Notes on records: the only writer of notes. They are taken away and given back like attachments."""

from __future__ import annotations

import re
from typing import Any

from django.db import transaction

from casework.actions.belongings.attachments import check_hand, lock
from casework.actions.reach import Actor
from casework.errors import FaultyInput
from casework.models import Note

LONGEST = 2000
INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


def add_note(record: Any, text: str, *, actor: Actor) -> Note:
    """Write a note on a record; the same said twice in a row by one person is one note.

    Raises FaultyInput (empty, too long) and NotPermitted.
    """
    person = check_hand(record, actor)
    said = INVISIBLE.sub("", re.sub(r"\r\n?", "\n", text)).strip()
    if not said:
        raise FaultyInput("没有保存：备注是空的", "Not saved: the note is empty", where="text")
    if len(said) > LONGEST:
        raise FaultyInput(
            f"没有保存：备注有{len(said)}字，最多{LONGEST}字",
            f"Not saved: the note has {len(said)} characters; at most {LONGEST}",
            where="text",
        )
    with transaction.atomic():
        lock(record)
        last: Note | None = Note.objects.of_record(record).first()
        if last is not None and last.text == said and last.person == person:
            return last
        return Note.objects.create(kind=record.kind, person=person, text=said, **{record.kind: record})
