"""What a file says is read in work that grows with its length: no repetition in it makes the reading stand still.

The bound is processor time, which a busy machine does not use up: reading takes hundredths of it, while work that
grows with the square of the length would need ten times as much and more.
"""

from __future__ import annotations

import io
import signal
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any

import pytest

from casework.imports.columns import applicants, stops
from casework.imports.columns.shape import Wrong
from casework.imports.files import book
from casework.imports.files.child import frames
from casework.imports.files.counted import counted
from casework.imports.mapping import BESIDE, plain_heading
from casework.imports.sieve import SUM, TOTALS
from casework.imports.values import NUMERAL, QUOTED, SPREADSHEET_ERROR, WITH_UNIT
from casework.text.days import plain_day, written_day
from casework.text.folding import alike, comparable, dialled, fold, official, one_line, seen
from tests.imports.files.test_refused import patched
from tests.imports.sheets import workbook

SECONDS = 4
TIMES = 100_000
SHEET, CONTENT = "xl/worksheets/sheet1.xml", "content.xml"


class Standstill(BaseException):
    """No end came within the bound."""


@contextmanager
def bounded() -> Iterator[None]:
    """Raise Standstill after so much processor time."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise Standstill

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@pytest.mark.parametrize(
    ("member", "begins", "repeated"),
    [
        (SHEET, "<f>", "<c"),
        (SHEET, "<f>", "<c "),
        (SHEET, "<f>", "<x:c"),
        (SHEET, "<f>", "<c><f "),
        (SHEET, "<f>", "<c><f>"),
        (SHEET, "<f>", "<c><f></f><v>"),
        (SHEET, "<f><", "c"),
        (SHEET, 't="e"', "<c "),
        (SHEET, 't="e"<c ', "t=e "),
        (SHEET, 'hidden="1"', "<row "),
        (SHEET, "<row ", 'hidden="1" '),
        (SHEET, '<row hidden="1">', '<row hidden="1"><'),
        (CONTENT, "", "<table:table-row "),
        (CONTENT, "", "<table:table-cell "),
        (CONTENT, "", "<table:covered-table-cell "),
        (CONTENT, "<table:table-row ", 'table:number-rows-repeated="1" '),
    ],
)
def test_tags_that_never_end_are_read_once(member, begins, repeated):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(member, begins + repeated * TIMES)
    with zipfile.ZipFile(made) as archive, bounded():
        counted(archive)


def test_a_thousand_areas_over_each_other_are_not_each_filled(tmp_path):
    areas = "".join(f'<mergeCell ref="A1:DA{4001 + n}"/>' for n in range(2000))
    path = workbook(tmp_path / "a.xlsx", [["首", *[""] * 98, "末"], *[["x"]] * 4000])
    merged = patched(path, SHEET, b"</sheetData>", f"</sheetData><mergeCells>{areas}</mergeCells>".encode())
    with bounded():
        rows = [row for frame in frames(str(merged)) if frame[0] == "rows" for row in frame[1]]
    assert rows[-1] == ["首"] * 100


def _day(text: str) -> None:
    plain_day(text)
    with suppress(ValueError):
        written_day(text)


def _during(text: str) -> None:
    with suppress(Wrong):
        stops._during(text, "")


READ: tuple[Callable[[str], Any], ...] = (
    *(_day, _during, plain_heading),
    *(fold, seen, one_line, alike, comparable, official, dialled),
    lambda text: BESIDE.sub("", text),
    lambda text: NUMERAL.sub("", text),
    *(pattern.fullmatch for pattern in (TOTALS, SUM, WITH_UNIT, QUOTED, SPREADSHEET_ERROR)),
    *(pattern.fullmatch for pattern in (applicants.MOST_NAMED, applicants.PERSON)),
    *(pattern.match for pattern in (book.MARKUP, book.NAMED_SEPARATOR)),
)
"""What reads a cell, a heading or the beginning of a text."""


@pytest.mark.parametrize(
    ("begins", "repeated", "ends"),
    [
        *[("甲", space, "乙") for space in (" ", "\n", " \n", "\t \u3000")],
        *[("x", space, "x") for space in (" ", "\n", "T", "T ")],
        *[("", sign, "!") for sign in ("1", "1-", "86", "(1)", "1,", "1.", "１")],
        *[("", numerals, "x") for numerals in ("一", "十", "二〇二四年", "1日上午 ", "(星期一")],
        *[("（", words, "") for words in ("/", "如/", "选择/", "年月日", "（/")],
        *[("<?xml ", tags, "") for tags in ("<", "<x:", "<workboo")],
        *[("", words, "") for words in ("合计", "等1", "甲·", "万元", "-", "至", '="', "#", "2024-01-01至")],
    ],
)
def test_a_cell_of_any_repetition_is_read_once(begins, repeated, ends):
    text = begins + repeated * (TIMES // len(repeated)) + ends
    for read in READ:
        with bounded():
            read(text)
