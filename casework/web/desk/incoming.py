"""What other organs passed on to this one and it has not taken in yet (Act (2023) art. 30, 38; 2017 Act art. 17)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple
from urllib.parse import urlencode

from django.urls import reverse

from casework.actions.links.takeover import coming_in
from casework.choices import label_of
from casework.law.names import State
from casework.models import Organ
from casework.web.shell.access import Visit
from casework.web.shell.formatting import day_words

AWAITED = timedelta(days=180)
"""How long one who was told to apply here is waited for."""


class Incoming(NamedTuple):
    """A case of another organ: its number, that organ, what became of it there and when, where it is taken in."""

    number: str
    organ: str
    became: str
    day: str
    url: str


def incoming(organ: Organ, visit: Visit) -> list[Incoming]:
    """Those that wait for an organ, the latest first; of the other organ's record nothing more is told."""
    return list(_lines(organ, visit))


def _lines(organ: Organ, visit: Visit) -> Iterator[Incoming]:
    for case in coming_in([organ.pk], visit.today - AWAITED).select_related("organ"):
        state = State(case.state)
        if state is State.TRANSFERRED:
            url, said = reverse("reconsideration_take_over"), {"from": case.number}
        else:
            url = reverse("reconsideration_new")
            said = {"channel": "handed_over", "handed_over_by": case.organ.name, "referred_from": case.number}
        yield Incoming(
            number=case.number,
            organ=case.organ.name,
            became=label_of(state, visit.language),
            day=day_words(case.passed_on, visit.language),
            url=f"{url}?{urlencode(said)}" if case.number else "",
        )
