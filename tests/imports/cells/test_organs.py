"""Organs as a county calls them: found where one organ of the county can be meant, else the nearest are offered."""

from __future__ import annotations

import pytest

from casework.imports.cells.organs import County
from casework.imports.mapping import ColumnMapping
from casework.law.names import RecordKind
from casework.models import Respondent
from tests.factories import add_organ
from tests.imports.sheets import CASES
from tests.imports.test_kinds import come, wrong_in
from tests.web.imports.sent import cells

pytestmark = pytest.mark.django_db
CASE = RecordKind.RECONSIDERATION


@pytest.fixture
def county(office):
    """The county of the tests with departments that have long names, and a neighbour with one of the same name."""
    for name, under in (
        ("甲县市场监督管理局", "甲县"),
        ("甲县人力资源和社会保障局", "甲县"),
        ("甲县卫生健康局", "甲县"),
        ("史村镇人民政府", "甲县"),
        ("甲县公安局交通警察大队", "甲局"),
        ("乙县民政局", "乙县"),
    ):
        add_organ(name=name, level="county", kind="department", under=office[under])
    return office


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("县公安局", "甲县公安局"),
        ("公安局", "甲县公安局"),
        ("县政府", "甲县人民政府"),
        ("甲县政府", "甲县人民政府"),
        ("县人民政府", "甲县人民政府"),
        ("市政府", "测试市人民政府"),
        ("省人民政府", "测试省人民政府"),
        ("县市监局", "甲县市场监督管理局"),
        ("市场监管局", "甲县市场监督管理局"),
        ("县人社局", "甲县人力资源和社会保障局"),
        ("史村镇政府", "史村镇人民政府"),
        ("甲县史村镇人民政府", "史村镇人民政府"),
        ("史村镇", "史村镇人民政府"),
        ("东镇", "甲县东镇人民政府"),
        ("县交警大队", "甲县公安局交通警察大队"),
        ("县税务局", "国家税务总局甲县税务局"),
    ],
)
@pytest.mark.parametrize("keeper", ["甲县", "甲局", "甲镇"])
def test_what_a_county_calls_an_organ_is_that_organ(county, keeper, said, name):
    assert County(county[keeper]).meant(said) == name


@pytest.mark.parametrize("said", ["民政局", "县民政局", "乙县公安局", "县卫健委", "镇政府", "局", "县", ""])
def test_what_no_organ_of_the_county_is_called_is_none(county, said):
    assert County(county["甲县"]).meant(said) is None


def test_a_short_form_of_two_organs_is_neither(county):
    add_organ(name="甲县市容监察管理局", level="county", kind="department", under=county["甲县"])
    assert County(county["甲县"]).meant("市监局") is None


def test_the_same_short_form_is_another_organ_in_another_county(county):
    assert County(county["乙县"]).meant("县政府") == "乙县人民政府"
    assert County(county["乙县"]).meant("县公安局") is None


def test_a_city_does_not_know_which_of_its_counties_is_meant(county):
    assert County(county["市"]).meant("县公安局") is None
    assert County(county["市"]).meant("市公安局") == "测试市公安局"


def test_an_organ_by_its_short_form_is_taken_and_said_once(county, tmp_path):
    rows = [[str(cell).replace("甲县公安局", "县公安局") for cell in row] for row in CASES]
    outcome = come(county, tmp_path, CASE, rows)
    assert wrong_in(outcome) == []
    assert set(Respondent.objects.values_list("organ__name", flat=True)) == {"甲县公安局"}
    assert [said.zh for said in outcome.told].count("被申请人「县公安局」都按甲县公安局读") == 1


def test_the_nearest_three_organs_of_the_county_are_offered(county, tmp_path):
    outcome = come(county, tmp_path, CASE, cells(CASES, respondent="县卫健委"))
    (error,) = outcome.errors.kept
    assert error.problem.zh == "没有这个机关"
    nearest = error.nearest.split("、")
    assert len(nearest) <= 3
    outcome = come(county, tmp_path, CASE, cells(CASES, respondent="甲县卫生健康委员会"))
    (error,) = outcome.errors.kept
    assert error.nearest.split("、")[0] == "甲县卫生健康局"


def test_a_mapping_says_which_organ_a_name_means(county, tmp_path):
    said = ColumnMapping(values={"respondent": {"县卫健委": "甲县卫生健康局"}})
    assert wrong_in(come(county, tmp_path, CASE, cells(CASES, respondent="县卫健委"), said)) == []
    assert Respondent.objects.filter(organ__name="甲县卫生健康局").exists()
