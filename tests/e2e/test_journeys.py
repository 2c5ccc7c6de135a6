"""A clerk's way through the site, by keyboard and mouse."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.e2e.conftest import Site


def test_from_the_sign_in_form_by_a_number_to_a_case_and_out(site: Site):
    site.sign_in()
    page = site.open("/statistics/tables/T2/")
    page.locator("#from").fill("2024-01-01")
    page.locator("#to").fill("2024-12-31")
    page.get_by_role("button", name="查看").click()
    expect(page.locator("caption").first).to_contain_text("2024")
    number = page.locator("table tr", has=page.get_by_role("rowheader", name="撤销", exact=True)).locator("td a").last
    shown = number.inner_text()
    number.click()
    expect(page.locator(".count")).to_have_text(shown)
    assert page.locator("table.list tbody tr").count() == int(shown)
    page.locator("table.list tbody th a").first.click()
    expect(page.locator("h1")).to_contain_text(site.county.ended.number)
    page.locator(".terms summary").first.click()
    expect(page.locator(".steps").first).to_be_visible()
    page.get_by_role("button", name="退出").click()
    page.wait_for_url(re.compile("/login/"))
    page.go_back()
    expect(page.locator("input[name=password]")).to_be_visible()


def test_the_whole_way_works_without_a_mouse_and_the_focus_is_seen(site: Site):
    site.sign_in()
    page = site.open("/statistics/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    assert outline == "3px"
    page.locator("#from").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("2024-01-01")
    page.keyboard.press("Tab")
    page.keyboard.press("Control+a")
    page.keyboard.type("2024-06-30")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("to=2024-06-30"))


def test_a_heading_reached_from_the_contents_is_not_hidden_by_the_bar(site: Site):
    site.sign_in()
    page = site.open("/help/")
    link = page.locator('.contents a[href^="#"]').last
    heading = str(link.get_attribute("href"))
    link.click()
    top, bar = (page.locator(what).bounding_box() for what in (heading, ".bar"))
    assert top is not None
    assert bar is not None
    assert top["y"] >= bar["y"] + bar["height"]
