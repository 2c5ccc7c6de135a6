"""Facts are never changed in place: whoever holds a record may hand it on, try an act on it, or compare it later."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any, get_args, get_type_hints

import pytest

from casework.law.facts import Exchange, Facts, Phase
from casework.law.history import do
from casework.law.ledger import EntryFacts
from casework.law.litigation import SuitFacts
from casework.law.mediation import MediationFacts
from casework.law.names import Act, RecordKind
from tests.law.played import Said, case, day, done

CASE = RecordKind.RECONSIDERATION
ACCEPTED: Said = (Act.ACCEPT, "2024-03-05")


def structures(kind: Any) -> Iterator[Any]:
    """A structure of facts and those that it holds."""
    if dataclasses.is_dataclass(kind):
        yield kind
        for hint in get_type_hints(kind).values():
            for held in (hint, *get_args(hint)):
                yield from structures(held)


@pytest.mark.parametrize("facts", [Facts, SuitFacts, MediationFacts, EntryFacts])
def test_no_structure_of_facts_can_be_changed_in_place(facts):
    for kind in structures(facts):
        assert kind.__dataclass_params__.frozen, kind
        changeable = {
            name for name, hint in get_type_hints(kind).items() if str(hint).startswith(("list", "dict", "set"))
        }
        assert not changeable, kind


def test_more_said_of_a_part_is_the_same_part_and_leaves_the_first_as_it_was():
    first = Exchange(1)
    sent = first.saying(sent_on=day("2024-03-01"))
    replied = sent.saying(replied_on=day("2024-03-08"))
    assert replied == Exchange(1, day("2024-03-01"), None, day("2024-03-08"))
    assert first == Exchange(1)
    assert first.first is sent.first is replied.first is first
    with pytest.raises(TypeError, match="Exchange does not have answered_on"):
        first.saying(answered_on=day("2024-03-08"))


def test_an_act_adds_to_the_facts_of_one_record_and_not_to_those_that_it_shares():
    life = case("2024-03-01", ACCEPTED)
    other = dataclasses.replace(life)
    do(other, CASE, done(Act.CONSULT_COMMITTEE, "2024-03-11"))
    assert other.facts.phase.committee_on == day("2024-03-11")
    assert life == case("2024-03-01", ACCEPTED)


def test_the_part_that_is_meant_is_mended_and_no_other_that_is_alike():
    life = case("2024-03-01")
    life.say(phases=(Phase("intake", day("2024-03-01"), "received"), Phase("intake", day("2024-03-01"), "received")))
    life.amend(life.facts.phases[0], closed_on=day("2024-03-04"))
    assert [phase.closed_on for phase in life.facts.phases] == [day("2024-03-04"), None]
