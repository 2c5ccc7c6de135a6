"""Cases as respondent: whose they are, and which of them the organ that decides keeps on this site itself."""

from __future__ import annotations

import pytest

from casework.errors import ActRefused
from casework.models import RespondentCase
from tests.factories import fresh


def test_the_respondent_is_the_keeper_unless_an_organ_below_it_is_named(office):
    assert office.response().respondent == office["甲县"]
    assert office.response(respondent="甲县公安局").respondent.name == "甲县公安局"


@pytest.mark.parametrize("organ", ["乙县人民政府", "测试市人民政府"])
def test_no_organ_beside_or_above_the_keeper_is_its_respondent_neither_at_first_nor_by_correction(office, organ):
    with pytest.raises(ActRefused) as refused:
        office.response(respondent=organ)
    assert (refused.value.rule, refused.value.article) == ("party", "19")
    case = office.response(respondent="甲县公安局")
    with pytest.raises(ActRefused, match="19"):
        office.do(case, "correct", "2024-05-07", fact="respondent", value=organ, reason="笔误")
    assert fresh(case).respondent.name == "甲县公安局"
    moved = office.do(case, "correct", "2024-05-07", fact="respondent", value="甲县人民政府", reason="笔误")
    assert moved.respondent == office["甲县"]


def test_a_case_that_the_deciding_organ_keeps_here_is_known_by_organ_and_number_while_it_stands(office):
    number = "测政复〔2024〕77号"
    kept = office.register(number=number, actor=office.actor("市"))
    same = office.response(deciding_number=number)
    other_organ = office.response(deciding_organ="测试省人民政府", deciding_number=number)
    unnumbered = office.response()
    assert set(RespondentCase.objects.kept_elsewhere()) == {other_organ, unnumbered}
    office.do(kept, "void", "2024-05-06", reason="重复登记", actor=office.actor("市"))
    assert set(RespondentCase.objects.kept_elsewhere()) == {same, other_organ, unnumbered}
