"""A password that somebody else knows opens one page: the one that asks for another."""

from __future__ import annotations

import pytest
from django.test import Client

from casework.law.names import Role
from casework.models import Membership, Person

ONCE, OWN = "k7mq-9xwt-3hfd-v2np", "an own and longer password"


@pytest.fixture
def clerk(office):
    person = Person.objects.create_user("li", password=ONCE, one_time_password=True)
    Membership.objects.create(person=person, organ=office["甲县"], role=Role.CLERK.value)
    return person


@pytest.fixture
def client(clerk):
    client = Client()
    assert client.post("/login/", {"username": "li", "password": ONCE})["Location"] == "/"
    return client


def sent(first: str, second: str | None = None) -> dict[str, str]:
    return {"new_password1": first, "new_password2": first if second is None else second}


@pytest.mark.parametrize("path", ["/", "/reconsiderations/", "/settings/", "/settings/tokens/", "/help/", "/admin/"])
def test_every_page_leads_to_the_one_that_asks(client, path):
    assert client.get(path)["Location"] == "/password/"
    assert client.post(path)["Location"] == "/password/"


def test_programs_that_use_the_session_get_nothing(client):
    answer = client.get("/api/v1/organs/")
    assert answer.status_code == 403
    assert answer["Content-Type"] == "application/problem+json"


def test_signing_out_language_and_health_stay_open(client):
    assert client.get("/health/").status_code == 200
    assert client.post("/i18n/setlang/", {"language": "en"}).status_code == 302
    assert client.post("/logout/")["Location"] == "/login/"


def test_a_password_of_ones_own_opens_the_desk_and_is_asked_for_once(client, clerk):
    assert client.get("/password/").status_code == 200
    assert client.post("/password/", sent(OWN))["Location"] == "/"
    assert client.get("/").status_code == 200  # still signed in
    clerk.refresh_from_db()
    assert clerk.check_password(OWN)
    assert not clerk.one_time_password
    assert client.get("/password/")["Location"] == "/settings/"
    assert Client().post("/login/", {"username": "li", "password": ONCE}).status_code == 200  # not signed in


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (sent(ONCE), "一次性密码"),
        (sent(OWN, OWN + "x"), "两个"),
        (sent("123456789012345"), "数字"),
        (sent("short"), "12"),
        ({}, "必填"),
    ],
)
def test_what_is_no_password_of_ones_own_is_refused_with_its_reason(client, clerk, words, told):
    answer = client.post("/password/", words)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    clerk.refresh_from_db()
    assert clerk.check_password(ONCE)
    assert clerk.one_time_password


def test_a_password_set_by_the_administrator_is_a_one_time_password(personas, browse, clerk):
    Person.objects.filter(pk=clerk.pk).update(one_time_password=False)
    admin = browse(personas.administrator)
    words = {"usable_password": "true", "password1": OWN, "password2": OWN}
    assert admin.post(f"/admin/casework/person/{clerk.pk}/password/", words).status_code == 302
    clerk.refresh_from_db()
    assert clerk.check_password(OWN)
    assert clerk.one_time_password
    words = {"username": "new", "usable_password": "true", "password1": OWN, "password2": OWN}
    assert admin.post("/admin/casework/person/add/", words).status_code == 302
    made = Person.objects.get(username="new")
    assert made.one_time_password
    said = {"username": "new", "is_active": "on", "first_name": "甲", "last_name": "", "email": ""}
    Person.objects.filter(pk=made.pk).update(one_time_password=False)
    assert admin.post(f"/admin/casework/person/{made.pk}/change/", said).status_code == 302
    made.refresh_from_db()
    assert (made.first_name, made.one_time_password) == ("甲", False)
