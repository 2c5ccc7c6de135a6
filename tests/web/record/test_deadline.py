"""One term told day by day: from when, each stretch, stops, extension, the roll with its holiday, the calendar."""

from __future__ import annotations

import html
import re

import pytest
from django.urls import reverse

from casework.models import CalendarYear
from casework.web.record.deadline import deadline_url


def text_of(answer) -> str:
    main = answer.content.decode().partition("<main")[2].partition(">")[2]
    return html.unescape(" ".join(re.sub(r"<[^>]*>", " ", main).split()))


def told(client, case, code="decide") -> str:
    answer = client.get(deadline_url(case, code))
    assert answer.status_code == 200
    return text_of(answer)


@pytest.fixture
def clerk(personas, browse):
    return browse(personas.clerk)


def test_a_term_that_ends_on_a_holiday_tells_its_stretches_the_roll_and_the_notice(office, clerk):
    # accepted on 1 March 2024: sixty days end on 30 April; five days of suspension move that into Labour Day
    case = office.accept("2024-03-01")
    case = office.do(case, "suspend", "2024-04-08", ground="mediation")
    case = office.do(case, "resume", "2024-04-13")
    said = told(clerk, case)
    assert "到2024年5月6日 星期一" in said
    assert "普通程序 60日 62条1款" in said
    assert "起 2024年3月1日 — 受理之日起算，当日不计入（民事诉讼法85条2款）" in said
    assert "停 2024年4月8日—4月12日 5日" in said
    assert "期限届满之日2024年5月5日为法定休假日（劳动节），顺延至其后第一个工作日（民事诉讼法85条3款）" in said
    notice = CalendarYear.objects.get(year=2024, region="")
    assert f"2024年放假安排（{notice.notice_number}）" in said
    assert "清明节 2024年4月4日—4月6日 劳动节 2024年5月1日—5月5日" in said
    assert "调休上班：2024年4月7日、2024年4月28日" in said
    assert not re.search(r"\d{4}-\d{2}-\d{2}|¶|None", said)


def test_a_clock_that_stands_has_no_last_day_and_says_since_when(office, clerk):
    case = office.do(office.accept("2026-05-11"), "suspend", "2026-06-01", ground="7")
    said = told(clerk, case)
    assert "还没有最后一天 停止计算" in said
    assert "停 2026年6月1日" in said


def test_an_extension_is_a_stretch_of_its_own(office, clerk):
    case = office.do(office.accept("2024-03-05"), "extend", "2024-04-20", days=30)
    said = told(clerk, case)
    assert "延长 2024年5月5日—6月3日 30日" in said
    assert "到2024年6月3日" in said


def test_a_year_whose_holidays_are_not_loaded_is_named(office, clerk):
    CalendarYear.objects.filter(year__gt=2026).delete()
    case = office.register("2026-06-22", complained_of={"made_on": "2026-06-01", "known_on": "2026-06-02"})
    said = told(clerk, case, "apply_cap_act")
    assert "2027—2031年放假安排未导入" in said


def test_a_term_is_told_in_english_too(office, personas, browse):
    case = office.accept("2024-03-01")
    said = told(browse(personas.clerk, "en"), case)
    assert "Term of decision" in said
    assert "Until 30 Apr 2024 Tuesday" in said
    assert "that day is not counted (Civil Procedure Law art. 85 ¶2)" in said


def test_the_case_page_the_terms_and_the_desk_lead_to_it(office, clerk):
    case = office.register("2026-06-25")
    url = deadline_url(case, "examine")
    head, _mark, rest = clerk.get(case.get_absolute_url()).content.decode().partition('id="facts"')
    assert f'href="{url}"' in head
    assert f'href="{url}"' in rest
    assert f'href="{url}"' in clerk.get("/").content.decode()


def test_disputes_and_mediations_tell_their_terms_too(county, clerk):
    assert "答辩举证期限" in told(clerk, county.suit, "litigation_defence")
    assert "申请司法确认期限" in told(clerk, county.mediation, "judicial_confirmation")


def test_a_term_that_the_record_does_not_have_or_the_reader_does_not_see_is_no_page(office, personas, browse, clerk):
    case = office.register("2026-06-25")
    for code in ("decide", "nothing", "sue"):
        assert clerk.get(reverse("reconsideration_deadline", args=[case.pk, code])).status_code == 404
    assert browse(personas.sister_clerk).get(deadline_url(case, "examine")).status_code == 404
    assert browse(personas.auditor).get(deadline_url(case, "examine")).status_code == 403


def test_refusals_and_gaps_on_the_page_name_days_as_people_write_them(office, clerk):
    case = office.register("2026-06-01")
    page = text_of(clerk.get(case.get_absolute_url()))
    assert "审查期限2026年6月8日已届满" in page
    answer = clerk.get(f"{case.get_absolute_url()}acts/accept/")
    assert "审查期限2026年6月8日已届满" in text_of(answer)
