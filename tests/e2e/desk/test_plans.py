"""A clerk plans a hearing with a short date, does it from the desk, and calls another one off."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from casework.models import Plan
from tests.e2e.conftest import SCREEN, Site
from tests.e2e.pdfs import sheets


def test_a_hearing_is_planned_done_from_the_desk_and_another_called_off(site: Site):
    case = site.county.office.accept("2026-06-01")
    site.sign_in()
    for day, hour in (("12.5", "1430"), ("今", "9点")):
        page = site.open(case.get_absolute_url())
        page.locator(".acts").get_by_role("link", name="排期", exact=True).click()
        page.locator("#id_on").fill(day)
        page.locator("#id_what").select_option("hearing")
        if day == "12.5":
            expect(page.locator("#id_on_echo")).to_contain_text("2026年12月5日 星期六 休息日")
        page.locator("#id_at").fill(hour)
        page.locator("#id_place").fill("三楼听证室")
        page.locator("#form .main").click()
        expect(page.locator(".messages, [role=status]").first).to_contain_text("排期")
    page = site.open(case.get_absolute_url())
    plans = page.locator("section[aria-labelledby=plans] tbody tr")
    expect(plans).to_have_count(2)
    plans.filter(has_text="12月5日").get_by_role("link", name="取消排期").click()
    page.locator("#id_reason").fill("申请人住院")
    page.locator("#form .main").click()
    expect(plans.filter(has_text="12月5日")).to_contain_text("取消")
    page = site.open("/?whose=organ")
    line = page.locator("table.plans tbody tr", has_text="听证")
    expect(line).to_contain_text("09:00")
    line.get_by_role("link", name="听证").click()
    expect(page.locator("main")).to_contain_text("排期：听证")
    expect(page.locator("#id_on")).to_have_value("2026-06-30")
    page.locator("#form .main").click()
    expect(plans.filter(has_text="09:00")).to_contain_text("已办")
    page = site.open("/?whose=organ")
    expect(page.locator("table.plans")).to_have_count(0)
    ends = {(plan.done_on is None, plan.called_off_on is None) for plan in Plan.objects.all()}
    assert ends == {(False, True), (True, False)}


def test_the_calendar_fits_the_narrowest_screen_is_printed_whole_and_calls_off_with_one_click(site: Site):
    office = site.county.office
    full = office.accept("2026-06-01")
    for hour in range(8, 18):
        full = office.do(full, "plan", "2026-07-01", what="hearing", at=f"{hour}:00", place="三楼听证室", who=["李某"])
    site.sign_in()
    for asked, wide in (("week=2026-07-01", False), ("month=2026-07", True)):
        page = site.open(f"/plans/?{asked}&whose=organ")
        page.set_viewport_size({"width": 320, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, asked
        page.set_viewport_size({"width": SCREEN["width"], "height": SCREEN["height"]})
        printed = sheets(page.pdf(prefer_css_page_size=True))
        assert [round(printed[0].width), round(printed[0].height)] == ([297, 210] if wide else [210, 297])
        assert "三楼听证室" in printed[0].text
        assert "取消排期" not in printed[0].text
        assert len(printed) <= 2, asked
    page = site.open("/plans/?week=2026-07-01&whose=organ")
    page.get_by_role("button", name=f"取消排期: 听证 {full.number}").first.click()
    expect(page).to_have_url(re.compile(r"/plans/\?.*week=2026-06-29"))
    expect(page.locator("[role=status]")).to_contain_text("取消排期")
    expect(page.locator("tr.settled")).to_contain_text("2026年6月30日取消")
