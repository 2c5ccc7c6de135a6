"""From the options of a command to the question that pages and programs ask with the same words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from casework.filters.asked import Question, fault_of, organ_called, read_flag, read_question
from casework.models import Organ
from casework.reference import Reference
from casework.statistics.counting.choice import PARAMETERS, Choice, read_choice
from casework.statistics.datasets import Scope
from casework.text.folding import fold

OF_A_QUESTION = ("organ", "from", "to", "as_of", "subtree", "basis")


def question_of(reference: Reference, options: dict[str, Any]) -> Question:
    """What the options of `add_period` ask for. Raises FaultyInput."""

    def scope_of(asked: Mapping[str, str]) -> Scope:
        text = asked.get("organ", "")
        found = organ_called(text, Organ.objects.all())
        return Scope(found or reference.organ(text), read_flag(asked, "subtree"))

    return read_question(_asked(options, OF_A_QUESTION), scope_of)


def choice_of(options: dict[str, Any]) -> Choice:
    """The denominators and the rounding that the options of `add_choice` choose. Raises FaultyInput."""
    return read_choice(_asked(options, PARAMETERS))


def _asked(options: dict[str, Any], names: tuple[str, ...]) -> dict[str, str]:
    """The options as an address says them."""
    found = {}
    for name in names:
        value = options.get(name)
        if value is None or value is False:
            continue
        text = "1" if value is True else value
        fault = fault_of(name, [text])
        if fault is not None:
            raise fault
        found[name] = fold(text)
    return found
