"""Cells as people fill them in."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from casework.imports.cells.codes import shipped_values
from casework.imports.columns import COLUMNS
from casework.imports.columns.shape import Wrong
from casework.imports.mapping import ColumnMapping, known_headings, shipped_headings
from casework.imports.values import CellReader
from casework.law.names import RecordKind

pytestmark = pytest.mark.django_db
CASE, SUIT, MEDIATION = RecordKind.RECONSIDERATION, RecordKind.LITIGATION, RecordKind.MEDIATION


def read(office, kind, column, cell, **own):
    """What a cell of a column says."""
    return CellReader(kind, office.reference, {column: own} if own else {}).read(COLUMNS[kind][column], cell)


@pytest.mark.parametrize(
    ("kind", "column", "cell", "value"),
    [
        (CASE, "received_on", date(2024, 3, 5), date(2024, 3, 5)),
        (CASE, "received_on", datetime.fromisoformat("2024-03-05T10:00"), date(2024, 3, 5)),
        (CASE, "received_on", 45356.0, date(2024, 3, 5)),
        (CASE, "received_on", 20240305, date(2024, 3, 5)),
        (CASE, "received_on", "二〇二四年三月五日", date(2024, 3, 5)),
        (CASE, "received_on", " — ", None),
        (CASE, "received_on", "2024-03-05 周二 10:30", date(2024, 3, 5)),
        (CASE, "received_on", "2024年3月5日 星期二", date(2024, 3, 5)),
        (CASE, "received_on", '="2024-03-05"', date(2024, 3, 5)),
        (CASE, "compensation_granted", "￥1,200.50", Decimal("1200.50")),
        (CASE, "compensation_granted", "人民币1200元整", Decimal(1200)),
        (CASE, "identity_number", "'110101199003070011", ["110101199003070011"]),
        (CASE, "identity_number", '="110101199003070011"', ["110101199003070011"]),
        (CASE, "identity_number", "110101199003070011\t", ["110101199003070011"]),
        (CASE, "identity_number", "91110000000000000E", ["91110000000000000E"]),
        (CASE, "applicant", "'=cmd|' /C calc'!A0", ["=cmd|' /C calc'!A0"]),
        (CASE, "applicant", "@SUM(1+1)*cmd|' /C calc'!A0", ["@SUM(1+1)*cmd|' /C calc'!A0"]),
        (CASE, "applicant", "+1+cmd", ["+1+cmd"]),
        (CASE, "address", date(2024, 3, 5), ["2024-03-05"]),
        (CASE, "telephone", 13800000000.0, ["13800000000"]),
        (CASE, "compensation_granted", "1.2万元", Decimal(12000)),
        (CASE, "compensation_granted", "１，２００．５０", Decimal("1200.50")),
        (CASE, "compensation_granted", 300.0, Decimal(300)),
        (MEDIATION, "parties", "3人", 3),
        (MEDIATION, "parties", 2.0, 2),
        (MEDIATION, "parties", "两人", 2),
        (MEDIATION, "parties", "十二", 12),
        (MEDIATION, "confirmed_on", "否", None),
        (CASE, "enterprise_related", "√", True),
        (CASE, "enterprise_related", "×", False),
        (CASE, "enterprise_related", "有", True),
        (CASE, "enterprise_related", "无", False),
        (CASE, "matter", "行政处罚类", ["administrative_penalty"]),
        (CASE, "matter", "行政处罚；行政许可", ["administrative_penalty", "licensing"]),
        (CASE, "channel", "网上申报", "internet"),
        (CASE, "channel", "掌上复议", "internet"),
        (CASE, "outcome", "终止-撤回", "withdrawn"),
        (CASE, "outcome", "责令限期履行", "order_performance"),
        (CASE, "intake", "不予受理", "declined"),
        (CASE, "procedure", "一般程序", "ordinary"),
        (CASE, "state", "立案已审批", "reviewing"),
        (CASE, "applicant", "申请人\n甲；申请\u200b人乙;", ["申请人甲", "申请人乙"]),
        (CASE, "handlers", "经办人甲、经办人乙", ["经办人甲", "经办人乙"]),
        (CASE, "applicant_kind", "个人", ["citizen"]),
        (CASE, "identity_number", "Ｅ１２３４５６７８", ["E12345678"]),
        (SUIT, "attended_rank", "未出庭", ["nobody"]),
        (SUIT, "instance", "一审；二审", ["first", "second"]),
        (MEDIATION, "dispute_type", "道路交通事故纠纷", "traffic"),
        (MEDIATION, "source", "调委会主动", "active"),
        (MEDIATION, "result", "调解成功", "succeeded"),
        (MEDIATION, "agreement_form", "口头协议", "oral"),
    ],
)
def test_what_people_write_is_understood(office, kind, column, cell, value):
    assert read(office, kind, column, cell) == value


@pytest.mark.parametrize(
    ("kind", "column", "cell", "problem", "allowed"),
    [
        (CASE, "received_on", "2024-02-30", "不是日期", "2024-03-05"),
        (CASE, "received_on", "1024-02-03", "不是日期", "2024-03-05"),
        (CASE, "received_on", "2024年3月", "只有年月，缺日", "2024-03-05"),
        (CASE, "received_on", "2024.3", "只有年月，缺日", "2024-03-05"),
        (CASE, "received_on", 2024.3, "只有年月，缺日", "2024-03-05"),
        (CASE, "received_on", "3月5日", "没有年份", "2024-03-05"),
        (CASE, "received_on", "2024-03-05、2024-04-06", "写了几个日期", "2024-03-05"),
        (CASE, "received_on", True, "不是日期", "2024-03-05"),
        (CASE, "received_on", "#REF!", "错误值", "在表格里改正"),
        (CASE, "applicant", "#N/A", "错误值", "在表格里改正"),
        (CASE, "compensation_granted", "########", "错误值", "在表格里改正"),
        (CASE, "compensation_granted", "50%", "不是数", "1.2万元"),
        (CASE, "identity_number", 1.1010119900307e17, "第15位以后已经丢失", "文本"),
        (CASE, "identity_number", "911100000000000000", "校验码不对", "护照"),
        (CASE, "compensation_granted", "很多", "不是数", "1.2万元"),
        (MEDIATION, "parties", "2.5", "不是整数", "1、2"),
        (CASE, "enterprise_related", "也许", "看不出", "是、否"),
        (CASE, "outcome", "赞成", "不存在", "维持"),
        (CASE, "respondent", "没有的局", "没有这个机关", "全称"),
        (CASE, "matter", "行政处法", "不存在", "行政处罚"),
        (CASE, "identity_number", "110101199003070012", "校验码不对", "护照"),
    ],
)
def test_what_cannot_be_understood_is_refused_with_what_is_allowed(office, kind, column, cell, problem, allowed):
    with pytest.raises(Wrong) as refused:
        read(office, kind, column, cell)
    assert problem in refused.value.problem.zh
    assert allowed in refused.value.allowed.zh
    assert refused.value.column == column


@pytest.mark.parametrize(
    ("heading", "amount"),
    [
        ("涉及金额（万元）", 15_000),
        ("涉及金额(万元)", 15_000),
        ("涉案金额（单位：万元）", 15_000),
        ("涉及金额/万元", 15_000),
        ("涉及金额（元）", 1.5),
        ("涉及金额（单位：元）", 1.5),
    ],
)
def test_a_heading_says_in_which_unit_its_numbers_are(office, heading, amount):
    reader = CellReader(MEDIATION, office.reference, {})
    assert ColumnMapping().place_of(MEDIATION, heading) == "amount"
    assert reader.read(COLUMNS[MEDIATION]["amount"], 1.5, heading) == Decimal(str(amount))


@pytest.mark.parametrize(("cell", "amount"), [("15000元", 15_000), ("1.5万元", 15_000), ("1.5", 15_000), (0.5, 5_000)])
def test_a_unit_within_a_cell_goes_before_that_of_its_heading(office, cell, amount):
    reader = CellReader(MEDIATION, office.reference, {})
    assert reader.read(COLUMNS[MEDIATION]["amount"], cell, "涉及金额（万元）") == amount


@pytest.mark.parametrize(
    ("column", "cell", "nearest"), [("outcome", "责令屡行", "责令履行"), ("matter", "行政处法", "行政处罚")]
)
def test_the_nearest_of_what_is_allowed_is_named(office, column, cell, nearest):
    with pytest.raises(Wrong) as refused:
        read(office, CASE, column, cell)
    assert refused.value.nearest == nearest


def test_values_of_ones_own_go_before_what_is_shipped_and_may_mean_nothing(office):
    assert read(office, CASE, "channel", "网上申报", 网上申报="mail") == "mail"
    assert read(office, CASE, "outcome", "未结", 未结="") is None


def test_every_shipped_heading_and_value_belongs_to_a_column_and_means_one_that_there_is(office):
    for kind, heads in shipped_headings().items():
        assert not set(heads) - set(COLUMNS[RecordKind(kind)])
    flags = {"yes", "no", "nothing", "pending"}
    for column, values in shipped_values().items():
        kinds = [kind for kind in RecordKind if column in COLUMNS[kind]]
        assert kinds or column in flags, column
        for said, meant in values.items() if column not in flags and column != "after_reconsideration" else ():
            assert any(_is_read(office, kind, column, said) for kind in kinds) or not meant, (column, said)


def _is_read(office, kind, column, said) -> bool:
    try:
        read(office, kind, column, said)
    except Wrong:
        return False
    return True


@pytest.mark.parametrize("kind", list(RecordKind))
def test_no_heading_means_two_columns_of_a_kind(kind):
    heads = shipped_headings()[kind.value]
    labels = {column.label.zh: key for key, column in COLUMNS[kind].items()}
    twice = [(key, head) for key, said in heads.items() for head in said if labels.get(head, key) != key]
    every = [head for said in heads.values() for head in said]
    assert twice == []
    assert [head for head in every if every.count(head) > 1] == []
    assert known_headings(kind)
