"""Corrections in the browser: the fact chosen, its value shown, a reason asked for, the law applied."""

from __future__ import annotations

import pytest

from casework.law.names import Act
from tests.web.sending import act

REASON = "邮戳为准"


def page_of(client, record, fact=""):
    query = f"?fact={fact.replace('#', '%23')}" if fact else ""
    return client.get(f"{record.get_absolute_url()}acts/correct/{query}").content.decode()


def test_every_fact_of_every_act_can_be_chosen(personas, browse, county):
    page = page_of(browse(personas.clerk), county.suspended)
    for fact in ("register%231.field", "accept%231.on", "send_copy%231.received_on", "suspend%231.ground"):
        assert f"?fact={fact}" in page


@pytest.mark.parametrize("name", ["named", "ended", "suspended", "corrected", "suit", "mediation"])
def test_the_form_of_every_fact_opens_with_its_present_value(personas, browse, county, name):
    client, record = browse(personas.clerk), getattr(county, name)
    facts = {part.partition('"')[0] for part in page_of(client, record).split("?fact=")[1:]}
    assert len(facts) > 5
    for fact in facts:
        answer = client.get(f"{record.get_absolute_url()}acts/correct/?fact={fact}")
        assert answer.status_code == 200, fact


def test_a_corrected_date_moves_what_follows_and_shows_old_and_new(personas, browse, office):
    case = office.register("2026-06-22")
    client = browse(personas.clerk)
    assert 'value="2026-06-22"' in page_of(client, case, "register#1.on")
    assert "收到日期" in page_of(client, case, "register#1.on")
    sent = {"fact": "register#1.on", "value": "2026-06-23", "reason": REASON, "on": "今"}
    assert act(client, case, Act.CORRECT, **sent).status_code == 302
    before = case.next_due_on
    case.refresh_from_db()
    assert case.received_on.isoformat() == "2026-06-23"
    assert case.next_due_on > before
    page = client.get(case.get_absolute_url()).content.decode()
    assert "2026年6月22日 → 2026年6月23日" in page
    assert REASON in page


def test_applicants_are_corrected_row_by_row(personas, browse, office):
    case = office.register("2026-06-22", applicants=[{"kind": "citizen", "name": "申请人甲"}])
    client = browse(personas.clerk)
    assert 'value="申请人甲"' in page_of(client, case, "register#1.applicants")
    rows = {"rows-value": "2", "value-0-kind": "citizen", "value-0-name": "申请人乙", "value-0-count": "1"}
    second = {"value-1-kind": "citizen", "value-1-name": "申请人丙", "value-1-count": "2"}
    sent = {"fact": "register#1.applicants", **rows, **second, "reason": REASON, "on": "今"}
    assert act(client, case, Act.CORRECT, **sent).status_code == 302
    case.refresh_from_db()
    assert case.applicants_count == 3


def test_an_obstacle_is_corrected_day_by_day(personas, browse, office):
    case = office.register("2026-06-22", obstacle={"from": "2026-05-06", "to": "2026-05-20"})
    client = browse(personas.clerk)
    page = page_of(client, case, "register#1.obstacle")
    assert 'value="2026-05-06"' in page
    days = {"value-0-from": "2026-05-06", "value-0-to": "2026-05-27"}
    sent = {"fact": "register#1.obstacle", **days, "reason": REASON, "on": "今"}
    assert act(client, case, Act.CORRECT, **sent).status_code == 302
    assert "2026年5月6日—5月27日" in client.get(case.get_absolute_url()).content.decode()


def test_a_correction_to_what_it_was_or_without_a_reason_changes_nothing(personas, browse, office):
    case = office.register("2026-06-22")
    client = browse(personas.clerk)
    same = {"fact": "register#1.field", "value": "public_security", "on": "今"}
    assert "本来就是" in act(client, case, Act.CORRECT, **same, reason=REASON).content.decode()
    other = {**same, "value": "market_regulation"}
    assert 'id="id_reason_error"' in act(client, case, Act.CORRECT, **other).content.decode()
    version = case.version
    case.refresh_from_db()
    assert case.version == version


def test_a_fact_that_the_record_does_not_hold_is_no_page(personas, browse, office):
    case = office.register("2026-06-22")
    client = browse(personas.clerk)
    for fact in (
        "accept%231.on",
        "register%232.on",
        "register%231.colour",
        "register",
        "%23",
        "register%23x.on",
        f"register%23{'1' * 5000}.on",
    ):
        assert client.get(f"{case.get_absolute_url()}acts/correct/?fact={fact}").status_code == 404


def test_a_fact_has_the_words_of_its_act_on_the_form_among_the_facts_to_correct_and_in_the_history(
    personas, browse, office
):
    client = browse(personas.clerk)
    case = office.conclude("2026-03-02", "withdrawn", how="settled")
    case = office.do(case, Act.SERVE, "2026-06-01", to="申请人甲", how="direct")
    history = client.get(case.get_absolute_url()).content.decode().partition('id="events"')[2]
    form = client.get(f"{case.get_absolute_url()}acts/serve/").content.decode()
    for words in ("受送达人", "送达方式"):
        assert words in form
        assert words in page_of(client, case)
        assert words in history
    assert "撤回方式" in page_of(client, case)
    assert "撤回方式" in history
