"""工作台账: the columns of a spreadsheet of entries, and the act of a row.

A quantity stands in a column of its own (参训人数, a column for each quantity of any kind), or beside its name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache, partial
from typing import Any

from casework.exports.register import BESIDE
from casework.imports.columns.shape import Column, Planned, Said, Wrong, fact, planned
from casework.law.names import Act, RecordKind
from casework.law.words.languages import Text
from casework.reference import ledger_kinds
from casework.vocabulary import LedgerKind, LedgerKinds

of = partial(fact, RecordKind.LEDGER)
SUBJECTS = BESIDE["subject"]
COUNTS = "quantity:"
"""What the key of a column begins with that holds one quantity: `quantity:persons`."""
FEW = 3
"""Labels that head the column of a quantity that kinds call by several."""

COLUMNS = (
    Column("number", Text("编号", "Number")),
    of("kind", "record.kind", type="kind", required=True),
    of("on", required=True, type="day"),
    Column("quantity", Text("数量名称", "Quantity"), "quantity", many=True),
    Column("value", Text("数值", "Value"), "number", many=True),
    of("unit_names", beside=True, note=Text("一个数量的各单位用、隔开", "The units of one quantity apart by 、")),
    of("subject"),
    of("note", "record.note", type="long"),
)  # fmt: skip


class Columns(Mapping[str, Column]):
    """The columns by key: those of every ledger, and one for each quantity of the kinds as they are now."""

    def __getitem__(self, key: str) -> Column:
        """The column of a key."""
        return _columns(ledger_kinds())[key]

    def __iter__(self) -> Iterator[str]:
        """The keys, in the order of the template."""
        return iter(_columns(ledger_kinds()))

    def __len__(self) -> int:
        """How many there are."""
        return len(_columns(ledger_kinds()))


@lru_cache(maxsize=4)
def _columns(kinds: LedgerKinds) -> dict[str, Column]:
    called = labels_of_quantities(kinds)
    fixed, rest = COLUMNS[:5], COLUMNS[5:]
    counts = (Column(f"{COUNTS}{code}", joined(labels), "number") for code, labels in called.items())
    return {column.key: column for column in (*fixed, *counts, *rest)}


def labels_of_quantities(kinds: LedgerKinds) -> dict[str, list[Text]]:
    """Code of a quantity -> what the kinds call it."""
    found: dict[str, list[Text]] = {}
    for kind in kinds.values():
        for quantity in kind.quantities.values():
            label, labels = Text(quantity.zh, quantity.en), found.setdefault(quantity.code, [])
            labels += [] if label in labels else [label]
    return found


def joined(labels: Sequence[Text]) -> Text:
    """The labels of a quantity as one, the first of many."""
    more = "…" if len(labels) > FEW else ""
    zh, en = ([label.of(language) for label in labels[:FEW]] for language in ("zh-hans", "en"))
    return Text("、".join(zh) + more, ", ".join(en) + more)


def acts(said: Said) -> list[Planned]:
    """The one act of an entry; a row without a number is one thing of its kind."""
    kind = ledger_kinds().named(said["kind"])
    counted = _counted(kind, said)
    given = _named(kind, said) if "quantity" in said or not counted else {}
    if not given and "value" in said:
        raise Wrong("value", said["value"][0], *_which(kind, "数值没有说是哪个数量", "is of no quantity"))
    quantities = given | counted
    names = _units(kind, said, list(given), quantities)
    alone = kind.single and set(quantities.values()) == {Decimal(1)}
    columns = [f"{COUNTS}{code}" for code in counted]
    said.use(*columns, "quantity", "value", "unit_names", "subject")
    return [
        planned(
            COLUMNS, Act.RECORD, said, said["on"], "on",
            quantities=(columns[0] if columns else "value", {} if alone else quantities),
            names=("unit_names", names), subject=("subject", _subject(said)),
        )
    ]  # fmt: skip


def _which(kind: LedgerKind, zh: str, en: str) -> tuple[Text, Text]:
    """What is wrong with a quantity, and the quantities of the kind."""
    each = kind.quantities.values()
    return Text(zh, en), Text("、".join(one.zh for one in each), ", ".join(one.en for one in each))


def _counted(kind: LedgerKind, said: Said) -> dict[str, Any]:
    """The quantities that have a column of their own."""
    found = {key.removeprefix(COUNTS): said[key] for key in said.values if key.startswith(COUNTS)}
    for code, value in found.items():
        if code not in kind.quantities:
            raise Wrong(f"{COUNTS}{code}", value, *_which(kind, f"{kind.zh}没有这个数量", f"{kind.en} has no such one"))
    return found


def _named(kind: LedgerKind, said: Said) -> dict[str, Any]:
    """The quantities that stand beside their names; of one without a name the first that is no count of names."""
    names, values = said.each("quantity"), said.each("value")
    first = next(iter(kind.quantities.values()))
    if not names and first.adds_up == DISTINCT and ("value" in said or "unit_names" in said):
        return {}
    names = [_code(kind, name) for name in names] or [first.code]
    if not values and "value" not in said:
        values = [Decimal(1)] * len(names)
    if len(values) != len(names):
        raise Wrong(
            "value",
            "；".join(map(str, values)),
            Text(
                f"有{len(values)}个数值，数量名称有{len(names)}个", f"{len(values)} values for {len(names)} quantities"
            ),
            Text("每个数量一个数值，用；隔开", "one value for each quantity, apart by ；"),
        )
    return dict(zip(names, values, strict=True))


def _code(kind: LedgerKind, name: str) -> str:
    """The code of a quantity of the kind by its code or label. Raises Wrong."""
    codes = {word: each.code for each in kind.quantities.values() for word in (each.code, each.zh, each.en)}
    if name not in codes:
        raise Wrong("quantity", name, *_which(kind, f"{kind.zh}没有这个数量", f"{kind.en} has no such quantity"))
    return codes[name]


DISTINCT = "distinct"
"""How a quantity adds up that counts units by their names."""


def _units(kind: LedgerKind, said: Said, given: Sequence[str], quantities: dict[str, Any]) -> dict[str, list[str]]:
    """The units that each quantity names; without a name beside them those of the one that counts units."""
    if given:
        found = {name: said.beside("unit_names", "quantity", n, len(given)) for n, name in enumerate(given)}
        return {name: _apart(units) for name, units in found.items() if units}
    units = [name for cell in said.each("unit_names") for name in _apart(cell or "") if name]
    counting = next((each.code for each in kind.quantities.values() if each.adds_up == DISTINCT), None)
    if units and counting is None:
        raise Wrong("unit_names", units[0], *_which(kind, f"{kind.zh}不按单位计数", f"{kind.en} counts no units"))
    if units and counting is not None:
        quantities.setdefault(counting, Decimal(len(set(units))))
        return {counting: units}
    return {}


def _apart(units: str) -> list[str]:
    return [each.strip() for each in units.split("、")]


def _subject(said: Said) -> str | None:
    """What an entry is about: of a kind that names its subjects the code of a word that stands for one."""
    text: str | None = said["subject"]
    words = {label: code for code in ledger_kinds().named(said["kind"]).subjects for label in SUBJECTS[code]}
    return words.get(text, text) if text is not None else None
