"""Reference data: kept by the administrator alone, checked, never deleted."""

from __future__ import annotations

import json
from typing import Any

import pytest

from casework.admin import site
from casework.filters.lists import listed
from casework.law.names import RecordKind
from casework.models import (
    CalendarYear,
    Event,
    LedgerEntry,
    Litigation,
    Mediation,
    MediationBody,
    Membership,
    Organ,
    Person,
    Population,
    Reconsideration,
    Staff,
    Term,
)
from casework.reference import Reference
from casework.web.shell.access import Visit
from tests.factories import TODAY, broken_rules, events_of, fresh


@pytest.fixture
def client(personas, browse):
    return browse(personas.administrator)


def test_reference_data_alone_can_be_edited():
    assert set(site._registry) == {Organ, MediationBody, Membership, Person, Staff, Term, CalendarYear}
    assert not {Event, Reconsideration, Litigation, Mediation, LedgerEntry} & set(site._registry)


@pytest.mark.parametrize("model", ["organ", "membership", "person", "term", "calendaryear"])
def test_lists_and_forms_open_and_nothing_can_be_deleted(model, client):
    assert client.get(f"/admin/casework/{model}/").status_code == 200
    assert client.get(f"/admin/casework/{model}/add/").status_code == 200
    models: dict[str, Any] = {each._meta.model_name or "": each for each in site._registry}
    pk = models[model].objects.values_list("pk", flat=True).first()
    assert client.get(f"/admin/casework/{model}/{pk}/change/").status_code == 200
    assert client.post(f"/admin/casework/{model}/{pk}/delete/", {"post": "yes"}).status_code == 403


def organ_form(**said):
    inline = {
        f"{name}-{key}": "0" for name in ("former_names", "populations") for key in ("TOTAL_FORMS", "INITIAL_FORMS")
    }
    base = {"parent": "", "name": "丁县人民政府", "level": "county", "kind": "government", "number_at": "register"}
    return {**base, "division_code": "", "word": "丁政", **inline, **said}


def test_a_new_organ_gets_its_place_and_class(client, office):
    answer = client.post("/admin/casework/organ/add/", organ_form(parent=office["市"].pk, division_code="141023"))
    assert answer.status_code == 302, answer.content.decode()
    made = Organ.objects.get(name="丁县人民政府")
    assert (made.path, made.organ_class) == (f"{office['市'].path}{made.pk}/", "county_government")


def test_a_renamed_organ_and_its_records_are_found_by_the_new_name(client, office, personas):
    case, organ = office.register(), office["甲局"]
    suit = office.sue(defendants=[organ.name])
    said = {"name": "甲县新名局", "level": organ.level, "kind": organ.kind, "parent": organ.parent_id}
    answer = client.post(f"/admin/casework/organ/{organ.pk}/change/", organ_form(**said))
    assert answer.status_code == 302, answer.content.decode()
    assert "jxxmj" in Organ.objects.get(pk=organ.pk).spelled
    visit = Visit(personas.clerk, TODAY)
    for kind, record in ((RecordKind.RECONSIDERATION, case), (RecordKind.LITIGATION, suit)):
        assert [found.pk for found in listed(kind, {"q": "新名局"}, visit)] == [record.pk]
    office.reference = Reference(this_year=TODAY.year)
    assert broken_rules(office) == {}


def population(organ, year, inhabitants):
    row = {"id": "", "organ": organ.pk, "year": year, "inhabitants": inhabitants, "source": "统计公报"}
    return {"populations-TOTAL_FORMS": "1"} | {f"populations-0-{key}": value for key, value in row.items()}


def put(client, organ, **said):
    facts = {"name": organ.name, "level": organ.level, "kind": organ.kind, "parent": organ.parent_id}
    return client.post(f"/admin/casework/organ/{organ.pk}/change/", organ_form(**facts, **said))


def test_the_inhabitants_of_a_year_are_kept_with_their_organ(client, office):
    assert put(client, office["甲县"], **population(office["甲县"], 2024, 243000)).status_code == 302
    kept = Population.objects.get(organ=office["甲县"])
    assert (kept.year, kept.inhabitants, kept.source) == (2024, 243000, "统计公报")


@pytest.mark.parametrize(("year", "inhabitants"), [(2024, 0), (2024, -5), (2024, "二十万"), (24, 243000), (2023, 9)])
def test_inhabitants_that_cannot_be_or_that_are_kept_already_are_refused(year, inhabitants, client, office):
    Population.objects.create(organ=office["甲县"], year=2023, inhabitants=241000)
    assert put(client, office["甲县"], **population(office["甲县"], year, inhabitants)).status_code == 200
    assert list(Population.objects.values_list("year", "inhabitants")) == [(2023, 241000)]


def test_a_division_code_of_another_level_is_refused_beside_its_field(client, office):
    answer = client.post("/admin/casework/organ/add/", organ_form(parent=office["市"].pk, division_code="140000"))
    assert answer.status_code == 200
    assert "140000" in answer.content.decode()
    assert not Organ.objects.filter(name="丁县人民政府").exists()


def test_a_membership_opens_the_pages_of_its_role(client, office, personas, browse):
    said = {
        "person": personas.stranger.pk,
        "organ": office["甲县"].pk,
        "role": "clerk",
        "valid_from": "",
        "valid_to": "",
    }
    assert client.post("/admin/casework/membership/add/", said).status_code == 302
    assert browse(personas.stranger).get("/").status_code == 200


def test_a_calendar_that_cannot_be_right_is_refused(client):
    said = {"year": 2027, "region": "", "notice_number": "x", "arrangement": '{"year": 2027}'}
    answer = client.post("/admin/casework/calendaryear/add/", said)
    assert answer.status_code == 200
    assert not CalendarYear.objects.filter(year=2027).exists()


def test_a_changed_calendar_moves_the_dates_of_open_cases_with_an_event_each(client, office, personas):
    case = office.register("2024-04-30")  # 6, 7, 8, 9, 10 May
    other = office.register("2024-04-29", actor=office.actor("乙县"))  # 30 April; 6, 7, 8, 9 May
    closed = office.conclude("2023-01-03")
    year = CalendarYear.objects.get(year=2024, region="")
    data = {**year.arrangement, "holidays": [*year.arrangement["holidays"], {"name": "劳动节", "days": ["2024-05-06"]}]}
    answer = client.post(
        f"/admin/casework/calendaryear/{year.pk}/change/", {"arrangement": json.dumps(data)}, follow=True
    )
    assert "2" in str(next(iter(answer.context["messages"])))
    assert [fresh(x).next_due_on.isoformat() for x in (case, other)] == ["2024-05-11", "2024-05-10"]
    for moved in (case, other):
        event = events_of(moved)[-1]
        assert (event.act, event.person, event.organ) == ("recompute", personas.administrator, moved.organ)
    assert fresh(closed).version == closed.version
    year.refresh_from_db()
    assert year.arrangement == data
    assert CalendarYear.objects.filter(year=2024).count() == 1


@pytest.mark.parametrize("changed", [{"year": 2025}, {"region": "450000"}])
def test_an_arrangement_of_another_year_or_region_is_refused_and_moves_nothing(client, office, changed):
    case = office.register("2024-04-30")
    year = CalendarYear.objects.get(year=2024, region="")
    data = json.dumps({**year.arrangement, "holidays": [], "workdays": [], **changed})
    answer = client.post(f"/admin/casework/calendaryear/{year.pk}/change/", {"arrangement": data})
    assert answer.status_code == 200
    assert fresh(case).version == 1
    assert CalendarYear.objects.get(pk=year.pk).arrangement == year.arrangement


def test_a_new_year_is_taken_with_the_number_of_its_notice(client):
    data = {"year": 2031, "notice": {"number": "测试〔2030〕1号"}, "holidays": [], "workdays": []}
    said = {"year": 2031, "region": "", "arrangement": json.dumps(data)}
    assert client.post("/admin/casework/calendaryear/add/", said).status_code == 302
    assert CalendarYear.objects.get(year=2031).notice_number == "测试〔2030〕1号"


def test_no_other_role_comes_in(personas, browse):
    for person in ("clerk", "supervisor", "report_team", "auditor", "stranger"):
        assert browse(getattr(personas, person)).get("/admin/casework/organ/", follow=True).status_code == 403, person
