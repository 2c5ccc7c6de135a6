"""What an address may not show: numbers of persons that a form sends are hidden in it, and stay in force."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.web.county import SECRETS

SECRET_PAIRS = {"identity_number": SECRETS["identity_number"], "telephone": SECRETS["telephone"]}


@pytest.mark.parametrize("field", [*SECRET_PAIRS, "q"])
def test_an_identity_number_that_a_form_sends_stands_in_no_address_and_on_no_page(field, county, personas, browse):
    client, number = browse(personas.clerk), SECRET_PAIRS.get(field, SECRETS["identity_number"])
    answer = client.post("/reconsiderations/", {field: number, "state": ""})
    assert answer.status_code == 302
    assert number not in answer["Location"]
    page = client.get(answer["Location"]).content.decode()
    assert county.named.get_absolute_url() in page
    assert county.suspended.get_absolute_url() not in page
    assert number not in page
    assert "已遮盖" in page or "证件号或电话" in page


def test_one_that_was_typed_into_an_address_is_hidden_at_once(county, personas, browse):
    answer = browse(personas.clerk).get("/reconsiderations/", {"identity_number": SECRETS["identity_number"]})
    assert answer.status_code == 302
    assert SECRETS["identity_number"] not in answer["Location"]


def test_a_hidden_value_stays_while_other_filters_change_and_gives_way_to_a_new_one(county, personas, browse):
    client = browse(personas.clerk)
    first = client.post("/reconsiderations/", {"identity_number": SECRETS["identity_number"]})["Location"]
    kept = parse_qs(urlsplit(first).query)["identity_number"][0]
    sent = {"identity_number": "", "identity_number.kept": kept, "state": county.named.state}
    page = client.post("/reconsiderations/", sent, follow=True).content.decode()
    assert county.named.get_absolute_url() in page
    page = client.post("/reconsiderations/", sent | {"identity_number": "110101199001011234"}, follow=True)
    assert county.named.get_absolute_url() not in page.content.decode()


@pytest.mark.parametrize("value", ["~", "~v1AAAA", "~142623199001010011"])
def test_a_hidden_value_that_was_made_elsewhere_is_refused(value, county, personas, browse):
    answer = browse(personas.clerk).get("/reconsiderations/", {"identity_number": value})
    assert answer.status_code == 400
    assert "重新输入" in answer.content.decode()


def test_a_form_is_answered_by_the_address_of_its_list(county, personas, browse):
    sent = {"q": "", "state": "concluded", "received_from": "240101", "subtree": ""}
    answer = browse(personas.supervisor).post("/reconsiderations/", sent)
    assert answer["Location"] == "/reconsiderations/?state=concluded&received_from=2024-01-01"


def test_a_form_that_cannot_be_read_comes_back_with_what_was_typed(county, personas, browse):
    answer = browse(personas.clerk).post("/reconsiderations/", {"received_from": "13月", "state": "concluded"})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert 'value="13月"' in page
    assert re.search(r'<option value="concluded" selected>', page)
