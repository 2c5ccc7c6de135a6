"""Codes and labels: Chinese label or code in, code out (contracts: wherever a code is accepted its label is too)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, ClassVar, NamedTuple, TypeVar

from django.conf import settings

from casework.errors import ActRefused, named
from casework.law.names import FIRST_DAY_2023, Name
from casework.law.terms.calendar import ONE_DAY
from casework.law.words.languages import Text, spoken
from casework.text.folding import fold


def term_of(first: date | None, last: date | None) -> Text:
    """From which to which day something may be used."""
    zh = [f"自{first}起" if first else "", f"用到{last}" if last else ""]
    en = [f"in use from {first}" if first else "in use", f"until {last}" if last else ""]
    return Text("".join(zh), " ".join(filter(None, en)))


class Label(NamedTuple):
    """A code with its labels, parent and mapping."""

    code: str
    zh: str
    en: str
    parent: str = ""
    maps_to: str = ""
    valid_from: date | None = None
    valid_to: date | None = None

    def in_force(self, day: date) -> bool:
        """Whether it may be used on a day."""
        return (self.valid_from or date.min) <= day <= (self.valid_to or date.max)

    @property
    def of_an_edition(self) -> bool:
        """Whether it begins or ends with an edition of the Act: then the law judges it, by the edition of the case."""
        return self.valid_from == FIRST_DAY_2023 or self.valid_to == FIRST_DAY_2023 - ONE_DAY

    @property
    def term(self) -> Text:
        """From which to which day it may be used."""
        return term_of(self.valid_from, self.valid_to)

    def of(self, language: str) -> str:
        """The label in the language."""
        return spoken(self, language)


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
    if text.isascii():
        return len(text)
    return sum(2 if ord(character) >= WIDE_FROM and character not in "–—…" else 1 for character in text)


@dataclass
class Vocabulary:
    """The lists of classifications, read once for a command or request."""

    COLUMNS: ClassVar[tuple[str, ...]] = (
        "list", "code", "zh", "en", "parent", "maps_to", "valid_from", "valid_to"
    )  # fmt: skip

    lists: dict[str, dict[str, Label]]
    _labels: dict[str, dict[str, Label]] = field(default_factory=dict)
    _causes: dict[str, str] = field(default_factory=dict)
    _parents: dict[str, dict[str, str]] = field(default_factory=dict)

    @classmethod
    def of_rows(cls, rows: Iterable[Mapping[str, Any]]) -> Vocabulary:
        """A vocabulary of rows that have COLUMNS."""
        lists: dict[str, dict[str, Label]] = {}
        for row in rows:
            label = Label(*(row[column] for column in cls.COLUMNS[1:]))
            lists.setdefault(row["list"], {})[label.code] = label
        return cls(lists)

    def labels(self, name: str) -> dict[str, Label]:
        """Code -> label of a list, in the order of the list."""
        return self.lists.get(name, {})

    def parents(self, name: str) -> dict[str, str]:
        """Code -> heading of the codes that have one; a heading that is not there, or has one itself, is none."""
        if name not in self._parents:
            labels = self.labels(name)
            headings = {code for code, label in labels.items() if not label.parent}
            self._parents[name] = {x.code: x.parent for x in labels.values() if x.parent in headings}
        return self._parents[name]

    def known(self, name: str, text: str) -> str:
        """The code that is kept for a code or a label, a local one too; "" for any other text."""
        return self._found(name, fold(text))[1]

    def matters_of(self, cause: str) -> frozenset[str]:
        """The matter that the cause of a suit names, as a set of its code; empty where it names none, or several.

        A cause is a matter's code or label, or words that hold one: 不服政府信息公开答复, 行政处罚（治安）.
        Damages claimed beside an act are no matter of their own, and what is not done in a matter of disclosure is
        disclosure (政府信息公开条例 art. 51). Disclosure that is named beside another matter is for a person to tell.
        """
        exact, text = self.known("matter", cause), fold(cause)
        if exact or not text:
            return frozenset({exact} - {""})
        names = {name for name in self._named_in_causes if name in text}
        found = {self._causes[name] for name in names if not any(name != other and name in other for other in names)}
        if DISCLOSURE in found:
            found -= {"inaction"}
        elif DISCLOSED in text:
            return frozenset()
        parents = self.parents("matter")
        found -= {parents.get(code) for code in found}
        found -= {"state_compensation"} if len(found) > 1 else set()
        return frozenset(found) if len(found) == 1 else frozenset()

    @property
    def _named_in_causes(self) -> dict[str, str]:
        """Words by which causes name matters -> code."""
        if not self._causes:
            terms = [
                label for name in ("matter", *LOCAL_LISTS["matter"], CAUSES) for label in self.labels(name).values()
            ]
            named = {fold(label.zh): label.maps_to or label.code for label in terms}
            self._causes = {
                name: code for name, code in named.items() if code in self.labels("matter") and name != OTHER
            }
        return self._causes

    def code(
        self, name: str, value: object, *, where: str = "", on: date | None = None, called: Text | None = None
    ) -> str:
        """The code for a code or a label, one that is in force on the day `on` where that is given.

        `called` is what a person calls the column; else a fault names its key. Raises FaultyInput with what is
        allowed, and ActRefused for a term that is not in force.
        """
        label, code = self._found(name, fold(value))
        if label is None:
            labels = [x.zh for x in self.labels(name).values() if on is None or x.in_force(on)]
            what = called or Text(f"{where or name}的代码", f"code of {where or name}")
            raise named(*what, value, labels, where=where)
        if on is not None and not label.in_force(on) and not label.of_an_edition:
            raise ActRefused(
                "not-in-force",
                "",
                f"{where or name}：「{label.zh}」{label.term.zh}，{on}不能使用",
                f"{where or name}: {label.en} is {label.term.en} and may not be used on {on}",
            )
        return code

    def _found(self, name: str, text: str) -> tuple[Label | None, str]:
        """What a code or a label means in a list, and the code that is kept for it.

        A local label, or an item of art. 6 or 11, counts under the national heading that it maps to.
        """
        label = self._said(name).get(text)
        if label is not None:
            return label, label.code
        for other in LOCAL_LISTS.get(name, ()):
            label = self._said(other).get(text)
            if label is not None:
                return label, label.maps_to
        return None, ""

    def _said(self, name: str) -> dict[str, Label]:
        """The terms of a list by code and by label; a code outweighs a label, an earlier term a later one."""
        if name not in self._labels:
            labels = list(self.labels(name).values())
            by_label = {fold(label.zh): label for label in reversed(labels)}
            self._labels[name] = by_label | {label.code: label for label in labels}
        return self._labels[name]


LOCAL_LISTS: dict[str, tuple[str, ...]] = {
    "matter": ("local_matter", "article11", "article6"),
    "field": ("local_field",),
}
CAUSES = "suit_cause"
"""The list of causes of suits that no matter bears the name of (法发〔2020〕44号)."""
DISCLOSURE, DISCLOSED, OTHER = "information_disclosure", "公开", "其他"


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
    subjects: tuple[str, ...] = ()
    parts: tuple[tuple[str, str], ...] = ()
    """(part, whole): quantities of which the first is never larger than the second."""
    single: bool = False
    """Whether an entry is one thing, so that nobody counts it."""
    valid_from: date | None = None
    valid_to: date | None = None

    def in_force(self, day: date) -> bool:
        """Whether an entry of a day may be of this kind."""
        return (self.valid_from or date.min) <= day <= (self.valid_to or date.max)

    @property
    def term(self) -> Text:
        """From which to which day it is used; empty where no day bounds it."""
        return term_of(self.valid_from, self.valid_to) if self.valid_from or self.valid_to else Text("", "")


SUBJECTS = frozenset({"decision", "project", "contract", "agreement", "disclosure_reply"})
"""What entries are about where their kind names its subjects by code."""


class LedgerKinds(Mapping[str, LedgerKind]):
    """The kinds of ledger entry by code, in the order of the report; what is made of them is kept by this object."""

    def __init__(self, kinds: Iterable[LedgerKind]) -> None:
        self._kinds = {kind.code: kind for kind in kinds}

    def __hash__(self) -> int:
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other

    def __getitem__(self, code: str) -> LedgerKind:
        """The kind of a code."""
        return self._kinds[code]

    def __iter__(self) -> Iterator[str]:
        """The codes."""
        return iter(self._kinds)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._kinds)

    def named(self, value: object, *, on: date | None = None) -> LedgerKind:
        """The kind for a code or label, one that is in use on the day `on` where that is given.

        Raises FaultyInput with what is allowed, and ActRefused for a kind that is not in use.
        """
        text = fold(value)
        for kind in self.values():
            if text in (kind.code, fold(kind.zh)):
                if on is not None and not kind.in_force(on):
                    raise ActRefused(
                        "not-in-force",
                        "",
                        f"台账种类「{kind.zh}」{kind.term.zh}，{on}不能登记",
                        f"Entries of {kind.en} are {kind.term.en}: none may be dated {on}",
                    )
                return kind
        raise named("台账种类", "kind of ledger entry", value, self, where="kind", words=self.values())


def kind_of_row(row: Mapping[str, Any]) -> LedgerKind:
    """A kind as fixtures/ledger_kinds.json has it."""
    return LedgerKind(
        row["code"],
        row["zh"],
        row["en"],
        {q["code"]: QuantityKind(**q) for q in row["quantities"]},
        tuple(RateKind(**rate) for rate in row["rates"]),
        tuple(row["subjects"]),
        tuple((part, whole) for part, whole in row.get("parts", ())),
    )


@lru_cache(maxsize=1)
def shipped_kinds() -> LedgerKinds:
    """The kinds that every site begins with, whatever a database holds (fixtures/ledger_kinds.json)."""
    path = settings.BASE_DIR / "fixtures" / "ledger_kinds.json"
    return LedgerKinds(map(kind_of_row, json.loads(path.read_text(encoding="utf-8"))))


def quantity_of(kind: LedgerKind, value: object) -> QuantityKind:
    """The quantity of a kind for a code or label. Raises FaultyInput with what is allowed."""
    text = fold(value)
    for quantity in kind.quantities.values():
        if text in (quantity.code, fold(quantity.zh)):
            return quantity
    words = kind.quantities.values()
    raise named(f"{kind.zh}的数量", f"quantity of {kind.code}", value, kind.quantities, where="quantities", words=words)
