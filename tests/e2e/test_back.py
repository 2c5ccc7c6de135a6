"""Nothing typed is lost: after a link and Back, a reload, an error page, signing in again; nothing sent comes back.

Every address that takes a form has its journey here, or stands among those that have none with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from casework.actions.many import Choice, perform_many, requests_for
from casework.filters.reader import Reader
from casework.imports.jobs.queue import begin
from casework.imports.jobs.work import work
from casework.law.names import Act, RecordKind, Role
from casework.models import AnnualDraft, Draft, Event, Membership, Person, Phase
from casework.web.urls import ADDRESSES
from tests.e2e.conftest import PASSWORD, Site
from tests.factories import TODAY
from tests.imports.sheets import text_of
from tests.sealing.desk import Room
from tests.web.imports.sent import WRONG

REASON = "邮戳为准，申请人丁"


@dataclass
class Journey:
    """A page with a form, and what is typed into it by name; `opens` is pressed first."""

    url: Callable[[Site], str]
    typed: dict[str, str]
    opens: str = ""
    rows: tuple[str, ...] = field(default=())


def acts(of: str, code: str) -> Callable[[Site], str]:
    return lambda site: f"{getattr(site.county, of).get_absolute_url()}acts/{code}/"


def under(of: str, rest: str) -> Callable[[Site], str]:
    return lambda site: f"{getattr(site.county, of).get_absolute_url()}{rest}"


def at(url: str) -> Callable[[Site], str]:
    return lambda site: url


def annual(site: Site) -> str:
    page = site.open("/reports/new/")
    page.locator("#from").fill("20240101")
    page.locator("#to").fill("20241231")
    page.locator("form.act button.main").click()
    page.wait_for_url(re.compile("/reports/annual/"))
    return f"{AnnualDraft.objects.get().get_absolute_url()}study/"


def sealing(site: Site) -> str:
    room = Room(site.county.office)
    Phase.objects.filter(case=room.upheld, kind="review").update(days=99)
    return reverse("report_seal", args=[room.opened().pk])


def restating(site: Site) -> str:
    room = Room(site.county.office)
    report = room.confirmed()
    site.county.office.conclude("2024-06-03", "uphold")
    return f"{report.get_absolute_url()}restate/"


def describing(site: Site) -> str:
    here = f"{site.county.named.get_absolute_url()}attachments/"
    page = site.open(site.county.named.get_absolute_url())
    page.locator("#files").set_input_files({"name": "a.txt", "mimeType": "text/plain", "buffer": "材料".encode()})
    page.locator("form.upload button").click()
    expect(page.locator("#attachment-list")).to_contain_text("a.txt")
    return here


def together(site: Site) -> str:
    """The page that strikes what was done in one go."""
    case, person = site.county.office.register("2026-06-25"), Person.objects.get(username="li")
    asked = requests_for(RecordKind.RECONSIDERATION, Act.ACCEPT, date(2026, 6, 26), {}, [case])
    mark = perform_many(asked, uuid4(), reader=Reader(person, TODAY), choice=Choice()).mark
    return reverse("reconsideration_strike_together", args=[mark])


def importing(site: Site) -> str:
    """The page of a file with a value that is not understood."""
    organ, reader = site.county.office["甲县"], Reader(Person.objects.get(username="li"), TODAY)
    job = begin(RecordKind.RECONSIDERATION, organ, "台账.csv", [text_of(WRONG)], reader)
    work(job.pk, TODAY)
    return reverse("import_job", args=[job.pk])


FACT, FIRST_DAY = "acts/correct/?fact=", {"value": "2024-03-05", "reason": REASON}
EXPLAINED = "explain-reconsideration-derivations"
JOURNEYS: dict[str, Journey] = {
    "reconsideration_new": Journey(
        at("/reconsiderations/new/"),
        {
            "on": "2026-06-26",
            "applicants-0-name": "申请人丁",
            "applicants-1-name": "申请人戊",
            "matters-0": "administrative_penalty",
        },
        rows=("applicants",),
    ),
    "reconsideration_take_over": Journey(at("/reconsiderations/take-over/"), {"from": "甲政复〔2026〕1号"}),
    "litigation_new": Journey(at("/litigations/new/"), {"court_number": "（2026）测行初9号"}),
    "mediation_new": Journey(at("/mediations/new/"), {"parties": "4"}),
    "respondent_case_new": Journey(at("/respondent-cases/new/"), {"deciding_number": "测政复〔2026〕9号"}),
    "ledger_entry_new": Journey(at("/ledger/new/publicity_event/"), {"subject": "宪法宣传"}),
    "mediation_sheet": Journey(at("/mediations/sheet/"), {"parties": "4", "amount": "300"}),
    "mediation_row": Journey(under("mediation", "row/"), {"parties": "9", "reason": REASON}),
    "reconsideration_correct": Journey(under("named", f"{FACT}register%231.on"), FIRST_DAY),
    "litigation_correct": Journey(under("suit", f"{FACT}register%231.on"), FIRST_DAY),
    "mediation_correct": Journey(under("mediation", f"{FACT}register%231.on"), FIRST_DAY),
    "respondent_case_correct": Journey(under("response", f"{FACT}register%231.on"), FIRST_DAY),
    "ledger_entry_correct": Journey(under("entry", f"{FACT}record%231.on"), FIRST_DAY),
    "reconsideration_strike": Journey(under("named", "acts/strike/?target=request_correction%231"), {"reason": REASON}),
    "litigation_strike": Journey(under("suit", "acts/strike/?target=open_instance%231"), {"reason": REASON}),
    "mediation_strike": Journey(under("mediation", "acts/strike/?target=conclude%231"), {"reason": REASON}),
    "respondent_case_strike": Journey(under("response", "acts/strike/?target=serve%231"), {"reason": REASON}),
    "respondent_case_act": Journey(acts("response", "void"), {"reason": REASON}),
    "reconsideration_act": Journey(acts("named", "void"), {"reason": REASON}),
    "litigation_act": Journey(acts("suit", "hold_hearing"), {"on": "2026-06-26"}),
    "litigation_hearing": Journey(under("suit", "hearing/"), {"on": "2026-06-26", "rank-": "chief"}),
    "mediation_act": Journey(acts("mediation", "void"), {"reason": REASON}),
    "ledger_entry_act": Journey(acts("entry", "void"), {"reason": REASON}),
    "reconsideration_many": Journey(
        lambda site: f"/reconsiderations/many/?act=assign&record={site.county.named.pk}", {"handlers": "李某、王某"}
    ),
    "reconsideration_strike_together": Journey(together, {"reason": REASON}),
    "hand_over_desk": Journey(at("/desk/hand-over/"), {"to": "王某", "reason": REASON}),
    "staff": Journey(at("/staff/"), {"from": "2026-07-01", "reason": REASON}),
    "report_new": Journey(at("/reports/new/"), {"from": "20230101", "to": "20231231"}),
    "annual_block": Journey(annual, {"text": "集体学法4次。"}),
    "report_seal": Journey(sealing, {EXPLAINED: REASON}),
    "report_restate": Journey(restating, {"reason": REASON}),
    "reconsideration_notes": Journey(under("named", ""), {"text": "请申请人丁补材料"}),
    "reconsideration_attachments": Journey(under("named", ""), {"description": "答复书"}),
    "reconsideration_attachments_describe": Journey(describing, {"-description": "答复书"}),
    "statistics_populations": Journey(at("/statistics/populations/"), {"inhabitants": "235000"}),
    "ledger_kind_new": Journey(at("/ledger/kinds/new/"), {"zh": "立法听证"}),
    "ledger_kind": Journey(at("/ledger/kinds/legal_aid/"), {"en": "aid"}),
    "import_job": Journey(importing, {"value:channel:飞鸽": "mail"}),
    "settings": Journey(at("/settings/"), {"density": "wide", "language": "en"}),
    "tokens": Journey(at("/settings/tokens/"), {"purpose": "省平台"}),
    "view_save": Journey(at("/reconsiderations/"), {"name": "本月"}, opens="summary:has-text('保存视图')"),
}
"""Address that takes the form -> the page where it stands and what is typed there."""

SAME_AS = {
    f"{kind}_{form}": f"reconsideration_{form}"
    for kind in ("litigation", "mediation", "ledger_entry", "respondent_case")
    for form in ("notes", "attachments", "attachments_describe")
} | {
    f"{kind}_{form}": f"reconsideration_{form}"
    for kind in ("litigation", "mediation", "respondent_case")
    for form in ("many", "strike_together")
}
"""Addresses whose form is made by the very template of another, on the page of another kind of record."""
NOTHING_TYPED = {
    "ledger_entry_strike": "a ledger entry has one act, which is voided with it",
    "duplicates": "a part of the page of registering",
    "decided": "a part of the page of registering a dispute",
    "ledger_rates": "a part of the page of an entry",
    "draft_keep": "where the others are kept",
    "imports": "a kind and a file, which no browser keeps",
    "import_undo": "a button",
    "export_job": "a button",
    "draft_delete": "a button",
    "drafts_delete": "a button",
    "annual_new": "leads to the one way to begin a report",
    "annual": "buttons",
    "view_delete": "a button",
    "density": "a button",
    "new_password": "a password is never kept",
    "reconsiderations": "a question: sent, it stands in the address",
    "litigations": "a question",
    "mediations": "a question",
    "ledger": "a question",
    "respondent-cases": "a question",
    **{
        f"{kind}_{what}_{way}": "a button"
        for kind in ("reconsideration", "litigation", "mediation", "ledger_entry", "respondent_case")
        for what in ("attachment", "note")
        for way in ("remove", "restore")
    },
}


def test_every_address_that_takes_a_form_has_its_journey_or_a_reason():
    posts = {screen.name for screen in ADDRESSES if screen.posts}
    assert posts == {*JOURNEYS, *SAME_AS, *NOTHING_TYPED}
    assert not {*JOURNEYS} & {*SAME_AS, *NOTHING_TYPED}
    assert {*SAME_AS.values()} <= {*JOURNEYS}


def field_of(page: Page, name: str) -> Any:
    said = {"-": f'[name^="{name}"]'}.get(name[-1]) or (f'[name$="{name}"]' if name[0] == "-" else f'[name="{name}"]')
    return page.locator(f"main {said}:not([type=hidden])").first


def fill(page: Page, journey: Journey) -> None:
    if journey.opens:
        page.locator(journey.opens).first.click()
    for name in journey.rows:
        page.locator(f"button[name=more][value={name}]").click()
        expect(page.locator(f"[name={name}-1-name]")).to_be_visible()
    for name, text in journey.typed.items():
        place = field_of(page, name)
        if place.evaluate("field => field.tagName") == "SELECT":
            place.select_option(text)
        else:
            place.fill(text)


def expect_typed(page: Page, journey: Journey) -> None:
    for name, text in journey.typed.items():
        expect(field_of(page, name)).to_have_value(text)


@pytest.fixture
def room(site: Site) -> Site:
    person = Person.objects.get(username="li")
    for role in (Role.SUPERVISOR, Role.APPROVER):
        Membership.objects.create(person=person, organ=site.county.office["甲县"], role=role)
    site.sign_in()
    return site


def leave(page: Page) -> None:
    page.locator("a[data-help]").click()
    page.wait_for_url(re.compile("/help/"))


TURNS = 4
"""Journeys share the making of a county."""


@pytest.mark.parametrize("turn", range(TURNS))
def test_what_is_typed_is_there_after_back_and_after_a_reload_and_nothing_was_recorded(turn: int, room: Site):
    page = room.page
    for name in [*JOURNEYS][turn::TURNS]:
        journey = JOURNEYS[name]
        room.open(journey.url(room))
        before = Event.objects.count()
        fill(page, journey)
        leave(page)
        page.go_back()
        expect_typed(page, journey)
        page.reload()
        expect_typed(page, journey)
        stored = page.evaluate("[localStorage, sessionStorage].flatMap((kept) => Object.values(kept)).join()")
        assert [text for text in journey.typed.values() if len(text) > 3 and text in stored] == [], name
        assert Event.objects.count() == before, name


@pytest.mark.parametrize("name", ["litigation_hearing", "mediation_row", "report_new"])
def test_typing_alone_records_nothing_however_long_it_rests(name: str, room: Site):
    journey = JOURNEYS[name]
    page = room.open(journey.url(room))
    before = Event.objects.count()
    fill(page, journey)
    page.wait_for_timeout(2500)  # what follows from an act is foretold after 400 ms, the draft kept after 2 s
    assert Event.objects.count() == before
    assert Draft.objects.count() == 1


SOME = ("annual_block", "reconsideration_act", "reconsideration_notes", "litigation_hearing")
"""One form of each kind: of a report, of an act, below a record, with fields of its own."""
SEND = {"reconsideration_notes": ".note-form button"}


def press(page: Page, name: str) -> None:
    page.locator(SEND.get(name, "#form button[name=do]")).click()


def broken(*_given: Any, **_named: Any) -> Any:
    raise RuntimeError("tried out")


DOORS = {
    "annual_block": "casework.web.reports.annual.write_block",
    "reconsideration_act": "casework.web.entry.acting.submit_each",
    "reconsideration_notes": "casework.web.record.belongings.notes.add_note",
    "litigation_hearing": "casework.web.entry.hearing.submit_all",
}


@pytest.mark.parametrize("name", SOME)
def test_what_is_typed_is_there_after_back_from_an_error_page(name: str, room: Site, monkeypatch, caplog):
    journey = JOURNEYS[name]
    page = room.open(journey.url(room))
    fill(page, journey)
    with monkeypatch.context() as patch:
        patch.setattr(DOORS[name], broken)
        press(page, name)
        expect(page.locator("h1")).to_have_text("系统出了错")
    page.go_back()
    expect_typed(page, journey)
    room.complaints.clear()  # the browser notes the 500


@pytest.mark.parametrize("name", SOME)
def test_what_was_sent_does_not_come_back_to_be_sent_again(name: str, room: Site):
    journey = JOURNEYS[name]
    page = room.open(journey.url(room))
    fill(page, journey)
    expect(page).to_have_url(re.compile("draft="))
    page.wait_for_timeout(2500)  # it was kept already
    assert Draft.objects.count() == 1
    press(page, name)
    page.wait_for_url(lambda url: "draft=" not in url)
    assert Draft.objects.count() == 0
    page.go_back()
    page.wait_for_load_state("networkidle")
    if name == "reconsideration_act":
        expect(page.locator(".said")).to_contain_text("这张表已经记录过")
    elif name != "annual_block":  # there the text as it now stands is shown
        first, text = next(iter(journey.typed.items()))
        expect(field_of(page, first)).not_to_have_value(text)
    assert Draft.objects.count() == 0


@pytest.mark.parametrize("name", SOME)
def test_a_form_left_signed_out_is_there_once_signed_in_again(name: str, room: Site):
    journey = JOURNEYS[name]
    page = room.open(journey.url(room))
    fill(page, journey)
    page.wait_for_timeout(2500)
    page.context.clear_cookies(name="sessionid")
    page.reload()
    page.locator("[name=username]").fill("li")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    expect_typed(page, journey)


def test_a_refused_form_left_by_a_link_comes_back_as_it_was_typed(room: Site):
    page = room.open("/reports/new/")
    page.locator("#from").fill("20240101")
    page.locator("#to").fill("20230101")
    page.locator("form.act button.main").click()
    expect(page.locator("#to")).to_have_attribute("aria-invalid", "true")
    leave(page)
    page.go_back()
    expect(page.locator("#to")).to_have_value("20230101")


def test_a_password_is_never_kept(room: Site):
    page = room.open("/settings/")
    page.locator("#password input[type=password]").first.fill(PASSWORD)
    page.wait_for_timeout(2500)
    leave(page)
    assert Draft.objects.count() == 0
