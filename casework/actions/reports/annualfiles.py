"""A yearly report as a file: DOCX, PDF, XLSX with all tables, JSON of the figures with the texts."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from casework.actions.reports.yearly import draft_of
from casework.documents.annex import annex_of
from casework.documents.docx import annual_docx
from casework.documents.figures import counted
from casework.documents.pdf import CannotPrint, annual_pdf
from casework.documents.report import Paper, figure_values, paper_data, question_of
from casework.documents.since import changed_figures, notes
from casework.errors import FaultyInput
from casework.exports.report import report_data
from casework.exports.workbook import report_xlsx, sheets_of
from casework.filters.asked import Question
from casework.models import AnnualDraft
from casework.reference import Reference
from casework.statistics.compute import Counting, Report, report_of
from casework.statistics.kept import from_kept
from casework.statistics.tables import MORE_KEYS

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
"""Format -> its media type."""
SEALED = ("docx", "pdf", "xlsx")
"""The formats that are kept with a seal."""
LANGUAGE = "zh-hans"


def annual_file(draft: AnnualDraft, form: str, reference: Reference, language: str, made_at: datetime) -> bytes:
    """The report in a format: text, tables and figures as they were taken together, and what has changed since.

    Raises CannotPrint for a PDF where the machine lacks what makes it, FaultyInput for a draft without its tables.
    """
    return Filing(draft, reference, made_at).file(form, language)


class Filing:
    """A draft that is written as files, all of one moment; `made_at` is an aware local time.

    Raises FaultyInput for a draft without its tables.
    """

    def __init__(self, draft: AnnualDraft, reference: Reference, made_at: datetime) -> None:
        self.paper, self.kept, self.made_at = Paper(draft), tables_kept(draft), made_at
        self.present = counted(question_of(draft), reference.vocabulary, made_at.date(), self.kept.tables)
        self.notes = notes(self.paper, self.kept, self.present)

    def file(self, form: str, language: str) -> bytes:
        """The bytes of a file. Raises CannotPrint where the machine lacks what makes a PDF."""
        if form == "docx":
            return annual_docx(self.paper, annex_of(self.kept, self.notes))
        if form == "pdf":
            return annual_pdf(self.paper, annex_of(self.kept, self.notes))
        if form == "xlsx":
            return report_xlsx(replace(self.kept, figures=figure_values(self.paper)), language, self.notes)
        return self._data(language)

    def _data(self, language: str) -> bytes:
        paper, tables = self.paper, {key: value for key, value in self.kept.tables.items() if key not in MORE_KEYS}
        data = report_data(replace(self.kept, tables=tables), language, self.made_at, paper.draft.definitions)
        changed = {f"{each.side}:{each.key}": each.words for each in changed_figures(paper, self.present.figures)}
        data["annual"] = paper_data(paper) | {"notes": self.notes, "changed_since": changed}
        return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def sealed_files(question: Question, reference: Reference, made_at: datetime) -> dict[str, bytes]:
    """The files of a report that is sealed: DOCX, PDF and XLSX of its text, the XLSX alone where none is written.

    There is no PDF where the machine lacks what makes it.
    """
    draft = draft_of(question)
    if draft is None:
        counting = Counting(question.scope, question.window, reference.vocabulary, question.basis)
        return {"xlsx": report_xlsx(report_of(counting, question.scope, sheets_of(None)), LANGUAGE)}
    filing, found = Filing(draft, reference, made_at), {}
    for form in SEALED:
        with suppress(CannotPrint):
            found[form] = filing.file(form, LANGUAGE)
    return found


def tables_kept(draft: AnnualDraft) -> Report:
    """The tables of a draft as they were taken with its figures. Raises FaultyInput where they were not kept."""
    question = question_of(draft)
    if draft.tables is None:
        raise FaultyInput(
            "这份草稿没有存下统计表：先「重新取数」，正文和各表才是同一时刻的数字",
            "This draft has kept no tables: take all figures anew first, so that text and tables are of one moment",
        )
    return from_kept(draft.tables, question.scope, question.window)
