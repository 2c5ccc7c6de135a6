"""Offices anywhere in the country: found by name or code, with the governments and departments of their kind."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.conf import settings

from casework.actions.reference.divisions import Divisions
from casework.actions.reference.offices import Offices
from casework.actions.reference.organs import load_organs
from casework.errors import FaultyInput
from casework.law.names import Level, OrganKind
from casework.law.organs.divisions import PROVINCES, check_division, level_of
from casework.models import Organ

FIXTURES = Path(settings.BASE_DIR) / "fixtures"


@pytest.fixture(scope="module")
def offices() -> Offices:
    return Offices(FIXTURES)


# ---- The list ----


def test_every_organ_of_the_nation_stands_below_one_before_it_and_bears_a_code_of_its_level(offices):
    seen, codes = {}, set()
    for row in offices.office("国务院").rows:
        assert row["name"] not in seen
        above = seen[row["under"]] if row["under"] else None
        seen[row["name"]] = row
        if row.get("code"):
            assert row["code"] not in codes
            codes.add(row["code"])
            assert check_division(row["code"], Level(row["level"]), above and above["code"]) is None, row
    listed = offices.divisions.names
    assert {code[:2] for code in listed} == set(PROVINCES) - {"71", "81", "82"}
    assert {code for code in listed if level_of(code) is not Level.TOWNSHIP} <= codes


def test_a_line_gives_a_code_where_the_number_is_not_the_next():
    divisions = Divisions(["110101东城区 001甲街道 乙街道 100丙镇 丁镇", "110000北京市"])
    assert divisions.names == {
        "110000": "北京市",
        "110101": "东城区",
        "110101001": "甲街道",
        "110101002": "乙街道",
        "110101100": "丙镇",
        "110101101": "丁镇",
    }
    assert divisions.line("110101101") == ["000000", "110000", "110101", "110101101"]
    assert divisions.within("110101") == ["110101001", "110101002", "110101100", "110101101"]


def test_what_is_listed_beside_the_divisions_fits_some_of_them():
    usual = json.loads((FIXTURES / "departments.json").read_text(encoding="utf-8"))
    codes = Divisions.of_file(FIXTURES / "divisions.txt").names
    sorts = {"province", "municipality", "city", "prefecture", "county", "district"}
    for row in usual:
        assert set(row) <= {"what", "name", "kind", "under", "at"}
        for word in row["at"]:
            assert word in sorts or any(code.startswith(word) for code in codes), row


# ---- Found ----


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("曲沃县", "曲沃县人民政府"),
        ("曲沃县人民政府", "曲沃县人民政府"),
        ("临汾地区行政公署", "临汾市人民政府"),  # a former name
        ("141002", "尧都区人民政府"),  # as the list of organs calls it
        ("四川省广元市利州区", "广元市利州区人民政府"),
        (" 四川省 广元市 利州区 人民政府 ", "广元市利州区人民政府"),
        ("利州区", "广元市利州区人民政府"),
        ("四川省利州区", "广元市利州区人民政府"),
        ("５１０８０２", "广元市利州区人民政府"),
        ("北京市朝阳区", "北京市朝阳区人民政府"),
        ("锡林郭勒盟", "锡林郭勒盟行政公署"),
        ("大兴安岭地区行政公署", "大兴安岭地区行政公署"),
        ("凉山彝族自治州", "凉山彝族自治州人民政府"),
        ("吉林市", "吉林市人民政府"),
        ("吉林省", "吉林省人民政府"),
        ("东莞市石碣镇", "东莞市石碣镇人民政府"),
        ("441900101", "东莞市石碣镇人民政府"),
        ("广元市利州区司法局", "广元市利州区司法局"),
        ("国家税务总局大连市税务局", "国家税务总局大连市税务局"),
        ("曲沃县公安局", "曲沃县公安局"),
    ],
)
def test_an_office_is_found_by_name_and_code(offices, said, name):
    found = offices.office(said)
    assert found.name == name
    assert name in {row["name"] for row in found.rows}


@pytest.mark.parametrize(
    ("said", "codes"),
    [("鼓楼区", ("320106", "320302", "350102", "410204")), ("城区人民政府", ("140302", "140502", "441502"))],
)
def test_a_name_of_several_is_refused_with_each_and_its_code(offices, said, codes):
    with pytest.raises(FaultyInput) as refused:
        offices.find(said)
    for code in codes:
        assert f"{offices.divisions.full(code)}（{code}）" in refused.value.zh
        assert code in refused.value.en


@pytest.mark.parametrize(
    ("said", "near"),
    [
        ("曲沃现", "曲沃县（141021）"),
        ("广元市利洲区", "广元市利州区（510802）"),
        ("河南", "河南省（410000）"),
        ("广元市利洲区公安局", "510802"),
    ],
)
def test_a_misspelt_name_is_refused_with_the_nearest(offices, said, near):
    with pytest.raises(FaultyInput, match=said) as refused:
        offices.find(said)
    assert near in refused.value.zh


@pytest.mark.parametrize("said", ["", "人民政府", "市辖区", "999999", "140199", "香港特别行政区", "城关镇", "1" * 6000])
def test_what_no_division_is_called_is_refused(offices, said):
    with pytest.raises(FaultyInput, match="不存在"):
        offices.office(said)


def test_a_department_that_the_place_has_not_is_refused(offices):
    with pytest.raises(FaultyInput, match="曲沃县城市管理局"):
        offices.office("曲沃县城市管理局")  # its departments are listed, and it is none of them


# ---- What an office works with ----


def names(offices: Offices, said: str) -> set[str]:
    return {row["name"] for row in offices.office(said).rows}


def test_an_office_gets_what_is_above_below_and_beside_it_and_no_sister(offices):
    found = names(offices, "广元市利州区")
    assert {"国务院", "四川省人民政府", "四川省公安厅", "广元市人民政府", "广元市公安局"} < found
    assert {"广元市利州区司法局", "广元市利州区三堆镇人民政府", "广元市利州区嘉陵街道办事处"} < found
    assert not [name for name in found if any(other in name for other in ("昭化", "苍溪", "成都", "山西", "临汾"))]
    city = names(offices, "广元市")
    assert {"广元市昭化区人民政府", "苍溪县公安局", "苍溪县人民法院"} < city
    assert found < city


def test_the_listed_departments_of_a_place_go_before_the_usual(offices):
    rows = json.loads((FIXTURES / "organs.json").read_text(encoding="utf-8"))
    real = {r["name"] for r in rows if r["under"] == "曲沃县人民政府" and r["kind"] == OrganKind.DEPARTMENT}
    office = offices.office("曲沃县")
    made = {r["name"] for r in office.rows if r["under"] == "曲沃县人民政府" and r["kind"] == OrganKind.DEPARTMENT}
    assert made == real
    towns = {r["name"]: r["code"] for r in office.rows if r["level"] == Level.TOWNSHIP}
    assert towns["史村镇人民政府"] == "141021101"
    assert len(towns) == 7


def test_a_place_with_some_departments_listed_gets_the_others_once(offices):
    made = names(offices, "翼城县")
    assert {"翼城县住房和城乡建设管理局", "翼城县司法局", "翼城县唐兴镇人民政府", "翼城县里砦镇人民政府"} < made
    assert "翼城县住房和城乡建设局" not in made
    assert not [name for name in made if name.startswith("曲沃县")]


@pytest.mark.parametrize(
    ("said", "have", "lack"),
    [
        ("北京市东城区", ("北京市公安局东城分局", "北京市规划和自然资源委员会东城分局"), "北京市东城区公安局"),
        ("浦东新区", ("上海市公安局浦东分局", "上海市浦东新区规划和自然资源局"), "上海市浦东新区公安局"),
        ("重庆市城口县", ("城口县公安局", "城口县规划和自然资源局"), "城口县自然资源局"),
        ("广元市利州区", ("广元市公安局利州分局", "广元市自然资源局利州分局"), "广元市利州区公安局"),
        ("神农架林区", ("神农架林区人民政府", "神农架林区公安局"), "湖北省公安局神农架分局"),
        ("六枝特区", ("六枝特区人民政府", "六枝特区公安局"), "六盘水市公安局六枝特分局"),
        ("山西省阳泉市城区", ("阳泉市公安局城区分局",), "阳泉市公安局城分局"),
    ],
)
def test_departments_are_called_as_places_of_their_kind_call_them(offices, said, have, lack):
    found = names(offices, said)
    assert set(have) < found
    assert lack not in found


def test_a_tax_bureau_stands_below_that_of_the_city_and_in_five_cities_below_the_nations(offices):
    above = {row["name"]: row["under"] for row in offices.office("辽宁省").rows}
    assert above["国家税务总局大连市税务局"] == "国家税务总局"
    assert above["国家税务总局鞍山市税务局"] == "国家税务总局辽宁省税务局"
    assert above["国家税务总局大连市中山区税务局"] == "国家税务总局大连市税务局"


def test_a_government_renamed_since_is_known_by_its_code(db, offices):
    load_organs(offices.office("苍溪县").rows)
    Organ.objects.filter(division_code="510800").update(name="新广元市人民政府")
    load_organs(offices.office("广元市利州区").rows)
    assert Organ.objects.get(division_code="510802").parent.name == "新广元市人民政府"
    assert not Organ.objects.filter(name="广元市人民政府").exists()
