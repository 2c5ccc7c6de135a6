"""Each kind of record comes in by its own acts; a batch is undone whole, and only while nobody acted on its records."""

from __future__ import annotations

import csv
from decimal import Decimal

import pytest
import xlsxwriter

from casework.actions.imported.batches import records_of
from casework.actions.imported.undoing import undo
from casework.errors import FaultyInput
from casework.imports.mapping import ColumnMapping
from casework.imports.running import import_file
from casework.law.names import Act, RecordKind
from casework.models import (
    Appearance,
    Applicant,
    ImportBatch,
    LedgerEntry,
    LedgerQuantity,
    Litigation,
    Mediation,
    Note,
    Participant,
    Reconsideration,
    RespondentCase,
)
from tests.factories import broken_rules, fresh
from tests.imports.sheets import CASES, text_of
from tests.imports.trips import Trip

pytestmark = pytest.mark.django_db

SUITS = (
    (
        "案号", "收案时间", "受案法院", "审级", "案由", "原告", "被告", "是否经复议",
        "开庭日期", "出庭人员", "出庭负责人", "结案日期", "判决结果",
    ),
    (
        "（2024）测1行初1号；（2024）测2行终1号", "2024-03-01", "甲县人民法院；测试市中级人民法院", "一审；二审",
        "行政处罚", "原告甲", "甲县公安局", "否",
        "2024-04-01；2024-09-01", "副职；工作人员", "测试副局长；", "2024-05-01；2024-10-08", "驳回请求；维持原判",
    ),
    (
        "（2024）测1行初2号", "2024-03-02", "甲县人民法院", "", "信息公开", "原告乙；原告丙", "甲县公安局", "",
        "", "", "", "", "",
    ),
)  # fmt: skip
MEDIATIONS = (
    (
        "序号", "受理时间", "受理单位", "调解员", "纠纷类别", "案件来源", "当事人", "涉及人数", "涉及金额（元）",
        "调解结果", "结案日期", "协议形式", "履行日期", "司法确认日期", "是否发放补助",
    ),
    (
        1, "2024.3.5", "甲村人民调解委员会", "调解员甲、调解员乙", "邻里纠纷", "当事人申请", "甲某；乙某", "2人",
        "1.5万元", "调解成功", "2024年3月9日", "书面协议", "2024-03-20", "2024-04-01", "是",
    ),
    (
        2, "2024.3.6", "东镇社区调委会", "调解员甲", "婚姻", "法院委派", "丙某；丁某", 2,
        0, "调解不成", "2024.3.30", "", "", "", "",
    ),
    (
        3, "2024.3.7", "甲村人民调解委员会", "", "物业服务", "主动", "", "",
        "", "", "", "", "", "", "",
    ),
)  # fmt: skip
LEDGER = (
    ("kind", "on", "quantity", "value", "note"),
    ("法律咨询", "2024-05-01", "count；satisfied", "12；11", "五一"),
    ("normative_document_review", "2024-05-02", "count", 3, ""),
)
AIDED = (
    ("案件号", "受援人姓名", "受理日期", "案由"),
    ("测援1", "受援人甲", "2024-05-01", "工伤"),
    ("测援2", "受援人乙", "2024-05-02", "婚姻"),
)
RESPONDENT = (
    ("收案日期", "复议机关", "申请人", "被申请人", "复议事项", "管理类别", "答复日期", "复议决定日期", "复议结果"),
    ("2024-03-01", "测试市人民政府", "申请人甲", "甲县公安局", "行政处罚", "公安", "2024-03-10", "2024-05-01", "维持"),
)


def come(office, tmp_path, kind, rows, mapping=None):
    """What came of a file of these rows, imported by the county."""
    path = tmp_path / f"{kind.value}.csv"
    path.write_bytes(text_of(rows))
    return import_file(
        kind,
        path,
        actor=office.actor(),
        today=office.today,
        reference=office.reference,
        mapping=mapping or ColumnMapping(),
        dry_run=False,
    )


def wrong_in(outcome) -> list[tuple[int, str, str]]:
    """Row, column and problem of each error."""
    return [(each.row, each.column, each.problem.zh) for each in outcome.errors.kept]


def test_disputes_come_in_with_their_instances_hearings_and_who_appeared(office, tmp_path):
    outcome = come(office, tmp_path, RecordKind.LITIGATION, SUITS)
    assert wrong_in(outcome) == []
    whole, begun = Litigation.objects.order_by("pk")
    assert [(one.level, str(one.closed_on), one.result) for one in whole.instances.order_by("position")] == [
        ("first", "2024-05-01", "dismiss_claims"), ("second", "2024-10-08", "appeal_dismissed"),
    ]  # fmt: skip
    came = Appearance.objects.filter(hearing__instance__litigation=whole).order_by("pk")
    assert [(each.rank, each.appeared) for each in came] == [("deputy", "测试副局长"), ("staff", "")]
    assert begun.state == "open"
    assert list(Participant.objects.filter(litigation=begun).values_list("name", flat=True)) == ["原告乙", "原告丙"]
    assert broken_rules(office) == {}


def test_mediations_come_in_from_agreement_to_judicial_confirmation(office, tmp_path):
    outcome = come(office, tmp_path, RecordKind.MEDIATION, MEDIATIONS)
    assert wrong_in(outcome) == []
    confirmed, failed, running = Mediation.objects.order_by("pk")
    assert (confirmed.amount, confirmed.parties, confirmed.mediators) == (Decimal(15000), 2, "调解员甲、调解员乙")
    assert [str(confirmed.concluded_on), str(confirmed.performed_on), str(confirmed.ruled_on)] == [
        "2024-03-09", "2024-03-20", "2024-04-01",
    ]  # fmt: skip
    assert (failed.result, failed.source_child, running.state) == ("failed", "entrusted_court", "open")
    assert [note.text for note in Note.objects.all()] == ["是否发放补助：是"]
    assert broken_rules(office) == {}


def test_the_day_of_conclusion_may_be_that_of_performance(office, tmp_path):
    rows = [MEDIATIONS[0], (*MEDIATIONS[1][:12], "", "", ""), MEDIATIONS[2]]
    outcome = come(office, tmp_path, RecordKind.MEDIATION, rows, ColumnMapping(concluded_is_performed=True))
    assert wrong_in(outcome) == []
    assert [str(each.performed_on) for each in Mediation.objects.order_by("pk")] == ["2024-03-09", "None"]


def test_entries_come_in_with_their_quantities_and_a_row_a_thing_counts_one(office, tmp_path):
    assert wrong_in(come(office, tmp_path, RecordKind.LEDGER, LEDGER)) == []
    found = LedgerQuantity.objects.order_by("entry", "quantity").values_list("entry__entry_kind", "quantity", "value")
    assert sorted(found) == [
        ("legal_consultation", "count", 12), ("legal_consultation", "satisfied", 11),
        ("normative_document_review", "count", 3),
    ]  # fmt: skip
    assert (
        wrong_in(come(office, tmp_path, RecordKind.LEDGER, AIDED, ColumnMapping(constants={"kind": "法律援助"}))) == []
    )
    aided = LedgerEntry.objects.filter(entry_kind="legal_aid")
    assert [(entry.subject, entry.quantities.get().value) for entry in aided.order_by("pk")] == [
        ("受援人甲", 1), ("受援人乙", 1),
    ]  # fmt: skip
    assert broken_rules(office) == {}


def test_cases_as_respondent_come_in_with_reply_and_decision(office, tmp_path):
    assert wrong_in(come(office, tmp_path, RecordKind.RESPONDENT, RESPONDENT)) == []
    case = RespondentCase.objects.get()
    assert (str(case.replied_on), case.outcome, case.respondent.name) == ("2024-03-10", "uphold", "甲县公安局")
    assert broken_rules(office) == {}


@pytest.mark.parametrize(
    ("kind", "rows"),
    [
        (RecordKind.RECONSIDERATION, CASES),
        (RecordKind.LITIGATION, SUITS),
        (RecordKind.MEDIATION, MEDIATIONS),
        (RecordKind.LEDGER, LEDGER),
        (RecordKind.RESPONDENT, RESPONDENT),
    ],
)
def test_a_batch_is_undone_whole_and_its_file_may_come_again(office, tmp_path, kind, rows):
    batch = come(office, tmp_path, kind, rows).batch
    numbers = set(batch_numbers(batch))
    count = undo(batch, actor=office.actor(), today=office.today, reference=office.reference)
    assert count == len(rows) - 1
    assert not [record for record in records(batch) if record.voided_on is None or record.number]
    assert broken_rules(office) == {}
    with pytest.raises(FaultyInput, match="已经撤销"):
        undo(batch, actor=office.actor(), today=office.today, reference=office.reference)
    again = come(office, tmp_path, kind, rows)
    assert (again.created, again.unchanged, wrong_in(again)) == (len(rows) - 1, 0, [])
    assert set(batch_numbers(again.batch)) == numbers


def test_a_series_goes_on_after_numbers_that_others_got_since_an_import_that_was_undone(office, tmp_path):
    batch = come(office, tmp_path, RecordKind.LEDGER, LEDGER).batch
    later = office.entry("2024-06-03")
    undo(batch, actor=office.actor(), today=office.today, reference=office.reference)
    assert later.number == "甲政台账〔2024〕3号"
    assert office.entry("2024-06-04").number == "甲政台账〔2024〕4号"


def records(batch):
    """The records of a batch."""
    return list(records_of(batch))


def batch_numbers(batch) -> list[str]:
    """The numbers that its records bear."""
    return [record.number for record in records(batch)]


def test_a_batch_on_whose_records_somebody_acted_is_not_undone_and_they_are_named(office, tmp_path):
    batch = come(office, tmp_path, RecordKind.RECONSIDERATION, CASES).batch
    case = Reconsideration.objects.get(number="甲政复〔2024〕3号")
    office.do(case, Act.ACCEPT, "2024-01-17")
    with pytest.raises(FaultyInput, match="导入以后又办理过甲政复〔2024〕3号"):
        undo(batch, actor=office.actor(), today=office.today, reference=office.reference)
    assert fresh(case).voided_on is None
    assert ImportBatch.objects.get().undone_at is None


def test_undoing_a_batch_of_changes_puts_the_records_back(office, tmp_path):
    come(office, tmp_path, RecordKind.RECONSIDERATION, CASES)
    rows = [list(row) for row in CASES]
    rows[2][12] = "2024-02-06"
    rows[3][8], rows[3][9] = "受理", "2024-01-17"
    second = come(office, tmp_path, RecordKind.RECONSIDERATION, rows).batch
    undo(second, actor=office.actor(), today=office.today, reference=office.reference)
    assert str(Reconsideration.objects.get(number__contains="2号").concluded_on) == "2024-02-05"
    assert Reconsideration.objects.get(number__contains="3号").state == "examining"
    first = ImportBatch.objects.order_by("pk").first()
    assert undo(first, actor=office.actor(), today=office.today, reference=office.reference) == 3
    assert broken_rules(office) == {}


def test_a_dispute_without_a_number_of_ones_own_is_known_by_that_of_the_court(office, tmp_path):
    come(office, tmp_path, RecordKind.LITIGATION, SUITS)
    rows = [list(row) for row in SUITS]
    rows[2][8], rows[2][9] = "2024-05-06", "正职"
    again = come(office, tmp_path, RecordKind.LITIGATION, rows)
    assert (again.created, again.changed, again.unchanged, wrong_in(again)) == (0, 1, 1, [])
    assert Litigation.objects.count() == 2


def test_a_new_row_without_a_number_that_looks_like_a_record_is_warned_of(office, tmp_path):
    case = office.register("2024-01-15", applicants=[{"kind": "legal_person", "name": "测试有限公司"}])
    row = list(CASES[3])
    row[0] = ""
    outcome = come(office, tmp_path, RecordKind.RECONSIDERATION, [CASES[0], row])
    assert outcome.created == 1
    assert f"像是已有的{case.number}" in next(each.problem.zh for each in outcome.doubts.kept)


def test_two_rows_that_mean_the_same_dispute_are_named(office, tmp_path):
    come(office, tmp_path, RecordKind.LITIGATION, SUITS)
    outcome = come(office, tmp_path, RecordKind.LITIGATION, [SUITS[0], SUITS[2], SUITS[2]])
    assert wrong_in(outcome) == [(3, "number", "和第2行是同一件")]


def test_what_goes_on_late_in_a_record_that_stands_is_taken_as_recorded_too(office, tmp_path):
    come(office, tmp_path, RecordKind.RECONSIDERATION, CASES)
    rows = [list(row) for row in CASES]
    rows[3][8], rows[3][9] = "受理", "2024-02-20"
    rows[1][13] = "审查员丙"
    outcome = come(office, tmp_path, RecordKind.RECONSIDERATION, rows)
    assert (outcome.changed, outcome.as_recorded, wrong_in(outcome)) == (1, 1, [])
    assert Reconsideration.objects.get(number__contains="3号").state == "reviewing"
    assert "30条" in outcome.warnings.kept[-1].problem.zh
    assert broken_rules(office) == {}


def test_a_correction_that_cannot_be_stands_at_the_column_that_says_it(office, tmp_path):
    come(office, tmp_path, RecordKind.RECONSIDERATION, CASES)
    rows = [list(row) for row in CASES]
    rows[1][12] = "2023-12-01"
    outcome = come(office, tmp_path, RecordKind.RECONSIDERATION, rows)
    assert [(row, column) for row, column, _said in wrong_in(outcome)] == [(2, "concluded_on")]


def test_a_note_that_a_record_has_is_not_written_again(office, tmp_path):
    come(office, tmp_path, RecordKind.RECONSIDERATION, CASES)
    rows = [list(row) for row in CASES]
    rows[1][12] = "2024-03-04"
    assert come(office, tmp_path, RecordKind.RECONSIDERATION, rows).changed == 1
    assert Note.objects.count() == 1


def test_of_several_sheets_each_is_told_of_and_a_number_that_stands_in_two_is_named_with_its_sheet(office, tmp_path):
    with xlsxwriter.Workbook(tmp_path / "two.xlsx") as made:
        for name in ("一季度", "二季度"):
            sheet = made.add_worksheet(name)
            for n, row in enumerate([*CASES, ("合计", "", "3")]):
                sheet.write_row(n, 0, row)
    outcome = import_file(
        RecordKind.RECONSIDERATION, tmp_path / "two.xlsx", actor=office.actor(), today=office.today,
        reference=office.reference, mapping=ColumnMapping(),
    )  # fmt: skip
    assert wrong_in(outcome)[0] == (2, "number", "和「一季度」第2行是同一个号码")
    assert [said.zh for said in outcome.told if "合计" in said.zh] == [
        "一季度：1行合计、落款行没有读", "二季度：1行合计、落款行没有读",
    ]  # fmt: skip


def test_a_name_that_begins_like_a_formula_is_kept_goes_out_disarmed_and_comes_in_again_as_it_was(office, tmp_path):
    names = ["=cmd|' /C calc'!A0", "+1+cmd", "@SUM(A1:A9)", "-2+3"]
    rows = [
        CASES[0],
        *([f"甲政复〔2024〕{n}号", *CASES[1][1:3], name, *CASES[1][4:]] for n, name in enumerate(names, 1)),
    ]
    assert CASES[0][3] == "applicant"
    assert wrong_in(come(office, tmp_path, RecordKind.RECONSIDERATION, rows)) == []
    assert list(Applicant.objects.order_by("pk").values_list("name", flat=True)) == names
    trip = Trip(tmp_path, office.person, office.reference)
    ((_kind, _organ, path),) = files = trip.given_out([office["甲县"]])
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert [row["applicant"] for row in csv.DictReader(file)] == [f"'{name}" for name in names]
    assert trip.taken_in(files)[RecordKind.RECONSIDERATION][0].created == 0
    assert list(Applicant.objects.order_by("pk").values_list("name", flat=True)) == names
