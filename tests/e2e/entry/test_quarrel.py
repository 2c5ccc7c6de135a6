"""What a paper ledger held, typed once: a quarrel of neighbours with its people and its end."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from casework.models import Mediation
from tests.e2e.conftest import Site


def type_into(site: Site, typed: dict[str, str]) -> None:
    """Type into the fields of a form, one after the other, from the keyboard."""
    for name, text in typed.items():
        site.page.locator(f"#id_{name}").focus()
        site.page.keyboard.type(text)


def test_a_quarrel_of_neighbours_is_logged_with_its_parties_mediators_and_agreement_on_two_forms(site: Site):
    site.sign_in()
    page = site.open("/mediations/new/")
    type_into(
        site, {"body": "东村人民调解委员会", "disputants-0-name": "申请人甲", "disputants-0-telephone": "0357 4522345"}
    )
    page.locator("#id_dispute_type").select_option("neighbours")
    page.locator("#id_source").select_option("on_request")
    page.locator("button[name=more][value=disputants]").press("Enter")
    expect(page.locator("#id_disputants-1-name")).to_be_focused()
    type_into(site, {"disputants-1-name": "当事人乙", "mediators": "调解员甲、调解员乙", "place": "东村村委会",
                     "summary": "因排水沟争执"})  # fmt: skip
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"/mediations/\d+/$"))
    quarrel = Mediation.objects.latest("pk")
    page = site.open(f"/mediations/{quarrel.pk}/acts/conclude/")
    page.locator("#id_result").select_option("succeeded")
    page.locator("#id_form").select_option("written")
    type_into(site, {"number": "东调〔2026〕1号", "text": "甲三日内清沟"})
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"/mediations/\d+/$"))
    said = page.locator("main")
    for words in (
        "申请人甲",
        "当事人乙",
        "调解员甲、调解员乙",
        "东村村委会",
        "因排水沟争执",
        "东调〔2026〕1号",
        "甲三日内清沟",
    ):
        expect(said).to_contain_text(words)
