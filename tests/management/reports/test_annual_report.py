"""annual_report: the report of an organ and a period as a file, whole or not at all."""

from __future__ import annotations

import json

import pytest

from casework.actions.reports.annual import When, Written, open_draft, write_block
from casework.filters.asked import Question
from casework.models import AnnualDraft
from casework.statistics.datasets import Scope
from tests.documents.conftest import NOW, YEAR
from tests.management.calls import COUNTY, call, wrong


def texts(path) -> str:
    return "".join(block["text"] for block in json.loads(path.read_text(encoding="utf-8"))["annual"]["blocks"])


@pytest.mark.parametrize("form", ["docx", "pdf", "xlsx", "json"])
def test_the_report_is_written_and_no_draft_is_kept(form, office, tmp_path):
    office.conclude("2024-03-01", "uphold")
    call("annual_report", *COUNTY, "--format", form, "--output", str(tmp_path / "report"))
    assert (tmp_path / "report").read_bytes()[:2] in (b"PK", b"%P", b"{\n")
    assert not AnnualDraft.objects.exists()


def test_the_draft_is_written_as_people_wrote_it(office, tmp_path):
    when = When(office.today, NOW, office.reference)
    draft = open_draft(Question(Scope(office["甲县"]), YEAR), actor=office.actor("甲县"), when=when)
    written = Written("学法。", "集体学法4次。", {}, keep_zeros=False)
    write_block(draft, "study", written, actor=office.actor("甲县"), when=when)
    office.conclude("2024-03-01", "uphold")
    call("annual_report", *COUNTY, "--format", "json", "--output", str(tmp_path / "report.json"))
    said = texts(tmp_path / "report.json")
    assert "（一）学法。集体学法4次。" in said
    assert "没有收到行政复议申请" in said  # as taken before the case was received


def test_a_place_that_cannot_be_written_is_refused_in_one_sentence_and_nothing_is_left(office, tmp_path):
    said = wrong("annual_report", *COUNTY, "--format", "json", "--output", str(tmp_path / "nowhere" / "report.json"))
    assert "不能写文件" in said
    assert list(tmp_path.iterdir()) == []


def test_a_period_that_is_not_over_is_refused(office, tmp_path):
    period = ("--organ", "甲县人民政府", "--from", "2099-01-01", "--to", "2099-12-31")
    assert "晚于今天" in wrong("annual_report", *period, "--format", "json", "--output", str(tmp_path / "report.json"))
    assert list(tmp_path.iterdir()) == []
