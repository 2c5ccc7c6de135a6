"""What was typed and not taken is kept on the server with its key: for its person, for a week, until it is taken."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from casework.actions.belongings.desk import MOST_LEFT, keep_typed
from casework.models import Draft
from tests.web.sending import NEW, send

KEEP = "/drafts/keep/"


def kept(client, key):
    return client.get(KEEP, {"key": str(key)}).json()


def keep(client, key, **fields):
    return client.post(KEEP, {"draft": str(key), "draft_of": "/settings/#preferences", **fields})


def test_what_is_kept_comes_back_to_its_person_alone(personas, browse):
    client, key = browse(personas.clerk), uuid4()
    assert keep(client, key, reason="申请人丁", token="x", csrfmiddlewaretoken="y").status_code == 204
    assert kept(client, key) == {"form": "/settings/#preferences", "fields": {"reason": ["申请人丁"]}}
    assert kept(browse(personas.supervisor), key) == {"form": "", "fields": {}}
    assert "申请人丁" not in str(Draft.objects.extra(select={"raw": '"values"'}).values_list("raw"))


@pytest.mark.parametrize("key", ["", "x", "../", "11111111-2222-4333-8444-555555555555"])
def test_a_key_that_is_none_gives_nothing_back(key, personas, browse):
    client = browse(personas.clerk)
    assert kept(client, key) == {"form": "", "fields": {}}
    assert client.post(KEEP, {"draft": key if len(key) < 9 else "", "text": "x"}).status_code == 204
    assert Draft.objects.count() == 0


def test_what_is_too_long_is_not_kept_and_breaks_nothing(personas, browse):
    client, key = browse(personas.clerk), uuid4()
    assert keep(client, key, text="长" * 200_001).status_code == 204
    assert Draft.objects.count() == 0


def test_a_form_that_was_refused_stays_and_one_that_was_taken_goes(personas, browse, office):
    client, key, case = browse(personas.clerk), uuid4(), office.register("2026-06-22")
    url = f"{case.get_absolute_url()}notes/"
    hidden = {"draft": str(key), "draft_of": f"{case.get_absolute_url()}#{url}"}
    assert client.post(url, {**hidden, "text": "长" * 3000}).status_code == 422
    assert kept(client, key)["fields"] == {"text": ["长" * 3000]}
    assert client.post(url, {**hidden, "text": "短"}).status_code == 302
    assert Draft.objects.count() == 0


def test_a_form_whose_sending_broke_is_found_again_by_its_address(personas, browse, office, monkeypatch):
    client, key, case = browse(personas.clerk), uuid4(), office.register("2026-06-22")
    client.raise_request_exception = False
    url = f"{case.get_absolute_url()}acts/request_correction/"
    with monkeypatch.context() as patch:
        patch.setattr("casework.web.entry.acting.submit_each", lambda *given, **named: 1 // 0)
        answer = send(client, url, {"on": "2026-06-29", "items": "证据目录"}, token=key, version=case.version)
    assert answer.status_code == 500
    assert "证据目录" in client.get(f"{url}?draft={key}").content.decode()


def test_what_is_asked_after_a_record_was_voided_keeps_nothing_of_the_form(personas, browse, office):
    client, key, case = browse(personas.supervisor), uuid4(), office.register("2026-06-22")
    url = f"{case.get_absolute_url()}acts/void/"
    typed = {"on": "2026-06-29", "reason": "重复登记"}
    assert send(client, url, typed, token=key, version=case.version).status_code == 302
    assert send(client, url, {**typed, "foresee": "1"}, token=key, version=case.version).status_code == 404
    assert Draft.objects.count() == 0
    assert client.get(f"{url}?draft={key}")["Location"] == case.get_absolute_url()


def test_the_desk_lists_the_drafts_that_were_asked_for_alone(personas, browse):
    client = browse(personas.clerk)
    keep(client, uuid4(), text="x")
    assert "/drafts/" not in client.get("/").content.decode().partition("<main")[2]
    send(client, NEW, {"applicants-0-name": "申请人甲", "save_draft": "1"})
    assert "1份草稿" in client.get("/").content.decode()


def test_what_was_left_is_gone_after_a_week_and_an_asked_for_draft_stays(personas):
    now, person = timezone.now(), personas.clerk
    for title in ("", "登记申请"):
        Draft.objects.create(person=person, token=uuid4(), page="/", title=title, values="{}")
    Draft.objects.update(saved_at=now - timedelta(days=7, minutes=1))
    keep_typed(person, uuid4(), page="/", values={"text": ["x"]}, now=now)
    assert [(draft.title, json.loads(draft.values)) for draft in Draft.objects.order_by("title")] == [
        ("", {"text": ["x"]}),
        ("登记申请", {}),
    ]


def test_of_many_forms_that_were_left_the_oldest_go(personas):
    now, keys = timezone.now(), [uuid4() for _ in range(MOST_LEFT + 1)]
    for key in keys:
        keep_typed(personas.clerk, key, page="/", values={}, now=now)
    assert set(Draft.objects.values_list("token", flat=True)) == {*keys[1:]}
