"""A yearly report is of one moment: all of its parts print what was adopted, and say what has changed since."""

from __future__ import annotations

import io
import json
import re
import zipfile
from datetime import UTC, datetime
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from casework.actions.reports.annual import adopt
from casework.actions.reports.annualfiles import annual_file
from casework.documents.figures import counted
from casework.documents.report import question_of
from casework.errors import FaultyInput
from casework.exports.workbook import sheets_of
from casework.law.names import Act
from casework.models import AnnualDraft
from tests.factories import Office

NOW = datetime(2026, 6, 30, 1, 0, tzinfo=UTC)


@pytest.fixture
def hand(office, when):
    return {"actor": office.actor("甲县"), "when": when}


@pytest.fixture
def draft(office, opened, when) -> AnnualDraft:
    """Taken with three received, three accepted, two upheld; then one is void, and one has another matter."""
    cases = [office.conclude(f"2024-0{n}-01", "uphold") for n in (3, 4)]
    office.accept("2024-05-06")
    made = opened()
    office.do(cases[0], Act.VOID, "2024-08-01", reason="录入错误", actor=office.actor("甲县"))
    office.do(cases[1], Act.CORRECT, "2024-08-01", fact="matters", value=["licensing"], reason="笔误")
    return made


def fresh(draft: AnnualDraft) -> AnnualDraft:
    return AnnualDraft.objects.select_related("organ").get(pk=draft.pk)


def docx(data: bytes) -> tuple[str, dict[str, dict[str, list[str]]]]:
    """The text of a document with its paragraphs, and the lines of each table under its title."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        whole = file.read("word/document.xml").decode()
    tables = {}
    for part in re.split(r"<w:tbl>", whole)[1:]:
        rows = re.findall(r"<w:tr[ >].*?</w:tr>", part.partition("</w:tbl>")[0], re.S)
        cells = [
            ["".join(re.findall(r"<w:t[^>]*>([^<]*)", cell)) for cell in re.findall(r"<w:tc>.*?</w:tc>", row, re.S)]
            for row in rows
        ]
        before = whole.partition(part)[0].removesuffix("<w:tbl>")
        title = re.findall(r"T\d+ ", "".join(re.findall(r"<w:t[^>]*>([^<]*)", before)))[-1].strip()
        tables[title] = {row[0]: row[1:] for row in cells[1:]}
    return "".join(re.findall(r"<w:t[^>]*>([^<]*)", whole)), tables


def numbers(draft: AnnualDraft, office: Office) -> dict[str, Any]:
    """Received, accepted, upheld and penalties as each part of each file prints them."""
    files = {form: annual_file(draft, form, office.reference, "zh-hans", NOW) for form in ("docx", "xlsx", "json")}
    text, annex = docx(files["docx"])
    printed = re.search(r"收到行政复议申请(\d+)件.*?受理(\d+)件", text)
    assert printed is not None
    book = CalamineWorkbook.from_filelike(io.BytesIO(files["xlsx"]))
    sheets = {key: {line[0]: line[1:] for line in book.get_sheet_by_name(key).to_python()} for key in book.sheet_names}
    data = json.loads(files["json"])
    cells = {key: {row["key"]: row["values"] for row in table["rows"]} for key, table in data["tables"].items()}
    own, cohort = data["figures"], data["annual"]["figures"]["now"]
    return {
        "text": tuple(map(int, printed.groups())),
        "annex": (int(annex["T1"]["收到"][0]), int(annex["T1"]["受理"][0])),
        "annex matters": int(annex["T3"]["行政处罚"][0]),
        "sheet T1": (sheets["T1"]["收到"][0], sheets["T1"]["受理"][0]),
        "sheet T3": sheets["T3"]["行政处罚"][0],
        "sheet R1": sheets["R1"]["收到行政复议申请"][0],
        "sheet of figures": sheets["指标"]["reconsideration.received"][1],
        "data T1": (cells["T1"]["received"]["count"], cells["T1"]["accepted"]["count"]),
        "data T3": cells["T3"]["administrative_penalty"]["count"],
        "data R1": cells["R1"]["reconsideration:received"]["value"],
        "data figures": (own["reconsideration.received"]["value"], cohort["reconsideration.received"]["value"]),
    }


def of(received: int, accepted: int, penalties: int) -> dict[str, Any]:
    both = (received, accepted)
    return {
        **dict.fromkeys(("text", "annex", "sheet T1", "data T1"), both),
        **dict.fromkeys(("annex matters", "sheet T3", "data T3"), penalties),
        **dict.fromkeys(("sheet R1", "sheet of figures", "data R1"), received),
        "data figures": (received, received),
    }


def test_every_part_of_every_file_prints_what_was_adopted_and_nothing_counted_since(draft, office, hand):
    assert numbers(fresh(draft), office) == of(3, 3, 3)
    adopt(fresh(draft), **hand)
    assert numbers(fresh(draft), office) == of(2, 2, 1)


def test_what_has_changed_since_is_said_in_every_file(draft, office, hand):
    since = "收到行政复议申请3，现为2"
    text, _tables = docx(annual_file(fresh(draft), "docx", office.reference, "zh-hans", NOW))
    assert "正文和各表的数字都于2026年6月30日取数" in text
    assert since in text
    assert "T3（" in text  # the matter that was corrected moves no figure of the text, but a table
    data = json.loads(annual_file(fresh(draft), "json", office.reference, "zh-hans", NOW))
    assert data["annual"]["changed_since"]["now:reconsideration.received"] == since
    book = CalamineWorkbook.from_filelike(
        io.BytesIO(annual_file(fresh(draft), "xlsx", office.reference, "zh-hans", NOW))
    )
    assert any(since in str(line[0]) for line in book.get_sheet_by_name("说明").to_python())
    adopt(fresh(draft), **hand)
    text, _tables = docx(annual_file(fresh(draft), "docx", office.reference, "zh-hans", NOW))
    assert "现为" not in text
    assert "没有采用" not in text


def test_a_draft_without_its_tables_is_no_file_until_it_is_taken_anew(draft, office, hand):
    AnnualDraft.objects.update(tables=None)
    with pytest.raises(FaultyInput, match="重新取数"):
        annual_file(fresh(draft), "docx", office.reference, "zh-hans", NOW)
    adopt(fresh(draft), **hand)
    assert annual_file(fresh(draft), "docx", office.reference, "zh-hans", NOW)[:2] == b"PK"


def test_figures_and_tables_of_a_draft_are_from_one_count(opened, office):
    office.conclude("2024-03-01", "uphold")
    draft = opened()
    present = counted(question_of(draft), office.reference.vocabulary, office.today, sheets_of(None))
    kept = fresh(draft).tables
    rows = {row["key"]: row["values"] for table in kept["tables"] if table["key"] == "R1" for row in table["rows"]}
    for key, taken in present.figures["now"].items():
        value = rows[key.replace(".", ":")][0]
        assert (None if value is None else float(value)) == (None if taken.value is None else float(taken.value)), key
