"""A dispute from the court's notice to the hearing and who came, by keyboard."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from casework.models import Litigation
from tests.e2e.conftest import Site


def test_a_notice_becomes_a_linked_dispute_and_its_hearing_is_counted(site: Site):
    case = site.county.office.conclude("2026-04-01", "uphold")
    site.sign_in()
    page = site.open("/litigations/new/")
    keys = page.keyboard
    page.locator("[name=on]").focus()
    page.locator("[name=on]").select_text()
    keys.type("0611")
    page.locator("[name=court]").focus()
    keys.type("测试市中级人民法院")
    page.locator("[name=court_number]").focus()
    keys.type("(2026)测10行初7")
    page.locator("[name=cause]").focus()
    keys.type("xzcf")
    page.locator("[name=after_reconsideration]").focus()
    keys.type(case.number[:-1])
    link = page.locator("#decided button", has_text=case.number)
    link.focus()
    keys.press("Enter")
    expect(page.locator("[name=after_reconsideration]")).to_have_value(case.number)
    expect(page.locator("[name=court]")).to_have_value("测试市中级人民法院")
    page.wait_for_load_state()  # the key is the script's
    keys.press("Control+Enter")
    page.wait_for_url(re.compile(r"/litigations/\d+/$"))
    suit = Litigation.objects.latest("pk")
    assert suit.reconsideration == case
    expect(page.locator("main")).to_contain_text("（2026）测10行初7号")
    expect(page.locator("main")).to_contain_text("行政处罚")
    page.get_by_role("link", name="开庭和出庭").focus()
    keys.press("Enter")
    page.wait_for_url("**/hearing/")
    page.locator("[name=on]").fill("0629")
    page.locator("[name=at]").fill("下午2点半")
    page.locator("[name=room]").fill("第三法庭")
    page.locator("[name=panel]").fill("审判长甲、审判员乙")
    page.locator(f"[name=name-{suit.organ_id}]").fill("副县长甲")
    page.locator(f"[name=post-{suit.organ_id}]").fill("副县长")
    page.locator(f"[name=rank-{suit.organ_id}]").select_option("deputy")
    keys.press("Control+Enter")
    page.wait_for_url("**/#instances")
    expect(page.locator("main")).to_contain_text("副职，计为负责人出庭")
    for said in ("14:30", "第三法庭", "审判长甲、审判员乙", "副县长甲"):
        expect(page.locator("main")).to_contain_text(said)
    page.get_by_text("出庭怎么计").click()
    expect(page.locator("main")).to_contain_text("法释〔2020〕3号 7条1款")
