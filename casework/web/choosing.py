"""Which denominator a rate has and how it is cut, where practice differs: chosen by the address, and always said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from casework.errors import named
from casework.statistics.compute import FigureValue
from casework.statistics.figures import FIGURES
from casework.statistics.figures.alternatives import ALTERNATIVES, Alternative, alternative
from casework.statistics.rates import Rounding, percent
from casework.statistics.records import listing_of_figure
from casework.web.asked import Question

OWN: Rounding = "half_up"
ROUNDINGS: tuple[Rounding, ...] = (OWN, "truncate")
RATES: dict[str, str] = {key.partition(".")[2]: key for key in ALTERNATIVES}
"""Parameter -> the rate whose denominator it chooses."""
PARAMETERS = (*RATES, "rounding")


@dataclass(frozen=True)
class Choice:
    """The denominators chosen, by rate, and the rounding; nothing chosen is each rate's own, half up."""

    denominators: Mapping[str, Alternative] = field(default_factory=dict)
    rounding: Rounding = OWN

    def applied(self, figure: FigureValue, question: Question, basis: str) -> FigureValue:
        """A rate as it is chosen, with the formula in its definition; other figures as they are."""
        if figure.denominator is None:
            return figure
        chosen = self.denominators.get(figure.key)
        if chosen is not None:
            listing = listing_of_figure(
                figure.key, question.scope, question.window, basis, "denominator", denominator=chosen.key
            )
            figure = figure._replace(denominator=listing.queryset.count(), definition=chosen.definition)
        return figure._replace(value=self.percent(figure.numerator or 0, figure.denominator or 0))

    def percent(self, numerator: Decimal | int, denominator: Decimal | int) -> Decimal | None:
        """A percentage cut or rounded as it is chosen."""
        return percent(numerator, denominator, rounding=self.rounding)

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
        return [*found, cut_words()] if self.truncates else found

    def query(self) -> str:
        """The choice as parameters of an address."""
        parameters = {key.partition(".")[2]: each.key for key, each in self.denominators.items()}
        return urlencode(parameters | ({"rounding": self.rounding} if self.truncates else {}))


def cut_words() -> str:
    """That percentages are cut off."""
    return _("percentages are cut after two decimals, not rounded")


NOTHING_CHOSEN = Choice()


def read_choice(asked: Mapping[str, str]) -> Choice:
    """The choice of an address. Raises FaultyInput."""
    chosen = {}
    for parameter, key in RATES.items():
        text = asked.get(parameter, "")
        if not text or text == "own":
            continue
        found = alternative(key, text)
        if found is None:
            raise named(
                "分母", "denominator", text, ["own", *[each.key for each in ALTERNATIVES[key]]], where=parameter
            )
        chosen[key] = found
    rounding = next((each for each in ROUNDINGS if each == asked.get("rounding", OWN)), None)
    if rounding is None:
        raise named("舍入", "rounding", asked["rounding"], ROUNDINGS, where="rounding")
    return Choice(chosen, rounding)


def offered(choice: Choice, language: str) -> dict[str, Any]:
    """What the form offers and what is chosen."""
    rates = []
    for parameter, key in RATES.items():
        own, chosen = FIGURES[key], choice.denominators.get(key)
        options = [("own", own.definition.of(language), chosen is None)]
        options += [(each.key, each.definition.of(language), each is chosen) for each in ALTERNATIVES[key]]
        rates.append((parameter, own.label.of(language), options))
    words = {OWN: _("half up"), "truncate": _("cut off")}
    return {
        "rate_choices": rates,
        "roundings": [(each, words[each], each == choice.rounding) for each in ROUNDINGS],
        "choice_said": choice.said(language),
        "choice_query": choice.query(),
    }
