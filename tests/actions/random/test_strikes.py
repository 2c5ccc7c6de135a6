"""Acts of random lives struck from the last to the first: none needs a later one, and nothing of them is left."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from casework.errors import ActRefused
from casework.law.acts import RULES
from casework.law.history import MENDING, VOIDING, corrected, play
from casework.law.names import Act, RecordKind
from casework.law.striking import named, strikable
from casework.registry import recorded_acts
from tests.factories import TODAY, broken_rules, fresh
from tests.lives import Lives

OF_OTHERS = {"38", "条例31", "30", "17", "行政诉讼法45"}
"""Articles by which another record needs an act: it was taken over, taken in, or taken to court."""
OF_LEADS = {"lead", "leads"}
"""Rules by which another record needs an act: it is joined to this case, or leads it."""


def rests_on_others(refusal: ActRefused) -> bool:
    return refusal.rule in OF_LEADS or (refusal.rule == "needed" and refusal.article in OF_OTHERS)


def left_by(office: Any, record: Any, *, struck: bool) -> tuple[Any, ...]:
    """What the acts of a record leave, those struck marked as such, or as if they had never been recorded."""
    acts = [done for done in corrected(recorded_acts(record)) if done.target is None]
    never = acts if struck else [done for done in acts if not done.struck]
    life: Any = play(RecordKind(record.kind), never, office.reference.setting_of(record.organ))
    if hasattr(life.facts, "letters"):  # one keeps the number that it was recorded under
        life.say(letters=tuple(letter.saying(n=0) for letter in life.facts.letters))
    return life.facts, life.done_on, life.last_move, life.last_in_review, [str(one) for one in life.broken]


def stripped(office: Any, record: Any) -> tuple[Any, int]:
    """The record once all that can be struck was, the last act first; how many were struck."""
    kind, struck = RecordKind(record.kind), 0
    history = recorded_acts(record)
    for place in reversed(range(len(history))):
        if not strikable(RULES[kind][history[place].act]):
            continue
        try:
            with transaction.atomic():
                target = named(history, place)
                record = office.do(record, Act.STRIKE, TODAY, keys={"target": target, "reason": "误录"})
                assert left_by(office, record, struck=True) == left_by(office, record, struck=False)
        except ActRefused as refusal:
            if not rests_on_others(refusal):
                raise
            return record, struck
        struck += 1
    return record, struck


def test_struck_from_the_last_to_the_first_nothing_is_left_of_the_acts_of_random_lives(office):
    struck = whole = 0
    for record in Lives(office, seed=23).play().records:
        standing = fresh(record)
        if standing.voided_on is not None:
            try:
                with transaction.atomic():
                    standing = office.do(standing, Act.RESTORE, TODAY, reason="并未重复")
            except ActRefused as refusal:  # what passed the case on to this record was struck before
                if refusal.article not in OF_OTHERS and refusal.rule not in OF_LEADS:
                    raise
                continue
        standing, many = stripped(office, standing)
        struck += many
        kind, left = RecordKind(standing.kind), recorded_acts(standing)
        kept = {done.act for done in left if RULES[kind][done.act].begins or done.act in MENDING | VOIDING}
        if {done.act for done in left} - kept:
            facts: Any = play(kind, left, office.reference.setting_of(standing.organ)).facts
            whole += len(getattr(facts, "stays", [None])) == 1
    assert struck > 100
    assert whole > 20
    assert broken_rules(office) == {}
