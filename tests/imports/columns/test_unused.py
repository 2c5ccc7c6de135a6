"""Nothing that a row says is lost in silence: what no act takes is an error, or a remark and a note."""

from __future__ import annotations

from typing import Any

import pytest

from casework.imports.columns import COLUMNS
from casework.imports.columns.shape import Column
from casework.imports.mapping import ColumnMapping
from casework.imports.rows import Line, Lines
from casework.imports.tables import Table
from casework.imports.values import CellReader
from casework.kinds.facts import labels_of
from casework.law.names import RecordKind
from casework.models import Extension, Note, Reconsideration
from tests.imports.test_course import case_with, problems, stops, suit_with
from tests.imports.test_kinds import wrong_in

pytestmark = pytest.mark.django_db
FILED = {
    "received_on": "2024-01-05", "channel": "mail", "applicant": "申请人甲", "respondent": "甲县公安局",
    "matter": "行政处罚", "field": "公安",
}  # fmt: skip
ACCEPTED = {**FILED, "intake": "accepted", "intake_on": "2024-01-10"}
SUED = {
    "received_on": "2024-03-01", "court": "甲县人民法院", "court_number": "（2024）测1行初1号", "cause": "行政处罚",
    "defendant": "甲县公安局",
}  # fmt: skip
MEDIATED = {
    "received_on": "2024-03-05", "body": "甲村人民调解委员会", "dispute_type": "邻里纠纷", "source": "主动"
}  # fmt: skip
ROWS = {
    RecordKind.RECONSIDERATION: (
        FILED,
        {**FILED, "intake": "declined", "intake_on": "2024-01-10", "decline_reason": "1"},
        ACCEPTED,
        {**ACCEPTED, "outcome": "uphold", "concluded_on": "2024-03-05"},
    ),
    RecordKind.LITIGATION: (SUED, {**SUED, "closed_on": "2024-05-01", "result": "驳回请求"}),
    RecordKind.MEDIATION: (
        MEDIATED,
        {**MEDIATED, "result": "成功", "concluded_on": "2024-03-09", "state": "concluded"},
    ),
    RecordKind.LEDGER: ({"kind": "法律咨询", "on": "2024-05-01"},),
    RecordKind.RESPONDENT: (
        {"received_on": "2024-03-01", "deciding_organ": "测试市人民政府", "applicant": "申请人甲",
         "matter": "行政处罚", "field": "公安"},
    ),
}  # fmt: skip
"""Rows of each kind, at each stage of a record, that say no more than they must."""
CELLS = {
    "day": "2024-04-20", "count": "3", "yuan": "100", "number": "2", "flag": "是", "organ": "甲县东镇人民政府",
    "text": "甲", "long": "甲", "papers": "G12345678", "quantity": "satisfied",
}  # fmt: skip


def cell_for(column: Column, reader: CellReader) -> str:
    """Something that a column may hold: the last of its codes."""
    if column.type != "code":
        return {"suspended_during": "2024-01-15至2024-01-20"}.get(column.key, CELLS[column.type])
    if isinstance(column.codes, str):
        return [*reader.reference.vocabulary.labels(column.codes)][-1]
    return [*labels_of(column.codes)][-1]


def read(office: Any, kind: RecordKind, cells: dict[str, str]) -> Line:
    """What a row with these cells says."""
    table = Table("", [*cells], [*cells], iter(()), 1)
    reader = CellReader(kind, office.reference, {})
    lines = Lines(kind, table, ColumnMapping(), reader, office["甲县"].name)
    line = lines.line(2, [*cells.values()])
    lines.tell(line)
    return line


def is_told(line: Line, without: Line, key: str) -> bool:
    """Whether a cell refuses its row, is said to be odd, stands in the note, or makes other acts of the row."""
    return bool(line.faults) or any(odd.column == key for odd in line.odd) or key in line.note or (
        line.acts != without.acts
    )  # fmt: skip


@pytest.mark.parametrize("kind", list(RecordKind))
def test_every_column_that_is_filled_in_alone_is_in_an_act_an_error_a_remark_or_a_note(office, kind):
    reader, lost = CellReader(kind, office.reference, {}), []
    for stage, cells in enumerate(ROWS[kind]):
        without = read(office, kind, cells)
        assert without.faults == []
        for key in [key for key in COLUMNS[kind] if key not in (*cells, "number")]:
            line = read(office, kind, {**cells, key: cell_for(COLUMNS[kind][key], reader)})
            if not is_told(line, without, key):
                lost.append((stage, key))
    assert lost == []


UNDECIDED = {"outcome": "", "concluded_on": ""}
DECLINED = {**UNDECIDED, "intake": "不予受理", "不予受理理由": "2"}


@pytest.mark.parametrize(
    ("cells", "wrong"),
    [
        ({"extension_on": "2024-02-20"}, ("extension_on", "写了延期日期，没有写延期天数")),
        ({"extension_on": "2024-02-20；2024-02-25", "extended_days": "30"},
         ("extension_days", "各次延期的天数没有写全")),
        ({"extension_on": "2024-02-20；2024-02-25", "extension_days": "10；"},
         ("extension_days", "各次延期的天数没有写全")),
        ({"suspended_to": "2024-02-20"}, ("suspended_to", "写了恢复日期，没有写中止日期")),
        ({"resumed_on": "2024-02-20"}, ("resumed_on", "写了恢复计算日期，没有写停止计算")),
        ({"opinion_feedback_on": "2024-04-20"}, ("opinion_feedback_on", "写了意见书反馈日期，没有写意见书日期")),
        ({"heard_on": "2024-02-20", "heard": "否"}, ("heard", "写了听证日期，又说没有听证")),
        ({**UNDECIDED, "served_on": "2024-04-20"}, ("served_on", "写了送达日期，没有写结案方式")),
        ({**UNDECIDED, "published_on": "2024-04-20"}, ("published_on", "这件还没有结案，不会有这一项")),
        ({**DECLINED, "heard_on": "2024-02-20"}, ("heard_on", "这一栏在这一行用不上，和审查结果对不上")),
        ({"entry": "公开", "entry_on": "2024-03-08", "published_on": "2024-03-09"},
         ("published_on", "和文书或者事项日期不一致")),
    ],
)  # fmt: skip
def test_a_day_or_a_number_that_belongs_to_nothing_is_an_error_of_its_cell(office, tmp_path, cells, wrong):
    assert wrong_in(case_with(office, tmp_path, **cells)) == [(2, *wrong)]


def test_a_word_that_belongs_to_nothing_is_said_and_kept_as_a_note(office, tmp_path):
    outcome = case_with(office, tmp_path, 中止事由="其他", **DECLINED)
    assert wrong_in(outcome) == []
    assert "写了中止事由，没有写中止日期，记入备注" in problems(outcome)
    assert "中止事由：其他" in Note.objects.get().text


def test_days_of_an_extension_without_its_day_are_taken_as_of_the_acceptance_and_that_is_said(office, tmp_path):
    outcome = case_with(office, tmp_path, 各次延期天数="30")
    assert wrong_in(outcome) == []
    assert [(str(each.on), each.days) for each in Extension.objects.all()] == [("2024-01-10", 30)]
    assert "没有写延期日期，按2024-01-10记" in problems(outcome)


def test_service_of_what_was_declined_is_recorded(office, tmp_path):
    assert wrong_in(case_with(office, tmp_path, 送达日期="2024-01-12", **DECLINED)) == []
    assert str(Reconsideration.objects.get().served_on) == "2024-01-12"


def test_time_that_stood_still_below_before_the_transfer_is_said_to_be_left_out(office, tmp_path):
    outcome = case_with(office, tmp_path, stop="提级前已停止", 停止日期="2024-01-15", 恢复计算日期="2024-01-20")
    assert (wrong_in(outcome), stops()) == ([], [])
    assert "提级前在下级机关停止的期间没有收入" in problems(outcome)


def test_a_class_of_the_respondent_that_is_not_its_own_is_said(office, tmp_path):
    assert "按机关记" not in problems(case_with(office, tmp_path, 被申请人类型="县级政府部门"))
    assert "和机关的类型不一致，按机关记" in problems(
        case_with(office, tmp_path, number="甲政复〔2024〕9号", 被申请人类型="乡镇政府")
    )


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"extension_on": "2024-02-20；2024-02-25", "extension_days": "30"}, "extension_days"),
        ({"suspended_from": "2024-01-15；2024-02-01", "suspended_to": "2024-02-20"}, "suspended_to"),
        ({"stop": "中止；鉴定", "stopped_on": "2024-01-15；2024-02-01", "resumed_on": "2024-02-10"}, "resumed_on"),
    ],
)
def test_one_day_or_number_beside_several_things_is_not_taken_for_each(office, tmp_path, cells, column):
    ((_row, found, said),) = wrong_in(case_with(office, tmp_path, **cells))
    assert found == column
    assert said.startswith("有1个值")


def test_one_word_beside_several_things_counts_for_each(office, tmp_path):
    cells = {"中止日期": "2024-01-15；2024-02-01", "恢复日期": "2024-01-25；2024-02-20", "中止事由": "其他"}
    assert wrong_in(case_with(office, tmp_path, **cells)) == []
    assert [ground for _kind, ground, _on, _until in stops()] == ["other", "other"]


def test_a_ground_beside_times_from_day_to_day_is_theirs(office, tmp_path):
    outcome = case_with(office, tmp_path, 中止期间="2024-01-15至2024-01-25", 中止事由="以其他案件为依据")
    assert wrong_in(outcome) == []
    assert stops() == [("suspension", "related_case", "2024-01-15", "2024-01-25")]


def test_an_instance_that_was_closed_without_a_result_is_named(office, tmp_path):
    outcome = suit_with(office, tmp_path, 结案日期="2024-05-01")
    assert wrong_in(outcome) == [(2, "result", "写了结案日期，没有写结果")]


def test_what_a_dispute_says_twice_alike_is_neither_said_nor_noted(office, tmp_path):
    outcome = suit_with(
        office, tmp_path, 开庭日期="2024-04-01", 出庭人员="副职", 出庭负责人="测试副局长", 出庭人职务="副局长",
        判决结果="全部撤销", 结案日期="2024-05-01", 裁判不利的被告="是", instance_received_on="2024-03-02",
    )  # fmt: skip
    assert (wrong_in(outcome), problems(outcome), Note.objects.count()) == ([], "", 0)
