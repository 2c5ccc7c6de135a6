"""Handing over a desk: a supervisor gives the work of somebody who leaves to a successor, whose desk has it then."""

from __future__ import annotations

from playwright.sync_api import expect

from casework.actions.reference.staff import take_on
from casework.law.names import Act, Role
from casework.models import Membership, Person
from tests.e2e.conftest import Site
from tests.factories import fresh


def test_what_somebody_who_leaves_handles_is_shown_handed_over_and_stands_on_the_successors_desk(site: Site):
    office = site.county.office
    Membership.objects.create(
        person=Person.objects.get(username="li"), organ=office["甲县"], role=Role.SUPERVISOR.value
    )
    take_on(office["甲县"], ["钱某", "孙某"])
    kept = office.do(office.accept("2026-06-01"), Act.ASSIGN, "2026-06-02", handlers=["钱某", "王某"])
    refused = office.do(office.accept("2026-06-02"), Act.ASSIGN, "2026-06-03", handlers=["钱某", "孙某"])
    planned = office.do(kept, Act.PLAN, "2026-07-06", what="hearing")
    site.sign_in()
    page = site.page
    page.get_by_role("link", name="移交承办工作").click()
    page.locator("#id_from").select_option("钱某")
    page.locator("#id_to").fill("孙某")
    page.locator("#id_reason").fill("调动")
    page.locator("#id_reason").press("Control+Enter")  # nothing is handed over before it was shown
    assert fresh(planned).handlers == "钱某、王某"
    page.get_by_role("button", name="列出要移交的案件").click()
    expect(page.locator("table.ticked caption")).to_contain_text("其中1件现在不能移交")
    expect(page.locator("table.ticked")).to_contain_text("「孙某」已经是承办人")
    expect(page.get_by_role("heading", name="随案移交的排期")).to_be_visible()
    expect(page.locator("[name=record]")).to_have_count(1)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".said")).to_contain_text("钱某的案件已移交给孙某：行政复议1件。")
    assert (fresh(planned).handlers, fresh(refused).handlers) == ("孙某、王某", "钱某、孙某")
    site.open("/?handler=孙某")
    expect(page.locator("table.plans")).to_contain_text(str(kept.number))
