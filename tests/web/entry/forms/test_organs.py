"""Which organs are found by what is typed."""

from __future__ import annotations

import pytest

from casework.actions.reference.organs import add_organ
from casework.errors import FaultyInput
from casework.models import Organ
from casework.models.reference.organs import FormerName
from casework.web.entry.beside.organs import fitting, organ_typed


@pytest.fixture
def county(office):
    """甲县 with an organ of a long name, and one that bore another name before."""
    county = office["甲县"]
    for name in ("甲县人力资源和社会保障局", "甲县市场监督管理局", "甲县应急管理局", "甲县退役军人事务局"):
        add_organ(under=county, name=name, kind="department", level="county")
    renamed = Organ.objects.get(name="甲县应急管理局")
    FormerName.objects.create(organ=renamed, name="甲县安全生产监督管理局")
    renamed.respell()
    return county


def names(text, near):
    return [organ.name for organ in fitting(text, near)]


@pytest.mark.parametrize("typed", ["人社局", "rsj", " 人社 局", "RSJ"])
def test_an_organ_is_found_by_its_short_form(county, typed):
    assert names(typed, county)[0] == "甲县人力资源和社会保障局"


@pytest.mark.parametrize("typed", ["社人局", "jsr", ".*"])
def test_letters_in_another_order_and_marks_find_nothing_by_short_form(county, typed):
    assert "甲县人力资源和社会保障局" not in names(typed, county)


def test_a_short_form_is_offered_and_never_taken_unasked(county):
    with pytest.raises(FaultyInput, match="可能是：甲县人力资源和社会保障局"):
        organ_typed("rsj", county)
    assert organ_typed("rlzy", county).name == "甲县人力资源和社会保障局"


def test_the_name_that_is_borne_goes_before_a_name_borne_before(county):
    assert names("scjd", county) == ["甲县市场监督管理局", "甲县应急管理局"]
    assert names("aqsc", county) == ["甲县应急管理局"]
