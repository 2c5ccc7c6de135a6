"""However a clerk's ledger is laid out and whatever program wrote it, it is read as the same records."""

from __future__ import annotations

import fcntl
import os
from datetime import date, datetime

import pytest
from openpyxl import load_workbook

from casework.imports.files.book import book_of
from casework.imports.mapping import ColumnMapping
from casework.imports.rows import Lines
from casework.imports.sieve import EXAMPLE
from casework.imports.tables import tables
from casework.imports.template import template
from casework.imports.values import CellReader
from casework.law.names import RecordKind
from tests.imports.files.golden import in_forms, read_by, written
from tests.imports.files.oddities import FORMS, HEAD, ODDITIES, ROWS, WORKBOOKS, put
from tests.imports.sheets import OFFICE, convert

pytestmark = pytest.mark.django_db
NO_OFFICE = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not on this machine")
KEYS = ("number", "received_on", "body", "dispute_type", "source", "amount", "result", "concluded_on")
VALUES = (
    ("测调〔2024〕1号", date(2024, 3, 5), "甲村调委会", "neighbours", "active", 15000, "succeeded", date(2024, 3, 9)),
    (
        "测调〔2024〕2号",
        date(2024, 3, 6),
        "甲村调委会",
        "marriage_family",
        "on_request",
        1200.5,
        "failed",
        date(2024, 3, 20),
    ),
    ("测调〔2024〕3号", date(2024, 4, 1), "乙村调委会", "neighbours", "active", 0, "succeeded", date(2024, 4, 2)),
)
RECORDS = [dict(zip(KEYS, values, strict=True)) for values in VALUES]
DAY = date(2024, 3, 5)
DAYS = (
    DAY, datetime.fromisoformat("2024-03-05T10:30"), 45356, 45356.5, 20240305, "2024-03-05", "2024/3/5", "2024.3.5",
    "2024.03.05.", "2024年3月5日", "二〇二四年三月五日", "二○二四年三月五日", "20240305", "45356",
    "2024-03-05 00:00:00", "２０２４－０３－０５", "24.3.5", "2024 年 3 月 5 日", "2024年3月5", "2024-03-05T00:00:00",
    "2024年3月5日（星期二）", "2024年3月5日上午10时30分", "\u200b2024-3-5\ufeff", "'2024-03-05",
)  # fmt: skip


def every_day(book, sheet):
    """A row for each way in which a day is written."""
    put(sheet, HEAD, *([f"测调〔2024〕{n}号", day, *ROWS[0][2:6]] for n, day in enumerate(DAYS, 1)))


def every_day_of_1904(book, sheet):
    """The same in a workbook that counts its days from 1904."""
    book.epoch = datetime.fromisoformat("1904-01-01")
    days = [43894 if day == 45356 else day for day in DAYS if day not in ("45356", 45356.5)]
    put(sheet, HEAD, *([f"测调〔2024〕{n}号", day, *ROWS[0][2:6]] for n, day in enumerate(days, 1)))


def truths(book, sheet):
    """The ways in which a yes or a no is written."""
    put(sheet, [*HEAD[:5], "是否疑难复杂"])
    for n, said in enumerate((True, "是", "√", "有", "Y", 1, False, "否", "×", "无", "N", 0), 1):
        put(sheet, [f"测调〔2024〕{n}号", *ROWS[0][1:5], said])


@pytest.fixture(scope="session")
def files(tmp_path_factory):
    """The golden workbooks by name and form."""
    books = {oddity.write: oddity.forms for oddity in ODDITIES.values()}
    books |= {every_day: FORMS, every_day_of_1904: WORKBOOKS, truths: FORMS}
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "golden"  # once for all workers
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return in_forms(folder, books)


def forms(*wanted):
    """The forms, those that LibreOffice writes where it is here."""
    return [form if form == "xlsx" else pytest.param(form, marks=NO_OFFICE) for form in wanted]


LAID_OUT = [
    pytest.param(name, form, id=f"{name}-{form}", marks=NO_OFFICE if form != "xlsx" else ())
    for name, oddity in ODDITIES.items()
    for form in oddity.forms
]


@pytest.mark.parametrize(("name", "form"), LAID_OUT)
def test_a_ledger_is_read_as_the_same_records_however_it_is_laid_out(office, files, name, form):
    oddity = ODDITIES[name]
    records, said = read_by(office.reference, files[name, form], RecordKind.MEDIATION)
    assert records == RECORDS
    assert [each for each in oddity.said if each not in said] == []


@pytest.mark.parametrize("form", forms(*FORMS))
def test_a_day_is_read_however_it_is_written(office, files, form):
    records, _said = read_by(office.reference, files["every_day", form], RecordKind.MEDIATION)
    assert [record["received_on"] for record in records] == [DAY] * len(DAYS)


@pytest.mark.parametrize("form", forms(*WORKBOOKS))
def test_a_day_is_read_in_a_workbook_that_counts_from_1904(office, files, form):
    mapping = ColumnMapping(dates="1904")
    records, _said = read_by(office.reference, files["every_day_of_1904", form], RecordKind.MEDIATION, mapping)
    assert [record["received_on"] for record in records] == [DAY] * (len(DAYS) - 2)


@pytest.mark.parametrize("form", forms(*FORMS))
def test_yes_and_no_are_read_however_they_are_written(office, files, form):
    records, _said = read_by(office.reference, files["truths", form], RecordKind.MEDIATION)
    assert [record["difficult"] for record in records] == [True] * 6 + [False] * 6


def test_what_stands_in_a_column_without_a_place_or_a_heading_is_kept_and_a_bare_number_is_not(office, tmp_path):
    def write(_book, sheet):
        put(sheet, [*HEAD, "天气", "", ""], [*ROWS[0], "晴", "当事人要求保密", 1, "又记"])

    (table,) = tables(book_of(written(tmp_path / "a.xlsx", write)), RecordKind.MEDIATION, ColumnMapping())
    reader = CellReader(RecordKind.MEDIATION, office.reference, {})
    (line,) = Lines(RecordKind.MEDIATION, table, ColumnMapping(), reader, "")
    assert line.note == "天气：晴\n第10列：当事人要求保密\n第12列：又记"


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not on this machine")
@pytest.mark.parametrize("kind", list(RecordKind))
def test_a_template_that_was_an_ods_in_between_is_still_understood(office, tmp_path, kind):
    path = tmp_path / "a.xlsx"
    with template(kind, office["甲县"], office.reference, "zh-hans") as content:
        path.write_bytes(content.read())
    filled = load_workbook(path)
    sheet = filled["登记"]
    for place in range(1, sheet.max_column + 1):
        example = sheet.cell(2, place).value
        sheet.cell(3, place, None if example == EXAMPLE else example)
    filled.save(path)
    back = convert([convert([path], "ods", tmp_path / "ods")[0]], "xlsx", tmp_path / "back")[0]
    records, _said = read_by(office.reference, path, kind)
    assert len(records) == 1
    assert {"received_on", "on"} & set(records[0])
    for each in (tmp_path / "ods" / "a.ods", back):
        assert read_by(office.reference, each, kind)[0] == records
