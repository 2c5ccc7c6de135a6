"""Small spreadsheets, written by other programs than the one that reads them."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
Rows = Sequence[Sequence[Any]]

HEADS = (
    "number", "received_on", "channel", "applicant", "applicant_kind", "respondent", "matter", "field",
    "intake", "intake_on", "procedure", "outcome", "concluded_on", "审查员",
)  # fmt: skip
CASES: Rows = (
    HEADS,
    (
        "甲政复〔2024〕1号", "2024-01-05", "当面", "申请人甲", "公民", "甲县公安局", "行政处罚", "公安",
        "受理", "2024-01-10", "普通程序", "维持", "2024-03-05", "审查员丙",
    ),
    (
        "甲政复〔2024〕2号", "2024/1/8", "mail", "申请人乙；申请人丙", "公民", "甲县公安局", "处罚", "public_security",
        "accepted", "2024.1.12.", "", "撤销", "2024年2月5日", "",
    ),
    (
        "甲政复〔2024〕3号", 45306, "互联网", "测试有限公司", "法人", "甲县公安局", "行政许可", "公安",
        "", "", "", "", "", "",
    ),
)  # fmt: skip
"""Three cases of the test county: upheld, revoked, at intake."""


def text_of(rows: Rows, encoding: str = "utf-8", separator: str = ",") -> bytes:
    """A text of columns."""
    made = io.StringIO(newline="")
    csv.writer(made, delimiter=separator).writerows(rows)
    return made.getvalue().encode(encoding)


def workbook(path: Path, rows: Rows, *, sheet: str = "台账", date_1904: bool = False) -> Path:
    """An XLSX; dates are date cells."""
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy/m/d", "date_1904": date_1904}) as book:
        written = book.add_worksheet(sheet)
        for n, row in enumerate(rows):
            for m, cell in enumerate(row):
                if isinstance(cell, date):
                    written.write_datetime(n, m, cell)
                elif isinstance(cell, str) and cell.startswith("="):
                    written.write_formula(n, m, cell, None, 7)
                else:
                    written.write(n, m, cell)
    return path


FILTERS = {"csv": "csv:Text - txt - csv (StarCalc):44,34,85,1", "txt": "txt:Text - txt - csv (StarCalc):9,34,65535,1"}
"""Texts as LibreOffice writes them for an office in China: GB18030 apart by commas, UTF-16 apart by tabs."""


def converted(path: Path, form: str) -> Path:
    """The file as LibreOffice writes it in another form: xls, ods, csv (GB18030), txt (UTF-16)."""
    return convert([path], form, path.parent / form)[0]


def convert(paths: Sequence[Path], form: str, folder: Path) -> list[Path]:
    """The files as LibreOffice writes them in another form, in that folder."""
    profile = f"-env:UserInstallation=file://{folder.parent / 'profile'}"
    call = [OFFICE or "soffice", profile, "--headless", "--convert-to", FILTERS.get(form, form), "--outdir"]
    subprocess.run([*call, str(folder), *map(str, paths)], check=True, capture_output=True, timeout=240)
    return [folder / f"{path.stem}.{form}" for path in paths]
