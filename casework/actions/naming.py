"""Which case a text means to an organ: its own number at once, another organ's only by number and unverified.

No answer tells whether another organ has a case of some number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from casework.actions.reach import Actor, reaches
from casework.errors import ActRefused, FaultyInput, cited
from casework.law.documents.numbering import normalise, parse_number
from casework.law.history import Done, corrected
from casework.law.names import Act, Edition, RecordKind, State, edition_on
from casework.models import Reconsideration
from casework.models.numbers import pattern_of, word_of
from casework.reference import Reference
from casework.registry import recorded_acts
from casework.registry.codecs import Reading
from casework.text.reading import refuse_unkeepable

KIND = RecordKind.RECONSIDERATION
NUMBER = re.compile(r".*〔\d{4}〕.*\d.*")
"""What a case number of any organ looks like: a year in brackets and a serial."""
Handle = Callable[[str], Reconsideration | None]
"""A case by a name that is no number, as a story gives it."""


def no_handle(_text: str) -> None:
    """Nobody but a story names cases otherwise than by number."""


def reading_of(actor: Actor, reference: Reference, handle: Handle = no_handle) -> Reading:
    """What the keys of an act are read with when this hand does it."""
    return Reading(
        reference,
        case=lambda text, on: passed_case(TRANSFER, text, on, actor, handle),
        referred=lambda text, on: passed_case(REFERRAL, text, on, actor, handle),
        fellow=lambda text: fellow_case(text, actor, handle),
        named=lambda text: named_case(text, actor, handle),
    )


def cases_reached(number: str, actor: Actor) -> list[Reconsideration]:
    """The standing cases of that number which the hand reaches; the organ's own alone where it has one."""
    bearing = Reconsideration.objects.standing().filter(number=number).exclude(number="")
    found = [case for case in bearing.select_related("organ") if reaches(actor, case.organ)]
    return [case for case in found if case.organ_id == actor.organ.pk] or found


def named_case(text: str, actor: Actor, handle: Handle) -> int | str:
    """The id of the case that a suit names, or the number of one that the hand does not reach.

    Raises FaultyInput for what is no number, for a number of the organ's own that no case bears, and for one that
    several organs below bear.
    """
    refuse_unkeepable(text, "case")
    meant = handle(text)
    if meant is not None and reaches(actor, meant.organ):
        return meant.pk
    number = normalise(meant.number if meant is not None else text)
    reached = cases_reached(number, actor) or cases_reached(text, actor)
    if len(reached) > 1:
        raise FaultyInput(f"几个机关都有案件「{cited(text)}」", f"Several organs have a case {cited(text)!r}")
    if reached:
        return reached[0].pk
    own = parse_number(pattern_of(KIND.value, actor.organ) or "", word_of(actor.organ), number) is not None
    if own or NUMBER.fullmatch(number) is None:
        raise FaultyInput(
            f"没有复议案件「{cited(text)}」：写案号，如曲政复〔2024〕12号；没有案号的写是或否",
            f"There is no reconsideration case {cited(text)!r}: give its number, as 曲政复〔2024〕12号, or yes or no",
        )
    return number


def fellow_case(text: str, actor: Actor, handle: Handle) -> int:
    """The id of the case of that number which the hand reaches, the organ's own before others.

    Raises FaultyInput for what is no number and for one that several organs below bear, ActRefused where there is none.
    """
    refuse_unkeepable(text, "case")
    meant = handle(text)
    if meant is not None:
        reached = [meant] if reaches(actor, meant.organ) else []
    else:
        reached = cases_reached(normalise(text), actor) or cases_reached(text, actor)
    if len(reached) > 1:
        raise FaultyInput(f"几个机关都有案件「{cited(text)}」", f"Several organs have a case {cited(text)!r}")
    if not reached and meant is None and NUMBER.fullmatch(normalise(text)) is None:
        raise _no_number(text)
    if not reached:
        raise ActRefused(
            "state",
            "",
            f"{actor.organ.name}没有复议案件「{cited(text)}」",
            f"{actor.organ.name} has no reconsideration case {cited(text)!r}",
        )
    return reached[0].pk


def _no_number(text: str) -> FaultyInput:
    return FaultyInput(
        f"「{cited(text)}」不是案号，如曲政复〔2024〕12号",
        f"{cited(text)!r} is no case number; write it as 曲政复〔2024〕12号",
    )


class Passing(NamedTuple):
    """How a case goes from one organ to another: the states it is left in, the acts that name the other organ."""

    states: frozenset[State]
    acts: frozenset[Act]
    articles: Mapping[Edition, str]
    zh: str
    en: str

    def article(self, on: date | None) -> str:
        """The article by which it goes, in the edition that binds an application received on that day."""
        return self.articles[Edition.E2023 if on is None else edition_on(on)]

    def organ_of(self, case: Reconsideration) -> int | None:
        """The organ to which a case was passed last; None where none was named."""
        done = self.done(case)
        organ = None if done is None else done.keys.get("organ")
        return None if organ is None else int(organ)

    def done(self, case: Reconsideration) -> Done | None:
        """The act by which a case was passed last."""
        acts = corrected(recorded_acts(case))
        return next((done for done in reversed(acts) if done.act in self.acts and not done.struck), None)


TRANSFER = Passing(
    frozenset({State.TRANSFERRED}),
    frozenset({Act.TRANSFER_UP}),
    {Edition.E2023: "38", Edition.E2017: "条例31"},
    "提级移到",
    "was transferred to",
)
REFERRAL = Passing(
    frozenset({State.REFERRED, State.DECLINED}),
    frozenset({Act.REFER, Act.DECLINE}),
    {Edition.E2023: "30", Edition.E2017: "17"},
    "告知、转送到",
    "was referred to",
)
"""Told to apply to the competent organ, sent on to it (2017 Act art. 17), or declined naming it (30 ¶1(6), ¶2)."""


def passed_case(passing: Passing, text: str, on: date | None, actor: Actor, handle: Handle) -> int:
    """The id of the case of that number which was passed to the organ, that takes it in on that day.

    Raises FaultyInput for what is no number, ActRefused where none of that number was passed on to it.
    """
    refuse_unkeepable(text, "case")
    organ = actor.organ
    meant = handle(text)
    standing = Reconsideration.objects.standing().filter(state__in=[state.value for state in passing.states])
    bearing = standing.filter(pk=meant.pk) if meant is not None else standing.filter(number=text).exclude(number="")
    found = [case for case in bearing if passing.organ_of(case) == organ.pk]
    if len(found) > 1:
        raise FaultyInput(
            f"几个机关都有案件「{cited(text)}」{passing.zh}本机关",
            f"There are cases {cited(text)!r} of several organs of which each {passing.en} this one",
        )
    if not found and meant is None and NUMBER.fullmatch(normalise(text)) is None:
        raise _no_number(text)
    if not found:
        raise ActRefused(
            "state",
            passing.article(on),
            f"没有案件「{cited(text)}」{passing.zh}{organ.name}",
            f"No case {cited(text)!r} {passing.en} {organ.name}",
        )
    return int(found[0].pk)
