"""A workbook or a text of columns, whatever program wrote it, as sheets of rows of plain values.

A workbook is read in a process of its own (`casework/imports/files/child.py`); a text is decoded by its mark, else as
UTF-8, else by what its bytes look like. What a file is, its content says, never its name.
"""

from __future__ import annotations

import csv
import hashlib
import pickle
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, NoReturn, TextIO

from charset_normalizer import from_bytes

from casework.errors import FaultyInput
from casework.imports.files import child
from casework.law.words.languages import Text

Cell = str | int | float | bool | date | datetime | time | timedelta
Row = list[Cell]
MOST_BYTES = 50 * 1024**2
MOST_COLUMNS = 256
MOST_ROWS = 200_000
LONGEST_CELL = 32_767
"""Characters of a cell: as many as a spreadsheet holds."""
LONGEST_ROW = MOST_COLUMNS * LONGEST_CELL
"""Characters of a row of a text, read before its columns are told apart."""
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
"""How workbooks begin: XLSX, XLSB and ODS are archives, XLS is older."""
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
LIKELY = ["gb18030", "utf_16_le", "utf_16_be", "big5"]
SEPARATORS = ",\t;|"
SAMPLE = 65_536
NAMED_SEPARATOR = re.compile(r"\ufeff?\"?sep=(.)\"?[\r\n]", re.IGNORECASE)
"""A first line that tells a spreadsheet what parts the columns."""
csv.field_size_limit(MOST_BYTES)  # so that a long cell is named with its row, by us
BLANK = " \t\r\n\xa0\u3000\u200b\ufeff"
"""What a cell may hold and be empty."""


@dataclass
class Sheet:
    """A sheet: its name, whether it is hidden, its rows as they are read, once."""

    name: str
    hidden: bool
    rows: Iterator[Row]


@dataclass
class Book:
    """A file: its sheets, read one after the other; of a workbook, once it is read, what was found and which sheets
    it has, each with whether it is hidden.
    """

    read: Callable[[], Iterator[Sheet]]
    told: list[Text] = field(default_factory=list)
    names: dict[str, bool] = field(default_factory=dict)

    def sheets(self) -> Iterator[Sheet]:
        """Its sheets, each to be read before the next. Raises FaultyInput where the file cannot be read on."""
        return self.read()


def checksum(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def book_of(path: Path) -> Book:
    """The file at a path. Raises FaultyInput for one that is empty, too large, or neither workbook nor text."""
    size = path.stat().st_size
    if size == 0:
        raise _refused("文件是空的", "The file is empty")
    if size > MOST_BYTES:
        raise _refused(
            f"文件有{size / 1024**2:.0f} MB，至多{MOST_BYTES // 1024**2} MB；分成几个文件导入",
            f"The file has {size / 1024**2:.0f} MB; at most {MOST_BYTES // 1024**2} MB are taken: split it",
        )
    with path.open("rb") as file:
        head = file.read(len(OLE))
    if head in (ZIP, OLE):
        book = Book(lambda: _workbook(path, book))
        return book
    for signs, zh, en in OTHERS:
        if head.startswith(signs):
            raise _refused(
                f"这是{zh}，不是表格：换成工作簿或者文本", f"This is {en}, no spreadsheet: choose another file"
            )
    return _text(path)


OTHERS = (
    (b"%PDF", "PDF", "a PDF"),
    ((b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\0", b"MM\0*"), "图片", "a picture"),
    ((b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b"), "压缩包", "an archive"),
)
"""How files begin that are sent in place of a spreadsheet."""


def _refused(zh: str, en: str) -> FaultyInput:
    return FaultyInput(zh, en, where="file")


# ---- Workbooks -----------------------------------------------------------------------------------------------------

WHY = {
    child.PASSWORD: ("文件有密码，先在表格软件里去掉密码再导入", "The file has a password: take it off first"),
    child.BROKEN: (
        "文件打不开：不是XLSX、XLS、XLSB、ODS工作簿，或者已经损坏",
        "The file cannot be opened: it is no XLSX, XLS, XLSB or ODS workbook, or it is damaged",
    ),
    child.TOO_LARGE: (
        "文件展开以后太大，读不下；删去空行空列，或者分成几个文件",
        "The file is too large once unpacked: delete empty rows and columns, or split it",
    ),
}


def _workbook(path: Path, book: Book) -> Iterator[Sheet]:
    command = [sys.executable, "-m", child.__name__, str(path)]
    root = Path(child.__file__).parents[3]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=root) as reader:  # noqa: S603  # our own module
        try:
            yield from _sheets(_frames(reader.stdout, book))
        finally:
            reader.kill()


def _frames(stream: Any, book: Book) -> Iterator[child.Frame]:
    """The frames that the reading process writes, which is ours: what it pickles is safe to load."""
    while True:
        try:
            frame: child.Frame = pickle.load(stream)  # noqa: S301  # from our own process
        except (EOFError, pickle.UnpicklingError):  # it was ended by its limits
            raise _refused(*WHY[child.TOO_LARGE]) from None
        if frame[0] == "refused":
            raise _refused(*WHY[frame[1]])
        if frame[0] == "end":
            return
        if frame[0] == "found":
            book.told[:] = _said(*frame[1:])
        elif frame[0] == "sheets":
            book.names.update(frame[1])
        else:
            yield frame


def _said(formulas: int, unvalued: int, errors: int, hidden: int) -> list[Text]:
    """What is worth saying of a workbook as a whole."""
    said = (
        (formulas, f"{formulas}格是公式，按算出的值读", f"{formulas} cells are formulas: their values are read"),
        (
            unvalued,
            f"其中{unvalued}格没有存下算出的值，按空的读：用Excel、WPS打开并保存一次再导入",
            f"{unvalued} of them hold no value and are read as empty: open the file in Excel or WPS and save it once",
        ),
        (
            errors,
            f"{errors}格是错误值（#REF!、#N/A等），按空的读",
            f"{errors} cells hold an error (#REF!, #N/A …) and are read as empty",
        ),
        (hidden, f"{hidden}行是隐藏的，一样读了", f"{hidden} rows are hidden: they are read as all others"),
    )
    return [Text(zh, en) for count, zh, en in said if count]


def _sheets(frames: Iterator[child.Frame]) -> Iterator[Sheet]:
    """The sheets of these frames; of one that is not read to its end the rest is passed over."""
    ahead = next(frames, None)
    while ahead is not None:
        _sheet, name, hidden = ahead
        following: list[child.Frame] = []

        def rows(name: str = name, following: list[child.Frame] = following) -> Iterator[Row]:
            for frame in frames:
                if frame[0] == "sheet":
                    following.append(frame)
                    return
                yield from frame[1]

        reading = _bounded(name, rows())
        yield Sheet(name, hidden, reading)
        for _row in reading:
            pass
        ahead = following[0] if following else None


def _bounded(name: str, rows: Iterator[Row]) -> Iterator[Row]:
    """The rows without what is empty at their ends. Raises FaultyInput for more than is taken."""
    filled = 0
    for n, row in enumerate(rows, 1):
        while row and isinstance(row[-1], str) and not row[-1].strip(BLANK):
            row.pop()
        filled += bool(row)
        if len(row) > MOST_COLUMNS:
            raise _refused(
                f"工作表「{name}」第{n}行有{len(row)}列，至多{MOST_COLUMNS}列",
                f"Row {n} of the sheet {name!r} has {len(row)} columns; at most {MOST_COLUMNS} are taken",
            )
        if filled > MOST_ROWS:
            raise _refused(
                f"工作表「{name}」超过{MOST_ROWS}行，分成几个文件导入",
                f"The sheet {name!r} has more than {MOST_ROWS} rows: split it",
            )
        for cell in row:
            if isinstance(cell, str) and len(cell) > LONGEST_CELL:
                raise _refused(
                    f"工作表「{name}」第{n}行有一格长{len(cell)}字，至多{LONGEST_CELL}字",
                    f"A cell in row {n} of the sheet {name!r} has {len(cell)} characters; at most {LONGEST_CELL}",
                )
        yield row


# ---- Texts ---------------------------------------------------------------------------------------------------------


def _text(path: Path) -> Book:
    encoding = _encoding(path)
    with path.open(encoding=encoding, newline="") as file:
        sample = file.read(SAMPLE)
    _refuse_markup(sample)
    said_first = NAMED_SEPARATOR.match(sample)
    separator = said_first[1] if said_first else _separator(sample)
    shown = {"utf-8-sig": "UTF-8", "utf-8": "UTF-8"}.get(encoding, encoding.upper().replace("_", "-"))
    said = {"\t": ("制表符", "a tab")}.get(separator, (f"「{separator}」", separator))
    told = Text(f"文本编码：{shown}，分隔符：{said[0]}", f"Text in {shown}, columns apart by {said[1]}")

    def read() -> Iterator[Sheet]:
        with path.open(encoding=encoding, newline="") as file:
            lines = _lines_apart(path.name, file, separator)
            rows: Iterator[Row] = ([] if said_first and n == 0 else [*line] for n, line in enumerate(lines))
            yield Sheet(path.name, False, _bounded(path.name, rows))

    return Book(read, [told])


def _lines_apart(name: str, file: TextIO, separator: str) -> Iterator[list[str]]:
    """The rows of a text, each of one line or, in quotes, of several. Raises FaultyInput for one without end."""
    row, length = 1, 0

    def lines() -> Iterator[str]:
        nonlocal length
        while line := file.readline(LONGEST_ROW + 1):
            length += len(line)
            if length > LONGEST_ROW:
                raise _refused(
                    f"工作表「{name}」第{row}行超过{LONGEST_ROW}字，一行至多{MOST_COLUMNS}列、每格{LONGEST_CELL}字；"
                    "看看有没有只写了一半的引号",
                    f"Row {row} of {name!r} has more than {LONGEST_ROW} characters; at most {MOST_COLUMNS} columns of "
                    f"{LONGEST_CELL} are taken: look for a quotation mark without its other half",
                )
            yield line

    for cells in csv.reader(lines(), delimiter=separator):
        yield cells
        row, length = row + 1, 0


MARKUP = re.compile(
    r"(?P<xml><[?]xml\b.*?<(?:\w+:)?workbook\b)"
    r"|<!--|<(?:[?]xml|!doctype|html|head|meta|body|table|style|div)\b|MIME-Version:",
    re.IGNORECASE | re.DOTALL,
)
"""A page of the web or an XML workbook of 2003, which many systems give out under the name of an XLS."""


def _refuse_markup(text: str) -> None:
    """Raise FaultyInput for a page of the web and the like."""
    found = MARKUP.match(text.lstrip(BLANK))
    if found:
        zh, en = ("XML表格（2003）", "an XML workbook") if found["xml"] else ("网页（HTML）", "a web page (HTML)")
        raise _refused(
            f"这个文件其实是{zh}，只是名字像Excel：用Excel或WPS打开，另存为XLSX再导入",
            f"This file is {en} whatever its name says: open it in Excel or WPS and save it as XLSX first",
        )


def _encoding(path: Path) -> str:
    """The encoding of a text. Raises FaultyInput where no one reads it."""
    with path.open("rb") as file:
        sample = file.read(SAMPLE)
    for mark, encoding in MARKS:
        if sample.startswith(mark):
            return _read_through(path, encoding) or _unknown()
    if _read_through(path, "utf-8"):
        return "utf-8"
    best = from_bytes(sample, cp_isolation=LIKELY).best()
    for encoding in filter(None, [best.encoding if best else "", "gb18030"]):
        if _read_through(path, encoding):
            return encoding
    return _unknown()


def _read_through(path: Path, encoding: str) -> str:
    """The encoding, if the whole file is a text in it; else nothing."""
    try:
        with path.open(encoding=encoding, newline="") as file:
            while part := file.read(SAMPLE):
                if "\0" in part:
                    raise _refused(*WHY[child.BROKEN])
    except UnicodeError:
        return ""
    return encoding


def _unknown() -> NoReturn:
    raise _refused(
        "文本的编码认不出来：另存为UTF-8或者GB18030（ANSI）再导入",
        "The encoding of the text is not known: save it as UTF-8 or GB18030 first",
    )


def _separator(text: str) -> str:
    """What parts the columns: the sign that stands in most of the first rows, in most of them as often, and most."""
    lines = text.splitlines(keepends=True)[:20]

    def fits(sign: str) -> tuple[int, int, int]:
        widths = [len(row) for row in csv.reader(lines, delimiter=sign) if len(row) > 1]
        return len(widths), max(map(widths.count, widths), default=0), sum(widths)

    return max(SEPARATORS, key=fits)
