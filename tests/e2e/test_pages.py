"""Every kind of page in both languages: axe with all its rules, no sideways scroll, wide and at twice the size."""

from __future__ import annotations

import pytest
from django.urls import URLPattern, resolve

from casework.api.urls import urlpatterns as of_programs
from casework.models import Membership, Person
from casework.web.urls import urlpatterns
from tests.e2e.conftest import PASSWORD, Site
from tests.e2e.every_page import IN_2024, NO_PAGE, OTHERWISE, PAGES, made
from tests.e2e.wcag import faults

PARTS = 4
"""The pages are read in so many tests, so that they are read beside one another."""
REFUSED = {"/nothing/": 404, "/reconsiderations/?nothing=1": 400}
"""Pages that say what is wrong."""


READ_BY_PEOPLE = {"api_docs", "api_operation", "api_schema_page"}
"""The pages that describe the interface for programs."""


def names(patterns: list[URLPattern]) -> set[str]:
    return {str(pattern.name) for pattern in patterns}


def test_every_address_is_a_page_that_axe_reads_or_says_why_not():
    known = [*PAGES, *NO_PAGE, *OTHERWISE]
    assert len(known) == len(set(known))
    assert set(known) - {"set_language", *READ_BY_PEOPLE} == names(urlpatterns)
    assert names(of_programs) >= READ_BY_PEOPLE


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_page_holds_what_wcag_asks_for_and_fits_the_screen(language, part, site: Site):
    there = made(site)
    site.open("/login/")
    site.speak(language)
    site.sign_in()
    found = {}
    for name in sorted(PAGES)[part::PARTS]:
        for path in PAGES[name](there):
            assert resolve(path.partition("?")[0]).url_name == name
            answer = site.page.goto(site.url + path)
            assert answer is not None
            assert (answer.status, answer.url) == (200, site.page.url), path
            assert site.page.url.removeprefix(site.url).startswith(path.partition("?")[0]), path
            found[path] = faults(site.page)
    assert {path: what for path, what in found.items() if what} == {}


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_pages_of_refusals_and_of_somebody_not_yet_let_in_hold_the_same(language, site: Site):
    site.open("/login/")
    site.speak(language)
    found = {"/login/": faults(site.page)}
    site.sign_in()
    for path, status in REFUSED.items():
        answer = site.page.goto(site.url + path)
        assert answer is not None
        assert answer.status == status, path
        found[path] = faults(site.page)
    Person.objects.filter(username="li").update(one_time_password=True)
    site.open("/")
    assert site.page.url == f"{site.url}/password/"
    found["/password/"] = faults(site.page)
    assert {path: what for path, what in found.items() if what} == {}


def broken(*_args, **_keys):
    raise RuntimeError("broken for the test")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_page_of_a_fault_of_ours_holds_the_same(language, site: Site, monkeypatch, caplog):
    site.open("/login/")
    site.speak(language)
    site.sign_in()
    monkeypatch.setattr("casework.web.help.helping.page", broken)
    answer = site.page.goto(f"{site.url}/help/")
    assert answer is not None
    assert answer.status == 500
    assert faults(site.page) == []
    site.complaints.clear()  # the browser notes the 500


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_first_page_of_who_neither_logs_nor_counts_holds_the_same(language, site: Site):
    auditor = Person.objects.create_user("audit", password=PASSWORD, last_name="审", first_name="某")
    Membership.objects.create(person=auditor, organ=site.county.office["甲县"], role="auditor")
    site.open("/login/")
    site.speak(language)
    site.page.fill("[name=username]", "audit")
    site.page.fill("[name=password]", PASSWORD)
    site.page.press("[name=password]", "Enter")
    site.page.wait_for_url(f"{site.url}/")
    assert faults(site.page) == []


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_pages_of_a_supervisor_hold_what_wcag_asks_for_too(language, site: Site):
    site.supervise("市")
    site.open("/login/")
    site.speak(language)
    site.sign_in()
    found, year = {}, f"organ=141000&{IN_2024}"
    for path in (
        f"/statistics/organs/?{year}&sort=-reconsideration.received",
        f"/statistics/indicators/?{year}&subtree=1",
        f"/statistics/tables/R1/?{year}&subtree=1&correction_rate=accepted&rounding=truncate",
    ):
        site.open(path)
        assert site.page.locator("table.figures tbody tr").count()
        found[path] = faults(site.page)
    assert {path: what for path, what in found.items() if what} == {}


def test_printed_pages_leave_the_bar_and_the_buttons_out(site: Site):
    site.sign_in()
    page = site.open("/statistics/tables/T2/?from=2024-01-01&to=2024-12-31")
    page.emulate_media(media="print")
    assert not page.locator(".bar").is_visible()
    assert not page.get_by_role("button", name="查看").is_visible()
    assert page.locator("caption").first.is_visible()


def test_rows_enough_stand_on_the_first_screen(site: Site):
    for n in range(30):
        site.county.office.entry("2024-05-06", subject=f"宣传{n}")
    site.sign_in()
    site.page.set_viewport_size({"width": 1366, "height": 625})
    site.open("/ledger/")
    tops = [row.bounding_box() for row in site.page.locator("table.list tbody tr").all()]
    assert sum(1 for box in tops if box is not None and box["y"] + box["height"] <= 625) >= 12
