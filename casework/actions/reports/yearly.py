"""The yearly report that is sealed with its figures: its text as it is printed, and what differs in it since."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from casework.documents.figures import counted, known
from casework.documents.report import Paper, question_of
from casework.documents.since import changed_figures, changed_tables
from casework.documents.typed import typed_numbers
from casework.exports.workbook import sheets_of
from casework.filters.asked import Question
from casework.models import AnnualDraft
from casework.reference import Reference
from casework.sealing.canonical import Json
from casework.statistics.compute import DEFINITIONS
from casework.statistics.kept import from_kept
from casework.statistics.model import Label

NAME = 20
"""Characters by which a block is called."""


class Reworded(NamedTuple):
    """A block whose words differ: what it is called, as it was sealed and as it stands now, "" where it is not."""

    name: str
    sealed: str
    present: str


def asked_by(question: Question) -> dict[str, Any]:
    """A question as drafts and reports keep it; the basis apart."""
    scope, window = question.scope, question.window
    period = {"period_from": window.start, "period_to": window.end, "as_of": window.as_of}
    return {"organ": scope.organ, "subtree": scope.subtree} | period


def draft_of(question: Question) -> AnnualDraft | None:
    """The draft that asks a question; None where none is written, and for a basis that no text is written in."""
    if question.basis:
        return None
    return AnnualDraft.objects.filter(**asked_by(question)).select_related("organ").first()


def text_of(draft: AnnualDraft) -> Json:
    """The text of a draft as it is printed now."""
    paper = Paper(draft)
    blocks = [{"key": piece.block.key, "text": piece.text} for piece in paper.shown]
    typed = [{"words": each.words, "same": each.same} for each in typed_numbers(paper)]
    return {"title": paper.title, "version": draft.version, "gaps": paper.gaps, "blocks": blocks, "typed": typed}


def reworded(sealed: Json | None, present: Json | None) -> list[Reworded]:
    """The blocks in which two texts differ, in their order; a text that is not there has none."""
    old, new = (_blocks(text) for text in (sealed, present))
    return [
        Reworded(_name(new.get(key) or old[key]), old.get(key, ""), new.get(key, ""))
        for key in dict.fromkeys([*old, *new])
        if old.get(key) != new.get(key)
    ]


def outdated(draft: AnnualDraft | None, reference: Reference, today: date) -> list[Label]:
    """What a draft prints that counts otherwise now: figures of its text, tables behind it. No draft prints none."""
    if draft is None:
        return []
    if draft.tables is None or draft.definitions != DEFINITIONS:
        return [Label("统计表", "the tables")]
    question = question_of(draft)
    kept = from_kept(draft.tables, question.scope, question.window)
    present = counted(question, reference.vocabulary, today, sheets_of(None))
    figures = [Label(each.words, known()[each.key].label.en) for each in changed_figures(Paper(draft), present.figures)]
    return figures + [Label(key, key) for key in changed_tables(kept, present.report)]


def _blocks(text: Json | None) -> dict[str, str]:
    return {block["key"]: block["text"] for block in (text or {"blocks": []})["blocks"]}


def _name(text: str) -> str:
    return text.partition("。")[0].partition("\n")[0][:NAME]
