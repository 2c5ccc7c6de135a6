"""Help by keys: the page of keys, finding, registering, what a field means; and keys that are switched off."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.e2e.conftest import Site
from tests.e2e.wcag import faults

NEW = "/reconsiderations/new/"


def test_single_keys_open_help_find_and_register_and_are_text_inside_a_field(site: Site):
    site.sign_in()
    page = site.page
    page.keyboard.press("?")
    page.wait_for_url(site.url + "/help/")
    page.keyboard.press("/")
    expect(page.locator(".bar [data-find]")).to_be_focused()
    page.keyboard.type("n?g2")
    expect(page.locator(".bar [data-find]")).to_have_value("n?g2")
    assert page.url == site.url + "/help/"
    page.locator("main").focus()
    page.keyboard.press("n")
    page.wait_for_url(site.url + NEW)


def test_on_a_list_the_keys_mean_what_the_list_offers(site: Site):
    site.sign_in()
    page = site.open("/mediations/")
    page.keyboard.press("/")
    expect(page.locator("main [data-find]")).to_be_focused()
    page.locator("main").focus()
    page.keyboard.press("n")
    page.wait_for_url(site.url + "/mediations/new/")


def test_keys_that_are_switched_off_do_nothing_and_the_links_still_lead(site: Site):
    site.sign_in()
    page = site.open("/settings/")
    page.get_by_label("单键操作").uncheck()
    page.get_by_role("button", name="保存设置").click()
    expect(page.get_by_role("status").first).to_contain_text("设置已保存")
    page.keyboard.press("?")
    page.keyboard.press("n")
    assert page.url == site.url + "/settings/"
    page.locator("a[data-help]").click()
    page.wait_for_url(site.url + "/help/")


def test_what_a_field_means_opens_from_within_it_and_tab_does_not_stop_there(site: Site):
    site.sign_in()
    page = site.open(NEW)
    page.locator("#id_on").focus()
    page.keyboard.press("Control+/")
    meaning = page.locator(".field", has=page.locator("#id_on")).locator(".meaning")
    expect(meaning.locator("p")).to_be_visible()
    expect(meaning.locator("p")).to_contain_text("审查期限自次日起算")
    expect(page.locator("#told")).to_contain_text("审查期限自次日起算")
    expect(page.locator("#id_on")).to_be_focused()
    page.keyboard.press("Control+/")
    expect(meaning.locator("p")).not_to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator("#id_channel")).to_be_focused()
    expect(page.locator("#id_on_echo")).not_to_be_empty()
    channel = page.locator(".field", has=page.locator("#id_channel"))
    before = page.locator("#id_filed_on").bounding_box()
    channel.locator(".meaning summary").click()
    expect(channel.locator(".meaning p")).to_be_visible()
    assert page.locator("#id_filed_on").bounding_box() == before


def test_an_open_meaning_and_a_refused_password_hold_what_wcag_asks_for(site: Site):
    site.sign_in()
    page = site.open("/settings/")
    page.locator("#id_old_password").fill("wrong")
    page.get_by_role("button", name="修改密码").click()
    expect(page.locator("#id_old_password_error")).to_contain_text(re.compile("旧密码"))
    found = {"/settings/": faults(site.page)}
    site.open(NEW)
    for meaning in page.locator(".meaning").all():
        meaning.evaluate("element => element.open = true")
    found[NEW] = faults(site.page)
    assert {path: what for path, what in found.items() if what} == {}
