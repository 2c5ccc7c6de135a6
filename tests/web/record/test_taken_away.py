"""Every page of the statistics is taken away as a file of what it shows; its days are typed as everywhere."""

from __future__ import annotations

import csv
import html
import io
import re
import zipfile

import pytest
from python_calamine import CalamineWorkbook

from casework.exports.grids import Grid, grids_xlsx, parts_of
from casework.statistics.tables import MORE_KEYS, TABLE_KEYS

YEAR = "organ=141021&from=2024-01-01&to=2024-12-31"
PAGES = (
    "/statistics/?organ=141021",
    f"/statistics/overview/?{YEAR}",
    f"/statistics/indicators/?{YEAR}",
    f"/statistics/indicators/?{YEAR}&by=field",
    f"/statistics/organs/?{YEAR}",
    f"/statistics/respondents/?{YEAR}",
    "/statistics/in-hand/?organ=141021",
    "/statistics/due/?organ=141021",
    f"/statistics/compare/?{YEAR}&table=T3",
    f"/statistics/compare/records/?{YEAR}&cell=T2.concluded.total&other_basis=cohort",
    f"/statistics/records/?{YEAR}&cell=T2.concluded.total",
    f"/statistics/records/?{YEAR}&figure=ledger.legal_consultation.count",
    *[f"/statistics/tables/{key}/?{YEAR}" for key in (*TABLE_KEYS, *MORE_KEYS)],
)


def sheets(content):
    """The cells of a workbook by sheet, without empty rows."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    found = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    return {name: [row for row in rows if any(row)] for name, rows in found.items()}


def lines(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.mark.parametrize("path", PAGES)
def test_every_page_offers_itself_as_two_files_that_open(path, county, personas, browse):
    client = browse(personas.supervisor)
    page = client.get(path).content.decode()
    offered = [html.unescape(url) for url in re.findall(r'<a href="(\?[^"]*format=\w+)"', page)]
    assert [url.rpartition("=")[2] for url in offered] == ["csv", "xlsx"]
    answers = [client.get(path.partition("?")[0] + url) for url in offered]
    assert all(answer.status_code == 200 for answer in answers)
    assert all(f".{form}" in a["Content-Disposition"] for a, form in zip(answers, ("csv", "xlsx"), strict=True))
    assert len(lines(answers[0].getvalue())) > 1
    assert all(len(rows) > 1 for rows in sheets(answers[1].getvalue()).values())


@pytest.mark.parametrize("key", TABLE_KEYS)
def test_the_file_of_a_table_holds_every_number_of_its_page(key, county, personas, browse):
    client = browse(personas.clerk)
    path = f"/statistics/tables/{key}/?{YEAR}"
    page = client.get(path).content.decode().rpartition('<div class="scroll')[2].partition("</table>")[0]
    shown = [
        re.sub(r"[,%]", "", text) for text in re.findall(r'<a href="/statistics/records/[^"]*"[^>]*>([^<]*)</a>', page)
    ]
    head, *rows = lines(client.get(f"{path}&format=csv").content)
    body = rows[: rows.index([])]
    assert {len(row) for row in body} <= {len(head), 1}  # the headings of groups stand alone
    numbers = [text for row in body for text in row[1:] if re.fullmatch(r"-?\d+(\.\d+)?", text)]
    assert sorted(map(float, numbers)) == sorted(map(float, shown))
    assert any(row and "口径" in row[0] for row in rows[len(body) :])


def test_a_file_of_records_holds_all_of_its_pages_and_real_days(office, personas, browse):
    for _ in range(101):
        office.entry("2024-05-06")
    client = browse(personas.clerk)
    answer = client.get(f"/statistics/records/?{YEAR}&figure=ledger.publicity_event.count&format=xlsx")
    (rows,) = sheets(answer.getvalue()).values()
    head = next(place for place, row in enumerate(rows) if row[0] == "编号")
    assert len(rows) - head - 1 == 101
    assert rows[head + 1][rows[head].index("收到")].isoformat().startswith("2024-05-06")


def test_no_text_of_a_file_is_taken_for_a_formula_and_names_of_sheets_are_made_fit():
    grids = [Grid("=1/[2]", "=1+1", ["=a"], [["=2+2"]]), Grid("=1/[2]", "b", ["a"], [[1]])]
    content = grids_xlsx(grids)
    assert len(sheets(content)) == 2
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert not any(b"<f>" in parts.read(name) for name in parts.namelist() if "worksheets" in name)


def test_parts_of_a_wide_table_hold_each_column_once_and_the_labels_in_each():
    heads = ["项目", *map(str, range(49))]
    parts = parts_of(heads, [heads])
    assert [head for part, _ in parts for head in part[1:]] == heads[1:]
    assert all(part[0] == "项目" and rows == [part] for part, rows in parts)
    assert parts_of(heads[:10], []) == []


PERIODS = ("overview", "indicators", "organs", "compare", "tables/T2")


@pytest.mark.parametrize("page", PERIODS)
def test_short_days_are_understood_in_the_fields_of_a_period(page, county, personas, browse):
    # on 30 June 2026 the latest 2 January is that of 2026, the latest 1 July that of 2025
    client = browse(personas.supervisor)
    text = client.get(f"/statistics/{page}/?organ=141021&from=0701&to=1月2日").content.decode()
    assert 'name="from" value="2025-07-01"' in text
    assert 'name="to" value="2026-01-02"' in text


@pytest.mark.parametrize("page", PERIODS)
@pytest.mark.parametrize(
    ("typed", "wrong"),
    [("from=1399&to=0401", "from"), ("from=0301&to=0230", "to"), ("from=2024-05-01&to=2024-04-01", "to")],
)
def test_a_wrong_day_marks_its_field_and_keeps_what_was_typed(page, typed, wrong, county, personas, browse):
    answer = browse(personas.supervisor).get(f"/statistics/{page}/?organ=141021&{typed}")
    assert answer.status_code == 400
    text = answer.content.decode()
    marked = re.findall(r'<input id="(\w+)" name="\w+" value="([^"]*)"[^>]*aria-invalid="true"', text)
    assert [name for name, _ in marked] == [wrong]
    for name, value in (pair.split("=") for pair in typed.split("&")):
        assert f'id="{name}" name="{name}" value="{value}"' in text or value in text
    assert '<input type="hidden" name="organ" value="141021">' in text


@pytest.mark.parametrize("page", PERIODS)
def test_a_period_that_has_not_begun_and_one_without_records_say_so_on_every_page(page, county, personas, browse):
    client = browse(personas.supervisor)
    future = client.get(f"/statistics/{page}/?organ=141021&from=2027-01-01&to=2027-12-31").content.decode()
    assert "这段期间还没有开始" in future
    empty = client.get(f"/statistics/{page}/?organ=141021&from=2015-01-01&to=2015-12-31").content.decode()
    assert "这段期间没有可以统计的记录" in empty
    running = client.get(f"/statistics/{page}/?organ=141021&from=2026-01-01&to=2026-12-31").content.decode()
    assert "这段期间还没有结束" in running
