"""The report as files: every figure of the published report is read back in its sentence, its table, its key."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django.db import transaction
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from casework.actions.reports.annualfiles import annual_file
from casework.documents.annex import TABLES, annex_of
from casework.documents.docx import annual_docx
from casework.documents.edition import EDITION
from casework.documents.figures import counted, stored
from casework.documents.pdf import CannotPrint, annual_pdf
from casework.documents.report import WORDS, Paper, keys_in, question_of
from casework.exports.workbook import sheets_of
from casework.models import AnnualDraft
from casework.statistics.compute import DEFINITIONS
from casework.statistics.kept import as_kept
from tests.demo import PUBLISHED, County
from tests.factories import TODAY
from tests.statistics.asked import YEAR

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
needs_office = pytest.mark.skipif(
    OFFICE is None and "CI" not in os.environ, reason="LibreOffice is not installed here; .ci/run installs it"
)
NOW = datetime(2026, 6, 30, 1, 0, tzinfo=UTC)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MILLIMETRE = 1440 / 25.4

SENTENCES: dict[str, str] = {
    "ledger.leader_duty_list.items": "列明{}项内容",
    "ledger.duty_report.townships": "听取了{}个乡镇主要负责人的报告",
    "ledger.duty_report.departments": "{}个部门主要负责人的报告",
    "ledger.fair_competition_filing.count": "对{}份涉及市场经营主体的文件进行了公平竞争审查备案",
    "ledger.fastest_approval_item.count": "目前有{}项审批事项达到全国最短时限",
    "ledger.normative_document_review.count": "对{}件规范性文件进行了合法性审查",
    "ledger.decision_review.count": "对{}件（次）重大决策",
    "reconsideration.received": "收到行政复议申请{}件",
    "reconsideration.accepted": "受理{}件",
    "reconsideration.abandoned": "{}件未补正视为放弃申请，已全部办结",
    "reconsideration.concluded": "审结{}件",
    "reconsideration.outcome.dismiss_application": "驳回复议申请{}件",
    "reconsideration.outcome.dismiss_request": "驳回复议请求{}件",
    "reconsideration.outcome.uphold": "维持{}件",
    "reconsideration.outcome.revoke": "撤销{}件",
    "reconsideration.outcome.confirm_illegal": "确认违法{}件",
    "reconsideration.outcome.order_performance": "责令履行{}件",
    "reconsideration.outcome.withdrawn": "撤回申请{}件",
    "reconsideration.correction_rate": "直接纠错率{}%",
    "litigation.received": "收到行政应诉案件{}件",
    "litigation.appearance_rate": "行政机关负责人出庭应诉率{}%",
    "ledger.court_observation.count": "组织列席法院旁听{}次",
    "ledger.enforcement_training.units": "组织{}个行政执法单位",
    "ledger.enforcement_training.person_times": "行政执法单位{}人次",
    "ledger.enforcement_training.persons": "{}名行政执法人员",
    "ledger.township_item_list.before": "乡镇行政执法事项清单由{}项",
    "ledger.township_item_list.after": "调整为平均{}项",
    "ledger.legal_consultation.count": "解答法律咨询{}件",
    "ledger.legal_consultation.satisfaction_rate": "满意率{}%",
    "ledger.legal_aid.cases": "受理法律援助案件{}件",
    "ledger.legal_aid.criminal_assignments": "办理刑事指派案件{}件",
    "ledger.mediator_training.sessions": "举办人民调解员培训班{}期",
    "ledger.mediator_training.person_times": "{}人次参加",
    "mediation.concluded": "调解各类矛盾纠纷{}件",
    "mediation.success_rate": "调解成功率{}%",
    "ledger.publicity_event.count": "开展主题宣传活动{}场次",
}
"""Figure -> the words that it stands among."""
OTHERS = {"reconsideration.correction_rate": 20.31}
"""What the county's records give beyond the published figures: 13 of 64 corrected."""
COMPRESSED = "压缩率53%"


@pytest.fixture(scope="module")
def county(django_db_setup: None, django_db_blocker: Any) -> Iterator[County]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield County()
        transaction.set_rollback(True)


@pytest.fixture
def draft(county: County) -> AnnualDraft:
    """A draft of the county for 2024 that nobody has written in."""
    made = AnnualDraft(
        organ=county.organ, period_from=YEAR.start, period_to=YEAR.end, as_of=YEAR.as_of,
        edition=EDITION, definitions=DEFINITIONS,
    )  # fmt: skip
    taken = counted(question_of(made), county.reference.vocabulary, TODAY, sheets_of(None))
    made.figures, made.tables = stored(taken.figures), as_kept(taken.report)
    return made


def made(draft: AnnualDraft, form: str, county: County) -> bytes:
    return annual_file(draft, form, county.reference, "zh-hans", NOW)


def missing(text: str) -> list[str]:
    """The sentences that a text does not hold, spaces and line ends aside."""
    whole = re.sub(r"\s", "", text)
    values = PUBLISHED["figures"] | OTHERS
    wanted = [sentence.format(values[key]) for key, sentence in SENTENCES.items()]
    return [sentence for sentence in (*wanted, COMPRESSED) if sentence not in whole]


def converted(data: bytes, to: str, folder: Path) -> Path:
    """A DOCX as LibreOffice reads it, written in another format."""
    (folder / "report.docx").write_bytes(data)
    asked = ["--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", to, "report.docx"]
    done = subprocess.run([str(OFFICE), *asked], cwd=folder, capture_output=True, text=True, timeout=180, check=False)
    written = folder / f"report.{to.partition(':')[0]}"
    assert written.exists(), done.stderr
    return written


def test_each_figure_that_is_printed_has_its_sentence_here(draft):
    printed = {key for piece in Paper(draft).shown for key in keys_in(piece)}
    assert printed - {"ledger.township_item_list.compression_rate"} == set(SENTENCES)
    assert not printed & set(WORDS)


@needs_office
def test_every_figure_is_read_back_from_the_docx_by_libreoffice(draft, county, tmp_path):
    data = made(draft, "docx", county)
    text = converted(data, "txt:Text (encoded):UTF8", tmp_path).read_text(encoding="utf-8-sig")
    assert missing(text) == []
    assert text.startswith("曲沃县2024年法治政府建设年度报告")
    assert "2025年，曲沃县人民政府将〔填写：" in text
    reader = PdfReader(converted(data, "pdf", tmp_path))
    assert all(f"— {n} —" in page.extract_text() for n, page in enumerate(reader.pages, start=1))


def test_every_figure_is_read_back_from_the_pdf(draft, county):
    reader = PdfReader(io.BytesIO(made(draft, "pdf", county)))
    assert missing("".join(re.sub(r"— \d+ —", "", page.extract_text()) for page in reader.pages)) == []
    for n, page in enumerate(reader.pages, start=1):
        box = page.mediabox
        assert [round(float(side) * 25.4 / 72) for side in (box.width, box.height)] == [210, 297]
        assert f"— {n} —" in page.extract_text()


def test_every_figure_stands_in_the_workbook_with_all_tables(draft, county):
    book = CalamineWorkbook.from_filelike(io.BytesIO(made(draft, "xlsx", county)))
    assert set(TABLES) < set(book.sheet_names)
    lines = book.get_sheet_by_name("指标").to_python()
    values = {line[0]: line[2] for line in lines[1:]}
    found = {key: values[key] for key in PUBLISHED["figures"]}
    assert found == pytest.approx(PUBLISHED["figures"])
    rows = {line[0]: line[1] for line in book.get_sheet_by_name("R1").to_python()}
    assert rows["收到行政复议申请"] == 66


def test_the_json_has_the_figures_the_tables_and_the_texts(draft, county):
    data = json.loads(made(draft, "json", county))
    assert data["period"] == {"from": "2024-01-01", "to": "2024-12-31"}
    now = data["annual"]["figures"]["now"]
    assert {key: now[key]["value"] for key in PUBLISHED["figures"]} == PUBLISHED["figures"]
    assert now["litigation.appearance_rate"] == {
        "value": 100, "numerator": 49, "denominator": 49, "taken_on": TODAY.isoformat(),
    }  # fmt: skip
    assert missing("".join(block["text"] for block in data["annual"]["blocks"])) == []
    by_key = {block["key"]: block for block in data["annual"]["blocks"]}
    assert "mediation.success_rate" in by_key["mediation"]["figures"]


# ---- How it is set


def parts(data: bytes) -> dict[str, ElementTree.Element]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: ElementTree.fromstring(file.read(name)) for name in file.namelist() if name.endswith(".xml")}


def test_the_page_is_the_one_of_the_standard(draft, county):
    document = parts(made(draft, "docx", county))["word/document.xml"]
    for section in document.iter(f"{W}sectPr"):
        size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        assert size is not None
        assert margins is not None
        paper = [round(int(size.attrib[f"{W}{side}"]) / MILLIMETRE) for side in ("w", "h")]
        assert paper == [210, 297]
        around = [round(int(margins.attrib[f"{W}{side}"]) / MILLIMETRE) for side in ("top", "bottom", "left", "right")]
        assert around == [37, 35, 28, 26]


def test_the_text_is_set_in_the_faces_of_the_standard_with_others_to_stand_in(draft, county):
    found = parts(made(draft, "docx", county))
    styles = {style.find(f"{W}name").attrib[f"{W}val"]: style for style in found["word/styles.xml"].iter(f"{W}style")}  # type: ignore[union-attr]

    def face(name: str) -> tuple[str, int]:
        letters, size = styles[name].find(f".//{W}rFonts"), styles[name].find(f".//{W}sz")
        assert letters is not None
        assert size is not None
        return letters.attrib[f"{W}eastAsia"], int(size.attrib[f"{W}val"]) // 2

    assert face("Normal") == ("仿宋_GB2312", 16)
    assert face("公文标题") == ("方正小标宋简体", 22)
    assert face("一级标题") == ("黑体", 16)
    assert face("二级标题") == ("楷体_GB2312", 16)
    body = styles["Normal"]
    spacing, indent = body.find(f".//{W}spacing"), body.find(f".//{W}ind")
    assert spacing is not None
    assert indent is not None
    assert (spacing.attrib[f"{W}line"], spacing.attrib[f"{W}lineRule"]) == (str(28 * 20), "exact")
    assert indent.attrib[f"{W}firstLineChars"] == "200"
    cell = styles["表内文字"].find(f".//{W}ind")
    assert cell is not None
    assert cell.attrib[f"{W}firstLineChars"] == "0"
    themed = [name for faces in found["word/styles.xml"].iter(f"{W}rFonts") for name in faces.attrib if "Theme" in name]
    assert themed == []
    others = {font.attrib[f"{W}name"]: font for font in found["word/fontTable.xml"].iter(f"{W}font")}
    for name in ("仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312"):
        assert others[name].find(f"{W}altName") is not None, name


def test_what_is_to_be_filled_in_is_marked_and_the_page_is_a_field(draft, county):
    found = parts(made(draft, "docx", county))
    runs = found["word/document.xml"].iter(f"{W}r")
    marked = ["".join(run.itertext()) for run in runs if run.find(f".//{W}highlight") is not None]
    assert len(marked) == Paper(draft).gaps > 0
    assert all(text.startswith("〔填写") for text in marked)
    footers = [part for name, part in found.items() if "footer" in name]
    assert len(footers) == 2
    assert all("".join(footer.itertext()) == "—  PAGE  —" for footer in footers)


def test_the_annex_leaves_rows_of_nothing_out_and_says_how_many(county):
    annex = annex_of(county.report(), ["各表于2026年6月30日取数"])
    assert annex.notes == ("各表于2026年6月30日取数",)
    tables = {table.title: table for table in annex.tables}
    assert [title.partition(" ")[0] for title in tables] == list(TABLES)
    ends = tables["T2 审理与结案方式"]
    assert ("维持", ("0", "17", "17")) in [(line.label, line.cells) for line in ends.lines]
    assert "变更" not in [line.label for line in ends.lines]
    assert ends.left_out + len(ends.lines) == len(county.report().tables["T2"].table.rows)


def test_without_pango_the_pdf_is_refused_in_one_sentence_and_the_docx_is_made(draft, county, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "weasyprint", None)
    paper = Paper(draft)
    with pytest.raises(CannotPrint, match="没有装Pango"):
        annual_pdf(paper, None)
    assert annual_docx(paper, None)[:2] == b"PK"
