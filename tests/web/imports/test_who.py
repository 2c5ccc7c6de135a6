"""Who imports, and who sees what of it: names stand in a file, so that its page is for its sender alone."""

from __future__ import annotations

import pytest

from casework.law.names import Role
from casework.models import ImportBatch, ImportJob, Membership, Reconsideration
from tests.imports.sheets import CASES
from tests.web.imports.sent import WRONG, do, said, tried, upload, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(office, personas, browse):
    return lambda name: browse(getattr(personas, name))


def test_clerks_and_supervisors_import_and_nobody_else(people):
    opened = {"clerk": 200, "supervisor": 200, "sister_clerk": 200}
    for name in (*opened, "report_team", "auditor", "administrator", "stranger"):
        assert people(name).get("/imports/").status_code == opened.get(name, 403), name
    assert upload(people("report_team")).status_code == 403
    assert not ImportJob.objects.exists()


@pytest.mark.parametrize("other", ["supervisor", "sister_clerk", "city_supervisor", "report_team"])
def test_an_import_under_way_is_seen_by_its_sender_alone(people, other):
    url = tried(people("clerk"), WRONG)
    for more in ("", "progress/", "marked/"):
        answer = people(other).get(f"{url}{more}")
        assert answer.status_code in (403, 404)
        assert "飞鸽" not in answer.content.decode()
    assert people(other).post(url, {"do": "cancel"}).status_code in (403, 404)
    assert ImportJob.objects.get().step == "judged"


def test_a_batch_is_seen_by_the_hands_of_its_organ_alone(people):
    do(people("clerk"), tried(people("clerk")), "commit")
    url = f"/imports/batches/{ImportBatch.objects.get().pk}/"
    seen = {name: people(name).get(url).status_code for name in ("supervisor", "sister_clerk", "report_team")}
    assert seen == {"supervisor": 200, "sister_clerk": 404, "report_team": 403}
    assert "台账.csv" in said(people("supervisor"), "/imports/")
    assert "台账.csv" not in said(people("sister_clerk"), "/imports/")


def test_rows_are_judged_by_the_roles_that_are_held_when_they_are_written(people, personas):
    client = people("clerk")
    url = tried(client)
    Membership.objects.filter(person=personas.clerk).delete()
    Membership.objects.create(person=personas.clerk, organ=personas.office["乙县"], role=Role.CLERK.value)
    assert client.post(url, {"do": "commit"}).status_code == 404
    assert not Reconsideration.objects.exists()


def test_who_works_for_several_organs_says_whose_records_they_are(people, personas):
    Membership.objects.create(person=personas.clerk, organ=personas.office["乙县"], role=Role.CLERK.value)
    client = people("clerk")
    assert upload(client).status_code == 422
    assert upload(client, organ=personas.office["市"].pk).status_code == 422
    url = tried(
        client, [CASES[0], *([f"乙{row[0][1:]}", *row[1:]] for row in CASES[1:])], organ=personas.office["乙县"].pk
    )
    assert "乙县人民政府" in said(client, url)


def test_pages_speak_english_too(personas, browse):
    client = browse(personas.clerk, "en")
    text = said(client, tried(client, WRONG))
    assert "Nothing is written while a row is wrong" in text
    assert not any(
        "一" <= sign <= "鿿"
        for sign in words(client.get("/imports/").content).replace("台账.csv", "").replace("行政", "")[:200]
    )
