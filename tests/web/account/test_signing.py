"""Signing in and out, the lock after wrong passwords, and the pages of what went wrong."""

from __future__ import annotations

import html
import re

import pytest
from django.conf import settings
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import translation

from casework.law.names import Role
from casework.models import Membership, Person
from casework.web.desk import desk
from casework.web.shell import errors

PASSWORD = "correct horse battery staple"


@pytest.fixture
def clerk(office):
    person = Person.objects.create_user("li", password=PASSWORD)
    Membership.objects.create(person=person, organ=office["甲县"], role=Role.CLERK.value)
    return person


def sign_in(client: Client, password: str, username: str = "li", **more):
    return client.post("/login/", {"username": username, "password": password, **more})


def test_the_form_has_the_fields_that_programs_rely_on():
    text = Client().get("/", follow=True).content.decode()
    for name in ("username", "password"):
        assert re.search(rf'<input[^>]*name="{name}"', text)
    assert text.partition("<main")[2].count("<form") == 1


def test_signing_in_leads_to_where_one_was_going(clerk):
    client = Client()
    assert sign_in(client, PASSWORD, next="/ledger/")["Location"] == "/ledger/"
    assert client.get("/ledger/").status_code == 200
    assert client.get("/login/")["Location"] == "/"


def test_signing_in_leads_to_no_other_site(clerk):
    assert sign_in(Client(), PASSWORD, next="https://example.org/")["Location"] == "/"


def test_a_wrong_password_says_so_and_keeps_the_name(clerk):
    text = html.unescape(sign_in(Client(), "wrong").content.decode())
    assert "没有登录：用户名或者密码不对" in text
    assert 'value="li"' in text


def test_five_wrong_passwords_lock_the_name_and_say_for_how_long(clerk):
    client = Client()
    answers = [sign_in(client, "wrong") for _ in range(settings.AXES_FAILURE_LIMIT)]
    assert [answer.status_code for answer in answers] == [200] * 4 + [429]
    assert "15分钟后再试" in answers[-1].content.decode()
    locked = sign_in(client, PASSWORD)
    assert locked.status_code == 429
    assert "暂时锁定" in locked.content.decode()
    assert sign_in(client, "wrong", username="other").status_code == 200


def test_signing_out_is_a_post_and_ends_the_session(clerk):
    client = Client()
    sign_in(client, PASSWORD)
    assert client.get("/logout/").status_code == 405
    assert client.post("/logout/")["Location"] == "/login/"
    assert client.get("/")["Location"].startswith("/login/")


def test_nothing_that_was_read_stays_in_the_browser(clerk, office):
    client = Client()
    sign_in(client, PASSWORD)
    for url in ("/", "/reconsiderations/", office.register().get_absolute_url()):
        assert "no-store" in client.get(url)["Cache-Control"]


def test_a_page_is_read_and_never_written_to(clerk):
    client = Client()
    sign_in(client, PASSWORD)
    assert client.post("/").status_code == 405


# ---- Error pages ----


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_form_without_its_token_is_refused_with_a_page(language, db):
    client = Client(enforce_csrf_checks=True)
    client.cookies["django_language"] = language
    answer = sign_in(client, PASSWORD)
    assert answer.status_code == 403
    assert {"zh-hans": "表单没有收下", "en": "The form was not taken"}[language] in answer.content.decode()


def test_a_page_that_is_not_there_says_so_to_visitors_too(db):
    answer = Client().get("/nothing/")
    assert answer.status_code == 404
    assert "这里没有可看的内容" in answer.content.decode()


def test_our_own_fault_is_a_readable_page_without_the_database(clerk, monkeypatch):
    def fail(*_arguments: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(desk, "worklist", fail)
    client = Client(raise_request_exception=False)
    sign_in(client, PASSWORD)
    answer = client.get("/")
    assert answer.status_code == 500
    assert "系统出了错" in answer.content.decode()
    assert "secret detail" not in answer.content.decode()


def test_every_error_page_says_what_happened_and_what_to_do_in_both_languages(rf: RequestFactory):
    for language in ("zh-hans", "en"):
        with translation.override(language):
            for handler, status in ((errors.bad_request, 400), (errors.forbidden, 403), (errors.not_found, 404),
                                    (errors.server_error, 500)):  # fmt: skip
                answer = handler(rf.get("/"))
                assert answer.status_code == status
                text = answer.content.decode()
                assert text.count("<p") >= 3
                assert f'href="{reverse("home")}"' in text


def test_pages_hold_nothing_inline_and_name_no_other_host(county, personas, browse):
    client = browse(personas.clerk)
    for url in (
        "/statistics/overview/?from=2024-01-01&to=2024-12-31",
        county.ended.get_absolute_url(),
        "/reconsiderations/",
        "/nothing/",
        "/statistics/?year=x",
    ):
        text = client.get(url).content.decode()
        text = text.replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r'<script(?! src="/static/)|<style|\sstyle=|\son\w+=|https?://', text), url
        assert "'unsafe" not in client.get(url)["Content-Security-Policy"]
