"""A clerk's first spreadsheet: a wrong file, what is wrong in it, the mended one written, and all of it undone."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import expect

from casework.models import ImportBatch, ImportJob, Reconsideration
from tests.e2e.conftest import Site
from tests.imports.sheets import CASES, Rows, text_of
from tests.web.imports.sent import WRONG, beside, cells

OPEN = re.compile(r"/imports/[0-9a-f-]{36}/$")


def send(site: Site, content: bytes | Rows, name: str = "台账.csv") -> Any:
    page = site.open("/")
    page.locator(".who a", has_text="导入").click()
    page.locator("#id_kind").select_option("reconsideration")
    data = content if isinstance(content, bytes) else text_of(beside(content))
    page.locator("#id_file").set_input_files({"name": name, "mimeType": "text/csv", "buffer": data})
    page.locator("#form button.main").click()
    page.wait_for_url(OPEN)
    return page


def test_a_wrong_file_is_mended_written_and_undone(site: Site):
    site.supervise("甲县")
    site.sign_in()
    before = Reconsideration.objects.count()
    page = send(site, b"PK\x03\x04 no workbook", "台账.xlsx")
    expect(page.locator(".problem")).to_contain_text("文件打不开")

    page = send(site, WRONG)
    expect(page.locator("main")).to_contain_text("飞鸽")
    expect(page.locator("button[value=commit]")).to_have_count(0)
    with page.expect_download() as marked:
        page.locator("a", has_text="下载标出错误的表格").click()
    assert marked.value.suggested_filename == "台账.xlsx"
    page.locator('select[name="value:channel:飞鸽"]').select_option("mail")
    with page.expect_navigation():
        page.locator("button[value=again]").click()
    expect(page.locator("#errors ~ .scroll tbody tr")).to_have_count(1)
    expect(page.locator("button[value=commit]")).to_have_count(0)  # the other error stands

    page = send(site, cells(CASES, channel="飞鸽"))  # what was said is remembered
    assert Reconsideration.objects.count() == before
    received = page.locator(
        "#moved ~ .acts details[open] tr", has=page.locator("th", has_text=re.compile("^收到行政复议申请$"))
    )
    expect(received.first.locator("td").last).to_have_text("+3")
    page.locator("button[value=commit]").click()
    page.wait_for_url(re.compile(r"/imports/batches/\d+/$"))
    expect(page.locator("main")).to_contain_text("甲政复〔2024〕901号")
    assert Reconsideration.objects.count() == before + 3

    page.locator("a", has_text="整批撤销").click()
    page.locator("button[value=undo]").click()
    page.wait_for_url(re.compile(r"/imports/batches/\d+/$"))
    expect(page.locator(".warning")).to_contain_text("撤销")
    assert ImportBatch.objects.get().undone_at is not None
    assert Reconsideration.objects.standing().count() == before


def test_a_page_that_waits_follows_the_work_by_itself_and_can_be_cancelled(site: Site, monkeypatch):
    monkeypatch.setattr("casework.imports.jobs.work.somebody_works", lambda: True)  # nobody takes it up
    site.sign_in()
    page = send(site, CASES)
    expect(page.locator("#progress")).to_contain_text("试读")
    job = ImportJob.objects.get()
    ImportJob.objects.update(step="judged", counts={"rows": 3, "created": 3})  # another process did it
    expect(page.locator("button[value=commit]")).to_be_visible()
    page.locator("button[value=cancel]").click()
    expect(page.locator("main")).to_contain_text("已取消")
    job.refresh_from_db()
    assert job.step == "cancelled"
