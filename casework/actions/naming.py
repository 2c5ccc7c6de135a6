"""Which case a text means to an organ: its own number at once, another organ's only by number and unverified.

No answer tells whether another organ has a case of some number.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from casework.actions.reach import Actor, reaches
from casework.errors import ActRefused, FaultyInput, cited
from casework.law.history import corrected
from casework.law.names import Act, RecordKind, State
from casework.law.numbering import normalise, parse_number
from casework.models import Reconsideration
from casework.models.numbers import pattern_of, word_of
from casework.reading import refuse_unkeepable
from casework.reference import Reference
from casework.registry import recorded_acts
from casework.registry.codecs import Reading

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
        case=lambda text: transferred_case(text, actor, handle),
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


def transferred_case(text: str, actor: Actor, handle: Handle) -> int:
    """The id of the case of that number which was transferred to the organ.

    Raises FaultyInput for what is no number, ActRefused where none of that number was transferred (Act art. 38).
    """
    refuse_unkeepable(text, "case")
    meant = handle(text)
    bearing = Reconsideration.objects.standing().filter(number=text, state=State.TRANSFERRED.value)
    found = [meant] if meant is not None else [case for case in bearing if transferred_to(case) == actor.organ.pk]
    if len(found) > 1:
        raise FaultyInput(
            f"几个机关都有案件「{cited(text)}」移到本机关", f"Several organs transferred a case {cited(text)!r} here"
        )
    if not found and NUMBER.fullmatch(normalise(text)) is None:
        raise FaultyInput(
            f"「{cited(text)}」不是案号，如曲政复〔2024〕12号",
            f"{cited(text)!r} is no case number; write it as 曲政复〔2024〕12号",
        )
    if not found:
        raise ActRefused(
            "state",
            "38",
            f"没有案件「{cited(text)}」提级移到{actor.organ.name}",
            f"No case {cited(text)!r} was transferred to {actor.organ.name}",
        )
    return int(found[0].pk)


def transferred_to(case: Reconsideration) -> int | None:
    """The organ to which a case was last transferred."""
    acts = corrected(recorded_acts(case))
    return next((int(done.keys["organ"]) for done in reversed(acts) if done.act is Act.TRANSFER_UP), None)
