"""A decision and the suits that name it, on the pages of either."""

from __future__ import annotations

import re
from uuid import uuid4

from tests.factories import fresh


def void_page(client, case):
    return client.get(f"{case.get_absolute_url()}acts/void/").content.decode()


def send_void(client, case, **keys):
    said = {"token": str(uuid4()), "version": case.version, "on": "2026-06-29", "reason": "重复登记", **keys}
    return client.post(f"{case.get_absolute_url()}acts/void/", said)


def test_the_page_that_voids_a_case_names_its_suits_and_asks_whether_they_follow(county, personas, browse):
    client, case, suit = browse(personas.supervisor), county.ended, county.suit
    page = void_page(client, case)
    assert suit.number in page
    assert 'name="suits_follow"' in page
    refused = send_void(client, case)
    assert refused.status_code == 422
    assert suit.number in refused.content.decode()
    assert fresh(case).voided_on is None
    assert send_void(client, case, suits_follow="on").status_code == 302
    assert fresh(case).voided_on is not None


def test_the_page_that_voids_a_case_without_suits_asks_nothing_more(county, personas, browse):
    page = void_page(browse(personas.supervisor), county.corrected)
    assert "suits_follow" not in page
    assert send_void(browse(personas.supervisor), county.corrected).status_code == 302


def test_the_page_of_a_suit_tells_that_it_followed_and_links_to_no_void_case(county, personas, browse):
    case, suit = county.ended, county.suit
    client = browse(personas.supervisor)
    assert case.get_absolute_url() in client.get(suit.get_absolute_url()).content.decode()
    send_void(client, case, suits_follow="on")
    page = client.get(suit.get_absolute_url()).content.decode()
    assert case.get_absolute_url() not in page
    assert "随复议案件变动" in page
    history = re.search(r"复议后起诉</[^>]+>.*?是 → 否|复议后起诉.*?是.*?否", page, re.S)
    assert history is not None


def test_a_suit_that_followed_its_decision_can_be_corrected_after(county, personas, browse, office):
    case, suit = county.ended, county.suit
    office.do(case, "void", "2026-06-29", reason="重复登记", suits_follow=True)
    suit = office.do(fresh(suit), "correct", "2026-06-29", fact="cause", value="licensing", reason="录错")
    page = browse(personas.supervisor).get(suit.get_absolute_url())
    assert page.status_code == 200
    assert "行政处罚" in page.content.decode()


def test_the_desk_shows_suits_that_name_a_case_of_ours_and_its_clerk_confirms_them(county, personas, browse, office):
    case = county.corrected
    suit = office.sue(
        "2024-07-01", defendants=["乙县人民政府"], actor=office.actor("乙县"), after_reconsideration=case.number
    )
    assert case.number in browse(personas.sister_clerk).get(suit.get_absolute_url()).content.decode()
    address = f"{suit.get_absolute_url()}acts/confirm_link/"
    assert browse(personas.sister_clerk).get(address).status_code == 200
    sister = send_answer(browse(personas.sister_clerk), suit, address, case.number)
    assert sister.status_code == 422
    client = browse(personas.clerk)
    desk = client.get("/").content.decode()
    assert address in desk
    assert "测01行初1号" in desk
    assert client.get(suit.get_absolute_url()).status_code == 404
    assert f'value="{case.number}"' in client.get(address).content.decode()
    assert send_answer(client, suit, address, case.number).status_code == 302
    assert fresh(suit).reconsideration == case
    assert address not in client.get("/").content.decode()
    assert client.get(address).status_code == 404


def send_answer(client, suit, address, said):
    return client.post(
        address, {"token": str(uuid4()), "version": suit.version, "on": "2026-06-29", "reconsideration": said}
    )


def test_the_auditor_reads_what_another_organ_did_to_a_record_of_ours(county, personas, browse, office):
    suit = office.sue("2024-07-01", defendants=["甲县人民政府", "乙县人民政府"], actor=office.actor("乙县"))
    page = browse(personas.auditor).get("/audit/").content.decode()
    assert suit.number in page
