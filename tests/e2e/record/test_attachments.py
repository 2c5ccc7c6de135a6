"""Files of a case in a real browser: chosen, dropped, too large, shown, taken away, with scripts and without."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from casework.models import Attachment
from tests.e2e.conftest import PASSWORD, Site
from tests.e2e.wcag import faults
from tests.files import pdf, png

MEGABYTE = 1024 * 1024
PROGRAM = b"MZ\x90\0" + bytes(60)
DROP = """([place, files]) => {
  const data = new DataTransfer();
  for (const [name, content] of files)
    data.items.add(new File([Uint8Array.from(atob(content), (c) => c.charCodeAt(0))], name));
  for (const type of ["dragenter", "dragover", "drop"])
    document.querySelector(place).dispatchEvent(
      new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data }));
}"""


def chosen(*files: tuple[str, bytes]) -> list[Any]:
    return [{"name": name, "mimeType": "application/octet-stream", "buffer": content} for name, content in files]


def drop(page: Page, place: str, *files: tuple[str, bytes]) -> None:
    page.evaluate(DROP, [place, [[name, base64.b64encode(content).decode()] for name, content in files]])


def opened(site: Site) -> Page:
    site.sign_in()
    return site.open(site.county.ended.get_absolute_url())


def test_dropped_files_are_sent_one_by_one_and_each_says_what_became_of_it(site: Site):
    page = opened(site)
    page.locator("#id_description").fill("证据")
    drop(page, ".upload", ("一.pdf", pdf()), ("程序.pdf", PROGRAM), ("三.png", png()))
    rows = page.locator(".sending li")
    expect(rows.nth(0)).to_contain_text("已上传")
    expect(rows.nth(1).locator(".problem")).to_contain_text("没有上传「程序.pdf」：内容是程序")
    expect(rows.nth(2)).to_contain_text("已上传")
    expect(page.locator("[data-said]")).to_have_text("2/3 已上传")
    expect(page.locator("#attachment-list tbody th")).to_have_text(["证据1", "证据3"])
    assert page.locator("#id_description").input_value() == "证据"  # one file is still to be sent
    assert page.locator("#files").evaluate("field => [...field.files].map((file) => file.name)") == ["程序.pdf"]
    assert [each.name for each in Attachment.objects.all()] == ["一.pdf", "三.png"]


def test_a_file_dropped_beside_the_place_neither_leaves_the_page_nor_is_sent(site: Site):
    page = opened(site)
    page.locator("#note-text").fill("写了一半")
    drop(page, "#events", ("一.pdf", pdf()))
    expect(page.locator("#note-text")).to_have_value("写了一半")
    expect(page.locator(".sending li")).to_have_count(0)
    assert not Attachment.objects.exists()


def test_thirty_megabytes_are_refused_in_one_sentence_and_what_was_typed_stays(site: Site):
    page = opened(site)
    page.locator("#files").set_input_files(chosen(("大扫描.pdf", pdf().ljust(30 * MEGABYTE, b"\n"))))
    page.locator("#id_description").fill("行政复议申请书")
    page.locator("#id_pages").fill("300")
    page.get_by_role("button", name="上传").click()
    expect(page.locator(".sending .problem")).to_contain_text("「大扫描.pdf」：文件有30 MB，一个文件最多20 MB")
    assert page.locator("#id_description").input_value() == "行政复议申请书"
    assert page.locator("#id_pages").input_value() == "300"


def test_a_pdf_and_a_picture_open_in_the_browser_and_a_table_is_saved(site: Site):
    page = opened(site)
    files = chosen(("扫描.pdf", pdf()), ("照片.png", png()), ("名单.csv", "姓名,件数\n".encode()))
    page.locator("#files").set_input_files(files)
    page.get_by_role("button", name="上传").click()
    expect(page.locator("#attachment-list tbody tr")).to_have_count(3)
    links = {name: page.get_by_role("link", name=name) for name in ("扫描.pdf", "照片.png", "名单.csv")}
    with page.expect_download() as saved:
        links["名单.csv"].click()
    assert saved.value.suggested_filename == "名单.csv"
    for name, kind in (("扫描.pdf", "application/pdf"), ("照片.png", "image/png")):
        links[name].click()
        page.wait_for_url("**/attachments/*/")
        assert page.evaluate("document.contentType") == kind
        page.go_back()
    assert page.locator("#attachment-list").count() == 1


def test_a_session_that_ran_out_is_said_beside_the_file_and_the_page_stays(site: Site):
    page = opened(site)
    page.locator("#files").set_input_files(chosen(("一.pdf", pdf())))
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="上传").click()
    expect(page.locator(".sending .problem")).to_be_visible()
    expect(page.locator("h1")).to_contain_text(site.county.ended.number)
    assert not Attachment.objects.exists()


def test_without_scripts_files_are_sent_named_taken_away_and_given_back(site: Site):
    browser = site.open("/login/").context.browser
    assert browser is not None
    page = browser.new_context(java_script_enabled=False, locale="zh-CN").new_page()
    page.goto(f"{site.url}/login/")
    page.fill("[name=username]", "li")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.goto(site.url + site.county.mediation.get_absolute_url())
    page.locator("#files").set_input_files(chosen(("一.pdf", pdf()), ("二.png", png())))
    page.get_by_role("button", name="上传").click()
    page.get_by_label("文书名称 一.pdf").fill("人民调解协议书")
    page.get_by_label("页数 一.pdf").fill("2")
    page.get_by_role("button", name="保存名称、日期、页数").click()
    assert Attachment.objects.get(name="一.pdf").pages == 2
    page.get_by_role("button", name="移除 二.png").click()
    assert page.get_by_text("「二.png」由").is_visible()
    page.get_by_role("button", name="撤销 二.png").click()
    assert page.get_by_label("文书名称 二.png").is_visible()
    page.context.close()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_pages_of_files_and_notes_hold_what_wcag_asks_for(language, site: Site):
    site.open("/login/")
    site.speak(language)
    page = opened(site)
    here = site.county.ended.get_absolute_url()
    drop(page, ".upload", ("一.pdf", pdf()), ("很长的名字" * 20 + ".png", png()), ("程序.pdf", PROGRAM))
    expect(page.locator(".sending .problem")).to_be_visible()
    found = {"while sending": faults(site.page)}
    page.locator("#note-text").fill("第一条备注\n第二行" + "长" * 300)
    page.locator(".note-form button").click()
    page.locator("#attachment-list tbody button").first.click()
    expect(page.locator(".taken-away").first).to_be_visible()
    found["one taken away"] = faults(site.page)
    for what in ("attachments", "notes", "print", "contents"):
        site.open(f"{here}{what}/")
        found[what] = faults(site.page)
    assert {place: what for place, what in found.items() if what} == {}
