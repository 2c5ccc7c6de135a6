"""What an address asks for, read strictly: unknown, repeated, empty and unreadable parameters are all named at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import Any, NamedTuple, TypeVar

from django.http import QueryDict

from casework.api.problems import Problem
from casework.errors import CaseworkError, FaultyInput, named
from casework.filters.asked import LONGEST, Question, Sight, read_basis, read_day, read_organ
from casework.statistics.conditions import Window

Asked = dict[str, str]
T = TypeVar("T")


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
TEXT = {"type": "string", "maxLength": LONGEST}

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


class Unknown(FaultyInput):
    """A parameter that is not read, with the nearest that is."""

    def __init__(self, name: str, known: list[str]) -> None:
        shown = name[:LONGEST] if name.isprintable() else repr(name)[:LONGEST]
        said = named("参数", "parameter", shown, known, where=shown)
        super().__init__(said.zh, said.en, where=shown)
        near = get_close_matches(name, known, n=1, cutoff=0.5)
        self.nearest = near[0] if near else ""


def read(query: QueryDict, known: Iterable[str]) -> Asked:
    """The parameters by name. Raises Problem with one entry for each wrong one."""
    names, found, faults = list(known), {}, []
    for name, values in query.lists():
        fault = Unknown(name, names) if name not in names else _fault(name, values)
        if fault is not None:
            faults.append(fault)
        else:
            found[name] = values[0].strip()
    if faults:
        raise Problem("invalid", faults=faults)
    return found


def _fault(name: str, values: list[str]) -> FaultyInput | None:
    if len(values) > 1:
        return FaultyInput(
            f"参数「{name}」写了{len(values)}次，只能写一次",
            f"The parameter {name!r} stands {len(values)} times",
            where=name,
        )
    text = values[0].strip()
    if not text:
        return FaultyInput(
            f"参数「{name}」是空的：写上值，或者去掉",
            f"The parameter {name!r} is empty: give a value or leave it out",
            where=name,
        )
    if len(text) > LONGEST_OF.get(name, LONGEST) or not text.isprintable():
        return FaultyInput(
            f"参数「{name}」的值读不出来：至多{LONGEST}个字，没有控制字符",
            f"The value of {name!r} cannot be read: at most {LONGEST} characters, no control characters",
            where=name,
        )
    return None


LONGEST_OF = {"cursor": 2000, "updated_since": 2000, "fields": 4000}
"""Marks that the server gave, and lists of names, are longer than what a person types."""


class Gathered:
    """Faults gathered while one parameter after another is read, so that all are told at once."""

    def __init__(self) -> None:
        self.faults: list[FaultyInput] = []

    def read(self, reading: Callable[..., T], *given: Any) -> T | None:
        """What a reading gives; None where it cannot be read."""
        try:
            return reading(*given)
        except FaultyInput as fault:
            self.faults.append(fault)
        except CaseworkError as problem:
            self.faults.append(FaultyInput(problem.zh, problem.en))
        return None

    def missing(self, asked: Asked, *names: str) -> None:
        """Each of these that was not given."""
        for name in names:
            if name not in asked:
                zh, en = f"缺少参数「{name}」，写成{name}={EXAMPLES[name]}", f"The parameter {name!r} is missing"
                self.faults.append(FaultyInput(zh, f"{en}; write {name}={EXAMPLES[name]}", where=name))

    def tell(self) -> None:
        """Raises Problem where there is any."""
        if self.faults:
            raise Problem("invalid", faults=self.faults)


EXAMPLES = {"organ": "141021", "from": "2024-01-01", "to": "2024-12-31"}


def question_of(asked: Asked, sight: Sight) -> Question:
    """Organ, period, day of the state, basis. Raises Problem, and Http404 for an organ out of reach or none."""
    gathered = Gathered()
    gathered.missing(asked, "organ", "from", "to")
    days = {name: gathered.read(read_day, asked[name], name) for name in ("from", "to", "as_of") if name in asked}
    basis = gathered.read(read_basis, asked)
    start, end = days.get("from"), days.get("to")
    as_of = days.get("as_of") or end
    if start and end and end < start:
        fault = FaultyInput(
            f"期间倒了：from {start} 晚于 to {end}", f"The period is inverted: {start} is after {end}", where="to"
        )
        gathered.faults.append(fault)
    elif start and as_of and as_of < start:
        zh = f"状态日 as_of {as_of} 早于期初{start}：要等于或晚于期初"
        en = f"as_of {as_of} lies before the period that begins on {start}; it must be that day or later"
        gathered.faults.append(FaultyInput(zh, en, where="as_of"))
    scope = gathered.read(read_organ, asked, sight)
    gathered.tell()
    if scope is None or start is None or end is None or as_of is None:
        raise Problem("invalid")
    return Question(scope, Window(start, end, as_of), basis)
