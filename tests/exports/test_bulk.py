"""A list as a file: the same rows whichever way they leave, safe in a spreadsheet, read by the tools people use."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import tracemalloc
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import duckdb
import orjson
import pandas
import pytest
from python_calamine import CalamineWorkbook

from casework.exports import bulk
from casework.exports.columns.shape import RowReading
from casework.exports.resources import RESOURCES, Resource, records, rows
from casework.exports.rows import csv_lines
from casework.exports.sql import stamp
from casework.models import Mediation
from casework.permissions import Reach
from tests.web.county import County, make_county, make_populations

CLEAR, MASKED = RowReading(Reach(everything=True)), RowReading()
TRICKY = '=1+1,"宪法"\n第二行\n第三行\\n；\t'


@pytest.fixture
def county(office) -> County:
    make_populations(office)
    county = make_county(office)
    office.entry("2024-06-01", subject="=HYPERLINK(1)", note=TRICKY)
    office.entry("2024-06-02", subject="-1", note="@x，“引号”")
    office.do(office.mediation("2024-06-02", amount="0.10"), "conclude", "2024-06-03", result="failed")
    return county


def everything(resource: Resource) -> Any:
    return resource.model.objects.order_by("pk")


def plain(value: Any) -> Any:
    """A value as JSON gives it."""
    if isinstance(value, datetime):
        return stamp(value)
    return float(value) if isinstance(value, Decimal) else value.isoformat() if isinstance(value, date) else value


def cell(value: Any) -> Any:
    """A value as the writer of the site's own lists takes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return stamp(value) if isinstance(value, datetime) else value


READINGS = {"clear": CLEAR, "masked": MASKED}


@pytest.mark.parametrize("reading", READINGS.values(), ids=READINGS)
@pytest.mark.parametrize("resource", RESOURCES.values(), ids=RESOURCES)
def test_ndjson_gives_the_records_that_the_pages_give(county, resource, reading):
    lines = b"".join(bulk.ndjson(resource, everything(resource), reading)).decode().splitlines()
    wanted = [{k: plain(v) for k, v in row.items()} for row in records(resource, everything(resource), reading)]
    assert [orjson.loads(line) for line in lines] == wanted
    assert list(json.loads(lines[0])) == [column.name for column in resource.columns]


@pytest.mark.parametrize("reading", READINGS.values(), ids=READINGS)
@pytest.mark.parametrize("resource", RESOURCES.values(), ids=RESOURCES)
def test_csv_is_byte_for_byte_what_the_rows_one_by_one_make(county, resource, reading):
    flat = rows(resource, everything(resource), reading._replace(flat=True))
    heads = [column.name for column in resource.columns]
    lines = csv_lines(heads, ([cell(value) for value in row] for row in flat))
    wanted = b"".join(line.removesuffix(b"\r\n") + b"\n" for line in lines)
    assert b"".join(bulk.csv_file(resource, everything(resource), reading)) == wanted


def read_csv(resource: Resource, fields: list[str] | None = None) -> list[list[str]]:
    text = b"".join(bulk.csv_file(resource, everything(resource), CLEAR, fields)).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def test_csv_has_its_mark_and_no_cell_that_a_spreadsheet_takes_for_a_formula(county):
    resource = RESOURCES["ledger-entries"]
    assert b"".join(bulk.csv_file(resource, everything(resource), CLEAR)).startswith(b"\xef\xbb\xbfid,url,number")
    head, *lines = read_csv(resource, ["subject", "note"])
    assert head == ["subject", "note"]
    assert ["'=HYPERLINK(1)", "'" + TRICKY.strip()] in lines
    assert ["'-1", "'@x，“引号”"] in lines


def test_several_values_are_joined_in_one_cell_and_what_is_missing_is_empty(county):
    _head, *lines = read_csv(RESOURCES["reconsiderations"], ["id", "applicant", "outcome", "late", "concluded_on"])
    assert [str(county.named.pk), "欧阳测试；测试商贸公司", "", "false", ""] in lines
    assert [str(county.ended.pk), "申请人甲", "revoke", "false", "2024-03-02"] in lines


FORMATS = {"csv": bulk.csv_file, "ndjson": bulk.ndjson}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("resource", RESOURCES.values(), ids=RESOURCES)
def test_pandas_and_duckdb_read_it_without_coercing_a_value(county, resource, form, tmp_path):
    file = tmp_path / f"rows.{form}"
    file.write_bytes(b"".join(FORMATS[form](resource, everything(resource), CLEAR)))
    wanted = list(records(resource, everything(resource), CLEAR))
    frame = pandas.read_csv(file) if form == "csv" else pandas.read_json(file, lines=True, dtype=False)
    assert list(frame.columns) == [column.name for column in resource.columns]
    assert frame["id"].tolist() == [row["id"] for row in wanted]
    read = "read_csv(?, header = true)" if form == "csv" else "read_json(?, format = 'newline_delimited')"
    types = dict(duckdb.execute(f"SELECT column_name, column_type FROM (DESCRIBE FROM {read})", [str(file)]).fetchall())
    assert list(types) == list(frame.columns)
    for column in resource.columns:
        values = [row[column.name] for row in wanted]
        if column.type == "decimal":
            assert frame[column.name].dropna().tolist() == [float(v) for v in values if v is not None], column.name
        if column.type in EXACT and any(value is not None for value in values):
            found = duckdb.execute(f'SELECT "{column.name}" FROM {read}', [str(file)]).fetchall()
            assert ([value for (value,) in found], types[column.name]) == (values, EXACT[column.type]), column.name


EXACT = {"integer": "BIGINT", "date": "DATE", "boolean": "BOOLEAN"}
"""Types that a reader of the file has to find by itself, and what DuckDB calls them."""


def test_the_workbook_keeps_days_as_days_texts_as_texts_and_says_what_its_columns_mean(county):
    resource = RESOURCES["ledger-entries"]
    with bulk.xlsx(resource, everything(resource), CLEAR) as file:
        book = CalamineWorkbook.from_filelike(io.BytesIO(file.read()))
    head, *lines = book.get_sheet_by_name("ledger-entries").to_python()
    assert head == [column.name for column in resource.columns]
    line = lines[[row[head.index("subject")] for row in lines].index("=HYPERLINK(1)")]
    assert line[head.index("on")] == date(2024, 6, 1)
    meanings = book.get_sheet_by_name("columns").to_python()
    assert [row[0] for row in meanings[1:]] == head


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not on this machine")
def test_libreoffice_opens_the_workbook(county, tmp_path):
    resource = RESOURCES["reconsiderations"]
    source = tmp_path / "rows.xlsx"
    with bulk.xlsx(resource, everything(resource), CLEAR) as file:
        source.write_bytes(file.read())
    profile = f"-env:UserInstallation=file://{tmp_path}/office"
    call = ["soffice", profile, "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1", "--outdir"]
    subprocess.run([*call, str(tmp_path), str(source)], check=True, capture_output=True, timeout=120)
    text = (tmp_path / "rows.csv").read_text(encoding="utf-8")
    read = list(csv.reader(io.StringIO(text)))
    assert len(read) == 1 + everything(resource).count()
    assert read[1][read[0].index("applicant")] == "欧阳测试；测试商贸公司"


@pytest.mark.parametrize("form", FORMATS)
def test_memory_stays_flat_however_many_rows_leave(office, form):
    resource = RESOURCES["mediations"]
    base = {
        "organ": office["甲县"], "body": "东村人民调解委员会", "state": "open",
        "received_on": date(2024, 3, 1), "dispute_type": "neighbours", "source": "active",
    }  # fmt: skip

    def peak(many: int) -> int:
        have = Mediation.objects.count()
        Mediation.objects.bulk_create([Mediation(**base) for _ in range(many - have)], batch_size=500)
        queryset = everything(resource)
        tracemalloc.start()
        try:
            sent = sum(len(piece) for piece in FORMATS[form](resource, queryset, CLEAR))
            assert sent > 100 * many
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    few = peak(4000)
    assert peak(16000) < 1.5 * few
