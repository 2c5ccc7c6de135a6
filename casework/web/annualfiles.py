"""A yearly report as a file: DOCX, PDF, XLSX with all tables, JSON of the figures with the texts."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime

from casework.documents.annex import TABLES, Annex, annex_of
from casework.documents.docx import annual_docx
from casework.documents.pdf import annual_pdf
from casework.documents.report import Paper, figure_values, paper_data, question_of
from casework.exports.report import report_data
from casework.exports.workbook import report_xlsx, sheets_of
from casework.models import AnnualDraft
from casework.reference import Reference
from casework.statistics.compute import Report, compute

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
"""Format -> its media type."""


def annual_file(draft: AnnualDraft, form: str, reference: Reference, language: str, made_at: datetime) -> bytes:
    """The report in a format: its text with the figures as they were taken, its tables as they count now.

    Raises CannotPrint for a PDF where the machine lacks what makes it.
    """
    paper = Paper(draft)
    if form == "docx":
        return annual_docx(paper, _annex(draft, reference, made_at))
    if form == "pdf":
        return annual_pdf(paper, _annex(draft, reference, made_at))
    if form == "xlsx":
        report = _counted(draft, reference, sheets_of(None))
        return report_xlsx(replace(report, figures=figure_values(paper)), language)
    data = report_data(_counted(draft, reference, None), language, made_at) | {"annual": paper_data(paper)}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _annex(draft: AnnualDraft, reference: Reference, made_at: datetime) -> Annex:
    return annex_of(_counted(draft, reference, list(TABLES)), made_at.date())


def _counted(draft: AnnualDraft, reference: Reference, tables: list[str] | None) -> Report:
    question = question_of(draft)
    return compute(question.scope, question.window, reference.vocabulary, tables=tables)
