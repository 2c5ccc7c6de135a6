"""Reading the PDFs that Chromium prints: their pages, the size of the paper, the text, the colours."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass

from pypdf import PdfReader

MILLIMETRES = 25.4 / 72
AROUND_CHINESE = re.compile(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])")
"""Spaces that the reader sees where a line ends or the face changes."""


@dataclass
class Sheet:
    """One page: width and height in millimetres, and its text."""

    width: float
    height: float
    text: str
    colours: set[tuple[float, ...]]
    """Every colour that something is filled or drawn with, as red, green, blue from 0 to 1."""


def sheets(pdf: bytes) -> list[Sheet]:
    """The pages of a PDF in their order."""
    found = []
    for page in PdfReader(io.BytesIO(pdf)).pages:
        contents = page.get_contents()
        drawn = _colours(contents.get_data()) if contents is not None else set()
        width, height = (float(side) * MILLIMETRES for side in (page.mediabox.width, page.mediabox.height))
        found.append(Sheet(width, height, AROUND_CHINESE.sub("", page.extract_text()), drawn))
    return found


def _colours(stream: bytes) -> set[tuple[float, ...]]:
    found = re.findall(rb"([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG)\b", stream)
    return {tuple(float(part) for part in colour) for colour in found}
