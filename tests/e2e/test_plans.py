"""A clerk plans a hearing with a short date, does it from the desk, and calls another one off."""

from __future__ import annotations

from playwright.sync_api import expect

from casework.models import Plan
from tests.e2e.conftest import Site


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
