"""Every kind of page in both languages: axe with all its rules, no sideways scroll, wide and at twice the size."""

from __future__ import annotations

import pytest

from casework.actions.annual import When, open_draft
from casework.filters.asked import Question
from casework.models import Membership, Person
from casework.statistics.bases import Scope
from tests.e2e.conftest import Site
from tests.e2e.wcag import faults
from tests.sealing.desk import NOW, YEAR, Room

LIST = "/statistics/records/?organ=141021&from=2024-01-01&to=2024-12-31&cell="


def paths(site: Site) -> list[str]:
    county = site.county
    records = (county.ended, county.named, county.suspended, county.suit, county.mediation, county.entry)
    return ["/", "/statistics/?year=2024", "/statistics/overview/?from=2024-01-01&to=2024-12-31",
            "/statistics/indicators/?from=2024-01-01&to=2024-12-31",
            "/reconsiderations/new/", f"{LIST}T2.concluded.total",
            f"{LIST}M1.concluded.amount", f"{LIST}T2.alter.total",
            "/reconsiderations/", "/litigations/", "/mediations/", "/ledger/", "/reconsiderations/?state=declined",
            "/ledger/new/", "/ledger/new/enforcement_training/", "/litigations/new/", "/mediations/sheet/",
            f"{county.suit.get_absolute_url()}hearing/",
            f"/mediations/{county.mediation.pk}/row/",
            "/help/", "/help/fields/", "/help/first-day/", "/settings/",
            f"{county.suspended.get_absolute_url()}deadlines/decide/",
            "/statistics/tables/T11/?from=2024-01-01&to=2024-12-31", "/statistics/definitions/",
            "/statistics/compare/?from=2024-01-01&to=2024-12-31&other_basis=cohort",
            "/statistics/compare/records/?from=2024-01-01&to=2024-12-31&cell=T2.concluded.total",
            "/nothing/", *[record.get_absolute_url() for record in records]]  # fmt: skip


def of_reports(site: Site) -> list[str]:
    """A confirmed report that differs since, one to be sealed, one to be confirmed, a draft of a yearly report."""
    office = site.county.office
    Membership.objects.create(person=Person.objects.get(username="li"), organ=office["甲县"], role="supervisor")
    room = Room(office)
    confirmed, to_seal = room.confirmed(), room.opened(basis="cohort")
    to_confirm = room.seal(room.opened(basis="received"))
    question = Question(Scope(office["甲县"]), YEAR)
    draft = open_draft(question, actor=room.supervisor, when=When(office.today, NOW, office.reference))
    office.conclude("2024-06-03", "uphold")
    here, sealed = draft.get_absolute_url(), confirmed.get_absolute_url()
    return [
        "/reports/", "/reports/new/", here, f"{here}reconsideration/", f"{here}title/",
        sealed, f"{sealed}restate/", f"{sealed}print/", f"{sealed}records/?number=reconsideration.received",
        f"{to_seal.get_absolute_url()}seal/", f"{to_confirm.get_absolute_url()}seal/",
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_pages_hold_what_wcag_asks_for_and_fit_the_screen(language, site: Site):
    site.open("/login/")
    site.speak(language)
    found = {"/login/": faults(site.page)}
    site.sign_in()
    for path in paths(site):
        site.open(path)
        found[path] = faults(site.page)
    assert {path: what for path, what in found.items() if what} == {}


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_pages_of_reports_hold_the_same(language, site: Site):
    wanted = of_reports(site)
    site.open("/login/")
    site.speak(language)
    site.sign_in()
    found = {}
    for path in wanted:
        answer = site.page.goto(site.url + path)
        assert answer is not None
        assert answer.status == 200, path
        found[path] = faults(site.page)
    assert {path: what for path, what in found.items() if what} == {}


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_pages_of_a_supervisor_hold_what_wcag_asks_for_too(language, site: Site):
    site.supervise("市")
    site.open("/login/")
    site.speak(language)
    site.sign_in()
    found, year = {}, "organ=141000&from=2024-01-01&to=2024-12-31"
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
