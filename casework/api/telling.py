"""What a refusal tells of a record to a program that does not read its names: what it would read of each text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from casework.errors import cited
from casework.law.names import RecordKind
from casework.masking import HIDING, TEXTS, Holds, Names
from casework.models import Applicant, Event

PARTIES = dict.fromkeys(("party", "by"), Holds.NAME)
"""Keys of acts under which parties are named; their names stand in rows of the case, or once stood."""
OF_A_PARTY = ("name", "representative", "agent")
CODE = re.compile(r"[a-z][a-z0-9_]*")
UNREAD = Names(clear=False)
SENTENCES = ("zh", "en", "nearest")


def hide(fault: Exception, record: Any) -> None:
    """Put what may be read in the place of every hidden text of the record in the sentences of a fault."""
    shown = {form: UNREAD.said(key, text) for key, text in texts_of(record) for form in (text, cited(text))}
    for name in SENTENCES:
        said = getattr(fault, name, "")
        for text in sorted(shown, key=len, reverse=True):
            said = said.replace(text, shown[text])
        if said:
            setattr(fault, name, said)


def texts_of(record: Any) -> Iterator[tuple[str, str]]:
    """Each text of a record that may hold a name, as it stands or once stood, with its key; a letter tells nothing."""
    if record.kind == RecordKind.RECONSIDERATION:
        for row in Applicant.objects.filter(case=record).values(*OF_A_PARTY):
            yield from _texts(row, "")
    for keys in Event.objects.of_record(record).values_list("keys", flat=True):
        yield from _texts(keys, "")


def _texts(value: Any, key: str) -> Iterator[tuple[str, str]]:
    """The texts of what stands under a key; a key that is none of a text's stands under that above it."""
    if isinstance(value, Mapping):
        corrected = str(value.get("key", "")).rpartition(".")[2]
        for name, each in value.items():
            mine = corrected if name == "value" and corrected else name
            yield from _texts(each, mine if mine in TEXTS or mine in PARTIES else key)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each, key)
    elif isinstance(value, str) and len(value) > 1:
        holds = PARTIES.get(key) or TEXTS.get(key)
        if holds is Holds.NAME or (holds in HIDING and not CODE.fullmatch(value)):
            yield "name" if key in PARTIES else key, value
