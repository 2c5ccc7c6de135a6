"""Denominators that practice uses beside the rate's own.

The figures of a report keep their own; another is chosen by name, and what is chosen is always said.
"""

from __future__ import annotations

from typing import NamedTuple

from casework.law.litigation import SUBSTANTIVE_RESULTS
from casework.statistics.conditions import OneOf, Within
from casework.statistics.datasets import INSTANCES, MEDIATIONS, PHASES
from casework.statistics.figures.common import words
from casework.statistics.figures.litigation import FIRST
from casework.statistics.model import FigureSet, Label
from casework.statistics.sets import ACCEPTED_CASES, narrowed


class Alternative(NamedTuple):
    """Another denominator of a rate: its name, its words, its set, the formula with it."""

    key: str
    label: Label
    denominator: FigureSet
    definition: Label


def _accepted(definition: str) -> Alternative:
    return Alternative("accepted", words("受理 | accepted"), FigureSet(PHASES, ACCEPTED_CASES), words(definition))


ALTERNATIVES: dict[str, tuple[Alternative, ...]] = {
    "reconsideration.conclusion_rate": (_accepted("审结/受理 | concluded / accepted"),),
    "reconsideration.correction_rate": (_accepted("直接纠错/受理 | corrected / accepted"),),
    "litigation.loss_rate": (
        Alternative(
            "substantive",
            words("实体判决 | substantive judgments"),
            FigureSet(INSTANCES, narrowed(FIRST, OneOf("result", SUBSTANTIVE_RESULTS))),
            words("败诉/期内审结的一审中作出实体判决的 | lost / first instances closed by a judgment on the merits"),
        ),
    ),
    "mediation.success_rate": (
        Alternative(
            "received",
            words("收到 | received"),
            FigureSet(MEDIATIONS, {"": (Within("received_on"),)}),
            words("成功/期内收到的纠纷 | succeeded / received in the period"),
        ),
    ),
}
"""Rate -> its other denominators."""


def alternative(figure: str, key: str) -> Alternative | None:
    """The other denominator of that name; None where the rate has none such."""
    return next((each for each in ALTERNATIVES.get(figure, ()) if each.key == key), None)
