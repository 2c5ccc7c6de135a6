"""The files of a seal: made of what is sealed, the same bytes whenever they are opened, kept as attachments are."""

from __future__ import annotations

import hashlib
import io
import os
import sys
import time
from pathlib import Path

import pytest
from django.utils import timezone
from docx import Document
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from casework.actions.reports import sealing
from casework.actions.reports.annual import When, adopt, open_draft
from casework.actions.reports.sealing import NotSealed, discard
from casework.backups import making
from casework.integrity.files import path_of
from casework.models import SealedFile, SealedReport
from casework.models.desk import attachments as storage
from casework.sealing.canonical import checksum
from casework.sealing.seal import content_of, problem_of, question_of
from tests.factories import broken_rules
from tests.management.calls import call
from tests.sealing.desk import NOW, Room

TWO_DAYS = 2 * 24 * 60 * 60


@pytest.fixture
def draft(room: Room):
    """The yearly report of the question that the room seals."""
    return open_draft(question_of(room.opened()), actor=room.supervisor, when=when(room))


def when(room: Room) -> When:
    return When(room.office.today, NOW, room.office.reference)


def sealed(room: Room) -> SealedReport:
    report = room.opened()
    return room.seal(report, room.said(report)._replace(unfinished=True))


def bytes_of(report: SealedReport) -> dict[str, bytes]:
    return {file.form: path_of(file).read_bytes() for file in report.files.all()}


def docx_text(content: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs)


def docx_cells(content: bytes) -> dict[str, list[str]]:
    rows = (row for table in Document(io.BytesIO(content)).tables for row in table.rows)
    return {row.cells[0].text.strip(): [cell.text for cell in row.cells[1:]] for row in rows}


def pdf_text(content: bytes) -> str:
    return "".join("".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages)


def xlsx_figures(content: bytes) -> dict[str, object]:
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("指标").to_python()
    return {str(row[0]): row[2] for row in rows}


def test_all_files_of_a_seal_say_what_was_sealed(room, draft):
    report = sealed(room)
    found, content = bytes_of(report), content_of(report)
    assert set(found) == {"docx", "pdf", "xlsx"}
    said = "收到行政复议申请3件"
    assert said in docx_text(found["docx"])
    assert said in pdf_text(found["pdf"])
    assert docx_cells(found["docx"])["维持"][-1] == "1"
    assert xlsx_figures(found["xlsx"])["reconsideration.received"] == 3
    for block in content["annual"]["blocks"]:  # the text of the seal, block by block
        assert block["text"].split("\n")[0] in docx_text(found["docx"]), block["key"]


def test_the_checksums_of_the_files_are_sealed_with_the_figures(room, draft):
    report = room.confirm(sealed(room))
    named = {file["form"]: (file["size"], file["checksum"]) for file in content_of(report)["files"]}
    assert named == {form: (len(each), checksum(each)) for form, each in bytes_of(report).items()}
    assert problem_of(report) == ""
    SealedFile.objects.filter(report=report, form="pdf").update(checksum="0" * 64)
    assert problem_of(report) == "列与封存的内容不符：files"


def test_a_report_without_a_text_keeps_its_workbook(room):
    report = room.confirmed()
    assert xlsx_figures(bytes_of(report)["xlsx"])["reconsideration.received"] == 3
    assert set(bytes_of(report)) == {"xlsx"}


def test_a_restatement_has_files_of_its_own_and_those_of_the_first_stay(room, draft):
    first = room.confirm(sealed(room))
    before = bytes_of(first)
    room.office.do(room.upheld, "void", "2026-06-21", reason="重复录入")
    adopt(draft, actor=room.supervisor, when=when(room))
    second = room.confirm(room.restate(first, "重复录入", room.said(first)._replace(unfinished=True)))
    assert bytes_of(first) == before
    assert "收到行政复议申请2件" in docx_text(bytes_of(second)["docx"])
    assert [xlsx_figures(bytes_of(r)["xlsx"])["reconsideration.received"] for r in (first, second)] == [3, 2]
    assert broken_rules(room.office) == {}


def test_a_machine_without_pango_seals_the_other_files(room, draft, monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    report = room.confirm(sealed(room))
    assert set(bytes_of(report)) == {"docx", "xlsx"}
    assert problem_of(report) == ""


def test_a_seal_that_fails_leaves_no_file(room, monkeypatch):
    report = room.opened()
    said = room.said(report)
    monkeypatch.setattr(sealing, "put", lambda *_: (_ for _ in ()).throw(OSError("full")))
    with pytest.raises(OSError, match="full"):
        room.seal(report, said)
    monkeypatch.undo()
    monkeypatch.setattr(SealedFile.objects, "bulk_create", lambda *_: (_ for _ in ()).throw(NotSealed("不", "no")))
    with pytest.raises(NotSealed):
        room.seal(report, said)
    assert not [path for path in Path(storage().location).rglob("*") if path.is_file()]
    report.refresh_from_db()
    assert report.state == "draft"


def test_files_of_a_seal_are_no_orphans_and_those_that_a_new_seal_replaced_are(room):
    report = room.seal()
    room.office.do(room.upheld, "void", "2026-06-21", reason="重复录入")
    replaced = {file.file.name for file in report.files.all()}
    report = room.seal(report)
    for path in Path(storage().location).rglob("*/*"):
        os.utime(path, (time.time() - TWO_DAYS,) * 2)
    room.office.today = timezone.localdate()
    swept = set(call("sweep_attachments", "--format", "json").json()["swept"])
    assert swept == replaced - {file.file.name for file in report.files.all()} != set()
    assert set(bytes_of(report)) == {"xlsx"}
    discard(report, actor=room.supervisor)
    assert not SealedFile.objects.exists()


@pytest.mark.parametrize(("change", "said"), [(lambda p: p.unlink(), "缺失"), (lambda p: p.write_bytes(b"x"), "不符")])
def test_a_file_of_a_seal_that_is_missing_or_changed_is_named(room, change, said):
    report = room.confirmed()
    (file,) = report.files.all()
    change(path_of(file))
    ((record, detail),) = broken_rules(room.office)["files"]
    assert record.startswith(f"report:{report.pk} ")
    assert said in detail


@pytest.mark.django_db(transaction=True)
def test_a_backup_holds_the_files_of_a_seal(office, tmp_path):
    report = Room(office).confirmed()
    made = making.back_up(tmp_path / "backup", NOW)
    assert made.lacking == []
    (file,) = report.files.all()
    copied = (tmp_path / "backup" / "attachments" / file.file.name).read_bytes()
    assert hashlib.sha256(copied).hexdigest() == file.checksum
