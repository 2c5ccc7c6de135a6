"""管辖: the respondents of an application that are not for the organ which registers it; said, never refused."""

from __future__ import annotations

from datetime import date

from casework.law.names import edition_on
from casework.law.reconsideration.jurisdiction import Outside, outside
from casework.models import Organ
from casework.reference import Reference


def outside_of(organ: Organ, respondents: list[int], received_on: date, reference: Reference) -> list[Outside]:
    """The respondents, by id, that are not within the competence of an organ for what it received on a day."""
    return list(outside(reference.setting_of(organ).organs, edition_on(received_on), respondents))
