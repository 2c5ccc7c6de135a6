"""A yearly report as a file: DOCX, PDF, XLSX with all tables, JSON of the figures with the texts."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime

from casework.documents.annex import annex_of
from casework.documents.docx import annual_docx
from casework.documents.figures import counted
from casework.documents.pdf import annual_pdf
from casework.documents.report import Paper, figure_values, paper_data, question_of
from casework.documents.since import changed_figures, notes
from casework.errors import FaultyInput
from casework.exports.report import report_data
from casework.exports.workbook import report_xlsx
from casework.models import AnnualDraft
from casework.reference import Reference
from casework.statistics.compute import Report
from casework.statistics.kept import from_kept
from casework.statistics.tables import MORE_KEYS

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
"""Format -> its media type."""


def annual_file(draft: AnnualDraft, form: str, reference: Reference, language: str, made_at: datetime) -> bytes:
    """The report in a format: text, tables and figures as they were taken together, and what has changed since.

    Raises CannotPrint for a PDF where the machine lacks what makes it, FaultyInput for a draft without its tables.
    """
    paper, kept = Paper(draft), tables_kept(draft)
    present = counted(question_of(draft), reference.vocabulary, made_at.date(), kept.tables)
    said = notes(paper, kept, present)
    if form == "docx":
        return annual_docx(paper, annex_of(kept, said))
    if form == "pdf":
        return annual_pdf(paper, annex_of(kept, said))
    if form == "xlsx":
        return report_xlsx(replace(kept, figures=figure_values(paper)), language, said)
    tables = {key: value for key, value in kept.tables.items() if key not in MORE_KEYS}
    data = report_data(replace(kept, tables=tables), language, made_at, draft.definitions)
    changed = {f"{each.side}:{each.key}": each.words for each in changed_figures(paper, present.figures)}
    data["annual"] = paper_data(paper) | {"notes": said, "changed_since": changed}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def tables_kept(draft: AnnualDraft) -> Report:
    """The tables of a draft as they were taken with its figures. Raises FaultyInput where they were not kept."""
    question = question_of(draft)
    if draft.tables is None:
        raise FaultyInput(
            "这份草稿没有存下统计表：先「全部重新取数」，正文和各表才是同一时刻的数字",
            "This draft has kept no tables: take all figures anew first, so that text and tables are of one moment",
        )
    return from_kept(draft.tables, question.scope, question.window)
