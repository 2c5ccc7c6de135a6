"""The yearly report as PDF: the print template, laid out by WeasyPrint; nothing is fetched for it."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string

from casework.documents.annex import Annex
from casework.documents.report import Paper
from casework.errors import CaseworkError

TEMPLATE = "documents/annual.html"


class CannotPrint(CaseworkError):
    """This machine has not what a PDF is made with; the sentence says what is missing."""


def annual_html(paper: Paper, annex: Annex | None) -> str:
    """The page that is printed."""
    context = {"title": paper.title, "pieces": paper.shown, "annex": annex}
    return render_to_string(TEMPLATE, context)


def annual_pdf(paper: Paper, annex: Annex | None) -> bytes:
    """The PDF's bytes. Raises CannotPrint where the system lacks Pango."""
    made: Any = engine()(string=annual_html(paper, annex), url_fetcher=_refuse).write_pdf()
    return bytes(made)


def engine() -> Any:
    """What lays a PDF out. Raises CannotPrint where the system lacks Pango."""
    try:
        from weasyprint import HTML  # noqa: PLC0415  # it loads Pango, which a machine may lack
    except (ImportError, OSError):
        raise CannotPrint(
            "没有生成PDF：这台机器没有装Pango（docs/dependencies.md）。可以下载DOCX，在文字处理软件里存成PDF",
            "No PDF was made: this machine lacks Pango (docs/dependencies.md). A word processor saves the DOCX as PDF",
        ) from None
    return HTML


def _refuse(url: str) -> Any:
    raise ValueError(f"A report fetches nothing, and not {url}")
