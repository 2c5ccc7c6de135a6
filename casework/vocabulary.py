"""Codes and labels: Chinese label or code in, code out (contracts: wherever a code is accepted its label is too)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, ClassVar, NamedTuple, TypeVar

from django.conf import settings

from casework.errors import named
from casework.folding import fold
from casework.law.names import Name


class Label(NamedTuple):
    """A code with its labels, parent and mapping."""

    code: str
    zh: str
    en: str
    parent: str = ""
    maps_to: str = ""

    def of(self, language: str) -> str:
        """The label in the language."""
        return self.zh if language.startswith("zh") else self.en


ALIASES: dict[str, str] = {
    "普通": "ordinary",
    "简易": "simplified",
    "一审案件": "first",
    "县级": "county",
}
"""Short forms that people write for a legal term."""


WIDE_FROM = 0x1100
"""From Hangul Jamo on a character takes two places on a terminal."""


def places_of(text: str) -> int:
    """Places that a text takes on a terminal."""
    return sum(2 if ord(character) >= WIDE_FROM and character not in "–—…" else 1 for character in text)


@dataclass
class Vocabulary:
    """The lists of classifications, read once for a command or request."""

    COLUMNS: ClassVar[tuple[str, ...]] = ("list", "code", "zh", "en", "parent", "maps_to")

    lists: dict[str, dict[str, Label]]
    _labels: dict[str, dict[str, str]] = field(default_factory=dict)

    @classmethod
    def of_rows(cls, rows: Iterable[Mapping[str, Any]]) -> Vocabulary:
        """A vocabulary of rows that have COLUMNS."""
        lists: dict[str, dict[str, Label]] = {}
        for row in rows:
            label = Label(row["code"], row["zh"], row["en"], row["parent"] or "", row["maps_to"] or "")
            lists.setdefault(row["list"], {})[label.code] = label
        return cls(lists)

    def labels(self, name: str) -> dict[str, Label]:
        """Code -> label of a list, in the order of the list."""
        return self.lists.get(name, {})

    def parents(self, name: str) -> dict[str, str]:
        """Code -> heading of the codes that have one."""
        return {label.code: label.parent for label in self.labels(name).values() if label.parent}

    def code(self, name: str, value: object, *, where: str = "") -> str:
        """The code for a code or a label. Raises FaultyInput with what is allowed."""
        text = fold(value)
        labels = self.labels(name)
        if text in labels:
            return text
        if name not in self._labels:
            self._labels[name] = {fold(label.zh): label.code for label in labels.values()}
        if text in self._labels[name]:
            return self._labels[name][text]
        mapped = self._mapped(name, text)
        if mapped:
            return mapped
        raise named(
            f"{where or name}的代码",
            f"code of {where or name}",
            value,
            [x.zh for x in labels.values()],
            where=where,
        )

    def _mapped(self, name: str, text: str) -> str:
        """A local label, or an item of art. 6 or 11, counts under the national heading that it maps to."""
        for other in LOCAL_LISTS.get(name, ()):
            for label in self.labels(other).values():
                if text in (label.code, fold(label.zh)):
                    return label.maps_to
        return ""


LOCAL_LISTS: dict[str, tuple[str, ...]] = {"matter": ("local_matter", "article11", "article6")}


N = TypeVar("N", bound=Name)


def name_of(names: type[N], value: object, *, where: str = "") -> N:
    """The member for a code or a legal term. Raises FaultyInput with what is allowed."""
    text = ALIASES.get(fold(value), fold(value))
    for member in names:
        if text in (member.value, fold(member.zh)):
            return member
    raise named(f"{where or names.__name__}", where or names.__name__, value, [m.value for m in names], where=where)


class QuantityKind(NamedTuple):
    """One quantity of a kind of ledger entry, and how it adds up: sum, last, distinct or mean."""

    code: str
    zh: str
    en: str
    unit: str
    unit_zh: str
    decimals: int
    adds_up: str


class RateKind(NamedTuple):
    """A rate over two quantities of a kind; `numerator` is a quantity or `a-b`."""

    code: str
    zh: str
    en: str
    numerator: str
    denominator: str


class LedgerKind(NamedTuple):
    """A kind of ledger entry."""

    code: str
    zh: str
    en: str
    quantities: dict[str, QuantityKind]
    rates: tuple[RateKind, ...]
    subjects: tuple[str, ...]


@lru_cache(maxsize=1)
def ledger_kinds() -> dict[str, LedgerKind]:
    """The kinds of the work ledger, in the order of the report (fixtures/ledger_kinds.json)."""
    path = settings.BASE_DIR / "fixtures" / "ledger_kinds.json"
    kinds = {}
    for row in json.loads(path.read_text(encoding="utf-8")):
        quantities = {q["code"]: QuantityKind(**q) for q in row["quantities"]}
        rates = tuple(RateKind(**rate) for rate in row["rates"])
        kinds[row["code"]] = LedgerKind(
            row["code"], row["zh"], row["en"], quantities, rates, tuple(str(s) for s in row["subjects"])
        )
    return kinds


def ledger_kind(value: object) -> LedgerKind:
    """The kind for a code or label. Raises FaultyInput with what is allowed."""
    text = fold(value)
    for kind in ledger_kinds().values():
        if text in (kind.code, fold(kind.zh)):
            return kind
    raise named("台账种类", "kind of ledger entry", value, ledger_kinds(), where="kind")


def quantity_of(kind: LedgerKind, value: object) -> QuantityKind:
    """The quantity of a kind for a code or label. Raises FaultyInput with what is allowed."""
    text = fold(value)
    for quantity in kind.quantities.values():
        if text in (quantity.code, fold(quantity.zh)):
            return quantity
    raise named(f"{kind.zh}的数量", f"quantity of {kind.code}", value, kind.quantities, where="quantities")
