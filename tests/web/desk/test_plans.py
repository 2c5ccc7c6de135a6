"""排期 on the pages: typed with a short date, seen on the desk and the record, done and called off from there."""

from __future__ import annotations

import html
import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.forms import ValidationError

from casework.models import Plan
from casework.web.entry.forms.fields import Hour
from casework.web.shell.formatting import near_day_words
from tests.factories import TODAY

COMING = date(2026, 7, 6)


def text_of(client, url: str) -> str:
    answer = client.get(url, follow=True)
    assert answer.status_code == 200, url
    return html.unescape(answer.content.decode())


def sent(client, url: str, version: int, **fields):
    return client.post(url, {"token": str(uuid4()), "version": version, **fields})


def test_a_short_date_without_a_year_is_the_next_such_day_and_today_is_one(office, personas, browse):
    client = browse(personas.clerk)
    for typed, day in (("7.6", COMING), ("6.29", date(2027, 6, 29)), ("0630", TODAY), ("明", TODAY + timedelta(1))):
        case = office.accept("2026-06-01")
        url = f"{case.get_absolute_url()}acts/plan/"
        assert 'data-day="ahead"' in text_of(client, url)
        assert (
            sent(client, url, case.version, on=typed, what="hearing", at="下午2点半", who="李某、王某").status_code
            == 302
        )
        plan = Plan.objects.get(reconsideration=case)
        assert (plan.on, f"{plan.at:%H:%M}", plan.who) == (day, "14:30", "李某、王某")


def test_what_a_day_became_stands_beside_its_field_after_an_error_without_scripts(office, personas, browse):
    case = office.accept("2026-06-01")
    answer = sent(browse(personas.clerk), f"{case.get_absolute_url()}acts/plan/", case.version, on="7.6", what="")
    assert answer.status_code == 422
    page = html.unescape(answer.content.decode())
    assert re.search(r'id="id_on_echo"[^>]*>2026年7月6日 星期一 工作日<', page)
    assert 'value="7.6"' in page


def test_a_past_day_and_an_hour_that_is_none_are_refused_in_words_and_nothing_typed_is_lost(office, personas, browse):
    case, client = office.accept("2026-06-01"), browse(personas.clerk)
    url = f"{case.get_absolute_url()}acts/plan/"
    past = sent(client, url, case.version, on="2026-06-29", what="hearing", place="三楼")
    assert past.status_code == 422
    assert "排期的日子2026年6月29日已经过去" in html.unescape(past.content.decode())
    for hour in ("25:00", "9:60", "上午十点", "99999"):
        answer = sent(client, url, case.version, on="7.6", what="hearing", at=hour, place="三楼")
        page = html.unescape(answer.content.decode())
        assert answer.status_code == 422, hour
        assert "不是时间" in page
        assert 'value="三楼"' in page


def test_the_desk_shows_the_coming_plans_with_the_act_that_does_them_and_calling_off(office, personas, browse):
    case = office.do(office.accept("2026-06-01"), "plan", COMING, what="talk", at="9:00", place="三楼", who=["李某"])
    suit = office.do(office.sue("2026-06-01"), "plan", TODAY, what="hearing")
    far = office.do(office.accept("2026-06-02"), "plan", "2026-12-05", what="hearing")
    client = browse(personas.clerk)
    page = text_of(client, "/").partition('class="list plans"')[2].partition("</table>")[0]
    assert [page.index(record.number) for record in (suit, case)] == sorted(page.index(r.number) for r in (suit, case))
    assert far.number not in page
    for said in ("2026年7月6日 星期一 工作日 09:00", "谈话、听取意见", "三楼", "李某", "开庭", "今天"):
        assert said in page, said
    assert f"{case.get_absolute_url()}acts/hear_opinions/?plan=1" in page
    assert f"{case.get_absolute_url()}acts/call_off/?plan=1" in page
    assert f"{suit.get_absolute_url()}hearing/?plan=1" in page


def test_a_plan_offers_no_act_that_the_state_does_not_let_and_plans_are_told_apart_by_their_hour(
    office, personas, browse
):
    case = office.do(office.register("2026-06-29"), "plan", COMING, what="hearing", at="9:30")
    case = office.do(case, "plan", COMING, what="hearing", at="14:30")
    client = browse(personas.clerk)
    page = text_of(client, case.get_absolute_url())
    assert "acts/hold_hearing/?plan=" not in page
    assert "acts/call_off/?plan=2" in page
    form = text_of(client, f"{case.get_absolute_url()}acts/call_off/")
    assert "2026年7月6日 09:30" in form
    assert "2026年7月6日 14:30" in form


def test_an_overdue_plan_stays_until_it_is_settled_and_what_no_act_does_goes_with_its_day(office, personas, browse):
    day, then = TODAY - timedelta(2), TODAY - timedelta(3)
    case = office.do(office.accept("2026-06-01"), "plan", day, what="hearing", today=then)
    visit = office.do(office.mediation("2026-06-01"), "plan", day, what="visit", today=then)
    client = browse(personas.clerk)
    page = text_of(client, "/").partition('class="list plans"')[2].partition("</table>")[0]
    assert case.number in page
    assert "日子已过" in page
    assert visit.number not in page
    form = text_of(client, f"{case.get_absolute_url()}acts/hold_hearing/?plan=1")
    assert f'value="{day.isoformat()}"' in form
    assert "排期：听证 2026年6月28日" in form
    office.do(case, "hold_hearing", day)
    assert 'class="list plans"' not in text_of(client, "/")


def test_the_record_and_its_print_list_the_plans_and_what_became_of_them(office, personas, browse):
    case = office.do(office.accept("2026-06-01"), "plan", COMING, what="hearing", place="某某家中", who=["申请人甲"])
    case = office.do(case, "call_off", TODAY, reason="申请人住院")
    case = office.do(case, "plan", TODAY, what="hearing")
    client = browse(personas.clerk)
    for url in ("", "print/"):
        page = text_of(client, case.get_absolute_url() + url)
        for said in ("2026年6月30日取消", "某某家中", "申请人甲", "听证"):
            assert said in page, (url, said)
    assert "acts/hold_hearing/?plan=2" in text_of(client, case.get_absolute_url())
    assert "acts/call_off/?plan=1" not in text_of(client, case.get_absolute_url())
    masked = text_of(browse(personas.report_team), case.get_absolute_url())
    assert "某某家中" not in masked
    assert "〔略〕" in masked


def test_the_notice_of_a_planned_hearing_is_due_on_the_desk_and_explained_and_one_click_from_its_service(
    office, personas, browse
):
    case = office.do(office.accept("2026-06-01"), "plan", "2026-07-10", what="hearing")
    client = browse(personas.clerk)
    desk = text_of(client, "/")
    served = f"{case.get_absolute_url()}acts/serve/?paper=hearing_notice"
    assert f"听证通知期限 {near_day_words(date(2026, 7, 3), TODAY, 'zh-hans')}" in desk
    assert served in desk
    assert re.search(r'<option value="hearing_notice"[^>]* selected', text_of(client, served))
    told = text_of(client, f"{case.get_absolute_url()}deadlines/hearing_notice/")
    for said in ("2026年7月3日", "51条1款", "2026年7月10日"):
        assert said in told, said
    office.do(case, "serve", TODAY, paper="hearing_notice")
    assert served not in text_of(client, "/")


def test_lists_find_records_by_what_is_planned_and_when(office, personas, browse):
    case = office.do(office.accept("2026-06-01"), "plan", COMING, what="hearing")
    other = office.accept("2026-06-01")
    client = browse(personas.clerk)
    found = text_of(client, "/reconsiderations/?planned=hearing&planned_from=2026-07-01&planned_to=7.6")
    assert case.number in found
    assert other.number not in found
    office.do(case, "call_off", TODAY)
    assert case.number not in text_of(client, "/reconsiderations/?planned=hearing")


READ = """
1430=14:30 930=09:30 9点=09:00 下午2点半=14:30 下午230=14:30 230pm=14:30 2pm=14:00 12pm=12:00 12am=00:00
下午12点=12:00 中午12点=12:00 中午1点=13:00 中午11点半=11:30 晚上8点=20:00 下午14点=14:00
"""


@pytest.mark.parametrize(("typed", "hour"), [pair.split("=") for pair in READ.split()])
def test_an_hour_is_read_as_people_type_it(typed, hour):
    assert Hour().clean(typed) == hour


@pytest.mark.parametrize("typed", ["晚上12点", "上午12点", "早上12点", "25:00", "9:60", "12345", "点", "am"])
def test_what_may_be_either_of_two_hours_or_is_none_is_refused(typed):
    with pytest.raises(ValidationError):
        Hour().clean(typed)
