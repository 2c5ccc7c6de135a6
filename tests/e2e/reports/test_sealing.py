"""A yearly report from its first word to its restatement, by the two people who answer for it, in a real browser."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from docx import Document
from playwright.sync_api import Browser, Page, expect
from python_calamine import CalamineWorkbook

from casework.documents.figures import known
from casework.models import Membership, Person, SealedReport
from tests.e2e.conftest import PASSWORD, SCREEN, Site
from tests.e2e.pdfs import sheets
from tests.e2e.wcag import faults

TYPED = "987"
"""The number that is typed over a figure, and no number of the county."""
CHECKSUM = "dd.checksum"


class Desk(NamedTuple):
    """One of the two people: where their browser is, and what was found wrong with the pages that they saw."""

    url: str
    page: Page
    wrong: dict[str, list[str]]

    def open(self, path: str) -> Page:
        """A page, read by axe as it opens."""
        self.page.goto(self.url + path)
        return self.read()

    def send(self, way: str) -> Page:
        """The page that answers to a button or stands behind a link, read by axe."""
        with self.page.expect_navigation():
            self.page.locator(way).click()
        return self.read()

    def read(self) -> Page:
        """The page as it stands, with what axe finds on it noted."""
        if found := faults(self.page):
            self.wrong[f"{len(self.wrong)} {self.page.url.removeprefix(self.url)}"] = found
        return self.page


@pytest.fixture
def supervisor(site: Site) -> Desk:
    site.supervise("甲县")
    return Desk(site.url, site.page, {})


@pytest.fixture
def approver(site: Site, browser: Browser) -> Iterator[Desk]:
    person = Person.objects.create_user("wu", password=PASSWORD, last_name="吴", first_name="某")
    Membership.objects.create(person=person, organ=site.county.office["甲县"], role="approver")
    context = browser.new_context(viewport=SCREEN, locale="zh-CN")  # type: ignore[arg-type]
    yield Desk(site.url, context.new_page(), {})
    context.close()


def sign_in(desk: Desk, username: str, language: str) -> None:
    page = desk.page
    page.goto(f"{desk.url}/login/")
    if language == "en":
        page.locator('button[name="language"][value="en"]').click()
    page.locator("[name=username]").fill(username)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(f"{desk.url}/")


def composed(desk: Desk) -> str:
    """A report with its text, one number of it typed over its figure; the address of the draft."""
    page = desk.open("/reports/new/")
    page.locator("#from").fill("20240101")
    page.locator("#to").fill("20241231")
    page = desk.send("form.act button.main")
    expect(page.locator("mark.fill-in").first).to_contain_text("〔填写")
    draft = page.url.removeprefix(desk.url)
    page = desk.send("#reconsideration a.edit")
    text = page.locator("#text")
    figure = f"{{{known()['reconsideration.received'].name}}}"
    assert figure in text.input_value()
    text.fill(text.input_value().replace(figure, TYPED, 1))
    page = desk.send("form.act button.main")
    expect(page.locator("#reconsideration mark.now")).to_have_count(1)
    expect(page.locator("section[aria-labelledby=typed] li.differs")).to_contain_text(f"写作{TYPED}")
    return draft


def sealed(desk: Desk, draft: str) -> str:
    """Sealed with its places left empty, after it was refused without that; the checksum as the page prints it."""
    desk.open(draft)
    page = desk.send('button[name="seal"]')
    expect(page.locator("section[aria-labelledby=typed] li.differs")).to_have_count(1)
    for area in page.locator("textarea[name^=explain-]").all():
        area.fill("已核对，原件如此。")
    page = desk.send("form.act button.main")
    expect(page.locator("#problems")).to_contain_text("〔填写〕" if language_of(page) == "zh-Hans" else "filled in")
    assert SealedReport.objects.filter(state="draft").count() == 1
    for area in page.locator("textarea[name^=explain-]").all():
        expect(area).to_have_value("已核对，原件如此。")
    page.locator('[name="unfinished"]').check()
    page = desk.send("form.act button.main")
    return page.locator(CHECKSUM).inner_text()


def language_of(page: Page) -> str:
    return page.locator("html").get_attribute("lang") or ""


def confirmed(desk: Desk, sealed_with: str) -> Page:
    """Found on the approver's first page, looked through, confirmed with the very checksum that was noted."""
    desk.open("/")
    page = desk.send("section[aria-labelledby=to-confirm] a")
    expect(page.locator(CHECKSUM)).to_have_text(sealed_with)
    page = desk.send("form.act button.main")
    expect(page.locator(CHECKSUM)).to_have_text(sealed_with)
    return page


def file_of(page: Page, form: str) -> bytes:
    """A file of the seal as the browser saves it."""
    with page.expect_download() as download:
        page.locator("table.files a", has_text=form).click()
    path: Path = download.value.path()
    return path.read_bytes()


def read_back(page: Page) -> dict[str, str]:
    """What the three sealed files say."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(file_of(page, "XLSX")))
    cells = [str(cell) for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row]
    return {
        "DOCX": "\n".join(paragraph.text for paragraph in Document(io.BytesIO(file_of(page, "DOCX"))).paragraphs),
        "PDF": "".join(sheet.text for sheet in sheets(file_of(page, "PDF"))),
        "XLSX": "\n".join(cells),
    }


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_report_is_written_sealed_confirmed_filed_and_restated(
    language, site: Site, supervisor: Desk, approver: Desk
):
    sign_in(supervisor, "li", language)
    sign_in(approver, "wu", language)
    draft = composed(supervisor)
    noted = sealed(supervisor, draft)
    assert re.fullmatch("[0-9a-f]{64}", noted)

    page = confirmed(approver, noted)
    assert SealedReport.objects.get().checksum == noted
    said = read_back(page)
    assert f"收到行政复议申请{TYPED}件" in said["DOCX"]
    assert f"收到行政复议申请{TYPED}件" in said["PDF"].replace("\n", "")
    assert "〔填写" in said["DOCX"]
    assert "2024" in said["XLSX"]

    site.county.office.conclude("2024-06-03", "uphold")
    desk = supervisor
    page = desk.open(SealedReport.objects.get().get_absolute_url())
    expect(page.locator("#differing")).to_be_visible()
    desk.send('a[href$="/restate/"]')
    page = desk.send("form.act button.main")
    expect(page.locator("#problems")).to_be_visible()
    desk.open(draft)
    desk.send('button[name="adopt"]')
    desk.open(f"{SealedReport.objects.get().get_absolute_url()}restate/")
    for area in page.locator("textarea[name^=explain-]").all():
        area.fill("已核对，原件如此。")
    page.locator("#reason").fill("封存后补录了一件")
    page.locator('[name="unfinished"]').check()
    page = desk.send("form.act button.main")
    again = page.locator(CHECKSUM).inner_text()
    assert again != noted
    expect(page.locator("main")).to_contain_text("封存后补录了一件")
    confirmed(approver, again)
    assert [report.checksum for report in SealedReport.objects.order_by("pk")] == [noted, again]
    assert supervisor.wrong | approver.wrong == {}
