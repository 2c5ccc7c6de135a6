"""登记簿: every heading under which counties keep their ledgers has its column there once it is filled in."""

from __future__ import annotations

from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from casework.exports.columns.shape import RowReading
from casework.exports.register import register
from casework.exports.rows import Telling
from casework.kinds import KINDS
from casework.law.names import RecordKind
from casework.permissions import Reach
from tests.web.county import make_county

CLEAR = RowReading(Reach(everything=True))
HEADINGS: dict[RecordKind, dict[str, str]] = {
    RecordKind.RECONSIDERATION: {
        "案件编号": "编号", "申请人名称": "申请人", "具体行政行为": "行为文号", "被申请人": "被申请人",
        "收案日期": "收到日期", "承办人": "承办人", "案件状态": "状态", "申请方式": "渠道", "受理状态": "审查结果",
        "复议机关": "机关", "复议事项": "申请事项", "结案类型": "结案方式", "复议受理日期": "受理日期",
        "复议决定日期": "结案日期", "复议决定书编号": "决定书文号", "案件审核期倒计时": "最近到期日",
        "是否申请规范性文件审查": "申请附带审查", "是否延期": "延期.延期日期", "延期天数": "延期天数",
        "被申请人类型": "被申请人类型", "是否复议前置": "复议前置", "复议请求": "复议请求",
    },
    RecordKind.LITIGATION: {
        "本机关案号": "编号", "司法机关案号": "法院案号", "受案法院": "法院", "原告": "原告",
        "收案时间": "收到日期", "被告": "被告", "案由": "案由", "行政赔偿": "申请赔偿", "应诉承办人": "承办人",
        "案件类别": "申请事项", "出庭负责人": "负责人出庭.出庭人员姓名",
    },
    RecordKind.MEDIATION: {
        "受理单位": "调解组织", "受理时间": "收到日期", "调解员": "调解员", "纠纷类别": "纠纷类型",
        "调解结果": "结果", "结案日期": "结案日期", "案件种类": "协议形式", "满意度": "当事人满意",
        "当事人": "当事人", "是否司法确认": "裁定", "案件难易程度": "疑难复杂", "调解地点": "调解地点",
        "纠纷简要情况": "纠纷简要情况", "涉及金额": "涉及金额", "涉及人数": "涉及当事人", "协议号": "协议书编号",
        "协议签署时间": "协议生效日期", "案件来源": "来源", "回访": "回访日期",
    },
    RecordKind.LEDGER: {
        "规范性文件名称": "内容", "发布日期": "日期", "备注": "备注", "案件类型": "种类",
    },
    RecordKind.RESPONDENT: {
        "复议机关": "复议机关", "申请人": "申请人", "被申请人": "被申请人",
    },
}  # fmt: skip
"""Heading of a ledger in use -> the column of the register that holds it, behind its sheet if that is not the first."""


def sheets(
    office: Any, kind: RecordKind, reading: RowReading = CLEAR, language: str = "zh-hans"
) -> dict[str, list[Any]]:
    """Name of a sheet -> its rows, the headings first."""
    rows = KINDS[kind].model.objects.standing().order_by("received_on", "pk")
    with register(kind, rows, reading, office.reference, language, Telling()) as file:
        book = CalamineWorkbook.from_filelike(file)
        return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


@pytest.fixture
def whole(office):
    """The county, and a record of each kind in which all that a ledger asks is filled in."""
    make_county(office)
    case = office.accept("2024-06-03", request="撤销", complained_of={"number": "甲公罚〔2024〕1号"})
    case = office.do(case, "assign", "2024-06-03", handlers=["李某", "王某"])
    office.do(case, "conclude", "2024-07-01", outcome="uphold", number="甲政复决〔2024〕9号")
    suit = office.sue("2024-06-03", plaintiffs=[{"name": "原告甲"}], matter="行政处罚", handlers=["李某"],
                      compensation_claimed=True)  # fmt: skip
    suit = office.do(suit, "hold_hearing", "2024-06-20")
    office.do(suit, "record_appearance", "2024-06-20", organ="甲县人民政府", rank="chief",
              appeared={"name": "县长甲", "post": "县长"})  # fmt: skip
    quarrel = office.mediation(
        "2024-06-03", parties=[{"name": "当事人甲"}, {"name": "当事人乙"}], mediators=["调解员甲"], summary="排水沟",
        place="东村", amount="300",
    )  # fmt: skip
    quarrel = office.do(quarrel, "conclude", "2024-06-04", result="succeeded", form="written",
                        effective_on="2024-06-04", number="东调1号")  # fmt: skip
    quarrel = office.do(quarrel, "visit_back", "2024-06-20", satisfied=True)
    office.do(office.do(quarrel, "ask_confirmation", "2024-06-20"), "confirm", "2024-06-24", ruling="valid")
    return office


@pytest.mark.parametrize("kind", RecordKind)
def test_every_heading_of_the_ledgers_in_use_has_its_filled_column(whole, kind):
    found = sheets(whole, kind)
    for heading, where in HEADINGS[kind].items():
        sheet, _dot, column = where.rpartition(".")
        heads, *rows = found[sheet or next(iter(found))]
        assert column in heads, f"{heading}: {column} is not in {heads}"
        assert any(row[heads.index(column)] != "" for row in rows), heading


def test_codes_and_marks_stand_in_words_and_no_number_or_address_of_a_program_does(whole):
    for kind in RecordKind:
        for heads, *rows in sheets(whole, kind).values():
            assert not {"系统编号", "地址", "版本号"} & set(heads)
            said = {str(value) for row in rows for value in row}
            assert not said & {"uphold", "citizen", "true", "True", "chief", "in_person", "count"}


def test_a_column_in_which_nothing_stands_and_a_sheet_without_rows_are_left_out(office):
    office.register("2024-03-04")
    found = sheets(office, RecordKind.RECONSIDERATION)
    assert list(found) == ["行政复议案件", "申请人和第三人", "被申请人"]
    assert "结案方式" not in found["行政复议案件"][0]


def test_an_empty_register_is_a_workbook_with_its_first_heading(office):
    assert sheets(office, RecordKind.MEDIATION) == {"人民调解案件": [["编号"]]}


def test_who_reads_no_names_gets_them_masked_on_every_sheet(whole):
    for kind in RecordKind:
        said = str(sheets(whole, kind, RowReading()))
        for name in ("欧阳测试", "原告甲", "当事人甲", "司徒代表"):
            assert name not in said


def test_it_speaks_english_too(whole):
    found = sheets(whole, RecordKind.LITIGATION, language="en")
    assert "litigation cases" in found
    assert not any("\u4e00" <= letter <= "\u9fff" for name in found for letter in "".join(found[name][0]))
