"""排期的订阅: what calendar programs read of the plans, and who reads it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from icalendar import Calendar

from casework.actions.belongings.tokens import Wanted, create_token, revoke_token
from casework.actions.reference.staff import take_on
from casework.actions.reference.standins import keep_stand_in
from casework.api.feed import BACK
from casework.errors import FaultyInput
from casework.models import Event, Pull, Token
from casework.permissions import TokenScope
from tests.factories import TODAY

COMING = date(2026, 7, 6)
SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.fixture(autouse=True)
def _no_request_was_counted():
    cache.clear()


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(f"{TODAY.isoformat()}T09:00:00+08:00", tick=False):
        yield


def feed_of(person, scope: str = "plans", **wanted: Any) -> str:
    return f"/api/v1/plans/{create_token(person, Wanted('手机日历', scope, **wanted))[1]}.ics"


def read(url: str, **headers: str) -> Any:
    answer = Client().get(url, headers=headers)
    assert answer.status_code == 200, answer.content.decode()
    return answer


def events(url: str) -> list[Any]:
    return list(Calendar.from_ical(read(url).content).walk("VEVENT"))


def planned(office, on=COMING, record=None, **keys):
    return office.do(record or office.accept("2026-06-01"), "plan", on, **{"what": "hearing", **keys})


def test_ones_own_feed_holds_on_the_days_of_leave_what_a_colleague_handles_for_whom_one_stands_in(office, personas):
    case = office.do(office.accept("2026-06-01"), "assign", "2026-06-01", handlers=["李某", "赵某"])
    for day in (COMING, COMING + timedelta(1)):
        case = planned(office, day, case)
    take_on(office["甲县"], ["李某"])
    url = feed_of(personas.clerk)
    assert events(url) == []
    keep_stand_in(office["甲县"], "李某", str(personas.clerk), TODAY, COMING, actor=office.actor())
    assert [each.decoded("dtstart") for each in events(url)] == [COMING]


def test_a_plan_is_an_event_of_two_hours_at_the_hour_of_the_site_or_of_the_whole_day(office, personas):
    case = planned(office, at="14:30")
    planned(office, COMING + timedelta(1), case, what="talk")
    hearing, talk = events(feed_of(personas.clerk))
    assert hearing["summary"] == f"听证 {case.number}"
    assert hearing.decoded("dtstart") == datetime(2026, 7, 6, 14, 30, tzinfo=SHANGHAI)
    assert hearing.decoded("dtend") == datetime(2026, 7, 6, 16, 30, tzinfo=SHANGHAI)
    assert hearing["dtstart"].params["TZID"] == "Asia/Shanghai"
    assert (talk.decoded("dtstart"), talk.decoded("dtend")) == (date(2026, 7, 7), date(2026, 7, 8))
    assert talk["dtstart"].params["VALUE"] == "DATE"
    assert hearing["url"] == f"http://testserver{case.get_absolute_url()}"


def test_the_calendar_holds_to_the_standard(office, personas):
    planned(office, at="9:00", place="三楼听证室；东侧，靠近档案室的那一间" * 5, who=["李某"] * 20)
    answer = read(feed_of(personas.clerk, "plans_full"))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    lines = answer.content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in b"".join(lines)
    for line in lines:
        line.decode()  # no character was cut in two
    found = Calendar.from_ical(answer.content)
    assert (found["version"], found["method"], found["prodid"]) == ("2.0", "PUBLISH", "-//Casework//Plans//ZH")
    assert [str(zone["tzid"]) for zone in found.walk("VTIMEZONE")] == ["Asia/Shanghai"]
    (event,) = found.walk("VEVENT")
    assert event["location"] == "三楼听证室；东侧，靠近档案室的那一间" * 5
    assert event.errors == []


def test_an_event_keeps_its_name_and_counts_what_changed_since_it_was_recorded(office, personas):
    case = planned(office, at="9:00")
    case = planned(office, COMING + timedelta(1), case)
    url = feed_of(personas.clerk)
    first, second = events(url)
    assert first["uid"] != second["uid"]
    made = Event.objects.filter(act="plan").order_by("pk")[0].recorded_at.replace(microsecond=0)
    assert (first["sequence"], first["status"], first.decoded("dtstamp")) == (0, "CONFIRMED", made)
    case = office.do(case, "call_off", TODAY, plan=1)
    off, stands = events(url)
    assert (off["uid"], stands["uid"]) == (first["uid"], second["uid"])
    assert (off["sequence"], off["status"]) == (1, "CANCELLED")
    called_off = Event.objects.get(act="call_off").recorded_at.replace(microsecond=0)
    assert off.decoded("dtstamp") == off.decoded("last-modified") == called_off
    assert (stands["sequence"], stands["status"]) == (0, "CONFIRMED")
    office.do(case, "correct", TODAY, fact="plan#2.on", value="2026-07-09", reason="写错")
    moved = next(event for event in events(url) if event["uid"] == second["uid"])
    assert (moved["sequence"], moved.decoded("dtstart")) == (1, date(2026, 7, 9))


def test_no_name_and_no_place_is_in_it_unless_the_token_says_so_and_the_person_reads_them(office, personas):
    planned(office, at="9:00", place="城关镇北街12号", who=["申请人甲"])
    (masked,) = events(feed_of(personas.clerk) + "?whose=all")
    assert "location" not in masked
    assert "description" not in masked
    (clear,) = events(feed_of(personas.clerk, "plans_full"))
    assert (clear["location"], clear["description"]) == ("城关镇北街12号", "申请人甲")
    (of_reader,) = events(feed_of(personas.report_team, "plans_full") + "?whose=all")
    assert "location" not in of_reader


def test_it_gives_ones_own_plans_or_all_in_reach_of_the_token_by_kind(office, personas):
    mine = planned(office, record=office.do(office.accept("2026-06-01"), "assign", "2026-06-01",
                                            handlers=[str(personas.clerk)]))  # fmt: skip
    other = planned(office, record=office.do(office.accept("2026-06-01"), "assign", "2026-06-01", handlers=["别人"]))
    suit = planned(office, record=office.sue("2026-06-01"))
    away = planned(office, record=office.accept("2026-06-01", actor=office.actor("乙县")))

    def records(url: str) -> set[str]:
        return {event["summary"].split(" ")[-1] for event in events(url)}

    url = feed_of(personas.clerk)
    assert records(url) == {mine.number, str(suit).split(" ")[-1]}
    assert {mine.number, other.number} < records(url + "?whose=all")
    assert away.number not in records(url + "?whose=all")
    assert records(url + "?what=talk") == set()
    city = feed_of(personas.city_supervisor, organ=office["乙县"])
    assert records(city + "?whose=all") == {away.number}


def test_a_plan_of_long_ago_is_not_in_it(office, personas):
    case = office.accept("2024-03-01")
    for on in (TODAY - BACK, TODAY - BACK - timedelta(1)):
        case = office.do(case, "plan", on, what="hearing", as_recorded=True)
    (event,) = events(feed_of(personas.clerk))
    assert event.decoded("dtstart") == TODAY - BACK


def test_what_has_not_changed_is_not_sent_again(office, personas):
    case, url = planned(office), feed_of(personas.clerk)
    etag = read(url)["ETag"]
    again = Client().get(url, headers={"If-None-Match": etag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)
    office.do(case, "call_off", TODAY)
    assert read(url, **{"If-None-Match": etag})["ETag"] != etag


@pytest.mark.parametrize("scope", [s.value for s in TokenScope if not s.value.startswith("plans")])
def test_no_other_token_opens_it_and_its_own_opens_nothing_else(office, personas, scope):
    assert Client().get(feed_of(personas.clerk, scope)).status_code == 403
    for own in ("plans", "plans_full"):
        token = create_token(personas.clerk, Wanted("手机日历", own))[1]
        for address in ("reconsiderations/", "report/", "organs/", "events/"):
            answer = Client().get(f"/api/v1/{address}", headers={"Authorization": f"Bearer {token}"})
            assert answer.status_code == 403, (own, address)


def test_it_opens_to_nobody_without_a_token_that_stands(personas):
    assert Client().get("/api/v1/plans/nothing.ics").status_code == 401
    signed_in = Client()
    signed_in.force_login(personas.clerk)
    assert signed_in.get("/api/v1/plans/x.ics").status_code == 401
    url, far = feed_of(personas.clerk), feed_of(personas.clerk, networks=("10.0.0.0/8",))
    assert Client().get(far).status_code == 401
    assert Client().get(feed_of(personas.auditor)).status_code == 403
    revoke_token(Token.objects.get(purpose="手机日历", networks=[], user=personas.clerk).token_key, by=personas.clerk,
                 now=datetime.now(tz=SHANGHAI))  # fmt: skip
    assert Client().get(url).status_code == 401
    assert Client().post(url).status_code in (401, 405)


def test_its_use_is_noted_without_the_token_and_no_log_holds_the_address(office, personas, caplog):
    planned(office)
    url = feed_of(personas.clerk)
    secret = url.removeprefix("/api/v1/plans/").removesuffix(".ics")
    read(url)
    assert Client().get(url + "?whose=nobody").status_code == 400
    Client().get(f"/api/v1/plans/{secret}x.ics")
    pulls = list(Pull.objects.order_by("pk"))
    assert [(pull.records, pull.status) for pull in pulls] == [(1, 200), (0, 400)]
    assert all(secret not in pull.path and secret[:15] in pull.path for pull in pulls)
    assert secret not in caplog.text
    assert Token.objects.get().last_used_at is not None


def test_it_is_asked_for_only_so_often(office, personas, settings):
    settings.API_REQUESTS_A_MINUTE = 1
    url = feed_of(personas.clerk)
    read(url)
    assert Client().get(url).status_code == 429


def test_a_token_of_the_calendar_records_nothing(personas):
    with pytest.raises(FaultyInput, match="不能办理"):
        create_token(personas.clerk, Wanted("手机日历", "plans", may_write=True))


@pytest.mark.parametrize("asked", ["whose=nobody", "what=party", "week=2026-07-06"])
def test_what_cannot_be_asked_is_named(personas, asked):
    answer = Client().get(f"{feed_of(personas.clerk)}?{asked}")
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert asked.partition("=")[0] in answer.content.decode()
