"""Corrections drawn at random over random lives: each is done whole, or refused by an error of the house."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from casework.errors import ActRefused, CaseworkError
from casework.law.names import Act, RecordKind, Role
from casework.registry import keys_of, recorded_acts
from tests.factories import ALL_HANDS, TODAY, broken_rules
from tests.lives import Lives

HANDS = (ALL_HANDS, frozenset({Role.CLERK}), frozenset({Role.SUPERVISOR}))
NUMBERS = (0, -1, 1, 31, 60, 40_000, 2_000_000_000)
"""Numbers at the edges of what the law and the columns take."""


class Corrections:
    """A hand that corrects any key of any act of a record to any value that its type reads."""

    def __init__(self, lives: Lives) -> None:
        self.lives = lives
        self.office = lives.office
        self.rng = random.Random(lives.seed)
        self.done = self.refused = 0

    def value(self, annotation: Any, on: date) -> Any:
        """A value for a key, now and then none, or one at the edge."""
        if annotation in (int, int | None) and self.rng.random() < 0.5:
            return self.rng.choice(NUMBERS)
        if self.rng.random() < 0.1:
            return None
        return self.lives.sampler.value(annotation, on)

    def drawn(self, record: Any) -> dict[str, Any]:
        """A fact of the record and another value for it."""
        kind = RecordKind(record.kind)
        acts = [done for done in recorded_acts(record) if done.act not in (Act.CORRECT, Act.VOID)]
        position = self.rng.randrange(len(acts))
        done = acts[position]
        nth = sum(earlier.act is done.act for earlier in acts[: position + 1])
        keys = keys_of(kind, done.act)
        name = self.rng.choice(["on", *keys])
        on = done.on + timedelta(self.rng.randint(-40, 40))
        value = on.isoformat() if name == "on" else self.value(keys[name].annotation, done.on)
        return {"fact": f"{done.act.value}#{nth}.{name}", "value": value, "reason": "笔误"}

    def attempt(self, record: Any) -> Any:
        """Correct once; the record as it then stands."""
        actor = self.office.actor(record.organ, self.rng.choice(HANDS))
        try:
            with transaction.atomic():
                record = self.office.do(record, Act.CORRECT, TODAY, actor=actor, keys=self.drawn(record))
        except (ActRefused, CaseworkError):
            self.refused += 1
        else:
            self.done += 1
        return record


def test_a_random_correction_is_done_whole_or_refused_and_leaves_sound_records(office):
    hand = Corrections(Lives(office, seed=17).play())
    for record in hand.lives.records:
        standing = type(record).objects.select_related("organ").get(pk=record.pk)
        for _ in range(6):
            standing = hand.attempt(standing)
    assert hand.done > 100
    assert hand.refused > 100
    assert broken_rules(office) == {}
