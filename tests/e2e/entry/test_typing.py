"""The keys of a form: what Enter and Tab take and where they lead, and that nothing typed is lost on the way."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect

from casework.models import Reconsideration
from tests.e2e.conftest import Site
from tests.e2e.entry.test_logging import NEW, fill_application, newest
from tests.e2e.entry.test_sheet import paste

RESPONDENT = "#id_respondents-0"
WHERE = """() => {
  const at = document.activeElement, box = at.getBoundingClientRect();
  const inside = box.width > 0 && box.top >= 0 && box.bottom <= innerHeight && box.right > 0;
  return at === document.body || !inside ? null : at.id || at.name || at.textContent.trim();
}"""
"""Name of what has the focus; null where nobody sees it."""


def opened(site: Site, path: str = NEW) -> Page:
    site.sign_in()
    return site.open(path)


def typed_for_an_organ(page: Page, text: str = "jxgaj") -> None:
    page.locator(RESPONDENT).focus()
    page.keyboard.type(text)
    expect(page.locator(".options [data-value]").first).to_be_visible()


def test_the_first_organ_that_fits_is_chosen_and_enter_takes_it(site: Site):
    page = opened(site)
    typed_for_an_organ(page, "gaj")
    assert page.locator(".options [data-value]").count() > 1
    first = page.locator(".options [data-value]").first
    expect(first).to_have_attribute("aria-selected", "true")
    name = first.get_attribute("data-value") or ""
    field = page.locator(RESPONDENT)
    expect(field).to_have_attribute("aria-activedescendant", first.get_attribute("id") or "")
    page.keyboard.press("Enter")
    expect(field).to_have_value(name)
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(page.locator(".options")).to_have_count(0)


@pytest.mark.parametrize("key", ["Enter", "Tab"])
@pytest.mark.parametrize(
    ("field", "typed", "taken"),
    [
        ("#id_court", "高级", "测试省高级人民法院"),
        ("#id_court", "cssgjrmfy", "测试省高级人民法院"),
        ("#id_cause", "xzcf", "行政处罚"),
        ("#id_cause", "处罚", "行政处罚"),
    ],
)
def test_courts_and_causes_are_taken_as_organs_are(field: str, typed: str, taken: str, key: str, site: Site):
    page = opened(site, "/litigations/new/")
    page.locator(field).focus()
    page.keyboard.type(typed)
    first = page.locator(".options [data-value]").first
    expect(first).to_have_attribute("aria-selected", "true")
    expect(page.locator(field)).to_have_attribute("aria-activedescendant", first.get_attribute("id") or "")
    page.keyboard.press(key)
    expect(page.locator(field)).to_have_value(taken)
    expect(page.locator(".options")).to_have_count(0)
    assert page.evaluate(WHERE)


@pytest.mark.parametrize("keys", [["Enter"], ["Tab"], ["Escape", "Tab"]])
def test_a_court_and_a_cause_that_stand_in_no_list_are_kept_as_they_were_typed(keys: list[str], site: Site):
    page = opened(site, "/litigations/new/")
    typed = "人民法院" if keys[0] == "Escape" else "别处人民法院"
    page.locator("#id_court").focus()
    page.keyboard.type(typed)
    for key in keys:
        page.keyboard.press(key)
    expect(page.locator("#id_court")).to_have_value(typed)
    expect(page.locator("#id_court")).not_to_be_focused()


def test_without_scripts_courts_and_causes_are_offered_by_the_browser(site: Site):
    page = opened(site, "/litigations/new/")
    for name in ("court", "cause"):
        offered = page.locator(f"#{name}-offered option")
        assert offered.count() > 0
        assert offered.first.get_attribute("data-typed")


@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
def test_tab_takes_the_organ_that_is_chosen_and_the_focus_goes_on(key: str, site: Site):
    page = opened(site)
    typed_for_an_organ(page)
    page.keyboard.press("ArrowDown")
    second = page.locator(".options [data-value]").nth(1).get_attribute("data-value") or ""
    page.keyboard.press(key)
    expect(page.locator(RESPONDENT)).to_have_value(second)
    expect(page.locator(RESPONDENT)).not_to_be_focused()
    assert page.evaluate(WHERE)


@pytest.mark.parametrize("key", ["Tab", "Enter"])
def test_a_key_faster_than_the_list_takes_the_first_entry_all_the_same(key: str, site: Site):
    page = opened(site)
    page.locator(RESPONDENT).focus()
    page.keyboard.type("jxgaj")
    page.keyboard.press(key)
    expect(page.locator(RESPONDENT)).to_have_value("甲县公安局")
    assert page.evaluate(WHERE)


def test_what_fits_no_organ_and_what_was_only_looked_through_is_left_as_it_was(site: Site):
    page = opened(site)
    field = page.locator(RESPONDENT)
    field.focus()
    page.keyboard.press("Alt+ArrowDown")
    page.wait_for_timeout(500)
    page.keyboard.press("Tab")
    expect(field).to_have_value("")
    typed_for_an_organ(page)
    page.keyboard.press("Escape")
    expect(page.locator(".options")).to_have_count(0)
    expect(field).to_have_value("jxgaj")
    field.fill("没有的局")
    expect(page.locator(".options")).to_contain_text("没有")
    page.keyboard.press("Enter")
    expect(field).to_have_value("没有的局")
    assert page.evaluate(WHERE)


def test_enter_goes_through_the_form_field_by_field_and_sends_nothing(site: Site):
    page = opened(site)
    before = Reconsideration.objects.count()
    fill_application(page)
    page.evaluate("window.kept = true")
    page.locator("#id_on").focus()
    seen: list[str] = []
    for _ in range(60):
        page.keyboard.press("Enter")
        where = page.evaluate(WHERE)
        assert where, f"nothing has the focus after {seen[-1:]}"
        seen.append(where)
        if where == "do":
            break
    assert seen[-1] == "do"
    assert {"id_channel", "id_applicants-0-name", "id_respondents-0", "id_complained_of-0-number", "id_field"} <= set(
        seen
    )
    assert page.evaluate("window.kept")
    assert Reconsideration.objects.count() == before


def test_the_focus_is_seen_at_every_stop_of_tab(site: Site):
    page = opened(site)
    page.locator("#id_on").focus()
    for _ in range(60):
        page.keyboard.press("Tab")
        where = page.evaluate(WHERE)
        assert where
        if where == "do":
            return
    pytest.fail("Tab never came to the button")


def test_what_was_typed_is_there_again_after_an_error_and_back_and_after_leaving_and_back(site: Site):
    page = opened(site)
    page.locator("#id_applicants-0-name").fill("申请人庚")
    page.locator("#id_complained_of-0-made_on").fill("0699")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#problems")).to_be_focused()
    expect(page.locator("#id_applicants-0-name")).to_have_value("申请人庚")
    page.go_back()
    expect(page.locator("#problems")).to_have_count(0)
    expect(page.locator("#id_applicants-0-name")).to_have_value("申请人庚")
    expect(page.locator("#id_complained_of-0-made_on")).to_have_value("0699")
    page.locator("#id_applicants-0-name").fill("申请人辛")
    page.locator(".bar a[data-help]").click()
    page.wait_for_url(re.compile("/help/"))
    page.go_back()
    expect(page.locator("#id_applicants-0-name")).to_have_value("申请人辛")


def test_an_act_that_was_refused_and_a_correction_are_there_again_after_back(site: Site):
    case = site.county.office.register("2026-06-29")
    page = opened(site, f"{case.get_absolute_url()}acts/correct/?fact=register%231.on")
    page.locator("#id_value").fill("0699")
    page.locator("#id_reason").fill("邮戳为准")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#problems")).to_be_focused()
    page.go_back()
    expect(page.locator("#id_value")).to_have_value("0699")
    expect(page.locator("#id_reason")).to_have_value("邮戳为准")


def test_keys_are_heard_as_soon_as_a_field_is_there_and_the_focus_stays_where_it_is_typed(site: Site):
    """However late the scripts come: a field is shown only once its keys are heard."""
    case = site.county.office.register("2026-06-29")

    def late(route: Route) -> None:
        site.page.wait_for_timeout(400)
        route.continue_()

    page = opened(site)
    page.route("**/forms*.js", late)
    page.goto(f"{site.url}{case.get_absolute_url()}acts/correct/?fact=register%231.on", wait_until="commit")
    page.locator("#id_value").fill("0626")
    page.locator("#id_reason").fill("邮戳为准")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".events").first).to_contain_text("2026年6月29日 → 2026年6月26日")


def test_lines_pasted_where_an_applicant_is_named_are_shown_and_taken_as_applicants(site: Site):
    page = opened(site)
    fill_application(page)
    page.locator("button[name=more][value=applicants]").press("Enter")
    name = page.locator("#id_applicants-1-name")
    name.focus()
    paste(site, "1、申请人子 11010519491231002X，13800000001\n申请人丑\t男\t0357 4522345\n\n申请人寅\n")
    shown = page.locator("#pasted-applicants")
    expect(shown.locator("li")).to_have_text(
        ["申请人子 · 证件号 11010519491231002X · 电话 13800000001", "申请人丑 · 电话 0357 4522345", "申请人寅"]
    )
    expect(name).to_have_value("")
    expect(shown.get_by_role("button").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#id_applicants-3-name")).to_have_value("申请人寅")
    expect(page.locator("#id_applicants-0-name")).to_have_value("申请人丁")
    expect(page.locator("#id_applicants-2-telephone")).to_have_value("0357 4522345")
    expect(page.locator("#id_applicants-2-sex")).to_have_value("male")
    expect(page.locator("#id_applicants-2-address")).to_have_value("")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".said")).to_contain_text("已记录「登记」")
    names = newest().applicants.order_by("pk").values_list("name", flat=True)
    assert list(names) == ["申请人丁", "申请人子", "申请人丑", "申请人寅"]


def test_pasted_lines_can_be_left_out_and_one_line_is_pasted_as_it_is(site: Site):
    page = opened(site)
    name = page.locator("#id_applicants-0-name")
    name.focus()
    paste(site, "申请人子\n申请人丑")
    page.locator("#pasted-applicants").get_by_role("button", name="不要这些").press("Enter")
    expect(page.locator("#pasted-applicants")).to_be_hidden()
    expect(name).to_be_focused()
    paste(site, "申请人子")
    expect(page.locator("#pasted-applicants")).to_be_hidden()
    paste(site, "申请人子 11010519491231002X")  # a number of papers never becomes a part of a name
    expect(page.locator("#pasted-applicants li")).to_have_text(["申请人子 · 证件号 11010519491231002X"])


def test_a_short_day_becomes_the_day_that_was_meant_ahead_for_what_is_to_come_and_else_behind(site: Site):
    case = site.county.office.register("2026-06-29")
    page = opened(site, f"{case.get_absolute_url()}acts/request_correction/")
    page.locator("#id_items").fill("证据目录")
    page.locator("#id_due").fill("12.5")
    page.locator("#id_notice_received_on").fill("6.29")
    page.locator("#id_items").focus()
    expect(page.locator("#id_due")).to_have_value("2026-12-05")
    expect(page.locator("#id_due_echo")).to_contain_text("2026年12月5日 星期六")
    expect(page.locator("#id_notice_received_on")).to_have_value("2026-06-29")
    size = "element => [getComputedStyle(element).fontSize, getComputedStyle(element).color]"
    field, said = (page.locator(f"#id_due{part}").evaluate(size) for part in ("", "_echo"))
    assert field == said
    site.open(NEW)
    page.locator("#id_complained_of-0-made_on").fill("12.5")
    page.locator("#id_on").focus()
    expect(page.locator("#id_complained_of-0-made_on")).to_have_value("2025-12-05")


def test_an_amount_in_tens_of_thousands_stands_in_yuan_and_doubts_about_an_entry_are_told(site: Site):
    page = opened(site, "/ledger/new/legal_consultation/")
    page.locator("#id_quantities-count").fill("1.2万")
    page.locator("#id_quantities-satisfied").fill("12,001")
    expect(page.locator("#id_quantities-count")).to_have_value("12000")
    expect(page.locator("#rates")).to_contain_text("满意件数12,001，多于咨询件数12,000")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".said")).to_contain_text("已记录")
    expect(page.locator(".said")).to_contain_text("多于咨询件数")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_plain_application_fits_on_one_screen_with_its_echoes_and_under_one_bar(language: str, site: Site):
    site.sign_in()
    site.speak(language)
    page = site.open(NEW)
    fill_application(page)
    expect(page.locator("#id_complained_of-0-known_on_echo")).not_to_be_empty()
    assert page.evaluate("document.querySelector('.bar').offsetHeight") <= 44
    box = page.locator("button[name=do]").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 768
    assert page.evaluate("scrollY") == 0


def test_a_field_keeps_no_room_for_the_echo_of_a_day_that_is_not_there(site: Site):
    page = opened(site)
    expect(page.locator("#id_on_echo")).to_contain_text("2026年6月30日")  # sent with the page
    wide = "document.querySelector('.field:has(#id_on)').offsetWidth"
    with_its_echo = page.evaluate(wide)
    page.locator("#id_on").fill("")
    expect(page.locator("#id_on_echo")).to_be_empty()
    assert page.evaluate(wide) < with_its_echo / 2
    lines = "[...document.querySelectorAll('.field.dated')].map((field) => field.offsetHeight)"
    plain = page.evaluate("document.querySelector('.field:has(#id_complained_of-0-number)').offsetHeight")
    assert all(height <= plain + 4 for height in page.evaluate(lines) if height)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_mark_of_a_meaning_lies_on_no_label(language: str, site: Site):
    site.sign_in()
    site.speak(language)
    lies = """() => [...document.querySelectorAll(".field")].filter((field) => field.offsetHeight).filter((field) => {
        const mark = field.querySelector(".meaning summary")?.getBoundingClientRect();
        const words = document.createRange();
        return mark && [...document.querySelectorAll(".field > label")].some((label) => {
            words.selectNodeContents(label);
            return [...words.getClientRects()].some((box) => box.left < mark.right - 6 && box.right > mark.left + 6
                && box.top < mark.bottom - 4 && box.bottom > mark.top + 4);
        });
    }).map((field) => field.textContent.trim().slice(0, 40))"""
    case = site.county.suspended.get_absolute_url()
    for width in (1366, 800):
        site.page.set_viewport_size({"width": width, "height": 768})
        for path in (NEW, "/litigations/new/", f"{case}acts/resume/", f"{case}acts/conclude/", f"{case}acts/serve/"):
            page = site.open(path)
            page.locator("details.further, details.seldom").evaluate_all("all => all.forEach((one) => one.open = true)")
            assert page.evaluate(lies) == [], (path, width)


def test_what_is_rarely_filled_in_folds_away_until_it_says_something(site: Site):
    page = opened(site)
    agent = page.locator("#id_applicants-0-agent")
    expect(agent).to_be_hidden()
    page.locator("#group-applicants .seldom > summary").press("Enter")
    agent.fill("代理人甲")
    page.locator("#group-complained_of .seldom > summary").press("Enter")
    page.locator("#id_complained_of-0-amount").fill("很多")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#problems")).to_be_focused()
    expect(agent).to_have_value("代理人甲")
    expect(agent).to_be_visible()
    expect(page.locator("#id_complained_of-0-amount_error")).to_be_visible()


def test_after_an_act_the_keyboard_stands_where_it_is_said_and_a_refused_day_is_told_once(site: Site):
    page = opened(site)
    page.locator("#id_on").fill("13月")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#id_on_error")).to_contain_text("「13月」")
    page.wait_for_timeout(500)  # as long as an echo takes
    expect(page.locator("#id_on_echo")).to_be_empty()
    page.locator("#id_on").fill("0629")
    expect(page.locator("#id_on_echo")).to_contain_text("2026年6月29日")
    page = site.open(NEW)
    fill_application(page)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".said")).to_be_focused()
    assert page.evaluate(WHERE)


def test_a_text_far_too_long_is_kept_on_the_page_and_said_to_be(site: Site):
    page = opened(site)
    fill_application(page)
    page.locator("summary", has_text="更多事实").click()
    page.locator("#id_facts_and_reasons").fill("长" * 400_000)
    expect(page.locator("#saved")).to_have_text("草稿没有存上。填的还在。")  # and asked of nobody
    page.locator("button[name=do]").click()
    said = page.locator("#id_facts_and_reasons").evaluate("(field) => field.validationMessage")
    assert "400000字，最多20000字" in said
    expect(page.locator("#id_applicants-0-name")).to_have_value("申请人丁")
    page.locator("#id_facts_and_reasons").fill("不服处罚")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".said")).to_contain_text("已记录「登记」")
