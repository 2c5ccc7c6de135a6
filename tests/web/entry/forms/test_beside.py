"""What stands beside the fields of a form: organs that fit, the day as it was understood, cases that it may repeat."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.contrib.messages import WARNING, get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casework.actions.reference.organs import add_organ
from casework.law.names import Role
from casework.models import CalendarYear, Organ
from tests.web.sending import APPLICATION, NEW, send

ALIKE = "/reconsiderations/new/duplicates/"
IDENTITY = "11010519491231002X"


def offered(client, text):
    return re.findall(r'data-value="([^"]*)"', client.get("/organs/", {"q": text}).content.decode())


def warned(client, **typed):
    answer = client.post(ALIKE, {"token": str(uuid4()), **APPLICATION, **typed})
    assert answer.status_code == 200
    return re.findall(r'<a href="([^"]*)"', answer.content.decode())


# ---- Organs ----


def test_the_organs_below_ones_own_stand_first_however_many_fit_elsewhere(personas, browse, office):
    facts = {"parent": office["邻市"], "level": "county", "kind": "department", "organ_class": "county_department"}
    far = [Organ(name=f"外{n}县公安局", path=f"/0/{n}/", spelled=f"w{n}xgaj", **facts) for n in range(600)]
    Organ.objects.bulk_create(far)
    near = add_organ(name="甲县公安局治安大队", level="county", kind="agency", under=office["甲局"])
    assert offered(browse(personas.clerk), "公安局")[:3] == ["甲县公安局", near.name, "甲县公安局东关派出所"]


def test_an_organ_named_whole_or_by_its_code_stands_before_all_that_hold_the_name(personas, browse, office):
    add_organ(name="甲县人民政府办公室", level="county", kind="agency", under=office["甲县"])
    client = browse(personas.sister_clerk)
    assert offered(client, "甲县人民政府")[0] == "甲县人民政府"
    assert offered(client, "141021") == ["甲县人民政府"]


# ---- Days ----


def test_a_last_day_beside_a_field_is_counted_by_the_calendar_of_the_organ(personas, browse, office):
    festival = {"holidays": [{"name": "测试节", "days": ["2026-06-24"]}], "workdays": []}
    notice = {"year": 2026, "notice": {"number": "测试〔2025〕1号"}, "region": "140000"}
    CalendarYear.objects.create(year=2026, region="140000", arrangement=notice | festival)
    region = add_organ(name="外省人民政府", level="province", kind="government", under=office["国"], code="450000")
    asked = {"text": "2026-06-22", "term": "examine"}
    own = browse(personas.clerk).get("/days/", asked).content.decode()
    personas.office.organs["外省"] = region
    other = browse(personas.add("afar", Role.CLERK, "外省")).get("/days/", asked).content.decode()
    assert ("2026年6月30日" in own, "2026年6月29日" in other) == (True, True)


# ---- Cases that an application may repeat ----


def test_the_same_act_person_or_applicant_against_the_same_organ_is_warned_of(personas, browse, office):
    first = {"kind": "citizen", "name": "申请人乙", "identity_number": IDENTITY}
    case = office.register("2026-06-22", applicants=[first], complained_of={"number": "甲公罚〔2026〕7号"})
    client, url = browse(personas.clerk), case.get_absolute_url()
    assert warned(client) == []
    assert warned(client, **{"complained_of-0-number": "甲公罚[2026]7号"}) == [url]
    second = {"rows-applicants": "2", "applicants-1-kind": "citizen"}
    assert warned(client, **second, **{"applicants-1-identity_number": IDENTITY.lower()}) == [url]
    assert warned(client, **second, **{"applicants-1-name": "申请人乙"}) == [url]
    assert warned(client, **{"applicants-0-name": "申请人乙", "respondents-0": "甲县东镇人民政府"}) == []
    assert warned(browse(personas.sister_clerk), **{"complained_of-0-number": "甲公罚〔2026〕7号"}) == []


@pytest.mark.parametrize("typed", ["买买提·艾力", "买买提・艾力", "买买提艾力", "买买提\u200b · 艾力"])
def test_the_same_applicant_is_warned_of_however_the_name_is_typed(typed, personas, browse, office):
    case = office.register("2026-06-22", applicants=[{"kind": "citizen", "name": "买买提·艾力"}])
    assert warned(browse(personas.clerk), **{"applicants-0-name": typed}) == [case.get_absolute_url()]
    assert warned(browse(personas.clerk), **{"applicants-0-name": "买买提·艾山"}) == []


def test_an_identity_number_finds_no_case_whose_names_are_only_counted(personas, browse, office):
    person = personas.add("both", Role.REPORT_TEAM, "甲县")
    person.memberships.create(organ=office["乙县"], role=Role.CLERK.value)
    first = {"kind": "citizen", "name": "申请人乙", "identity_number": IDENTITY}
    office.register("2026-06-22", applicants=[first])
    typed = {"applicants-0-name": "申请人乙", "applicants-0-identity_number": IDENTITY}
    assert warned(browse(person), **typed) == []
    assert len(warned(browse(personas.clerk), **typed)) == 1


def test_the_warning_asks_as_often_for_forty_applicants_as_for_one(personas, browse, office):
    client = browse(personas.clerk)
    many = {"rows-applicants": "40"}
    for row in range(40):
        many |= {f"applicants-{row}-name": f"申请人{row}", f"applicants-{row}-identity_number": f"G{row:08}"}
    counts = []
    for typed in ({"applicants-0-identity_number": "G00000001"}, many):
        with CaptureQueriesContext(connection) as asked:
            warned(client, **typed)
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("button", ["save_draft", "discard"])
def test_a_draft_that_is_kept_or_thrown_away_warns_of_nothing_on_the_next_page(personas, browse, office, button):
    office.register("2026-06-22")
    client = browse(personas.clerk)
    put_aside, recorded = send(client, NEW, {**APPLICATION, button: "1"}), send(client, NEW, APPLICATION)
    assert [len(warnings(put_aside)), len(warnings(recorded))] == [0, 1]


def warnings(answer):
    assert answer.status_code == 302
    return [each for each in get_messages(answer.wsgi_request) if each.level == WARNING]
