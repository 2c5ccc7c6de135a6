"""Forms sent twice at once: the second finds what the first did, whatever the first makes of its act."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from casework.actions.belongings import desk
from casework.actions.recording import Request, record_of
from casework.errors import StaleVersion
from casework.law.names import Act, RecordKind
from casework.models import Event, Reconsideration
from tests.factories import APPLICATION, TODAY, Office


def sent(office: Office, request: Request, token: UUID) -> Event:
    return desk.submit(
        request, token, person=office.person, actor=office.actor(), today=TODAY, reference=office.reference
    )


def sent_twice_at_once(office: Office, patch: Any, request: Request, token: UUID) -> tuple[Event, Event]:
    """The twin does its work between the moment in which the other looks for it and that in which it acts."""
    look, twins = desk.sent_before, []

    def looked(person: Any, asked: UUID) -> Event | None:
        found = look(person, asked)
        patch.setattr(desk, "sent_before", look)
        twins.append(sent(office, request, token))
        return found

    patch.setattr(desk, "sent_before", looked)
    return sent(office, request, token), twins[0]


def test_an_act_sent_twice_at_once_is_done_once_and_both_lead_to_it(office, monkeypatch):
    case = office.register("2026-06-29")
    request = Request(RecordKind.RECONSIDERATION, Act.ACCEPT, TODAY, {}, case)
    second, first = sent_twice_at_once(office, monkeypatch, request, uuid4())
    assert second == first
    assert Event.objects.of_record(case).count() == 2


def test_an_application_with_its_number_sent_twice_at_once_is_one_case(office, monkeypatch):
    keys = {**APPLICATION, "number": "甲政复〔2026〕7号"}
    request = Request(RecordKind.RECONSIDERATION, Act.REGISTER, TODAY, keys)
    second, first = sent_twice_at_once(office, monkeypatch, request, uuid4())
    assert record_of(second) == record_of(first) == Reconsideration.objects.get()


def test_another_form_about_a_record_that_changed_is_stale_as_ever(office):
    case = office.register("2026-06-29")
    request = Request(RecordKind.RECONSIDERATION, Act.ACCEPT, TODAY, {}, case)
    sent(office, request, uuid4())
    with pytest.raises(StaleVersion):
        sent(office, request, uuid4())
