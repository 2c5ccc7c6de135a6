"""Ticked rows in Chromium: one act for them, what is refused beforehand, and struck together again."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from casework.actions import striking
from casework.law.names import Act
from tests.e2e.conftest import Site
from tests.e2e.wcag import faults
from tests.factories import TODAY, fresh

LIST = "/reconsiderations/?received_from=2026-06-01"


def three(site: Site) -> tuple[Any, Any, Any]:
    """Two cases to be accepted, and one between them that was accepted before."""
    office = site.county.office
    return office.register("2026-06-24"), office.accept("2026-06-25"), office.register("2026-06-26")


def box(page: Page, record: Any) -> Any:
    return page.get_by_role("checkbox", name=record.number, exact=True)


def states(*records: Any) -> list[str]:
    return [fresh(record).state for record in records]


@pytest.fixture
def _same_day(monkeypatch) -> None:
    """The database's clock stands on the day of the pages."""
    monkeypatch.setattr(striking, "recorded_on", lambda _event: TODAY)
    monkeypatch.setattr("casework.web.entry.together.recorded_on", lambda _event: TODAY)


@pytest.mark.usefixtures("_same_day")
def test_three_are_ticked_and_accepted_one_is_refused_and_the_others_are_struck_together(site: Site):
    first, accepted, last = three(site)
    site.sign_in()
    page = site.open(LIST)
    for record in (first, accepted, last):
        box(page, record).check()
    expect(page.locator("[data-ticked]")).to_have_text("已勾选3件")
    page.get_by_role("button", name="受理", exact=True).click()
    expect(page.locator("h1")).to_have_text("受理")
    refused = page.locator("tr", has_text=accepted.number)
    expect(refused).to_contain_text("不能办理「受理」")
    expect(refused).to_contain_text("30条")
    assert states(first, last) == ["examining", "examining"]
    assert faults(page) == []
    page.locator("#form [name=on]").fill("2026-06-29")
    page.get_by_role("button", name="受理：2件").click()
    expect(page.locator(".said")).to_contain_text("受理：已办理2件。 1件没有办理。")
    expect(page.locator("section", has=page.locator("#left"))).to_contain_text(accepted.number)
    assert states(first, last) == ["reviewing", "reviewing"]
    page.get_by_role("link", name="录错了：一起撤销").click()
    page.locator("[name=reason]").fill("日期看错")
    page.get_by_role("button", name="撤销误录：2件").click()
    expect(page.locator(".said")).to_contain_text("撤销误录：已办理2件。")
    assert states(first, accepted, last) == ["examining", "reviewing", "examining"]


def test_all_rows_are_ticked_at_once_and_sent_from_the_keyboard(site: Site):
    first, _accepted, last = three(site)
    site.sign_in()
    page = site.open(LIST)
    page.get_by_role("checkbox", name="勾选本页全部").press("Space")
    expect(page.locator("[data-ticked]")).to_have_text("已勾选3件")
    page.get_by_role("checkbox", name="勾选本页全部").press("Space")
    expect(page.locator("[data-ticked]")).to_have_text("已勾选0件")
    for record in (first, last):
        box(page, record).press("Space")
    page.get_by_role("button", name="确定承办人").press("Enter")
    page.locator("[name=handlers]").fill("李某、王某")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".said")).to_contain_text("确定承办人：已办理2件。")
    assert [fresh(record).handlers for record in (first, last)] == ["李某、王某"] * 2


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_without_scripts_one_that_was_changed_meanwhile_holds_all_back_where_that_was_chosen(site: Site):
    first, _accepted, last = three(site)
    site.sign_in()
    page = site.open(LIST)
    box(page, first).check()
    box(page, last).check()
    page.get_by_role("button", name="受理", exact=True).click()
    page.get_by_label("一件也不办理").check()
    site.county.office.do(first, Act.ASSIGN, "2026-06-29", handlers=["李某", "王某"])
    page.get_by_role("button", name="受理：2件").click()
    expect(page.locator("#problems")).to_contain_text("一件也没有办理")
    expect(page.locator("tr", has_text=first.number)).to_contain_text("此后已记录「确定承办人」")
    assert states(first, last) == ["examining", "examining"]
    page.get_by_role("button", name="受理：").click()  # the change was seen: its box bears the version as it stands
    expect(page.locator(".said")).to_contain_text("受理：已办理2件。")
