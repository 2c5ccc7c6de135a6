"""负责人出庭: what counts as attendance, and for whom (法释〔2020〕3号 art. 2, 3, 7, 10)."""

from __future__ import annotations

from datetime import date

from casework.law.litigation.suit import Hearing, Instance

HEADS = ("chief", "deputy", "other_leader")
"""The ranks of a responsible person (法释〔2020〕3号 art. 2)."""
NOBODY = "nobody"
RANKS = (*HEADS, "staff", NOBODY)
"""Who may have come for an organ, best first."""
STANDINGS = (*HEADS, "staff_only", NOBODY)
"""What the highest attendee of an instance was, best first."""


def standing(instance: Instance, organ: int, day: date) -> str | None:
    """The highest attendee for an organ up to a day, one of STANDINGS; None before the first hearing.

    One attendance serves all hearings of an instance, unless the court called the head again and no head came
    (法释〔2020〕3号 art. 7 ¶1); a co-defendant's head counts where agreed on or fixed by the court (art. 3).
    The head of a subordinate organ counts as staff (art. 2 ¶2, 10 ¶2); a co-defendant's comes for that one alone.
    """
    held = [hearing for hearing in instance.hearings if hearing.on <= day]
    if not held:
        return None
    seen = [_seen(hearing, organ) for hearing in held]
    unanswered = [s for hearing, s in zip(held, seen, strict=True) if hearing.called_again and s not in HEADS]
    return min(unanswered or seen, key=STANDINGS.index)


def _seen(hearing: Hearing, organ: int) -> str:
    standings = [NOBODY]
    for appearance in hearing.appearances:
        own = appearance.organ == organ
        if appearance.rank in HEADS and (own or appearance.by_agreement):
            standings.append(appearance.rank)
        elif appearance.rank != NOBODY and (own or not appearance.defendant):
            standings.append("staff_only")
    return min(standings, key=STANDINGS.index)
