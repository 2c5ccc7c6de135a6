"""What a site gives out and an empty one takes in counts the same: random lives of all kinds, and the demonstration."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction

from casework.actions.reach import Actor
from casework.actions.reference.organs import load_organs
from casework.law.names import Act, RecordKind
from casework.models import Event, Litigation, Organ, Person
from casework.models.base import OPEN_END
from casework.reference import Reference
from casework.statistics.datasets import Scope
from casework.stories.bulk import load_story
from casework.stories.reader import read_stories
from tests.factories import TODAY, broken_rules
from tests.imports.trips import Trip, differing
from tests.lives import WORLDS, Lives
from tests.statistics.asked import SCOPES

pytestmark = pytest.mark.django_db
FIXTURES = settings.BASE_DIR / "fixtures"
NOT_HELD = frozenset({Act.REOPEN, Act.TRANSFER_UP, Act.TAKE_OVER, Act.WITHDRAW_PARTY, Act.REPLACE_PARTY})
"""What counts and one row does not hold (docs/imports.md): a second phase of a case, and a party that left it."""


class Held(Lives):
    """Lives of which a row holds all that counts."""

    def trial(self, target: Any, act: Act, on: date, actor: Actor, given: dict[str, Any]) -> Any:
        """Do the act unless no row holds it.

        Nor does one hold that another organ referred the application, and when an instance was heard again.
        """
        if act in NOT_HELD or "referred_from" in given:
            return None
        if isinstance(target, Litigation) and act is Act.HOLD_HEARING:
            last: Any = target.instances.order_by("position").last()
            if last.first_heard_on < OPEN_END:
                return None
            given = {**given, "instance": last.level}
        return super().trial(target, act, on, actor, given)


class Kept(Lives):
    """Lives without what a row refuses: an acceptance before the receipt, and a filing before the last decision."""

    def trial(self, target: Any, act: Act, on: date, actor: Actor, given: dict[str, Any]) -> Any:
        """Do the act unless it takes a case from another organ, or puts one away that may be reopened."""
        return None if act in (Act.TAKE_OVER, Act.ARCHIVE) else super().trial(target, act, on, actor, given)


def there_and_back(trip: Trip, organs: list[Organ], scopes: list[Scope], record: Callable[[], Any]) -> dict[str, Any]:
    """What counts otherwise after all that was recorded was given out, and taken into a site without it."""
    with transaction.atomic():
        record()
        files, before = trip.given_out(organs), trip.counted(scopes)
        transaction.set_rollback(True)
    assert {kind for kind, _organ, _path in files} == set(RecordKind)
    trip.taken_in(files)
    return differing(before, trip.counted(scopes))


@pytest.mark.parametrize("seed", range(WORLDS))
def test_lives_of_all_kinds_count_the_same_elsewhere(office, tmp_path, seed):
    trip, scopes = Trip(tmp_path, office.person, office.reference), [Scope(office[o], below) for o, below in SCOPES]
    lives = Held(office, 700 + seed)
    assert there_and_back(trip, list(office.organs.values()), scopes, lives.play) == {}
    assert broken_rules(office) == {}


def test_what_a_row_does_not_hold_keeps_no_file_from_coming_in(office, tmp_path):
    trip = Trip(tmp_path, office.person, office.reference)
    with transaction.atomic():
        Kept(office, 41).play(cases=40)
        assert {"reopen", "withdraw_party", "replace_party"} <= set(Event.objects.values_list("act", flat=True))
        files = trip.given_out(office.organs.values())
        transaction.set_rollback(True)
    trip.taken_in(files)
    assert broken_rules(office) == {}


def test_lives_count_the_same_elsewhere_by_way_of_workbooks(office, tmp_path):
    trip, scopes = Trip(tmp_path, office.person, office.reference, "xlsx"), [Scope(office["国"], True)]
    few = {"cases": 8, "suits": 4, "mediations": 4, "entries": 4, "responses": 4}
    lives = Held(office, 31)
    assert there_and_back(trip, list(office.organs.values()), scopes, lambda: lives.play(**few)) == {}


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_demonstration_counts_the_same_elsewhere(tmp_path, form):
    load_organs(json.loads((FIXTURES / "organs.json").read_text(encoding="utf-8")))
    reference, person = Reference(this_year=TODAY.year), Person.objects.create_user("hand")
    county = reference.organ("曲沃县人民政府")

    def record() -> None:
        for year in (2023, 2024, 2025):
            for name in ("cases", "mediation", "ledger", "respondent"):
                for story in read_stories(FIXTURES / "demo" / f"{name}-{year}.json"):
                    load_story(story, reference, person)

    trip, scopes = Trip(tmp_path, person, reference, form), [Scope(county), Scope(county, True)]
    assert there_and_back(trip, [county], scopes, record) == {}
