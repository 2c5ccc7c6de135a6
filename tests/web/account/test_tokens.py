"""The page of tokens: made for a purpose, shown once, seen with their use, revoked by who made them."""

from __future__ import annotations

import html
import re

import pytest
from django.core.cache import cache
from django.test import Client

from casework.actions.belongings.tokens import Wanted, create_token
from casework.models import Token

PAGE = "/settings/tokens/"
ASKED = {"purpose": "月报", "scope": "masked", "organ": "", "network": "", "days": "30", "make": "1"}


def text_of(answer):
    return html.unescape(answer.content.decode())


def shown(answer):
    return re.search(r'<code id="token">([^<]*)</code>', text_of(answer))[1]


@pytest.fixture(autouse=True)
def _no_request_was_counted():
    cache.clear()


def test_a_token_is_shown_once_opens_the_interface_and_its_use_is_told(county, personas, browse):
    client = browse(personas.report_team)
    token = shown(client.post(PAGE, ASKED))
    assert token not in client.get(PAGE).content.decode()
    asked = Client().get("/api/v1/reconsiderations/", headers={"Authorization": f"Bearer {token}"})
    assert asked.status_code == 200
    text = " ".join(re.sub(r"<[^>]*>", " ", text_of(client.get(PAGE))).split())
    assert "月报" in text
    assert f"127.0.0.1 1 {len(asked.json()['results'])}" in text


def test_what_is_wrong_is_said_beside_its_field_and_no_token_is_made(personas, browse):
    client = browse(personas.clerk)
    for field, value in (("purpose", ""), ("scope", "all"), ("network", "x/y"), ("days", "100000"), ("organ", "1")):
        answer = client.post(PAGE, {**ASKED, field: value})
        assert answer.status_code == 422
        assert f'id="id_{field}_error"' in text_of(answer), field
    answer = client.post(PAGE, {**ASKED, "scope": "statistics", "may_write": "on"})
    assert answer.status_code == 422
    assert not Token.objects.exists()


def test_all_that_is_asked_for_is_kept(office, personas, browse):
    said = {**ASKED, "scope": "full", "organ": str(office["甲县"].pk), "network": "10.0.0.0/8, ::1", "may_write": "on"}
    browse(personas.clerk).post(PAGE, said)
    token = Token.objects.get()
    assert (token.user, token.scope, token.organ, token.may_write) == (personas.clerk, "full", office["甲县"], True)
    assert token.networks == ["10.0.0.0/8", "::1/128"]


def test_a_person_sees_and_revokes_own_tokens_alone_and_the_administrator_everybodys(personas, browse):
    token, _text = create_token(personas.clerk, Wanted("月报"))
    other = browse(personas.supervisor)
    assert token.token_key not in text_of(other.get(PAGE))
    assert other.post(PAGE, {"revoke": token.token_key}).status_code == 400
    assert Token.objects.get().revoked_at is None
    administrator = browse(personas.administrator)
    assert token.token_key in text_of(administrator.get(PAGE))
    assert administrator.post(PAGE, {"revoke": token.token_key}).status_code == 302
    assert Token.objects.get().revoked_by == personas.administrator
    assert "已撤销" in text_of(browse(personas.clerk).get(PAGE))
