"""Values for the keys of acts, by the type that the act's signature gives them."""

from __future__ import annotations

import dataclasses
import random
import types
import typing
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from casework.law.keys import Listed, Marker, outward
from casework.law.names import Approval, Name
from casework.models import Reconsideration
from casework.vocabulary import shipped_kinds
from tests.factories import Office

TEXTS = ("甲", "测试文字", "a text", "〔2024〕1号", "名'称\"；--")
LONGEST_PAST = 40
RESPONDENTS = (
    "甲县公安局",
    "甲县东镇人民政府",
    "国家税务总局甲县税务局",
    "甲县公安局东关派出所",
    "甲县人民政府",
    "测试市公安局",
)


class Sampler:
    """Raw values of keys, as a person or a file would give them, near a day."""

    def __init__(self, office: Office, rng: random.Random | None = None) -> None:
        self.office = office
        self.rng = rng or random.Random(1)

    def value(self, annotation: Any, on: date) -> Any:
        """A value that the codec of the annotation reads."""
        origin = typing.get_origin(annotation)
        if origin is typing.Annotated:
            return self._annotated(annotation, on)
        if origin in (types.UnionType, typing.Union):
            inner = next(part for part in typing.get_args(annotation) if part is not types.NoneType)
            return self.value(inner, on)
        if origin is tuple:
            inner = typing.get_args(annotation)[0]
            return [self.value(inner, on) for _ in range(self.rng.choice((1, 1, 2)))]
        return self._plain(annotation, on)

    def _annotated(self, annotation: Any, on: date) -> Any:
        base, *marks = typing.get_args(annotation)
        for mark in marks:
            if isinstance(mark, Listed):
                return self.code(mark.name)
            if isinstance(mark, Marker):
                return self._marked(mark.name, on)
        return self.value(base, on)

    def code(self, name: str) -> str:
        """A code of a list, or its label."""
        label = self.rng.choice(list(self.office.reference.vocabulary.labels(name).values()))
        return self.rng.choice((label.code, label.zh))

    def _plain(self, annotation: Any, on: date) -> Any:
        if dataclasses.is_dataclass(annotation):
            return self._structure(annotation, on)
        if issubclass(annotation, Name):
            return self.rng.choice(list(annotation)).value
        return PLAIN[annotation](self.rng, on)

    def _structure(self, cls: Any, on: date) -> dict[str, Any]:
        hints = typing.get_type_hints(cls, include_extras=True)
        given = {}
        for field in dataclasses.fields(cls):
            needed = field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
            if needed or self.rng.random() < 0.7:
                given[outward(field.name)] = self.value(hints[field.name], on)
        return given

    def _marked(self, name: str, on: date) -> Any:
        if name in BY_MARKER:
            return BY_MARKER[name](self.rng, on)
        special: dict[str, Callable[[], Any]] = {
            "organ": lambda: self.rng.choice(RESPONDENTS),
            "flag_or_organs": lambda: self.rng.choice((True, False, ["甲县人民政府"])),
            "case": self.case_number,
            "referred": self.case_number,
            "fellow": self.case_number,
            "flag_or_case": lambda: self.rng.choice((True, False, self.case_number())),
            "suspension_ground": lambda: self.rng.choice((self.code("suspension_ground"), "1", 7)),
            "ledger_kind": lambda: self.rng.choice(list(shipped_kinds())),
        }
        return special[name]()

    def case_number(self) -> str:
        """The number of some reconsideration case."""
        numbers = Reconsideration.objects.standing().exclude(number="").order_by("pk").values_list("number", flat=True)
        return str(self.rng.choice(list(numbers)))

    def quantities(self, kind: str) -> dict[str, Any]:
        """Quantities for an entry of that kind."""
        found = {}
        for quantity in shipped_kinds()[kind].quantities.values():
            number = self.rng.randrange(0, 60)
            found[quantity.code] = str(Decimal(number).scaleb(-quantity.decimals)) if quantity.decimals else number
        return found


def past(rng: random.Random, on: date) -> str:
    """A day on or before a day."""
    return (on - timedelta(rng.randrange(0, LONGEST_PAST))).isoformat()


BY_MARKER: dict[str, Callable[[random.Random, date], Any]] = {
    "past": past,
    "approval": lambda rng, _: rng.choice((True, False, *[a.value for a in Approval])),
    "named_party": lambda rng, _: rng.choice(("申请人甲", "甲县公安局", "甲县东镇人民政府")),
    "yuan": lambda rng, _: rng.choice((0, 100, "1234.56", 0.1)),
    "birthday": lambda rng, _: rng.choice(("1950-01-01", "1985-02-28", "2000-02-29")),
    "secret": lambda rng, _: rng.choice(("14102119900101001X", "１３８００００００００", "东村１号")),
    "count": lambda rng, _: rng.choice((1, 1, 2, 7)),
    "party": lambda rng, _: rng.choice(("applicant", "被申请人", "双方当事人")),
    "paper": lambda rng, _: rng.choice(("受理通知书", "suspension", "延期通知书")),
    "service_how": lambda rng, _: rng.choice(("直接", "post", "公告送达")),
    "batch": lambda rng, _: rng.choice(("20240301-a1", "b2")),
    "letter": lambda rng, _: rng.choice((1, "issue_opinion#1")),
    "plan": lambda _rng, _: 1,
    "hour": lambda rng, _: rng.choice(("9:00", "14:30")),
    "note": lambda rng, _: rng.choice(TEXTS),
    "number": lambda rng, _: f"测字〔2024〕{rng.randrange(1, 10**6)}号",
    "quantities": lambda rng, _: {"count": rng.randrange(1, 9)},
    "names": lambda rng, _: {"count": rng.sample(["甲", "乙", "丙", "丁"], 2)},
    "any": lambda rng, _: rng.choice(TEXTS),
}
PLAIN: dict[type, Callable[[random.Random, date], Any]] = {
    bool: lambda rng, _: rng.choice((True, False, "是", "no")),
    int: lambda rng, _: rng.choice((1, 2, 3, 6, "4")),
    str: lambda rng, _: rng.choice(TEXTS),
    date: past,
    Decimal: lambda rng, _: rng.choice((1, "2.5")),
}
