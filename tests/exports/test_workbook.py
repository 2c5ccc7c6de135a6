"""The workbook of a report: headings that are merged, sums that are formulas and agree, pages that fit A4."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from python_calamine import CalamineWorkbook

from casework.exports.workbook import FIRST_ROW, report_xlsx, runs, sheets_of
from casework.statistics.compute import Report, compute
from casework.statistics.counting.rates import number
from casework.statistics.datasets import Scope
from tests.factories import Office
from tests.statistics.asked import YEAR

MAIN = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


@pytest.fixture
def report(office: Office) -> Report:
    office.conclude(outcome="revoke", compensation_granted="1200.50")
    office.conclude("2024-04-08", matters=["征收土地"], field="土地")
    office.accept("2024-12-02", matters=["信息公开"])
    office.sue(cause="信息公开")
    office.mediation()
    office.entry()
    return compute(Scope(office["甲县"]), YEAR, office.reference.vocabulary, tables=sheets_of(None))


def parts(data: bytes) -> Iterator[tuple[str, ElementTree.Element]]:
    """The sheets of a workbook by name, as they stand in the file."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        book = ElementTree.fromstring(file.read("xl/workbook.xml"))  # written by the product itself
        for place, sheet in enumerate(book.iterfind("m:sheets/m:sheet", MAIN), 1):
            text = file.read(f"xl/worksheets/sheet{place}.xml")
            yield sheet.attrib["name"], ElementTree.fromstring(text)  # the same


def test_every_number_of_every_sheet_is_that_of_the_report(report):
    book = CalamineWorkbook.from_filelike(io.BytesIO(report_xlsx(report, "zh-hans")))
    for key, value in report.tables.items():
        lines = book.get_sheet_by_name(key).to_python(skip_empty_area=False)[FIRST_ROW:]
        for row, line in zip(value.table.rows, lines, strict=False):
            wanted = [number(value.values[row.key, column.key]) for column in value.table.columns]
            assert [cell if cell != "" else None for cell in line[1 : len(wanted) + 1]] == wanted, (key, row.key)


def reached(formula: str) -> list[tuple[str, int]]:
    """The cells that a sum adds, as column letters and line."""
    found = []
    for piece in formula.removeprefix("SUM(").removesuffix(")").split(","):
        first, _, last = piece.partition(":")
        (left, top), (right, bottom) = (re.findall(r"[A-Z]+|[0-9]+", end) for end in (first, last or first))
        if left == right:
            found += [(left, line) for line in range(int(top), int(bottom) + 1)]
        else:
            assert top == bottom
            found += [(letters(place), int(top)) for place in range(place_of(left), place_of(right) + 1)]
    return found


def place_of(name: str) -> int:
    place = 0
    for letter in name:
        place = place * 26 + ord(letter) - 64
    return place


def letters(place: int) -> str:
    name = ""
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name


def test_a_sum_is_a_formula_whose_value_is_what_it_adds(report):
    summed = 0
    for key, sheet in parts(report_xlsx(report, "zh-hans")):
        values = {cell.attrib["r"]: float(cell.findtext("m:v", "0", MAIN)) for cell in sheet.iterfind(".//m:c", MAIN)
                  if cell.find("m:v", MAIN) is not None and cell.attrib.get("t") != "s"}  # fmt: skip
        for cell in sheet.iterfind(".//m:c", MAIN):
            formula = cell.findtext("m:f", "", MAIN)
            if formula.startswith("SUM("):
                summed += 1
                added = sum(values.get(f"{column}{line}", 0) for column, line in reached(formula))
                assert values[cell.attrib["r"]] == pytest.approx(added), f"{key}!{cell.attrib['r']} {formula}"
    assert summed > 100
    assert formulas_of(report, "T11") >= len(report.tables["T11"].table.columns)


def formulas_of(report: Report, key: str) -> int:
    sheet = dict(parts(report_xlsx(report, "zh-hans")))[key]
    return len(list(sheet.iterfind(".//m:f", MAIN)))


def test_a_sum_that_does_not_hold_is_written_as_the_number_that_was_counted(report):
    sound = formulas_of(report, "T3")
    value = report.tables["T3"]
    value.values["total", "count"] = 99
    assert formulas_of(report, "T3") == sound - 1
    book = CalamineWorkbook.from_filelike(io.BytesIO(report_xlsx(report, "zh-hans")))
    lines = book.get_sheet_by_name("T3").to_python(skip_empty_area=False)
    assert lines[FIRST_ROW + len(value.table.rows) - 1][1] == 99


def test_the_national_form_has_headings_over_its_columns_and_lies_across_a4(report):
    sheets = dict(parts(report_xlsx(report, "zh-hans")))
    for key, sheet in sheets.items():
        setup = sheet.find("m:pageSetup", MAIN)
        assert setup is not None
        assert setup.attrib["paperSize"] == "9", key
        wide = ("T9", "T11", "T11E", "L4", "M3", "指标")
        assert (setup.attrib.get("orientation") == "landscape") == (key in wide), key
    book = CalamineWorkbook.from_filelike(io.BytesIO(report_xlsx(report, "zh-hans")))
    above = book.get_sheet_by_name("T11").to_python(skip_empty_area=False)[FIRST_ROW - 2]
    assert [word for word in above if word] == [
        "栏目\n管理类别", "上期结转", "本期新收", "受理", "申请人总数", "被申请人", "复议机关", "申请事项",
        "已审结", "未审结", "附带审查", "行政赔偿", "复议监督",
    ]  # fmt: skip
    merged = [cell.attrib["ref"] for cell in sheets["T11"].iterfind(".//m:mergeCell", MAIN)]
    assert {"A3:A4", "F3:N3", "O3:V3"} <= set(merged)


def test_a_sum_names_runs_of_cells_by_their_ends():
    assert runs([(1, 2), (1, 3), (1, 5)]) == [((1, 2), (1, 3)), ((1, 5), (1, 5))]
    assert runs([(4, 1), (5, 1), (6, 1), (8, 1)]) == [((4, 1), (6, 1)), ((8, 1), (8, 1))]


ALWAYS_COUNT_ANEW = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item></oor:items>"""
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


@pytest.mark.skipif(
    OFFICE is None and "CI" not in os.environ, reason="LibreOffice is not installed here; .ci/run installs it"
)
def test_libreoffice_opens_the_workbook_and_its_own_sums_are_ours(report, tmp_path):
    (tmp_path / "report.xlsx").write_bytes(report_xlsx(report, "zh-hans"))
    (tmp_path / "profile" / "user").mkdir(parents=True)
    (tmp_path / "profile" / "user" / "registrymodifications.xcu").write_text(ALWAYS_COUNT_ANEW)
    asked = ["--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "ods", "report.xlsx"]
    done = subprocess.run([str(OFFICE), *asked], cwd=tmp_path, capture_output=True, text=True, timeout=180, check=False)
    assert (tmp_path / "report.ods").exists(), done.stderr
    book = CalamineWorkbook.from_path(tmp_path / "report.ods")
    assert book.sheet_names[:-1] == sheets_of(None)
    for key, value in report.tables.items():
        lines = book.get_sheet_by_name(key).to_python(skip_empty_area=False)[FIRST_ROW:]
        for row, line in zip(value.table.rows, lines, strict=False):
            wanted = [number(value.values[row.key, column.key]) for column in value.table.columns]
            assert [cell if cell != "" else None for cell in line[1 : len(wanted) + 1]] == wanted, (key, row.key)
