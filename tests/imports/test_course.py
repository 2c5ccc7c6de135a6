"""What a row tells of the course of a case or a dispute: several stops, letters by their days, who came for others."""

from __future__ import annotations

from datetime import date

import pytest

from casework.law.names import Act, RecordKind
from casework.models import (
    CaseEntry,
    Extension,
    InstanceSide,
    LedgerQuantity,
    Litigation,
    Mediation,
    Reconsideration,
    Standing,
    Stop,
)
from tests.factories import broken_rules
from tests.imports.sheets import CASES
from tests.imports.test_kinds import SUITS, come, wrong_in
from tests.imports.trips import Trip

pytestmark = pytest.mark.django_db


def case_with(office, tmp_path, **cells):
    """What came of the first case of the sheets with these cells beside its own."""
    row = {**dict(zip(CASES[0], CASES[1], strict=True)), **cells}
    return come(office, tmp_path, RecordKind.RECONSIDERATION, [tuple(row), tuple(row.values())])


def stops():
    """Kind, ground, first day and day that counts again of each stop."""
    return [(s.kind, s.ground, str(s.on), str(s.until)) for s in Stop.objects.order_by("position")]


TWICE = [
    ("suspension", "related_case", "2024-01-15", "2024-01-25"), ("suspension", "other", "2024-02-01", "2024-02-20"),
]  # fmt: skip


@pytest.mark.parametrize(
    "cells",
    [
        {"中止日期": "2024-01-15；2024-02-01", "恢复日期": "2024-01-25；2024-02-20",
         "中止事由": "以其他案件为依据；其他"},
        {"stop": "中止；中止", "stopped_on": "2024-01-15；2024-02-01", "resumed_on": "2024-01-25；2024-02-20",
         "stop_ground": "related_case；other", "suspended_from": "2024-02-01", "suspended_to": "2024-02-20"},
    ],
)  # fmt: skip
def test_a_case_that_was_suspended_twice_comes_in_with_both_times(office, tmp_path, cells):
    assert wrong_in(case_with(office, tmp_path, **cells)) == []
    assert stops() == TWICE
    assert broken_rules(office) == {}


def test_times_of_suspension_may_stand_in_one_cell_each_from_day_to_day(office, tmp_path):
    said = "2024-01-15至2024-01-25；2024年2月1日～2024年2月20日"
    assert wrong_in(case_with(office, tmp_path, 中止期间=said)) == []
    assert [stop[2:] for stop in stops()] == [stop[2:] for stop in TWICE]


@pytest.mark.parametrize("said", ["一月到二月", "2024-02-20至2024-02-01", "2024-01-15至2024-01-25至2024-02-01"])
def test_what_is_no_time_from_day_to_day_is_named(office, tmp_path, said):
    outcome = case_with(office, tmp_path, 中止期间=said)
    assert wrong_in(outcome) == [(2, "suspended_during", "不是起止日期")]


def test_time_for_an_appraisal_does_not_count_among_the_days_taken(office, tmp_path):
    case_with(office, tmp_path, stop="鉴定", 停止日期="2024-01-15", 恢复计算日期="2024-01-25")
    assert stops() == [("appraisal", "", "2024-01-15", "2024-01-25")]
    days = Reconsideration.objects.get().phases.get(kind="review").days
    assert days == (date(2024, 3, 5) - date(2024, 1, 10)).days - 10


def test_a_suspension_that_two_columns_tell_otherwise_is_named(office, tmp_path):
    cells = {"stop": "中止", "stopped_on": "2024-01-15", "resumed_on": "2024-01-25"}
    outcome = case_with(office, tmp_path, **cells, suspended_from="2024-01-15", suspended_to="2024-02-25")
    assert [(row, column) for row, column, _said in wrong_in(outcome)] == [(2, "suspended_from")]


def test_letters_copies_and_publication_come_in_by_their_days(office, tmp_path):
    cells = {
        "建议书日期": "2024-03-06",
        "附带审查日期": "2024-02-01",
        "抄告日期": "2024-03-07",
        "公开日期": "2024-03-08",
    }
    assert wrong_in(case_with(office, tmp_path, 意见书日期="2024-03-05", **cells)) == []
    assert {(entry.kind, str(entry.on)) for entry in CaseEntry.objects.all()} == {
        ("opinion", "2024-03-05"), ("recommendation", "2024-03-06"), ("document_review", "2024-02-01"),
        ("sent_to_superior", "2024-03-07"), ("published", "2024-03-08"),
    }  # fmt: skip
    assert broken_rules(office) == {}


def test_each_of_two_letters_has_its_own_organ_and_answer(office, tmp_path):
    outcome = case_with(
        office, tmp_path, entry="意见书；意见书；公开", entry_on="2024-03-05；2024-03-06；2024-03-08",
        letter_to="甲县公安局；甲县东镇人民政府；", answered_on="；2024-04-01；2024-03-08",
    )  # fmt: skip
    assert wrong_in(outcome) == []
    letters = CaseEntry.objects.filter(kind="opinion").order_by("on")
    assert [(each.to_organ.name, str(each.answered_on)) for each in letters] == [
        ("甲县公安局", "9999-12-31"), ("甲县东镇人民政府", "2024-04-01"),
    ]  # fmt: skip


def test_a_letter_that_two_columns_tell_otherwise_is_named(office, tmp_path):
    outcome = case_with(
        office, tmp_path, entry="意见书", entry_on="2024-03-05", opinion_letter_on="2024-03-05",
        opinion_feedback_on="2024-04-01",
    )  # fmt: skip
    assert [(row, column) for row, column, _said in wrong_in(outcome)] == [(2, "opinion_feedback_on")]


def test_two_extensions_keep_their_days_and_their_sum_is_compared(office, tmp_path):
    cells = {"延期日期": "2024-02-20；2024-03-01", "各次延期天数": "10；20"}
    assert wrong_in(case_with(office, tmp_path, 延期天数="25", **cells)) == [
        (2, "extended_days", "和各次延期天数不一致")
    ]
    assert wrong_in(case_with(office, tmp_path, 延期天数="30", **cells)) == []
    assert [(str(each.on), each.days) for each in Extension.objects.order_by("position")] == [
        ("2024-02-20", 10), ("2024-03-01", 20),
    ]  # fmt: skip


def test_a_case_that_was_declined_and_accepted_later_comes_in_as_reopened_to_review(office, tmp_path):
    outcome = case_with(
        office, tmp_path, intake="不予受理", intake_on="2024-01-08", 不予受理理由="2", 受理日期="2024-01-20"
    )
    assert wrong_in(outcome) == []
    case = Reconsideration.objects.get()
    assert [(phase.kind, phase.opened_by, phase.closed_by) for phase in case.phases.order_by("position")] == [
        ("intake", "received", "declined"), ("review", "reopened", "concluded"),
    ]  # fmt: skip
    assert "按恢复审理记" in problems(outcome)


def test_what_our_own_file_tells_of_an_earlier_review_is_left_out_and_said(office, tmp_path):
    cells = {"entry": "建议书；公开", "entry_on": "2024-01-06；2024-03-08"}
    outcome = case_with(office, tmp_path, **cells)
    assert wrong_in(outcome) == []
    assert [entry.kind for entry in CaseEntry.objects.all()] == ["published"]
    assert "恢复审查、审理以前的没有收入" in problems(outcome)


def problems(outcome):
    """What is said of a file that comes in, in one text."""
    return "".join(warning.problem.zh for warning in outcome.warnings.kept)


def suit_with(office, tmp_path, **cells):
    """What came of a dispute before one instance with two defendants, with these cells beside its own."""
    row = {**dict(zip(SUITS[0], SUITS[2], strict=True)), "被告": "甲县人民政府；甲县公安局", **cells}
    return come(office, tmp_path, RecordKind.LITIGATION, [tuple(row), tuple(row.values())])


def test_who_came_for_another_defendant_comes_in_beside_who_came_for_the_organ(office, tmp_path):
    outcome = suit_with(office, tmp_path, 开庭日期="2024-04-01", 出庭人员="副职", 其他被告出庭情况="甲县公安局：正职")
    assert wrong_in(outcome) == []
    came = Standing.objects.order_by("side__organ__name").values_list("side__organ__name", "standing")
    assert list(came) == [("甲县人民政府", "deputy"), ("甲县公安局", "chief")]
    outcome = suit_with(office, tmp_path, 开庭日期="2024-04-01", 出庭人员="副职", 其他被告出庭情况="甲县公安局")
    assert wrong_in(outcome) == [(2, "others_attended", "没有写出庭情况")]


@pytest.mark.parametrize(
    ("said", "lost"),
    [
        ("", ["甲县人民政府", "甲县公安局"]),
        ("是", ["甲县人民政府", "甲县公安局"]),
        ("否", []),
        ("甲县公安局", ["甲县公安局"]),
    ],
)
def test_a_result_goes_against_the_defendants_that_the_row_names(office, tmp_path, said, lost):
    outcome = suit_with(office, tmp_path, 判决结果="全部撤销", 结案日期="2024-05-01", 裁判不利的被告=said)
    assert wrong_in(outcome) == []
    sides = InstanceSide.objects.filter(lost=True).order_by("organ__name").values_list("organ__name", flat=True)
    assert list(sides) == lost
    assert Litigation.objects.get().state == "closed"


def test_confirmation_that_is_asked_for_and_not_ruled_on_is_kept(office, tmp_path):
    heads = ("received_on", "body", "dispute_type", "source", "result", "concluded_on", "asked_on")
    row = ("2024-03-05", "甲村人民调解委员会", "邻里纠纷", "主动", "成功", "2024-03-09", "2024-03-20")
    assert wrong_in(come(office, tmp_path, RecordKind.MEDIATION, [heads, row])) == []
    case = Mediation.objects.get()
    assert (str(case.asked_on), case.ruled_on) == ("2024-03-20", None)


def test_units_that_are_counted_once_each_come_in_by_name_with_their_quantity(office, tmp_path):
    heads = ("kind", "on", "quantity", "value", "unit_names")
    row = ("duty_report", "2024-05-01", "townships；departments", "2；1", "东镇、西镇；公安局")
    assert wrong_in(come(office, tmp_path, RecordKind.LEDGER, [heads, row])) == []
    named = dict(LedgerQuantity.objects.values_list("quantity", "names"))
    assert named == {"townships": ["东镇", "西镇"], "departments": ["公安局"]}


def test_a_name_with_a_semicolon_stays_one_in_a_cell_of_several(office, tmp_path):
    applicants = [{"kind": "citizen", "name": "甲；乙"}, {"kind": "citizen", "name": "丙;丁"}]
    office.do(office.register("2024-03-01", applicants=applicants), Act.ACCEPT, "2024-03-01")
    trip = Trip(tmp_path, office.person, office.reference)
    (_kind, _organ, path), = trip.given_out([office["甲县"]])  # fmt: skip
    assert "甲，乙；丙,丁" in path.read_text(encoding="utf-8-sig")


def test_an_answer_belongs_to_the_letter_it_stands_beside_however_a_row_orders_its_letters(office, tmp_path):
    cells = {"entry": "opinion；opinion", "entry_on": "2024-04-20；2024-04-05", "letter_to": "甲县公安局；甲县人民政府"}
    cells = {**cells, "answered_on": "2024-05-01；", "opinion_letter_on": "2024-04-05"}
    assert wrong_in(case_with(office, tmp_path, **cells)) == []
    answered = CaseEntry.objects.filter(kind="opinion", answered_on__lt="9999-12-31")
    assert [(str(each.on), str(each.answered_on)) for each in answered] == [("2024-04-20", "2024-05-01")]
