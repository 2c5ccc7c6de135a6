"""One's own week and one's own work: what falls due by day, what one did by day, and nothing of anybody else."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from casework.actions.reference.staff import take_on
from casework.actions.reference.standins import keep_stand_in
from casework.law.names import Act, Role
from casework.models import Event, Membership
from casework.web.desk import mine
from tests.factories import TODAY
from tests.web.sending import APPLICATION, NEW, send


def page_of(client: Any, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


def days(page: str) -> dict[str, list[str]]:
    """Heading of a day -> the numbers of the records below it."""
    found = {}
    for body in re.findall(r"<tbody>(.*?)</tbody>", page, re.S):
        (heading,) = re.findall(r'<th scope="rowgroup"[^>]*>(.*?)</th>', body, re.S)
        found[heading] = re.findall(r'<th scope="row"><a href="[^"]*">([^<]*)</a>', body)
    return found


def test_a_week_has_its_seven_days_and_each_what_falls_due_on_it(office, personas, browse):
    """30 June 2026 is a Tuesday: received on the 23rd to be examined by it, on the 25th by Thursday."""
    today = office.register("2026-06-23")
    thursday = office.register("2026-06-25")
    next_week = office.register("2026-06-30")  # examined by Tuesday, 7 July
    late = office.accept("2026-04-01")  # copy and decision are overdue since April and June
    client = browse(personas.clerk)
    page = page_of(client, "/week/")
    found = days(page)
    assert list(found) == [
        "6月29日 星期一 · 0",
        "6月30日 星期二 · 今天 · 1",
        "7月1日 星期三 · 0",
        "7月2日 星期四 · 1",
        "7月3日 星期五 · 0",
        "7月4日 星期六 · 休息日 · 0",
        "7月5日 星期日 · 休息日 · 0",
    ]
    assert [number for numbers in found.values() for number in numbers] == [today.number, thursday.number]
    assert "以前还有2件没有办" in page
    assert late.number not in page
    assert f"{today.get_absolute_url()}acts/accept/" in page
    after = re.findall(r'href="([^"]*)" rel="next"', page)[0].replace("&amp;", "&")
    assert days(page_of(client, f"/week/{after}"))["7月7日 星期二 · 1"] == [next_week.number]


def test_a_week_has_the_hearings_and_talks_that_are_planned_with_day_hour_and_what_does_them(office, personas, browse):
    mine = office.do(office.accept("2026-06-01"), "plan", "2026-07-02", what="hearing", at="9:00", place="三楼")
    suit = office.do(office.sue("2026-06-01"), "plan", "2026-07-01", what="hearing")
    office.do(office.accept("2026-06-02"), "plan", "2026-07-07", what="talk")
    off = office.do(office.accept("2026-06-03"), "plan", "2026-07-02", what="talk")
    office.do(off, "call_off", TODAY, plan=1, reason="申请人住院")
    others = office.do(office.accept("2026-06-04"), "plan", "2026-07-02", what="talk")
    office.do(others, "assign", "2026-06-05", handlers=["王某", "赵某"])
    page = page_of(browse(personas.clerk), "/week/")
    found = days(page)
    assert found["7月1日 星期三 · 1"] == [suit.number]
    assert found["7月2日 星期四 · 1"] == [mine.number]
    assert "听证 09:00" in page
    assert "三楼" in page
    assert "排期2项" in page
    assert f"{mine.get_absolute_url()}acts/hold_hearing/?plan=1" in page
    assert f"{suit.get_absolute_url()}hearing/?plan=1" in page


def test_a_day_of_a_week_is_typed_as_any_other_and_a_wrong_one_is_told(office, personas, browse):
    client = browse(personas.clerk)
    assert "2024年2月26日—3月3日" in page_of(client, "/week/?from=20240229")
    for wrong in ("?from=gestern", "?from=99990101", "?week=1", "?organ=141000"):
        assert client.get(f"/week/{wrong}").status_code in (400, 404), wrong


def test_my_week_holds_the_cases_that_name_me_or_nobody_of_my_own_organ(office, personas, browse):
    free = office.register("2026-06-23")
    named = office.do(office.register("2026-06-23"), "assign", "2026-06-23", handlers=["clerk", "别人"])
    other = office.do(office.register("2026-06-23"), "assign", "2026-06-23", handlers=["别人", "clerk2"])
    sister = office.register("2026-06-23", actor=office.actor("乙县"))
    mine = page_of(browse(personas.clerk), "/week/")
    hers = page_of(browse(personas.sister_clerk), "/week/")
    assert [each.number in mine for each in (free, named, other, sister)] == [True, True, False, False]
    assert [each.number in hers for each in (free, named, other, sister)] == [False, False, False, True]


def test_mine_holds_the_mediations_that_i_mediate_or_nobody_of_the_organ_does(office, personas, browse):
    take_on(office["甲县"], ["李某"])
    mediators = {"mine": ["clerk", "李某"], "other": ["李某"], "body": ["村调解员"], "nobody": []}
    cases = {}
    for who, names in mediators.items():
        case = office.mediation("2026-06-22", parties=2, mediators=names)
        office.do(case, Act.PLAN, "2026-07-01", what="mediation")
        cases[who] = case
    client = browse(personas.clerk)
    for url in ("/?whose=mine", "/week/", "/plans/?whose=mine"):
        page = page_of(client, url)
        assert [who for who, case in cases.items() if case.number in page] == ["mine", "body", "nobody"], url
    keep_stand_in(office["甲县"], "李某", "clerk", date(2026, 6, 29), date(2026, 7, 3), actor=office.actor())
    assert [who for who, case in cases.items() if case.number in page_of(browse(personas.clerk), "/week/")] == list(
        cases
    )


def recorded() -> date:
    """The day on which the last act was recorded, by the clock of the database."""
    return timezone.localtime(Event.objects.latest("pk").recorded_at).date()


def done(client: Any, day: date | None = None) -> str:
    """What was done in the week of the last act, or of a day."""
    return page_of(client, f"/done/?from={day or recorded()}")


def test_what_i_did_lists_my_own_acts_by_day_and_each_opens_its_record(office, personas, browse):
    client = browse(personas.clerk)
    send(client, NEW, {**APPLICATION, "on": "2026-06-29"})
    case = Event.objects.get().reconsideration
    office.do(case, "assign", "2026-06-29", handlers=["clerk"])  # another hand's act on the same case
    page = done(client)
    ((heading, numbers),) = days(page).items()
    assert numbers == [case.number]
    assert f"{recorded().month}月{recorded().day}日" in heading
    assert f'<a href="{case.get_absolute_url()}">{case.number}</a>' in page
    assert "确定承办人" not in page
    assert "2026年6月29日" in page, "the legal date, where it is another day"


def test_acts_of_several_days_stand_under_their_days_the_last_first_and_those_of_other_weeks_in_theirs(
    office, personas, browse
):
    case = office.register("2026-06-01")
    for version, moment in enumerate(("2026-06-21T23:30", "2026-06-22T00:30", "2026-06-24T08:00"), 8):
        Event.objects.create(
            kind="reconsideration",
            reconsideration=case,
            organ=case.organ,
            person=personas.clerk,
            act="investigate",
            on="2026-06-24",
            version=version,
            recorded_at=datetime.fromisoformat(f"{moment}+08:00"),
        )
    client = browse(personas.clerk)
    page = done(client, date(2026, 6, 28))
    assert list(days(page)) == ["6月24日 星期三 · 1", "6月22日 星期一 · 1"]
    assert "当天" in page
    assert list(days(done(client, date(2026, 6, 15)))) == ["6月21日 星期日 · 1"]


def test_a_day_that_fills_several_pages_says_how_many_acts_it_has(office, personas, browse, monkeypatch):
    monkeypatch.setattr(mine, "PAGE_ROWS", 2)
    client = browse(personas.clerk)
    for _n in range(3):
        send(client, NEW, {**APPLICATION, "on": "2026-06-29"})
    page = done(client)
    assert re.search(r'scope="rowgroup"[^>]*>[^<]* · 3</th>', page)


def test_what_others_did_is_not_mine(office, personas, browse):
    send(browse(personas.clerk), NEW, APPLICATION)
    for person in (personas.supervisor, personas.sister_clerk, personas.city_supervisor):
        assert "这一周你没有记录" in done(browse(person))


def test_an_act_on_a_record_that_i_may_read_no_more_is_left_out(office, personas, browse):
    client = browse(personas.clerk)
    send(client, NEW, APPLICATION)
    case = Event.objects.get().reconsideration
    assert case.number in done(client)
    Membership.objects.filter(person=personas.clerk).update(valid_to=date(2026, 6, 29))
    Membership.objects.create(person=personas.clerk, organ=office["乙县"], role=Role.CLERK.value)
    moved = browse(personas.clerk)
    page = done(moved)
    assert case.number not in page
    assert "申请人甲" not in page
    assert "这一周你没有记录" in page


def test_what_i_did_opens_a_void_record_too(office, personas, browse):
    client = browse(personas.clerk)
    send(client, NEW, APPLICATION)
    case = Event.objects.get().reconsideration
    page = done(client)
    office.do(case, "void", TODAY, reason="重复登记")
    assert days(done(client)) == days(page)
    assert client.get(case.get_absolute_url()).status_code == 200


def test_acts_of_every_kind_of_record_are_told(office, personas, browse):
    client = browse(personas.clerk)
    mine = office.actor()._replace(person=personas.clerk)
    found = [
        office.register("2026-06-29", actor=mine),
        office.sue("2026-06-29", actor=mine),
        office.mediation("2026-06-29", actor=mine),
        office.entry("2026-06-29", actor=mine),
    ]
    page = done(client)
    for record in found:
        assert f'href="{record.get_absolute_url()}"' in page
    assert "你记录的行为4项" in page


def test_a_week_without_acts_leads_to_the_week_before(personas, browse):
    page = page_of(browse(personas.clerk), "/done/?from=2026-06-29")
    assert 'href="?from=2026-06-22"' in page


def test_the_week_and_what_is_left_of_earlier_ones_are_of_the_organ_whose_desk_leads_there(office, personas, browse):
    Membership.objects.create(person=personas.clerk, organ=office["乙县"], role=Role.CLERK.value)
    office.accept("2026-03-02", actor=office.actor("乙县"))
    client = browse(personas.clerk)
    there = f"organ=id-{office['乙县'].pk}"
    desk = page_of(client, f"/?{there}&whose=organ")
    key = re.search(r'href="/week/\?(organ=[^"]+)"', desk)
    assert key
    week = page_of(client, f"/week/?{key[1]}")
    assert "乙县人民政府" in week
    assert f'href="/?{key[1]}&amp;whose=mine"' in week
    assert "乙县人民政府" in page_of(client, f"/?{key[1]}&whose=mine")
