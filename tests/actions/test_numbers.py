"""Numbers: one series an organ, kind and year; never used twice, by hand or by the system."""

from __future__ import annotations

import pytest
from django.db import transaction

from casework.actions.reference.organs import add_organ
from casework.errors import ActRefused, CaseworkError
from casework.models import NumberSeries
from tests.factories import numbers_of, traces

TAKEN = (ActRefused, CaseworkError)


def test_numbers_follow_the_organs_word_year_and_serial(office):
    first, second = office.register("2023-12-31"), office.register("2024-01-01")
    third = office.register("2024-06-01", actor=office.actor("乙县"))
    fourth = office.register("2024-06-02")
    assert [case.number for case in (first, second, third, fourth)] == [
        "甲政复〔2023〕1号",
        "甲政复〔2024〕1号",
        "乙政复〔2024〕1号",
        "甲政复〔2024〕2号",
    ]


def test_each_kind_of_record_has_a_series_of_its_own(office):
    numbers = [record.number for record in (office.register("2024-05-06"), office.sue(), office.mediation())]
    assert numbers == ["甲政复〔2024〕1号", "甲政应诉〔2024〕1号", "甲政调〔2024〕1号"]
    assert office.entry().number == "甲政台账〔2024〕1号"
    assert office.mediation().number == "甲政调〔2024〕2号"


def test_an_organ_without_a_word_numbers_by_its_name(office):
    case = office.register(actor=office.actor("甲镇"), respondents=["甲县公安局"])
    assert case.number == "甲县东镇人民政府复〔2024〕1号"


@pytest.mark.parametrize("text", ["甲政复〔2024〕7号", "甲政复[2024]7号", " 甲政复(2024)７号 ", "甲政复【2024】7号"])
def test_a_number_given_by_hand_is_written_in_one_form_and_the_series_goes_on_after_it(office, text):
    given = office.register(number=text)
    assert given.number == "甲政复〔2024〕7号"
    assert office.register().number == "甲政复〔2024〕8号"


def test_a_number_that_is_taken_is_refused_and_nothing_changes(office):
    office.register(number="甲政复〔2024〕7号")
    before = traces()
    for text in ("甲政复〔2024〕7号", "甲政复(2024)7号"):
        with transaction.atomic(), pytest.raises(TAKEN):
            office.register(number=text)
    assert traces() == before
    assert office.register(number="甲政复〔2024〕7号", actor=office.actor("乙县")).number == "甲政复〔2024〕7号"


def test_a_lower_number_by_hand_does_not_turn_the_series_back(office):
    office.register(number="甲政复〔2024〕7号")
    office.register(number="甲政复〔2024〕3号")
    assert office.register().number == "甲政复〔2024〕8号"


def test_a_number_of_another_pattern_leaves_the_series_alone(office):
    office.register(number="旧字第15号")
    assert office.register().number == "甲政复〔2024〕1号"


def test_the_number_of_a_void_record_is_not_used_again(office):
    case = office.register()
    office.do(case, "void", "2024-03-02", reason="重复登记")
    assert office.register().number == "甲政复〔2024〕2号"
    with pytest.raises(TAKEN):
        office.register(number=case.number)


def test_where_numbers_are_given_at_acceptance(office):
    office["甲县"].number_at = "accept"
    office["甲县"].save()
    case = office.register("2024-03-01")
    assert case.number == ""
    assert office.register("2024-03-01").number == ""
    accepted = office.do(case, "accept", "2024-03-04")
    assert accepted.number == "甲政复〔2024〕1号"
    later = office.do(office.register("2024-03-01"), "accept", "2024-03-04", number="甲政复〔2024〕9号")
    assert later.number == "甲政复〔2024〕9号"
    last = office.do(office.register("2024-03-01"), "accept", "2024-03-04")
    assert last.number == "甲政复〔2024〕10号"
    assert sorted(numbers_of(office["甲县"])) == ["", *sorted(["甲政复〔2024〕1号", "甲政复〔2024〕9号", last.number])]


def test_a_taken_number_is_refused_at_acceptance_and_by_a_correction_too(office):
    first, second = office.register(), office.register()
    before = traces(second)
    with transaction.atomic(), pytest.raises(TAKEN):
        office.do(second, "accept", "2024-03-04", number=first.number)
    with transaction.atomic(), pytest.raises(TAKEN):
        office.do(second, "correct", "2024-03-04", fact="number", value=first.number, reason="笔误")
    assert traces(second) == before
    changed = office.do(second, "correct", "2024-03-04", fact="number", value="甲政复（2024）30号", reason="笔误")
    assert changed.number == "甲政复〔2024〕30号"
    assert office.register().number == "甲政复〔2024〕31号"


def test_a_number_that_gave_way_to_another_is_used_and_only_its_record_gets_it_back(office):
    case = office.do(
        office.register(), "correct", "2024-03-04", fact="number", value="甲政复〔2024〕3号", reason="笔误"
    )
    before = traces()
    for number in ("甲政复〔2024〕1号", "甲政复（2024）1号"):
        with transaction.atomic(), pytest.raises(TAKEN):
            office.register(number=number)
    assert traces() == before
    other = office.register()
    with transaction.atomic(), pytest.raises(TAKEN):
        office.do(other, "correct", "2024-03-04", fact="number", value="甲政复〔2024〕1号", reason="笔误")
    back = office.do(case, "correct", "2024-03-05", fact="number", value="甲政复〔2024〕1号", reason="原号正确")
    assert (back.number, other.number) == ("甲政复〔2024〕1号", "甲政复〔2024〕4号")
    with transaction.atomic(), pytest.raises(TAKEN):
        office.register(number="甲政复〔2024〕3号")
    elsewhere = office.register(number="甲政复〔2024〕3号", actor=office.actor("乙县"))
    assert elsewhere.number == "甲政复〔2024〕3号"  # each organ has its own numbers


def test_a_number_given_at_acceptance_in_place_of_another_leaves_that_one_used(office):
    office.do(office.register(), "accept", "2024-03-04", number="甲政复〔2024〕7号")
    with pytest.raises(TAKEN):
        office.register(number="甲政复〔2024〕1号")


def test_series_count_what_they_gave(office):
    office.register()
    office.register()
    county = add_organ(name="丁县人民政府", level="county", under=office["市"], word="丁政")
    office.register(actor=office.actor(county))
    given = NumberSeries.objects.order_by("organ_id").values_list("organ__name", "kind", "year", "last")
    assert list(given) == [
        ("甲县人民政府", "reconsideration", 2024, 2),
        ("丁县人民政府", "reconsideration", 2024, 1),
    ]
