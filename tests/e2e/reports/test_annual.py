"""The yearly report from the keyboard, with scripts and without: composed, written, a changed figure adopted."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from casework.models import AnnualDraft, Membership, Person
from tests.e2e.conftest import SCREEN, Site

RECEIVED = "收到行政复议申请"


@pytest.fixture
def room(site: Site) -> Site:
    """The site for somebody who seals too."""
    organ = site.county.office["甲县"]
    Membership.objects.create(person=Person.objects.get(username="li"), organ=organ, role="supervisor")
    site.sign_in()
    return site


def test_a_report_is_composed_written_and_brought_up_to_date_from_the_keyboard(room: Site):
    page = room.open("/reports/new/")
    page.locator("#from").fill("20240101")
    page.locator("#to").fill("20241231")
    page.wait_for_load_state()  # the keys work from then on
    page.keyboard.press("Control+Enter")
    expect(page.locator("h1")).to_have_text("甲县2024年法治政府建设年度报告")
    line = page.locator("#reconsideration p").first
    number = line.locator("a").first
    shown = int(number.inner_text())
    number.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".count")).to_have_text(str(shown))
    page.go_back()

    room.county.office.conclude("2024-06-03", "uphold")
    page.reload()
    expect(line).to_contain_text(f"{RECEIVED}{shown}现在： →{shown + 1}件")
    page.locator('button[name="adopt"][value="all"]').focus()
    page.keyboard.press("Enter")
    expect(line).to_contain_text(f"{RECEIVED}{shown + 1}件")
    expect(page.locator("mark.now")).to_have_count(0)

    page.locator("#study a.edit").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("（一）领导干部学法")
    page.locator("#text").fill("集体学法4次。")
    page.wait_for_load_state()  # the keys work from then on
    page.keyboard.press("Control+Enter")
    expect(page.locator("#study p")).to_have_text("（一）领导干部学法。集体学法4次。")


def test_no_space_stands_between_a_number_and_its_words(room: Site):
    page = room.open("/reports/new/")
    page.locator("#from").fill("20240101")
    page.locator("#to").fill("20241231")
    page.locator("form.act button.main").click()
    for text in page.locator(".annual p[lang]").all_inner_texts():
        assert " " not in text, text


def test_the_same_is_done_without_scripts(room: Site, browser: Browser):
    state = room.page.context.storage_state()
    context = browser.new_context(java_script_enabled=False, storage_state=state, viewport=SCREEN, locale="zh-CN")  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{room.url}/reports/new/")
    page.locator("#from").fill("2024-01-01")
    page.locator("#to").fill("2024-12-31")
    page.locator("form.act button.main").click()
    page.locator("#publicity a.edit").click()
    page.locator("#text").fill("宣传{主题宣传活动：场次}场。")
    page.locator("form.act button.main").click()
    expect(page.locator("#publicity p")).to_contain_text("宣传1场。")
    assert AnnualDraft.objects.get().version == 2
    context.close()


def test_a_figure_is_chosen_from_the_list_and_stands_where_the_caret_was(room: Site):
    page = room.open("/reports/new/")
    page.locator("#from").fill("20240101")
    page.locator("#to").fill("20241231")
    page.locator("form.act button.main").click()
    page.locator("#study a.edit").click()
    text = page.locator("#text")
    text.fill("受理件。")
    text.evaluate("area => area.setSelectionRange(2, 2)")
    page.locator("#figure").press_sequentially("受理")
    page.locator("#figure_list [data-value='行政复议：受理']").click()
    page.get_by_role("button", name="插入正文").click()
    expect(text).to_have_value("受理{行政复议：受理}件。")
    expect(page.locator("#figure")).to_have_value("")
    page.locator("form.act button.main").click()
    expect(page.locator("#study p")).to_contain_text("受理")
