"""Undoing on the pages: a wrong act is struck from the history, a voided record has a page and is restored there."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from casework.actions.striking import may_strike, recorded_on
from casework.law.names import Act, Role
from tests.factories import events_of
from tests.web.sending import act

REASON = "录到了别的案件上"


def shown(client, record, query=""):
    return client.get(f"{record.get_absolute_url()}{query}")


@pytest.mark.parametrize("name", ["suspended", "suit", "mediation", "entry", "response"])
def test_voiding_leads_to_the_page_of_the_voided_record_which_the_supervisor_restores(personas, browse, county, name):
    record, client = getattr(county, name), browse(personas.supervisor)
    answer = act(client, record, Act.VOID, on="今", reason="以为重复登记")
    assert (answer.status_code, answer["Location"]) == (302, record.get_absolute_url())
    page = shown(client, record)
    assert page.status_code == 200
    text = page.content.decode()
    assert "这件记录已作废" in text
    assert "以为重复登记" in text
    assert "<s>" in text
    assert "acts/restore/" in text
    assert "acts/correct/" not in text
    assert re.search(r'<span class="badge done">.*?已作废', text, re.DOTALL)  # in no state, and nothing is due
    assert "还剩" not in text
    assert shown(client, record, "print/").status_code == 200
    record.refresh_from_db()
    assert shown(client, record, "acts/restore/").status_code == 200
    assert shown(client, record, "acts/correct/").status_code == 404
    assert act(client, record, Act.RESTORE, on="今", reason="并未重复").status_code == 302
    record.refresh_from_db()
    assert record.voided_on is None
    assert "这件记录已作废" not in shown(client, record).content.decode()


def test_a_clerk_reads_a_voided_record_and_who_may_not_see_it_does_not(personas, browse, county, office):
    record = office.do(county.named, Act.VOID, "2026-06-29", reason="重复登记")
    page = shown(browse(personas.clerk), record)
    assert page.status_code == 200
    assert "这件记录已作废" in page.content.decode()
    assert "acts/restore/" not in page.content.decode()
    assert record.number not in browse(personas.clerk).get("/reconsiderations/").content.decode()
    assert shown(browse(personas.sister_clerk), record).status_code == 404


def test_a_wrong_act_is_struck_from_the_history_and_stays_there_in_words(personas, browse, office):
    case = office.do(office.register("2026-06-22"), Act.ACCEPT, "2026-06-24")
    client = browse(personas.supervisor)
    link = "acts/strike/?target=accept%231"
    assert link in shown(client, case).content.decode()
    assert link in shown(client, case, "acts/strike/").content.decode()
    assert "受理" in shown(client, case, link).content.decode()
    assert act(client, case, Act.STRIKE, target="accept#1", on="今", reason=REASON).status_code == 302
    case.refresh_from_db()
    assert case.state == "examining"
    page = shown(client, case).content.decode()
    assert "已撤销" in page
    assert REASON in page
    assert link not in page
    assert "受理" not in shown(client, case, "acts/strike/").content.decode().partition("<main")[2]
    assert shown(client, case, "acts/strike/?target=accept%239").status_code == 404


def test_what_a_later_act_needs_says_so_before_and_after_it_is_sent(personas, browse, office):
    case = office.conclude()
    client = browse(personas.supervisor)
    assert "「结案」（第1次）以它为前提" in shown(client, case, "acts/strike/?target=accept%231").content.decode()
    answer = act(client, case, Act.STRIKE, target="accept#1", on="今", reason=REASON)
    assert answer.status_code == 422
    assert "「结案」（第1次）以它为前提" in answer.content.decode()
    assert case.version == events_of(case)[-1].version


def test_one_strikes_what_one_recorded_on_the_same_day_and_the_supervisor_all(office):
    event = events_of(office.register("2026-06-22"))[-1]
    assert recorded_on(event) == timezone.localdate(event.recorded_at)
    clerk, supervisor = office.actor(roles=Role.CLERK), office.actor(roles=Role.SUPERVISOR)
    assert may_strike(event, clerk, same_day=True)
    assert not may_strike(event, clerk, same_day=False)
    assert not may_strike(event, clerk._replace(person=None), same_day=True)
    assert may_strike(event, supervisor._replace(person=None), same_day=False)
