"""Whether the site works, told to what watches over it."""

from __future__ import annotations

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.test import Client

from casework.models import Organ


def test_a_site_that_works_says_so_without_signing_in(db):
    answer = Client().get("/health/")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies
    assert Client().post("/health/").status_code == 405


@pytest.mark.parametrize("fault", [OperationalError, InterfaceError])
def test_a_database_that_does_not_answer_is_told_as_503(fault, monkeypatch):
    def silent(*_words: object, **_more: object) -> None:
        raise fault("secret detail")

    monkeypatch.setattr(connection, "cursor", silent)
    answer = Client(raise_request_exception=False).get("/health/")
    assert (answer.status_code, answer.json()) == (503, {"status": "unavailable"})


@pytest.mark.django_db(transaction=True)
def test_a_database_without_our_tables_does_not_work():
    with connection.schema_editor() as editor:
        editor.alter_db_table(Organ, "casework_organ", "casework_elsewhere")
    try:
        assert Client().get("/health/").status_code == 503
    finally:
        with connection.schema_editor() as editor:
            editor.alter_db_table(Organ, "casework_elsewhere", "casework_organ")


def test_it_answers_without_tls_where_all_else_is_sent_on(db, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert Client().get("/health/").status_code == 200
    assert Client().get("/login/").status_code == 301
