"""Events: one an act, in order, never changed; what is refused leaves none."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from casework.errors import ActRefused, FaultyInput, StaleVersion
from casework.law.names import Act, State
from casework.models import Event
from tests.factories import events_of, traces


def test_an_event_says_who_did_what_when_and_what_changed(office):
    before = timezone.now()
    case = office.accept("2024-03-04", actor=office.actor("甲县"))
    registered, accepted = events_of(case)
    assert (accepted.act, accepted.on, accepted.person, accepted.organ) == (
        "accept", date(2024, 3, 4), office.person, office["甲县"],
    )  # fmt: skip
    assert accepted.changes["state"] == ["examining", "reviewing"]
    assert accepted.changes["accepted_on"] == [None, "2024-03-04"]
    assert "received_on" not in accepted.changes
    assert registered.changes["received_on"] == [None, "2024-03-04"]
    assert registered.keys["channel"] == "in_person"
    assert registered.keys["number"] == case.number
    assert before - timedelta(minutes=5) <= registered.recorded_at <= timezone.now() + timedelta(minutes=5)
    assert timezone.is_aware(registered.recorded_at)


def test_events_stand_in_the_order_in_which_a_feed_reads_them(office):
    for n in range(3):
        office.register(f"2024-03-0{n + 1}")
    events = list(Event.objects.order_by("transaction", "id"))
    assert [event.pk for event in events] == sorted(event.pk for event in events)
    if connection.vendor == "postgresql":
        assert len({event.transaction for event in events}) == 1  # the test is one transaction
        assert events[0].transaction > 0
    else:
        assert {event.transaction for event in events} == {0}


STATEMENTS = [
    "UPDATE casework_event SET act = 'void'",
    "UPDATE casework_event SET keys = '{}' WHERE version = 1",
    "DELETE FROM casework_event",
    "DELETE FROM casework_event WHERE version = 1",
]


@pytest.mark.parametrize("statement", STATEMENTS)
def test_the_database_refuses_to_change_or_delete_an_event(office, statement):
    case = office.register()
    before = list(Event.objects.values())
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert list(Event.objects.values()) == before
    assert case.events.count() == 1


def test_the_database_refuses_to_truncate_the_events(office):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no TRUNCATE")
    office.register()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # else the new rows' own checks refuse it first
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE casework_event CASCADE")
    assert Event.objects.exists()


def test_the_orm_cannot_change_an_event_either(office):
    event = events_of(office.register())[0]
    event.act = "void"
    for change in (event.save, event.delete, Event.objects.all().delete, lambda: Event.objects.update(act="void")):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()
    assert events_of(event.reconsideration)[0].act == "register"


def test_two_events_of_one_version_are_refused(office):
    event = events_of(office.register())[0]
    event.pk = None
    with pytest.raises(DatabaseError), transaction.atomic():
        event.save(force_insert=True)


def test_a_stale_version_is_refused_with_what_was_recorded_since(office):
    case = office.case_in(State.REVIEWING)
    newer = office.do(case, "suspend", "2024-03-10", ground="death")
    newer = office.do(newer, "resume", "2024-03-12")
    before = traces(newer)
    with pytest.raises(StaleVersion) as stale:
        office.do(case, "conclude", "2024-03-20", outcome="uphold")
    assert traces(newer) == before
    assert [event.act for event in stale.value.changes] == ["suspend", "resume"]
    assert [event.person for event in stale.value.changes] == [office.person, office.person]
    assert "中止、恢复" in stale.value.sentence("zh-hans")
    assert "suspend" in stale.value.sentence("en")


REFUSED = [
    ("accept", {"procedure": "quick"}, FaultyInput),
    ("accept", {"procedure": "ordinary", "ground": "art53_1"}, ActRefused),
    ("decline", {"reason": 8}, ActRefused),
    ("decline", {"reason": 6}, ActRefused),
    ("deem_accepted", {}, ActRefused),
    ("refer", {"how": "told"}, ActRefused),
    ("conclude", {"outcome": "uphold"}, ActRefused),
    ("request_correction", {"items": ["x"], "notice_received_on": "2024-02-01"}, ActRefused),
]


@pytest.mark.parametrize(("act", "keys", "error"), REFUSED)
def test_a_refused_act_leaves_row_events_version_and_numbers_as_they_were(office, act, keys, error):
    case = office.register("2024-03-04")
    before = traces(case)
    with pytest.raises(error):
        office.do(case, act, "2024-03-06", keys=keys)
    assert traces(case) == before


def test_a_refused_registration_takes_no_number(office):
    office.register()
    before = traces()
    with pytest.raises(ActRefused):
        office.register("2024-03-04", channel="fax")  # only the 2017 edition knows it
    with pytest.raises(ActRefused):
        office.register("2024-03-04", matters=[])
    assert traces() == before
    assert office.register("2024-03-04").number.endswith("〕2号")


def test_every_day_that_must_have_come_is_checked(office):
    case = office.case_in(State.REVIEWING)
    today = date(2024, 3, 10)
    for act, keys in (
        ("suspend", {"ground": "death", "told_on": "2024-03-11"}),
        ("send_copy", {"received_on": "2024-03-11"}),
        ("issue_opinion", {"to": "甲县公安局", "received_on": "2024-03-11"}),
    ):
        with transaction.atomic(), pytest.raises(ActRefused) as refused:
            office.do(case, act, "2024-03-09", today=today, keys=keys)
        assert refused.value.rule == "future"
    with pytest.raises(ActRefused) as refused:
        office.register("2024-03-09", today=today, complained_of={"made_on": "2024-03-11"})
    assert refused.value.rule == "future"


def test_what_the_law_refuses_can_be_taken_as_recorded_and_is_marked(office):
    case = office.register("2024-03-04")
    late = office.do(case, Act.ACCEPT, "2024-04-10", as_recorded=True)
    assert late.state == "reviewing"
    assert events_of(late)[-1].as_recorded is True
    assert events_of(late)[0].as_recorded is False
    with pytest.raises(ActRefused):  # what cannot have happened stays refused
        office.do(late, Act.ACCEPT, "2024-04-11", as_recorded=True)
