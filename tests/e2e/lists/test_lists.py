"""The lists in Chromium: asked, sorted, kept, taken away, by hand without scripts and from the keyboard with them."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import SCREEN, Site
from tests.e2e.wcag import faults

ROWS = "table.list tbody tr"


def numbers(page: Page) -> list[str]:
    return [text.strip() for text in page.locator(f"{ROWS} th").all_inner_texts()]


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_a_list_is_asked_sorted_kept_and_taken_away_without_scripts(site: Site):
    site.sign_in()
    page, county = site.open("/reconsiderations/"), site.county
    page.locator("#f-state").select_option(label="已审结")
    page.locator("#f-received_from").fill("0101")
    page.locator(".list-filter > p button").click()
    assert page.url.startswith(f"{site.url}/reconsiderations/?state=concluded&received_from=20")
    page.get_by_role("link", name="去掉「收到日期自").click()  # nothing fits: the empty list says what to drop
    page.get_by_role("columnheader", name="编号").get_by_role("link").click()
    expect(page.locator('th[aria-sort="ascending"]')).to_contain_text("编号")
    assert numbers(page) == sorted(numbers(page))
    page.locator("summary", has_text="列").click()
    page.locator("#c-outcome").check()
    page.get_by_role("button", name="显示这些列").click()
    expect(page.get_by_role("columnheader", name="结案方式")).to_be_visible()
    page.locator("summary", has_text="保存视图").click()
    page.get_by_label("名称").fill("审结按号")
    page.get_by_role("button", name="保存视图").click()
    expect(page.get_by_role("link", name="审结按号")).to_have_attribute("aria-current", "true")
    with page.expect_download() as begun:
        page.get_by_role("link", name="CSV").click()
    text = Path(begun.value.path()).read_text(encoding="utf-8-sig")
    assert county.ended.number in text.splitlines()[1] + text.splitlines()[2]
    page.get_by_role("button", name="删除视图").click()
    expect(page.get_by_role("link", name="审结按号")).to_have_count(0)


def test_a_name_is_found_from_the_keyboard_and_opened(site: Site):
    site.sign_in()
    page = site.open("/reconsiderations/")
    page.keyboard.press("/")
    page.keyboard.type("欧阳")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=**")
    assert numbers(page) == [site.county.named.number]
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text(site.county.named.number)


def test_the_filters_below_stay_in_the_screen_at_both_widths(site: Site):
    site.sign_in()
    page = site.open("/reconsiderations/?state=concluded&q=2024")
    page.locator("summary", has_text="更多").click()
    for width in (SCREEN["width"], SCREEN["width"] // 2):
        page.set_viewport_size({"width": width, "height": SCREEN["height"]})
        for field in page.locator(".more-fields input, .more-fields select").all():
            box = field.bounding_box()
            assert box is not None
            assert box["x"] + box["width"] <= width, field


BROKEN = """() => [...document.querySelectorAll("table.list :is(th, td)")].flatMap((cell) => {
  const found = [], walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    for (const word of walker.currentNode.data.matchAll(/[A-Za-z]+/g)) {
      const range = document.createRange();
      range.setStart(walker.currentNode, word.index);
      range.setEnd(walker.currentNode, word.index + word[0].length);
      if (new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size > 1) found.push(word[0]);
    }
  }
  return found;
})"""
"""Words of Latin letters that go on in the next line."""


@pytest.mark.parametrize("width", [1366, 800, 683])
@pytest.mark.parametrize("path", ["/", "/reconsiderations/", "/litigations/", "/mediations/", "/ledger/"])
def test_on_a_narrow_page_columns_give_way_and_no_word_is_broken(path: str, width: int, site: Site):
    site.county.office.register("2026-06-29")
    site.sign_in()
    site.speak("en")
    site.page.set_viewport_size({"width": width, "height": 768})
    page = site.open(path)
    assert page.evaluate(BROKEN) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    heads = [head for head in page.locator("table.list thead th").all() if head.is_visible()]
    assert len(heads) >= 5
    if path == "/reconsiderations/":
        said = {head.inner_text().strip(" ▼▲\n") for head in heads}
        assert {"Number", "State", "Last day"} <= said
        assert ("Handlers" in said, "Matter" in said) == (width > 1000, width > 800)


def test_a_badge_stands_beside_its_icon_on_a_narrow_screen(site: Site):
    site.sign_in()
    boxes = "all => all.map((each) => [each.getBoundingClientRect().height, each.getClientRects().length])"
    for path in ("/reconsiderations/", "/"):
        page = site.open(path)
        page.set_viewport_size({"width": 800, "height": 768})
        lines = page.locator(".badge").evaluate_all(boxes)
        assert lines
        assert max(lines) <= [26, 1], path  # one line, in the double border of what is to be confirmed
        page.set_viewport_size({"width": 320, "height": 768})  # the words may wrap, but not away from the icon
        apart = """all => all.filter((each) => {
            const words = document.createRange();
            words.selectNodeContents(each);
            words.setStartAfter(each.querySelector("svg"));
            return words.getBoundingClientRect().left < each.querySelector("svg").getBoundingClientRect().right;
        }).length"""
        assert page.locator(".badge:visible").evaluate_all(apart) == 0, path


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_no_page_of_a_clerk_moves_sideways_on_a_narrow_screen(site: Site, language: str):
    """Tables that are wider than the narrowest screen move in boxes of their own."""
    site.sign_in()
    site.speak(language)
    records = (site.county.named, site.county.ended, site.county.suit, site.county.mediation, site.county.entry)
    lists = ("/", "/reconsiderations/", "/litigations/", "/mediations/", "/ledger/", "/done/", "/week/")
    for path in (*lists, *[record.get_absolute_url() for record in records]):
        page = site.open(path)
        for width in (800, 500, 320):
            page.set_viewport_size({"width": width, "height": 768})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)
        assert faults(page) == [], path
