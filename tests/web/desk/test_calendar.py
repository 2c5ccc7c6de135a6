"""排期的日历: a week and a month of plans, what meets, and what one click records."""

from __future__ import annotations

import html
import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casework.law.gaps import AsAt, gaps
from casework.law.history import Done, do, play
from casework.law.names import Act, Planned, RecordKind
from casework.law.planning import AT_ONCE
from casework.models import Event, Plan
from casework.web.desk.calendar import MOST_IN_A_DAY
from casework.web.desk.conflicts import conflicts
from tests.factories import TODAY
from tests.law.played import NATIONAL, case, history

MONDAY = date(2026, 6, 29)
COMING = date(2026, 7, 6)


def text_of(client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status, url
    return html.unescape(answer.content.decode())


def handled(office, *handlers: str):
    return office.do(office.accept("2026-06-01"), "assign", "2026-06-01", handlers=list(handlers))


def days_of(page: str) -> dict[str, str]:
    """The part of each day of a week, by its date."""
    return dict(re.findall(r'<tbody id="d([\d-]+)"(.*?)</tbody>', page, re.S))


def planned(office, on, record=None, **keys):
    return office.do(record or office.accept("2026-06-01"), "plan", on, **{"what": "hearing", **keys})


def test_a_week_shows_each_day_with_its_plans_in_the_order_of_their_hours(office, personas, browse):
    late, early = planned(office, COMING, at="14:30"), planned(office, COMING, at="9:00", place="三楼", who=["李某"])
    suit = planned(office, COMING + timedelta(6), office.sue("2026-06-01"))
    other = planned(office, COMING + timedelta(7))
    page = text_of(browse(personas.supervisor), "/plans/?week=2026-07-08")
    days = days_of(page)
    assert list(days) == [str(COMING + timedelta(n)) for n in range(7)]
    monday = days[str(COMING)]
    assert monday.index("09:00") < monday.index(early.number) < monday.index("14:30") < monday.index(late.number)
    assert "三楼" in monday
    assert "李某" in monday
    assert suit.number in days["2026-07-12"]
    assert other.number not in page
    assert "排期3项" in page


def test_the_week_is_that_of_today_and_leads_to_those_beside_it_across_the_end_of_a_year(office, personas, browse):
    client = browse(personas.clerk)
    assert next(iter(days_of(text_of(client, "/plans/")))) == str(MONDAY)
    page = text_of(client, "/plans/?week=2026-12-31")
    assert list(days_of(page))[::6] == ["2026-12-28", "2027-01-03"]
    assert "2026年12月28日—2027年1月3日" in page
    assert "week=2026-12-21" in page
    assert "week=2027-01-04" in page
    assert "month=2027-01" in text_of(client, "/plans/?month=2026-12")
    assert "month=2025-12" in text_of(client, "/plans/?month=2026-01")


def test_rest_days_and_make_up_working_days_are_marked_with_their_reason(office, personas, browse):
    days = days_of(text_of(browse(personas.clerk), "/plans/?week=2026-10-05"))
    assert "休 国庆节" in days["2026-10-05"]
    assert "班 调休上班" in days["2026-10-10"]
    assert "休 周末" in days["2026-10-11"]
    assert "·" not in days["2026-10-09"].partition("星期五")[2].partition("· 0")[0]


def test_a_month_shows_whole_weeks_and_of_a_full_day_the_first_and_how_many_more(office, personas, browse):
    full = office.accept("2026-06-01")
    for n in range(MOST_IN_A_DAY + 3):
        full = planned(office, COMING, full, at=f"{8 + n}:00", what="talk")
    page = text_of(browse(personas.clerk), "/plans/?month=2026-07")
    assert page.count("<tr>") == 1 + 5
    assert page.count(f">谈话、听取意见 {full.number}</a>") == MOST_IN_A_DAY
    assert "还有3项" in page
    assert f"week={COMING}#d{COMING}" in page
    week = days_of(text_of(browse(personas.clerk), f"/plans/?week={COMING}"))[str(COMING)]
    assert week.count(f">{full.number}</a>") == MOST_IN_A_DAY + 3


def test_what_was_done_and_called_off_stays_with_what_became_of_it_and_nothing_more_to_do(office, personas, browse):
    done = planned(office, MONDAY, what="talk", today=MONDAY)
    office.do(done, "hear_opinions", MONDAY, how="当面")
    off = office.do(planned(office, MONDAY, today=MONDAY), "call_off", TODAY)
    day = days_of(text_of(browse(personas.clerk), "/plans/"))[str(MONDAY)]
    assert "2026年6月29日已办" in day
    assert "2026年6月30日取消" in day
    assert done.number in day
    assert off.number in day
    assert "<button" not in day
    assert "acts/" not in day


@pytest.mark.parametrize(
    ("asked", "shown"),
    [("whose=organ", "hearing talk court"), ("whose=mine", "hearing court"), ("what=talk&whose=organ", "talk")],
)
def test_plans_are_left_by_whose_they_are_and_by_kind(office, personas, browse, asked, shown):
    mine = planned(office, COMING, handled(office, str(personas.clerk)))
    talk = planned(office, COMING, handled(office, "别的人"), what="talk")
    suit = planned(office, COMING, office.sue("2026-06-01"))
    page = text_of(browse(personas.clerk), f"/plans/?week={COMING}&{asked}")
    found = {"hearing": mine, "talk": talk, "court": suit}
    assert [name for name, record in found.items() if record.number in page] == shown.split()


def test_a_plan_is_mine_too_where_i_am_to_come(office, personas, browse):
    others = handled(office, "别的人")
    planned(office, COMING, others, who=[str(personas.clerk)])
    assert others.number in text_of(browse(personas.clerk), f"/plans/?week={COMING}&whose=mine")


def test_an_organ_is_seen_by_who_reads_it_and_a_subtree_by_who_reads_all_of_it(office, personas, browse):
    here = planned(office, COMING)
    above = text_of(browse(personas.city_supervisor), f"/plans/?week={COMING}&whose=subtree")
    assert here.number in above
    assert "甲县人民政府" in above
    assert here.number not in text_of(browse(personas.city_supervisor), f"/plans/?week={COMING}&whose=organ")
    assert browse(personas.clerk).get("/plans/?organ=测试市人民政府").status_code == 404
    assert browse(personas.auditor).get("/plans/").status_code == 403


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("month=2026-13", "「2026-13」不是月份"), ("month=7月", "「7月」不是月份"), ("month=1066-10", "不是月份"),
        ("week=2026-02-30", "「2026-02-30」不是日期"), ("what=party", "party"), ("whose=all", "all"),
        ("week=2026-07-06&month=2026-07", "只能写一个"), ("day=3", "day"),
    ],
)  # fmt: skip
def test_an_address_that_asks_for_what_there_is_not_is_told_so(personas, browse, asked, said):
    assert said in text_of(browse(personas.clerk), f"/plans/?{asked}", 400)


# ---- What meets


@pytest.mark.parametrize(
    ("one", "other", "meets"),
    [
        ({"at": "9:00", "place": "三楼听证室"}, {"at": "10:59", "place": "三楼 听证室"}, True),
        ({"at": "9:00", "place": "Room 3"}, {"at": "9:30", "place": "ｒｏｏｍ3"}, True),
        ({"at": "9:00", "place": "三楼"}, {"at": "11:00", "place": "三楼"}, False),
        ({"at": "9:00", "place": "三楼"}, {"at": "9:00", "place": "四楼"}, False),
        ({"at": "9:00", "place": "三楼"}, {"place": "三楼"}, False),
        ({"at": "9:00"}, {"at": "9:00"}, False),
        ({"at": "9:00", "who": ["李某"]}, {"at": "10:00", "who": ["王某", "李某"]}, True),
        ({"at": "9:00", "who": ["申请人"]}, {"at": "9:00", "who": ["申请人"]}, False),
    ],
)
def test_the_same_place_or_the_same_person_within_two_hours_meet(office, one, other, meets):
    planned(office, COMING, **one)
    planned(office, COMING, **other)
    found = conflicts(Plan.objects.with_records())
    assert bool(found) is meets
    assert len(found) == (2 if meets else 0)


def test_a_handler_of_both_meets_himself_and_another_day_organ_or_a_plan_called_off_meets_nothing(office):
    both = [handled(office, "承办人甲") for _ in range(2)]
    both = [planned(office, COMING, each, at="9:00", place="三楼") for each in both]
    planned(office, COMING + timedelta(1), at="9:00", place="三楼")
    planned(office, COMING, office.accept("2026-06-01", actor=office.actor("乙县")), at="9:00", place="三楼")
    found = conflicts(Plan.objects.with_records())
    assert [[each.people for each in met] for met in found.values()] == [[["承办人甲"]], [["承办人甲"]]]
    office.do(both[0], "call_off", TODAY)
    assert conflicts(Plan.objects.with_records()) == {}


def test_who_mediates_one_quarrel_and_handles_a_case_or_a_suit_at_the_same_hour_meets_himself(office):
    quarrel = office.mediation("2026-06-01", mediators=["李某"])
    planned(office, COMING, quarrel, at="9:00", what="mediation")
    planned(office, COMING, office.sue("2026-06-01", handlers=["李某"]), at="10:00")
    planned(office, COMING, handled(office, "王某"), at="9:30")
    found = conflicts(Plan.objects.briefly())
    assert [[each.people for each in met] for met in found.values()] == [[["李某"]], [["李某"]]]


def test_a_conflict_is_marked_on_the_calendar_and_told_before_and_after_it_is_planned_and_refuses_nothing(
    office, personas, browse
):
    first = planned(office, COMING, at="9:00", place="三楼听证室")
    second, client = office.accept("2026-06-01"), browse(personas.clerk)
    typed = {"on": "7.6", "what": "hearing", "at": "9:30", "place": "三楼听证室"}
    url = f"{second.get_absolute_url()}acts/plan/"
    sent = {**typed, "token": str(uuid4()), "version": second.version}
    told = client.post(url, sent | {"foresee": "1"})
    assert f"可能冲突：{first.number}09:00也用这个地点" in told.content.decode()
    assert not second.plans.exists()
    page = client.post(url, sent, follow=True).content.decode()
    assert f"可能冲突：{first.number}09:00也用这个地点" in html.unescape(page)
    assert second.plans.count() == 1
    week, month = text_of(client, f"/plans/?week={COMING}"), text_of(client, "/plans/?month=2026-07")
    assert f"可能冲突：{second.number}09:30也用这个地点" in week
    assert month.count("可能冲突</span>") == 2
    assert all("2项排期可能冲突" in shown for shown in (week, month))


def test_who_may_not_read_names_is_not_told_who_meets(office, personas, browse):
    for hour in ("9:00", "9:30"):
        planned(office, COMING, at=hour, who=["李某某"])
    page = text_of(browse(personas.report_team), f"/plans/?week={COMING}&whose=subtree")
    assert "李某某" not in page
    assert "可能冲突：到场的人09:00还有" in page


# ---- One click


def click(page: str, act: str) -> dict[str, str]:
    """The hidden fields of the button of an act, with its address."""
    (found,) = re.findall(rf'<form method="post" action="([^"]*/acts/{act}/)">(.*?)</form>', page, re.S)
    return {"url": found[0]} | dict(re.findall(r'name="(\w+)" value="([^"]*)"', found[1]))


def test_one_click_calls_a_plan_off_today_and_leads_back_to_the_calendar(office, personas, browse):
    record = planned(office, COMING)
    record, client = planned(office, COMING + timedelta(1), record, what="talk"), browse(personas.clerk)
    asked = f"/plans/?week={COMING}&what=talk"
    sent = click(text_of(client, asked), "call_off")
    answer = client.post(sent.pop("url"), sent)
    assert answer.status_code == 302
    assert re.fullmatch(rf"/plans/\?organ=[^&]+&whose=\w+&what=talk&week={COMING}", answer["Location"])
    off = Plan.objects.get(called_off_on=TODAY)
    assert (off.what, off.position) == ("talk", 1)
    assert "已记录「取消排期」" in text_of(client, answer["Location"])
    again = client.post(f"{record.get_absolute_url()}acts/call_off/", sent)
    assert again.status_code == 302
    assert Event.objects.filter(act="call_off").count() == 1


def test_one_click_records_an_act_that_says_no_more_on_the_day_of_the_plan(office, personas, browse):
    record = planned(office, MONDAY, what="inspection", today=MONDAY)
    client = browse(personas.clerk)
    sent = click(text_of(client, "/plans/"), "investigate")
    client.post(sent.pop("url"), sent)
    plan = Plan.objects.get(reconsideration=record)
    assert plan.done_on == MONDAY
    assert Event.objects.get(act="investigate").on == MONDAY


def test_what_says_more_opens_its_form_begun_from_the_plan_and_what_is_to_come_cannot_be_done(office, personas, browse):
    hearing, coming = planned(office, TODAY), planned(office, TODAY + timedelta(1), what="inspection")
    page = text_of(browse(personas.clerk), "/plans/")
    assert f"{hearing.get_absolute_url()}acts/hold_hearing/?plan=1" in page
    assert 'action="' + hearing.get_absolute_url() + "acts/hold_hearing/" not in page
    assert 'action="' + coming.get_absolute_url() + "acts/investigate/" not in page


def test_a_click_on_what_changed_meanwhile_records_nothing_and_says_so(office, personas, browse):
    record, client = planned(office, COMING), browse(personas.clerk)
    sent = click(text_of(client, f"/plans/?week={COMING}"), "call_off")
    office.do(record, "plan", COMING, what="talk")
    assert client.post(sent.pop("url"), sent).status_code == 409
    assert not Plan.objects.filter(called_off_on__isnull=False).exists()


def test_the_way_back_stays_on_the_calendar_whatever_a_form_says(office, personas, browse):
    record, client = planned(office, COMING), browse(personas.clerk)
    sent = click(text_of(client, f"/plans/?week={COMING}"), "call_off")
    answer = client.post(sent.pop("url"), sent | {"calendar": "//evil.example/\r\nX: 1"})
    assert answer["Location"].startswith("/plans/?")
    assert "\r" not in answer["Location"]
    assert record.plans.get().called_off_on == TODAY


def test_who_only_reads_gets_no_button(office, personas, browse):
    planned(office, COMING)
    page = text_of(browse(personas.report_team), f"/plans/?week={COMING}&whose=subtree")
    assert "acts/" not in page


@pytest.mark.parametrize("act", sorted(AT_ONCE))
def test_an_act_that_one_click_records_is_one_that_lacks_nothing_with_its_day_alone(act):
    before = case("2024-03-01", (Act.ACCEPT, "2024-03-05"))
    life = play(RecordKind.RECONSIDERATION, history("2024-03-01", (Act.ACCEPT, "2024-03-05")), NATIONAL)
    do(life, RecordKind.RECONSIDERATION, Done(act, date(2024, 3, 11), {}))
    as_at = AsAt(date(2024, 3, 12))
    assert {gap.rule for gap in gaps(life, as_at)} == {gap.rule for gap in gaps(before, as_at)}


def test_every_kind_of_plan_may_be_asked_for(personas, browse):
    page = text_of(browse(personas.clerk), "/plans/")
    assert all(f"what={each.value}" in page for each in Planned)


def test_a_month_full_of_plans_asks_the_database_no_more_than_one_plan(office, personas, browse):
    client = browse(personas.supervisor)

    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get("/plans/?month=2026-07").status_code == 200
        return len(found)

    for record in (office.accept("2026-06-01"), office.sue("2026-06-01"), office.mediation("2026-06-01")):
        planned(office, COMING, record, at="9:00")
    few = asked()
    for n in range(5):
        for record in (office.accept("2026-06-01"), office.mediation("2026-06-01")):
            planned(office, COMING + timedelta(n), record, at="9:00")
    assert asked() == few
