"""Where the head of a sheet stands, which rows are records, and what is said of the rest."""

from __future__ import annotations

import pytest

from casework.errors import FaultyInput
from casework.imports.files.book import Book, Sheet
from casework.imports.mapping import ColumnMapping, plain_heading
from casework.imports.tables import tables
from casework.law.names import RecordKind

HEAD = ["序号", "案号", "受理时间", "受理单位", "纠纷类别", "案件来源", "调解员", "办件情况", "操作"]
ROW = [1, "测调〔2024〕1号", "2024.3.5", "甲村调委会", "邻里", "当事人申请", "调解员甲", "已回复", "查看"]


def table_of(*rows, mapping=None, kind=RecordKind.MEDIATION, hidden=False):
    """The one table of a sheet of these rows, its records and what was said."""
    book = Book(lambda: iter([Sheet("台账", hidden, iter([list(row) for row in rows]))]))
    found = next(tables(book, kind, mapping or ColumnMapping()))
    return found, list(found.rows), [said.zh for said in found.told]


def test_titles_above_a_head_and_totals_below_are_seen_and_said():
    table, rows, said = table_of(
        ["甲县2024年人民调解台账"], [], HEAD, ROW, [], ROW, HEAD, ROW, ["合计", "", "", "3"], ["填表人：测试"]
    )
    assert table.head_row == 3
    assert [n for n, _row in rows] == [4, 6, 8]
    assert said == ["表头在第3行，上面是标题", "2行合计、落款行没有读", "1行重复的表头没有读"]


def test_a_title_that_is_merged_over_all_columns_is_no_head_and_no_record():
    table, rows, _said = table_of(["甲县台账"] * 9, HEAD, ROW)
    assert (table.head_row, len(rows)) == (2, 1)


def test_a_head_of_two_rows_is_read_by_its_lower_row_where_it_has_one():
    table, rows, said = table_of(
        ["案号", "受理时间", "受理单位", "纠纷情况", "纠纷情况", "来源", "处理", "处理"],
        ["案号", "受理时间", "受理单位", "纠纷类别", "涉及人数", "来源", "调解结果", "结案日期"],
        ["1", "2024-03-05", "甲村", "邻里", 2, "主动", "成功", "2024-03-06"],
    )
    assert table.places == [
        "number", "received_on", "body", "dispute_type", "parties", "source", "result", "concluded_on",
    ]  # fmt: skip
    assert len(rows) == 1
    assert said == ["表头在第2行，上面是标题"]


def test_a_head_of_two_rows_that_was_not_merged_is_read_as_well():
    table, _rows, said = table_of(
        ["案号", "受理时间", "受理单位", "纠纷情况", "", "来源"],
        ["", "", "", "纠纷类别", "涉及人数", ""],
        ["1", "2024-03-05", "甲村", "邻里", 2, "主动"],
    )
    assert table.places == ["number", "received_on", "body", "dispute_type", "parties", "source"]
    assert said == ["表头有两行"]


def test_what_stands_below_a_heading_of_two_rows_is_read_together_with_it_where_it_says_nothing_alone():
    table, rows, _said = table_of(
        ["案号", "收到日期", "申请方式", "申请人", "", "被申请人", "", "申请人类型", "申请事项", "管理类别"],
        ["", "", "", "姓名", "联系方式", "名称", "联系方式", "", "", ""],
        ["1", "2024-03-05", "当面", "甲", "1", "乙局", "2", "公民", "行政处罚", "公安"],
        kind=RecordKind.RECONSIDERATION,
    )
    assert table.headings[3:7] == ["申请人姓名", "申请人联系方式", "被申请人名称", "被申请人联系方式"]
    assert (table.places[3], table.places[5]) == ("applicant", "respondent")
    assert len(rows) == 1


def test_a_first_record_without_a_day_is_not_taken_for_a_second_row_of_the_head():
    head = ["案号", "受理时间", "受理单位", "纠纷类别", "案件来源", "", "备注"]
    table, rows, _said = table_of(head, ["1", "", "甲村", "邻里", "主动", "又记", ""], ROW)
    assert (table.depth, len(rows)) == (1, 2)


@pytest.mark.parametrize(
    "row",
    [
        ["合  计", "", "", "", "", "", 3],
        ["", "", "", "甲镇小计", "", "", 3],
        ["甲镇", "甲镇", "甲镇", "甲镇", "甲镇", "甲镇"],
        ["本月合计"] * 6,
        ["单位负责人：甲", "", "填表人：乙"],
        ["", "", "制表：甲"],
        ["审核人（签字）：", "", "", "填报日期：2024年3月5日"],
        ["第 1 页 共 3 页"],
        ["注：金额以元为单位"],
    ],
)
def test_a_row_that_sums_up_or_signs_is_no_record(row):
    _table, rows, said = table_of(HEAD, ROW, row, ROW)
    assert [n for n, _row in rows] == [2, 4]
    assert said == ["1行合计、落款行没有读"]


def test_a_row_that_only_looks_like_a_total_is_read_and_so_found_wrong():
    rows = [[4, "", "2024.3.5", "小计村调委会"], [5, "测调〔2024〕5号"], ["", "", "", "共同纠纷"]]
    assert len(table_of(HEAD, ROW, *rows)[1]) == 4


def test_a_running_number_that_was_filled_down_ahead_makes_no_record():
    _table, rows, said = table_of(HEAD, ROW, [2], [3], ["", "", "", "", "", "", "", "", "查看"])
    assert (len(rows), said) == (1, ["3行只有序号的空行没有读"])


def test_title_and_head_that_stand_again_on_each_page_are_passed_over():
    title = ["甲县台账", "", "", "", "单位：元"]
    _table, rows, said = table_of(title, HEAD, ROW, ["甲县台账 ", "", "", "", "单位： 元"], HEAD, ROW)
    assert [n for n, _row in rows] == [3, 6]
    assert said == ["表头在第2行，上面是标题", "2行重复的表头没有读"]


def test_a_sheet_that_is_named_and_not_there_is_told_with_those_that_are():
    with pytest.raises(FaultyInput, match=r"「台帐」不存在.*台账"):
        table_of(HEAD, ROW, mapping=ColumnMapping(sheet="台帐"))


def test_running_numbers_and_buttons_are_passed_over_and_what_has_no_place_becomes_a_note():
    table, _rows, _said = table_of(HEAD, ROW)
    assert (table.places[0], table.places[-1]) == ("skip", "skip")
    assert table.unplaced == ["办件情况"]


@pytest.mark.parametrize(
    "heading", ["受理 时间", "受理\n时间", "\ufeff受理时间", "受理时间*", "received_on", "收到日期："]
)
def test_spaces_line_breaks_unseen_characters_and_stars_do_not_matter_in_a_heading(heading):
    assert ColumnMapping().place_of(RecordKind.MEDIATION, heading) == "received_on"


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("受理时间（必填）", "received_on"),
        ("受理时间(年/月/日)", "received_on"),
        ("受理时间（如2024-03-05）", "received_on"),
        ("2.受理时间", "received_on"),
        ("（2）受理时间", "received_on"),
        ("纠纷类别（下拉选择）", "dispute_type"),
        ("调解结果（成功/不成功）", "result"),
        ("受理时间（公安）", "to_note"),
    ],
)
def test_what_a_heading_says_of_how_it_is_filled_in_does_not_matter(heading, column):
    assert ColumnMapping().place_of(RecordKind.MEDIATION, heading) == column


def test_brackets_of_every_sort_are_the_same_in_a_heading():
    assert plain_heading("原告〔公民/法人、其他组织〕") == plain_heading("原告(公民/法人、其他组织)")


def test_two_columns_that_mean_the_same_are_refused_by_both_names():
    with pytest.raises(FaultyInput, match="「受理时间」和「受案时间」都是收到日期"):
        table_of([*HEAD, "受案时间"], ROW)


def test_one_heading_that_stands_twice_is_told_as_what_no_mapping_can_part():
    with pytest.raises(FaultyInput, match="「受理时间」有两列，留一列，或者改一个列名"):
        table_of([*HEAD, "受理 时间"], ROW)


def test_a_heading_without_a_place_may_stand_twice_and_both_are_kept():
    table, _rows, _said = table_of([*HEAD, "说明", "说明"], [*ROW, "一", "二"])
    assert table.unplaced == ["办件情况", "说明", "说明"]


def test_a_mapping_says_which_of_two_columns_is_meant():
    mapping = ColumnMapping(headings={"受案时间": "to_note"})
    table, _rows, _said = table_of([*HEAD, "受案时间"], ROW, mapping=mapping)
    assert table.unplaced == ["办件情况", "受案时间"]


def test_a_required_column_that_is_missing_is_named_and_a_constant_stands_for_it():
    without = [head for head in HEAD if head != "案件来源"]
    with pytest.raises(FaultyInput, match="缺少列：来源"):
        table_of(without, ROW)
    table, rows, _said = table_of(without, ROW, mapping=ColumnMapping(constants={"source": "主动"}))
    assert "source" not in table.places
    assert len(rows) == 1


def test_a_file_without_any_known_heading_is_refused_with_what_a_head_is():
    with pytest.raises(FaultyInput, match=r"没有找到表头.*收到日期"):
        table_of(["甲", "乙"], ["丙", "丁"])


def test_a_hidden_sheet_is_not_read_unless_it_is_named():
    with pytest.raises(FaultyInput, match="没有找到表头"):
        table_of(HEAD, ROW, hidden=True)
    _table, rows, _said = table_of(HEAD, ROW, hidden=True, mapping=ColumnMapping(sheet="台账"))
    assert len(rows) == 1


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"heading": {}}, "「heading」不存在"),
        ({"headings": {"甲": "nothing"}}, "「nothing」不存在"),
        ({"values": {"colour": {}}}, "「colour」不存在"),
        ({"dates": "1900s"}, "「1900s」不存在"),
        ({"headings": []}, "headings写错了"),
        ([], "写成名称和值"),
    ],
)
def test_a_mapping_that_names_what_is_not_there_is_refused(data, said):
    with pytest.raises(FaultyInput, match=said):
        ColumnMapping.read(RecordKind.MEDIATION, data)
