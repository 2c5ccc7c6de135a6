"""A clerk logs: an application by keyboard alone, its acts, what happens when things go wrong."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from casework.law.names import Role
from casework.models import Draft, Membership, Person, Reconsideration
from tests.e2e.conftest import PASSWORD, Site
from tests.e2e.wcag import faults

NEW = "/reconsiderations/new/"


def keys(page: Page, *typed: str) -> None:
    """Type into field after field; Tab goes on, an empty text leaves a field as it is."""
    for text in typed:
        if text:
            page.keyboard.type(text)
        page.keyboard.press("Tab")


def fill_application(page: Page) -> None:
    """What an ordinary application needs, by keyboard alone from the day of receipt on."""
    expect(page.locator("#id_on")).to_be_focused()
    keys(page, "0629", "dm", "")  # received, channel, filed
    keys(page, "", "申请人丁", "", "11010519491231002X", "13800000000")  # kind, name, persons, papers, telephone
    page.locator("#id_respondents-0").focus()
    page.keyboard.type("jxgaj")
    expect(page.locator(".options [data-value]").first).to_have_attribute("data-value", "甲县公安局")
    page.keyboard.press("Enter")
    page.locator("#id_complained_of-0-number").focus()
    keys(page, "甲公罚[2026]7号", "0601", "0602")
    page.locator("#id_matters-0").focus()
    page.keyboard.type("xzcf")
    page.locator("#id_field").focus()
    page.keyboard.type("ga")


def act(page: Page, label: str) -> None:
    """Open the form of an act from the record's page."""
    if page.locator(".buttons").get_by_role("link", name=label, exact=True).count() == 0:
        page.locator(".acts summary").last.click()  # of an earlier day: today it could no longer be done
    page.locator(".acts").get_by_role("link", name=label, exact=True).click()
    expect(page.locator("h1")).to_contain_text(label)


def newest() -> Any:
    return Reconsideration.objects.order_by("-pk").first()


def test_an_application_is_registered_by_keyboard_alone_and_the_echo_tells_what_follows(site: Site):
    site.sign_in()
    page = site.open(NEW)
    fill_application(page)
    expect(page.locator("#id_on_echo")).to_have_text("2026年6月29日 星期一 工作日，审查期限至2026年7月6日（30条1款）")
    for name, day in (("made_on", "6月1日"), ("known_on", "6月2日")):  # typed one after the other without a pause
        expect(page.locator(f"#id_complained_of-0-{name}_echo")).to_contain_text(f"2026年{day}")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".said")).to_contain_text("已记录「登记」")
    case = newest()
    assert page.url.endswith(case.get_absolute_url())
    assert (case.received_on.isoformat(), case.act_number, case.channel) == (
        "2026-06-29",
        "甲公罚〔2026〕7号",
        "in_person",
    )
    assert case.applicants.get().identity_number == "11010519491231002X"


def test_another_applicant_is_asked_for_and_typed_without_leaving_the_keys(site: Site):
    site.sign_in()
    page = site.open(NEW)
    page.locator("button[name=more][value=applicants]").press("Enter")
    expect(page.locator("#id_applicants-1-kind")).to_be_focused()
    page.locator("button[name=more][value=respondents]").press("Enter")
    expect(page.locator("#id_respondents-1")).to_be_focused()


def test_a_case_goes_from_receipt_to_service_through_the_buttons_of_its_page(site: Site):
    for role in (Role.SUPERVISOR, Role.APPROVER):
        Membership.objects.create(person=Person.objects.get(username="li"), organ=site.county.office["甲县"], role=role)
    case = site.county.office.register("2026-05-11")
    site.sign_in()
    page = site.open(case.get_absolute_url())
    steps: list[tuple[str, dict[str, str]]] = [
        ("受理", {"on": "0512", "handlers": "李某、王某"}),
        ("发送副本", {"on": "0513", "received_on": "0514"}),
        ("收到答复", {"on": "0525"}),
        ("听取意见", {"on": "0526", "how": "电话"}),
        ("延期", {"on": "0629", "days": "10", "approver": "某主任", "told_on": "0629"}),
        ("结案", {"on": "0629", "outcome": "uphold"}),
        ("送达", {"on": "0630", "to": "申请人", "how": "post"}),
    ]
    for label, typed in steps:
        act(page, label)
        for name, value in typed.items():
            field = page.locator(f"#id_{name}")
            chosen = field.evaluate("field => field.tagName") == "SELECT"
            field.select_option(value) if chosen else field.fill(value)
        page.keyboard.press("Control+Enter")
        expect(page.locator(".said .success")).to_contain_text(f"已记录「{label}」")
    case.refresh_from_db()
    assert (case.state, case.outcome, case.served_on.isoformat()) == ("concluded", "uphold", "2026-06-30")


def test_a_lapse_is_confirmed_from_the_desk_in_two_steps(site: Site):
    case = site.county.office.register("2026-06-01")
    site.sign_in()
    site.page.locator("tr", has_text=case.number).get_by_role("link", name="视为受理", exact=True).click()
    site.page.locator("button[name=do]").click()
    expect(site.page.locator(".said")).to_contain_text("已记录「视为受理」")
    case.refresh_from_db()
    assert case.state == "reviewing"


def test_papers_that_never_came_are_deemed_abandoned_from_the_desk(site: Site):
    case = site.county.office.register("2026-06-08")
    site.sign_in()
    page = site.open(f"{case.get_absolute_url()}acts/request_correction/")
    for name, value in {"on": "0609", "items": "被申请人身份材料", "notice_received_on": "0610"}.items():
        page.locator(f"#id_{name}").fill(value)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".said")).to_contain_text("已记录「通知补正」")
    # ten working days from the 10th end on the 25th: the 19th was the Dragon Boat Festival
    site.open("/")
    row = page.locator("tr", has_text=case.number)
    expect(row).to_contain_text("6月25日")
    row.get_by_role("link", name="视为放弃", exact=True).click()
    page.locator("button[name=do]").click()
    expect(page.locator(".said")).to_contain_text("已记录「视为放弃」")
    case.refresh_from_db()
    assert case.state == "abandoned"


def test_a_receipt_date_is_corrected_with_a_reason_and_old_and_new_stand_side_by_side(site: Site):
    case = site.county.office.register("2026-06-29")
    site.sign_in()
    page = site.open(case.get_absolute_url())
    act(page, "更正")
    page.locator("section", has_text="登记").locator("div", has_text="日期").get_by_role("link").first.click()
    page.locator("#id_value").fill("0626")
    page.locator("#id_reason").fill("邮戳为准")
    page.keyboard.press("Control+Enter")  # while the page still asks what the day means
    expect(page.locator(".events").first).to_contain_text("2026年6月29日 → 2026年6月26日")


def test_a_stale_form_keeps_what_was_typed_and_shows_what_was_recorded_meanwhile(site: Site):
    case = site.county.office.register("2026-06-29")
    site.sign_in()
    page = site.open(f"{case.get_absolute_url()}acts/request_correction/")
    page.locator("#id_items").fill("被申请人身份材料、证据目录")
    site.county.office.do(case, "accept", "2026-06-29")
    page.locator("button[name=do]").click()
    problems = page.locator("#problems")
    expect(problems).to_be_focused()
    expect(problems).to_contain_text("受理")
    expect(page.locator("#id_items")).to_have_value("被申请人身份材料、证据目录")


def test_a_wrong_form_leads_to_its_first_fault(site: Site):
    site.sign_in()
    page = site.open(NEW)
    page.locator("#id_respondents-0").fill("没有的局")
    page.keyboard.press("Control+Enter")
    expect(page).to_have_title(re.compile(r"^\s*\d处要改"))
    expect(page.locator("#problems")).to_be_focused()
    page.locator("#problems a", has_text="被申请人").click()
    expect(page.locator("#id_respondents-0")).to_be_focused()
    assert faults(site.page) == []


def test_enter_registers_nothing_and_a_double_click_registers_once(site: Site):
    site.sign_in()
    before = Reconsideration.objects.count()
    page = site.open(NEW)
    fill_application(page)
    page.locator("#id_complained_of-0-number").press("Enter")
    expect(page.locator("#id_complained_of-0-made_on")).to_be_focused()
    assert Reconsideration.objects.count() == before
    assert page.locator("#id_applicants-0-name").input_value() == "申请人丁"
    page.locator("button[name=do]").dblclick()
    expect(page.locator(".said")).to_contain_text("已记录「登记」")
    assert Reconsideration.objects.count() == before + 1
    page.go_back()
    page.wait_for_url(re.compile(newest().get_absolute_url()))
    assert Reconsideration.objects.count() == before + 1


def test_what_is_typed_is_kept_on_the_server_without_being_asked_for(site: Site):
    site.sign_in()
    page = site.open(NEW)
    page.locator("#id_applicants-0-name").fill("申请人戊")
    expect(page.locator("#saved")).to_contain_text("草稿已存", timeout=8000)
    assert Draft.objects.count() == 1
    site.open("/")
    page.get_by_role("link", name=re.compile("1份草稿")).click()
    page.get_by_role("link", name=re.compile("申请人戊")).first.click()
    expect(page.locator("#id_applicants-0-name")).to_have_value("申请人戊")


@pytest.mark.parametrize(
    ("typed", "kept", "listed"),
    [
        ({}, 0, 0),
        ({"on": "{today}"}, 0, 0),  # what stood there already
        ({"on": "-3"}, 1, 0),  # come back to, but no draft to be told of
        ({"on": "-3", "how": "电话"}, 1, 1),
    ],
)
def test_a_form_that_was_opened_or_of_which_a_day_alone_was_typed_is_no_draft(typed, kept, listed, site: Site):
    site.sign_in()
    case = site.county.office.accept("2026-06-01")
    page = site.open(f"{case.get_absolute_url()}acts/hear_opinions/")
    for name, text in typed.items():
        field = page.locator(f"#form [name={name}]")
        shown = field.input_value()
        field.fill("0101")
        field.fill(text.format(today=shown))
        field.press("Tab")
    page.wait_for_load_state("networkidle")
    page.locator("a[data-help]").click()
    page.wait_for_url(re.compile("/help/"))
    assert Draft.objects.count() == kept
    assert Draft.objects.exclude(title="").count() == listed
    page.go_back()
    if kept:
        expect(page.locator("#form [name=on]")).to_have_value(re.compile("2026-06-27|-3"))


def test_a_session_that_ran_out_while_typing_says_so_and_the_draft_survives(site: Site):
    site.sign_in()
    page = site.open(NEW)
    page.locator("#id_applicants-0-name").fill("申请人戊")
    expect(page.locator("#saved")).to_contain_text("草稿已存", timeout=8000)
    page.context.clear_cookies(name="sessionid")
    page.locator("#id_applicants-0-name").fill("申请人戊己")
    expect(page.locator("#saved")).to_contain_text("已退出登录", timeout=8000)
    expect(page.locator("#id_applicants-0-name")).to_have_value("申请人戊己")
    assert "申请人戊" in Draft.objects.get().values
    site.complaints.clear()  # the browser reports the 401 that is wanted here


def test_a_duplicate_is_told_before_saving_and_does_not_stand_in_the_way(site: Site):
    other = site.county.office.register("2026-06-25", complained_of={"number": "甲公罚〔2026〕7号"})
    site.sign_in()
    page = site.open(NEW)
    page.locator("#id_complained_of-0-number").fill("甲公罚[2026]7号")
    page.locator("#id_complained_of-0-made_on").focus()
    expect(page.locator("#duplicates a")).to_have_text(other.number)


def test_another_applicant_is_one_key_away_and_keeps_what_was_typed(site: Site):
    site.sign_in()
    page = site.open(NEW)
    page.locator("#id_applicants-0-name").fill("申请人戊")
    page.get_by_role("button", name="再加申请人").press("Enter")
    expect(page.locator("#id_applicants-1-name")).to_be_visible()
    expect(page.locator("#id_applicants-0-name")).to_have_value("申请人戊")


def test_while_an_input_method_composes_no_key_is_taken_from_it(site: Site):
    site.sign_in()
    page = site.open(NEW)
    field = page.locator("#id_respondents-0")
    field.focus()
    page.keyboard.type("jx")
    expect(page.locator(".options")).to_be_visible()
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": "gong'an", "selectionStart": 7, "selectionEnd": 7})
    page.evaluate(
        "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', "
        "{key: 'Enter', keyCode: 229, isComposing: true, bubbles: true, cancelable: true}))"
    )
    expect(field).to_be_focused()
    expect(page.locator(".options")).to_be_visible()
    assert field.input_value().startswith("jx")
    session.send("Input.insertText", {"text": "公安"})
    assert field.input_value() == "jx公安"


@pytest.mark.parametrize("path", [NEW])
def test_the_whole_intake_works_without_scripts(path: str, site: Site, browser: Browser):
    site.open("/login/")
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.goto(f"{site.url}/login/")
    page.locator("[name=username]").fill("li")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.goto(site.url + path)
    page.locator("#id_channel").select_option(label="当面")
    page.locator("#id_applicants-0-name").fill("申请人己")
    page.get_by_role("button", name="再加被申请人").click()
    assert page.locator("#id_applicants-0-name").input_value() == "申请人己"
    page.locator("#id_respondents-0").fill("jxgaj")
    page.locator("#id_respondents-1").fill("甲县东镇人民政府")
    page.locator("#id_matters-0").select_option(label="行政处罚")
    page.locator("#id_field").select_option(label="公安")
    page.locator("button[name=do]").click()
    expect(page.locator(".said")).to_contain_text("已记录「登记」")
    assert newest().respondents.count() == 2
    context.close()


def test_who_may_only_read_meets_no_form(site: Site):
    person = Person.objects.get(username="li")
    Membership.objects.filter(person=person).update(role=Role.REPORT_TEAM)
    site.open("/login/")
    page = site.page
    page.locator("[name=username]").fill("li")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(re.compile("/statistics/"))
    assert page.request.get(site.url + NEW).status == 403
    site.open(site.county.named.get_absolute_url())
    expect(page.locator(".acts")).to_have_count(0)


def test_the_days_of_the_act_stand_in_one_line_and_no_date_breaks_in_its_middle(site: Site):
    site.sign_in()
    page = site.open(NEW)
    for name in ("made_on", "known_on"):
        page.locator(f"#id_complained_of-0-{name}").fill("0601")
        expect(page.locator(f"#id_complained_of-0-{name}_echo")).to_contain_text("2026年6月1日")
    tops = [page.locator(f"#id_complained_of-0-{name}").bounding_box() for name in ("number", "made_on", "known_on")]
    assert len({box["y"] for box in tops if box is not None}) == 1
    broken = """all => all.filter((each) => {
        const text = each.firstChild;
        return text && [...text.data.matchAll(/\\d+年\\d+月\\d+日/g)].some(({ 0: day, index }) => {
            const range = document.createRange();
            range.setStart(text, index);
            range.setEnd(text, index + day.length);
            return range.getClientRects().length > 1;
        });
    }).map((each) => each.textContent)"""
    assert page.locator(".echo").evaluate_all(broken) == []
    send = page.locator("#form .actions .main")
    expect(send).to_be_in_viewport(ratio=1)
