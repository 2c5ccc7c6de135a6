"""Thirty applicants against one act: from one paste to thirty cases and thirty receipts, in a browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from casework.models import Reconsideration
from tests.e2e.conftest import Site
from tests.e2e.entry.test_logging import NEW
from tests.e2e.entry.test_sheet import paste
from tests.e2e.record.test_print import A4, on_paper
from tests.e2e.wcag import faults

THIRTY = [f"申请人{n:02}" for n in range(1, 31)]
NUMBER = "甲公罚〔2026〕77号"


def fill_the_rest(page: Page) -> None:
    """All of the application but who applies."""
    page.locator("#id_on").fill("0629")
    page.locator("#id_channel").select_option("in_person")
    page.locator("#id_respondents-0").fill("甲县公安局")
    page.locator("#id_complained_of-0-number").fill(NUMBER)
    page.locator("#id_matters-0").select_option("administrative_penalty")
    page.locator("#id_field").select_option("public_security")


def pasted(site: Site, *lines: str) -> None:
    """Paste lines where one applicant is named, and say that each applies separately, by the keyboard."""
    page = site.page
    page.locator("#id_applicants-0-name").focus()
    paste(site, "\n".join(lines))
    shown = page.locator("#pasted-applicants")
    expect(shown.locator("li")).to_have_count(len(lines))
    button = shown.get_by_role("button", name=f"{len(lines)}人分别申请，一人一案")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#id_each")).to_be_focused()
    expect(page.locator("#id_each")).to_have_value("\n".join(lines))


@pytest.fixture
def form(site: Site) -> Page:
    site.sign_in()
    page = site.open(NEW)
    fill_the_rest(page)
    return page


def registered() -> list[Reconsideration]:
    return list(Reconsideration.objects.filter(act_number=NUMBER).order_by("pk"))


def test_thirty_names_pasted_become_thirty_cases_and_thirty_receipts(site: Site, form: Page):
    pasted(site, *THIRTY)
    form.keyboard.press("Control+Enter")
    expect(form.locator(".said .success")).to_contain_text("已登记30件，一人一案，各有案号。")
    cases = registered()
    assert [case.applicants.get().name for case in cases] == THIRTY
    lines = form.locator("table.list tbody tr")
    expect(lines).to_have_count(30)
    assert [line.strip() for line in lines.locator("th").all_inner_texts()] == [case.number for case in cases]
    assert faults(form) == []
    form.get_by_role("link", name="打印回执").press("Enter")
    sheets = form.locator(".sheet")
    expect(sheets).to_have_count(30)
    for case, name, said in zip(cases, THIRTY, sheets.all_inner_texts(), strict=True):
        for words in (case.number, name, "甲县公安局", NUMBER, "2026年6月29日", "2026年7月6日"):
            assert words in said
    assert faults(form) == []
    papers = on_paper(form)
    assert {(round(paper.width), round(paper.height)) for paper in papers} == {A4}
    assert [name for name, paper in zip(THIRTY, papers, strict=True) if name not in paper.text] == []
    site.open(cases[0].get_absolute_url())
    expect(form.locator("section[aria-labelledby=together] tbody tr")).to_have_count(10)
    form.locator("section[aria-labelledby=together]").get_by_role("link", name="在列表中全部打开").click()
    expect(form.locator("table.records tbody tr")).to_have_count(30)


def test_names_that_stand_twice_are_told_with_their_lines_and_nothing_is_recorded(site: Site, form: Page):
    pasted(site, *THIRTY[:5], THIRTY[1])
    form.keyboard.press("Control+Enter")
    problems = form.locator("#problems")
    expect(problems).to_contain_text("“申请人02”写了不止一次：第2行、第6行")
    expect(form.locator("#id_each_error")).to_contain_text("第2行、第6行")
    assert registered() == []
    assert faults(form) == []
    form.locator("#id_each").fill("\n".join(THIRTY[:5]))
    form.keyboard.press("Control+Enter")
    expect(form.locator(".said .success")).to_contain_text("已登记5件")


def test_three_of_thirty_who_have_a_case_are_shown_while_typing_and_left_out_unless_ticked(site: Site, form: Page):
    for name in THIRTY[:3]:
        site.county.office.register(
            "2026-06-01", applicants=[{"kind": "citizen", "name": name}], complained_of={"number": NUMBER}
        )
    pasted(site, *THIRTY)
    form.keyboard.press("Tab")
    boxes = form.locator("#duplicates input[name=again]")
    expect(boxes).to_have_count(3)
    boxes.nth(1).focus()
    form.keyboard.press("Space")
    assert faults(form) == []
    form.keyboard.press("Control+Enter")
    expect(form.locator(".said")).to_contain_text("已登记28件")
    expect(form.locator(".said")).to_contain_text("没有登记：申请人01")
    assert [case.applicants.get().name for case in registered()[3:]] == [THIRTY[1], *THIRTY[3:]]
