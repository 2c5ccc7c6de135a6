"""Mediation at volume: rows typed by keyboard alone."""

from __future__ import annotations

import re

import pytest
from django.db.models import Max
from playwright.sync_api import Route, expect

from casework.models import Event, Mediation
from tests.e2e.conftest import PASSWORD, Site

SHEET = "/mediations/sheet/"
FIRST = ["0611", "ll", "zd", "3", "1200", "f", "cg", "0612", "kt"]


def type_row(site: Site, cells: list[str]) -> None:
    """Type cell after cell; an empty one keeps what stands there."""
    for cell in cells:
        if cell:
            site.page.keyboard.type(cell)
        site.page.keyboard.press("Enter")


def open_sheet(site: Site) -> int:
    """The sheet, with the body named; gives the newest case before."""
    site.sign_in()
    page = site.open(SHEET)
    expect(page.locator("tbody.typing [name=on]")).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.type("东镇调委会")
    page.keyboard.press("Enter")
    return Mediation.objects.aggregate(last=Max("pk"))["last"]


def test_twenty_rows_by_keyboard_are_twenty_records(site: Site):
    before = open_sheet(site)
    page = site.page
    type_row(site, FIRST)
    for day in range(1, 20):
        type_row(site, [f"05{day:02}", "hyjt" if day % 2 else "", "", "", "", "", "cg", f"06{day:02}", "kt"])
    expect(page.locator("#lines tr")).to_have_count(20)
    expect(page.locator("#count")).to_have_text("20")
    made = Mediation.objects.filter(pk__gt=before)
    assert made.count() == 20
    assert {(case.body, case.source, case.result) for case in made} == {("东镇调委会", "active", "succeeded")}
    assert sorted(case.received_on.strftime("%m%d") for case in made) == [f"05{n:02}" for n in range(1, 20)] + ["0611"]
    assert page.locator("tbody.typing input").first.evaluate("element => element === document.activeElement")


def test_a_wrong_row_stays_with_its_error_while_the_next_one_is_typed_and_is_mended_in_place(site: Site):
    before = open_sheet(site)
    page = site.page
    type_row(site, [*FIRST[:1], "hyjy", *FIRST[2:]])
    type_row(site, ["0501", "ll", "", "", "", "", "", "", ""])
    wrong = page.locator("tbody.typing.wrong")
    expect(wrong).to_contain_text("没有类型「hyjy」。是「婚姻家庭」吗？")
    expect(page.locator("#lines tr")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(wrong.locator("[name=dispute_type]")).to_be_focused()
    assert wrong.locator("[name=dispute_type]").get_attribute("aria-invalid") == "true"
    page.keyboard.type("hyjt")
    page.wait_for_load_state()  # the keys work from then on
    page.keyboard.press("Control+Enter")
    expect(page.locator("#lines tr")).to_have_count(2)
    types = Mediation.objects.filter(pk__gt=before).order_by("pk").values_list("dispute_type", flat=True)
    assert list(types) == ["neighbours", "marriage_family"]


def test_enter_of_an_input_method_moves_nothing_and_escape_brings_the_old_value_back(site: Site):
    open_sheet(site)
    page = site.page
    cell = page.locator("tbody.typing [name=dispute_type]").first
    begun = cell.input_value()
    cell.focus()
    cell.fill("")
    client = page.context.new_cdp_session(page)
    client.send("Input.imeSetComposition", {"text": "linli", "selectionStart": 5, "selectionEnd": 5})
    enter = "new KeyboardEvent('keydown', {key: 'Enter', keyCode: 229, isComposing: true, bubbles: true})"
    cell.evaluate(f"element => element.dispatchEvent({enter})")
    expect(cell).to_be_focused()
    client.send("Input.insertText", {"text": "邻里"})
    expect(cell).to_have_value("邻里")
    page.keyboard.press("Escape")
    expect(cell).to_have_value(begun)


def test_a_double_click_on_the_button_is_one_record(site: Site):
    before = open_sheet(site)
    type_row(site, FIRST[:-1])
    site.page.locator("tbody.typing button").first.dblclick()
    expect(site.page.locator("#lines tr")).to_have_count(1)
    expect(site.page.locator("tbody.typing.sending")).to_have_count(0)
    assert Mediation.objects.filter(pk__gt=before).count() == 1


def test_a_recorded_row_is_corrected_by_keyboard_and_the_sheet_comes_back(site: Site):
    before = open_sheet(site)
    page = site.page
    type_row(site, FIRST)
    expect(page.locator("#lines tr")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    expect(page.locator("#lines .more a").first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site.url}/mediations/*/row/")
    page.locator("[name=parties]").fill("5")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(site.url + SHEET)
    case = Mediation.objects.get(pk__gt=before)
    assert case.parties == 5
    assert Event.objects.filter(mediation=case, act="correct").count() == 1


def test_a_row_typed_after_the_session_ran_out_is_kept_and_saved_after_signing_in_again(site: Site):
    before = open_sheet(site)
    page = site.page
    page.context.clear_cookies(name="sessionid")
    type_row(site, FIRST)
    expect(page.locator("tbody.typing.wrong")).to_contain_text("已退出登录")
    assert not Mediation.objects.filter(pk__gt=before).exists()
    with page.context.expect_page() as opened:
        page.locator("tbody.typing.wrong a").click()
    other = opened.value
    other.locator("[name=username]").fill("li")
    other.locator("[name=password]").fill(PASSWORD)
    other.locator("[name=password]").press("Enter")
    other.wait_for_url(f"{site.url}/")
    other.close()
    page.locator("tbody.typing.wrong [name=form]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#lines tr")).to_have_count(1)
    assert Mediation.objects.filter(pk__gt=before).count() == 1
    # what is kept meanwhile is sent with the old key of the form first, and then with the new one
    site.complaints[:] = [each for each in site.complaints if "status of 403" not in each]


def test_a_row_whose_answer_was_lost_is_sent_again_and_recorded_once(site: Site):
    before = open_sheet(site)
    page = site.page
    lost: list[str] = []

    def lose(route: Route) -> None:
        if not lost and route.request.method == "POST":
            lost.append(route.request.url)
            route.fetch()
            route.fulfill(status=204)
        else:
            route.continue_()

    page.route(f"**{SHEET}", lose)
    type_row(site, FIRST)
    expect(page.locator("tbody.typing.wrong")).to_contain_text("没有保存")
    page.locator("tbody.typing.wrong [name=form]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#lines tr")).to_have_count(1)
    assert Mediation.objects.filter(pk__gt=before).count() == 1


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_without_scripts_each_row_is_sent_by_its_button(site: Site):
    site.sign_in()
    before = Mediation.objects.aggregate(last=Max("pk"))["last"]
    for body, typed in (("东镇调委会", "ll"), ("", "hyjt")):
        page = site.open(SHEET)
        if body:
            page.locator("[name=body]").fill(body)
        for name, text in zip(
            ("on", "dispute_type", "source", "parties", "amount", "difficult", "result", "concluded_on", "form"),
            [FIRST[0], typed, *FIRST[2:]],
            strict=True,
        ):
            page.locator(f"[name={name}]").fill(text)
        page.locator("button[name=do]").click()
        page.wait_for_load_state()
    expect(site.page.locator("#lines tr")).to_have_count(2)
    assert Mediation.objects.filter(pk__gt=before).count() == 2


def paste(site: Site, text: str) -> None:
    """Paste where the focus is, as from a spreadsheet."""
    site.page.evaluate(
        "text => { const data = new DataTransfer(); data.setData('text/plain', text); document.activeElement"
        ".dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true})); }",
        text,
    )


def test_a_dispute_that_goes_on_is_recorded_without_a_result_however_the_last_one_ended(site: Site):
    before = open_sheet(site)
    type_row(site, FIRST)
    type_row(site, ["0620", "hyjt", "", "", "", "", "", "", ""])
    expect(site.page.locator("#lines tr")).to_have_count(2)
    ended, open_ = Mediation.objects.filter(pk__gt=before).order_by("pk")
    assert (ended.result, open_.result, open_.agreement_form) == ("succeeded", "", "")
    assert Event.objects.filter(mediation=open_).count() == 1


COPIED = """收到	类型	来源	人数	金额	疑难	结果	结案	协议
2026-06-01	邻里	主动	3	1,200.50	否	成功	2026-06-05	口头
6.2	婚姻家庭	依申请	2
0603	"合同"	zd	4	20000	是	不成功	0609
"""


def test_rows_of_a_spreadsheet_are_shown_as_rows_and_recorded_when_it_is_said_so(site: Site):
    before = open_sheet(site)
    page = site.page
    paste(site, COPIED)
    pasted = page.locator("tbody.pasted")
    expect(pasted).to_have_count(3)
    expect(pasted.first.locator("[name=on]")).to_be_focused()
    expect(page.locator("#pasted")).to_contain_text("粘贴了3行")
    assert not Mediation.objects.filter(pk__gt=before).exists()
    for name, day in (("on", "2026-06-03"), ("concluded_on", "2026-06-09")):  # as they were understood
        expect(pasted.nth(2).locator(f"[name={name}]")).to_have_value(day)
    assert pasted.nth(2).locator("input").evaluate_all("cells => cells.map((cell) => cell.value)") == [
        "2026-06-03", "合同", "主动", "4", "20000", "是", "不成功", "2026-06-09", "",
    ]  # fmt: skip
    page.get_by_role("button", name="记录这3行").click()
    expect(page.locator("#lines tr")).to_have_count(3)
    expect(page.locator("#pasted")).to_be_hidden()
    made = Mediation.objects.filter(pk__gt=before).order_by("pk")
    assert [(case.dispute_type, case.result, case.parties) for case in made] == [
        ("neighbours", "succeeded", 3),
        ("marriage_family", "", 2),
        ("contract", "failed", 4),
    ]
    assert {case.body for case in made} == {"东镇调委会"}


def test_a_pasted_row_that_is_wrong_stays_with_its_sentence_and_rows_can_be_left_out(site: Site):
    before = open_sheet(site)
    page = site.page
    page.locator("tbody.typing [name=dispute_type]").first.focus()
    paste(site, "邻里\t主动\t3\n没有的\t主动\t2\t\t\t\t\t\t多的一格")
    expect(page.locator("#status")).to_contain_text("有1格没有对应的栏")
    page.get_by_role("button", name="记录这2行").click()
    expect(page.locator("#lines tr")).to_have_count(1)
    expect(page.locator("tbody.typing.wrong")).to_contain_text("没有类型「没有的」")
    assert Mediation.objects.filter(pk__gt=before).count() == 1
    page.locator("tbody.typing [name=on]").first.focus()
    paste(site, "0601\t邻里\t主动\n0602\t邻里\t主动")
    page.get_by_role("button", name="不要这些").click()
    expect(page.locator("tbody.pasted")).to_have_count(0)
    assert Mediation.objects.filter(pk__gt=before).count() == 1


def test_the_cells_of_one_line_fill_the_row_at_hand(site: Site):
    open_sheet(site)
    paste(site, "0601\t邻里\t主动\t5")
    row = site.page.locator("tbody.typing").first
    expect(row.locator("[name=on]")).to_have_value(re.compile("0601|2026-06-01"))
    assert row.locator("input").evaluate_all("cells => cells.slice(1, 4).map((cell) => cell.value)") == [
         "邻里", "主动", "5",
    ]  # fmt: skip
    expect(site.page.locator("tbody.pasted")).to_have_count(0)


def test_choices_open_while_a_cell_is_typed_in_and_enter_and_tab_take_the_first(site: Site):
    before = open_sheet(site)
    page = site.page
    row = page.locator("tbody.typing").first
    row.locator("[name=dispute_type]").click()  # what stands there is replaced
    page.keyboard.type("ld")
    expect(page.locator(".options li[aria-selected=true]")).to_have_text("其他劳动争议")  # the initials of a part
    page.keyboard.press("Escape")
    expect(page.locator(".options")).to_have_count(0)
    page.keyboard.type("h")
    expect(page.locator(".options li")).not_to_have_count(1)
    page.keyboard.press("ArrowDown")
    second = page.locator(".options li").nth(1).inner_text()
    expect(row.locator("[name=dispute_type]")).to_be_focused()  # and not the row below
    page.keyboard.press("Enter")
    expect(row.locator("[name=dispute_type]")).to_have_value(second)
    expect(row.locator("[name=source]")).to_be_focused()
    page.keyboard.type("z")
    first = page.locator(".options li").first.inner_text()
    page.keyboard.press("Tab")
    expect(row.locator("[name=source]")).to_have_value(first)
    expect(row.locator("[name=parties]")).to_be_focused()
    row.locator("[name=result]").click()
    page.keyboard.type("c")
    page.keyboard.press("Control+Enter")  # the row is recorded with what is chosen, and lacks the day of it
    expect(page.locator("tbody.typing.wrong [name=result]")).to_have_value("成功")
    assert not Mediation.objects.filter(pk__gt=before).exists()
    expect(page.locator("tbody.typing").first.locator(".options")).to_have_count(0)


@pytest.mark.parametrize("many", [3, 300])
def test_pasted_rows_that_were_not_recorded_are_all_there_after_leaving(many: int, site: Site):
    before = open_sheet(site)
    page = site.page
    with page.expect_response(lambda answer: answer.url.endswith("/drafts/keep/")):
        paste(site, "".join(f"2026-05-{1 + n % 28:02}\t邻里\t主动\t{2 + n}\n" for n in range(many)))
        expect(page.locator("tbody.pasted")).to_have_count(many)
    page.locator("a[data-help]").click()
    page.wait_for_url("**/help/**")
    page.go_back()
    expect(page.locator("tbody.pasted")).to_have_count(many)
    expect(page.locator("#pasted")).to_contain_text(f"粘贴了{many}行")
    expect(page.locator("tbody.pasted").last.locator("[name=parties]")).to_have_value(str(1 + many))
    assert not Mediation.objects.filter(pk__gt=before).exists()
    if many > 3:
        return
    page.get_by_role("button", name="记录这3行").click()
    expect(page.locator("#lines tr")).to_have_count(3)
    made = Mediation.objects.filter(pk__gt=before).order_by("pk")
    assert [case.parties for case in made] == [2, 3, 4]
    assert {case.body for case in made} == {"东镇调委会"}


@pytest.mark.parametrize("width", [320, 800, 1100])
def test_a_sheet_wider_than_the_screen_says_what_stands_further_right_and_shows_it(width: int, site: Site):
    open_sheet(site)
    page = site.page
    page.set_viewport_size({"width": width, "height": 768})
    expect(page.locator(".further-right")).to_be_visible()
    expect(page.locator(".further-right")).to_contain_text("结果、结案、协议")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    cell = page.locator("tbody.typing [name=form]").first
    cell.focus()
    expect(cell).to_be_in_viewport(ratio=1)
    page.set_viewport_size({"width": 1366, "height": 768})
    expect(page.locator(".further-right")).to_be_hidden()
    box, table = page.locator(".sheet .scroll").bounding_box(), page.locator("table.entry").bounding_box()
    assert box is not None
    assert table is not None
    assert table["width"] <= box["width"]
