"""The form that offers other denominators of rates and another rounding, where practice differs."""

from __future__ import annotations

from typing import Any

from casework.statistics.counting.choice import RATES, ROUNDINGS, Choice, denominators_of
from casework.statistics.figures import FIGURES


def offered(choice: Choice, language: str) -> dict[str, Any]:
    """What the form offers and what is chosen."""
    rates = []
    for parameter, key in RATES.items():
        chosen = choice.denominators[key].key if key in choice.denominators else "own"
        options = [(each, said.of(language), each == chosen) for each, said in denominators_of(key).items()]
        rates.append((parameter, FIGURES[key].label.of(language), options))
    return {
        "rate_choices": rates,
        "roundings": [(each, said.of(language), each == choice.rounding) for each, said in ROUNDINGS.items()],
        "choice_said": choice.said(language),
        "choice_query": choice.query(),
    }
