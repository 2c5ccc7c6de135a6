"""Who works for an organ from when to when, and who does the work of a colleague on leave."""

from __future__ import annotations

import pytest

from casework.actions.reference.staff import take_on
from casework.actions.reference.standins import keep_stand_in
from casework.law.names import Act
from casework.models import Staff, StandIn
from tests.factories import TODAY, day
from tests.web.sending import act

URL = "/staff/"
AWAY = {"staff": "李某", "stand_in": "赵某", "from": "2026-06-29", "to": "2026-07-10", "reason": "年休假", "do": "1"}


@pytest.fixture
def county(office):
    take_on(office["甲县"], ["李某", "赵某"])
    return office["甲县"]


def stand_in(office, county, who, first="2026-06-29", last="2026-07-10"):
    return keep_stand_in(county, "李某", who, day(first), day(last), "年休假", actor=office.actor())


def test_a_supervisor_lets_a_colleague_stand_in_and_takes_it_back(personas, browse, county):
    client = browse(personas.supervisor)
    said = client.post(URL, AWAY, follow=True).content.decode()
    assert "已保存：李某2026年6月29日—7月10日休假，由赵某代办。" in said
    kept = StandIn.objects.get()
    assert (str(kept.staff), str(kept.stand_in), kept.reason) == ("李某", "赵某", "年休假")
    assert "李某2026年6月29日至" not in client.post(URL, {"remove": str(kept.pk)}, follow=True).content.decode()
    assert not StandIn.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"stand_in": "李某"}, "李某不能由本人代办"),
        ({"to": "2026-06-28"}, "李某休假的最后一天2026-06-28早于第一天2026-06-29"),
        ({"stand_in": "路人"}, "路人"),
        ({"from": "2026-07-05"}, "已经由赵某代办"),
        ({"staff": "赵某", "stand_in": "李某"}, "李某2026-06-29至2026-07-10自己也在休假"),
    ],
)
def test_a_leave_that_cannot_be_is_refused_beside_its_field(personas, browse, office, county, wrong, sentence):
    if "from" in wrong or "staff" in wrong:
        stand_in(office, county, "赵某")
    before = StandIn.objects.count()
    answer = browse(personas.supervisor).post(URL, {**AWAY, **wrong})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert StandIn.objects.count() == before


def test_only_a_supervisor_opens_the_list_and_only_of_the_own_organs(personas, browse, office, county):
    assert browse(personas.clerk).get(URL).status_code == 403
    assert browse(personas.supervisor).get(URL, {"organ": f"id-{office['乙县'].pk}"}).status_code == 404


def test_on_these_days_alone_the_stand_ins_desk_shows_the_records_and_marks_them(personas, browse, office, county):
    case = office.do(office.accept("2026-04-30"), Act.ASSIGN, "2026-05-06", handlers=["李某"])
    office.do(case, Act.PLAN, "2026-07-01", what="hearing")
    client = browse(personas.clerk)
    mine = {"whose": "mine"}
    assert case.number not in client.get("/", mine).content.decode()
    kept = stand_in(office, county, str(personas.clerk))
    for url in ("/?whose=mine", "/week/", "/plans/?whose=mine"):
        page = client.get(url).content.decode()
        assert case.number in page, url
    desk = client.get("/", mine).content.decode()
    assert desk.count("代李某") == desk.count(f">{case.number}</a>") > 1, "each last day, and the hearing"
    kept.valid_from, kept.valid_to = day("2026-07-02"), day("2026-07-10")
    kept.save()
    assert case.number not in client.get("/", mine).content.decode()
    case.refresh_from_db()
    assert case.handlers == "李某"


def test_naming_a_handler_on_leave_tells_who_stands_in(personas, browse, office, county):
    stand_in(office, county, "赵某", first="2026-06-20")
    case, client = office.accept("2026-06-22"), browse(personas.clerk)
    act(client, case, Act.ASSIGN, on="0624", handlers="李某、赵某")
    assert "李某2026年6月20日—7月10日休假，由赵某代办。" in client.get(case.get_absolute_url()).content.decode()


def test_who_has_left_with_open_records_stands_on_the_desk_of_a_supervisor(personas, browse, office, county):
    office.do(office.accept("2026-06-01"), Act.ASSIGN, "2026-06-02", handlers=["李某", "赵某"])
    Staff.objects.filter(name="李某").update(valid_to="2026-06-15")
    page = browse(personas.supervisor).get("/").content.decode()
    assert "已离任而仍有在办案件" in page
    assert "李某，任职至2026年6月15日：在办1件" in page
    listed = browse(personas.supervisor).get(URL).content.decode()
    assert "已离任" in listed
    assert "已离任而仍有在办案件" not in browse(personas.clerk).get("/").content.decode()
    Staff.objects.filter(name="李某").update(valid_to=TODAY)
    assert "已离任而仍有在办案件" not in browse(personas.supervisor).get("/").content.decode()
