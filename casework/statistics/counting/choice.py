"""Which denominator a rate has and how it is cut, where practice differs: chosen by name, and always said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from urllib.parse import urlencode

from casework.errors import named
from casework.statistics.counting.rates import Rounding, rate
from casework.statistics.figures import FIGURES
from casework.statistics.figures.alternatives import ALTERNATIVES, Alternative, alternative
from casework.statistics.model import Label

OWN: Rounding = "half_up"
ROUNDINGS: dict[Rounding, Label] = {OWN: Label("四舍五入", "half up"), "truncate": Label("截尾", "cut off")}
RATES: dict[str, str] = {key.partition(".")[2]: key for key in ALTERNATIVES}
"""Parameter -> the rate whose denominator it chooses."""
PARAMETERS = (*RATES, "rounding")
CUT = Label(
    "百分数截到两位小数，不四舍五入",
    "percentages are cut after two decimals, not rounded",
)


@dataclass(frozen=True)
class Choice:
    """The denominators chosen, by rate, and the rounding; nothing chosen is each rate's own, half up."""

    denominators: Mapping[str, Alternative] = field(default_factory=dict)
    rounding: Rounding = OWN

    def rate(self, unit: str, numerator: Decimal | int, denominator: Decimal | int) -> Decimal | None:
        """A rate in its unit, cut or rounded as it is chosen."""
        return rate(unit, numerator, denominator, rounding=self.rounding)

    def side(self, figure: str, side: str) -> dict[str, str]:
        """What the address of a side of a rate says more."""
        chosen = self.denominators.get(figure)
        return {"denominator": chosen.key} if chosen is not None and side == "denominator" else {}

    @property
    def truncates(self) -> bool:
        """Whether percentages are cut and not rounded."""
        return self.rounding != OWN

    def said(self, language: str) -> list[str]:
        """What is chosen, in sentences."""
        rates = {FIGURES[key].label.of(language): each for key, each in self.denominators.items()}
        found = [f"{label} = {each.definition.of(language)}" for label, each in rates.items()]
        return [*found, CUT.of(language)] if self.truncates else found

    def query(self) -> str:
        """The choice as parameters of an address."""
        parameters = {key.partition(".")[2]: each.key for key, each in self.denominators.items()}
        return urlencode(parameters | ({"rounding": self.rounding} if self.truncates else {}))


NOTHING_CHOSEN = Choice()


def denominators_of(rate: str) -> dict[str, Label]:
    """What a rate may be divided by: its own denominator first, each with what it then counts."""
    own = FIGURES[rate]
    return {"own": own.of_cohort or own.definition} | {each.key: each.definition for each in ALTERNATIVES[rate]}


def read_choice(asked: Mapping[str, str]) -> Choice:
    """What is chosen among `PARAMETERS`. Raises FaultyInput."""
    chosen = {}
    for parameter, key in RATES.items():
        text = asked.get(parameter, "own")
        if text == "own":
            continue
        found = alternative(key, text)
        if found is None:
            known = denominators_of(key)
            raise named("分母", "denominator", text, known, where=parameter, words=known.values())
        chosen[key] = found
    rounding = next((each for each in ROUNDINGS if each == asked.get("rounding", OWN)), None)
    if rounding is None:
        raise named("舍入", "rounding", asked["rounding"], ROUNDINGS, where="rounding", words=ROUNDINGS.values())
    return Choice(chosen, rounding)
