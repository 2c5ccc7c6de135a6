"""What a person sets for themselves: rows, keys, language, password; and what the bar offers from it."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from casework.models import Person

OLD, NEW = "correct horse battery staple", "another horse battery staple"


def keep(client, **said):
    return client.post("/settings/", {"density": "compact", "language": "zh-hans", "keep": "1", **said})


def change(client, old=OLD, one=NEW, two=NEW):
    typed = {"old_password": old, "new_password1": one, "new_password2": two, "change_password": "1"}
    return client.post("/settings/", typed)


@pytest.fixture
def person(personas):
    personas.clerk.set_password(OLD)
    personas.clerk.save()
    return personas.clerk


def test_rows_and_keys_are_kept_for_the_person_alone(person, personas, browse):
    client = browse(person)
    assert 'data-keys="off"' not in client.get("/settings/").content.decode()
    assert keep(client).status_code == 302
    page = client.get("/reconsiderations/").content.decode()
    assert 'data-keys="off"' in page
    assert Person.objects.get(pk=person.pk).density == "compact"
    assert Person.objects.get(pk=personas.supervisor.pk).density == "normal"
    assert keep(client, single_keys="on").status_code == 302
    assert 'data-keys="off"' not in client.get("/settings/").content.decode()


def test_the_language_is_kept_in_the_browser(person, browse):
    client = browse(person)
    keep(client, language="en")
    page = client.get("/settings/").content.decode()
    assert '<html lang="en">' in page
    assert "The settings are kept." in page


def test_what_is_no_choice_is_refused_beside_the_field_and_changes_nothing(person, browse):
    answer = keep(browse(person), density="enormous")
    assert answer.status_code == 422
    assert 'id="id_density_error"' in answer.content.decode()
    assert Person.objects.get(pk=person.pk).density == "normal"


def test_a_new_password_needs_the_old_one_and_keeps_this_session_alone(person, browse):
    here, elsewhere = browse(person), browse(person)
    assert change(here).status_code == 302
    assert Person.objects.get(pk=person.pk).check_password(NEW)
    assert here.get("/settings/").status_code == 200
    assert elsewhere.get("/settings/").status_code == 302


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"old": "wrong"}, "old_password"),
        ({"two": "something else entirely"}, "new_password2"),
        ({"one": "short", "two": "short"}, "new_password2"),
        ({"one": "123456789012345", "two": "123456789012345"}, "new_password2"),
    ],
)
def test_a_password_that_does_not_do_is_refused_beside_its_field(typed, field, person, browse):
    answer = change(browse(person), **typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in page
    said = page.partition(f'id="id_{field}_error">')[2].partition("</p>")[0]
    assert re.fullmatch(r"[^A-Za-z]+", said), said
    assert Person.objects.get(pk=person.pk).check_password(OLD)
    for value in typed.values():
        assert f'value="{value}"' not in page


def test_settings_are_for_those_who_signed_in(db):
    assert Client().get("/settings/").status_code == 302


def test_the_bar_offers_finding_registering_help_and_settings_to_those_who_may(personas, browse):
    offered = {"find": 'role="search"', "register": "data-new", "help": "data-help", "settings": 'href="/settings/"'}
    expected = {
        "clerk": {"find", "register", "help", "settings"},
        "report_team": {"find", "help", "settings"},
        "auditor": {"help", "settings"},
        "administrator": {"help", "settings"},
    }
    for name, what in expected.items():
        bar = browse(getattr(personas, name)).get("/help/").content.decode().partition("</header>")[0]
        assert {key for key, mark in offered.items() if mark in bar} == what, name


def test_what_is_typed_into_the_bar_is_asked_of_the_cases(county, personas, browse):
    client = browse(personas.clerk)
    bar = client.get("/").content.decode().partition("</header>")[0]
    action = re.search(r'role="search"\s+method="post"\s+action="([^"]*)"', bar)
    assert action is not None
    page = client.post(action[1], {"q": county.ended.number}, follow=True).content.decode()
    assert county.ended.get_absolute_url() in page
    assert county.suspended.get_absolute_url() not in page
