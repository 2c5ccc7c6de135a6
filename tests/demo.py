"""The county of the demonstration in the year of the published report."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings

from casework.actions.reach import Actor
from casework.actions.recording import Request, perform, record_of
from casework.actions.reference.organs import load_organs
from casework.law.names import Act, RecordKind
from casework.models import Person
from casework.reference import Reference
from casework.statistics.compute import Report, compute
from casework.statistics.datasets import Scope
from casework.stories import play_story, read_stories
from tests.factories import ALL_HANDS, TODAY
from tests.statistics.asked import YEAR

FIXTURES = settings.BASE_DIR / "fixtures"
PUBLISHED: dict[str, Any] = json.loads((FIXTURES / "published" / "2024.json").read_text(encoding="utf-8"))


class County:
    """The county of the fixtures in 2024, its records, and hands that act on them."""

    def __init__(self) -> None:
        load_organs(json.loads((FIXTURES / "organs.json").read_text(encoding="utf-8")))
        self.reference = Reference(this_year=TODAY.year)
        for kind in ("cases", "mediation", "ledger", "respondent"):
            for story in read_stories(FIXTURES / "demo" / f"{kind}-2024.json"):
                assert play_story(story, keep=True, reference=self.reference).holds
        self.organ = self.reference.organ(PUBLISHED["organ"])
        self.person = Person.objects.first()

    def report(self) -> Report:
        return compute(Scope(self.organ), YEAR, self.reference.vocabulary)

    def do(self, record: Any, act: Act, **keys: Any) -> Any:
        """An act of the keeper of the record, today."""
        asked = Request(RecordKind(record.kind), act, TODAY, keys, record)
        actor = Actor(self.person, record.organ, ALL_HANDS)
        return record_of(perform(asked, actor=actor, today=TODAY, reference=self.reference))
