"""The tree of organs: found by name, former name or code; its classes; what may not be added."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.conf import settings

from casework.actions.reference.organs import add_organ, load_organs
from casework.errors import FaultyInput
from casework.models import FormerName, Organ
from casework.reference import Reference


def test_an_organ_is_found_by_name_former_name_and_division_code(office):
    organ = add_organ(
        name="甲县自然资源局",
        level="county",
        kind="department",
        under=office["甲县"],
        former=[{"name": "甲县国土资源局", "until": date(2019, 3, 31)}, {"name": "甲县土地局"}],
    )
    reference = Reference()
    for name in ("甲县自然资源局", "甲县国土资源局", "甲县土地局", " 甲县自然资源局 "):
        assert reference.organ(name) == organ
    assert reference.organ("141021") == office["甲县"]
    assert reference.organ("１４１０２１") == office["甲县"]


def test_a_present_name_goes_before_a_former_one(office):
    heir = add_organ(name="甲县新局", level="county", kind="department", under=office["甲县"])
    FormerName.objects.create(organ=heir, name="甲县公安局", until=date(2018, 1, 1))
    assert Reference().organ("甲县公安局") == office["甲局"]


@pytest.mark.parametrize("value", ["没有的局", "999999", "", "141021 甲县", "%"])
def test_an_unknown_organ_is_named(office, value):
    with pytest.raises(FaultyInput) as refused:
        Reference().organ(value)
    assert repr(value) in refused.value.en


def test_a_code_means_the_peoples_government_alone(office):
    assert set(Organ.objects.exclude(division_code=None).values_list("kind", flat=True)) == {"government"}


CLASSES = {
    "国": "state_council",
    "省": "province_government",
    "市": "city_government",
    "市局": "city_department",
    "甲县": "county_government",
    "甲局": "county_department",
    "甲所": "county_department",  # counts with the department that set it up
    "甲镇": "township",
    "甲税": "other",  # vertically led
}


@pytest.mark.parametrize(("short", "expected"), CLASSES.items())
def test_the_class_of_an_organ_follows_from_its_level_and_kind(office, short, expected):
    assert office[short].organ_class == expected


def test_a_street_office_counts_with_the_townships_and_a_court_with_the_others(office):
    street = add_organ(name="东街街道办事处", level="township", kind="street_office", under=office["甲县"])
    court = add_organ(name="甲县人民法院", level="county", kind="court", under=office["甲县"])
    assert (street.organ_class, court.organ_class) == ("township", "other")


def test_a_township_has_a_code_of_nine_digits_under_its_county(office):
    town = add_organ(name="甲县西镇人民政府", level="township", under=office["甲县"], code="141021101")
    town.full_clean(exclude=["word"])
    assert Organ.objects.get(division_code="141021101") == town
    assert office.reference.organ("141021101") == town
    with pytest.raises(FaultyInput, match="141022101"):
        add_organ(name="甲县北镇人民政府", level="township", under=office["甲县"], code="141022101")


WRONG = [
    ({"level": "county", "code": "141000"}, "141000"),
    ({"level": "county", "code": "991021"}, "991021"),
    ({"level": "county", "code": "140921"}, "140921"),  # of another city
    ({"level": "planet"}, "planet"),
    ({"level": "county", "kind": "club"}, "club"),
]


@pytest.mark.parametrize(("facts", "named"), WRONG)
def test_an_organ_with_a_wrong_code_level_or_kind_is_refused(office, facts, named):
    before = Organ.objects.count()
    with pytest.raises(FaultyInput, match=named):
        add_organ(name="戊县人民政府", under=office["市"], **facts)
    assert Organ.objects.count() == before


def test_the_subtree_of_an_organ_is_what_its_path_begins(office):
    def names(short: str) -> set[str]:
        return set(Organ.objects.under(office[short]).values_list("name", flat=True))

    assert names("甲局") == {"甲县公安局", "甲县公安局东关派出所"}
    assert "乙县人民政府" not in names("甲县")
    assert {"甲县人民政府", "乙县自然资源局"} < names("市")
    assert "丙县人民政府" not in names("市")
    assert names("国") == set(Organ.objects.values_list("name", flat=True))


def test_the_organs_of_the_fixtures_load_once_and_find_their_former_names(db):
    rows = json.loads((settings.BASE_DIR / "fixtures" / "organs.json").read_text(encoding="utf-8"))
    assert load_organs(rows) == len(rows)
    assert load_organs(rows) == 0
    reference = Reference()
    for row in rows:
        organ = reference.organ(row["name"])
        assert organ.division_code == row["code"]
        for former in row["former"]:
            assert reference.organ(former["name"]) == organ
    assert reference.organ("141021").name == "曲沃县人民政府"
    with pytest.raises(FaultyInput, match="没有的上级"):
        load_organs([{"name": "孤局", "level": "county", "kind": "department", "under": "没有的上级"}])


def test_a_place_too_far_down_is_refused_in_one_sentence_and_nothing_is_written(office):
    """A path holds 255 characters; the database would cut the statement off, or on SQLite take what it cannot hold."""
    above = office["甲县"]
    with pytest.raises(FaultyInput, match=r"第\d+层，太深") as refused:  # noqa: PT012  # how deep rests on the ids
        for number in range(200):
            count = Organ.objects.count()
            above = add_organ(name=f"所{number}", level="county", kind="agency", under=above)
    assert refused.value.where == "parent"
    assert Organ.objects.count() == count
    assert not Organ.objects.filter(path__startswith="?").exists()
    assert max(len(organ.path) for organ in Organ.objects.all()) <= 255
    rows = [{"name": f"层{n}", "level": "county", "kind": "agency", "under": f"层{n - 1}" if n else "甲县人民政府"}
            for n in range(200)]  # fmt: skip
    with pytest.raises(FaultyInput, match="太深"):
        load_organs(rows)
    assert Organ.objects.count() == count
