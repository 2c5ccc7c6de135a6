"""整本登记簿, as a list page gives it out in words, taken in where it came from; and 导出所见, which is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from casework.errors import FaultyInput
from casework.exports.register import labels_written
from casework.exports.resources import RESOURCES
from casework.imports.columns import COLUMNS
from casework.imports.columns.shape import Wrong
from casework.imports.mapping import ColumnMapping
from casework.imports.running import import_file
from casework.imports.values import CellReader
from casework.kinds import KINDS
from casework.law.names import RecordKind
from casework.models import Event, LedgerEntry, LedgerQuantity
from tests.imports.sheets import Rows, text_of, workbook
from tests.imports.trips import Trip
from tests.lives import Lives

pytestmark = pytest.mark.django_db


def register_of(office: Any, tmp_path: Path, kind: RecordKind, form: str = "register") -> Path:
    """The county's register of a kind, as it leaves the list page."""
    files = Trip(tmp_path, office.person, office.reference, form).given_out([office["甲县"]])
    (path,) = (path for each, _organ, path in files if each is kind)
    return path.rename(path.with_suffix(".xlsx"))


def tried(office: Any, kind: RecordKind, path: Path, *, dry_run: bool = True, **mapping: Any) -> Any:
    """What comes of a file at the county."""
    return import_file(
        kind, path, actor=office.actor(), today=office.today, reference=office.reference,
        mapping=ColumnMapping(**mapping), dry_run=dry_run,
    )  # fmt: skip


def mended(path: Path, heading: str, value: Any) -> Path:
    """The workbook with another value in the first record of its first sheet."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    column = [cell.value for cell in sheet[1]].index(heading) + 1
    sheet.cell(2, column, value)
    book.save(path)
    return path


@pytest.mark.parametrize("form", ["register", "register-en"])
def test_an_untouched_register_changes_no_record_of_any_kind(office, tmp_path, form):
    Lives(office, 700).play()
    trip, events = Trip(tmp_path, office.person, office.reference, form), Event.objects.count()
    found = trip.taken_in(trip.given_out(office.organs.values()))
    assert set(found) == set(RecordKind)
    for kind, outcomes in found.items():
        standing = KINDS[kind].model.objects.standing().count()
        assert [sum(getattr(each, name) for each in outcomes) for name in ("rows", "unchanged")] == [standing] * 2, kind
    assert Event.objects.count() == events


def test_the_sheets_beside_a_register_are_known_and_count_nothing(office, tmp_path):
    entry = office.entry(kind="legal_aid", quantities={"cases": 1})
    outcome = tried(office, RecordKind.LEDGER, register_of(office, tmp_path, RecordKind.LEDGER))
    assert (outcome.rows, outcome.unchanged) == (1, 1)
    assert any("台账数量" in said.zh and "附表" in said.zh for said in outcome.told)
    assert LedgerQuantity.objects.get(entry=entry).value == 1


def test_one_cell_mended_in_a_register_is_one_correction(office, tmp_path):
    office.entry(kind="legal_aid", quantities={"cases": 1})
    path = mended(register_of(office, tmp_path, RecordKind.LEDGER), "数量", 3)
    outcome = tried(office, RecordKind.LEDGER, path, dry_run=False)
    assert (outcome.created, outcome.changed, outcome.errors.count) == (0, 1, 0)
    assert Event.objects.filter(act="correct").count() == 1
    assert LedgerQuantity.objects.get().value == 3


def test_a_suit_whose_register_says_no_of_what_nobody_said_is_unchanged(office, tmp_path):
    office.sue("2024-06-03")
    path = register_of(office, tmp_path, RecordKind.LITIGATION)
    assert tried(office, RecordKind.LITIGATION, path, sheet="行政应诉案件").unchanged == 1


def test_a_sheet_beside_a_register_that_is_chosen_alone_is_refused_by_what_it_is(office, tmp_path):
    office.sue("2024-06-03")
    path = register_of(office, tmp_path, RecordKind.LITIGATION)
    with pytest.raises(FaultyInput, match=r"应诉审级.*附表"):
        tried(office, RecordKind.LITIGATION, path, sheet="应诉审级")


def test_what_of_a_register_comes_in_by_no_file_is_said(office, tmp_path):
    office.register("2024-03-04")
    outcome = tried(office, RecordKind.RECONSIDERATION, register_of(office, tmp_path, RecordKind.RECONSIDERATION))
    (said,) = (each.zh for each in outcome.told if "登记簿：" in each.zh)
    assert "适用版本" in said
    assert "申请人" not in said


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("kind", RecordKind)
def test_each_word_that_our_files_write_for_a_code_is_read_as_that_code(office, kind, language):
    reader, unlike = CellReader(kind, office.reference, {}), {}
    for given in RESOURCES[KINDS[kind].resource].columns:
        column = COLUMNS[kind].get(given.name) if given.name != "subject" else None  # read by the kind of its entry
        for code, word in labels_written(given, office.reference, language).items() if column else ():
            try:
                said = reader.read(column, word)
            except Wrong as wrong:
                said = wrong.problem.zh
            if said != reader.read(column, code):
                unlike[given.name, code] = (word, said)
    assert unlike == {}


@pytest.mark.parametrize("word", ["合同", "contract"])
def test_what_a_reviewed_decision_is_about_is_kept_by_its_code(office, tmp_path, word):
    rows = [("种类", "日期", "内容"), ("decision_review", "2024-05-01", word)]
    path = workbook(tmp_path / "审查.xlsx", rows)
    assert tried(office, RecordKind.LEDGER, path, dry_run=False).created == 1
    assert LedgerEntry.objects.get().subject == "contract"


LISTED: dict[str, tuple[RecordKind, Rows]] = {
    "复议案件": (RecordKind.RECONSIDERATION, [
        ("编号", "收到日期", "申请人", "被申请人", "申请事项", "状态", "最近到期日", "承办人"),
        ("甲政复〔2024〕1号", date(2024, 1, 5), "王某等3人", "甲县公安局", "行政处罚", "已审结", "", "李某"),
    ]),
    "工作台账": (RecordKind.LEDGER, [
        ("编号", "日期", "种类", "内容", "数量"),
        ("甲政台账〔2024〕1号", date(2024, 1, 5), "法律援助", "受援人甲", "法律援助案件 1件"),
    ]),
}  # fmt: skip
"""What lists show, by the name of their sheet."""


@pytest.mark.parametrize("name", LISTED)
def test_what_a_list_shows_is_refused_with_the_export_to_use_instead(office, tmp_path, name):
    kind, rows = LISTED[name]
    with pytest.raises(FaultyInput, match="改用列表的「整本登记簿」"):
        tried(office, kind, workbook(tmp_path / "1.xlsx", rows, sheet=name))


def test_what_a_list_shows_is_refused_as_a_text_too(office, tmp_path):
    kind, rows = LISTED["复议案件"]
    path = tmp_path / "2.csv"
    path.write_bytes(text_of(rows))
    with pytest.raises(FaultyInput, match="改用列表的「整本登记簿」"):
        tried(office, kind, path)
