"""Who came to a hearing: the post decides the rank, and a name without one is asked for, never counted as nobody."""

from __future__ import annotations

import pytest

from casework.imports.cells.posts import Came, rank_of
from casework.imports.mapping import ColumnMapping
from casework.law.names import RecordKind
from casework.models import Appearance, Standing
from tests.imports.test_kinds import come, wrong_in

pytestmark = pytest.mark.django_db
SUIT = RecordKind.LITIGATION
HEADS = ("案号", "收案时间", "受案法院", "案由", "原告", "被告", "开庭日期")
CELLS = ("（2024）测1行初1号", "2024-03-01", "甲县人民法院", "行政处罚", "原告甲", "甲县公安局", "2024-04-01")


def suit(office, tmp_path, mapping=None, **cells):
    """What came of a suit with these cells beside."""
    given = {**dict(zip(HEADS, CELLS, strict=True)), **cells}
    return come(office, tmp_path, SUIT, [tuple(given), tuple(given.values())], mapping)


def came():
    """Rank, name and post of who came."""
    return [(each.rank, each.appeared, each.post) for each in Appearance.objects.order_by("pk")]


@pytest.mark.parametrize(
    ("post", "rank"),
    [
        ("局长", "chief"),
        ("代县长", "chief"),
        ("街道办主任", "chief"),
        ("党组书记、局长", "chief"),
        ("副局长", "deputy"),
        ("常务副县长", "deputy"),
        ("党组成员、副局长", "deputy"),
        ("副主任", "deputy"),
        ("党组成员", "other_leader"),
        ("总工程师", "other_leader"),
        ("四级主任科员", "staff"),
        ("法规股股长", "staff"),
        ("委托代理人", "staff"),
        ("律师", "staff"),
        ("局长委托的工作人员", "staff"),
        ("副局长及律师", "deputy"),
        ("县长助理", ""),
        ("办公室主任", ""),
        ("大队长", ""),
        ("局长未出庭", ""),
        ("原局长", ""),
        ("刘建军", ""),
    ],
)
def test_a_post_says_a_rank_only_where_the_rule_of_2020_leaves_no_doubt(post, rank):
    assert rank_of(post) == rank


@pytest.mark.parametrize(
    ("cells", "who"),
    [
        ({"出庭负责人": "刘建军", "职务": "副局长"}, ("deputy", "刘建军", "副局长")),
        ({"出庭负责人": "王副县长", "职务": "副县长"}, ("deputy", "王副县长", "副县长")),
        ({"出庭负责人": "赵局长"}, ("chief", "赵局长", "")),
        ({"出庭负责人": "李某某（委托代理人）", "职务": "工作人员"}, ("staff", "李某某（委托代理人）", "工作人员")),
        ({"出庭人员": "王某", "出庭人职务": "副县长"}, ("deputy", "王某", "副县长")),
        ({"负责人出庭情况": "副县长王某"}, ("deputy", "王某", "")),
        ({"出庭人员": "副职"}, ("deputy", "", "")),
        ({"出庭人员": "是", "出庭人职务": "副县长"}, ("deputy", "", "")),
        ({"出庭人员": "未出庭"}, ("nobody", "", "")),
        ({"出庭负责人": "未出庭"}, ("nobody", "", "")),
    ],
)
def test_who_came_is_recorded_with_the_rank_that_the_post_says(office, tmp_path, cells, who):
    assert wrong_in(suit(office, tmp_path, **cells)) == []
    assert came() == [who]


@pytest.mark.parametrize(
    ("cells", "column", "value"),
    [
        ({"出庭负责人": "刘建军"}, "出庭负责人", "刘建军"),
        ({"出庭负责人": "刘建军", "职务": "大队长"}, "职务", "大队长"),
        ({"出庭人员": "是"}, "出庭人员", "是"),
        ({"负责人出庭情况": "局长未出庭"}, "负责人出庭情况", "局长未出庭"),
    ],
)
def test_a_name_without_a_rank_is_asked_for_at_its_own_heading(office, tmp_path, cells, column, value):
    outcome = suit(office, tmp_path, **cells)
    (error,) = outcome.errors.kept
    assert (error.heading, error.value) == (column, value)
    assert "看不出出庭的是正职、副职" in error.problem.zh
    assert not Appearance.objects.exists()


def test_nobody_is_nobody(office, tmp_path):
    assert wrong_in(suit(office, tmp_path, 出庭负责人="无", 职务="")) == []
    assert set(Standing.objects.values_list("standing", flat=True)) == {"nobody"}


@pytest.mark.parametrize("cells", [{"出庭负责人": "刘建军", "职务": "大队长"}, {"出庭负责人": "刘建军，大队长"}])
def test_a_mapping_says_the_rank_of_a_post_or_of_a_name(office, tmp_path, cells):
    said = {"attended_rank": {list(cells.values())[-1]: "chief"}}
    assert wrong_in(suit(office, tmp_path, ColumnMapping(values=said), **cells)) == []
    assert [rank for rank, _name, _post in came()] == ["chief"]


def test_a_member_of_the_leading_group_is_taken_as_a_leader_in_charge_and_that_is_said(office, tmp_path):
    outcome = suit(office, tmp_path, 出庭负责人="刘建军", 职务="党组成员")
    assert [rank for rank, _name, _post in came()] == ["other_leader"]
    assert "「党组成员」按其他分管负责人记" in [odd.problem.zh for odd in outcome.warnings.kept]


def test_who_came_to_no_hearing_is_told(office, tmp_path):
    outcome = suit(office, tmp_path, 出庭负责人="刘建军", 职务="副局长", 开庭日期="")
    assert wrong_in(outcome) == []
    assert "没有写开庭日期，谁出庭没有记" in [odd.problem.zh for odd in outcome.warnings.kept]
    assert not Appearance.objects.exists()


def test_a_name_beside_nobody_is_refused(office, tmp_path):
    outcome = suit(office, tmp_path, 出庭人员="未出庭", 出庭负责人="刘建军", 职务="局长")
    assert wrong_in(outcome) == [(2, "appeared", "写了出庭的人，又写无人出庭")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("副县长王某", "王某"),
        ("王某（副局长）", "王某"),
        ("王副县长", "王副县长"),
        ("副局长出庭", ""),
        ("公安局副局长", ""),
        ("是", ""),
    ],
)
def test_the_name_beside_a_post_is_kept(text, name):
    assert Came(text, rank_of(text)).name == name
