"""The form that offers other denominators of rates and another rounding, where practice differs."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from casework.statistics.counting.choice import OWN, RATES, ROUNDINGS, Choice
from casework.statistics.figures import FIGURES
from casework.statistics.figures.alternatives import ALTERNATIVES


def offered(choice: Choice, language: str) -> dict[str, Any]:
    """What the form offers and what is chosen."""
    rates = []
    for parameter, key in RATES.items():
        own, chosen = FIGURES[key], choice.denominators.get(key)
        options = [("own", (own.of_cohort or own.definition).of(language), chosen is None)]
        options += [(each.key, each.definition.of(language), each is chosen) for each in ALTERNATIVES[key]]
        rates.append((parameter, own.label.of(language), options))
    words = {OWN: _("half up"), "truncate": _("cut off")}
    return {
        "rate_choices": rates,
        "roundings": [(each, words[each], each == choice.rounding) for each in ROUNDINGS],
        "choice_said": choice.said(language),
        "choice_query": choice.query(),
    }
