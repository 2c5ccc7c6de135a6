"""What an address asks for, read strictly: unknown, repeated, empty and unreadable parameters are all named at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.http import QueryDict

from casework.api.problems import Problem
from casework.errors import FaultyInput, named
from casework.filters import asked
from casework.filters.asked import LONGEST, LONGEST_LIST, Question, Sight, fault_of, read_organ
from casework.statistics.counting.choice import RATES, ROUNDINGS, Choice, read_choice
from casework.statistics.figures import FIGURES
from casework.statistics.figures.alternatives import ALTERNATIVES
from casework.text.folding import fold

Asked = dict[str, str]


class Parameter(NamedTuple):
    """A parameter as the schema describes it: its name, JSON schema, meaning in both languages."""

    name: str
    schema: dict[str, Any]
    zh: str
    en: str
    required: bool = False


DATE = {"type": "string", "format": "date", "examples": ["2024-01-01"]}
FLAG = {"type": "string", "examples": ["1", "0"]}
BASIS = {"type": "string", "enum": ["own", "received", "accepted", "concluded", "cohort"]}
TEXT = {"type": "string", "maxLength": LONGEST_LIST}

OF_A_QUESTION = (
    Parameter(
        "organ",
        TEXT,
        "机关：名称、曾用名、区划代码，或id-123",
        "Organ: name, former name, division code or id-123",
        True,
    ),
    Parameter("from", DATE, "期初，含当日", "First day, included", True),
    Parameter("to", DATE, "期末，含当日", "Last day, included", True),
    Parameter("subtree", FLAG, "含下级", "With all organs below it"),
    Parameter("basis", BASIS, "统计口径", "Basis of counting"),
    Parameter("as_of", DATE, "状态日，默认期末", "Day of the state; the last day unless said"),
)

OF_A_CHOICE = (
    *[
        Parameter(
            name,
            {"type": "string", "enum": ["own", *[each.key for each in ALTERNATIVES[key]]]},
            f"{FIGURES[key].label.zh}的分母",
            f"Denominator of the {FIGURES[key].label.en}",
        )
        for name, key in RATES.items()
    ],
    Parameter("rounding", {"type": "string", "enum": list(ROUNDINGS)}, "百分数的舍入", "Rounding of percentages"),
)


def _unknown(name: str, known: list[str]) -> FaultyInput:
    """A parameter that is not read."""
    shown = name[:LONGEST] if name.isprintable() else repr(name)[:LONGEST]
    return named("参数", "parameter", shown, known, where=shown)


def read(query: QueryDict, known: Iterable[str]) -> Asked:
    """The parameters by name. Raises Problem with one entry for each wrong one."""
    names, found, faults = list(known), {}, []
    for name, values in query.lists():
        fault = _unknown(name, names) if name not in names else _fault(name, values)
        if fault is not None:
            faults.append(fault)
        else:
            found[name] = fold(values[0])
    if faults:
        raise Problem("invalid", faults=faults)
    return found


def _fault(name: str, values: list[str]) -> FaultyInput | None:
    if len(values) == 1 and not values[0].strip():
        return FaultyInput(
            f"参数「{name}」是空的：写上值，或者去掉",
            f"The parameter {name!r} is empty: give a value or leave it out",
            where=name,
        )
    return fault_of(name, values)


class Gathered(asked.Gathered):
    """Faults of an address, all told at once."""

    def tell(self) -> None:
        """Raises Problem where there is any."""
        if self.faults:
            raise Problem("invalid", faults=self.faults)


def question_of(found: Asked, sight: Sight) -> Question:
    """Organ, period, day of the state, basis. Raises Problem, and Http404 for an organ out of reach or none."""
    return question_and_choice(found, sight)[0]


def question_and_choice(found: Asked, sight: Sight) -> tuple[Question, Choice]:
    """What is asked, and the denominators and rounding chosen. Raises Problem and Http404."""
    gathered = Gathered()
    gathered.missing(found, "organ")
    question = gathered.question(found, lambda parameters: read_organ(parameters, sight))
    choice = gathered.read(read_choice, found)
    gathered.tell()
    if question is None or choice is None:
        raise Problem("invalid")
    return question, choice
