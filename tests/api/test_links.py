"""A suit of another organ that gives the number of a case: its organ answers by program, and learns no more of it."""

from __future__ import annotations

import json

import jsonschema
import pytest

from casework.api.openapi.documentation import generated
from casework.models import Event
from tests.api.conftest import problem
from tests.api.test_writing import post
from tests.factories import fresh, traces

WAITING = "litigations/to-confirm/"


@pytest.fixture
def suit(county, office):
    """A sister county's suit, of which nobody here is defendant, that gives the number of a case of this county."""
    sister = office.actor("乙县")
    number = county.corrected.number
    return office.sue("2024-07-01", defendants=["乙县人民政府"], actor=sister, after_reconsideration=number)


def answered(ask, suit, said, version=None):
    body = {"act": "confirm_link", "on": "2024-07-10", "reconsideration": said}
    return post(ask, f"litigations/{suit.pk}/acts/", body, **{"If-Match": f'"{version or suit.version}"'})


def test_what_waits_is_listed_as_described_to_the_organ_of_the_case_alone(suit, county, personas, program):
    ask = program(personas.clerk, may_write=True)
    page = ask.json(WAITING)
    assert page["results"] == [
        {
            "id": suit.pk,
            "version": suit.version,
            "reconsideration": county.corrected.number,
            "court": "测试市中级人民法院",
            "court_number": "（2024）测01行初1号",
            "received_on": "2024-07-01",
            "defendants": ["乙县人民政府"],
        }
    ]
    described = generated()
    media = described["paths"][f"/api/v1/{WAITING}"]["get"]["responses"]["200"]["content"]["application/json"]
    jsonschema.validate(page, {**media["schema"], "components": described["components"]})
    for reader in (personas.sister_clerk, personas.report_team):
        assert program(reader).json(WAITING)["results"] == []


@pytest.mark.parametrize("said", ["number", False])
def test_the_organ_of_the_case_confirms_or_denies_it_and_the_suit_stays_out_of_reach(
    said, suit, county, personas, program
):
    ask = program(personas.clerk, may_write=True)
    problem(ask(f"litigations/{suit.pk}/"), 404)
    answer = answered(ask, suit, county.corrected.number if said else False)
    assert answer.status_code == 200, answer.content.decode()
    assert json.loads(answer.content) == {"id": suit.pk, "deleted": True}
    assert fresh(suit).reconsideration == (county.corrected if said else None)
    assert Event.objects.filter(act="confirm_link").latest("pk").person == personas.clerk
    assert ask.json(WAITING)["results"] == []
    problem(answered(ask, suit, False, suit.version + 1), 404)
    problem(ask(f"litigations/{suit.pk}/"), 404)


def test_another_act_a_stale_version_and_another_case_are_refused_and_change_nothing(suit, county, personas, program):
    ask = program(personas.clerk, may_write=True)
    before = traces(suit)
    other = {"act": "correct", "on": "2024-07-10", "fact": "cause", "value": "其他", "reason": "试"}
    problem(post(ask, f"litigations/{suit.pk}/acts/", other, **{"If-Match": f'"{suit.version}"'}), 404)
    problem(answered(ask, suit, county.corrected.number, 99), 412)
    problem(answered(ask, suit, county.ended.number), 422)
    problem(answered(program(personas.sister_clerk, may_write=True), suit, county.corrected.number), 403)
    problem(answered(program(personas.report_team), suit, county.corrected.number), 403)
    assert traces(suit) == before
